import IconTool from "@tabler/icons-react/dist/esm/icons/IconTool.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { localDayIn, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import type { AdminDesk } from "./desk.ts";
import { LineActs, ListCard } from "./list-card.tsx";
import { PageHead } from "./page-head.tsx";
import { OutageDialog, ThingDialog } from "./thing-dialogs.tsx";

type Open =
  | { readonly kind: "thing"; readonly thing: ThingLine | null }
  | { readonly kind: "outage"; readonly thing: ThingLine };

/** The machines and instruments that are in one place at a time, and when they are out of service. */
export function ThingsPage({ desk }: { readonly desk: AdminDesk }) {
  const { t } = useLocale();
  const feed = useFeed(desk.client, "things", "site");
  const things = feed.snapshot?.data.things ?? null;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="section" data-section-page="things">
      <PageHead title={t("admin.section.things")} />
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {things === null ? null : <Things desk={desk} things={things} onOpen={setOpen} />}
      {open?.kind === "thing" ? (
        <ThingDialog desk={desk} thing={open.thing} onClose={close} />
      ) : null}
      {open?.kind === "outage" ? (
        <OutageDialog desk={desk} thing={open.thing} onClose={close} />
      ) : null}
    </div>
  );
}

function Things(props: {
  readonly desk: AdminDesk;
  readonly things: readonly ThingLine[];
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useLocale();
  const { desk, things, onOpen } = props;
  const add = desk.mayWrite ? (
    <button
      type="button"
      className="button"
      data-act="new-thing"
      onClick={() => onOpen({ kind: "thing", thing: null })}
    >
      {t("admin.things.new")}
    </button>
  ) : null;
  if (things.length === 0) {
    return (
      <EmptyState
        icon={<IconTool className="icon" aria-hidden="true" />}
        title={t("admin.things.none")}
        next={add}
      />
    );
  }
  return (
    <ListCard
      title={t("admin.section.things")}
      heads={[
        t("admin.section.things"),
        t("admin.staff.kind"),
        t("admin.things.owner"),
        t("admin.things.state"),
      ]}
      act={add}
    >
      {things.map((thing) => (
        <ThingRow key={thing.thingId} desk={desk} thing={thing} onOpen={onOpen} />
      ))}
    </ListCard>
  );
}

function ThingRow(props: {
  readonly desk: AdminDesk;
  readonly thing: ThingLine;
  readonly onOpen: (open: Open) => void;
}) {
  const { t, language } = useLocale();
  const { desk, thing, onOpen } = props;
  const clinic = desk.site.clinics.find(({ clinicId }) => clinicId === thing.clinicId);
  const acts = [
    {
      act: "change-thing",
      words: t("admin.change.verb"),
      onPress: () => onOpen({ kind: "thing", thing }),
    },
    {
      act: "take-out",
      words: t("admin.act.takeThingOut"),
      onPress: () => onOpen({ kind: "outage", thing }),
    },
  ];
  return (
    <tr data-thing={thing.thingId} data-retired={thing.isRetired || undefined}>
      <td>
        <b>{nameIn(thing.names, language)}</b>
      </td>
      <td>{t(`admin.thingKind.${thing.kind}`)}</td>
      <td>{clinic === undefined ? t("admin.things.house") : nameIn(clinic.names, language)}</td>
      <td>
        <ThingState desk={desk} thing={thing} />
      </td>
      <LineActs acts={desk.mayWrite ? acts.slice(0, thing.isRetired ? 1 : 2) : []} />
    </tr>
  );
}

function ThingState(props: { readonly desk: AdminDesk; readonly thing: ThingLine }) {
  const { t, language } = useLocale();
  const { desk, thing } = props;
  const { zone } = desk.site;
  if (thing.isRetired) {
    return <span className="chip chip-plain">{t("admin.things.retired")}</span>;
  }
  if (thing.outages.length === 0) {
    return <span className="chip chip-ok">{t("admin.things.inUse")}</span>;
  }
  const when = (at: number) =>
    `${weekdayAndDate(localDayIn(at, zone), language)} ${clockTime(at, zone)}`;
  return (
    <ul className="outages">
      {thing.outages.map(({ outageId, from, to, reason }) => (
        <li key={outageId} data-outage={outageId}>
          <span className="chip chip-warn">
            <IconTool className="icon" aria-hidden="true" />
            {t("admin.things.out")}
          </span>
          <span>{t("admin.things.outage", { from: when(from), to: when(to), reason })}</span>
          {desk.mayWrite ? (
            <button
              type="button"
              className="button"
              data-act="give-back"
              onClick={() =>
                void desk.runner.ask(
                  "giveThingBack",
                  { outageId },
                  { act: "admin.act.giveThingBack" },
                )
              }
            >
              {t("admin.act.giveThingBack")}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
