import type { CommandId, EntryId, OrderId, TestId, TicketId } from "../../shared/domain/ids.ts";
import type { Test } from "../../shared/domain/laboratory.ts";
import type { Client } from "../../shared/protocol/client.ts";
import type { SpecimenReply } from "../../shared/protocol/laboratory-commands.ts";
import { lateMinutes, rejectsSpecimen, tellsStat, testMinutes, testsOrdered } from "./day-plan.ts";

/** Who acts for the tests of the demo: the commands of each are theirs alone. */
export interface TestStaff {
  readonly doctor: Client;
  readonly nurse: Client;
  readonly technician: Client;
}

interface Day {
  readonly chance: () => number;
  readonly pass: (minutes: number) => Promise<void>;
  readonly commandId: () => CommandId;
}

/** What the demo's people do about tests, from the doctor's word to the result. */
export interface DemoTests {
  /** In the visit that is open; whether the patient went. */
  order(entryId: EntryId, ticketId: TicketId): Promise<boolean>;
  /** At the collection: all that is still to be taken of this patient; the laboratory goes on. */
  take(ticketId: TicketId): Promise<void>;
  /** Called to the collection and gone: what was ordered falls away, and the doctor sees them. */
  missed(ticketId: TicketId): Promise<void>;
  /** Patients who wait for a result, and how many had one. */
  readonly counts: () => { readonly underWay: number; readonly ready: number };
  /** Until the last tube is seen to. */
  settled(): Promise<void>;
}

export function createDemoTests(day: Day, staff: TestStaff): DemoTests {
  const { chance, pass, commandId } = day;
  const { doctor, nurse, technician } = staff;
  /** What is ordered and has no result yet, by the ticket. */
  const open = new Map<TicketId, OrderId>();
  const tubes = new Set<Promise<void>>();
  let ready = 0;
  let catalogue: readonly Test[] = [];
  doctor.follow("catalogue", "site", ({ snapshot }) => {
    catalogue = (snapshot?.data.tests ?? []).filter(isForAnyHour);
  });

  /** Carried to the laboratory, received, tested; at times it is of no use and taken again. */
  async function goThrough(
    ticketId: TicketId,
    orderId: OrderId,
    tube: SpecimenReply,
  ): Promise<void> {
    await pass(testMinutes("carried", chance));
    if (rejectsSpecimen(chance)) {
      const { specimenId } = tube;
      await technician.command("rejectSpecimen", { specimenId, kind: "clotted" }, commandId());
      return;
    }
    const { barcode } = tube;
    await technician.command("receiveSpecimen", { barcode }, commandId());
    await pass(testMinutes("tested", chance));
    // With whatever else of the order waits for a result by now.
    const said = await technician.command("recordResults", { orderId, tests: [] }, commandId());
    if (said?.ok !== true || !said.reply.isWhole) return;
    open.delete(ticketId);
    ready += 1;
  }

  return {
    async order(entryId, ticketId) {
      const tests = testsOrdered(catalogue, chance).map(({ testId }): TestId => testId);
      if (tests.length === 0) return false;
      const urgency = tellsStat(chance) ? "stat" : "routine";
      const asked = { entryId, tests, urgency, returnWhen: "results" } as const;
      const ordered = await doctor.command("orderTests", asked, commandId());
      const first = ordered?.ok === true ? ordered.reply.orders[0] : undefined;
      if (first !== undefined) open.set(ticketId, first.orderId);
      return first !== undefined;
    },
    async take(ticketId) {
      const orderId = open.get(ticketId);
      if (orderId === undefined) return;
      const taken = await nurse.command("collectSpecimens", { orderId, tests: [] }, commandId());
      if (taken?.ok !== true) return;
      for (const tube of taken.reply.specimens) {
        const way = goThrough(ticketId, orderId, tube).finally(() => tubes.delete(way));
        tubes.add(way);
      }
    },
    async missed(ticketId) {
      await pass(lateMinutes(chance));
      const orderId = open.get(ticketId);
      if (orderId === undefined) return;
      const asked = { orderId, tests: [], reason: "did not come to the collection" };
      const cancelled = await nurse.command("cancelTests", asked, commandId());
      if (cancelled?.ok === true) open.delete(ticketId);
    },
    counts: () => ({ underWay: open.size, ready }),
    async settled() {
      while (tubes.size > 0) await Promise.all(tubes);
    },
  };
}

/** Nobody who walks in has fasted for it. */
function isForAnyHour({ kind, isOpen, members, preparation }: Test): boolean {
  return kind === "laboratory" && isOpen && members.length === 0 && preparation.fastingHours === 0;
}
