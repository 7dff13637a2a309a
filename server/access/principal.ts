import type { DeviceId, ServicePointId, StaffId, WaitingRoomId } from "../../shared/domain/ids.ts";
import type { DeviceKind, StaffRole } from "../../shared/domain/role.ts";

/** Who asks: a paired device or a signed-in member of staff. Its `id` is what the journal writes. */
export type Principal =
  | {
      readonly kind: "device";
      readonly id: DeviceId;
      readonly deviceKind: DeviceKind;
      readonly waitingRoomId: WaitingRoomId | null;
      readonly servicePointId: ServicePointId | null;
    }
  | { readonly kind: "staff"; readonly id: StaffId; readonly role: StaffRole };
