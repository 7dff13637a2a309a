import type { StaffId } from "../../shared/domain/ids.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { startClerk } from "./actors/clerk.ts";
import type { startDisplay } from "./actors/display.ts";
import type { startKiosk } from "./actors/kiosk.ts";

/** The paired devices of the house. */
export interface Devices {
  readonly kiosks: readonly Principal[];
  readonly displays: readonly { readonly room: string; readonly principal: Principal }[];
  readonly console: Principal;
  /** Who sees the booked patients of each clinic that books. */
  readonly doctors: ReadonlyMap<string, readonly StaffId[]>;
}

/** Who and what is at work in the house. */
export interface Staff {
  readonly kiosks: readonly ReturnType<typeof startKiosk>[];
  readonly displays: readonly ReturnType<typeof startDisplay>[];
  readonly clerks: readonly ReturnType<typeof startClerk>[];
  /** How long the next patient is away on the mean; a flood makes it short. */
  readonly crowd: { meanMs: () => number };
}
