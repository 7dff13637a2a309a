import fc from "fast-check";
import { expect, it } from "vitest";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { CommandName, CommandReplies } from "../../shared/protocol/commands.ts";
import { aBigHospital } from "../../test/harness/big-hospital.ts";
import { manySteps, points, queues } from "../../test/harness/drawn-verbs.ts";
import type { Draw } from "../../test/harness/drawn-verbs.ts";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { Answered, TestHospital } from "../../test/harness/hospital.ts";

/** Commands that no undo is about, and those that make nothing but a seat, a ticket or a closing. */
const mayRefuse: Readonly<Partial<Record<CommandName, string>>> = {
  recall: "wrong_state",
  undo: "wrong_state",
  issueTicket: "nothing_to_undo",
  openPoint: "nothing_to_undo",
  closePoint: "nothing_to_undo",
  pausePoint: "nothing_to_undo",
  resumePoint: "nothing_to_undo",
  closeQueue: "nothing_to_undo",
  reopenQueue: "nothing_to_undo",
};

interface Row {
  readonly id: number;
  readonly status: string;
}

/** Everything about the queue that staff and patients are told, and the rows that it is made from. */
function picture(h: TestHospital, tokens: readonly string[]) {
  const now = h.runtime.now();
  const rows = (table: string) => h.rows<Row>(`SELECT * FROM ${table} ORDER BY id`);
  return {
    entries: rows("entry").map((row) => ({ ...row, last_seq: 0 })),
    calls: rows("call"),
    counts: h.rows("SELECT * FROM waiting_count WHERE n > 0"),
    figures: h.rows("SELECT * FROM point_day WHERE called > 0"),
    outcomes: h.rows("SELECT id, call_id, called_at FROM wait_shown ORDER BY id"),
    seats: h.rows("SELECT * FROM point_state"),
    queues: queues.map((queueId) => {
      const data = h.feeds.build("queue", queueId, now);
      return [data?.entries, data?.aside, data?.waiting, data?.alerts, data?.closed, data?.rates];
    }),
    waits: queues.map((queueId) => h.feeds.build("queue", queueId, now)?.wait),
    // The latest twelve: enough to have some in every state.
    phones: tokens.slice(-12).map((token) => h.track.open(token, now)?.view),
  };
}

type Picture = ReturnType<typeof picture>;

/** Without the rows that came since, each of which must be kept as taken back. */
function without(after: Picture, before: Picture): Picture {
  const known = (rows: readonly Row[], old: readonly Row[]) =>
    rows.filter(({ id }) => old.some((row) => row.id === id));
  const isOver = ({ status }: Row) => status === "cancelled" || status === "undone";
  const [entries, calls] = [
    known(after.entries, before.entries),
    known(after.calls, before.calls),
  ] as const;
  const made = [...after.entries, ...after.calls].filter(
    (row) => !(entries as readonly Row[]).includes(row) && !calls.includes(row),
  );
  expect(made.filter((row) => !isOver(row))).toEqual([]);
  const same = { ...after, entries: entries as Picture["entries"], calls };
  // A seat that was taken stays taken, and with it the wait may be another one.
  if (JSON.stringify(after.seats) === JSON.stringify(before.seats)) return same;
  return { ...same, seats: before.seats, waits: before.waits, phones: before.phones };
}

interface Known {
  readonly sent: string[];
  readonly tokens: string[];
  readonly history: string[];
  compared: number;
}

/** Does one drawn command, takes it back, holds everything against what was, and does it again. */
function take(h: TestHospital, draw: Draw, known: Known): void {
  const drawn = draw(h, known.sent);
  if (typeof drawn === "number") return h.runtime.pass(drawn);
  const [name, payload] = drawn;
  if (name === "undo" && known.sent.length === 0) return;
  known.history.push(`${name} ${JSON.stringify(payload)}`);
  // What time alone does is done before, so that no command does it on the way.
  h.run(h.tick);
  const before = picture(h, known.tokens);
  const ask = () => {
    const id = h.runtime.uuid();
    const answer = h.ask(name, payload as PayloadInput<typeof name>, { id });
    return { id, answer: answer as Answered<Partial<CommandReplies["issueTicket"]>> };
  };
  const first = ask();
  if (first.answer.ok) {
    const undone = codeOf(h.ask("undo", { commandId: first.id }));
    if (undone !== mayRefuse[name]) {
      expect([name, undone]).toEqual([name, "ok"]);
      expect(without(picture(h, known.tokens), before)).toEqual(before);
      known.compared++;
    }
  }
  const isDone = first.answer.ok && mayRefuse[name] !== undefined;
  const { id, answer } = isDone ? first : ask();
  if (!answer.ok) return;
  known.sent.push(id);
  const { trackUrl } = answer.reply;
  if (trackUrl !== undefined) known.tokens.push(trackUrl.slice(trackUrl.indexOf("#") + 1));
}

it("in any history each verb that is taken back leaves everything as it was, waits and all", () => {
  let compared = 0;
  fc.assert(
    fc.property(manySteps, (draws) => {
      const h = aBigHospital();
      const known: Known = { sent: [], tokens: [], history: [], compared: 0 };
      try {
        for (const servicePointId of points) granted(h.ask("openPoint", { servicePointId }));
        for (const draw of draws) take(h, draw, known);
        expectWhole(h);
      } catch (error) {
        throw new Error(`${String(error)}\n${known.history.join("\n")}`, { cause: error });
      } finally {
        h.close();
      }
      compared += known.compared;
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 500 : 20 },
  );
  expect(compared).toBeGreaterThan(100);
}, 600_000);
