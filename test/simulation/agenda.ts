/** Virtual time: whatever waits, waits here, and the hands move only from one appointment to the next. */
export interface Agenda {
  /** True time, which no clock of the simulated house has to show. */
  now(): number;
  /** Runs something later; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
  sleep(ms: number): Promise<void>;
  /** Says that a promise was resolved: what waited for it goes on before time does. */
  woke(): void;
  /** Lets everything happen that falls before `until`, and sets the time to it. */
  run(until: number): Promise<void>;
  /** Appointments that are still to come. */
  readonly pending: number;
}

interface Appointment {
  readonly at: number;
  /** Those of one instant keep the order in which they were made. */
  readonly order: number;
  run: (() => void) | null;
}

/** Steps of promises that follow from one event: an answer passes through at most so many hands. */
const handsMax = 10;

export function createAgenda(start: number): Agenda {
  const heap: Appointment[] = [];
  let time = start;
  let order = 0;
  let isAwake = false;

  return {
    now: () => time,
    after(ms, run) {
      const appointment: Appointment = { at: time + Math.max(0, ms), order: order++, run };
      push(heap, appointment);
      return () => {
        appointment.run = null;
      };
    },
    sleep(ms) {
      return new Promise((wake) => {
        this.after(ms, () => {
          isAwake = true;
          wake();
        });
      });
    },
    woke() {
      isAwake = true;
    },
    async run(until) {
      for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
        pop(heap);
        if (next.run === null) continue;
        time = next.at;
        next.run();
        if (!isAwake) continue;
        isAwake = false;
        for (let hand = 0; hand < handsMax; hand++) await Promise.resolve();
      }
      time = until;
    },
    get pending() {
      return heap.length;
    },
  };
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Appointment[], added: Appointment): void {
  let place = heap.push(added) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, added)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = added;
}

function pop(heap: Appointment[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    const [left, right] = [heap[below], heap[below + 1]];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) below += 1;
    const child = heap[below];
    if (child === undefined || isBefore(last, child)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = last;
}
