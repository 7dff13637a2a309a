import { describe, expect, test } from "vitest";
import { createClient } from "../../shared/protocol/client.ts";
import { burstTickets, createIssuing, ticketEveryMs } from "./issuing.ts";
import { accepted, fakeServer, refusal } from "./testing/fake-server.ts";
import { handWoundTime } from "./testing/hand-wound-time.ts";
import { aTicket, anIntent, commandIdNumber, serviceId } from "./testing/samples.ts";

function anIssuing() {
  const server = fakeServer();
  const time = handWoundTime();
  const issue = createIssuing({ client: createClient(server.wire, time), time });
  server.answer("issueTicket", () => accepted(aTicket()));
  server.link(true);
  return { server, time, issue };
}

describe("issueTicket at the agent", () => {
  test("a double tap is one command and both get the same ticket", async () => {
    const { server, issue } = anIssuing();
    const [first, second] = await Promise.all([issue(anIntent()), issue(anIntent())]);
    expect(first).toEqual({ kind: "issued", ticket: aTicket() });
    expect(second).toBe(first);
    expect(server.heard).toHaveLength(1);
  });

  test("a lost answer is asked for again under the same command id", async () => {
    const { server, time, issue } = anIssuing();
    server.loseAnswers(2);
    const running = issue(anIntent());
    await time.advance(1_000);
    expect(await running).toEqual({ kind: "issued", ticket: aTicket() });
    expect(server.heard.map(({ commandId }) => commandId)).toEqual([
      anIntent().commandId,
      anIntent().commandId,
      anIntent().commandId,
    ]);
  });

  test("without any answer it says so, and the same intent may be tried again", async () => {
    const { server, time, issue } = anIssuing();
    server.link(false);
    const running = issue(anIntent());
    await time.advance(60_000);
    expect(await running).toEqual({ kind: "no_answer" });
    server.link(true);
    expect(await issue(anIntent())).toEqual({ kind: "issued", ticket: aTicket() });
    expect(server.heard).toHaveLength(1);
  });

  test("a final no is handed on, a transient one may be tried again", async () => {
    const { server, time, issue } = anIssuing();
    server.answer("issueTicket", () => refusal("service_closed"));
    expect(await issue(anIntent())).toEqual({ kind: "refused", code: "service_closed" });
    server.answer("issueTicket", () => refusal("busy"));
    const running = issue(anIntent({ commandId: commandIdNumber(2) }));
    await time.advance(60_000);
    expect(await running).toEqual({ kind: "try_again", code: "busy" });
  });

  test("priority is claimed only when the patient asked for it", async () => {
    const { server, issue } = anIssuing();
    await issue(anIntent());
    await issue(anIntent({ commandId: commandIdNumber(2), protected: true, language: "en" }));
    expect(server.heard.map(({ payload }) => payload)).toEqual([
      { serviceId: "eyes-visit", language: "ar" },
      { serviceId: "eyes-visit", language: "en", priorityClass: "protected" },
    ]);
  });

  test("a family's tickets say that they belong together, and who each is for", async () => {
    const { server, issue } = anIssuing();
    await issue(anIntent({ groupId: "family", segment: "women" }));
    expect(server.heard.map(({ payload }) => payload)).toEqual([
      { serviceId: "eyes-visit", language: "ar", segment: "women", groupId: "family" },
    ]);
  });

  test("another wish under a used id goes to the server, which knows to refuse it", async () => {
    const { server, issue } = anIssuing();
    await issue(anIntent());
    server.answer("issueTicket", () => refusal("command_id_reused"));
    expect(await issue(anIntent({ serviceId: serviceId("teeth-visit") }))).toEqual({
      kind: "refused",
      code: "command_id_reused",
    });
  });

  test("500 taps of a bored child give the burst and no more, then one in each while", async () => {
    const { server, time, issue } = anIssuing();
    const taps = Array.from({ length: 500 }, (_, n) =>
      issue(anIntent({ commandId: commandIdNumber(n) })),
    );
    const outcomes = await Promise.all(taps);
    expect(outcomes.filter(({ kind }) => kind === "issued")).toHaveLength(burstTickets);
    expect(outcomes.at(-1)).toEqual({ kind: "try_again", code: "rate_limited" });
    expect(server.heard).toHaveLength(burstTickets);
    await time.advance(ticketEveryMs);
    expect(await issue(anIntent({ commandId: commandIdNumber(900) }))).toMatchObject({
      kind: "issued",
    });
    expect(await issue(anIntent({ commandId: commandIdNumber(901) }))).toMatchObject({
      kind: "try_again",
    });
  });

  test("refused tries do not use up the burst", async () => {
    const { server, issue } = anIssuing();
    server.answer("issueTicket", () => refusal("service_full"));
    for (let n = 0; n < burstTickets * 3; n++) {
      expect(await issue(anIntent({ commandId: commandIdNumber(n) }))).toMatchObject({
        kind: "refused",
      });
    }
  });
});
