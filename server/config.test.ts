import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { BadConfig, readConfig } from "./config.ts";
import type { Limits } from "./limits.ts";

const usualLimits: Limits = {
  commands: { perSecond: 1_000, burst: 5_000 },
  socketsPerDevice: 2,
  socketsPerStaff: 16,
  strangersPerAddress: 100,
  strangerMs: 10_000,
  events: { perSecond: 100, burst: 1_000 },
  frameBytes: 65_536,
  snapshotBytes: 262_144,
  unsentBytes: 8_388_608,
  feedsPerSocket: 64,
  handshakesPerSecond: 50,
};

it("nothing said: this machine only, the usual port, no demo, and an address for the phones", () => {
  const { publicUrl, ...rest } = readConfig({});
  expect(rest).toEqual({
    port: 4480,
    host: "127.0.0.1",
    dataFolder: resolve("data"),
    demo: false,
    demoPassword: null,
    demoZone: null,
    logLevel: "warn",
    limits: usualLimits,
  });
  expect(publicUrl).toMatch(/^http:\/\/[\d.]+:4480$/);
});

it("everything said is taken", () => {
  expect(
    readConfig({
      DAWR_PORT: "0",
      DAWR_HOST: "0.0.0.0",
      DAWR_DATA: "/srv/دور",
      DAWR_DEMO: "1",
      DAWR_DEMO_PASSWORD: "a demo password",
      DAWR_DEMO_ZONE: "Asia/Karachi",
      DAWR_PUBLIC_URL: "https://dawr.example/",
      DAWR_LOG: "silent",
      DAWR_COMMANDS_PER_SECOND: "5",
      DAWR_COMMANDS_BURST: "10",
      DAWR_SOCKETS_PER_STAFF: "4",
      PATH: "/bin",
    }),
  ).toEqual({
    port: 0,
    host: "0.0.0.0",
    dataFolder: "/srv/دور",
    demo: true,
    demoPassword: "a demo password",
    demoZone: "Asia/Karachi",
    publicUrl: "https://dawr.example/",
    logLevel: "silent",
    limits: { ...usualLimits, commands: { perSecond: 5, burst: 10 }, socketsPerStaff: 4 },
  });
});

describe("a bad value stops the start and is named", () => {
  it.each([
    ["DAWR_PORT", ["", " ", "http", "-1", "65536", "80.5", "0x50", "1e3", "٤٤٨٠", "4480\n"]],
    ["DAWR_HOST", [""]],
    ["DAWR_DATA", [""]],
    ["DAWR_DEMO", ["", "yes", "true", "2"]],
    ["DAWR_PUBLIC_URL", ["", "dawr.example", "ftp://dawr.example", "javascript:alert(1)"]],
    ["DAWR_DEMO_ZONE", ["", "Asia/Najaf", "+25:00", "__proto__"]],
    ["DAWR_LOG", ["", "loud", "__proto__"]],
    ["DAWR_COMMANDS_PER_SECOND", ["", "0", "-1", "NaN", "Infinity", "many"]],
    ["DAWR_COMMANDS_BURST", ["", "0", "1.5"]],
    ["DAWR_SOCKETS_PER_DEVICE", ["", "0", "3"]],
    ["DAWR_SOCKETS_PER_STAFF", ["", "0", "x"]],
    ["DAWR_STRANGERS_PER_ADDRESS", ["", "0"]],
    ["DAWR_STRANGER_MS", ["", "99"]],
    ["DAWR_EVENTS_PER_SECOND", ["", "0", "-5"]],
    ["DAWR_EVENTS_BURST", ["", "0"]],
    ["DAWR_FRAME_BYTES", ["", "4095", "64k"]],
    ["DAWR_SNAPSHOT_BYTES", ["", "1023"]],
    ["DAWR_UNSENT_BYTES", ["", "65535"]],
    ["DAWR_FEEDS_PER_SOCKET", ["", "0"]],
    ["DAWR_HANDSHAKES_PER_SECOND", ["", "0", "1e2"]],
  ])("%s", (name, values) => {
    for (const value of values) {
      const start = () => readConfig({ [name]: value });
      expect(start, JSON.stringify(value)).toThrow(BadConfig);
      expect(start).toThrow(`${name}=${JSON.stringify(value)} can't be used: `);
    }
  });

  it("DAWR_DEMO_PASSWORD, without being repeated", () => {
    const start = () => readConfig({ DAWR_DEMO_PASSWORD: "s3cret" });
    expect(start).toThrow(/^DAWR_DEMO_PASSWORD can't be used: /);
    expect(start).not.toThrow("s3cret");
  });
});
