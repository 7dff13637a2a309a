import { v7 } from "uuid";
import { commandIdOf } from "../domain/ids.ts";
import type { CommandId } from "../domain/ids.ts";

/** A new id for one intent of a person. Whoever asks again for the same intent keeps the old one. */
export function newCommandId(): CommandId {
  return commandIdOf(v7());
}
