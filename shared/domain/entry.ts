/**
 * An entry is a ticket's place in one queue. Its life is this table, which the server obeys and
 * the screens read to know which buttons are alive.
 */
export const entryStatuses = [
  /** In the set the rule chooses from. */
  "waiting",
  /** Waits, but is not to be called before a time (`notBefore`); then it is released. */
  "held",
  /** Put aside by staff; keeps its time. */
  "parked",
  /** The patient is at the laboratory or elsewhere; keeps its time, is skipped, comes back. */
  "away",
  /** A step without a call: something is being prepared before anybody can be called. */
  "preparing",
  "called",
  "serving",
  "done",
  "no_show",
  /** Went on to another queue, where the ticket has a new entry. */
  "transferred",
  /** The clinic closed on it: first place on another day. */
  "rebooked",
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
  "park",
  "unpark",
  "leave",
  "comeBack",
  "awayAgain",
  "hold",
  "release",
  "ready",
  "setPriority",
  "transfer",
  "rebook",
  "cancel",
  "reinstate",
  "closeDay",
] as const;
export type EntryVerb = (typeof entryVerbs)[number];

interface Transition {
  readonly from: readonly EntryStatus[];
  /** `same`: the verb changes something else than the status. */
  readonly to: EntryStatus | "same";
}

/** Has a place in a queue and nobody is with it. */
export const placedStatuses = ["waiting", "held", "parked", "away", "preparing"] as const;
/** Still to be seen to: neither finished nor gone elsewhere. */
export const activeStatuses = [...placedStatuses, "called", "serving"] as const;

export const entryTransitions: Readonly<Record<EntryVerb, Transition>> = {
  call: { from: ["waiting"], to: "called" },
  recall: { from: ["called"], to: "same" },
  start: { from: ["called"], to: "serving" },
  /** Straight from called it starts and ends in one act. */
  end: { from: ["called", "serving"], to: "done" },
  noShow: { from: ["called"], to: "no_show" },
  /** Back to waiting: from a call nobody answered, or when the patient turns up after all. */
  requeue: { from: ["called", "no_show"], to: "waiting" },
  park: { from: ["waiting", "held", "called", "serving"], to: "parked" },
  /** Also for a patient who is back from the laboratory before the laboratory says so. */
  unpark: { from: ["parked", "away"], to: "waiting" },
  /** To the laboratory and back; the place here stays. */
  leave: { from: ["called", "serving"], to: "away" },
  comeBack: { from: ["away"], to: "waiting" },
  /** What they came back with is not there after all: the place and the time stay. */
  awayAgain: { from: ["waiting", "held"], to: "away" },
  /** The patient asks for more time: not to be called before then. */
  hold: { from: ["waiting", "held"], to: "held" },
  release: { from: ["held"], to: "waiting" },
  /** What had to be prepared is: now somebody can be called. */
  ready: { from: ["preparing"], to: "waiting" },
  setPriority: { from: placedStatuses, to: "same" },
  /** Not from `no_show`: who missed a call is put back first, with what that costs. */
  transfer: {
    from: ["waiting", "held", "parked", "preparing", "called", "serving"],
    to: "transferred",
  },
  rebook: { from: placedStatuses, to: "rebooked" },
  /** Not from `no_show`: a cancel and a reinstate would undo what missing a call costs. */
  cancel: { from: [...placedStatuses, "called"], to: "cancelled" },
  reinstate: { from: ["cancelled"], to: "waiting" },
  /** What a finished day leaves behind. */
  closeDay: { from: activeStatuses, to: "cancelled" },
};

/** The status after the verb, or nothing when the verb has no place in this state. */
export function afterVerb(status: EntryStatus, verb: EntryVerb): EntryStatus | null {
  const { from, to } = entryTransitions[verb];
  if (!from.includes(status)) return null;
  return to === "same" ? status : to;
}

/** Is the patient with a service point: called there, or being served? */
export function isOpen(status: EntryStatus): boolean {
  return status === "called" || status === "serving";
}

/** Is it still to be seen to? */
export function isActive(status: EntryStatus): boolean {
  return activeStatuses.some((active) => active === status);
}
