import type { CommandId, TicketId } from "../../shared/domain/ids.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { IssuedTicket, IssueIntent, IssueOutcome, Paper } from "../device-api.ts";

/** A family at the kiosk: a longer row of numbers is for the desk. */
export const groupMin = 2;
export const groupMax = 6;

export interface Member {
  /** Older, disabled or pregnant, by their own word. */
  readonly protected: boolean;
}

/** Patients who come together, before a clinic is chosen. */
export interface Group {
  readonly members: readonly Member[];
}

const nobodySpecial: Member = { protected: false };

export const newGroup: Group = { members: [nobodySpecial, nobodySpecial] };

/** The group with so many patients; what was said of those who stay is kept. */
export function resized(group: Group, size: number): Group {
  const wanted = Math.min(groupMax, Math.max(groupMin, size));
  return {
    members: Array.from({ length: wanted }, (_, place) => group.members[place] ?? nobodySpecial),
  };
}

export function toggled(group: Group, place: number): Group {
  return {
    members: group.members.map((member, at) =>
      at === place ? { protected: !member.protected } : member,
    ),
  };
}

/** A number that is saved, and how its paper is. */
export interface Taken {
  readonly ticket: IssuedTicket;
  readonly paper: Paper;
  readonly sinceMs: number;
}

/** Taking the numbers of a group, one after the other; what is taken stays, whatever comes. */
export interface Run {
  /** One for each patient; those of `taken` are answered, the next one is asked for. */
  readonly intents: readonly IssueIntent[];
  readonly taken: readonly Taken[];
  readonly state: RunState;
}

export type RunState =
  | {
      readonly kind: "asking";
      readonly sinceMs: number;
      readonly isSlow: boolean;
      readonly tries: number;
    }
  /** Too busy: asked again by itself at that instant. */
  | { readonly kind: "resting"; readonly untilMs: number; readonly tries: number }
  /** No answer came (nothing), or none but "later": a touch asks again, with the same intent. */
  | { readonly kind: "stuck"; readonly code: RefusalCode | null }
  /** A final no: it would be said of the others as well. */
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "done" };

/** A busy server is asked again after this, and so often; then the patient decides. */
export const restBetweenMs = 5_000;
export const triesMax = 4;

export interface Patience {
  readonly slowAfterMs: number;
  readonly troubleAfterMs: number;
  /** The first paper; each further one waits for those before it. */
  readonly paperWithinMs: number;
}
const nextPaperMs = 8_000;

export function startRun(intents: readonly IssueIntent[], nowMs: number): Run {
  return { intents, taken: [], state: asking(nowMs) };
}

/** The intent that an answer is awaited for; nothing when all are answered or the rest refused. */
export function pendingIntent(run: Run): IssueIntent | null {
  if (run.state.kind === "refused") return null;
  return run.intents[run.taken.length] ?? null;
}

/** After an answer to the pending intent, also one that comes late. Any other changes nothing. */
export function runAnswered(
  run: Run,
  answer: { readonly commandId: CommandId; readonly outcome: IssueOutcome },
  nowMs: number,
): Run {
  if (pendingIntent(run)?.commandId !== answer.commandId) return run;
  const { outcome } = answer;
  switch (outcome.kind) {
    case "issued": {
      const taken = [...run.taken, takenNow(outcome.ticket, nowMs)];
      const isLast = taken.length === run.intents.length;
      return { ...run, taken, state: isLast ? { kind: "done" } : asking(nowMs) };
    }
    case "refused":
      return { ...run, state: { kind: "refused", code: outcome.code } };
    case "try_again":
      return { ...run, state: restOrStop(run.state, outcome.code, nowMs) };
    case "no_answer":
      return { ...run, state: { kind: "stuck", code: null } };
    default:
      return missingCase(outcome);
  }
}

export function runTick(run: Run, nowMs: number, patience: Patience): Run {
  const heard = papersInTime(run, nowMs, patience);
  const { state } = heard;
  if (state.kind === "resting" && nowMs >= state.untilMs) {
    return { ...heard, state: { ...asking(nowMs), tries: state.tries } };
  }
  if (state.kind !== "asking") return heard;
  const triedMs = nowMs - state.sinceMs;
  if (triedMs >= patience.troubleAfterMs) return { ...heard, state: { kind: "stuck", code: null } };
  const isSlow = triedMs >= patience.slowAfterMs;
  return isSlow === state.isSlow ? heard : { ...heard, state: { ...state, isSlow } };
}

/** A touch on "try again": the same intent, so still one number for each patient. */
export function runAgain(run: Run, nowMs: number): Run {
  return run.state.kind === "stuck" ? { ...run, state: asking(nowMs) } : run;
}

/** What the agent says of the papers. No word for long was shown as unknown; only an outcome corrects it. */
export function runPapers(run: Run, papers: Readonly<Record<TicketId, Paper>>): Run {
  const taken = run.taken.map((each) => {
    const paper = papers[each.ticket.ticketId];
    const isNews = paper !== undefined && paper.state !== "printing";
    return isNews && paper.state !== each.paper.state ? { ...each, paper } : each;
  });
  return taken.every((each, place) => each === run.taken[place]) ? run : { ...run, taken };
}

/** May the screen be left: is nothing on its way? */
export function isSettled(run: Run): boolean {
  return run.state.kind !== "asking" && run.state.kind !== "resting";
}

function asking(nowMs: number) {
  return { kind: "asking", sinceMs: nowMs, isSlow: false, tries: 0 } as const;
}

function restOrStop(state: RunState, code: RefusalCode, nowMs: number): RunState {
  const tries = state.kind === "asking" ? state.tries + 1 : triesMax;
  if (tries >= triesMax) return { kind: "stuck", code };
  return { kind: "resting", untilMs: nowMs + restBetweenMs, tries };
}

function takenNow(ticket: IssuedTicket, nowMs: number): Taken {
  const paper: Paper =
    ticket.printJobId === null
      ? { state: "not_printed", detail: "no_printer" }
      : { state: "printing", detail: null };
  return { ticket, paper, sinceMs: nowMs };
}

function papersInTime(run: Run, nowMs: number, { paperWithinMs }: Patience): Run {
  const isOver = (each: Taken, place: number) =>
    each.paper.state === "printing" && nowMs - each.sinceMs >= paperWithinMs + place * nextPaperMs;
  if (!run.taken.some(isOver)) return run;
  return {
    ...run,
    taken: run.taken.map((each, place) =>
      isOver(each, place) ? { ...each, paper: { state: "unknown", detail: "no_word" } } : each,
    ),
  };
}
