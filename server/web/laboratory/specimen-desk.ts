import type { OrderLine, ScannedSpecimen } from "../../../shared/protocol/laboratory-feeds.ts";

/** What a scanned label is, asked without following it. */
export interface SpecimenDesk {
  /** Nothing when nobody knows it, or nobody answers: the words beside it say so already. */
  specimen(barcode: string, language: string): Promise<OrderLine | null>;
}

export function createSpecimenDesk(fetcher: typeof fetch): SpecimenDesk {
  return {
    async specimen(barcode, language) {
      try {
        const path = `/api/laboratory/specimens/${encodeURIComponent(barcode)}`;
        const headers = { "accept-language": language };
        const response = await fetcher(path, { headers, credentials: "same-origin" });
        return response.ok ? orderIn(await response.json()) : null;
      } catch {
        return null;
      }
    },
  };
}

/** The server is ours: what it says after `ok` has the shape that this request's answer has. */
function orderIn(answer: unknown): OrderLine | null {
  if (typeof answer !== "object" || answer === null) return null;
  if (!("ok" in answer) || answer.ok !== true || !("order" in answer)) return null;
  return (answer as unknown as ScannedSpecimen).order;
}
