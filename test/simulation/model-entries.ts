import type { CallStatus } from "../../shared/domain/journal.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { PriorityClass, Rates } from "../../shared/domain/priority.ts";
import type { Desk, Verbs } from "./model-views.ts";
import { no, yes } from "./model-book.ts";
import type { Moment, Said } from "./model-book.ts";
import { isThere, placed, withSomebody } from "./model-state.ts";
import type { ModelCall, ModelEntry, ModelStep } from "./model-state.ts";

const minuteMs = 60_000;
const penaltyMs = 10 * minuteMs;
const toleranceMs = 30 * minuteMs;
const undoWithinMs = 2 * minuteMs;

type EntryVerb =
  | "requeue"
  | "park"
  | "unpark"
  | "hold"
  | "markReady"
  | "setPriority"
  | "transfer"
  | "cancelEntry"
  | "reinstate"
  | "undo";

/** The verbs on an entry's place, as the model does them. */
export function entryVerbs(desk: Desk): Verbs<EntryVerb> {
  const { views } = desk;
  /** Finds the entry of today; the point that has it must be the caller's own. */
  const on = (
    moment: Moment,
    id: string,
    act: (entry: ModelEntry, call: ModelCall | null) => Said,
  ): Said => {
    const seq = Number(id.slice(1));
    const known = desk.state.entries.get(seq);
    const call = known === undefined ? null : views.callOf(known);
    const { boundTo } = moment.hand;
    if (call !== null && boundTo !== null && boundTo !== call.point) return no("forbidden");
    const own = boundTo === null ? undefined : desk.state.points.get(boundTo);
    const isOfOwn = own?.house.queues.some(({ queue }) => queue === known?.queue) ?? false;
    if (boundTo !== null && known !== undefined && !isOfOwn) return no("forbidden");
    views.openDays(moment);
    const entry = views.today(seq);
    return entry === null ? no("wrong_state") : act(entry, views.callOf(entry));
  };
  return {
    ...placings(desk, on),
    ...changes(desk, on),
    undo(moment, { commandId }) {
      views.openDays(moment);
      return undo(desk, moment, commandId);
    },
  };
}

type On = (
  moment: Moment,
  id: string,
  act: (entry: ModelEntry, call: ModelCall | null) => Said,
) => Said;

const freeToGo = ["waiting", "held", "parked", "preparing"] as const;
const plainRules = {
  park: { from: ["waiting", "held", "called", "serving"], to: "parked", call: "parked" },
  unpark: { from: ["parked", "away"], to: "waiting", call: null },
  leave: { from: ["called", "serving"], to: "away", call: "left" },
  ready: { from: ["preparing"], to: "waiting", call: null },
  transfer: { from: [...freeToGo, "called", "serving"], to: "transferred", call: "transferred" },
  cancel: { from: [...freeToGo, "away", "called"], to: "cancelled", call: "cancelled" },
  reinstate: { from: ["cancelled"], to: "waiting", call: null },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly from: readonly EntryStatus[];
      readonly to: EntryStatus;
      readonly call: CallStatus | null;
    }
  >
>;

/** Asking for more time outlives being put aside. */
const keepsHold: readonly string[] = ["park", "unpark", "cancel", "reinstate", "ready"];

/** A move that leaves the time as it is. */
function plain(
  { book }: Desk,
  moment: Moment,
  verb: keyof typeof plainRules,
  entry: ModelEntry,
  call: ModelCall | null,
  boundPoint = entry.boundPoint,
): Said {
  const rule = plainRules[verb];
  if (!rule.from.some((status) => status === entry.status)) return no("wrong_state");
  const isHeld = keepsHold.includes(verb) && (entry.notBefore ?? 0) > moment.now;
  const status = isHeld && rule.to === "waiting" ? ("held" as const) : rule.to;
  const patch = { status, notBefore: isHeld ? entry.notBefore : null, boundPoint };
  book.move(moment, verb, entry, patch, call, rule.call === null ? {} : { status: rule.call });
  return yes({ entryId: `e${entry.id}`, status });
}

function placings(
  desk: Desk,
  on: On,
): Verbs<"park" | "unpark" | "markReady" | "cancelEntry" | "reinstate" | "transfer" | "requeue"> {
  const { book, views } = desk;
  return {
    park: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => plain(desk, moment, "park", entry, call)),
    markReady: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => plain(desk, moment, "ready", entry, call)),
    unpark: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => {
        for (const detour of entry.status === "away" ? views.detours(entry) : []) {
          if (withSomebody.has(detour.status)) return no("wrong_state");
          const cancelled = plain(desk, moment, "cancel", detour, null);
          if (!cancelled.ok) return cancelled;
        }
        return plain(desk, moment, "unpark", entry, call);
      }),
    cancelEntry: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => {
        const cancelled = plain(desk, moment, "cancel", entry, call);
        if (cancelled.ok) views.sendBack(moment, entry);
        return cancelled;
      }),
    reinstate: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => {
        if (entry.status === "cancelled" && views.isElsewhere(entry)) {
          return no("already_waiting");
        }
        return plain(desk, moment, "reinstate", entry, call);
      }),
    transfer: (moment, payload) =>
      on(moment, payload.entryId, (entry, call) => transfer(desk, moment, payload, entry, call)),
    requeue: (moment, { entryId }) =>
      on(moment, entryId, (entry, call) => {
        if (entry.status !== "called" && entry.status !== "no_show") return no("wrong_state");
        const since = call?.lastAt ?? entry.missedAt;
        const isSoon = moment.now - since <= toleranceMs;
        if (views.isElsewhere(entry)) return no("already_waiting");
        const lost = isSoon ? penaltyMs : Math.max(0, moment.now - entry.eligibleAt);
        const patch = {
          ...{ status: "waiting" as const, requeues: entry.requeues + 1 },
          ...later(entry, lost),
        };
        book.move(moment, "requeue", entry, patch, call, { status: "requeued" });
        return yes({ entryId, status: "waiting" });
      }),
  };
}

interface TransferWish {
  readonly toQueueId: string;
  readonly placement: "keep" | "restart" | "afterMinutes";
  readonly minutes?: number | undefined;
  readonly returnTo?: boolean | undefined;
}

function transfer(
  desk: Desk,
  moment: Moment,
  { toQueueId, placement, minutes, returnTo }: TransferWish,
  entry: ModelEntry,
  call: ModelCall | null,
): Said {
  const { state, views } = desk;
  const to = state.queues.get(toQueueId);
  if ((minutes !== undefined) !== (placement === "afterMinutes")) return no("invalid");
  if (to === undefined) return no("unknown_queue");
  if (to.closed) return no("queue_closed");
  if (to.id === entry.queue) return no("wrong_state");
  const point = call === null ? undefined : state.points.get(call.point);
  const isManned = point !== undefined && point.status !== "closed";
  const { eligibleAt } = entry;
  const held = (entry.notBefore ?? 0) > moment.now ? entry.notBefore : null;
  const left =
    returnTo === true
      ? plain(desk, moment, "leave", entry, call, isManned ? point.house.id : "")
      : plain(desk, moment, "transfer", entry, call);
  if (!left.ok) return left;
  const asked = placement === "afterMinutes" ? moment.now + (minutes ?? 0) * minuteMs : null;
  const notBefore = asked ?? held;
  const added = views.addEntry(moment, entry, to.id, {
    status: notBefore === null ? "waiting" : "held",
    eligibleAt: placement === "keep" ? eligibleAt : Math.max(eligibleAt, asked ?? moment.now),
    notBefore,
    step: entry.step,
    returnTo: returnTo === true ? entry.id : entry.returnTo,
    arrival: placement === "keep" ? entry.arrival : null,
  });
  if (!added.ok) return added;
  return yes({ entryId: `e${added.value.id}`, status: added.value.status });
}

function changes(desk: Desk, on: On): Verbs<"hold" | "setPriority"> {
  const { book, views } = desk;
  return {
    hold: (moment, { entryId, minutes }) =>
      on(moment, entryId, (entry) => {
        if (entry.status !== "waiting" && entry.status !== "held") return no("wrong_state");
        const laterMs = minutes * minuteMs;
        const patch = { ...later(entry, laterMs), notBefore: moment.now + laterMs };
        book.move(moment, "hold", entry, { status: "held", ...patch });
        return yes({ entryId, status: "held" });
      }),
    setPriority: (moment, { entryId, priorityClass }) =>
      on(moment, entryId, (entry) => {
        if (!placed.has(entry.status)) return no("wrong_state");
        const { now } = moment;
        const rates = views.ratesOf(entry);
        const [was, is] = [height(entry.priorityClass, rates), height(priorityClass, rates)];
        const way = is > was ? up(entry, now) : is < was ? down(entry, now) : {};
        book.move(moment, "setPriority", entry, { priorityClass, claimed: false, ...way });
        return yes({ entryId, status: entry.status });
      }),
  };
}

/** What is asked for goes to the time that a lowered class would get back, too. */
function later({ eligibleAt, raisedFrom }: ModelEntry, ms: number) {
  return { eligibleAt: eligibleAt + ms, raisedFrom: raisedFrom && raisedFrom + ms };
}

type Way = Partial<
  Pick<ModelEntry, "status" | "eligibleAt" | "raisedFrom" | "notBefore" | "raisedHold">
>;

/** Up: callable from now on. What stood in the way is written down. */
function up(entry: ModelEntry, now: number): Way {
  const way: Way = {};
  if (entry.status === "held") way.status = "waiting";
  if (entry.eligibleAt > now) {
    way.eligibleAt = now;
    way.raisedFrom = entry.raisedFrom ?? entry.eligibleAt;
  }
  if (entry.notBefore !== null) {
    way.notBefore = null;
    way.raisedHold = Math.max(entry.notBefore, entry.raisedHold ?? 0);
  }
  return way;
}

/** Down: what was written down stands in the way again. */
function down(entry: ModelEntry, now: number): Way {
  const way: Way = { raisedFrom: null, raisedHold: null };
  if (entry.raisedFrom !== null) way.eligibleAt = Math.max(entry.eligibleAt, entry.raisedFrom);
  if (entry.raisedHold === null || entry.raisedHold <= now) return way;
  if (entry.status === "waiting") way.status = "held";
  way.notBefore = Math.max(entry.raisedHold, entry.notBefore ?? 0);
  return way;
}

/** How far up a class stands, for telling a raise from a lowering. */
function height(priorityClass: PriorityClass, rates: Rates): number {
  if (priorityClass === "emergency") return 1_000;
  return rates[priorityClass] + (rates.urgentFirst === true && priorityClass === "urgent" ? 9 : 0);
}

/** Step by step backwards, each as it was before, if nothing came between. */
function undo(desk: Desk, moment: Moment, commandId: string): Said {
  const steps = desk.state.steps.get(commandId) ?? [];
  const mine = steps.filter((step) => step.principal === moment.hand.id);
  if (steps.length > 0 && mine.length === 0) return no("not_yours");
  let reply: Said | null = null;
  const takenBack = new Set<ModelEntry>();
  for (const step of mine.toReversed()) {
    // A ticket that was made only to be called goes with its call.
    const isGone = step.kind === "other" && step.entry !== null && takenBack.has(step.entry);
    if ((step.kind === "other" && !isGone) || step.verb === "release") continue;
    const undone =
      step.kind === "added"
        ? undoAdded(desk, moment, step, takenBack)
        : undoMoved(desk, moment, step, takenBack);
    if (!undone.ok) return undone;
    if (step.entry !== null) takenBack.add(step.entry);
    reply ??= undone;
  }
  return reply ?? no("nothing_to_undo");
}

function undoAdded(
  { book }: Desk,
  moment: Moment,
  { entry, changes: then, at }: ModelStep,
  takenBack: ReadonlySet<ModelEntry>,
): Said {
  if (entry === null || (entry.changes !== then && !takenBack.has(entry))) {
    return no("wrong_state");
  }
  if (moment.now - at > undoWithinMs) return no("too_late");
  book.move(moment, "undo", entry, { status: "cancelled", notBefore: null });
  return yes({ entryId: `e${entry.id}`, status: "cancelled" });
}

function undoMoved(
  { state, book, views }: Desk,
  moment: Moment,
  step: ModelStep,
  takenBack: ReadonlySet<ModelEntry>,
): Said {
  const { entry, before, call, callBefore } = step;
  if (entry === null) return no("wrong_state");
  if (views.today(entry.id) === null) return no("too_late");
  if (step.verb === "undo" || step.verb === "recall") return no("wrong_state");
  if (moment.now - step.at > undoWithinMs) return no("too_late");
  const isUntouched = entry.changes === step.changes || takenBack.has(entry);
  if (!isUntouched) return no("wrong_state");
  const back = before.status ?? entry.status;
  if (!isThere(entry.status) && isThere(back) && views.isElsewhere(entry, back))
    return no("wrong_state");
  if (withSomebody.has(back) && call !== null) {
    const open = state.points.get(call.point)?.openCall ?? null;
    if (open !== null && open !== call.id) return no("wrong_state");
  }
  const {
    changes: _changes,
    movedAt: _movedAt,
    lastStep: _step,
    rebookedFor: _kept,
    ...patch
  } = before;
  const isCall = step.verb === "call";
  if (isCall && call !== null) uncount({ state, book }, call, entry.startMin);
  const callPatch = isCall ? { status: "undone" as const } : callBefore;
  book.move(moment, "undo", entry, patch, call, call === null ? {} : callPatch);
  return yes({ entryId: `e${entry.id}`, status: entry.status });
}

function uncount(
  { state, book }: Pick<Desk, "state" | "book">,
  call: ModelCall,
  startMin: number,
): void {
  const counted = `${call.day} ${startMin} ${call.point}`;
  book.put(state.called, counted, (state.called.get(counted) ?? 0) - 1);
  if (call.outOfTurn) {
    book.put(state.exceptions, counted, (state.exceptions.get(counted) ?? 0) - 1);
  }
}
