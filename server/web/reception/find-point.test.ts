import { expect, test } from "vitest";
import type {
  ClinicId,
  QueueId,
  ServiceId,
  ServicePointId,
  WaitingRoomId,
} from "../../../shared/domain/ids.ts";
import type { Language, Names } from "../../../shared/domain/language.ts";
import { defaultRates } from "../../../shared/domain/priority.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { findPoints } from "./find-point.ts";

const hall = (number: number) => ({
  waitingRoomId: `hall-${number}` as WaitingRoomId,
  names: { ar: `صالة ${number}`, en: `Hall ${number}` },
});
const clinic = (id: string, names: Names): DirectoryData["clinics"][number] => ({
  clinicId: id as ClinicId,
  names,
  pictogram: "eye",
  services: [
    {
      serviceId: `${id}-visit` as ServiceId,
      names,
      queueId: id as QueueId,
      waitingRoomNames: { ar: "صالة" },
      open: true,
      waiting: 0,
      wait: null,
      pausedUntil: null,
      segments: [],
    },
  ],
});
const point = (number: number, hallNumber: number, clinicId: string) => ({
  servicePointId: `room-${number}` as ServicePointId,
  names: { ar: `غرفة ${number}`, ckb: `ژووری ${number}`, en: `Room ${number}` },
  waitingRoomId: `hall-${hallNumber}` as WaitingRoomId,
  queueIds: [clinicId as QueueId],
});
const site: DirectoryData = {
  hospitalNames: { ar: "م" },
  zone: "Asia/Baghdad",
  emergencyPlace: { ar: "م" },
  queues: [],
  rates: defaultRates,
  waitingRooms: [hall(10), hall(2)],
  clinics: [
    clinic("eye", { ar: "العيون", ckb: "چاو", en: "Eye", fa: "چشم" }),
    clinic("ent", { ar: "الأنف والأذن", ckb: "گوێ و لووت", en: "Ear, nose" }),
  ],
  servicePoints: [point(12, 2, "eye"), point(2, 10, "ent"), point(1, 2, "eye")],
};

const found = (typed: string, language: Language = "ar") =>
  findPoints(site, typed, language).map(
    (room) => `${room.waitingRoomId}: ${room.points.map((one) => one.servicePointId).join(" ")}`,
  );
const everything = ["hall-2: room-1 room-12", "hall-10: room-2"];

test("nothing typed: all of them by waiting room, numbers in their order", () => {
  expect([found(""), found("  ", "en")]).toEqual([everything, everything]);
});

test.each<[typed: string, language: Language, expected: readonly string[]]>([
  ["12", "ar", ["hall-2: room-12"]],
  ["١٢", "ar", ["hall-2: room-12"]],
  ["۱۲", "fa", ["hall-2: room-12"]],
  ["1", "ar", ["hall-2: room-1 room-12"]],
  ["room 2", "en", ["hall-10: room-2"]],
  ["العيون", "ar", ["hall-2: room-1 room-12"]],
  ["عيون 12", "ar", ["hall-2: room-12"]],
  ["الانف", "ar", ["hall-10: room-2"]],
  ["EYE", "ar", ["hall-2: room-1 room-12"]],
  ["چاو", "ckb", ["hall-2: room-1 room-12"]],
  ["گوي", "ckb", ["hall-10: room-2"]],
  ["نوز", "ar", []],
])("%s in %s", (typed, language, expected) => {
  expect(found(typed, language)).toEqual(expected);
});

test("a waiting room without service points is not shown", () => {
  const empty = { ...site, servicePoints: [] };
  expect(findPoints(empty, "", "ar")).toEqual([]);
});
