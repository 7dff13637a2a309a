import type { CommandId, QueueId, ServiceId, ServicePointId } from "../../../shared/domain/ids.ts";
import { idOf } from "../../../shared/domain/ids.ts";
import { priorityClasses } from "../../../shared/domain/priority.ts";
import { pauseKinds, placements } from "../../../shared/domain/service.ts";
import type { Principal } from "../../../server/access/principal.ts";
import type { Dice } from "../dice.ts";
import type { ModelCall, ModelEntry } from "../model-state.ts";
import { openDesk } from "../world.ts";
import type { Desk, World } from "../world.ts";

/**
 * Somebody at a service point, who does all that a desk can do, as often as a day wants it and some
 * things oftener. Whom they act on they know from the patients before them: the model.
 */
export function startClerk(world: World, principal: Principal, pointId: string, paceMs: number) {
  const { agenda, judge } = world;
  const name = `clerk of ${pointId} ${principal.id}`;
  const dice = world.dice(name);
  const desk = openDesk(world, principal, name);
  const at: At = {
    world,
    dice,
    desk,
    point: pointId as ServicePointId,
    lastId: desk.newId(),
    ask: (command, payload) => {
      at.lastId = desk.newId();
      return desk.ask(command, payload, at.lastId);
    },
  };

  async function work(): Promise<void> {
    for (;;) {
      await agenda.sleep(world.isOpen() ? dice.around(paceMs) : nightLookMs);
      if (!world.isOpen()) continue;
      const call = judge.model.state.points.get(pointId)?.openCall ?? null;
      const open = call === null ? undefined : judge.model.state.calls.get(call);
      await (open === undefined ? whileFree(at) : whileBusy(at, open));
    }
  }
  void work();
  return {
    /** Presses Next this very moment, whatever else is going on. */
    press: () => void at.ask("callNext", { servicePointId: at.point }),
    desk,
  };
}

/** At night nobody sits there, and looks whether it is morning only so often. */
const nightLookMs = 20_000;

interface At {
  readonly world: World;
  readonly dice: Dice;
  readonly desk: Desk;
  readonly point: ServicePointId;
  lastId: CommandId;
  readonly ask: (...args: Parameters<Desk["ask"]>) => ReturnType<Desk["ask"]>;
}

const reasonOf = (dice: Dice) => dice.pick(["family", "came from far", "the doctor asks", "طلب"]);

async function whileFree(at: At): Promise<void> {
  const { ask, dice, point: servicePointId, world } = at;
  switch (dice.weighted(freeActs)) {
    case "next":
      return void (await ask("callNext", { servicePointId }));
    case "chosen": {
      const entryId = entryIn(at, ["waiting"]);
      if (entryId === null) return;
      return void (await ask("callChosen", { servicePointId, entryId, reason: reasonOf(dice) }));
    }
    case "without": {
      const serviceId = dice.pick(world.house.services).id as ServiceId;
      const payload = { servicePointId, serviceId, reason: reasonOf(dice) };
      return void (await ask("serveWithoutTicket", payload));
    }
    case "issue":
      return issueAtDesk(at);
    case "pause":
      world.counts.hit("point_paused");
      return void (await ask("pausePoint", {
        servicePointId,
        kind: dice.pick(pauseKinds),
        ...(dice.oneIn(2) ? {} : { until: world.agenda.now() + dice.between(-60, 600) * 1_000 }),
      }));
    case "resume":
      return void (await ask("resumePoint", { servicePointId }));
    case "close":
      world.counts.hit("point_closed");
      return void (await ask("closePoint", { servicePointId }));
    case "open":
      return void (await ask("openPoint", { servicePointId }));
    case "takeOver":
      world.counts.hit("point_taken_over");
      return void (await ask("openPoint", { servicePointId, takeOver: true }));
    default:
      return moveSomebody(at);
  }
}

const freeActs = {
  next: 60,
  chosen: 3,
  without: 2,
  issue: 8,
  pause: 1,
  resume: 3,
  close: 1,
  open: 1,
  takeOver: 1,
  move: 20,
} as const;

async function issueAtDesk(at: At): Promise<void> {
  const { ask, dice, world } = at;
  const service = dice.pick(world.house.services);
  const segments = world.house.queues.find((row) => row.id === service.queue)?.segments ?? [];
  const promised = dice.oneIn(4) ? entryIn(at, ["rebooked"]) : null;
  const ticket = promised === null ? null : entryOf(at, promised)?.ticket;
  await ask("issueTicket", {
    serviceId: service.id as ServiceId,
    priorityClass: dice.pick(["normal", "normal", "protected", "urgent", "emergency", "returning"]),
    ...(dice.oneIn(2) ? { patientId: `patient-of-sim-${dice.below(60)}` } : {}),
    ...(segments.length > 0 && dice.oneIn(2) ? { segment: dice.pick(segments) } : {}),
    ...(typeof ticket === "number" ? { rebookedFrom: idOf("ticket", ticket) } : {}),
  });
}

async function whileBusy(at: At, call: ModelCall): Promise<void> {
  const { ask, dice, point: servicePointId, world } = at;
  const callId = idOf("call", call.id);
  const isServing = call.status === "serving";
  const saying = {
    ...(dice.oneIn(12) ? {} : { resultCode: dice.pick(["fine", "again"]) }),
    ...(dice.oneIn(10) ? { note: "note-of-sim" } : {}),
    ...(dice.oneIn(8) ? { stopHere: true } : {}),
  };
  const entryId = idOf("entry", call.entry);
  switch (dice.weighted(isServing ? servingActs : calledActs)) {
    case "recall":
      return void (await ask("recall", { callId }));
    case "start":
      return void (await ask("startService", { callId }));
    case "end":
      return void (await ask("endService", { callId, ...saying }));
    case "next":
      return void (await ask("callNext", { servicePointId, finish: { as: "end", ...saying } }));
    case "nextNoShow":
      return void (await ask("callNext", { servicePointId, finish: { as: "noShow" } }));
    case "noShow":
      return void (await ask("noShow", { callId }));
    case "requeue":
      return void (await ask("requeue", { entryId }));
    case "park":
      return void (await ask("park", { entryId }));
    case "detour":
      return void (await ask("transfer", {
        entryId,
        toQueueId: dice.pick(world.house.queues).id as QueueId,
        placement: "keep",
        returnTo: true,
      }));
    case "undo":
      return void (await at.desk.ask("undo", { commandId: at.lastId }));
    default:
      return moveSomebody(at);
  }
}

const calledActs = {
  ...{ recall: 15, start: 45, end: 5, next: 8, nextNoShow: 8, noShow: 8, requeue: 4, park: 2 },
  ...{ undo: 4, move: 4 },
} as const;
const servingActs = {
  end: 45,
  next: 30,
  park: 3,
  detour: 10,
  undo: 4,
  move: 6,
  recall: 1,
} as const;

const moveActs = {
  ...{ hold: 4, park: 3, unpark: 8, transfer: 6, cancel: 3, reinstate: 3, requeue: 8, ready: 10 },
  ...{ priority: 10, undo: 3, reprint: 2 },
} as const;

/** Something with somebody who is not called just now. */
async function moveSomebody(at: At): Promise<void> {
  const { ask, dice, world } = at;
  const verb = dice.weighted(moveActs);
  const entryId = entryIn(at, targets[verb]);
  if (entryId === null) return;
  const reason = reasonOf(dice);
  switch (verb) {
    case "hold":
      return void (await ask("hold", { entryId, minutes: dice.pick([1, 2, 5, 20]) }));
    case "park":
      return void (await ask("park", { entryId }));
    case "unpark":
      return void (await ask("unpark", { entryId, reason }));
    case "transfer": {
      const placement = dice.pick(placements);
      return void (await ask("transfer", {
        entryId,
        toQueueId: dice.pick(world.house.queues).id as QueueId,
        placement,
        ...(placement === "afterMinutes" ? { minutes: dice.pick([1, 3, 15]) } : {}),
      }));
    }
    case "cancel":
      return void (await ask("cancelEntry", { entryId, reason }));
    case "reinstate":
      return void (await ask("reinstate", { entryId, reason }));
    case "requeue":
      return void (await ask("requeue", { entryId }));
    case "ready":
      return void (await ask("markReady", { entryId }));
    case "priority": {
      const priorityClass = dice.pick(priorityClasses);
      return void (await ask("setPriority", { entryId, priorityClass, reason }));
    }
    case "undo":
      return void (await at.desk.ask("undo", { commandId: at.lastId }));
    default: {
      const ticket = entryOf(at, entryId)?.ticket ?? 0;
      return void (await ask("reprint", { ticketId: idOf("ticket", ticket) }));
    }
  }
}

const targets: Readonly<Record<keyof typeof moveActs, readonly ModelEntry["status"][]>> = {
  hold: ["waiting", "held"],
  park: ["waiting", "held"],
  unpark: ["parked", "away"],
  transfer: ["waiting", "parked", "held", "preparing"],
  cancel: ["waiting", "parked", "away", "preparing"],
  reinstate: ["cancelled"],
  requeue: ["no_show"],
  ready: ["preparing"],
  priority: ["waiting", "held", "parked"],
  undo: ["waiting"],
  reprint: ["waiting", "done"],
};

function entryOf({ world }: At, entryId: string): ModelEntry | undefined {
  return world.judge.model.state.entries.get(Number(entryId.slice(1)));
}

/** Somebody in one of these states, of the latest few; now and then in any state at all. */
function entryIn({ world, dice }: At, statuses: readonly ModelEntry["status"][]) {
  const { entries, queues } = world.judge.model.state;
  const isAnywhere = dice.oneIn(15);
  const isOver = statuses.some((status) =>
    ["cancelled", "no_show", "done", "rebooked"].includes(status),
  );
  const pool =
    isOver || isAnywhere
      ? world.judge.recent()
      : [...(queues.get(dice.pick([...queues.keys()]))?.active ?? [])].map((entry) => entry.id);
  const fit = isAnywhere
    ? pool
    : pool.filter((id) => statuses.includes(entries.get(id)?.status ?? "done"));
  return fit.length === 0 ? null : idOf("entry", dice.pick(fit));
}
