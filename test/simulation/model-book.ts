import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { isThere } from "./model-state.ts";
import type { ModelCall, ModelEntry, ModelState, ModelStep } from "./model-state.ts";

export type Said<Value = unknown> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: RefusalCode };

export function yes<Value>(value: Value): Said<Value> {
  return { ok: true, value };
}

export function no(code: RefusalCode): Said<never> {
  return { ok: false, code };
}

/** Whoever acts, as the model sees it. */
export interface Hand {
  readonly id: string;
  readonly kind: string;
  /** A console's own point; nothing for those who may act anywhere. */
  readonly boundTo: string | null;
}

/** What the model can't know by itself: the instant, and the numbers that the journal gave. */
export interface Moment {
  readonly hand: Hand;
  readonly commandId: string;
  readonly now: number;
  readonly made: number[];
}

/** The model's pencil: everything it writes can be rubbed out when the command is refused. */
export type Book = ReturnType<typeof createBook>;

export function createBook(state: ModelState) {
  let stepsTaken = 0;
  let rubber: (() => void)[] = [];
  let entries = new Set<ModelEntry>();
  let calls = new Set<ModelCall>();

  function set<Thing extends object>(thing: Thing, patch: Readonly<Partial<Thing>>): void {
    const before: Partial<Thing> = {};
    for (const key of Object.keys(patch) as (keyof Thing)[]) before[key] = thing[key];
    Object.assign(thing, patch);
    rubber.push(() => void Object.assign(thing, before));
  }

  function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
    const [had, before] = [map.has(key), map.get(key)];
    map.set(key, value);
    rubber.push(() => void (had ? map.set(key, before as Value) : map.delete(key)));
  }

  function list(entry: ModelEntry, isIn: boolean): void {
    const active = state.queues.get(entry.queue)?.active;
    if (active === undefined || active.has(entry) === isIn) return;
    if (isIn) active.add(entry);
    else active.delete(entry);
    rubber.push(() => void (isIn ? active.delete(entry) : active.add(entry)));
  }

  function note(moment: Moment, step: Omit<ModelStep, "principal" | "at">): void {
    const { commandId, hand, now } = moment;
    if (commandId === "") return;
    const steps = state.steps.get(commandId) ?? [];
    put(state.steps, commandId, [...steps, { ...step, principal: hand.id, at: now }]);
  }

  return {
    set,
    put,
    /** The next number that the journal gave; -1 shows that it gave fewer than the model needs. */
    next: (moment: Moment): number => moment.made.shift() ?? -1,
    add(moment: Moment, entry: ModelEntry, kind: "added" | "other"): void {
      put(state.entries, entry.id, entry);
      const ticket = state.tickets.get(entry.ticket);
      if (ticket !== undefined) {
        ticket.entries.push(entry.id);
        rubber.push(() => void ticket.entries.pop());
      }
      set(entry, { lastStep: ++stepsTaken });
      list(entry, true);
      entries.add(entry);
      const nothing = { before: {}, call: null, callBefore: {} };
      note(moment, { kind, verb: kind, entry, changes: entry.changes, ...nothing });
    },
    /** Something that an undo says nothing about, but that makes the command somebody's. */
    noteOther: (moment: Moment): void =>
      note(moment, {
        ...{ kind: "other", verb: "other", entry: null, changes: 0 },
        ...{ before: {}, call: null, callBefore: {} },
      }),
    /** One step of an entry's life and of its call's. */
    move(
      moment: Moment,
      verb: string,
      entry: ModelEntry,
      patch: Readonly<Partial<ModelEntry>>,
      call: ModelCall | null = null,
      callPatch: Readonly<Partial<ModelCall>> = {},
    ): void {
      const before = { ...entry };
      const callBefore = call === null ? {} : { ...call };
      set(entry, {
        ...patch,
        changes: entry.changes + 1,
        movedAt: moment.now,
        lastStep: ++stepsTaken,
      });
      list(entry, isThere(entry.status));
      entries.add(entry);
      if (call !== null) {
        set(call, callPatch);
        calls.add(call);
        const point = state.points.get(call.point);
        const isOpen = call.status === "called" || call.status === "serving";
        if (isOpen && point !== undefined) set(point, { openCall: call.id });
        else if (point?.openCall === call.id) set(point, { openCall: null });
      }
      note(moment, {
        kind: "moved",
        verb,
        entry,
        before,
        changes: entry.changes,
        call,
        callBefore,
      });
    },
    /** Changes an entry as a side effect that no undo takes back: an unbinding, a day's end. */
    drift(entry: ModelEntry, patch: Readonly<Partial<ModelEntry>>, now: number): void {
      set(entry, { ...patch, changes: entry.changes + 1, movedAt: now, lastStep: ++stepsTaken });
      list(entry, isThere(entry.status));
      entries.add(entry);
    },
    touchCall: (call: ModelCall): void => void calls.add(call),
    /** Runs one command: all of it, or nothing when it is refused. */
    attempt(work: () => Said): {
      readonly said: Said;
      readonly entries: ReadonlySet<ModelEntry>;
      readonly calls: ReadonlySet<ModelCall>;
    } {
      rubber = [];
      entries = new Set();
      calls = new Set();
      const said = work();
      if (!said.ok) {
        for (const undo of rubber.toReversed()) undo();
        entries.clear();
        calls.clear();
      }
      return { said, entries, calls };
    },
  };
}
