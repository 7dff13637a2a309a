import { isDeepStrictEqual } from "node:util";
import Database from "better-sqlite3";
import type { FactName, JournalFacts } from "../../shared/domain/journal.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import { feedNames } from "../../shared/protocol/feeds.ts";
import type { Answer, FeedAddress, Snapshot, SubscribeAnswer } from "../../shared/protocol/wire.ts";
import { mayFollow } from "../../server/access/permissions.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { Flows } from "../../server/flow-modules.ts";
import type { Counters } from "../../server/gateway/counters.ts";
import { createDispatch, refusalOf } from "../../server/gateway/dispatch.ts";
import { createPublisher, selfRoom } from "../../server/gateway/publish.ts";
import { createRateLimit } from "../../server/gateway/rate.ts";
import { createHospital } from "../../server/hospital.ts";
import type { Runtime } from "../../server/runtime.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import type { Connection } from "../../server/store/open.ts";
import { createStore } from "../../server/store/store.ts";
import type { Flow, Store } from "../../server/store/store.ts";
import { silentLog } from "../harness/runtime.ts";
import type { Agenda } from "./agenda.ts";
import type { Bug } from "./bugs.ts";
import type { Disk } from "./disk.ts";
import type { Dice } from "./dice.ts";

/** A fact as it was recorded, with the row's number. */
export interface Recorded {
  readonly seq: number;
  readonly name: FactName;
  readonly fact: JournalFacts[FactName];
}

/** One flow that ran, as an eye-witness tells it. */
export interface Ran {
  readonly name: CommandName | "tick";
  readonly principal: Principal | null;
  readonly payload: unknown;
  readonly commandId: string;
  readonly now: number;
  readonly facts: readonly Recorded[];
  readonly result: Result<unknown>;
}

/** How the next commit ends, when it does not end well. */
export type CommitFault = "kill_before" | "kill_after" | "fsync_lost" | "fsync_kept" | "power";

export interface Eyes {
  /** Flows that ran and are durable now, before anybody was answered. */
  committed(ran: readonly Ran[]): void;
  answered(principal: Principal, frame: unknown, answer: Answer): void;
  /** A picture leaves for somebody; `version` of a picture is at most what is committed. */
  told(snapshot: Snapshot): void;
  /** The process is gone; `last`: flows of the commit in which it went, durable or not. */
  died(last: readonly Ran[]): void;
  /** A bug's own words in the log: never expected. */
  logged(text: string): void;
}

export interface MachinePorts {
  readonly agenda: Agenda;
  readonly disk: Disk;
  readonly dice: Dice;
  readonly eyes: Eyes;
  readonly bug: Bug | null;
  /** How far the server's clock is off. */
  readonly skewMs: () => number;
  /** How long a commit takes at most, during which others come to share the next. */
  readonly commitMs: number;
  readonly nextFault: () => CommitFault | null;
  readonly commandRate: { readonly perSecond: number; readonly burst: number };
}

/** Somebody connected: what the gate knows of them, and how to tell them. */
export interface Session {
  readonly principal: Principal;
  readonly language: Language;
  readonly rooms: Set<string>;
  send(snapshot: Snapshot): void;
}

/** The server's life from one start to its end. All of it is real but time, chance and wire. */
export type Machine = ReturnType<typeof startMachine>;

export function startMachine(ports: MachinePorts) {
  const { agenda, disk, eyes, bug } = ports;
  const connection = disk.open();
  const witness = createWitness();
  let isDead = false;
  const db = watchedConnection(connection, {
    textOf: bug?.sql ?? ((text) => text),
    begin: () => witness.clear(),
    commit: (real) => commit(real),
  });
  const bare = createStore(db, runtimeOf(ports));
  const watched = witness.watchStore(bare);
  const store: Store = bug?.store?.(watched) ?? watched;
  const plain = createHospital(store, "http://dawr.test", bug?.founding);
  const flows = witness.watchFlows(bug?.flows?.(plain) ?? plain.flows);
  const hospital = { ...plain, ...bug?.hospital?.(plain), flows };
  const rooms = new Map<string, Set<Session>>();
  const publisher = createPublisher(hospital, followersOf(rooms, eyes), (run, ms) =>
    agenda.after(ms, run),
  );
  store.db.pragma("foreign_keys = 1");
  bug?.prepare?.(connection);
  witness.onTouch(bug?.earlyTelling === true ? (feed) => publisher.publish(new Set([feed])) : null);

  const log = silentLog();
  const groupCommit = createGroupCommit({
    store,
    log: { ...log, error: (...words: unknown[]) => eyes.logged(describe(words)) },
    publish: (touched) => {
      if (!isDead) publisher.publish(touched);
    },
    die: () => {
      isDead = true;
    },
  });
  const gate = { hospital, groupCommit: bug?.groupCommit?.(groupCommit, store) ?? groupCommit };
  const rate = createRateLimit(ports.commandRate.perSecond, ports.commandRate.burst);
  const dispatch = createDispatch({ ...gate, rate, counters: noCounters });
  let isFlushing = false;
  let lastCommit: { readonly fault: CommitFault; readonly ran: readonly Ran[] } | null = null;

  function commit(real: () => void): void {
    if (isDead) throw new Database.SqliteError("the process is gone", "SQLITE_IOERR");
    const fault = ports.nextFault();
    const ran = witness.take();
    if (fault !== null) lastCommit = { fault, ran };
    if (fault === "kill_before" || fault === "fsync_lost") {
      isDead = true;
      throw new Database.SqliteError("the disk is gone", "SQLITE_IOERR_FSYNC");
    }
    disk.beforeCommit();
    real();
    if (fault === null) {
      disk.afterCommit();
      return eyes.committed(ran);
    }
    isDead = true;
    if (fault === "kill_after") disk.afterCommit();
    if (fault === "fsync_kept") throw new Database.SqliteError("late", "SQLITE_IOERR_FSYNC");
  }

  function flush(): void {
    isFlushing = false;
    if (isDead) return;
    groupCommit.flush();
    if (isDead) end();
  }

  /** The process is gone: nothing of it is heard of any more. */
  function end(): void {
    isDead = true;
    groupCommit.stop();
    publisher.stop();
    rooms.clear();
    if (lastCommit?.fault === "power") disk.cutPower(ports.dice);
    else disk.kill();
    eyes.died(lastCommit?.ran ?? []);
  }

  function soon(): void {
    if (isFlushing) return;
    isFlushing = true;
    agenda.after(ports.dice.below(ports.commitMs), flush);
  }

  return {
    hospital,
    store,
    publisher,
    connection,
    get isDead() {
      return isDead;
    },
    head: () => store.head(),
    command(session: Session, frame: unknown, ack: (answer: Answer) => void): void {
      if (isDead) return;
      const { principal, language } = session;
      witness.sender(frame);
      dispatch(principal, language, frame, (answer) => {
        if (isDead) return;
        eyes.answered(principal, frame, answer);
        ack(answer);
      });
      soon();
    },
    subscribe(session: Session, address: FeedAddress, ack: (answer: SubscribeAnswer) => void) {
      if (isDead) return;
      const feed = feedNames.find((name) => name === address.feed);
      const key = address.key === "self" ? session.principal.id : address.key;
      const may = feed !== undefined && mayFollow(session.principal, feed, key);
      const now = may ? publisher.snapshot(feed, key) : null;
      if (now === null) {
        const code = may ? "unknown_feed" : "forbidden";
        return ack({ ok: false, refusal: refusalOf(code, session.language) });
      }
      const full = `${address.feed}:${key}`;
      const room = key === address.key ? full : selfRoom(full);
      session.rooms.add(room);
      rooms.set(room, (rooms.get(room) ?? new Set()).add(session));
      ack({ ok: true });
      eyes.told(now);
      session.send({ ...now, key: address.key });
    },
    leave(session: Session): void {
      for (const room of session.rooms) {
        const there = rooms.get(room);
        there?.delete(session);
        if (there?.size === 0) rooms.delete(room);
      }
    },
    tick(): void {
      if (isDead) return;
      const flow: Flow<unknown> = witness.watchTick(hospital.tick);
      groupCommit.enqueue({ principal: "server", command: null, flow, settle: () => undefined });
      soon();
    },
    /** Killed from outside, between two commits. */
    kill: () => void (isDead || end()),
    /** Stops in good order, to look at what it leaves. */
    stop(): void {
      flush();
      if (isDead) return;
      isDead = true;
      groupCommit.stop();
      publisher.stop();
      disk.kill();
    },
  };
}

function describe(words: readonly unknown[]): string {
  const [first] = words;
  const cause = typeof first === "object" && first !== null && "err" in first ? first.err : "";
  return `${String(words.at(-1))}: ${String(cause)}`;
}

function runtimeOf({ agenda, dice, skewMs }: MachinePorts): Runtime {
  const now = () => Math.round(agenda.now() + skewMs());
  return { now, randomBytes: (count) => dice.bytes(count), uuid: () => dice.uuid(now()) };
}

/** Socket.IO's rooms, as far as the publisher looks at them. */
function followersOf(rooms: Map<string, Set<Session>>, eyes: Eyes) {
  return {
    sockets: { adapter: { rooms } },
    to: (room: string) => ({
      emit(_event: "snapshot", snapshot: Snapshot) {
        eyes.told(snapshot);
        for (const session of rooms.get(room) ?? []) session.send(snapshot);
      },
    }),
  };
}

/** The driver with two holes to look through: each statement's text, and the commits of batches. */
function watchedConnection(
  db: Connection,
  watch: {
    readonly textOf: (text: string) => string;
    readonly begin: () => void;
    readonly commit: (real: () => void) => void;
  },
): Connection {
  return new Proxy(db, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (key !== "prepare") return typeof value === "function" ? value.bind(target) : value;
      return (text: string) => {
        const statement = target.prepare(watch.textOf(text));
        if (text === "COMMIT") return { run: () => watch.commit(() => statement.run()) };
        if (text !== "BEGIN IMMEDIATE") return statement;
        const begin = () => {
          watch.begin();
          statement.run();
        };
        return { run: begin };
      };
    },
  });
}

/** Sees every flow that runs inside a transaction: what was asked, recorded and answered. */
function createWitness() {
  let ran: Ran[] = [];
  let facts: Recorded[] = [];
  let now = 0;
  let onTouch: ((feed: string) => void) | null = null;
  let nextId = "";

  function watch(
    name: Ran["name"],
    principal: Principal | null,
    payload: unknown,
    flow: Flow<unknown>,
    id: string,
  ): Flow<unknown> {
    return (tx) => {
      const result = flow(tx);
      ran.push({ name, principal, payload, commandId: id, now, facts, result });
      return result;
    };
  }

  return {
    /** The frame that is being handed to the gate: its id belongs to the flow made from it. */
    sender(frame: unknown): void {
      const id =
        typeof frame === "object" && frame !== null && "commandId" in frame ? frame.commandId : "";
      nextId = typeof id === "string" ? id : "";
    },
    onTouch(listener: ((feed: string) => void) | null): void {
      onTouch = listener;
    },
    take(): readonly Ran[] {
      const taken = ran;
      ran = [];
      return taken;
    },
    clear(): void {
      ran = [];
    },
    watchTick: (flow: Flow<unknown>) => watch("tick", null, null, flow, ""),
    watchFlows(flows: Flows): Flows {
      const watched = Object.entries(flows).map(([name, flow]) => [
        name,
        (principal: Principal, payload: unknown) =>
          watch(
            name as CommandName,
            principal,
            payload,
            (flow as (by: Principal, asked: unknown) => Flow<unknown>)(principal, payload),
            nextId,
          ),
      ]);
      return Object.fromEntries(watched) as Flows;
    },
    watchStore(store: Store): Store {
      return {
        ...store,
        begin(principal, id, touched) {
          const tx = store.begin(principal, id, touched);
          facts = [];
          ({ now } = tx);
          const mine = facts;
          return {
            ...tx,
            record(name, fact) {
              const seq = tx.record(name, fact);
              mine.push({ seq, name, fact });
              return seq;
            },
            touch(feed) {
              tx.touch(feed);
              onTouch?.(feed);
            },
          };
        },
      };
    },
  };
}

export const noCounters: Counters = {
  command: () => undefined,
  sockets: () => undefined,
  malformed: () => undefined,
  unread: () => undefined,
  limitReached: () => undefined,
  text: () => Promise.resolve(""),
  contentType: "",
};

/** The same answer, whatever way it came. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return isDeepStrictEqual(one, other);
}
