import { expect, it } from "vitest";
import { commandIdOf } from "../../domain/ids.ts";
import type { CommandId } from "../../domain/ids.ts";
import { createKeptId } from "./kept-id.ts";

function counted(): () => CommandId {
  let count = 0;
  return () => commandIdOf(`0190a5b0-0000-7000-8000-00000000000${++count}`);
}

it("the same wish keeps its id until it is answered; another wish gets its own", () => {
  const kept = createKeptId(counted());
  const first = kept.idOf({ ticketId: "t1", printerDeviceId: "d2" });
  const again = kept.idOf({ ticketId: "t1", printerDeviceId: "d2" });
  const elsewhere = kept.idOf({ ticketId: "t1", printerDeviceId: "d3" });
  const elsewhereAgain = kept.idOf({ ticketId: "t1", printerDeviceId: "d3" });
  kept.answered();
  const oneMore = kept.idOf({ ticketId: "t1", printerDeviceId: "d3" });
  expect([again, elsewhereAgain]).toEqual([first, elsewhere]);
  expect(new Set([first, elsewhere, oneMore]).size).toBe(3);
});
