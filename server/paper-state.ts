import type { PaperRow } from "./printing/papers.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { PaperState } from "../shared/protocol/papers.ts";

/** What became of a paper, as a screen shows it. */
export function paperStateOf(row: PaperRow): PaperState {
  return {
    printJobId: idOf("printJob", row.id),
    status: row.status,
    detail: row.detail,
    copy: row.copy,
    queuedAt: row.queued_at,
  };
}
