import type { FlowModules, Flows } from "./flow-modules.ts";
import type { Tx } from "./store/store.ts";
import { moved } from "./theatre-lists.ts";
import { operable, operationReply } from "./theatre-moves.ts";
import { judge, judgeAmong, placeless, plannedAs, planOf, unmade } from "./theatre-plan.ts";
import { canBePutOff, proposalsFor } from "./theatres/emergency.rules.ts";
import { isPlanned, labelOf, roomTime, takenBy } from "./theatres/operation.rules.ts";
import type { Operation, Planned } from "./theatres/operation.rules.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { TheatreId } from "../shared/domain/ids.ts";
import { addDays } from "../shared/domain/local-day.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";
import type { EmergencyProposal } from "../shared/protocol/theatre-feeds.ts";

/** A proposal is looked at for a while before somebody presses. */
const staleMs = 10 * minuteMs;

export function emergencyFlows(modules: FlowModules): Pick<Flows, "insertEmergency"> {
  return { insertEmergency: (_, payload) => (tx) => insert(modules, tx, payload) };
}

export type AskedEmergency = Pick<
  Payload<"insertEmergency">,
  "procedureId" | "urgency" | "team" | "minutes" | "things"
>;

/**
 * Where an emergency could go, the cheapest first. Nothing is changed. Refusals:
 * `unknown_procedure`, `unknown_staff`.
 */
export function proposeEmergency(
  modules: FlowModules,
  asked: AskedEmergency,
  now: Instant,
): Result<readonly EmergencyProposal[]> {
  const { theatres, localDate, busy } = modules;
  const first = theatres.read.theatres().find(({ isOpen }) => isOpen);
  if (first === undefined) return accept([]);
  const wanted = { ...asked, side: "none" as const, theatreId: first.theatreId, from: now };
  const emergency = emergencyOf(modules, wanted, { patient: 0, now });
  if (!emergency.ok) return emergency;
  const operations = theatres.read
    .operationsIn(now - dayMs, now + 2 * dayMs)
    .filter((each): each is Planned => isPlanned(each) && isAhead(each, now));
  const day = localDate(now);
  const open = theatres.read.theatres().filter(({ isOpen }) => isOpen);
  const found = proposalsFor({
    ...{ now, emergency: emergency.value, operations },
    theatres: open.map(({ theatreId }) => theatreId),
    taken: takenBesides(busy, [emergency.value, ...operations], now),
    blocks: theatres.read.blocksIn(day, addDays(day, 1)),
  });
  return accept(found.map((each) => proposalOf(modules, emergency.value, each)));
}

/** Takes something yet, its cleaning too; or is on its way, however late. */
function isAhead(operation: Planned, now: Instant): boolean {
  const isOver = ["planned", "recovery", "ward"].includes(operation.status);
  return !isOver || roomTime(operation).to > now;
}

/** What else takes the people and things of all these, but operations: of each holder once. */
function takenBesides(busy: FlowModules["busy"], operations: readonly Planned[], now: Instant) {
  const span = { from: now - dayMs, to: now + 2 * dayMs };
  const holders = new Map(
    operations.flatMap(takenBy).map(({ holder, id }) => [`${holder} ${id}`, { holder, id }]),
  );
  return [...holders.values()].flatMap((each) => busy.busy({ ...each, ...span }, "theatres"));
}

function proposalOf(
  modules: FlowModules,
  emergency: Planned,
  { theatre, from, moves, ...rest }: ReturnType<typeof proposalsFor>[number],
): EmergencyProposal {
  const is = { ...emergency, theatre, from };
  const others = moves.map(({ operation, to }) => ({ ...operation, ...(to ?? placeless) }));
  return {
    ...{ theatreId: theatre as TheatreId, from, minutes: is.minutes, p80Min: is.p80Min, ...rest },
    moves: moves.map(({ operation, to }) => ({
      ...{ operationId: idOf("operation", operation.id), label: labelOf(operation) },
      from: { theatreId: operation.theatre as TheatreId, from: operation.from },
      to: to && { theatreId: to.theatre as TheatreId, from: to.from },
    })),
    findings: judgeAmong(modules, is, [is, ...others]),
  };
}

type Wanted = Omit<Payload<"insertEmergency">, "patientId" | "moves" | "reason">;

/** An emergency as it will be. Refusals: `unknown_procedure`, and those of a plan. */
function emergencyOf(
  modules: FlowModules,
  wanted: Wanted,
  of: { readonly patient: number; readonly now: Instant },
): Result<Planned> {
  const procedure = modules.theatres.read.procedure(wanted.procedureId);
  if (procedure?.isOpen !== true) return refuse("unknown_procedure");
  const { procedureId, urgency, side, ...asked } = wanted;
  const operation: Operation = {
    ...{ id: unmade, number: unmade, patient: of.patient, procedure: procedureId, side, urgency },
    ...{
      clinic: procedure.clinicId,
      requestedAt: of.now,
      statusAt: of.now,
      placedAt: null,
      lastSeq: 0,
    },
    ...{ moved: null, surgeon: null, dueDay: modules.localDate(of.now), ...placeless },
    ...{ minutes: procedure.usualMin, p80Min: procedure.p80Min, setupMin: procedure.setupMin },
    ...{ cleaningMin: procedure.cleaningMin, team: [], things: procedure.things },
    ...{ supplies: [], times: {} },
  };
  return plannedAs(modules, operation, asked, of.now);
}

/**
 * A proposal as it was shown: the emergency gets its place, and each that is put off is recorded with
 * it, so that both patients' files say so. Whatever is not as it was shown is `plan_changed`.
 */
function insert(
  modules: FlowModules,
  tx: Tx,
  { patientId, moves, reason, ...wanted }: Payload<"insertEmergency">,
): Result<CommandReplies["insertEmergency"]> {
  const patient = operable(modules, patientId);
  if (patient === null) return refuse("unknown_patient");
  if (wanted.from < tx.now - staleMs) return refuse("plan_changed");
  const emergency = emergencyOf(modules, wanted, { patient, now: tx.now });
  if (!emergency.ok) return emergency;
  const put = putOff(modules, wanted.urgency, moves);
  if (!put.ok) return put;
  const refused = refusalOf(modules, emergency.value, put.value);
  if (refused !== null) return refuse(refused);
  const fact = {
    ...{ patient, procedure: wanted.procedureId, clinic: emergency.value.clinic },
    ...{ surgeon: emergency.value.surgeon, urgency: wanted.urgency, side: wanted.side },
    ...{ dueDay: emergency.value.dueDay, supplies: [] },
  };
  const made = modules.theatres.request(tx, fact, undefined);
  for (const { operation, is } of put.value) {
    const why = { reason, madeRoomFor: made.id };
    const verb = is.status === "requested" ? "unplan" : "plan";
    // Whoever was sent for stays so, and only waits longer.
    const asked = operation.status === "planned" ? verb : "delay";
    const { status, theatre, from } = is;
    moved(modules, tx, operation, asked, { status, theatre, from }, why);
  }
  const done = moved(modules, tx, made, "plan", planOf({ ...emergency.value, id: made.id }), {
    reason,
  });
  return accept({ ...operationReply(done), label: labelOf(done), moved: put.value.length });
}

interface PutOff {
  readonly operation: Planned;
  readonly is: Operation;
}

/** Each at most once, each still one that may be put off. Refusals: `unknown_operation`, `plan_changed`. */
function putOff(
  { theatres }: FlowModules,
  urgency: Payload<"insertEmergency">["urgency"],
  moves: Payload<"insertEmergency">["moves"],
): Result<readonly PutOff[]> {
  const put: PutOff[] = [];
  for (const { operationId, to } of moves) {
    const operation = theatres.read.operation(seqOf(operationId));
    if (operation === null) return refuse("unknown_operation");
    const isTwice = put.some((each) => each.operation.id === operation.id);
    const isWaiting = to === null && operation.status !== "planned";
    if (isTwice || isWaiting || !canBePutOff(operation, urgency) || !isPlanned(operation)) {
      return refuse("plan_changed");
    }
    if (to !== null && theatres.read.theatre(to.theatreId) === null) {
      return refuse("unknown_theatre");
    }
    const place = to === null ? placeless : { theatre: to.theatreId, from: to.from };
    put.push({ operation, is: { ...operation, ...place } });
  }
  return accept(put);
}

/** The emergency's own people are somebody's choice; everything else is the proposal's. */
function refusalOf(
  modules: FlowModules,
  emergency: Planned,
  put: readonly PutOff[],
): "clash" | "plan_changed" | "unknown_theatre" | null {
  const [own, ...others] = judge(modules, [emergency, ...put.map(({ is }) => is)]);
  const hard = own?.findings.filter((each) => each.hard) ?? [];
  if (hard.some(({ kind }) => kind === "theatreClosed")) return "unknown_theatre";
  if (others.some(({ findings }) => findings.some((each) => each.hard))) return "plan_changed";
  if (hard.some(({ holder }) => holder === "room")) return "plan_changed";
  return hard.length > 0 ? "clash" : null;
}
