import type { QueueId, ServiceId, StaffId } from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../server/access/principal.ts";
import { untilMidnight } from "../model-views.ts";
import { openDesk } from "../world.ts";
import type { World } from "../world.ts";

const acts = {
  merge: 3,
  shut: 3,
  rename: 2,
  finish: 2,
  transfer: 2,
  rebook: 2,
  reopen: 12,
  rates: 2,
};

/** Changes the roster while people wait: services, queues, and the rule's rates of tomorrow. */
export function startSupervisor(world: World, everyMs: number): void {
  const { agenda, counts, house } = world;
  const principal: Principal = { kind: "staff", id: "s990" as StaffId, role: "supervisor" };
  const dice = world.dice("supervisor");
  const desk = openDesk(world, principal, "supervisor's desk");

  for (const { id } of house.queues.slice(0, everyMs < 60_000 ? 0 : 2)) {
    desk.client.follow("queue", id, () => undefined);
  }

  async function change(): Promise<void> {
    const serviceId = dice.pick(house.services).id as ServiceId;
    const queueId = dice.pick(house.queues).id as QueueId;
    const reason = "the doctor was called away";
    switch (dice.weighted(acts)) {
      case "merge":
        counts.hit("service_merged");
        return void (await desk.ask("changeService", { serviceId, queueId }));
      case "shut":
        counts.hit("service_closed");
        return void (await desk.ask("changeService", { serviceId, open: dice.oneIn(3) }));
      case "rename": {
        counts.hit("service_renamed");
        const names = { ar: "عيادة أخرى", en: "Another clinic" };
        return void (await desk.ask("changeService", { serviceId, names }));
      }
      case "finish":
        counts.hit("queue_closed_finish");
        return void (await desk.ask("closeQueue", { queueId, waiting: "finish", reason }));
      case "transfer": {
        counts.hit("queue_closed_transfer");
        const toQueueId = dice.pick(house.queues).id as QueueId;
        return void (await desk.ask("closeQueue", {
          queueId,
          waiting: "transfer",
          toQueueId,
          reason,
        }));
      }
      case "rebook": {
        counts.hit("queue_closed_rebook");
        const tomorrow = agenda.now() + untilMidnight(agenda.now());
        const forDay = new Date(tomorrow + 12 * 3_600_000).toISOString().slice(0, 10);
        return void (await desk.ask("closeQueue", { queueId, waiting: "rebook", forDay, reason }));
      }
      case "rates":
        return setRates();
      default:
        for (const { id } of house.queues) {
          await desk.ask("reopenQueue", { queueId: id as QueueId });
        }
        for (const { id } of house.services.filter((row) => row.open)) {
          await desk.ask("changeService", { serviceId: id as ServiceId, open: true });
        }
    }
  }

  async function setRates(): Promise<void> {
    const urgentFirst = dice.oneIn(2);
    counts.hit(urgentFirst ? "surge_day" : "rates_changed");
    const rates = {
      ...{ urgent: dice.between(3, 8), protected: dice.between(1, 4), returning: 1 },
      ...{ appointment: dice.between(1, 2), normal: 1 },
    };
    await desk.ask("setRates", {
      rates: urgentFirst ? { ...rates, urgentFirst } : rates,
      reason: "many are ill",
    });
  }

  async function work(): Promise<void> {
    for (;;) {
      await agenda.sleep(dice.around(everyMs));
      if (world.isOpen() && world.isRough()) await change();
    }
  }
  void work();
}
