import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What a program of a benchmark can be asked to do, by name. Bodies and answers are plain JSON. */
export type Acts = Readonly<Record<string, (body: never) => unknown>>;

type Body<Act> = Act extends (body: infer Asked) => unknown ? Asked : never;
type AnswerOf<Act> = Act extends (body: never) => infer Given ? Awaited<Given> : never;

interface Ask {
  readonly id: number;
  readonly act: string;
  readonly body: never;
}
interface Told {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Inside a program: does what it is asked until the asker is gone. */
export function offer(acts: Acts): void {
  process.on("message", (ask: Ask) => {
    const act = acts[ask.act];
    if (act === undefined) throw new Error(`no act ${ask.act}`);
    Promise.resolve()
      .then(() => act(ask.body))
      .then(
        (answer) => process.send?.({ id: ask.id, answer } satisfies Told),
        (error: unknown) => {
          const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
          process.send?.({ id: ask.id, error: stack } satisfies Told);
        },
      );
  });
  process.on("disconnect", () => process.exit());
}

export interface Program<Offered> {
  ask<Name extends keyof Offered & string>(
    name: Name,
    ...body: unknown extends Body<Offered[Name]> ? [] : [Body<Offered[Name]>]
  ): Promise<AnswerOf<Offered[Name]>>;
  end(): Promise<void>;
}

/**
 * Starts a program of `bench/programs` as a process of its own; its argument travels as JSON. Set
 * DAWR_BENCH_PROFILES to a folder to find out where a missed goal's time went.
 */
export function startProgram<Offered>(
  file: string,
  argument: object,
  nodeOptions: readonly string[] = [],
): Program<Offered> {
  const path = join(import.meta.dirname, file);
  const profiles = process.env["DAWR_BENCH_PROFILES"];
  const profiled = profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
  const child = fork(path, [JSON.stringify(argument)], {
    execArgv: [...nodeOptions, ...profiled],
  });
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  let asked = 0;
  child.on("message", (told: Told) => {
    const asker = waiting.get(told.id);
    waiting.delete(told.id);
    if (told.error === undefined) asker?.resolve(told.answer as never);
    else asker?.reject(new Error(`${file}: ${told.error}`));
  });
  child.once("exit", (code) => {
    for (const asker of waiting.values()) asker.reject(new Error(`${file} ended (${code})`));
  });
  return {
    ask(act, ...[body]) {
      const asker = Promise.withResolvers<never>();
      const id = ++asked;
      waiting.set(id, asker);
      child.send({ id, act, body });
      return asker.promise;
    },
    end: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}
