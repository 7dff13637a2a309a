import type { SessionEvent } from "../session.ts";

/** How a screen says what the patient did. */
export type Act = (event: SessionEvent) => void;
