import { seqOf } from "../../shared/domain/ids.ts";
import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import type { BoardData, QueueData } from "../../shared/protocol/feeds.ts";
import type { Answer, Snapshot } from "../../shared/protocol/wire.ts";
import { isTransient } from "../../shared/domain/refusal.ts";
import type { Principal } from "../../server/access/principal.ts";
import { promiseBroken } from "./guarantee.ts";
import type { House } from "./house.ts";
import type { Eyes, Ran } from "./machine.ts";
import { sameAnswer } from "./machine.ts";
import { invariants } from "./check.ts";
import type { Check, Invariant } from "./check.ts";
import { createFolder } from "./folded.ts";
import type { Folder } from "./folded.ts";
import { createModel, isOfPlaces } from "./model.ts";
import type { Model } from "./model.ts";
import { judgeRecorded } from "./model-bookings.ts";
import { createLedger } from "./places-ledger.ts";
import type { Ledger } from "./places-ledger.ts";
import { no, yes } from "./model-book.ts";
import type { Moment } from "./model-book.ts";

export interface Broken {
  readonly invariant: Invariant;
  readonly text: string;
}

/** Whatever belongs to a person in the simulated house begins with one of these. */
export const privateMarks = ["patient-of-sim", "note-of-sim"] as const;

/** Looks on from inside, knows what has to happen, and says when it did not. */
export type Judge = ReturnType<typeof createJudge>;

export interface Tally {
  commands: number;
  accepted: number;
  tickets: number;
  /** Bookings that were checked in. */
  arrivals: number;
  calls: number;
  exceptions: number;
  /** Pairs of a called and a waiting patient that the promise was checked for. */
  pairs: number;
  /** Calls and pairs recomputed from the journal alone. */
  recomputed: number;
  recomputedPairs: number;
}

export function createJudge(house: House) {
  const broken: Broken[] = [];
  const checked = Object.fromEntries(Object.keys(invariants).map((id) => [id, 0])) as Record<
    Invariant,
    number
  >;
  const tally: Tally = {
    commands: 0,
    accepted: 0,
    tickets: 0,
    arrivals: 0,
    calls: 0,
    exceptions: 0,
    pairs: 0,
    recomputed: 0,
    recomputedPairs: 0,
  };
  const check = (invariant: Invariant, holds: boolean, text: () => string): void => {
    checked[invariant]++;
    if (!holds && broken.length < 20) broken.push({ invariant, text: text() });
  };
  const model: Model = createModel(house, ({ point, candidates, chosen, now }) => {
    const { looked, passed } = promiseBroken(candidates, chosen, now, model.views.ratesOf);
    tally.calls++;
    tally.pairs += looked;
    check("I7", passed.length === 0, () => `${point}: ${chosen.id} passes ${passed[0]?.id}`);
  });
  const folder = createFolder(check);
  const statusOf = (ticket: number) => model.state.entries.get(ticket)?.status;
  const ledger = createLedger(model.places, model.placeViews, check, statusOf);
  const answers = createAnswers(check);
  const recent: number[] = [];
  let head = 0;
  let epoch = "";
  let told = 0;

  const eyes: Eyes = {
    committed(ran) {
      for (const one of ran) {
        if (one.result.ok) {
          head = one.facts.at(-1)?.seq ?? head;
          for (const { seq, name } of one.facts) {
            if (name === "ticketIssued" || name === "entryAdded") recent.push(seq);
          }
          if (recent.length > 2 * recentMax) recent.splice(0, recentMax);
        }
        judgeFlow(model, folder, check, one);
        if (one.result.ok) judgePlaces(model, ledger, check, one);
        if (one.result.ok && one.name === "checkIn") tally.arrivals++;
        if (one.result.ok && one.name === "issueTicket") tally.tickets++;
        if (one.result.ok && one.name === "callChosen") tally.exceptions++;
      }
    },
    answered(principal, frame, answer) {
      tally.commands++;
      if (answer.ok) tally.accepted++;
      check("I2", !answer.ok || answer.version <= head, () => "answered before it was durable");
      answers.hear(principal, frame, answer);
    },
    told(snapshot) {
      const { feed, version } = snapshot;
      check("I10", version <= head, () => `${feed} shows row ${version} before it is durable`);
      if (epoch === "") ({ epoch } = snapshot);
      check("I10", snapshot.epoch === epoch, () => `${feed} comes from another epoch`);
      if (feed === "board")
        judgeBoard(model, house, check, snapshot.key, snapshot.data as BoardData);
      if (feed === "queue") judgeQueue(model, check, snapshot.key, snapshot.data as QueueData);
      if (feed !== "queue" && feed !== "point" && told++ % 32 === 0) judgePrivacy(check, snapshot);
    },
    died: () => undefined,
    logged(text) {
      check("I15", /batch was refused|full/.test(text), () => `the server's log: ${text}`);
    },
  };
  return {
    eyes,
    model,
    folder,
    broken,
    checked,
    tally,
    check,
    get head() {
      return head;
    },
    /** The latest entries, whatever became of them. */
    recent: (): readonly number[] => recent,
    startAt(seq: number): void {
      head = Math.max(head, seq);
    },
  };
}

const recentMax = 60;

/** One flow against the model: the same answer, and the same change of the same entries and calls. */
function judgeFlow(model: Model, folder: Folder, check: Check, ran: Ran): void {
  const { name, result, now, principal, commandId } = ran;
  const moment: Moment = {
    hand: handOf(principal),
    commandId,
    now,
    made: folder.madeBy(ran.facts),
  };
  const { said, entries, calls } = saidOf(model, ran, moment);
  const saidCode = said.ok ? "ok" : said.code;
  const resultCode = result.ok ? "ok" : result.code;
  const about = () => `${name} ${JSON.stringify(ran.payload)} by ${moment.hand.id}`;
  const isOfBookings = name === "checkIn" || (name !== "tick" && isOfPlaces(name));
  check(
    resultCode === "forbidden" || saidCode === "forbidden" ? "I19" : isOfBookings ? "I14" : "I5",
    saidCode === resultCode,
    () => `${about()}: ${resultCode}, and the model says ${saidCode}`,
  );
  if (!result.ok || !said.ok) return;
  if (name !== "tick") judgeReply(check, name, said.value, result.value, about);
  check("I15", moment.made.length === 0, () => `${about()} made more than it had to`);
  folder.fold(ran);
  folder.compare(entries, calls, about);
}

/** What the model says of a flow; of planning and of the patients' register it says nothing. */
function saidOf(
  model: Model,
  { name, payload, result, now }: Ran,
  moment: Moment,
): ReturnType<Model["tick"]> {
  const untouched = { entries: new Set<never>(), calls: new Set<never>() };
  if (name === "tick") return model.tick(moment);
  if (model.knows(name)) return model.run(name, payload as never, moment);
  if (isOfPlaces(name)) {
    return { ...untouched, said: model.answer(name, payload as never, now) };
  }
  return { ...untouched, said: result.ok ? yes({}) : no(result.code) };
}

/** What a flow did to the places, and that whoever waits for one was offered what it left free. */
function judgePlaces(model: Model, ledger: Ledger, check: Check, ran: Ran): void {
  const { places, placeViews } = model;
  ledger.fold(ran);
  if (ran.name === "tick") return;
  judgeRecorded(ran, places, check);
  if (ran.name !== "cancelAppointment") return;
  // What became free otherwise, by a wider session, is offered by the next tick.
  const { appointmentId } = ran.payload as Payload<"cancelAppointment">;
  const freed = places.bookings.get(seqOf(appointmentId))?.session ?? 0;
  const service = places.sessions.get(freed)?.service;
  for (const wish of places.wishes.values()) {
    if (wish.status !== "waiting" || wish.service !== service) continue;
    const free = placeViews.offerFor(wish, ran.now);
    check("I14", free === null, () => `q${wish.id} waits, and session ${free?.id} has a place`);
  }
}

function handOf(principal: Principal | null): Moment["hand"] {
  if (principal === null) return { id: "server", kind: "server", boundTo: null };
  if (principal.kind === "staff") return { id: principal.id, kind: "staff", boundTo: null };
  const { id, deviceKind, servicePointId } = principal;
  return { id, kind: deviceKind, boundTo: servicePointId ?? "nowhere" };
}

/** A wrong number, person or count in an answer is each another invariant. */
function judgeReply(
  check: Check,
  name: CommandName,
  wanted: unknown,
  found: unknown,
  about: () => string,
): void {
  const [want, have] = [wanted, found] as [Record<string, unknown>, Record<string, unknown>];
  for (const [key, value] of Object.entries(want)) {
    const invariant =
      key === "entryId" && name === "callNext" ? "I6" : key === "label" ? "I1" : "I5";
    check(
      invariant,
      have[key] === value,
      () => `${about()}: ${key} is ${String(have[key])}, and the model says ${String(value)}`,
    );
  }
}

/** What a board shows is what is: no call more, none less, and every count. */
export function judgeBoard(
  model: Model,
  house: House,
  check: Check,
  room: string,
  data: BoardData,
): void {
  const { state, views } = model;
  const queues = house.queues.filter((queue) => queue.room === room);
  const isHere = (id: string) => queues.some((queue) => queue.id === id);
  const calls: string[] = [];
  for (const { openCall } of state.points.values()) {
    const call = openCall === null ? undefined : state.calls.get(openCall);
    const entry = call && state.entries.get(call.entry);
    if (call === undefined || entry === undefined || !isHere(entry.queue)) continue;
    const label = state.tickets.get(call.ticket)?.label;
    calls.push(`c${call.id}:${call.recalls}:${call.status}:${call.point}:${label}`);
  }
  const shown = data.calls.map(
    ({ callId, recalls, state: is, servicePoint, label }) =>
      `${callId}:${recalls}:${is}:${servicePoint.id}:${label}`,
  );
  const [is, has] = [calls.sort().join(), shown.sort().join()];
  check("I10", is === has, () => `${room} shows ${has}, and there is ${is}`);
  for (const { queueId, waiting } of data.queues) {
    const count = views.waiting(queueId);
    check("I16", waiting === count, () => `${room}: ${waiting} in ${queueId}, ${count} are there`);
  }
  let [called, exceptions] = [0, 0];
  for (const point of house.points) {
    if (!point.queues.some(({ queue }) => isHere(queue))) continue;
    for (const startMin of house.dayStarts) {
      const counted = `${views.day(startMin)} ${startMin} ${point.id}`;
      called += state.called.get(counted) ?? 0;
      exceptions += state.exceptions.get(counted) ?? 0;
    }
  }
  const counted = `${called - exceptions} and ${exceptions}`;
  const told = `${data.inTurnToday} and ${data.exceptionsToday}`;
  check("I8", counted === told, () => `${room} counts ${told} calls, and there were ${counted}`);
}

/** A desk's list tells as many as the board does, and the first is whom the rule would call. */
function judgeQueue(model: Model, check: Check, queueId: string, data: QueueData): void {
  const count = model.views.waiting(queueId);
  check("I16", data.waiting === count, () => `${queueId}: ${data.waiting}, ${count} are there`);
}

/** Screens of the public, and kiosks, know numbers and places, never a person. */
function judgePrivacy(check: Check, snapshot: Snapshot): void {
  const text = JSON.stringify(snapshot.data);
  const found = privateMarks.find((mark) => text.includes(mark));
  check("I18", found === undefined, () => `${snapshot.feed} shows ${found}`);
}

const desks: readonly CommandName[] = [
  ...(["serveWithoutTicket", "callNext", "callChosen", "recall", "startService"] as const),
  ...(["endService", "noShow", "requeue", "park", "unpark", "hold", "markReady"] as const),
  ...(["setPriority", "transfer", "cancelEntry", "reinstate", "undo"] as const),
  ...(["openPoint", "closePoint", "pausePoint", "resumePoint", "reprint"] as const),
];

const deciding: readonly CommandName[] = [
  ...(["setRates", "changeService", "putShift", "putSessionPlan", "planShift"] as const),
  ...(["unplanShift", "publishRoster", "changeSession", "cancelSession"] as const),
];
const booking: readonly CommandName[] = [
  ...(["registerPatient", "holdPlace", "bookPlace", "confirmHold", "moveAppointment"] as const),
  ...(["cancelAppointment", "joinWaitingList", "answerOffer", "undoMove"] as const),
];

/** Who may give which command, written a second time. */
function may(principal: Principal, name: CommandName): boolean {
  if (principal.kind === "device") {
    if (principal.deviceKind === "display") return false;
    if (["issueTicket", "checkIn", "startPrint", "reportPrint"].includes(name)) return true;
    return principal.deviceKind === "console" && desks.includes(name);
  }
  const serves = ["receptionist", "nurse", "doctor", "supervisor"].includes(principal.role);
  const decides = ["supervisor", "admin"].includes(principal.role);
  if (deciding.includes(name)) return decides;
  if (booking.includes(name)) return serves || decides;
  if (name === "startPrint" || name === "reportPrint") return false;
  return serves;
}

interface Heard {
  readonly body: string;
  readonly answer: Answer;
}

/** Every answer that was ever given, to be held against the next one to the same command. */
function createAnswers(check: Check) {
  const heard = new Map<string, Heard>();
  return {
    hear(principal: Principal, frame: unknown, answer: Answer): void {
      const { commandId, name, payload } = frame as {
        readonly commandId: string;
        readonly name: CommandName;
        readonly payload: unknown;
      };
      const code = answer.ok ? "ok" : answer.refusal.code;
      check(
        "I15",
        code !== "internal",
        () => `${name} ${JSON.stringify(payload)} broke the server`,
      );
      const isRefusedAtTheGate = code === "rate_limited" || code === "invalid";
      check(
        "I19",
        code === "forbidden" || isRefusedAtTheGate || may(principal, name),
        () => `${name} was done for ${principal.id}: ${code}`,
      );
      if (
        isRefusedAtTheGate ||
        code === "forbidden" ||
        (!answer.ok && isTransient(code as never))
      ) {
        return;
      }
      const key = `${principal.id} ${commandId}`;
      const body = `${name} ${JSON.stringify(payload)}`;
      const before = heard.get(key);
      if (before === undefined) return void heard.set(key, { body, answer });
      const isSame =
        before.body === body
          ? sameAnswer(kept(before.answer), kept(answer))
          : code === "command_id_reused";
      check(
        "I3",
        isSame,
        () => `${body}: ${JSON.stringify(answer)} after ${JSON.stringify(before.answer)}`,
      );
    },
  };
}

/** What is stored of an answer: when the bookings are that were meant is worked out each time. */
function kept(answer: Answer): Answer {
  if (answer.ok) return answer;
  const { bookings: _bookings, ...refusal } = answer.refusal;
  return { ...answer, refusal };
}
