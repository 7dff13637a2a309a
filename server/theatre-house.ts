import type { FlowModules, Flows } from "./flow-modules.ts";
import { canNeed } from "./thing-flows.ts";
import type { Tx } from "./store/store.ts";
import { isPlanned } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import { blockOf } from "./theatres/plan.rules.ts";
import type { HeldBlock } from "./theatres/plan.rules.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import { overlaps } from "../shared/domain/interval.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { isInTheatre } from "../shared/domain/theatre.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";

type HouseNames = "putTheatre" | "putProcedure" | "putBlock" | "releaseBlock";

/** The theatres themselves, what is done in them, and whose they are when. */
export function theatreHouseFlows(modules: FlowModules): Pick<Flows, HouseNames> {
  return {
    putTheatre: (_, payload) => (tx) => putTheatre(modules, tx, payload),
    putProcedure: (_, payload) => (tx) => putProcedure(modules, tx, payload),
    putBlock: (_, payload) => (tx) => putBlock(modules, tx, payload),
    releaseBlock: (_, payload) => (tx) => releaseBlock(modules, tx, payload),
  };
}

/** Refusal: `wrong_state`, when one that is to close has somebody inside. */
function putTheatre(
  { theatres }: FlowModules,
  tx: Tx,
  { theatreId: id, names, isOpen }: Payload<"putTheatre">,
): Result<CommandReplies["putTheatre"]> {
  const { read } = theatres;
  if (!isOpen && read.inside(id).length > 0) return refuse("wrong_state");
  const position = read.theatre(id)?.position ?? read.theatres().length;
  theatres.putTheatre(tx, { id, names: namesGiven(names), isOpen, position });
  return accept({ theatreId: id });
}

/** Refusals: `unknown_procedure` (no such clinic or thing), `invalid`. */
function putProcedure(
  modules: FlowModules,
  tx: Tx,
  { procedureId: id, names, clinicId: clinic, ...rest }: Payload<"putProcedure">,
): Result<CommandReplies["putProcedure"]> {
  const had = modules.theatres.read.procedure(id)?.things ?? [];
  const isKnown = modules.directory.isClinic(clinic) && canNeed(modules, rest.things, had);
  if (!isKnown) return refuse("unknown_procedure");
  if (rest.p80Min < rest.usualMin) return refuse("invalid");
  modules.theatres.putProcedure(tx, { id, names: namesGiven(names), clinic, ...rest });
  return accept({ procedureId: id });
}

function putBlock(
  { theatres, access, directory, instantAt }: FlowModules,
  tx: Tx,
  asked: Payload<"putBlock">,
): Result<CommandReplies["putBlock"]> {
  const { read } = theatres;
  const { theatreId: theatre, clinicId: clinic, staffId, day, startMin, endMin } = asked;
  if (read.theatre(theatre) === null) return refuse("unknown_theatre");
  if (!directory.isClinic(clinic) || endMin <= startMin) return refuse("invalid");
  if (staffId !== null && !access.isStaff(staffId)) return refuse("unknown_staff");
  const before = asked.blockId === undefined ? null : read.block(seqOf(asked.blockId));
  if (asked.blockId !== undefined && before === null) return refuse("unknown_block");
  const staff = staffId === null ? null : seqOf(staffId);
  const span = { from: instantAt(day, startMin), to: instantAt(day, endMin) };
  const isTaken = read
    .blocksOfTheatre(theatre, span)
    .some((each) => each.status === "held" && each.id !== before?.id && overlaps(each, span));
  if (isTaken) return refuse("clash");
  const block = { theatre, clinic, staff, day, ...span };
  const is: HeldBlock = { ...block, id: 0, status: "held" };
  // Whoever is planned in it and would not be in it any more is moved first, by somebody.
  if (before?.status === "held" && usersOf({ theatres }, before).some((each) => !isIn(each, is))) {
    return refuse("block_in_use");
  }
  const seq = theatres.putBlock(tx, { ...block, replaces: before?.id ?? null });
  return accept({ blockId: idOf("block", seq) });
}

/** Refusals: `unknown_block`, `wrong_state`, `block_in_use`. */
function releaseBlock(
  modules: FlowModules,
  tx: Tx,
  { blockId, reason }: Payload<"releaseBlock">,
): Result<CommandReplies["releaseBlock"]> {
  const block = modules.theatres.read.block(seqOf(blockId));
  if (block === null) return refuse("unknown_block");
  if (block.status !== "held") return refuse("wrong_state");
  if (usersOf(modules, block).length > 0 || isSomebodyIn(modules, block)) {
    return refuse("block_in_use");
  }
  modules.theatres.releaseBlock(tx, block.id, reason);
  return accept({ blockId });
}

/** The operations that have their place by this block, and have not left the theatre. */
function usersOf({ theatres }: Pick<FlowModules, "theatres">, block: HeldBlock) {
  return theatres.read
    .operationsOfTheatre(block.theatre, block.from, block.to)
    .filter((each) => isPlanned(each) && each.status !== "recovery" && each.status !== "ward")
    .filter((each) => isIn(each, block));
}

function isIn(operation: Operation, block: HeldBlock): boolean {
  return isPlanned(operation) && blockOf(operation, [block]) !== undefined;
}

/** Also an emergency of another specialty, that has its place by no block. */
function isSomebodyIn({ theatres }: FlowModules, block: HeldBlock): boolean {
  return theatres.read
    .operationsOfTheatre(block.theatre, block.from, block.to)
    .some(({ status }) => isInTheatre(status));
}
