import { describe, expect, it } from "vitest";
import type { ClinicId, QueueId } from "../../../shared/domain/ids.ts";
import type { Names } from "../../../shared/domain/language.ts";
import { defaultRates } from "../../../shared/domain/priority.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { queuesLike } from "./queue-names.ts";

const laboratory = { ar: "المختبر", en: "Laboratory" };
const aQueue = (id: string, clinic: string, names: Names, closed = false) => ({
  queueId: id as QueueId,
  clinicId: clinic as ClinicId,
  names,
  closed,
});

const site: DirectoryData = {
  hospitalNames: { ar: "مستشفى" },
  zone: "Asia/Baghdad",
  clinics: [
    {
      clinicId: "laboratory" as ClinicId,
      names: laboratory,
      pictogram: "lab",
      services: [],
    },
  ],
  queues: [
    aQueue("laboratory", "laboratory", laboratory),
    aQueue("samples", "laboratory", { ar: "تسليم العينات", en: "Samples" }),
    aQueue("teeth", "dental", { ar: "عيادة الأسنان", en: "Dental clinic" }),
    aQueue("closed", "dental", { ar: "مغلق", en: "Closed laboratory" }, true),
  ],
  waitingRooms: [],
  servicePoints: [],
  emergencyPlace: { ar: "الطوارئ" },
  rates: defaultRates,
};

const found = (typed: string, except: readonly QueueId[] = []) =>
  queuesLike(typed, site, except).map(({ queueId }) => queueId);

describe("a queue is found", () => {
  it.each([
    ["", ["laboratory", "samples", "teeth"]],
    ["lab", ["laboratory", "samples"]],
    ["مختبر عينات", ["samples"]],
    // Hamza and the article are written or not.
    ["اسنان", ["teeth"]],
    ["den cl", ["teeth"]],
    ["nothing like it", []],
  ])("by %o", (typed, queues) => {
    expect(found(typed)).toEqual(queues);
  });

  it("unless it is closed, or where the patient is already", () => {
    expect(found("lab", ["laboratory" as QueueId])).toEqual(["samples"]);
  });

  it("with its clinic's name where that says more", () => {
    const names = queuesLike("lab", site, []).map(({ clinicNames }) => clinicNames?.ar ?? null);
    expect(names).toEqual([null, "المختبر"]);
  });
});
