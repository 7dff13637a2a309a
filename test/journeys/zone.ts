import { clockTime } from "../../shared/i18n/translate.ts";

const home = "Asia/Baghdad";
/** Seven hours behind it: its afternoon is the last hours of home's day. */
const awayInTheEvening = "America/Caracas";

/**
 * Where the journeys' hospital stands. What they plan for later in the day needs a day that still
 * has hours: one that is run late at home is made where it is afternoon.
 */
export const hospitalZone = clockTime(Date.now(), home) >= "19:30" ? awayInTheEvening : home;
