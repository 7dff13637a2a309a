import type { StaffId } from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../server/access/principal.ts";
import { openDesk } from "../world.ts";
import type { Desk, World } from "../world.ts";

/** Replays what was overheard, asks for what is not theirs, and sends what no program sends. */
export function startThief(world: World, stolen: readonly Principal[], everyMs: number): void {
  const { agenda, counts, overheard, judge } = world;
  const dice = world.dice("thief");
  const admin: Principal = { kind: "staff", id: "s991" as StaffId, role: "admin" };
  const desks = [...stolen, admin].map((principal) =>
    openDesk(world, principal, `thief as ${principal.id}`),
  );
  // Not the console's own.
  const room = world.house.points[3]?.id ?? "";
  const send = (desk: Desk, commandId: string, name: string, payload: unknown) =>
    desk.link.wire.request("command", { commandId, name, payload });

  async function steal(): Promise<void> {
    const desk = dice.pick(desks);
    const [call] = [...judge.model.state.points.values()].flatMap(({ openCall }) => openCall ?? []);
    const callId = `c${call ?? 1}`;
    switch (dice.weighted({ replay: 4, forge: 3, overreach: 4 })) {
      case "replay": {
        if (overheard.length === 0) return;
        counts.hit("stolen_command_id");
        const { commandId } = dice.pick(overheard);
        return void (await send(desk, commandId, "startService", { callId }));
      }
      case "forge": {
        counts.hit("forged_payload");
        const payload = dice.pick([
          { servicePointId: room, position: 1 },
          { servicePointId: "room-1'; DROP TABLE entry; --" },
          { servicePointId: 7 },
          null,
        ]);
        return void (await send(desk, desk.newId(), "callNext", payload));
      }
      default: {
        counts.hit("forbidden_command");
        const [name, payload] = dice.pick([
          ["callNext", { servicePointId: room }],
          ["recall", { callId }],
          ["recall", { callId }],
          ["endService", { callId, resultCode: "fine" }],
          [
            "closeQueue",
            { queueId: world.house.queues[0]?.id, waiting: "finish", reason: "a joke" },
          ],
          ["issueTicket", { serviceId: world.house.services[0]?.id, priorityClass: "emergency" }],
          ["changeService", { serviceId: world.house.services[0]?.id, open: false }],
        ] as const);
        return void (await send(desk, desk.newId(), name, payload));
      }
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      await agenda.sleep(dice.around(everyMs));
      if (world.isOpen() && world.isRough()) await steal();
    }
  }
  void work();
}
