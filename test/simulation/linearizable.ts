/**
 * Is there an order of these operations, each at one instant between its call and its answer, in
 * which one machine that does one thing at a time gives the same answers? (Herlihy and Wing 1990;
 * the search is Wing and Gong's of 1993 with Lowe's memory of 2017.)
 */
export interface Operation<Input, Output> {
  readonly input: Input;
  /** Nothing: no answer ever came. It may have happened at any time since, or not at all. */
  readonly output: Output | null;
  readonly calledAt: number;
  readonly answeredAt: number;
}

export interface Sequential<State, Input, Output> {
  readonly start: State;
  step(state: State, input: Input): { readonly state: State; readonly output: Output };
  /** Two states with one key behave alike for ever. */
  key(state: State): string;
  same(one: Output, other: Output): boolean;
}

export interface LinearVerdict {
  readonly isLinearizable: boolean;
  /** Steps of the search. */
  readonly steps: number;
}

/** A search longer than this says nothing; an honest history needs little more than its length. */
const stepsMax = 2_000_000;

export function checkLinearizable<State, Input, Output>(
  history: readonly Operation<Input, Output>[],
  machine: Sequential<State, Input, Output>,
): LinearVerdict {
  const operations = [...history].sort((a, b) => a.calledAt - b.calledAt);
  const done = new Set<number>();
  const seen = new Set<string>();
  let steps = 0;
  let first = 0;

  /** Those that may be next: called before the earliest answer of all that are not done. */
  function candidates(): readonly number[] {
    while (done.has(first)) first++;
    let earliest = Number.POSITIVE_INFINITY;
    const may: number[] = [];
    for (let index = first; index < operations.length; index++) {
      const operation = operations[index];
      if (operation === undefined || done.has(index)) continue;
      if (operation.calledAt > earliest) break;
      may.push(index);
      earliest = Math.min(earliest, operation.answeredAt);
    }
    const next = may.filter((index) => (operations[index]?.calledAt ?? 0) <= earliest);
    const answered = next.filter((index) => operations[index]?.output !== null);
    return [...answered, ...firstsOf(next.filter((index) => !answered.includes(index)))];
  }

  /** Of those that never got an answer and ask the same, one is as good as another. */
  function firstsOf(lost: readonly number[]): readonly number[] {
    const asked = new Set<string>();
    return lost.filter((index) => {
      const input = JSON.stringify(operations[index]?.input);
      return !asked.has(input) && asked.add(input);
    });
  }

  const isOver = () =>
    operations.every((operation, index) => operation.output === null || done.has(index));
  const place = (state: State) => {
    const ahead = [...done].filter((index) => index >= first).sort((a, b) => a - b);
    return `${first};${ahead.join()};${machine.key(state)}`;
  };

  interface Frame {
    readonly state: State;
    readonly may: readonly number[];
    at: number;
    readonly chosen: number | null;
  }
  const path: Frame[] = [{ state: machine.start, may: candidates(), at: 0, chosen: null }];
  while (path.length > 0) {
    const frame = path.at(-1);
    if (frame === undefined || isOver()) return { isLinearizable: true, steps };
    const index = frame.may[frame.at++];
    if (index === undefined) {
      path.pop();
      if (frame.chosen !== null) done.delete(frame.chosen);
      if (frame.chosen !== null) first = Math.min(first, frame.chosen);
      continue;
    }
    if (++steps > stepsMax) throw new Error(`no verdict after ${stepsMax} steps`);
    const operation = operations[index];
    if (operation === undefined) continue;
    const { state, output } = machine.step(frame.state, operation.input);
    if (operation.output !== null && !machine.same(output, operation.output)) continue;
    const isIdle = machine.key(state) === machine.key(frame.state);
    // Never answered and without effect: as good as never done.
    if (isIdle && operation.output === null) continue;
    // An answer that changed nothing is rightly given at once: no other choice can be better.
    if (isIdle) frame.at = frame.may.length;
    done.add(index);
    const may = candidates();
    const here = place(state);
    if (seen.has(here)) {
      done.delete(index);
      first = Math.min(first, index);
      continue;
    }
    seen.add(here);
    path.push({ state, may, at: 0, chosen: index });
  }
  return { isLinearizable: false, steps };
}
