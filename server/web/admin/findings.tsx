import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import type { StaffId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { RosterFinding } from "../../../shared/domain/roster.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { RosterData, ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** What the roster breaks, in sentences, what binds first; each leads to its cell. */
export function Findings(props: {
  readonly roster: RosterData;
  readonly things: readonly ThingLine[];
  readonly onGo: (staffId: StaffId, day: LocalDay) => void;
}) {
  const { t, language } = useLocale();
  const { roster, things } = props;
  const findings = roster.findings.toSorted((a, b) => Number(b.hard) - Number(a.hard));
  if (findings.length === 0) return null;
  const binding = findings.filter(({ hard }) => hard).length;
  return (
    <details className="findings">
      <summary>{t("admin.findings", { hard: binding, soft: findings.length - binding })}</summary>
      <ul>
        {findings.map((finding, index) => (
          <li key={index} data-finding={finding.kind} data-hard={finding.hard}>
            {finding.hard ? (
              <IconAlertTriangle className="icon" aria-hidden="true" />
            ) : (
              <IconInfoCircle className="icon" aria-hidden="true" />
            )}
            <FindingLine finding={finding} onGo={props.onGo}>
              {findingWords(finding, { ...roster, things }, t, language)}
            </FindingLine>
          </li>
        ))}
      </ul>
    </details>
  );
}

function FindingLine(props: {
  readonly finding: RosterFinding;
  readonly onGo: (staffId: StaffId, day: LocalDay) => void;
  readonly children: string;
}) {
  const { staffId, days } = props.finding;
  const [day] = days;
  if (staffId === null || day === undefined) return <span>{props.children}</span>;
  return (
    <button type="button" className="link-button" onClick={() => props.onGo(staffId, day)}>
      {props.children}
    </button>
  );
}

/** What the names in a finding are taken from. */
export interface FindingNames extends Pick<RosterData, "people" | "shifts"> {
  readonly things: readonly ThingLine[];
}

/** `د. باقر، الثلاثاء 24: تعارض …`: whose, when, what, how much of how much. */
export function findingWords(
  { kind, staffId, days, shiftId, thingId, found, limit }: RosterFinding,
  { people, shifts, things }: FindingNames,
  t: Translate,
  language: Language,
): string {
  const person = people.find((each) => each.staffId === staffId);
  const shift = shifts.find((each) => each.shiftId === shiftId);
  const [first] = days;
  const thing = things.find((each) => each.thingId === thingId);
  const about = [
    thing === undefined ? "" : nameIn(thing.names, language),
    person === undefined ? "" : shownName(person.name),
    shift === undefined ? "" : nameIn(shift.names, language),
    first === undefined ? "" : weekdayAndDate(first, language),
  ].filter((part) => part !== "");
  const measured = kind === "rest" || kind === "weekHours" || kind === "coverage";
  const counted = measured || kind === "nights" || kind === "onCalls";
  const how = counted ? ` ${t("admin.findingCount", { found, limit })}` : "";
  return `${about.join(" · ")}: ${t(`admin.finding.${kind}`)}${how}`;
}
