import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import type { ListsOnPaper } from "../../../shared/protocol/scheduling-feeds.ts";
import type { SiteClinic } from "./desk.ts";

export type MissingList = ListsOnPaper["missing"][number];

export interface MissingOfClinic {
  readonly clinic: SiteClinic;
  /** The next session first: that paper is wanted soonest. */
  readonly sessions: readonly MissingList[];
}

/** Lists that are not on paper, together by clinic: one printer is one trouble. */
export function missingByClinic(
  missing: readonly MissingList[],
  site: Pick<DirectoryData, "clinics">,
): readonly MissingOfClinic[] {
  return site.clinics.flatMap((clinic) => {
    const own = missing.filter(({ clinicId }) => clinicId === clinic.clinicId);
    if (own.length === 0) return [];
    return [{ clinic, sessions: own.toSorted((one, other) => one.from - other.from) }];
  });
}
