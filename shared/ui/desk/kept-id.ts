import type { CommandId } from "../../domain/ids.ts";

/** The command id of what a dialog asks for. */
export interface KeptId {
  /** The same wish keeps its id until it is answered, so however often it is asked it acts once. */
  idOf(wish: unknown): CommandId;
  answered(): void;
}

export function createKeptId(newId: () => CommandId): KeptId {
  let unanswered: { readonly id: CommandId; readonly wish: string } | null = null;
  return {
    idOf(wish) {
      const asked = JSON.stringify(wish);
      if (unanswered?.wish !== asked) unanswered = { id: newId(), wish: asked };
      return unanswered.id;
    },
    answered() {
      unanswered = null;
    },
  };
}
