import type { ClinicId, CommandId, ServiceId, TicketId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import type { CheckInOutcome } from "../device-api.ts";
import type { IssuedTicket, IssueIntent, IssueOutcome, Paper } from "../device-api.ts";
import {
  actedOn,
  askedOn,
  cameOf,
  isAsking,
  ofCheckIn,
  readAtHome,
  tickedOn,
} from "./check-in-screen.ts";
import type { Arrival, CheckInScreen } from "./check-in-screen.ts";
import { askedOf, checkInAgain, checkInBack, newCheckIn } from "./check-in.ts";
import type { CheckInAct } from "./check-in.ts";
import {
  isSettled,
  newGroup,
  pendingIntent,
  resized,
  runAgain,
  runAnswered,
  runPapers,
  runTick,
  startRun,
  toggled,
} from "./group.ts";
import type { Group, Run } from "./group.ts";
import { intentsOf, membersOf } from "./wish.ts";
import type { ChooseEvent, Wish } from "./wish.ts";

/** A patient reads at leisure, and the next one does not wait for a screen left behind. */
export const idleMs = 60_000;
/** With a number in hand the patient walks off; the whole time is shown counting down. */
export const idleIssuedMs = 40_000;
/** Without paper the number must be noted or photographed. */
export const idleFaultMs = 60_000;
/** Several numbers must be noted, and several papers taken. */
export const idleNumbersMs = 90_000;
/** The last part of a quiet wait is announced, with a way to stay (WCAG 2.2.1 asks for 20 s). */
export const warnMs = 20_000;
/** After this the screen says that it is still trying. */
export const slowAfterMs = 2_000;
/** After this it says that no answer came. The agent goes on and a late answer is still shown. */
export const troubleAfterMs = 10_000;
/** Paper that is not heard of for so long may have come out or not. */
export const paperWithinMs = 25_000;
/** A link that drops for less than this is nobody's business. */
export const offlineAfterMs = 4_000;

export type Clinic = DirectoryData["clinics"][number];

type Choosing =
  | { readonly name: "clinics"; readonly page: number }
  | {
      readonly name: "services";
      readonly clinicId: ClinicId;
      readonly page: number;
      /** The page of clinics that this one was found on. */
      readonly fromPage: number;
    };

export type Screen =
  | { readonly name: "home" | "emergency" }
  | { readonly name: "group" }
  | { readonly name: "unsure"; readonly from: Choosing }
  | Choosing
  /** `from` stays on the screen: the pressed card itself waits. */
  | {
      readonly name: "issuing";
      readonly intent: IssueIntent;
      readonly from: Choosing;
      readonly sinceMs: number;
      readonly isSlow: boolean;
    }
  | {
      readonly name: "issued";
      readonly ticket: IssuedTicket;
      readonly serviceId: ServiceId;
      /** Of one who was booked. */
      readonly arrival: Arrival | null;
      readonly paper: Paper;
      readonly sinceMs: number;
    }
  | CheckInScreen
  | {
      readonly name: "refused";
      readonly code: RefusalCode;
      readonly serviceId: ServiceId;
      readonly from: Choosing;
    }
  /** What a service asks of each patient before the numbers are taken. */
  | {
      readonly name: "segment";
      readonly wish: Wish;
      readonly options: readonly string[];
      readonly answers: readonly (string | null)[];
      readonly from: Choosing;
    }
  /** A group's numbers, while they are taken and when they are there. */
  | { readonly name: "numbers"; readonly run: Run; readonly from: Choosing }
  /** `code`: why the server could not do it now; nothing when it did not answer at all. */
  | {
      readonly name: "trouble";
      readonly intent: IssueIntent;
      readonly from: Choosing;
      readonly code: RefusalCode | null;
    };

/** One patient's time at the kiosk. It ends in {@link freshSession}, with nothing left of it. */
export interface Session {
  readonly screen: Screen;
  readonly language: Language;
  /** Older, disabled or pregnant: asked for by a touch, for this patient only. */
  readonly wantsPriority: boolean;
  /** Patients who came together; nothing for one alone. */
  readonly group: Group | null;
  readonly largerText: boolean;
  readonly lowButtons: boolean;
  readonly picksLanguage: boolean;
  /** Monotonic instant of the wipe; nothing while there is nothing to wipe. */
  readonly wipeAtMs: number | null;
}

export const freshSession: Session = {
  screen: { name: "home" },
  language: "ar",
  wantsPriority: false,
  group: null,
  largerText: false,
  lowButtons: false,
  picksLanguage: false,
  wipeAtMs: null,
};

type Place = "home" | "emergency" | "clinics" | "unsure" | "group" | "checkIn";

export type SessionEvent =
  | { readonly type: "go"; readonly to: Place }
  | { readonly type: "back" }
  /** "Done": this patient has finished, and the next one finds a fresh kiosk. */
  | { readonly type: "finish" }
  | { readonly type: "turnPage"; readonly pages: number }
  | { readonly type: "openClinic"; readonly clinicId: ClinicId }
  | { readonly type: "groupSize"; readonly size: number }
  | { readonly type: "groupMember"; readonly place: number }
  | ChooseEvent
  | { readonly type: "answerSegment"; readonly place: number; readonly segment: string }
  /** A group's segments are answered. */
  | { readonly type: "takeNumbers" }
  | { readonly type: "chooseShut"; readonly serviceId: ServiceId }
  | { readonly type: "answered"; readonly commandId: CommandId; readonly outcome: IssueOutcome }
  | { readonly type: "checkIn"; readonly act: CheckInAct }
  | {
      readonly type: "checkedIn";
      readonly commandId: CommandId;
      readonly outcome: CheckInOutcome;
    }
  | { readonly type: "tryAgain" }
  | { readonly type: "paper"; readonly paper: Paper }
  | { readonly type: "papers"; readonly papers: Readonly<Record<TicketId, Paper>> }
  | { readonly type: "language"; readonly language: Language }
  | { readonly type: "pickLanguage" }
  | { readonly type: "priority" }
  | { readonly type: "largerText" }
  | { readonly type: "lowButtons" }
  /** Any touch, and the "more time" button: the countdown begins anew, as often as wanted. */
  | { readonly type: "touch" }
  | { readonly type: "tick" };

/** The session after an event at a monotonic instant. What has no place here changes nothing. */
export function reduce(session: Session, event: SessionEvent, nowMs: number): Session {
  switch (event.type) {
    case "tick":
      return tick(session, nowMs);
    case "answered":
      return answered(session, event.commandId, event.outcome, nowMs);
    case "checkedIn":
      return checkedIn(session, event.commandId, event.outcome, nowMs);
    case "paper":
      return paperHeard(session, event.paper, nowMs);
    case "papers":
      return withRun(session, (run) => runPapers(run, event.papers), nowMs);
    case "groupSize":
      return withGroup(session, (group) => resized(group, event.size), nowMs);
    case "groupMember":
      return withGroup(session, (group) => toggled(group, event.place), nowMs);
    case "touch":
      return stay(session, nowMs);
    case "finish":
      return freshSession;
    case "language":
      return stay({ ...session, language: event.language, picksLanguage: false }, nowMs);
    case "pickLanguage":
      return stay({ ...session, picksLanguage: !session.picksLanguage }, nowMs);
    case "priority":
      return stay({ ...session, wantsPriority: !session.wantsPriority }, nowMs);
    case "largerText":
      return stay({ ...session, largerText: !session.largerText }, nowMs);
    case "lowButtons":
      return stay({ ...session, lowButtons: !session.lowButtons }, nowMs);
    case "go":
    case "back":
    case "turnPage":
    case "openClinic":
    case "choose":
    case "chooseShut":
    case "answerSegment":
    case "takeNumbers":
    case "checkIn":
    case "tryAgain": {
      const screen = moved(session, event, nowMs);
      if (screen === session.screen) return session;
      // Back at the first screen by the patient's own touch: what was asked for is over.
      if (screen.name === "home") return { ...freshSession, ...stays(session, nowMs) };
      const group = screen.name === "group" ? (session.group ?? newGroup) : session.group;
      return stay({ ...session, screen, group, picksLanguage: false }, nowMs);
    }
    default:
      return missingCase(event);
  }
}

type MoveName = "go" | "back" | "turnPage" | "openClinic" | "choose" | "chooseShut" | "tryAgain";
type Move = Extract<SessionEvent, { type: MoveName | "answerSegment" | "takeNumbers" | "checkIn" }>;

function moved(session: Session, event: Move, nowMs: number): Screen {
  const { screen } = session;
  // A command is on its way: touches wait for its answer or its ten seconds.
  if (screen.name === "issuing") return screen;
  if (screen.name === "numbers" && !isSettled(screen.run)) return screen;
  if (screen.name === "checkIn" && isAsking(screen)) return screen;
  switch (event.type) {
    case "go":
      return wentTo(screen, event.to);
    case "back":
      return before(screen, session.group);
    case "turnPage":
      if (!isChoosing(screen)) return screen;
      return { ...screen, page: (screen.page + 1) % Math.max(1, event.pages) };
    case "openClinic":
      if (screen.name !== "clinics") return screen;
      return { name: "services", clinicId: event.clinicId, page: 0, fromPage: screen.page };
    case "chooseShut": {
      if (!isChoosing(screen)) return screen;
      const { serviceId } = event;
      return { name: "refused", code: "service_closed", serviceId, from: screen };
    }
    case "choose": {
      if (!isChoosing(screen)) return screen;
      return chosen(session, event, screen, nowMs);
    }
    case "answerSegment": {
      if (screen.name !== "segment" || !screen.options.includes(event.segment)) return screen;
      const answers = screen.answers.map((answer, at) =>
        at === event.place ? event.segment : answer,
      );
      // One patient alone has nothing more to say.
      if (answers.length === 1) return startTaking(screen.wish, answers, screen.from, nowMs);
      return { ...screen, answers };
    }
    case "takeNumbers":
      if (screen.name !== "segment" || screen.answers.includes(null)) return screen;
      return startTaking(screen.wish, screen.answers, screen.from, nowMs);
    case "checkIn":
      return acted(session, event.act, nowMs);
    case "tryAgain": {
      if (screen.name === "checkIn") return ofCheckIn(screen, checkInAgain(screen.checkIn, nowMs));
      if (screen.name === "numbers") return { ...screen, run: runAgain(screen.run, nowMs) };
      if (screen.name !== "trouble") return screen;
      // The same intent: whatever became of the first try, there is one ticket.
      const { intent, from } = screen;
      return { name: "issuing", intent, from, sinceMs: nowMs, isSlow: false };
    }
    default:
      return missingCase(event);
  }
}

function acted({ screen, language }: Session, act: CheckInAct, nowMs: number): Screen {
  const here = { language, nowMs };
  if (screen.name === "checkIn") return actedOn(screen, act, here);
  return screen.name === "home" ? (readAtHome(act, here) ?? screen) : screen;
}

function chosen(session: Session, event: ChooseEvent, from: Choosing, nowMs: number): Screen {
  const { serviceId, commandId, furtherIds = [], segments = [] } = event;
  const { language, group, wantsPriority } = session;
  const members = membersOf(group, wantsPriority);
  const wish: Wish = { serviceId, language, commandIds: [commandId, ...furtherIds], members };
  const unanswered = members.map(() => null);
  if (segments.length === 0) return startTaking(wish, unanswered, from, nowMs);
  return { name: "segment", wish, options: segments, answers: unanswered, from };
}

function startTaking(
  wish: Wish,
  answers: readonly (string | null)[],
  from: Choosing,
  nowMs: number,
): Screen {
  const intents = intentsOf(wish, answers);
  const [intent] = intents;
  if (intent === undefined) return from;
  if (intents.length > 1) return { name: "numbers", run: startRun(intents, nowMs), from };
  return { name: "issuing", intent, from, sinceMs: nowMs, isSlow: false };
}

function wentTo(screen: Screen, to: Place): Screen {
  const firstPage: Choosing = { name: "clinics", page: 0 };
  if (to === "clinics") return firstPage;
  if (to === "checkIn") return { name: to, checkIn: newCheckIn };
  if (to === "unsure") return { name: to, from: isChoosing(screen) ? screen : firstPage };
  return { name: to };
}

function isChoosing(screen: Screen): screen is Choosing {
  return screen.name === "clinics" || screen.name === "services";
}

/** One step back is the very page that was left: nobody looks for a clinic twice. */
function before(screen: Screen, group: Group | null): Screen {
  switch (screen.name) {
    case "clinics":
      if (screen.page > 0) return { ...screen, page: screen.page - 1 };
      return { name: group === null ? "home" : "group" };
    case "services":
      return screen.page === 0
        ? { name: "clinics", page: screen.fromPage }
        : { ...screen, page: screen.page - 1 };
    case "refused":
    case "unsure":
    case "segment":
    case "trouble":
      return screen.from;
    case "checkIn": {
      const checkIn = checkInBack(screen.checkIn);
      return checkIn === null ? { name: "home" } : ofCheckIn(screen, checkIn);
    }
    case "numbers":
      // What is taken can't be given back by a touch.
      return screen.run.taken.length === 0 ? screen.from : screen;
    default:
      return { name: "home" };
  }
}

function answered(
  session: Session,
  commandId: CommandId,
  outcome: IssueOutcome,
  nowMs: number,
): Session {
  const { screen } = session;
  if (screen.name === "numbers") {
    return withRun(session, (run) => runAnswered(run, { commandId, outcome }, nowMs), nowMs);
  }
  // The answer of another patient's intent, long wiped, must never show here.
  const isAwaited = screen.name === "issuing" || screen.name === "trouble";
  if (!isAwaited || screen.intent.commandId !== commandId) return session;
  const { intent, from } = screen;
  const { serviceId } = intent;
  switch (outcome.kind) {
    case "issued":
      return numbered(session, { ticket: outcome.ticket, serviceId, arrival: null }, nowMs);
    case "refused":
      return stay(
        { ...session, screen: { name: "refused", code: outcome.code, serviceId, from } },
        nowMs,
      );
    case "try_again":
    case "no_answer": {
      const code = outcome.kind === "try_again" ? outcome.code : null;
      return stay({ ...session, screen: { name: "trouble", intent, from, code } }, nowMs);
    }
    default:
      return missingCase(outcome);
  }
}

function checkedIn(
  session: Session,
  commandId: CommandId,
  outcome: CheckInOutcome,
  nowMs: number,
): Session {
  const { screen } = session;
  const came = screen.name === "checkIn" ? cameOf(screen, commandId, outcome) : null;
  if (came === null) return session;
  if (came.kind === "stays") return stay({ ...session, screen: came.screen }, nowMs);
  const { kind: _, ...got } = came;
  return numbered(session, got, nowMs);
}

/** The number is there; its paper is on the way, if this kiosk has a printer. */
function numbered(
  session: Session,
  got: Pick<Extract<Screen, { name: "issued" }>, "ticket" | "serviceId" | "arrival">,
  nowMs: number,
): Session {
  const paper: Paper =
    got.ticket.printJobId === null
      ? { state: "not_printed", detail: "no_printer" }
      : { state: "printing", detail: null };
  return stay({ ...session, screen: { name: "issued", ...got, paper, sinceMs: nowMs } }, nowMs);
}

function paperHeard(session: Session, paper: Paper, nowMs: number): Session {
  const { screen } = session;
  if (screen.name !== "issued") return session;
  // No word for long was shown as unknown; only an outcome says more than that.
  if (paper.state === "printing" || paper.state === screen.paper.state) return session;
  return stay({ ...session, screen: { ...screen, paper } }, nowMs);
}

/** The session with its group's numbers changed; what changes nothing restarts no countdown. */
function withRun(session: Session, change: (run: Run) => Run, nowMs: number): Session {
  const { screen } = session;
  if (screen.name !== "numbers") return session;
  const run = change(screen.run);
  if (run === screen.run) return session;
  return stay({ ...session, screen: { ...screen, run } }, nowMs);
}

function withGroup(session: Session, change: (group: Group) => Group, nowMs: number): Session {
  if (session.screen.name !== "group" || session.group === null) return session;
  return stay({ ...session, group: change(session.group) }, nowMs);
}

const patience = { slowAfterMs, troubleAfterMs, paperWithinMs } as const;

function tick(session: Session, nowMs: number): Session {
  const { screen } = session;
  if (screen.name === "issuing") {
    const { intent, from } = screen;
    const triedMs = nowMs - screen.sinceMs;
    if (triedMs >= troubleAfterMs) {
      return stay({ ...session, screen: { name: "trouble", intent, from, code: null } }, nowMs);
    }
    const isSlow = triedMs >= slowAfterMs;
    return isSlow === screen.isSlow ? session : { ...session, screen: { ...screen, isSlow } };
  }
  if (session.wipeAtMs !== null && nowMs >= session.wipeAtMs) return freshSession;
  if (screen.name === "checkIn") {
    const ticked = tickedOn(screen, nowMs, patience);
    if (ticked.screen === screen) return session;
    const next = { ...session, screen: ticked.screen };
    return ticked.hasEnded ? stay(next, nowMs) : next;
  }
  if (screen.name === "numbers") {
    return withRun(session, (run) => runTick(run, nowMs, patience), nowMs);
  }
  if (screen.name === "issued" && screen.paper.state === "printing") {
    if (nowMs - screen.sinceMs < paperWithinMs) return session;
    return paperHeard(session, { state: "unknown", detail: "no_word" }, nowMs);
  }
  return session;
}

/** How long this session may rest before it is wiped; nothing while it must not be, or need not. */
function restMs(session: Session): number | null {
  switch (session.screen.name) {
    case "issuing":
      return null;
    case "checkIn":
      return isAsking(session.screen) ? null : idleMs;
    case "numbers":
      return isSettled(session.screen.run) ? idleNumbersMs : null;
    case "issued":
      return hasPaperFault(session.screen.paper) ? idleFaultMs : idleIssuedMs;
    case "home":
      return isFresh(session) ? null : idleMs;
    default:
      return idleMs;
  }
}

function stay(session: Session, nowMs: number): Session {
  const rest = restMs(session);
  return { ...session, wipeAtMs: rest === null ? null : nowMs + rest };
}

/** Language and aids stay when a patient walks back to the first screen, until the wipe. */
function stays(session: Session, nowMs: number): Partial<Session> {
  const { language, largerText, lowButtons } = session;
  const kept = { language, largerText, lowButtons };
  return { ...kept, wipeAtMs: stay({ ...freshSession, ...kept }, nowMs).wipeAtMs };
}

function isFresh(session: Session): boolean {
  return (
    session.language === freshSession.language &&
    !session.largerText &&
    !session.lowButtons &&
    !session.picksLanguage &&
    !session.wantsPriority
  );
}

export function hasPaperFault(paper: Paper): boolean {
  return paper.state === "not_printed" || paper.state === "unknown";
}

/** The intent that is being asked for, and since when: asked again, it has another instant. */
export function askedIntent(
  screen: Screen,
): { readonly intent: IssueIntent; readonly sinceMs: number } | null {
  if (screen.name === "issuing") return screen;
  if (screen.name !== "numbers" || screen.run.state.kind !== "asking") return null;
  const intent = pendingIntent(screen.run);
  return intent === null ? null : { intent, sinceMs: screen.run.state.sinceMs };
}

/** As {@link askedIntent}, of a check-in. */
export function askedCheckIn(screen: Screen): ReturnType<typeof askedOn> {
  return screen.name === "checkIn" ? askedOn(screen) : null;
}

export interface Countdown {
  readonly leftMs: number;
  readonly wholeMs: number;
}

/**
 * The countdown to show, or nothing. A number on the screen counts from the start; elsewhere the
 * last twenty seconds are announced. The first screen resets quietly: nothing is lost by it.
 */
export function countdown(session: Session, nowMs: number): Countdown | null {
  const wholeMs = restMs(session);
  if (session.wipeAtMs === null || wholeMs === null || session.screen.name === "home") return null;
  const leftMs = Math.max(0, session.wipeAtMs - nowMs);
  if (session.screen.name === "issued" || session.screen.name === "numbers") {
    return { leftMs, wholeMs };
  }
  return leftMs <= warnMs ? { leftMs, wholeMs: warnMs } : null;
}

export interface Situation {
  readonly isUp: boolean;
  readonly hasDirectory: boolean;
  /** How long things have not been well; 0 when they are. */
  readonly illForMs: number;
}

/**
 * Instead of the session's screen: `starting` while nothing is known yet, `offline` when the
 * hospital can't be reached. A number, a refusal and the way to Emergency stay readable.
 */
export function standIn(screen: Screen, situation: Situation): "starting" | "offline" | null {
  const { isUp, hasDirectory, illForMs } = situation;
  const needsServer =
    isChoosing(screen) ||
    (screen.name === "checkIn" && askedOf(screen.checkIn) !== null && !isAsking(screen)) ||
    ["home", "unsure", "group", "segment"].includes(screen.name);
  if (!needsServer || (isUp && hasDirectory)) return null;
  if (illForMs >= offlineAfterMs) return "offline";
  return hasDirectory ? null : "starting";
}

/** What a touch on a clinic's card means. */
export function clinicTouch(
  clinic: Clinic,
):
  | { readonly kind: "issue" | "shut"; readonly serviceId: ServiceId }
  | { readonly kind: "ask" }
  | null {
  const [first, second] = clinic.services;
  if (first === undefined) return null;
  if (!clinic.services.some((service) => service.open)) {
    return { kind: "shut", serviceId: first.serviceId };
  }
  return second === undefined ? { kind: "issue", serviceId: first.serviceId } : { kind: "ask" };
}

/** A page of a list, and how many pages there are. A page that is gone shows the last one. */
export function pageOf<Item>(
  items: readonly Item[],
  page: number,
  perPage: number,
): { readonly shown: readonly Item[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const at = Math.min(page, pages - 1);
  return { shown: items.slice(at * perPage, (at + 1) * perPage), page: at, pages };
}

/** The clinic and service behind an id, or nothing when the directory has changed meanwhile. */
export function findService(
  directory: DirectoryData,
  serviceId: ServiceId,
): { readonly clinic: Clinic; readonly service: Clinic["services"][number] } | null {
  for (const clinic of directory.clinics) {
    const service = clinic.services.find((one) => one.serviceId === serviceId);
    if (service !== undefined) return { clinic, service };
  }
  return null;
}
