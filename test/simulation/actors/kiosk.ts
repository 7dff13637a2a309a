import type { CommandId, PrintJobId, ServiceId } from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../server/access/principal.ts";
import { createIssuing } from "../../../kiosk/agent/issuing.ts";
import { createPrintJobs } from "../../../kiosk/agent/print-jobs.ts";
import type { Printer, PrintResult } from "../../../kiosk/agent/printer-port.ts";
import { createServerClock } from "../../../kiosk/agent/server-clock.ts";
import { createClient } from "../../../shared/protocol/client.ts";
import type { IssueIntent, IssueOutcome } from "../../../kiosk/device-api.ts";
import { clockOf } from "../world.ts";
import type { World } from "../world.ts";

/** How often patients come, in the first third of the day and after it. */
export interface Crowd {
  readonly meanMs: () => number;
}

/** A kiosk: the real agent's issuing and printing, on a simulated wire and printer. */
export function startKiosk(world: World, principal: Principal, name: string, crowd: Crowd) {
  const { agenda, counts } = world;
  const dice = world.dice(name);
  let agent = startAgent(world, principal, `${name} 0`, restart);
  let lives = 0;

  function restart(): void {
    counts.hit("agent_restart");
    agent.close();
    lives++;
    agent = startAgent(world, principal, `${name} ${lives}`, restart);
  }

  async function patient(): Promise<void> {
    const intent: IssueIntent = {
      commandId: dice.uuid(agenda.now()) as CommandId,
      serviceId: serviceFor(world, dice.oneIn(3) ? 0 : dice.below(1_000)),
      language: dice.pick(["ar", "ckb", "en"] as const),
      protected: dice.oneIn(5),
    };
    world.waitingFor.count++;
    for (let tries = 0; tries < 4; tries++) {
      const first = agent.issue(intent);
      const isDouble = world.isRough() && dice.oneIn(12);
      const second = isDouble ? agent.issue(intent) : first;
      if (isDouble) counts.hit("double_tap");
      const [outcome, again] = [await first, await second];
      judgeTaps(world, outcome, again);
      if (outcome.kind === "issued") {
        world.papers.push(outcome.ticket);
        break;
      }
      if (outcome.kind === "refused") break;
      await agenda.sleep(2_000);
    }
    world.waitingFor.count--;
  }

  function next(): void {
    agenda.after(dice.around(crowd.meanMs()), () => {
      if (world.isOpen()) void patient();
      next();
    });
  }
  next();
  return {
    restart,
    /** Many at once. */
    flood(count: number): void {
      for (let each = 0; each < count; each++) void patient();
    },
  };
}

/** Two taps of one wish are one ticket. */
function judgeTaps({ judge }: World, one: IssueOutcome, other: IssueOutcome): void {
  if (one.kind !== "issued" || other.kind !== "issued") return;
  const isOne = one.ticket.ticketId === other.ticket.ticketId;
  judge.check(
    "I3",
    isOne,
    () => `one wish, two tickets: ${one.ticket.label}, ${other.ticket.label}`,
  );
}

function serviceFor({ house }: World, percent: number): ServiceId {
  const { id = "" } = house.services[percent % house.services.length] ?? {};
  return id as ServiceId;
}

/** One life of the agent, from its start to its end. */
function startAgent(world: World, principal: Principal, name: string, powerOff: () => void) {
  const dice = world.dice(name);
  const time = clockOf(world, dice);
  const link = world.network.connect(principal, false);
  const client = createClient(link.wire, time);
  const issue = createIssuing({ client, time });
  const jobs = createPrintJobs({
    client,
    time,
    printer: startPrinter(world, name, powerOff),
    serverClock: createServerClock(time),
    zone: () => "Asia/Baghdad",
    newCommandId: () => dice.uuid(world.agenda.now()) as CommandId,
    onChange: () => undefined,
    log: () => undefined,
  });
  return {
    issue,
    close() {
      jobs.close();
      client.close();
    },
  };
}

const troubles = {
  none: 60,
  paper_out: 4,
  printer_offline: 4,
  printer_jam: 3,
  printer_slow: 4,
  printed_unconfirmed: 4,
  power_off_mid_ticket: 2,
} as const;

function startPrinter(world: World, name: string, powerOff: () => void): Printer {
  const { agenda, counts, judge } = world;
  const dice = world.dice(`${name} printer`);
  const out = (outcome: PrintResult["outcome"], detail: string | null) => ({ outcome, detail });
  const comesOut = (jobId: PrintJobId) => judgePaper(world, jobId);
  return {
    async print({ printJobId }) {
      const trouble = world.isRough() ? dice.weighted(troubles) : "none";
      if (trouble !== "none") counts.hit(trouble);
      const job = judge.model.state.jobs.get(Number(printJobId.slice(1)));
      const isClaimed = job?.status === "sent" || world.machine() === null;
      judge.check("I9", isClaimed, () => `${printJobId} is printed and is ${job?.status}`);
      await agenda.sleep(trouble === "printer_slow" ? 20_000 : dice.between(800, 2_500));
      switch (trouble) {
        case "paper_out":
        case "printer_offline":
          return out("not_printed", trouble);
        case "printer_jam":
          return out("unknown", trouble);
        case "power_off_mid_ticket":
          comesOut(printJobId);
          powerOff();
          return new Promise(() => undefined);
        case "printed_unconfirmed":
          comesOut(printJobId);
          return out("unknown", trouble);
        default:
          comesOut(printJobId);
          return out("printed", null);
      }
    },
    noteCutShort: () => undefined,
    status: () => Promise.resolve({ state: "ready", paperLow: false }),
    close: () => undefined,
  };
}

/** Each job's paper comes out at most once, and a ticket has one original. */
function judgePaper({ judge, printed }: World, jobId: PrintJobId): void {
  const job = judge.model.state.jobs.get(Number(jobId.slice(1)));
  judge.check("I9", !printed.has(jobId), () => `${jobId} comes out twice`);
  printed.add(jobId);
  if (job?.copy !== 0) return;
  const original = `original of ${job.ticket}`;
  judge.check("I9", !printed.has(original), () => `a second ${original}`);
  printed.add(original);
}
