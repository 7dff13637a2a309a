import type { AdminDesk } from "./desk.ts";
import type { Route } from "./route.ts";

/** What a section of administration is given: who is there, where in it, and how to go elsewhere. */
export interface SectionProps {
  readonly desk: AdminDesk;
  readonly route: Route;
  readonly go: (route: Route) => void;
}
