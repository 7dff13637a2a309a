import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DeviceId, ServicePointId, StaffId, WaitingRoomId } from "../../shared/domain/ids.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { DeviceKind, StaffRole } from "../../shared/domain/role.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { sha256 } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import type { Principal } from "./principal.ts";

/** More kiosks than any hospital has; a longer list is not read at a desk. */
const printersListed = 50;

/** A shift and the handover after it; then the person signs in again. */
export const sessionLastsMs = 12 * hourMs;

export interface NewDevice {
  readonly kind: DeviceKind;
  readonly name: string;
  readonly waitingRoomId: string | null;
  readonly servicePointId: string | null;
}

export interface StaffMember {
  readonly staffId: StaffId;
  readonly user: string;
  readonly name: string;
  readonly role: StaffRole;
}

interface DeviceRow {
  readonly id: number;
  readonly kind: DeviceKind;
  readonly waiting_room_id: string | null;
  readonly service_point_id: string | null;
}

interface StaffRow {
  readonly id: number;
  readonly role: StaffRole;
  readonly user: string;
  readonly name: string;
  readonly password: string;
}

/** Who may come in: paired devices, staff, their sessions. Tokens are kept only as hashes. */
export type Access = ReturnType<typeof createAccess>;

export function createAccess(store: Store) {
  const rows = statements(store);
  store.applyWith({
    devicePaired: ({ seq, fact }) =>
      rows.putDevice.run(
        seq,
        fact.kind,
        fact.name,
        fact.waitingRoom,
        fact.servicePoint,
        fact.tokenHash,
      ),
    staffAdded: ({ seq, fact }) => rows.putStaff.run(seq, fact.role),
    signedIn: ({ fact }) => rows.putSession.run(fact.sessionHash, fact.staff, fact.until),
    signedOut: ({ fact }) => rows.dropSession.run(fact.sessionHash),
  });

  return {
    /** Pairs a device under a token that the caller made; only its hash is kept. */
    pair(tx: Tx, device: NewDevice, token: string): DeviceId {
      const known = rows.deviceByToken.get(hashed(token));
      if (known !== undefined) return idOf("device", known.id);
      const seq = tx.record("devicePaired", {
        kind: device.kind,
        name: device.name,
        waitingRoom: device.waitingRoomId,
        servicePoint: device.servicePointId,
        tokenHash: hashed(token),
      });
      // Desks offer the kiosks' printers.
      if (device.kind === "kiosk") tx.touch("directory");
      return idOf("device", seq);
    },
    addStaff(
      tx: Tx,
      member: { user: string; name: string; role: StaffRole; password: string },
    ): StaffId {
      const seq = tx.record("staffAdded", { role: member.role });
      rows.putStaffPrivate.run(seq, member.user, member.name, member.password);
      return idOf("staff", seq);
    },
    setPassword: (user: string, password: string) => rows.setPassword.run(password, user),
    /** A person and the password's PHC string, for the check that happens outside any transaction. */
    findStaff(user: string): { member: StaffMember; password: string } | null {
      const row = rows.staffByUser.get(user);
      return row === undefined ? null : { member: memberOf(row), password: row.password };
    },
    /** Opens a session; the password was checked. */
    signIn(tx: Tx, staffId: StaffId, token: string): Result<{ until: Instant }> {
      const until = tx.now + sessionLastsMs;
      tx.record("signedIn", { staff: seqOf(staffId), sessionHash: hashed(token), until });
      return accept({ until });
    },
    signOut(tx: Tx, token: string): Result<null> {
      if (rows.session.get(hashed(token)) === undefined) return refuse("unauthenticated");
      tx.record("signedOut", { sessionHash: hashed(token) });
      return accept(null);
    },
    /** The device behind a token; nothing for any other text. */
    device(token: string): Extract<Principal, { kind: "device" }> | null {
      const row = rows.deviceByToken.get(hashed(token));
      if (row === undefined) return null;
      return {
        kind: "device",
        id: idOf("device", row.id),
        deviceKind: row.kind,
        waitingRoomId: row.waiting_room_id as WaitingRoomId | null,
        servicePointId: row.service_point_id as ServicePointId | null,
      };
    },
    isPrinterDevice(deviceId: DeviceId): boolean {
      const row = rows.deviceById.get(seqOf(deviceId));
      return row !== undefined && row.kind !== "display";
    },
    isStaff: (staffId: StaffId) => rows.staffName.get(seqOf(staffId)) !== undefined,
    /** Everybody who works here, by name. */
    everybody: (): readonly Pick<StaffMember, "staffId" | "name" | "role">[] =>
      rows.everybody
        .all()
        .map(({ id, name, role }) => ({ staffId: idOf("staff", id), name, role })),
    /** How desks may call whoever sits somewhere: a member of staff, or a console by its name. */
    nameOf(principalId: string): string {
      const [kind, seq] = [principalId.slice(0, 1), Number(principalId.slice(1))];
      const row = kind === "s" ? rows.staffName.get(seq) : rows.deviceName.get(seq);
      return row?.name ?? "";
    },
    /**
     * The kiosks whose printers a desk may choose, first paired first. A kiosk paired again under
     * its name is the newer device: nobody collects paper from the one it was.
     */
    printers(): readonly { readonly deviceId: DeviceId; readonly name: string }[] {
      return rows.printers
        .all(printersListed)
        .map(({ id, name }) => ({ deviceId: idOf("device", id), name }));
    },
    /** The member of staff behind a session token, while the session lasts. */
    staff(token: string, now: Instant): StaffMember | null {
      const row = rows.session.get(hashed(token));
      return row === undefined || row.until <= now ? null : memberOf(row);
    },
  };
}

function hashed(token: string): string {
  return sha256("token:", token).toString("hex");
}

function memberOf(row: StaffRow): StaffMember {
  return { staffId: idOf("staff", row.id), user: row.user, name: row.name, role: row.role };
}

const staffColumns = "s.id, s.role, p.user, p.name, p.password";

function statements(store: Store) {
  return {
    putDevice: store.write<[number, string, string, string | null, string | null, string]>(
      "INSERT INTO device(id, kind, name, waiting_room_id, service_point_id, token_hash)" +
        " VALUES(?, ?, ?, ?, ?, ?)",
    ),
    deviceByToken: store.query<[string], DeviceRow>("SELECT * FROM device WHERE token_hash = ?"),
    deviceById: store.query<[number], DeviceRow>("SELECT * FROM device WHERE id = ?"),
    staffName: store.query<[number], { name: string }>(
      "SELECT name FROM staff_private WHERE staff_id = ?",
    ),
    deviceName: store.query<[number], { name: string }>("SELECT name FROM device WHERE id = ?"),
    printers: store.query<[number], { id: number; name: string }>(
      "SELECT max(id) AS id, name FROM device WHERE kind = 'kiosk'" +
        " GROUP BY name ORDER BY min(id) LIMIT ?",
    ),
    putStaff: store.write<[number, string]>("INSERT INTO staff(id, role) VALUES(?, ?)"),
    putStaffPrivate: store.write<[number, string, string, string]>(
      "INSERT INTO staff_private(staff_id, user, name, password) VALUES(?, ?, ?, ?)",
    ),
    setPassword: store.write<[string, string]>(
      "UPDATE staff_private SET password = ? WHERE user = ?",
    ),
    staffByUser: store.query<[string], StaffRow>(
      `SELECT ${staffColumns} FROM staff_private p JOIN staff s ON s.id = p.staff_id` +
        " WHERE p.user = ?",
    ),
    everybody: store.query<[], Pick<StaffRow, "id" | "name" | "role">>(
      "SELECT s.id, p.name, s.role FROM staff s JOIN staff_private p ON p.staff_id = s.id ORDER BY p.name, s.id",
    ),
    putSession: store.write<[string, number, number]>(
      "INSERT INTO session(hash, staff_id, until) VALUES(?, ?, ?)",
    ),
    dropSession: store.write<[string]>("DELETE FROM session WHERE hash = ?"),
    session: store.query<[string], StaffRow & { readonly until: number }>(
      `SELECT ${staffColumns}, x.until FROM session x JOIN staff s ON s.id = x.staff_id` +
        " JOIN staff_private p ON p.staff_id = s.id WHERE x.hash = ?",
    ),
  };
}
