import { useState } from "react";
import type { DeviceId } from "../../../shared/domain/ids.ts";
import { remember, remembered } from "../../../shared/ui/desk/remembered.ts";
import { printerOf } from "./paper.ts";
import type { Printer } from "./paper.ts";

/** The printer this browser remembers, for tickets and for copies alike. */
export function usePrinter(printers: readonly Printer[]): {
  readonly printer: Printer | null;
  readonly choose: (deviceId: DeviceId) => void;
} {
  const [chosenId, setChosenId] = useState(() => remembered("printer"));
  return {
    printer: printerOf(printers, chosenId),
    choose: (deviceId) => {
      remember("printer", deviceId);
      setChosenId(deviceId);
    },
  };
}

/** Whether this desk writes numbers down instead of printing them; remembered too. */
export function useWithoutPaper(): readonly [boolean, (withoutPaper: boolean) => void] {
  const [withoutPaper, setWithoutPaper] = useState(() => remembered("withoutPaper") === "yes");
  return [
    withoutPaper,
    (without) => {
      remember("withoutPaper", without ? "yes" : null);
      setWithoutPaper(without);
    },
  ];
}
