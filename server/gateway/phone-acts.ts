import type { CommandId } from "../../shared/domain/ids.ts";
import type { Hospital } from "../hospital.ts";
import { keyedDigest } from "../runtime.ts";
import { idBytes } from "../store/command-id.ts";
import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";

const digestBytes = 16;

export type PhoneAct = (
  commandId: CommandId | string,
  body: unknown,
  flow: Flow<unknown>,
) => Promise<Outcome>;

/** The same intent twice is one act: a phone's answer may be lost as a kiosk's may. */
export function createPhoneActs({ key }: Hospital, groupCommit: GroupCommit): PhoneAct {
  return (commandId, body, flow) => {
    const digest = keyedDigest(key, "phone", JSON.stringify(body)).subarray(0, digestBytes);
    return new Promise((settle) =>
      groupCommit.enqueue({
        principal: "phone",
        command: { id: idBytes(commandId), digest },
        flow,
        settle,
      }),
    );
  };
}
