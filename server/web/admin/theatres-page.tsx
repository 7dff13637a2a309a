import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language, Names } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { addDays, weekStart } from "../../../shared/domain/local-day.ts";
import type { Procedure, Theatre } from "../../../shared/domain/theatre.ts";
import { dayTitle } from "../../../shared/i18n/calendar.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import { BlockDialog, ReleaseBlockDialog } from "./block-dialogs.tsx";
import type { BlockWish } from "./block-times.ts";
import { BlockWeek } from "./block-week.tsx";
import type { BlockActs } from "./block-week.tsx";
import type { AdminDesk } from "./desk.ts";
import { LineActs, ListCard } from "./list-card.tsx";
import { PageHead, Turner } from "./page-head.tsx";
import type { SectionProps } from "./section.ts";
import { ProcedureDialog, TheatreDialog } from "./theatre-dialogs.tsx";

type Open =
  | { readonly kind: "theatre"; readonly theatre: Theatre | null }
  | { readonly kind: "procedure"; readonly procedure: Procedure | null }
  | { readonly kind: "block"; readonly wish: BlockWish }
  | { readonly kind: "release"; readonly block: TheatresData["blocks"][number] };

/** Where operations are done, what is done there, and whose time it is on which day. */
export function TheatresPage({ desk, route, go }: SectionProps) {
  const { t, language } = useLocale();
  const from = weekStart(route.day ?? desk.today);
  const feed = useFeed(desk.client, "theatres", `${from}:7`);
  const said = feed.snapshot?.data ?? null;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const acts: BlockActs | null = desk.mayWrite
    ? {
        onOpen: (wish) => setOpen({ kind: "block", wish }),
        onRelease: (block) => setOpen({ kind: "release", block }),
      }
    : null;
  return (
    <div className="section" data-section-page="theatres">
      <PageHead title={t("admin.section.theatres")}>
        <Turner
          words={t("theatre.weekOf", { day: dayTitle(from, language) })}
          day={from}
          today={desk.today}
          before={addDays(from, -7)}
          after={addDays(from, 7)}
          onDay={(day) => go({ ...route, day })}
        />
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {said === null ? null : (
        <>
          {said.theatres.length === 0 ? null : (
            <BlockWeek desk={desk} said={said} from={from} acts={acts} />
          )}
          <Theatres desk={desk} said={said} onOpen={setOpen} />
          <Procedures desk={desk} said={said} onOpen={setOpen} />
          {open === null ? null : <Opened desk={desk} said={said} open={open} onClose={close} />}
        </>
      )}
    </div>
  );
}

function Opened(props: {
  readonly desk: AdminDesk;
  readonly said: TheatresData;
  readonly open: Open;
  readonly onClose: () => void;
}) {
  const { desk, said, open, onClose } = props;
  switch (open.kind) {
    case "theatre":
      return <TheatreDialog desk={desk} theatre={open.theatre} onClose={onClose} />;
    case "procedure":
      return <ProcedureDialog desk={desk} procedure={open.procedure} onClose={onClose} />;
    case "block":
      return <BlockDialog desk={desk} said={said} first={open.wish} onClose={onClose} />;
    case "release":
      return (
        <ReleaseBlockDialog
          desk={desk}
          block={open.block}
          theatres={said.theatres}
          onClose={onClose}
        />
      );
    default:
      return missingCase(open);
  }
}

interface ListProps {
  readonly desk: AdminDesk;
  readonly said: TheatresData;
  readonly onOpen: (open: Open) => void;
}

function Theatres({ desk, said, onOpen }: ListProps) {
  const { t, language } = useLocale();
  const add = desk.mayWrite ? (
    <button
      type="button"
      className="button"
      data-act="new-theatre"
      onClick={() => onOpen({ kind: "theatre", theatre: null })}
    >
      {t("admin.theatres.newTheatre")}
    </button>
  ) : null;
  if (said.theatres.length === 0) {
    return (
      <EmptyState
        icon={<IconSlice className="icon" aria-hidden="true" />}
        title={t("admin.theatres.none")}
        next={add}
      />
    );
  }
  const ordered = said.theatres.toSorted((one, other) => one.position - other.position);
  return (
    <ListCard
      title={t("admin.section.theatres")}
      heads={[t("admin.theatres.theatre"), t("admin.service.state")]}
      act={add}
    >
      {ordered.map((theatre) => (
        <tr key={theatre.theatreId} data-theatre-row={theatre.theatreId}>
          <td>
            <b>{nameIn(theatre.names, language)}</b>
          </td>
          <td>
            <OpenChip isOpen={theatre.isOpen} />
          </td>
          <LineActs
            acts={changeActs(desk, "change-theatre", t("admin.change.verb"), () =>
              onOpen({ kind: "theatre", theatre }),
            )}
          />
        </tr>
      ))}
    </ListCard>
  );
}

function Procedures({ desk, said, onOpen }: ListProps) {
  const { t, language } = useLocale();
  const add = desk.mayWrite ? (
    <button
      type="button"
      className="button"
      data-act="new-procedure"
      onClick={() => onOpen({ kind: "procedure", procedure: null })}
    >
      {t("admin.theatres.newProcedure")}
    </button>
  ) : null;
  const heads = [
    t("theatre.procedure"),
    t("admin.clinic"),
    t("admin.theatres.times"),
    t("admin.section.things"),
    t("admin.service.state"),
  ];
  return (
    <ListCard title={t("admin.theatres.procedures")} heads={heads} act={add}>
      {said.procedures.toSorted(byName(language)).map((procedure) => (
        <tr key={procedure.procedureId} data-procedure-row={procedure.procedureId}>
          <td>
            <b>{nameIn(procedure.names, language)}</b>
          </td>
          <td>{nameOf(said.clinics, language, (each) => each.clinicId === procedure.clinicId)}</td>
          <td>
            {t("admin.theatres.timesAre", {
              usual: procedure.usualMin,
              most: procedure.p80Min,
              setup: procedure.setupMin,
              cleaning: procedure.cleaningMin,
            })}
          </td>
          <td>
            {procedure.things
              .map((id) => nameOf(said.things, language, ({ thingId }) => thingId === id))
              .join(" · ")}
          </td>
          <td>
            <OpenChip isOpen={procedure.isOpen} />
          </td>
          <LineActs
            acts={changeActs(desk, "change-procedure", t("admin.change.verb"), () =>
              onOpen({ kind: "procedure", procedure }),
            )}
          />
        </tr>
      ))}
    </ListCard>
  );
}

function OpenChip({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useLocale();
  return (
    <span className={`chip ${isOpen ? "chip-ok" : "chip-plain"}`}>
      {t(isOpen ? "admin.service.open" : "admin.service.closed")}
    </span>
  );
}

function changeActs(desk: AdminDesk, act: string, words: string, onPress: () => void) {
  return desk.mayWrite ? [{ act, words, onPress }] : [];
}

function nameOf<One extends { readonly names: Names }>(
  all: readonly One[],
  language: Language,
  isIt: (one: One) => boolean,
): string {
  const found = all.find(isIt);
  return found === undefined ? "" : nameIn(found.names, language);
}
