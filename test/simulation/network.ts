import type { Wire } from "../../shared/protocol/client.ts";
import type { Answer, FeedAddress, Snapshot, SubscribeAnswer } from "../../shared/protocol/wire.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { Agenda } from "./agenda.ts";
import type { Dice } from "./dice.ts";
import type { FaultCounts } from "./faults.ts";
import type { Machine, Session } from "./machine.ts";

/** The house's network: one link for each device and desk, and a switch in the middle. */
export type Network = ReturnType<typeof createNetwork>;

export interface Link {
  readonly wire: Wire;
  readonly principal: Principal;
  /** The link breaks now, and what is under way in it is lost, or comes late. */
  cut(downMs: number): void;
  /** One direction goes silent, and nobody notices until the pings do. */
  halfOpen(): void;
  /** Whether anything could get through just now. */
  readonly isUp: boolean;
  /** True time at which something from the server last arrived. */
  readonly heardAt: number;
  /** Frames on their way to this device. */
  readonly inFlight: number;
}

/** The client asks again after this, as the real wire does. */
const answerWithinMs = 5_000;
/** Pings are missed for so long before either end gives a silent link up. */
const silenceMs = 10_000;
const pingEveryMs = 5_000;

export interface NetworkPorts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly counts: FaultCounts;
  readonly machine: () => Machine | null;
  /** While faults are on, messages may be slow and old ones may come late. */
  readonly isRough: () => boolean;
}

export function createNetwork(ports: NetworkPorts) {
  const links: (Link & { serverGone(): void })[] = [];
  let isSwitchDown = false;
  return {
    connect(principal: Principal, withPings: boolean): Link {
      const link = createLink(ports, principal, withPings, () => isSwitchDown);
      links.push(link);
      return link;
    },
    links: links as readonly Link[],
    /** The server's process ended: every connection with it. */
    serverGone(): void {
      for (const link of links) link.serverGone();
    },
    /** The switch loses its power: all links at once, and all come back at once. */
    partition(downMs: number): void {
      isSwitchDown = true;
      for (const link of links) link.cut(downMs);
      ports.agenda.after(downMs, () => {
        isSwitchDown = false;
      });
    },
  };
}

interface Connection {
  isOpen: boolean;
  deaf: "client" | "server" | null;
  upAt: number;
  downAt: number;
  inFlight: number;
  session: Session | null;
  /** Requests whose answer is still awaited: a broken link settles them all. */
  readonly waiting: Set<(answer: unknown) => void>;
}

function createLink(
  ports: NetworkPorts,
  principal: Principal,
  withPings: boolean,
  isSwitchDown: () => boolean,
) {
  const { agenda, dice, counts, machine } = ports;
  const onSnapshot: ((snapshot: Snapshot) => void)[] = [];
  const onLink: ((up: boolean, refusal: null) => void)[] = [];
  const onPacket: (() => void)[] = [];
  let current: Connection | null = null;
  let isClosed = false;
  let mayConnectAt = 0;
  let isConnecting = false;
  let heardAt = Number.NEGATIVE_INFINITY;

  const heard = () => {
    heardAt = agenda.now();
    for (const listener of onPacket) listener();
  };

  function delayMs(): number {
    if (ports.isRough() && dice.oneIn(200)) {
      counts.hit("slow_message");
      return dice.between(500, 8_000);
    }
    return 1 + dice.below(20);
  }

  function connectLater(ms: number): void {
    if (isConnecting || isClosed) return;
    isConnecting = true;
    agenda.after(ms, () => {
      isConnecting = false;
      const server = machine();
      if (isClosed || current !== null) return;
      const isReachable = server !== null && !server.isDead && !isSwitchDown();
      if (!isReachable || agenda.now() < mayConnectAt) {
        return connectLater(Math.max(mayConnectAt - agenda.now(), dice.between(200, 2_000)));
      }
      open(server);
    });
  }

  function open(server: Machine): void {
    const now = agenda.now();
    const connection: Connection = {
      ...{ isOpen: true, deaf: null, upAt: now, downAt: now, inFlight: 0, session: null },
      waiting: new Set(),
    };
    connection.session = {
      principal,
      language: "en",
      rooms: new Set(),
      send: (snapshot) =>
        down(connection, () => {
          heard();
          for (const listener of onSnapshot) listener(snapshot);
        }),
    };
    current = connection;
    heard();
    for (const listener of onLink) listener(true, null);
    agenda.woke();
    if (withPings) ping(connection, server);
  }

  function ping(connection: Connection, server: Machine): void {
    agenda.after(pingEveryMs, () => {
      if (!connection.isOpen || server.isDead) return;
      down(connection, heard);
      ping(connection, server);
    });
  }

  /** One message to the client, in order behind those before it. */
  function down(connection: Connection, run: () => void): void {
    if (!connection.isOpen || connection.deaf === "client") return;
    connection.downAt = Math.max(connection.downAt, agenda.now() + delayMs());
    connection.inFlight++;
    agenda.after(connection.downAt - agenda.now(), () => {
      connection.inFlight--;
      const isLate = !connection.isOpen && current !== null && ports.isRough() && dice.oneIn(3);
      if (isLate) counts.hit("late_frame");
      if (connection.isOpen || isLate) run();
      agenda.woke();
    });
  }

  /** One message to the server. From a broken link it may still arrive, after those of the next. */
  function up(connection: Connection, run: (server: Machine, session: Session) => void): void {
    if (!connection.isOpen || connection.deaf === "server") return;
    connection.upAt = Math.max(connection.upAt, agenda.now() + delayMs());
    agenda.after(connection.upAt - agenda.now(), () => {
      const server = machine();
      const { session } = connection;
      if (server === null || server.isDead || session === null) return;
      if (!connection.isOpen) {
        if (!ports.isRough() || dice.oneIn(2)) return;
        counts.hit("late_command");
      }
      run(server, session);
      if (!ports.isRough() || !dice.oneIn(100)) return;
      counts.hit("duplicate");
      run(server, session);
    });
  }

  function close(connection: Connection): void {
    if (!connection.isOpen) return;
    connection.isOpen = false;
    if (connection.session !== null) machine()?.leave(connection.session);
    current = null;
    for (const settle of [...connection.waiting]) settle(null);
    for (const listener of onLink) listener(false, null);
    agenda.woke();
    connectLater(dice.between(50, 1_000));
  }

  function request(event: "command" | "subscribe" | "unsubscribe", body: unknown) {
    const connection = current;
    if (connection === null) return Promise.resolve(null);
    return new Promise<unknown>((resolve) => {
      const settle = (answer: unknown) => {
        if (!connection.waiting.delete(settle)) return;
        giveUp();
        agenda.woke();
        resolve(answer);
      };
      connection.waiting.add(settle);
      const giveUp = agenda.after(answerWithinMs, () => settle(null));
      const answer = (answered: Answer | SubscribeAnswer) =>
        down(connection, () => {
          heard();
          settle(answered);
        });
      up(connection, (server, session) => {
        if (event === "command") server.command(session, body, answer);
        else if (event === "subscribe") server.subscribe(session, body as FeedAddress, answer);
      });
    });
  }

  const wire: Wire = {
    request,
    onSnapshot: (listener) => void onSnapshot.push(listener),
    onLink: (listener) => void onLink.push(listener),
    onPacket: (listener) => void onPacket.push(listener),
    close() {
      isClosed = true;
      if (current !== null) close(current);
    },
  };
  connectLater(dice.between(1, 300));

  return {
    wire,
    principal,
    cut(downMs: number) {
      mayConnectAt = Math.max(mayConnectAt, agenda.now() + downMs);
      if (current !== null) close(current);
    },
    halfOpen() {
      const connection = current;
      if (connection === null) return;
      connection.deaf = dice.pick(["client", "server"] as const);
      agenda.after(silenceMs, () => close(connection));
    },
    serverGone() {
      if (current !== null) close(current);
    },
    get isUp() {
      return current !== null && current.deaf === null;
    },
    get heardAt() {
      return heardAt;
    },
    get inFlight() {
      return current?.inFlight ?? 0;
    },
  };
}
