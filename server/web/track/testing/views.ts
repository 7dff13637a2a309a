import { defaultRates } from "../../../../shared/domain/priority.ts";
import type { TrackView } from "../../../../shared/protocol/track.ts";

/** Half past eight of a working Monday in Najaf. */
export const mondayMorning = Date.parse("2026-11-23T08:30:00+03:00");

/** A ticket that waits behind five others. */
export function aView(over: Partial<TrackView> = {}): TrackView {
  return {
    label: "F006",
    language: "ar",
    hospitalNames: { ar: "المستشفى التعليمي", en: "Teaching Hospital" },
    clinicNames: { ar: "الأسنان", en: "Dental" },
    waitingRoomNames: { ar: "صالة الانتظار 2", en: "Waiting room 2" },
    zone: "Asia/Baghdad",
    issuedAt: mondayMorning,
    status: "waiting",
    ahead: 5,
    wait: null,
    isDelayed: false,
    call: null,
    inTurnToday: 12,
    exceptionsToday: 0,
    step: { at: 1, of: 1 },
    isBack: false,
    tests: null,
    notBefore: null,
    pause: null,
    why: null,
    rates: defaultRates,
    rebookedFor: null,
    ...over,
  };
}
