import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconTool from "@tabler/icons-react/dist/esm/icons/IconTool.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Shift } from "../../../shared/domain/roster.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { hoursText, lookOf } from "./roster-grid.ts";
import type { CellItem } from "./roster-grid.ts";

/** When a shift is, as it stands on its chip: `8–14`, or `24 hours`. */
export function shiftHours(shift: Shift, t: Translate): string {
  const text = hoursText(shift);
  const hours = Math.round((shift.endMin - shift.startMin) / 60);
  return text === null ? t("admin.hours", { count: hours }) : leftToRight(text);
}

/** A shift in words and tint, with an edge: in legends, menus and lists. */
export function ShiftWords(props: { readonly shift: Shift }) {
  const { t, language } = useLocale();
  const { shift } = props;
  return (
    <span className={`shift shift-${lookOf(shift)}`}>
      <b>{nameIn(shift.names, language)}</b>
      <small>{shiftHours(shift, t)}</small>
    </span>
  );
}

/** A shift in its cell: a draft is dashed, what goes is struck, a clash has a ring and a sign. */
export function ShiftChip(props: {
  readonly item: CellItem;
  /** In the narrow columns of a month: as few letters as tell it from others. */
  readonly short: string | null;
  readonly isHeld: boolean;
}) {
  const { t, language } = useLocale();
  const { assignment, shift, findings } = props.item;
  const name = nameIn(shift.names, language);
  // The dashes, the line and the ring, for who hears the roster.
  const aloud = [
    assignment.state === "adding" ? t("admin.change.added") : "",
    assignment.state === "removing" ? t("admin.change.removed") : "",
    ...findings.map(({ kind }) => t(`admin.finding.${kind}`)),
  ]
    .filter((part) => part !== "")
    .join("، ");
  const isBroken = findings.some(({ hard, kind }) => hard || kind === "clash");
  const marks = [
    assignment.state === "adding" ? "shift-new" : "",
    assignment.state === "removing" ? "shift-going" : "",
    isBroken ? "shift-clash" : "",
    props.isHeld ? "shift-held" : "",
  ].join(" ");
  return (
    <span
      className={`shift shift-${lookOf(shift)} ${marks}`}
      draggable={assignment.state !== "removing"}
      data-assignment={assignment.assignmentId}
      data-state={assignment.state}
      data-clash={isBroken || undefined}
    >
      {isBroken ? <IconAlertTriangle className="icon" aria-hidden="true" /> : null}
      {props.short === null ? (
        <>
          <b>{name}</b> <small>{shiftHours(shift, t)}</small>
        </>
      ) : (
        <>
          <b aria-hidden="true">{props.short}</b>
          <span className="only-read-aloud">
            {name} {shiftHours(shift, t)}
          </span>
        </>
      )}
      {assignment.thingIds.length === 0 ? null : (
        <IconTool className="icon shift-things" aria-label={t("admin.section.things")} />
      )}
      {aloud === "" ? null : <span className="only-read-aloud">{aloud}</span>}
    </span>
  );
}
