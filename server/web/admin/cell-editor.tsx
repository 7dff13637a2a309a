import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useState } from "react";
import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { AssignmentId, ServicePointId, ThingId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Assignment, RosterPerson } from "../../../shared/domain/roster.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { RosterData, ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { SitePoint } from "./desk.ts";
import type { Step } from "./roster-desk.ts";
import type { Cell, CellItem } from "./roster-grid.ts";
import { ShiftWords } from "./shift-chip.tsx";
import { ThingsField } from "./things-field.tsx";

/** A cell opened: what is there can be taken away, and a shift is planned by one choice. */
export function CellEditor(props: {
  readonly roster: RosterData;
  readonly cell: Cell;
  readonly points: readonly SitePoint[];
  readonly things: readonly ThingLine[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onSteps: (steps: readonly Step[]) => void;
  /** Other things for a shift that stands. */
  readonly onThings: (assignmentId: AssignmentId, thingIds: readonly ThingId[]) => void;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { roster, cell, onClose } = props;
  const person = roster.people.find(({ staffId }) => staffId === cell.staffId);
  const [pointId, setPointId] = useState(() => lastRoom(roster, person));
  const [thingIds, setThingIds] = useState<readonly ThingId[]>([]);
  const planned = new Set(
    cell.items
      .filter(({ assignment }) => assignment.state !== "removing")
      .map(({ shift }) => shift.shiftId),
  );
  const plan = (shift: RosterData["shifts"][number]) =>
    props.onSteps([
      {
        name: "planShift",
        payload: {
          clinicId: roster.clinicId,
          staffId: cell.staffId,
          day: cell.day,
          shiftId: shift.shiftId,
          pointId: shift.kind === "clinic" ? pointId : null,
          thingIds: [...thingIds],
        },
      },
    ]);
  const title = `${shownName(person?.name ?? "")}، ${weekdayAndDate(cell.day, language)}`;
  return (
    <Popover
      className="cell-editor"
      triggerRef={props.anchor}
      isOpen
      isNonModal
      data-over-page
      placement="bottom start"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Dialog className="cell-editor-dialog" aria-label={title}>
        <h2>
          <bdi>{shownName(person?.name ?? "")}</bdi>
          <small>{weekdayAndDate(cell.day, language)}</small>
        </h2>
        {cell.items.map((item) => (
          <div key={item.assignment.assignmentId} className="cell-editor-shift">
            <ItemRow item={item} onSteps={props.onSteps} />
            {item.assignment.state === "removing" ? null : (
              <ThingsField
                things={props.things}
                clinicId={roster.clinicId}
                chosen={item.assignment.thingIds}
                onChange={(chosen) => props.onThings(item.assignment.assignmentId, chosen)}
              />
            )}
          </div>
        ))}
        {props.points.length === 0 ? null : (
          <label className="select-field">
            <span>{t("admin.room")}</span>
            <select
              value={pointId ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                const point = props.points.find((one) => one.servicePointId === value);
                setPointId(point?.servicePointId ?? null);
              }}
            >
              <option value="">{t("admin.noRoom")}</option>
              {props.points.map((point) => (
                <option key={point.servicePointId} value={point.servicePointId}>
                  {nameIn(point.names, language)}
                </option>
              ))}
            </select>
          </label>
        )}
        {cell.items.length > 0 ? null : (
          <ThingsField
            things={props.things}
            clinicId={roster.clinicId}
            chosen={thingIds}
            onChange={setThingIds}
          />
        )}
        <Menu
          className="shift-menu"
          aria-label={t("admin.roster.choose")}
          autoFocus="first"
          disabledKeys={planned}
          onAction={(key) => {
            const shift = roster.shifts.find(({ shiftId }) => shiftId === key);
            if (shift !== undefined) plan(shift);
            onClose();
          }}
        >
          {roster.shifts.map((shift) => (
            <MenuItem
              key={shift.shiftId}
              id={shift.shiftId}
              textValue={nameIn(shift.names, language)}
              className="shift-choice"
              data-shift={shift.shiftId}
            >
              <ShiftWords shift={shift} />
            </MenuItem>
          ))}
        </Menu>
      </Dialog>
    </Popover>
  );
}

/** The room this person had last in the shown days: rarely another one is meant. */
function lastRoom(roster: RosterData, person: RosterPerson | undefined): ServicePointId | null {
  const rooms = roster.assignments
    .filter(({ staffId, pointId }) => staffId === person?.staffId && pointId !== null)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
  return rooms[0]?.pointId ?? null;
}

function ItemRow(props: {
  readonly item: CellItem;
  readonly onSteps: (steps: readonly Step[]) => void;
}) {
  const { t } = useLocale();
  const { assignment, shift } = props.item;
  const isGoing = assignment.state === "removing";
  return (
    <div className="cell-editor-item">
      <ShiftWords shift={shift} />
      <button
        type="button"
        className="button"
        data-act={isGoing ? "restore" : "unplan"}
        onClick={() => props.onSteps([isGoing ? restoreStep(assignment) : unplanStep(assignment)])}
      >
        {isGoing ? (
          <IconArrowBackUp className="icon flip" aria-hidden="true" />
        ) : (
          <IconTrash className="icon" aria-hidden="true" />
        )}
        {t(isGoing ? "admin.act.restoreShift" : "admin.act.unplanShift")}
      </button>
    </div>
  );
}

function unplanStep({ assignmentId }: Assignment): Step {
  return { name: "unplanShift", payload: { assignmentId } };
}

function restoreStep({ clinicId, staffId, day, shiftId, pointId, thingIds }: Assignment): Step {
  const planned = { clinicId, staffId, day, shiftId, pointId, thingIds: [...thingIds] };
  return { name: "planShift", payload: planned };
}
