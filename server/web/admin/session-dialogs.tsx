import { useState } from "react";
import type { StaffId } from "../../../shared/domain/ids.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { SessionLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { ConsequenceList, usePreview } from "./consequence-list.tsx";
import type { AdminDesk } from "./desk.ts";
import { NumberField, ReasonField, SelectField, TimeField } from "./fields.tsx";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";

interface SessionDialogProps {
  readonly desk: AdminDesk;
  readonly session: SessionLine;
  readonly onClose: () => void;
}

/** A substitute, other hours, another capacity, or a doctor who is late. Bookings stay. */
export function ChangeSessionDialog({ desk, session, onClose }: SessionDialogProps) {
  const { t } = useLocale();
  const { zone } = desk.site;
  const fromMin = minutesAt(session.from, zone);
  const toMin = minutesAt(session.to, zone);
  const [staffId, setStaffId] = useState<StaffId>(session.staffId);
  const [capacity, setCapacity] = useState(session.capacity);
  const [lateMin, setLateMin] = useState(session.lateMin);
  const [from, setFrom] = useState(fromMin);
  const [to, setTo] = useState(toMin);
  const [reason, setReason] = useState("");
  const [moving, setMoving] = useState<Moving>("move");
  const people = usePeople(desk, session);
  const at = (instant: number, was: number, is: number) => instant + (is - was) * minuteMs;
  const isCut = capacity < session.booked || from > fromMin || to < toMin;
  const payload = {
    sessionId: session.sessionId,
    ...(staffId === session.staffId ? {} : { staffId }),
    ...(capacity === session.capacity ? {} : { capacity }),
    ...(lateMin === session.lateMin ? {} : { lateMin }),
    ...(from === fromMin ? {} : { from: at(session.from, fromMin, from) }),
    ...(to === toMin ? {} : { to: at(session.to, toMin, to) }),
    ...(isCut ? { movePatients: moving === "move" } : {}),
    reason: reason.trim(),
  };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.changeSession"
      name="changeSession"
      payload={missingOf(payload, t) ?? payload}
      onClose={onClose}
    >
      <SelectField
        label={t("admin.session.doctor")}
        name="staff"
        value={staffId}
        options={people}
        onChange={setStaffId}
      />
      <div className="field-pair">
        <TimeField label={t("admin.from")} name="from" minutes={from} onChange={setFrom} />
        <TimeField label={t("admin.to")} name="to" minutes={to} onChange={setTo} />
        <NumberField
          label={t("admin.session.capacity")}
          name="capacity"
          value={capacity}
          min={0}
          max={500}
          onChange={setCapacity}
        />
        <NumberField
          label={t("admin.session.lateMin")}
          name="late"
          value={lateMin}
          min={0}
          max={480}
          onChange={setLateMin}
        />
      </div>
      {isCut ? <MoveChoice moving={moving} onChange={setMoving} /> : null}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

/** What a change needs before it can be asked for; nothing when it has all. */
function missingOf(payload: { readonly reason: string }, t: Translate): string | null {
  // The session and the reason alone change nothing.
  if (Object.keys(payload).length <= 2) return t("admin.change.nothing");
  return payload.reason === "" ? t("refusal.reason_required") : null;
}

/** Who may sit in: everybody of the clinic's roster that day, and who sits there now. */
function usePeople(desk: AdminDesk, session: SessionLine) {
  const feed = useFeed(desk.client, "roster", `${session.clinicId}:${session.day}:1`);
  const people = feed.snapshot?.data.people ?? [];
  const now = { value: session.staffId, words: shownName(session.staffName) };
  const others = people
    .filter(({ staffId }) => staffId !== session.staffId)
    .map(({ staffId, name }) => ({ value: staffId, words: shownName(name) }));
  return [now, ...others];
}

function minutesAt(instant: number, zone: string): number {
  const [hour = 0, minute = 0] = clockTime(instant, zone).split(":").map(Number);
  return hour * 60 + minute;
}

/** Who is booked, where they would go, and then the end of it. */
export function CancelSessionDialog({ desk, session, onClose }: SessionDialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const [moving, setMoving] = useState<Moving>("move");
  const { sessionId } = session;
  const preview = usePreview(desk, { sessionId });
  return (
    <AskDialog
      desk={desk}
      act="admin.act.cancelSession"
      name="cancelSession"
      payload={
        reason.trim() === ""
          ? t("refusal.reason_required")
          : { sessionId, movePatients: moving === "move", reason: reason.trim() }
      }
      onClose={onClose}
    >
      <p>
        {t("admin.cancel.lead", {
          time: leftToRight(clockTime(session.from, desk.site.zone)),
          doctor: shownName(session.staffName),
          count: session.booked,
        })}
      </p>
      <ConsequenceList preview={preview} zone={desk.site.zone} />
      {session.booked === 0 ? null : <MoveChoice moving={moving} onChange={setMoving} />}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
