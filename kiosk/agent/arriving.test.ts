import { describe, expect, test } from "vitest";
import { createClient } from "../../shared/protocol/client.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { Paper } from "../device-api.ts";
import { burstTries, createArriving, slipWithinMs, tryEveryMs } from "./arriving.ts";
import { accepted, fakeServer, refusal } from "./testing/fake-server.ts";
import { handWoundTime } from "./testing/hand-wound-time.ts";
import { aCheckedIn, aCheckIn, commandIdNumber } from "./testing/samples.ts";

function anArriving() {
  const server = fakeServer();
  const time = handWoundTime();
  let paper: Paper = { state: "printing", detail: null };
  const arrive = createArriving({
    ...{ client: createClient(server.wire, time), time },
    slip: () => paper,
  });
  server.answer("checkIn", () => accepted(aCheckedIn()));
  server.link(true);
  return {
    server,
    time,
    arrive,
    paperIs: (state: Paper["state"]) => void (paper = { state, detail: null }),
  };
}

describe("checkIn at the agent", () => {
  test("a double tap is one command, a lost answer is asked for under the same id", async () => {
    const { server, time, arrive } = anArriving();
    server.loseAnswers(1);
    const both = [arrive(aCheckIn()), arrive(aCheckIn())];
    await time.advance(1_000);
    const outcome = { kind: "checked_in", ticket: aCheckedIn() };
    expect(await Promise.all(both)).toEqual([outcome, outcome]);
    expect(server.heard.map(({ commandId }) => commandId)).toEqual([
      aCheckIn().commandId,
      aCheckIn().commandId,
    ]);
  });

  test("the second facts go as they were given, and only they", async () => {
    const { server, arrive } = anArriving();
    await arrive(aCheckIn());
    const appointmentId = idOf("appointment", 4);
    const facts = { birthYear: 1984, appointmentId, isPrepared: true };
    await arrive(aCheckIn({ commandId: commandIdNumber(2), ...facts }));
    expect(server.heard.map(({ payload }) => payload)).toEqual([
      { by: "phone", value: "07701234567", language: "ar" },
      {
        ...{ by: "phone", value: "07701234567", language: "ar" },
        confirm: facts,
      },
    ]);
  });

  test("a no is handed on with the bookings that it is about", async () => {
    const { server, arrive } = anArriving();
    const bookings = [{ appointmentId: idOf("appointment", 4), at: 5, label: null }];
    server.answer("checkIn", () => ({
      ok: false,
      refusal: { code: "too_early", text: "", bookings },
    }));
    expect(await arrive(aCheckIn())).toEqual({ kind: "refused", code: "too_early", bookings });
  });

  test("who guesses is held up; a question that is only asked back does not count", async () => {
    const { server, time, arrive } = anArriving();
    let n = 10;
    const tries = () => arrive(aCheckIn({ commandId: commandIdNumber(n++) }));
    server.answer("checkIn", () => refusal("confirm_needed"));
    for (let each = 0; each < burstTries * 2; each++) {
      expect(await tries()).toMatchObject({ code: "confirm_needed" });
    }
    server.answer("checkIn", () => refusal("not_found"));
    for (let each = 0; each < burstTries; each++) {
      expect(await tries()).toMatchObject({ code: "not_found" });
    }
    expect(await tries()).toEqual({ kind: "try_again", code: "rate_limited" });
    await time.advance(tryEveryMs);
    expect(await tries()).toMatchObject({ code: "not_found" });
  });
});

describe("a slip instead of a check-in", () => {
  const slipOf = idOf("appointment", 4);
  const printJobId = idOf("printJob", 9);
  const aSlipRoom = () => {
    const room = anArriving();
    room.server.answer("printSlip", () => accepted({ printJobId, copy: 0 }));
    return room;
  };

  test.each(["printed", "not_printed", "unknown"] as const)(
    "that ends as %s is told as that; a double tap is one paper",
    async (outcome) => {
      const { server, time, arrive, paperIs } = aSlipRoom();
      const both = [arrive(aCheckIn({ slipOf })), arrive(aCheckIn({ slipOf }))];
      await time.advance(1_000);
      paperIs(outcome);
      await time.advance(1_000);
      const slip = { kind: "slip", paper: outcome };
      expect(await Promise.all(both)).toEqual([slip, slip]);
      expect(server.heard.map(({ name, payload }) => [name, payload])).toEqual([
        ["printSlip", { appointmentId: slipOf, language: "ar" }],
      ]);
    },
  );

  test("that is not heard of for long may have come out", async () => {
    const { time, arrive } = aSlipRoom();
    const asked = arrive(aCheckIn({ slipOf }));
    await time.advance(slipWithinMs + 1_000);
    expect(await asked).toEqual({ kind: "slip", paper: "unknown" });
  });

  test("that may not be printed is refused", async () => {
    const { server, arrive } = aSlipRoom();
    server.answer("printSlip", () => refusal("daily_limit"));
    expect(await arrive(aCheckIn({ slipOf }))).toMatchObject({ code: "daily_limit" });
  });

  test("comes also when codes were tried so often that the next try is held up", async () => {
    const { server, time, arrive, paperIs } = aSlipRoom();
    server.answer("checkIn", () => refusal("wrong_day"));
    for (let each = 0; each < burstTries; each++) {
      await arrive(aCheckIn({ commandId: commandIdNumber(20 + each) }));
    }
    expect(await arrive(aCheckIn())).toEqual({ kind: "try_again", code: "rate_limited" });
    paperIs("printed");
    const asked = arrive(aCheckIn({ slipOf }));
    await time.advance(1_000);
    expect(await asked).toEqual({ kind: "slip", paper: "printed" });
  });
});
