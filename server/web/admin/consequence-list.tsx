import IconArrowNarrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowNarrowRight.mjs";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useEffect, useState } from "react";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { RosterFinding } from "../../../shared/domain/roster.ts";
import { localDayIn, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { Consequence } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { askConsequences, countOf } from "./consequences.ts";
import type { Preview, PreviewAsked } from "./consequences.ts";
import type { AdminDesk } from "./desk.ts";
import { findingWords } from "./findings.tsx";

/** Asks once for what an act would do; nothing while the answer is on its way. */
export function usePreview(desk: AdminDesk, asked: PreviewAsked): Preview | null {
  const { language } = useLocale();
  const { fetcher } = desk;
  const words = JSON.stringify(asked);
  const [held, setHeld] = useState<{ words: string; preview: Preview } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const again: PreviewAsked = JSON.parse(words) as PreviewAsked;
    void askConsequences(fetcher, again, language).then((preview) => {
      if (isCurrent) setHeld({ words, preview });
    });
    return () => {
      isCurrent = false;
    };
  }, [fetcher, words, language]);
  return held?.words === words ? held.preview : null;
}

/** Who is touched, from where to where; who has no place stands first. */
export function ConsequenceList(props: {
  readonly preview: Preview | null;
  readonly zone: string;
}) {
  const { t } = useLocale();
  const { preview } = props;
  if (preview === null) return <p role="status">{t("admin.consequences.asking")}</p>;
  if (preview.kind === "noServer") {
    return <Notice tone="error" title={t("admin.consequences.noServer")} />;
  }
  if (preview.kind === "refused") {
    return <Notice tone="refusal" title={t(`refusal.${preview.code}`, { seconds: 0 })} />;
  }
  const { consequences, findings } = preview;
  const { moved, unplaced } = countOf(consequences);
  if (consequences.length === 0) {
    return (
      <>
        <Broken findings={findings} />
        <p className="consequences-none" data-consequences="0">
          {t("admin.consequences.none")}
        </p>
      </>
    );
  }
  return (
    <div data-consequences={consequences.length} data-unplaced={unplaced}>
      <Broken findings={findings} />
      <p>
        <b>{t("admin.consequences.count", { moved, unplaced })}</b>
      </p>
      <ol className="consequences">
        {consequences
          .toSorted((a, b) => Number(a.to !== null) - Number(b.to !== null))
          .map((each) => (
            <ConsequenceRow key={each.appointmentId} consequence={each} zone={props.zone} />
          ))}
      </ol>
    </div>
  );
}

/** What the roster would break, as far as it is told without the roster at hand. */
function Broken(props: { readonly findings: readonly RosterFinding[] }) {
  const { t, language } = useLocale();
  if (props.findings.length === 0) return null;
  return (
    <ul className="broken" aria-label={t("admin.consequences.breaks")}>
      {props.findings.map((finding, index) => (
        <li key={index} data-finding={finding.kind}>
          <IconAlertTriangle className="icon" aria-hidden="true" />
          {findingWords(finding, { people: [], shifts: [], things: [] }, t, language)}
        </li>
      ))}
    </ul>
  );
}

function ConsequenceRow(props: { readonly consequence: Consequence; readonly zone: string }) {
  const { t } = useLocale();
  const { patientName, from, to } = props.consequence;
  return (
    <li>
      <b>
        <bdi>{shownName(patientName)}</bdi>
      </b>
      <PlaceWords place={from} zone={props.zone} />
      <IconArrowNarrowRight className="icon flip" aria-hidden="true" />
      {to === null ? (
        <span className="chip chip-danger">{t("admin.consequences.noPlace")}</span>
      ) : (
        <PlaceWords place={to} zone={props.zone} />
      )}
    </li>
  );
}

function PlaceWords(props: { readonly place: Consequence["from"]; readonly zone: string }) {
  const { language } = useLocale();
  const { at, staffName } = props.place;
  return (
    <span>
      {weekdayAndDate(localDayIn(at, props.zone), language)} <Num>{clockTime(at, props.zone)}</Num>
      <small>
        <bdi>{shownName(staffName)}</bdi>
      </small>
    </span>
  );
}
