import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useState } from "react";
import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Assignment, RosterPerson } from "../../../shared/domain/roster.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { SitePoint } from "./desk.ts";
import type { Step } from "./roster-desk.ts";
import type { Cell, CellItem } from "./roster-grid.ts";
import { ShiftWords } from "./shift-chip.tsx";

/** A cell opened: what is there can be taken away, and a shift is planned by one choice. */
export function CellEditor(props: {
  readonly roster: RosterData;
  readonly cell: Cell;
  readonly points: readonly SitePoint[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onSteps: (steps: readonly Step[]) => void;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { roster, cell, onClose } = props;
  const person = roster.people.find(({ staffId }) => staffId === cell.staffId);
  const [pointId, setPointId] = useState(() => lastRoom(roster, person));
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
          <ItemRow key={item.assignment.assignmentId} item={item} onSteps={props.onSteps} />
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

function restoreStep({ clinicId, staffId, day, shiftId, pointId }: Assignment): Step {
  return { name: "planShift", payload: { clinicId, staffId, day, shiftId, pointId } };
}
