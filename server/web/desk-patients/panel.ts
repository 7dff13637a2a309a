import type { PatientId } from "../../../shared/domain/ids.ts";
import { missingCase } from "../../../shared/domain/result.ts";

/** What the panel of patients shows. */
export type Panel =
  | { readonly view: "find" }
  /** Nobody: a new patient. */
  | { readonly view: "form"; readonly patientId: PatientId | null }
  | { readonly view: "file"; readonly patientId: PatientId }
  /** Of one that was opened, the other is looked for. */
  | { readonly view: "pickOther"; readonly patientId: PatientId }
  | { readonly view: "merge"; readonly goes: PatientId; readonly stays: PatientId }
  | { readonly view: "erase"; readonly patientId: PatientId };

export type Step =
  | { readonly to: "find" | "new" }
  | { readonly to: "file" | "change" | "pickOther" | "erase"; readonly patientId: PatientId }
  /** Somebody was chosen from a list of hits. */
  | { readonly to: "picked"; readonly patientId: PatientId }
  | { readonly to: "swapped" }
  | { readonly to: "back" };

export const start: Panel = { view: "find" };

/** One step of the panel. Whoever is chosen as the other of himself is chosen again. */
export function next(panel: Panel, step: Step): Panel {
  switch (step.to) {
    case "find":
      return start;
    case "new":
      return { view: "form", patientId: null };
    case "file":
      return { view: "file", patientId: step.patientId };
    case "change":
      return { view: "form", patientId: step.patientId };
    case "pickOther":
      return { view: "pickOther", patientId: step.patientId };
    case "erase":
      return { view: "erase", patientId: step.patientId };
    case "picked":
      return picked(panel, step.patientId);
    case "swapped":
      return panel.view === "merge"
        ? { view: "merge", goes: panel.stays, stays: panel.goes }
        : panel;
    case "back":
      return back(panel);
    default:
      return missingCase(step);
  }
}

function picked(panel: Panel, patientId: PatientId): Panel {
  if (panel.view !== "pickOther") return { view: "file", patientId };
  if (panel.patientId === patientId) return panel;
  return { view: "merge", goes: patientId, stays: panel.patientId };
}

function back(panel: Panel): Panel {
  switch (panel.view) {
    case "find":
    case "file":
      return start;
    case "form":
      return panel.patientId === null ? start : { view: "file", patientId: panel.patientId };
    case "pickOther":
    case "erase":
      return { view: "file", patientId: panel.patientId };
    case "merge":
      return { view: "file", patientId: panel.stays };
    default:
      return missingCase(panel);
  }
}
