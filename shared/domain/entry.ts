/**
 * An entry is a ticket's place in one queue. Its life is this table, which the server obeys and
 * the screens read to know which buttons are alive.
 */
export const entryStatuses = [
  "waiting",
  "called",
  "serving",
  "done",
  "no_show",
  "cancelled",
] as const;
export type EntryStatus = (typeof entryStatuses)[number];

export const entryVerbs = [
  "call",
  "recall",
  "start",
  "end",
  "noShow",
  "requeue",
  "closeDay",
] as const;
export type EntryVerb = (typeof entryVerbs)[number];

interface Transition {
  readonly from: readonly EntryStatus[];
  readonly to: EntryStatus;
}

export const entryTransitions: Readonly<Record<EntryVerb, Transition>> = {
  call: { from: ["waiting"], to: "called" },
  recall: { from: ["called"], to: "called" },
  start: { from: ["called"], to: "serving" },
  /** Straight from called it starts and ends in one act. */
  end: { from: ["called", "serving"], to: "done" },
  noShow: { from: ["called"], to: "no_show" },
  /** Back to waiting: from a call nobody answered, or when the patient turns up after all. */
  requeue: { from: ["called", "no_show"], to: "waiting" },
  /** What a finished day leaves behind. */
  closeDay: { from: ["waiting", "called", "serving"], to: "cancelled" },
};

/** The status after the verb, or nothing when the verb has no place in this state. */
export function afterVerb(status: EntryStatus, verb: EntryVerb): EntryStatus | null {
  const transition = entryTransitions[verb];
  return transition.from.includes(status) ? transition.to : null;
}

/** Is the patient with a service point: called there, or being served? */
export function isOpen(status: EntryStatus): boolean {
  return status === "called" || status === "serving";
}
