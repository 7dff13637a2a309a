import type { FlowModules, Flows } from "./flow-modules.ts";
import { idBytes } from "./store/command-id.ts";
import type { Tx } from "./store/store.ts";
import { operationOf, operationReply, tellMoved } from "./theatre-moves.ts";
import { isBroken, judge, placeless, plannedAs, planOf } from "./theatre-plan.ts";
import { pushed, reordered } from "./theatres/list.rules.ts";
import { after, isPlanned } from "./theatres/operation.rules.ts";
import type { Operation, Planned } from "./theatres/operation.rules.ts";
import { wantsReason } from "./theatres/plan.rules.ts";
import type { Why } from "./theatres/theatres.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { JournalFacts } from "../shared/domain/journal.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { isInTheatre } from "../shared/domain/theatre.ts";
import type { OperationMove } from "../shared/domain/theatre-facts.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";
import type { OperationReply } from "../shared/protocol/theatre-commands.ts";

type ListNames =
  "planOperation" | "unplanOperation" | "reorderList" | "delayOperation" | "undoOperations";

/** A plan of many is looked at before it is taken back. */
const undoMs = dayMs;
/** What one planning command does, and can be taken back by. */
const planningVerbs: readonly OperationMove[] = ["plan", "unplan", "delay", "cancel", "change"];

/** Where and when operations are to be: placed, moved, put in order, late, and back. */
export function theatreListFlows(modules: FlowModules): Pick<Flows, ListNames> {
  return {
    planOperation: (_, payload) => (tx) => plan(modules, tx, payload),
    unplanOperation:
      (_, { operationId, reason }) =>
      (tx) => {
        const found = operationOf(modules, operationId);
        if (!found.ok) return found;
        if (after("unplan", found.value.status) === null) return refuse("wrong_state");
        return accept(
          operationReply(moved(modules, tx, found.value, "unplan", placeless, { reason })),
        );
      },
    reorderList: (_, payload) => (tx) => reorder(modules, tx, payload),
    delayOperation: (_, payload) => (tx) => delay(modules, tx, payload),
    undoOperations:
      (_, { commandId }) =>
      (tx) =>
        undo(modules, tx, commandId),
  };
}

/** Records a move and tells whom it concerns. */
export function moved(
  modules: FlowModules,
  tx: Tx,
  operation: Operation,
  verb: OperationMove,
  to: Parameters<FlowModules["theatres"]["move"]>[3],
  why: Why = {},
): Operation {
  const is = modules.theatres.move(tx, operation, verb, to, why);
  tellMoved(modules, tx, operation, is);
  return is;
}

function plan(
  modules: FlowModules,
  tx: Tx,
  { operationId, reason, ...asked }: Payload<"planOperation">,
): Result<OperationReply> {
  const found = operationOf(modules, operationId);
  if (!found.ok) return found;
  const operation = found.value;
  if (after("plan", operation.status) === null) return refuse("wrong_state");
  const planned = plannedAs(modules, operation, asked, tx.now);
  if (!planned.ok) return planned;
  const is = planned.value;
  const findings = judge(modules, [is]).flatMap((each) => each.findings);
  if (findings.some(({ kind }) => kind === "theatreClosed")) return refuse("unknown_theatre");
  if (findings.some(({ hard }) => hard)) return refuse("clash");
  const isMove =
    isPlanned(operation) && (operation.from !== is.from || operation.theatre !== is.theatre);
  if (reason === undefined && (isMove || wantsReason(findings))) return refuse("reason_required");
  const why = reason === undefined ? {} : { reason };
  return accept(operationReply(moved(modules, tx, operation, "plan", planOf(is), why)));
}

/** What is planned in a theatre on a local day, in order of time, and has not been cancelled. */
function listOf(
  { theatres, instantAt }: FlowModules,
  theatre: string,
  day: LocalDay,
): readonly Planned[] {
  const [from, to] = [instantAt(day, 0), instantAt(addDays(day, 1), 0)];
  return theatres.read.operationsOfTheatre(theatre, from, to).filter((each) => isPlanned(each));
}

/** All that can still be moved of a list is named, each once: else it is not the list that was seen. */
function reorder(
  modules: FlowModules,
  tx: Tx,
  { theatreId, day, operationIds, reason }: Payload<"reorderList">,
): Result<CommandReplies["reorderList"]> {
  if (modules.theatres.read.theatre(theatreId) === null) return refuse("unknown_theatre");
  const asked = operationIds.map(seqOf);
  if (asked.some((id) => modules.theatres.read.operation(id) === null)) {
    return refuse("unknown_operation");
  }
  const list = listOf(modules, theatreId, day);
  const movable = new Map(
    list.filter(({ status }) => status === "planned").map((each) => [each.id, each]),
  );
  const inOrder = asked.flatMap((id) => movable.get(id) ?? []);
  const isWhole = inOrder.length === asked.length && new Set(asked).size === movable.size;
  if (!isWhole || asked.length !== movable.size) return refuse("wrong_state");
  const fixed = list.filter(({ id }) => !movable.has(id));
  const changed = reordered(inOrder, fixed, tx.now)
    .map(({ operation, from }) => ({ operation, is: { ...operation, from } }))
    .filter(({ operation, is }) => operation.from !== is.from);
  if (
    isBroken(
      judge(
        modules,
        changed.map(({ is }) => is),
      ),
    )
  )
    return refuse("clash");
  for (const { operation, is } of changed) {
    moved(modules, tx, operation, "plan", { from: is.from }, { reason });
  }
  return accept({ moved: changed.length });
}

/** Before it has begun it begins later; in theatre it lasts longer. */
function delay(
  modules: FlowModules,
  tx: Tx,
  { operationId, minutes, kind, reason: words }: Payload<"delayOperation">,
): Result<CommandReplies["delayOperation"]> {
  const found = operationOf(modules, operationId);
  if (!found.ok) return found;
  const operation = found.value;
  const isOver = operation.status === "recovery" || operation.status === "ward";
  if (!isPlanned(operation) || isOver) return refuse("wrong_state");
  const to = isInTheatre(operation.status)
    ? { minutes: operation.minutes + minutes, p80Min: operation.p80Min + minutes }
    : { from: operation.from + minutes * minuteMs };
  const is = { ...operation, ...to };
  const after = listOf(modules, operation.theatre, modules.localDate(operation.from)).filter(
    (each) => each.from >= operation.from && each.id !== operation.id && canBeLater(each),
  );
  const followers = pushed(is, after).map((each) => ({
    ...each,
    is: { ...each.operation, from: each.from },
  }));
  if (isBroken(judge(modules, [is, ...followers.map((each) => each.is)]))) return refuse("clash");
  const reason = words ?? null;
  const why = { reason, delay: { kind, minutes } };
  const late = moved(modules, tx, operation, "delay", to, why);
  for (const each of followers) {
    const lateMin = Math.round((each.from - each.operation.from) / minuteMs);
    const delayed = { reason, delay: { kind, minutes: lateMin } };
    moved(modules, tx, each.operation, "delay", { from: each.from }, delayed);
  }
  return accept({ ...operationReply(late), moved: followers.length });
}

function canBeLater({ status }: Operation): boolean {
  return status === "planned" || status === "sent_for" || status === "arrived";
}

/**
 * Takes back what one planning command of the same person moved, all of it or nothing: every
 * operation is still as it was left, and its old place is still free.
 */
function undo(
  modules: FlowModules,
  tx: Tx,
  commandId: string,
): Result<CommandReplies["undoOperations"]> {
  const trace = modules.store.trace(idBytes(commandId));
  const mine = trace.filter((row) => row.principal === tx.principal);
  if (trace.length > 0 && mine.length === 0) return refuse("not_yours");
  const facts = mine
    .filter((row) => row.name === "operationMoved")
    .map(({ seq, fact }) => ({ seq, ...(fact as JournalFacts["operationMoved"]) }))
    .filter(({ verb }) => planningVerbs.includes(verb))
    .toReversed();
  const first = mine[0];
  if (first === undefined || facts.length === 0) return refuse("nothing_to_undo");
  if (tx.now - first.at > undoMs) return refuse("too_late");
  const back = facts.map(({ seq, operation, from }) => {
    const is = modules.theatres.read.operation(operation);
    return is?.lastSeq === seq ? { operation: is, from } : null;
  });
  const going = back.filter((each) => each !== null);
  if (going.length < back.length) return refuse("wrong_state");
  if (
    isBroken(
      judge(
        modules,
        going.map(({ operation, from }) => ({ ...operation, ...from })),
      ),
    )
  ) {
    return refuse("clash");
  }
  for (const { operation, from } of going) moved(modules, tx, operation, "undo", from);
  return accept({ restored: going.length });
}
