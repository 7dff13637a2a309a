import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import type { Tx } from "../store/store.ts";
import { submit } from "./submit.ts";

type Rehearsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: RefusalCode };

/** Does it and takes it back: what is shown is what would be done, and nothing is left behind. */
export async function rehearse<Value>(
  groupCommit: GroupCommit,
  principal: string,
  flow: (tx: Tx) => Result<Value>,
): Promise<Rehearsed<Value>> {
  let found: Rehearsed<Value> | null = null;
  const outcome = await submit(groupCommit, principal, (tx) => {
    found = flow(tx);
    return refuse("wrong_state");
  });
  return found ?? { ok: false, code: outcome.ok ? "internal" : outcome.code };
}
