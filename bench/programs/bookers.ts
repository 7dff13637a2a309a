import { aCommandId, connect } from "../../test/harness/server.ts";
import type { Person } from "../../test/harness/server.ts";
import type { PatientId, SessionId } from "../../shared/domain/ids.ts";
import { nowUs } from "../statistics.ts";
import { offer } from "./acts.ts";

// One reception of many as a process of its own: it books over a real socket, several at a time.

export interface Attempt {
  readonly patientId: PatientId;
  readonly sessionId: SessionId;
  readonly at: number;
}

export interface Booked {
  /** How often each answer came: `ok`, or the code of a refusal. */
  readonly answers: Readonly<Record<string, number>>;
  readonly codes: readonly string[];
  readonly tookUs: readonly number[];
}

let desk: Person | null = null;

export type BookerActs = typeof acts;

const acts = {
  async connect({ url, cookie }: { readonly url: string; readonly cookie: string }) {
    desk = await connect(url, {}, { cookie });
    return true;
  },
  /** All attempts, so many under way at once. */
  async book({
    attempts,
    atOnce,
  }: {
    readonly attempts: readonly Attempt[];
    readonly atOnce: number;
  }): Promise<Booked> {
    const answers: Record<string, number> = {};
    const codes: string[] = [];
    const tookUs: number[] = [];
    const left = [...attempts];
    const one = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const since = nowUs();
        const answer = await desk?.ask("bookPlace", next, aCommandId());
        tookUs.push(nowUs() - since);
        const said = answer === undefined ? "nobody" : answer.ok ? "ok" : answer.refusal.code;
        answers[said] = (answers[said] ?? 0) + 1;
        if (answer?.ok === true) codes.push(answer.reply.code);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return { answers, codes, tookUs };
  },
};

offer(acts);
