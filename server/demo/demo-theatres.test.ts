import { afterEach, describe, expect, it } from "vitest";
import { aServer } from "../../test/harness/server.ts";
import type { TestServer } from "../../test/harness/server.ts";
import { systemRuntime } from "../runtime.ts";
import { judge } from "../theatre-plan.ts";
import { demoTheatres } from "./demo-theatres.ts";

let server: TestServer;
afterEach(() => server.end());

describe("the demo's theatres", () => {
  it("have a day that no rule is against, people who wait, and a past", async () => {
    server = await aServer();
    const { hospital } = server;
    const { read } = hospital.theatres;
    expect(read.theatres()).toHaveLength(16);
    expect(read.procedures()).toHaveLength(demoTheatres.procedures.length);
    const all = read.operationsIn(0, Number.MAX_SAFE_INTEGER);
    expect(all.length).toBeGreaterThanOrEqual(60);
    const broken = all.flatMap((operation) =>
      judge(hospital, [operation]).flatMap(({ findings }) => findings.filter(({ hard }) => hard)),
    );
    expect(broken).toEqual([]);
    expect(read.waiting().length).toBeGreaterThan(10);
    const today = hospital.localDate(systemRuntime.now());
    const shown = hospital.feeds.build("theatres", `${today}:7`, systemRuntime.now());
    expect(shown?.blocks.length).toBeGreaterThanOrEqual(15);
    expect(shown?.operations.length).toBeGreaterThanOrEqual(20);
    expect(hospital.theatreAsks.dayLists(today, null)?.length).toBe(15);
  });
});
