import type { StaffRole } from "../../../shared/domain/role.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { Step } from "./panel.ts";
import type { PatientsDesk } from "./patients-desk.ts";

/** What each view of the panel is handed. */
export interface ViewProps {
  readonly client: Client;
  readonly desk: PatientsDesk;
  readonly role: StaffRole;
  readonly zone: string | null;
  readonly go: (step: Step) => void;
}

/** Those who may merge two rows into one person, and erase one. */
export function mayDecide(role: StaffRole): boolean {
  return role === "supervisor" || role === "admin";
}
