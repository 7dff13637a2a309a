import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";

/** Runs an act of the server's own gate (a sign-in, a pairing) through the one group commit. */
export function submit(
  groupCommit: GroupCommit,
  principal: string,
  flow: Flow<unknown>,
): Promise<Outcome> {
  return new Promise((settle) => {
    groupCommit.enqueue({ principal, command: null, flow, settle });
  });
}
