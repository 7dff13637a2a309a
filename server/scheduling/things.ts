import { busyOf } from "../../shared/domain/busy.ts";
import type { Busy, Claim, Clash } from "../../shared/domain/busy.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { ClinicId, OutageId, ThingId } from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Outage, Thing, ThingKind } from "../../shared/domain/thing.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Sql, Store, Tx } from "../store/store.ts";
import type { BusyCalendar } from "./busy-calendar.ts";
import { createThingAppliers } from "./thing-appliers.ts";
import { thingSql } from "./things.sql.ts";

/** Machines and instruments: what they are, and when they are out of service. */
export type Things = ReturnType<typeof createThings>;

export function createThings(store: Store, busy: BusyCalendar) {
  store.applyWith(createThingAppliers(store));
  const read = createThingTables(store);
  busy.addSource("things", ({ holder, id, from, to }) =>
    holder === "thing" ? read.outagesOf(id, from, to).flatMap(busyOfOutage) : [],
  );

  return {
    read,
    put(tx: Tx, { thingId, names, kind, clinicId, isRetired }: Thing): void {
      tx.record("thingPut", { id: thingId, names, kind, clinic: clinicId, retired: isRetired });
      tx.touch("things");
    },
    /**
     * Out of service from one instant to another. While something is planned with it, that is said
     * first (`clash`); a broken machine is broken all the same, so whoever has seen it says `despite`.
     */
    takeOut(
      tx: Tx,
      { thing, from, to, reason }: Omit<OutageRow, "id">,
      despite: boolean,
    ): Result<{ readonly outageId: OutageId; readonly clashes: number }> {
      if (read.thing(thing) === undefined) return refuse("unknown_thing");
      if (to <= from || to <= tx.now) return refuse("invalid");
      const clashes = clashesWithout(thing, { from, to });
      if (clashes.length > 0 && !despite) return refuse("clash");
      const seq = tx.record("thingTakenOut", { thing, from, to, reason });
      tellUsers(tx);
      return accept({ outageId: idOf("outage", seq), clashes: clashes.length });
    },
    /** Back in service now, or the plan to take it out is dropped. Not after it is over. */
    giveBack(tx: Tx, outageId: OutageId): Result<{ readonly outageId: OutageId }> {
      const row = read.outage(seqOf(outageId));
      if (row === undefined || row.to <= row.from || row.to <= tx.now) return refuse("wrong_state");
      tx.record("thingReturned", { outage: row.id });
      tellUsers(tx);
      return accept({ outageId });
    },
    /** What is planned with a thing in a time: each shift, session or operation once. */
    clashesWithout,
  };

  function clashesWithout(
    thing: string,
    span: { readonly from: Instant; readonly to: Instant },
  ): readonly Clash[] {
    return busy.clashesOf(outageClaim({ ...span, thing, commitment: "" }));
  }

  /** Rosters of every clinic may use it. */
  function tellUsers(tx: Tx): void {
    tx.touch("things");
    tx.touch("roster");
  }
}

interface ThingRow {
  readonly id: string;
  readonly names: string;
  readonly kind: ThingKind;
  readonly clinic_id: string | null;
  readonly is_retired: number;
}

interface StoredOutage {
  readonly id: number;
  readonly thing_id: string;
  readonly from_at: Instant;
  readonly to_at: Instant;
  readonly reason: string;
}

export interface OutageRow {
  readonly id: number;
  readonly thing: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}

function createThingTables(sql: Sql) {
  const one = sql.query<[string], ThingRow>(thingSql.thing);
  const all = sql.query<[], ThingRow>(thingSql.things);
  const outage = sql.query<[number], StoredOutage>(thingSql.outage);
  const outagesOf = sql.query<[string, number, number], StoredOutage>(thingSql.outagesOf);
  const outagesFrom = sql.query<[number], StoredOutage>(thingSql.outagesFrom);
  return {
    thing(id: string): Thing | undefined {
      const row = one.get(id);
      return row === undefined ? undefined : thingOf(row);
    },
    all: (): readonly Thing[] => all.all().map(thingOf),
    outage(id: number): OutageRow | undefined {
      const row = outage.get(id);
      return row === undefined ? undefined : outageRowOf(row);
    },
    /** Of one thing, those that touch a time. */
    outagesOf: (thing: string, from: Instant, to: Instant): readonly OutageRow[] =>
      outagesOf.all(thing, from, to).map(outageRowOf),
    /** Of all things, those that are not over at an instant. */
    outagesFrom: (at: Instant): readonly OutageRow[] => outagesFrom.all(at).map(outageRowOf),
  };
}

function thingOf(row: ThingRow): Thing {
  return {
    thingId: row.id as ThingId,
    names: JSON.parse(row.names) as Names,
    kind: row.kind,
    clinicId: row.clinic_id as ClinicId | null,
    isRetired: row.is_retired === 1,
  };
}

function outageRowOf(row: StoredOutage): OutageRow {
  return {
    ...{ id: row.id, thing: row.thing_id, reason: row.reason },
    ...{ from: row.from_at, to: row.to_at },
  };
}

/** As screens are told. */
export function outageOf({ id, from, to, reason }: OutageRow): Outage {
  return { outageId: idOf("outage", id), from, to, reason };
}

function busyOfOutage(row: OutageRow): readonly Busy[] {
  return busyOf(outageClaim({ ...row, commitment: idOf("outage", row.id) }));
}

function outageClaim(
  of: Pick<OutageRow, "thing" | "from" | "to"> & { readonly commitment: string },
): Claim {
  const { thing, from, to, commitment } = of;
  const times = { kind: "outOfService", commitment, from, to } as const;
  return { ...times, persons: [], rooms: [], things: [thing] };
}
