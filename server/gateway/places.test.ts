import { expect, it } from "vitest";
import type { DeviceId, StaffId } from "../../shared/domain/ids.ts";
import type { Principal } from "../access/principal.ts";
import { createPlaces } from "./places.ts";
import { createStrangers } from "./strangers.ts";

const device = (id: string, deviceKind: "kiosk" | "display"): Principal => ({
  kind: "device",
  id: id as DeviceId,
  deviceKind,
  waitingRoomId: null,
  servicePointId: null,
});
const clerk: Principal = { kind: "staff", id: "s1" as StaffId, role: "receptionist" };
const places = () => createPlaces<string>({ socketsPerDevice: 1, socketsPerStaff: 2 });

it("the newest takes the oldest's place, of its own principal only", () => {
  const held = places();
  const gone = [
    held.take(device("d1", "kiosk"), "a"),
    held.take(device("d2", "display"), "b"),
    held.take(device("d1", "kiosk"), "c"),
    held.take(clerk, "d"),
    held.take(clerk, "e"),
    held.take(clerk, "f"),
  ];
  expect(gone).toEqual([[], [], ["a"], [], [], ["d"]]);
  expect(held.fleet).toEqual({ kiosk: 1, device: 1, staff: 2 });
});

it("one that was pushed out and then leaves frees nobody's place", () => {
  const held = places();
  const kiosk = device("d1", "kiosk");
  held.take(kiosk, "a");
  held.take(kiosk, "b");
  held.leave(kiosk, "a");
  expect([held.isFull(kiosk), held.fleet.kiosk]).toEqual([true, 1]);
  held.leave(kiosk, "b");
  held.leave(kiosk, "b");
  expect([held.isFull(kiosk), held.fleet.kiosk]).toEqual([false, 0]);
});

it("an address has so many strangers; one that is known or gone makes room, once", () => {
  const strangers = createStrangers(2);
  const known = strangers.came("10.0.0.1");
  strangers.came("10.0.0.1");
  const full = strangers.mayCome("10.0.0.1");
  const other = strangers.mayCome("10.0.0.2");
  known();
  known();
  strangers.came("10.0.0.1");
  expect([full, other, strangers.mayCome("10.0.0.1")]).toEqual([false, true, false]);
});
