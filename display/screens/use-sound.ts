import { useEffect, useState } from "react";
import type { Chime, Sound } from "../chime.ts";

/** Whether the board can be heard, drawn again whenever it changes. */
export function useSound(chime: Chime): Sound {
  const [sound, setSound] = useState<Sound>("none");
  useEffect(() => chime.onSound(setSound), [chime]);
  return sound;
}
