import { describe, expect, test } from "vitest";
import type { QueueId } from "../../shared/domain/ids.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { serviceId } from "../agent/testing/samples.ts";
import { clinicState } from "./clinic-state.ts";
import type { ClinicState } from "./clinic-state.ts";
import { segmentName, segmentTitle } from "./segment.ts";

type Service = Parameters<typeof clinicState>[0][number];

const aService = (but: Partial<Omit<Service, "queueId">> & { readonly queueId?: string }) => {
  const { queueId = "eyes", ...rest } = but;
  return {
    serviceId: serviceId("eyes-visit"),
    names: { ar: "مراجعة" },
    waitingRoomNames: { ar: "صالة 1" },
    open: true,
    waiting: 3,
    wait: { fromMin: 20, toMin: 30 },
    pausedUntil: null,
    segments: [],
    ...rest,
    queueId: queueId as QueueId,
  };
};
const range = { fromMin: 20, toMin: 30 };

describe("clinicState", () => {
  test.each<[string, Parameters<typeof clinicState>[0], Partial<ClinicState>]>([
    [
      "all used up for today",
      [aService({ open: false, full: true })],
      { wait: null, isFull: true },
    ],
    [
      "one used up, one closed",
      [aService({ open: false, full: true }), aService({ open: false })],
      { wait: null },
    ],
    ["one queue", [aService({})], { wait: range, pausedUntil: null }],
    ["two services of one queue", [aService({}), aService({})], { wait: range, pausedUntil: null }],
    [
      "two queues say nothing together",
      [aService({}), aService({ queueId: "ecg" })],
      { wait: null, pausedUntil: null },
    ],
    [
      "a closed one is left out",
      [aService({}), aService({ queueId: "ecg", open: false })],
      { wait: range, pausedUntil: null },
    ],
    [
      "all paused: until the first is back",
      [aService({ pausedUntil: 900 }), aService({ pausedUntil: 700 })],
      { wait: null, pausedUntil: 700 },
    ],
    [
      "one of two paused: somebody calls",
      [aService({ pausedUntil: 900 }), aService({})],
      { wait: range, pausedUntil: null },
    ],
    ["none", [], { wait: null, pausedUntil: null }],
  ])("%s", (_, services, state) => {
    expect(clinicState(services)).toEqual({ pausedUntil: null, isFull: false, ...state });
  });
});

describe("segments", () => {
  const t = translator("en");
  test.each([
    [["women", "men"], "Is the patient a woman or a man?", "A woman · A man"],
    [["ar", "ckb"], "Which language with the doctor?", "العربية · کوردی"],
    [["morning", "women"], "Please choose one", "morning · A woman"],
  ])("%j", (segments, title, names) => {
    expect(segmentTitle(segments, t)).toBe(title);
    expect(segments.map((each) => segmentName(each, t)).join(" · ")).toBe(names);
  });
});
