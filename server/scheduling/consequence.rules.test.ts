import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeElsewhere, surplusOf } from "./consequence.rules.ts";
import type { Displaced, Offer } from "./consequence.rules.ts";

type IsBusyOn = (patient: number, service: string, day: number) => boolean;
const free: IsBusyOn = () => false;
const aBooking = (over: Partial<Displaced> = {}): Displaced => ({
  ...{ appointment: 1, patient: 1, staff: 1, service: "eye", day: 10, minute: 540 },
  ...over,
});
const anOffer = (over: Partial<Offer> = {}): Offer => ({
  ...{ session: 5, staff: 1, service: "eye", at: 0, day: 11, minute: 540, left: 1 },
  ...over,
});
const placed = (bookings: readonly Displaced[], offers: readonly Offer[], isBusyOn = free) =>
  placeElsewhere(bookings, offers, isBusyOn).map(({ to }) => to?.session ?? null);

describe("another place", () => {
  test("the nearest day wins over the time of day, and that over the doctor", () => {
    const offers = [
      anOffer({ session: 1, day: 12 }),
      anOffer({ session: 2, day: 11, minute: 800 }),
      anOffer({ session: 3, day: 11, minute: 560, staff: 2 }),
      anOffer({ session: 4, day: 11, minute: 700, staff: 1 }),
    ];
    expect(placed([aBooking()], offers)).toEqual([3]);
    const same = [anOffer({ session: 1, staff: 2 }), anOffer({ session: 2, staff: 1 })];
    expect(placed([aBooking()], same)).toEqual([2]);
  });

  test("never an earlier day, another service, or a place that is gone", () => {
    expect(placed([aBooking()], [anOffer({ day: 9 })])).toEqual([null]);
    expect(placed([aBooking()], [anOffer({ service: "ear" })])).toEqual([null]);
    expect(placed([aBooking()], [anOffer({ left: 0 })])).toEqual([null]);
  });

  test("who came first by the booked order chooses first; who is left is named", () => {
    const late = aBooking({ appointment: 1, patient: 1, minute: 600 });
    const early = aBooking({ appointment: 2, patient: 2, minute: 480 });
    const found = placeElsewhere([late, early], [anOffer()], free);
    expect(found).toEqual([
      { appointment: 2, to: anOffer() },
      { appointment: 1, to: null },
    ]);
  });

  test("a patient with two bookings of a service gets two days; a busy day is passed over", () => {
    const both = [aBooking({ appointment: 1 }), aBooking({ appointment: 2, minute: 600 })];
    const offers = [anOffer({ session: 1, left: 2 }), anOffer({ session: 2, day: 12 })];
    expect(placed(both, offers)).toEqual([1, 2]);
    expect(placed([aBooking()], offers, (_, __, day) => day === 11)).toEqual([2]);
  });

  const bookings = fc.array(
    fc.record({
      patient: fc.integer({ min: 1, max: 8 }),
      staff: fc.integer({ min: 1, max: 3 }),
      day: fc.integer({ min: 0, max: 6 }),
      minute: fc.integer({ min: 0, max: 1_439 }),
    }),
    { maxLength: 30 },
  );
  const offers = fc.array(
    fc.record({
      staff: fc.integer({ min: 1, max: 3 }),
      day: fc.integer({ min: 0, max: 9 }),
      minute: fc.integer({ min: 0, max: 1_439 }),
      left: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 12 },
  );

  test("everybody is placed once or named; no offer is given away twice; no day twice", () => {
    fc.assert(
      fc.property(bookings, offers, (some, others) => {
        const displaced = some.map((each, index) => aBooking({ ...each, appointment: index + 1 }));
        const offered = others.map((each, index) => anOffer({ ...each, session: index + 1 }));
        const placements = placeElsewhere(displaced, offered, free);
        const named = placements.map(({ appointment }) => appointment).toSorted((a, b) => a - b);
        expect(named).toEqual(displaced.map(({ appointment }) => appointment));
        for (const offer of offered) {
          const given = placements.filter(({ to }) => to?.session === offer.session).length;
          expect(given <= offer.left).toBe(true);
        }
        const patientOf = new Map(displaced.map((each) => [each.appointment, each]));
        const days = placements.flatMap(({ appointment, to }) => {
          const booking = patientOf.get(appointment);
          if (to !== null) expect(to.day >= (booking?.day ?? 0)).toBe(true);
          return to === null ? [] : [`${booking?.patient} ${to.day}`];
        });
        expect(new Set(days).size).toBe(days.length);
      }),
    );
  });
});

describe("who has no room any more", () => {
  const seated = [1, 2, 3, 4].map((id) => ({ id, at: id * 10, status: "booked" }));

  test("those outside the new times, then the latest made; who has come stays", () => {
    const open = (from: number, to: number) => [{ from, to }];
    expect(surplusOf(seated, { windows: open(0, 100), capacity: 4 })).toEqual([]);
    expect(surplusOf(seated, { windows: open(0, 30), capacity: 4 })).toEqual([3, 4]);
    expect(surplusOf(seated, { windows: open(20, 100), capacity: 1 })).toEqual([1, 4, 3]);
    const around = [...open(0, 15), ...open(30, 100)];
    expect(surplusOf(seated, { windows: around, capacity: 4 })).toEqual([2]);
    const here = seated.map((each) => ({ ...each, status: "checked_in" }));
    expect(surplusOf(here, { windows: open(0, 10), capacity: 0 })).toEqual([]);
  });
});
