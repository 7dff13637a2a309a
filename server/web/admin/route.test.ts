import { describe, expect, it } from "vitest";
import type { ClinicId } from "../../../shared/domain/ids.ts";
import { firstRoute, hashOf, routeOf } from "./route.ts";

const eye = "eye" as ClinicId;

describe("the address of administration", () => {
  it.each([
    { section: "roster", clinicId: eye, day: "2026-11-22", span: "month" },
    { section: "sessions", clinicId: null, day: "2026-11-22", span: "week" },
    { section: "inbox", clinicId: null, day: null, span: "week" },
  ] as const)("comes back as it was: $section", (route) => {
    expect(routeOf(hashOf(route))).toEqual(route);
  });

  it.each([
    ["nothing", "", firstRoute],
    ["a section nobody has", "#/money", firstRoute],
    ["no clinic and no day", "#/inbox", { ...firstRoute, section: "inbox" }],
    [
      "words that are no clinic, no day and no span",
      "#/sessions/EYE!/tomorrow/year",
      { ...firstRoute, section: "sessions" },
    ],
  ])("reads %s", (_, hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });
});
