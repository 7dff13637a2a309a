/** Every "no" a caller can get. Its text in each language is the message `refusal.<code>`. */
export const refusalCodes = [
  // any command
  "unauthenticated",
  "forbidden",
  "invalid",
  "rate_limited",
  "command_id_reused",
  "command_expired",
  "internal",
  "busy",
  "protocol_mismatch",
  // tickets
  "service_closed",
  "service_full",
  "daily_limit",
  "already_waiting",
  "unknown_service",
  "unknown_ticket",
  // calls
  "unknown_service_point",
  "queue_empty",
  "service_point_busy",
  "service_point_paused",
  "not_called",
  "not_waiting",
  "wrong_state",
  "too_late",
  "not_yours",
  "nothing_to_undo",
  "reason_required",
  "result_required",
  // queues and service points
  "unknown_queue",
  "queue_closed",
  "taken",
  // patients
  "unknown_patient",
  "same_person",
  "file_full",
  // rosters
  "unknown_staff",
  "unknown_shift",
  "unknown_thing",
  "clash",
  "rules_broken",
  "nothing_to_publish",
  "roster_changed",
  "unknown_leave",
  "unknown_swap",
  // places
  "unknown_session",
  "session_closed",
  "place_taken",
  "session_full",
  "too_soon",
  "already_booked",
  "unknown_appointment",
  "hold_lapsed",
  // check-in
  "not_found",
  "confirm_needed",
  "ambiguous",
  "too_early",
  "wrong_day",
  "already_checked_in",
  "ask_reception",
  "preparation_asked",
  "not_prepared",
  // theatres
  "unknown_operation",
  "unknown_theatre",
  "unknown_procedure",
  "unknown_block",
  "block_in_use",
  "checklist_open",
  "plan_changed",
  // laboratory
  "unknown_test",
  "unknown_order",
  "unknown_specimen",
  "order_cancelled",
  "already_received",
  "specimen_too_old",
  "fast_too_late",
  // paper
  "no_printer",
  "unknown_job",
  // sign-in
  "wrong_password",
  "try_later",
  // feeds
  "unknown_feed",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Nothing was done and the same command may be sent again: its answer is never stored. */
export function isTransient(code: RefusalCode): boolean {
  return code === "busy" || code === "internal" || code === "rate_limited";
}
