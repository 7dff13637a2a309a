/** Everything that goes wrong in a simulated day, by name. Each has to have happened. */
export const faultKinds = [
  // the server and its disk
  "kill_idle",
  "kill_before",
  "kill_after",
  "fsync_lost",
  "fsync_kept",
  "power",
  "disk_full",
  "clock_forward",
  "clock_back",
  "clock_over_midnight",
  // the network
  "slow_message",
  "late_frame",
  "late_command",
  "duplicate",
  "cut",
  "half_open",
  "partition",
  "reconnect_storm",
  // devices
  "double_tap",
  "agent_restart",
  "display_reload",
  "device_clock_off",
  "paper_out",
  "printer_offline",
  "printer_jam",
  "printer_slow",
  "printed_unconfirmed",
  "power_off_mid_ticket",
  // people
  "same_tick_calls",
  "flood",
  "stolen_command_id",
  "forged_payload",
  "forbidden_command",
  // the roster
  "point_closed",
  "point_paused",
  "point_taken_over",
  "service_closed",
  "service_renamed",
  "service_merged",
  "queue_closed_finish",
  "queue_closed_transfer",
  "queue_closed_rebook",
  "rates_changed",
  "surge_day",
  // sessions and their places
  "last_place_rush",
  "place_left_held",
  "checked_in_twice",
  "session_shortened",
  "session_cancelled",
  "session_restored",
  "roster_changed",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultCounts {
  hit(kind: FaultKind): void;
  readonly all: Readonly<Record<FaultKind, number>>;
}

export function createFaultCounts(): FaultCounts {
  const all = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  return { all, hit: (kind) => void all[kind]++ };
}

/** Adds the counts of one run to those of the runs before it. */
export function addCounts<Key extends string>(
  sum: Record<Key, number>,
  more: Readonly<Record<Key, number>>,
): void {
  for (const [key, count] of Object.entries(more) as [Key, number][]) {
    sum[key] = (sum[key] ?? 0) + count;
  }
}
