import type { PriorityClass } from "../../shared/domain/priority.ts";
import type { Tx } from "../../server/store/store.ts";
import { aHospital, granted } from "./hospital.ts";
import type { TestHospital } from "./hospital.ts";
import { handRuntime } from "./runtime.ts";

/** What makes every verb possible: a journey of four stops, a laboratory, a night clinic, segments. */
export function aBigHospital(at?: number): TestHospital {
  const hospital = aHospital({ runtime: handRuntime(at) });
  hospital.store.transact(furnishMore);
  return hospital;
}

const names = (en: string) => ({ ar: `${en} ع`, en });
/** At which the night clinic's day begins. */
export const nightStartMin = 6 * 60;

function furnishMore(tx: Tx): void {
  tx.record("waitingRoomPut", { id: "hall-3", names: names("hall-3") });
  const queue = (
    id: string,
    series: string,
    more: { readonly segments?: readonly string[]; readonly dayStartMin?: number } = {},
  ) => {
    const clinic = { id, names: names(id), boardNames: names(`${id} board`), pictogram: id };
    tx.record("clinicPut", { ...clinic, series, position: 9 });
    tx.record("queuePut", { id, clinic: id, waitingRoom: "hall-3", names: names(id), ...more });
  };
  queue("registration", "R");
  queue("triage", "T");
  queue("doctor", "D", { segments: ["women", "men"] });
  queue("lab", "L");
  queue("imaging", "X");
  queue("pharmacy", "P");
  queue("night", "N", { dayStartMin: nightStartMin });
  services(tx);
  points(tx);
}

function services(tx: Tx): void {
  const service = (
    id: string,
    queue: string,
    more: Partial<Parameters<typeof tx.record<"servicePut">>[1]> = {},
  ) =>
    tx.record("servicePut", {
      id,
      clinic: queue,
      queue,
      names: names(id),
      open: true,
      dailyLimit: null,
      position: 0,
      ...more,
    });
  service("whole-visit", "registration", {
    steps: [
      { queue: "triage", placement: "keep" },
      { queue: "doctor", placement: "keep" },
      { queue: "pharmacy", placement: "restart", prepares: true },
    ],
  });
  service("registering", "registration");
  service("doctor-visit", "doctor");
  service("doctor-pharmacy", "doctor", {
    steps: [{ queue: "pharmacy", placement: "restart", prepares: true }],
  });
  const codes = ["well", "back"].map((code) => ({ code, names: names(code) }));
  service("doctor-coded", "doctor", { outcome: { wants: "code", codes } });
  service("doctor-noted", "doctor", { outcome: { wants: "note", codes: [] } });
  service("lab-test", "lab");
  service("night-visit", "night");
  service("night-doctor", "night", { steps: [{ queue: "doctor", placement: "keep" }] });
}

function points(tx: Tx): void {
  const point = (
    id: string,
    queues: readonly string[],
    more: {
      readonly segments?: readonly string[];
      readonly helpAfterMin?: Readonly<Record<string, number>>;
    } = {},
  ) =>
    tx.record("servicePointPut", { id, waitingRoom: "hall-3", names: names(id), queues, ...more });
  point("desk", ["registration"]);
  point("nurse", ["triage"]);
  point("doctor-1", ["doctor"]);
  point("doctor-2", ["doctor"]);
  point("women-desk", ["doctor"], { segments: ["women"] });
  point("lab-1", ["lab"]);
  point("imaging-1", ["imaging"]);
  point("counter", ["pharmacy"]);
  point("night-1", ["night"]);
  point("helper", ["lab", "doctor"], { helpAfterMin: { doctor: 40 } });
}

/** A ticket at a service. */
export function issue(h: TestHospital, serviceId: string, priorityClass?: PriorityClass) {
  return granted(
    h.ask(
      "issueTicket",
      priorityClass === undefined ? { serviceId } : { serviceId, priorityClass },
    ),
  );
}

export function callNext(h: TestHospital, servicePointId: string) {
  return granted(h.ask("callNext", { servicePointId }));
}

/** Whom a point calls next, as a label, or why it calls nobody. */
export function calledAt(h: TestHospital, servicePointId: string, ends = true): string {
  const finish = ends ? { finish: { as: "end" as const } } : {};
  const answer = h.ask("callNext", { servicePointId, ...finish });
  return answer.ok ? answer.reply.label : answer.code;
}

export interface EntryFacts {
  readonly id: number;
  readonly queue_id: string;
  readonly status: string;
  readonly class: PriorityClass;
  readonly eligible_at: number;
  readonly not_before: number | null;
  readonly bound_point: string;
}

export function entryOf(h: TestHospital, entryId: string): EntryFacts {
  const [row] = h.rows<EntryFacts>("SELECT * FROM entry WHERE id = ?", Number(entryId.slice(1)));
  if (row === undefined) throw new Error(`no entry ${entryId}`);
  return row;
}

/** Every table that follows from the journal, and its head: what may not change on a refusal. */
export function everything(h: TestHospital): Readonly<Record<string, unknown>> {
  const tables = h
    .rows<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table'" +
        " AND name NOT IN ('once', 'journal', 'sqlite_sequence') ORDER BY name",
    )
    .map(({ name }) => [name, h.rows(`SELECT * FROM ${name}`)] as const);
  return { ...Object.fromEntries(tables), head: h.store.head().seq };
}
