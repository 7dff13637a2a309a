import { useState } from "react";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { SessionLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { areBreaks, BreaksField } from "./breaks-field.tsx";
import { BufferFields } from "./buffer-fields.tsx";
import { anyReason } from "./calendar-dialogs.tsx";
import type { AdminDesk } from "./desk.ts";
import { NumberField, ReasonField, SelectField, TimeField } from "./fields.tsx";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";
import { changedOf, formOf, isCut } from "./session-form.ts";
import type { SessionForm } from "./session-form.ts";
import { ThingsField, useThings } from "./things-field.tsx";

interface SessionDialogProps {
  readonly desk: AdminDesk;
  readonly session: SessionLine;
  readonly onClose: () => void;
}

/** A substitute, other hours, pauses, another capacity, equipment, or a doctor who is late. */
export function ChangeSessionDialog({ desk, session, onClose }: SessionDialogProps) {
  const { t } = useLocale();
  const { zone } = desk.site;
  const was = formOf(session, zone);
  const [form, setForm] = useState(was);
  const [reason, setReason] = useState("");
  const [moving, setMoving] = useState<Moving>("move");
  const people = usePeople(desk, session);
  const things = useThings(desk);
  const set = (to: Partial<SessionForm>) => setForm({ ...form, ...to });
  const changed = changedOf(session, form, was);
  const asked = {
    sessionId: session.sessionId,
    ...changed,
    ...(isCut(session, form, was) ? { movePatients: moving === "move" } : {}),
  };
  const isChanged = Object.keys(changed).length > 0 && areBreaks(form.breaks);
  return (
    <AskDialog
      desk={desk}
      act="admin.act.changeSession"
      name="changeSession"
      payload={
        missingOf(Object.keys(changed).length, form, reason, t) ?? {
          ...asked,
          reason: reason.trim(),
        }
      }
      rehearsed={isChanged ? { ...asked, reason: anyReason } : null}
      undoable
      onClose={onClose}
    >
      <SelectField
        label={t("admin.session.doctor")}
        name="staff"
        value={form.staffId}
        options={people}
        onChange={(staffId) => set({ staffId })}
      />
      <SessionNumbers form={form} onChange={set} />
      <BreaksField
        breaks={form.breaks}
        startMin={form.from}
        onChange={(breaks) => set({ breaks })}
      />
      <ThingsField
        things={things}
        clinicId={session.clinicId}
        chosen={form.thingIds}
        onChange={(thingIds) => set({ thingIds })}
      />
      {isCut(session, form, was) ? <MoveChoice moving={moving} onChange={setMoving} /> : null}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

function SessionNumbers(props: {
  readonly form: SessionForm;
  readonly onChange: (to: Partial<SessionForm>) => void;
}) {
  const { t } = useLocale();
  const { form, onChange } = props;
  return (
    <div className="field-pair">
      <TimeField
        label={t("admin.from")}
        name="from"
        minutes={form.from}
        onChange={(from) => onChange({ from })}
      />
      <TimeField
        label={t("admin.to")}
        name="to"
        minutes={form.to}
        onChange={(to) => onChange({ to })}
      />
      <NumberField
        label={t("admin.session.capacity")}
        name="capacity"
        value={form.capacity}
        min={0}
        max={500}
        onChange={(capacity) => onChange({ capacity })}
      />
      <NumberField
        label={t("admin.session.lateMin")}
        name="late"
        value={form.lateMin}
        min={0}
        max={480}
        onChange={(lateMin) => onChange({ lateMin })}
      />
      <BufferFields buffers={form} onChange={onChange} />
    </div>
  );
}

/** What a change needs before it can be asked for; nothing when it has all. */
function missingOf(
  changes: number,
  { breaks }: SessionForm,
  reason: string,
  t: Translate,
): string | null {
  if (!areBreaks(breaks)) return t("admin.break.wrong");
  if (changes === 0) return t("admin.change.nothing");
  return reason.trim() === "" ? t("refusal.reason_required") : null;
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

/** Who is booked, where they would go, and then the end of it. */
export function CancelSessionDialog({ desk, session, onClose }: SessionDialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const [moving, setMoving] = useState<Moving>("move");
  const { sessionId } = session;
  const asked = { sessionId, movePatients: moving === "move" };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.cancelSession"
      name="cancelSession"
      payload={
        reason.trim() === "" ? t("refusal.reason_required") : { ...asked, reason: reason.trim() }
      }
      rehearsed={{ ...asked, reason: anyReason }}
      undoable
      onClose={onClose}
    >
      <p>
        {t("admin.cancel.lead", {
          time: leftToRight(clockTime(session.from, desk.site.zone)),
          doctor: shownName(session.staffName),
          count: session.booked,
        })}
      </p>
      {session.booked === 0 ? null : <MoveChoice moving={moving} onChange={setMoving} />}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
