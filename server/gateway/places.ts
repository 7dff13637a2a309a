import { callerClasses } from "../../shared/protocol/come-back.ts";
import type { CallerClass, Fleet } from "../../shared/protocol/come-back.ts";
import type { Principal } from "../access/principal.ts";

/** The sockets of each principal, oldest first, and how many there are of each class. */
export interface Places<Socket> {
  /** Takes a place; those who must go for it are given back, oldest first. */
  take(principal: Principal, socket: Socket): readonly Socket[];
  leave(principal: Principal, socket: Socket): void;
  /** Whether one more would push another out. */
  isFull(principal: Principal): boolean;
  readonly fleet: Fleet;
}

export interface PlaceLimits {
  readonly socketsPerDevice: number;
  readonly socketsPerStaff: number;
}

export function createPlaces<Socket>(limits: PlaceLimits): Places<Socket> {
  const held = new Map<string, Socket[]>();
  const fleet: Record<CallerClass, number> = { kiosk: 0, device: 0, staff: 0 };
  const mostOf = ({ kind }: Principal) =>
    kind === "device" ? limits.socketsPerDevice : limits.socketsPerStaff;
  const of = (principal: Principal) => held.get(principal.id) ?? [];

  return {
    get fleet() {
      return { ...fleet };
    },
    isFull: (principal) => of(principal).length >= mostOf(principal),
    take(principal, socket) {
      const sockets = [...of(principal), socket];
      const gone = sockets.splice(0, Math.max(0, sockets.length - mostOf(principal)));
      held.set(principal.id, sockets);
      fleet[classOf(principal)] += 1 - gone.length;
      return gone;
    },
    leave(principal, socket) {
      const sockets = of(principal);
      const left = sockets.filter((each) => each !== socket);
      if (left.length === sockets.length) return;
      fleet[classOf(principal)]--;
      if (left.length === 0) held.delete(principal.id);
      else held.set(principal.id, left);
    },
  };
}

/** Who comes before whom when there is no room for all. */
export function classOf(principal: Principal): CallerClass {
  if (principal.kind === "staff") return "staff";
  return principal.deviceKind === "kiosk" ? "kiosk" : "device";
}

/** The room of all sockets of a class, to tell them alike. */
export function classRoom(caller: CallerClass): string {
  return `class ${callerClasses.indexOf(caller)}`;
}
