import type { Access } from "./access/access.ts";
import { calendarToken, readCalendarToken } from "./access/calendar-token.ts";
import type { KeptPlan } from "./plan.ts";
import type { DigestKey } from "./runtime.ts";
import type { InstantAt } from "./scheduling/ports.ts";
import type { Roster } from "./scheduling/roster.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { StaffId } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { Instant } from "../shared/domain/time.ts";

/** A calendar keeps the last two months and the next year. */
const daysBack = 62;
const daysAhead = 400;

/** One shift in somebody's calendar. Nothing in it is about a patient. */
export interface DutyEvent {
  /** The same as long as there is this hospital, whatever becomes of the shift. */
  readonly uid: string;
  /** Grows with every change of the shift. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly isCancelled: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly shift: Names;
  readonly clinic: Names;
  readonly point: Names | null;
}

export interface Duties {
  readonly name: string;
  readonly hospital: Names;
  readonly events: readonly DutyEvent[];
}

export interface DutyCalendar {
  /** The link's secret; the one before is dead once it is renewed. */
  secretOf(staff: number): string;
  /** Whose calendar it is and what is in it; nothing for any other text. */
  read(secret: string, now: Instant): Duties | null;
}

/** What a person's own calendar follows: published shifts, and those that were taken back. */
export function createDutyCalendar(modules: {
  readonly roster: Roster;
  readonly access: Pick<Access, "nameOf" | "isStaff">;
  readonly plan: KeptPlan;
  readonly key: DigestKey;
  readonly epoch: string;
  readonly hospitalNames: Names;
  readonly instantAt: InstantAt;
  readonly localDate: (at: Instant) => LocalDay;
}): DutyCalendar {
  const { roster, access, plan, key, epoch, instantAt: at, localDate } = modules;
  const revisionOf = (staff: number) => roster.read.calendarRevision(staff);
  return {
    secretOf: (staff) => calendarToken(key, staff, revisionOf(staff)),
    read(secret, now) {
      const staff = readCalendarToken(key, secret, revisionOf);
      if (staff === null || !access.isStaff(`s${staff}` as StaffId)) return null;
      const today = localDate(now);
      const [from, to] = [addDays(today, -daysBack), addDays(today, daysAhead)];
      const shifts = roster.read.shifts();
      const { clinic, point } = plan.current();
      const events = roster.read.told(staff, from, to).flatMap((row): DutyEvent[] => {
        const shift = shifts.get(row.shift_id);
        const place = clinic.get(row.clinic_id);
        if (shift === undefined || place === undefined) return [];
        return [
          {
            uid: `${idOf("assignment", row.id)}@${epoch}`,
            sequence: row.told_in,
            changedAt: row.told_at,
            isCancelled: row.state !== "published" && row.state !== "removing",
            from: at(row.day, shift.startMin),
            to: at(row.day, shift.endMin),
            shift: shift.names,
            clinic: place.names,
            point: point.get(row.point_id ?? "")?.names ?? null,
          },
        ];
      });
      const name = access.nameOf(idOf("staff", staff));
      return { name, hospital: modules.hospitalNames, events };
    },
  };
}
