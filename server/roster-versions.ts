import type { Roster } from "./scheduling/roster.ts";
import { assignmentOf } from "./scheduling/roster-tables.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { PublicationId } from "../shared/domain/ids.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { Assignment } from "../shared/domain/roster.ts";
import type { Instant } from "../shared/domain/time.ts";

/** More versions than anybody scrolls through; the newest come first. */
const versionsListed = 100;

export interface RosterVersion {
  readonly publicationId: PublicationId;
  readonly version: number;
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly at: Instant;
  readonly undone: boolean;
}

/** What was published in a clinic, and when. */
export function rosterVersions({ read }: Roster, clinic: string): readonly RosterVersion[] {
  return read.publications(clinic, versionsListed).map((row) => ({
    publicationId: idOf("publication", row.id),
    version: row.version,
    from: row.from_day,
    to: row.to_day,
    at: row.at,
    undone: row.undone === 1,
  }));
}

/** What one publishing changed; nothing when there is no such one. */
export function versionDiff(
  { read }: Roster,
  id: PublicationId,
): { readonly added: readonly Assignment[]; readonly removed: readonly Assignment[] } | null {
  const row = read.publication(seqOf(id));
  if (row === undefined) return null;
  const { fact } = read.published(row.id);
  const shown = (ids: readonly number[]) =>
    ids.flatMap((each) => read.assignment(each) ?? []).map(assignmentOf);
  return { added: shown(fact.added), removed: shown(fact.removed) };
}
