/** What becomes of the patients whom an act touches. */
export const movings = ["move", "tell"] as const;
export type Moving = (typeof movings)[number];
