import { expect, it } from "vitest";
import { attemptsInAll, placesInAll, processes, race } from "../bench/booking-race.ts";

// Each reception is a process of its own with a real socket; the places are half of what is asked.

it(`${processes} processes, ${attemptsInAll} attempts, ${placesInAll} places: exactly ${placesInAll} booked`, async () => {
  const { answers, codes, taken, rows, most, isWhole } = await race();
  expect(answers).toEqual({ ok: placesInAll, session_full: attemptsInAll - placesInAll });
  expect({ taken, rows, most, isWhole }).toEqual({
    taken: placesInAll,
    rows: placesInAll,
    most: 0,
    isWhole: true,
  });
  expect(new Set(codes).size).toBe(placesInAll);
}, 120_000);
