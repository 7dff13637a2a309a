import { Counter, Gauge, Registry, collectDefaultMetrics } from "prom-client";

export interface Counters {
  command(name: string, outcome: string): void;
  sockets(count: number): void;
  malformed(): void;
  unread(): void;
  limitReached(limit: string): void;
  /** The Prometheus text of everything counted. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** What an operator's monitoring reads at /metrics. Names and numbers only, never a person. */
export function createCounters(journalSeq: () => number): Counters {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const commands = new Counter({
    name: "dawr_commands_total",
    help: "Commands by name and outcome (ok or the refusal's code).",
    labelNames: ["name", "outcome"],
    registers: [register],
  });
  const sockets = new Gauge({
    name: "dawr_sockets",
    help: "Connected devices and staff screens.",
    registers: [register],
  });
  const malformed = new Counter({
    name: "dawr_malformed_frames_total",
    help: "Frames that were no command, subscribe or unsubscribe.",
    registers: [register],
  });
  const unread = new Counter({
    name: "dawr_unread_connections_total",
    help: "Connections ended because what was sent to them was not read.",
    registers: [register],
  });
  const limits = new Counter({
    name: "dawr_limits_reached_total",
    help: "Times that a limit of docs/OPERATING.md was reached, by its name.",
    labelNames: ["limit"],
    registers: [register],
  });
  new Gauge({
    name: "dawr_journal_seq",
    help: "Rows of the journal.",
    registers: [register],
    collect() {
      this.set(journalSeq());
    },
  });
  return {
    command: (name, outcome) => commands.inc({ name, outcome }),
    sockets: (count) => sockets.set(count),
    malformed: () => malformed.inc(),
    unread: () => unread.inc(),
    limitReached: (limit) => limits.inc({ limit }),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
