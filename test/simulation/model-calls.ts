import type { CallStatus } from "../../shared/domain/journal.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import { rightful } from "./guarantee.ts";
import type { Desk, Verbs } from "./model-views.ts";
import { no, yes } from "./model-book.ts";
import type { Moment, Said } from "./model-book.ts";
import { issue, sit } from "./model-house.ts";
import type { ModelCall, ModelEntry, ModelPoint } from "./model-state.ts";

type CallVerb =
  | "callNext"
  | "callChosen"
  | "serveWithoutTicket"
  | "recall"
  | "startService"
  | "endService"
  | "noShow";

interface Words {
  readonly resultCode?: string | undefined;
  readonly stopHere?: boolean | undefined;
}

/** Whom a point calls and what becomes of the call, as the model does it. */
export function callVerbs(desk: Desk): Verbs<CallVerb> {
  return { ...callings(desk), ...acts(desk) };
}

function callings(desk: Desk): Verbs<"callNext" | "callChosen" | "serveWithoutTicket"> {
  const { state, views } = desk;
  const at = (moment: Moment, id: string): ModelPoint | Said => {
    const point = state.points.get(id);
    if (point === undefined) return no("unknown_service_point");
    const { boundTo } = moment.hand;
    return boundTo === null || boundTo === id ? point : no("forbidden");
  };
  const chosen = (moment: Moment, point: ModelPoint, id: number): Said<ModelCall> => {
    const sat = sit(desk, moment, point);
    if (!sat.ok) return sat;
    if (point.openCall !== null) return no("service_point_busy");
    for (const { queue } of [...point.house.queues].sort(byQueue)) views.release(moment, queue);
    const entry = views.today(id);
    const serves = point.house.queues.some(({ queue }) => queue === entry?.queue);
    if (entry?.status !== "waiting" || !serves) return no("not_waiting");
    return yes(call(desk, moment, point, entry, true));
  };
  return {
    callNext(moment, { servicePointId, finish }) {
      const point = at(moment, servicePointId);
      if ("ok" in point) return point;
      views.openDays(moment);
      const sat = sit(desk, moment, point);
      if (!sat.ok) return sat;
      const open = point.openCall === null ? undefined : state.calls.get(point.openCall);
      if (open !== undefined) {
        if (finish === undefined) return no("service_point_busy");
        const { as: verb, ...words } = finish;
        const finished = actOn(desk, moment, open, verb, words);
        if (!finished.ok) return finished;
      }
      for (const { queue } of [...point.house.queues].sort(byQueue)) views.release(moment, queue);
      const { now } = moment;
      const candidates = views.candidates(point, now);
      const next = rightful(candidates, now, views.ratesOf);
      if (next === null) return no("queue_empty");
      desk.onCall({ point: servicePointId, candidates, chosen: next, now });
      return yes(replyOf(desk, call(desk, moment, point, next, false)));
    },
    callChosen(moment, { servicePointId, entryId }) {
      const point = at(moment, servicePointId);
      if ("ok" in point) return point;
      views.openDays(moment);
      const made = chosen(moment, point, Number(entryId.slice(1)));
      return made.ok ? yes(replyOf(desk, made.value)) : made;
    },
    serveWithoutTicket(moment, { servicePointId, serviceId, patientId }) {
      const point = at(moment, servicePointId);
      if ("ok" in point) return point;
      const service = state.services.get(serviceId);
      if (service === undefined) return no("unknown_service");
      if (point.house.queues.every(({ queue }) => queue !== service.queue)) {
        return no("wrong_state");
      }
      views.openDays(moment);
      const issued = issue(desk, moment, {
        ...{ service: serviceId, priorityClass: "normal", claimed: false, segment: "" },
        ...{ patient: patientId ?? null, rebookedFrom: null },
      });
      if (!issued.ok) return issued;
      const made = chosen(moment, point, issued.value.id);
      if (!made.ok) return made;
      const begun = actOn(desk, moment, made.value, "start", {});
      return begun.ok ? yes(replyOf(desk, made.value)) : begun;
    },
  };
}

const byQueue = (a: { readonly queue: string }, b: { readonly queue: string }): number =>
  a.queue < b.queue ? -1 : 1;

function call(
  { state, book }: Desk,
  moment: Moment,
  point: ModelPoint,
  entry: ModelEntry,
  outOfTurn: boolean,
): ModelCall {
  const { id, ticket, day } = entry;
  const made: ModelCall = {
    ...{ id: book.next(moment), entry: id, ticket, point: point.house.id, day, outOfTurn },
    ...{ status: "called", recalls: 0, lastAt: moment.now },
  };
  book.put(state.calls, made.id, made);
  const counted = `${day} ${entry.startMin} ${point.house.id}`;
  book.put(state.called, counted, (state.called.get(counted) ?? 0) + 1);
  if (outOfTurn) book.put(state.exceptions, counted, (state.exceptions.get(counted) ?? 0) + 1);
  book.move(moment, "call", entry, { status: "called" }, made, {});
  return made;
}

function replyOf({ state }: Desk, made: ModelCall) {
  const label = state.tickets.get(made.ticket)?.label;
  const queueId = state.entries.get(made.entry)?.queue;
  return { callId: `c${made.id}`, entryId: `e${made.entry}`, label, queueId };
}

interface ActRule {
  readonly from: readonly EntryStatus[];
  readonly to: EntryStatus | null;
  readonly call: CallStatus | null;
}

const actRules = {
  recall: { from: ["called"], to: null, call: null },
  start: { from: ["called"], to: "serving", call: "serving" },
  end: { from: ["called", "serving"], to: "done", call: "ended" },
  noShow: { from: ["called"], to: "no_show", call: "no_show" },
} as const satisfies Readonly<Record<string, ActRule>>;

function acts(desk: Desk): Verbs<"recall" | "startService" | "endService" | "noShow"> {
  const act = (moment: Moment, id: string, verb: keyof typeof actRules, words: Words = {}) => {
    const found = desk.state.calls.get(Number(id.slice(1)));
    const { boundTo } = moment.hand;
    if (found !== undefined && boundTo !== null && boundTo !== found.point) return no("forbidden");
    desk.views.openDays(moment);
    return found === undefined ? no("not_called") : actOn(desk, moment, found, verb, words);
  };
  return {
    recall: (moment, { callId }) => act(moment, callId, "recall"),
    startService: (moment, { callId }) => act(moment, callId, "start"),
    endService: (moment, { callId, ...words }) => act(moment, callId, "end", words),
    noShow: (moment, { callId }) => act(moment, callId, "noShow"),
  };
}

function actOn(
  desk: Desk,
  moment: Moment,
  on: ModelCall,
  verb: keyof typeof actRules,
  words: Words,
): Said {
  const { state, book, views } = desk;
  if (on.status !== "called" && on.status !== "serving") return no("not_called");
  const entry = state.entries.get(on.entry);
  const rule: ActRule = actRules[verb];
  if (entry === undefined || !rule.from.includes(entry.status)) return no("wrong_state");
  const ticket = state.tickets.get(entry.ticket);
  const service = state.services.get(ticket?.service ?? "");
  const isDetour = entry.returnTo !== null;
  const codes = entry.step === 0 && !isDetour ? (service?.codes ?? []) : [];
  if (verb === "end" && codes.length > 0 && !codes.includes(words.resultCode ?? "")) {
    return no("result_required");
  }
  const callPatch =
    verb === "recall"
      ? { recalls: on.recalls + 1, lastAt: moment.now }
      : { status: rule.call ?? on.status };
  const missed = verb === "noShow" ? { missedAt: moment.now } : {};
  book.move(moment, verb, entry, { status: rule.to ?? entry.status, ...missed }, on, callPatch);
  const reply = { entryId: `e${entry.id}`, status: entry.status };
  if (verb !== "end") return yes(reply);
  if (entry.returnTo !== null) {
    views.comeBack(moment, entry.returnTo);
    return yes(reply);
  }
  const step = words.stopHere === true ? undefined : service?.steps[entry.step];
  if (step === undefined) return yes(reply);
  if (state.queues.get(step.queue)?.closed === true) return no("queue_closed");
  const added = views.addEntry(moment, entry, step.queue, {
    status: step.prepares === true ? "preparing" : "waiting",
    eligibleAt:
      step.placement === "restart" ? Math.max(entry.eligibleAt, moment.now) : entry.eligibleAt,
    ...{ notBefore: null, step: entry.step + 1, returnTo: null },
    arrival: step.placement === "keep" ? entry.arrival : null,
  });
  return added.ok ? yes(reply) : added;
}
