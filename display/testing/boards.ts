import fc from "fast-check";
import { idOf } from "../../shared/domain/ids.ts";
import { label } from "../../shared/domain/label.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import type { QueueId, ServicePointId } from "../../shared/domain/ids.ts";
import type { WaitRange } from "../../shared/protocol/commands.ts";
import type { BoardCall, BoardData } from "../../shared/protocol/feeds.ts";

const room = (n: number) => ({
  id: `room-${n}` as ServicePointId,
  names: { ar: `غرفة ${n}`, en: `Room ${n}` },
});

/** The `n`-th call of the day, `A00n`; `at` 0 unless told. */
export function aCall(n: number, but: Partial<BoardCall> = {}): BoardCall {
  return {
    callId: idOf("call", n),
    label: label("A", n),
    servicePoint: room(n),
    clinicNames: { ar: "عيادة العيون", en: "Eye clinic" },
    at: 0,
    state: "called",
    recalls: 0,
    ...but,
  };
}

export function aLastCall(n: number): BoardData["lastCalls"][number] {
  const { callId, label: text, servicePoint, at } = aCall(n);
  return { callId, label: text, servicePoint, at };
}

export function aBoard(
  but: Partial<Omit<BoardData, "queues">> & {
    readonly queues?: readonly { readonly waiting: number; readonly wait?: WaitRange }[];
  } = {},
): BoardData {
  const { queues = [], ...rest } = but;
  return {
    names: { ar: "صالة الانتظار 3", en: "Waiting room 3" },
    hospitalNames: { ar: "مستشفى", en: "Hospital" },
    calls: [],
    lastCalls: [],
    notices: [],
    inTurnToday: 208,
    exceptionsToday: 6,
    rates: defaultRates,
    ...rest,
    queues: queues.map(({ waiting, wait = null }, n) => ({
      queueId: `queue-${n}` as QueueId,
      names: { ar: `عيادة ${n}`, en: `Clinic ${n}` },
      waiting,
      wait,
    })),
  };
}

/** Any board whose calls lie within some minutes of `around`; call ids differ. */
export function anyBoard(around: number): fc.Arbitrary<BoardData> {
  return fc
    .record({
      live: fc.array(
        fc.record({
          at: fc.integer({ min: around - 150_000, max: around }),
          state: fc.constantFrom("called" as const, "serving" as const),
          recalls: fc.nat(3),
        }),
        { maxLength: 7 },
      ),
      over: fc.nat(5),
      queues: fc.array(fc.record({ waiting: fc.nat(300) }), { maxLength: 12 }),
    })
    .map(({ live, over, queues }) =>
      aBoard({
        calls: live.map((but, n) => aCall(n + 1, but)),
        lastCalls: Array.from({ length: over }, (_, n) => aLastCall(n + 20)),
        queues,
      }),
    );
}
