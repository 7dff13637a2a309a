/** Staff roles. No role can set a position in a queue. */
export const staffRoles = [
  "receptionist",
  "nurse",
  "doctor",
  /** Laboratory and imaging. */
  "technician",
  "supervisor",
  "admin",
  "auditor",
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const deviceKinds = ["kiosk", "display", "console"] as const;
export type DeviceKind = (typeof deviceKinds)[number];
