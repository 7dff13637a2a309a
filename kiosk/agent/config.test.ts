import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const token = "a-device-token-of-enough-letters";
const noFile = () => {
  throw new Error("no such file");
};

describe("readConfig", () => {
  test("fills in everything but the device token", () => {
    expect(readConfig({ DAWR_DEVICE_TOKEN: token, DAWR_SERVER: "" }, noFile)).toEqual({
      ok: true,
      config: {
        server: "http://127.0.0.1:4480",
        deviceToken: token,
        printer: "virtual",
        agentPort: 4481,
        kioskName: null,
      },
    });
  });

  test("takes the token from a file", () => {
    const read = readConfig({ DAWR_DEVICE_TOKEN_FILE: "/run/token" }, () => `${token}\n`);
    expect(read).toMatchObject({ ok: true, config: { deviceToken: token } });
  });

  test.each([
    [{}, "DAWR_DEVICE_TOKEN is not set"],
    [{ DAWR_DEVICE_TOKEN: "short" }, "DAWR_DEVICE_TOKEN is not a device token"],
    [{ DAWR_DEVICE_TOKEN_FILE: "/none" }, "DAWR_DEVICE_TOKEN_FILE can't be read: /none"],
    [{ DAWR_SERVER: "hospital" }, "DAWR_SERVER is not an http(s) address"],
    [{ DAWR_SERVER: "file:///etc" }, "DAWR_SERVER is not an http(s) address"],
    [{ DAWR_AGENT_PORT: "http" }, "DAWR_AGENT_PORT is not a port number"],
    [{ DAWR_AGENT_PORT: "70000" }, "DAWR_AGENT_PORT is not a port number"],
    [{ DAWR_PRINTER: "epson" }, `DAWR_PRINTER can't print to "epson"`],
    [{ DAWR_PRINTER: "usb:04b8:0e15" }, `DAWR_PRINTER can't print to "usb:04b8:0e15"`],
    [{ DAWR_KIOSK_NAME: "x".repeat(81) }, "DAWR_KIOSK_NAME is longer than 80 letters"],
  ])("%j stops the start and is named: %s", (env, problem) => {
    const read = readConfig(env, noFile);
    expect(read.ok ? [] : read.problems).toEqual([expect.stringContaining(problem)]);
  });
});
