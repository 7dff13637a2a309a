import { appointmentStatuses } from "../../../shared/domain/appointment.ts";
import type { FreePlace } from "../../../shared/domain/appointment.ts";
import { refusalCodes } from "../../../shared/domain/refusal.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { secondMs } from "../../../shared/domain/time.ts";
import type { BookView } from "../../../shared/protocol/book.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";

/** A phone at the edge of the network: whoever has not answered by then will not. */
const answerWithinMs = 10 * secondMs;
const placesMax = 8;

/** What the server said; `null` when nobody knows what became of the question. */
export type Said<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: RefusalCode }
  | null;

/** One act of the holder: the same body may be sent until it is answered, and is done once. */
export interface Deed {
  readonly path: "book/move" | "book/cancel" | "bookings";
  readonly body: Readonly<Record<string, unknown>> & { readonly commandId: string };
}

/** The questions of the page. None ever throws. */
export interface BookAsk {
  open(by: { readonly token: string } | { readonly code: string }): Promise<Said<BookView>>;
  /** The booking as it is after the act. */
  act(deed: Deed): Promise<Said<BookView>>;
  places(serviceId: string): Promise<Said<readonly FreePlace[]>>;
  clinics(): Promise<Said<DirectoryData>>;
}

export function createBookAsk(fetcher: typeof fetch): BookAsk {
  async function ask(path: string, init: RequestInit): Promise<Record<string, unknown> | null> {
    try {
      const signal = AbortSignal.timeout(answerWithinMs);
      const response = await fetcher(`/api/${path}`, { ...init, signal, cache: "no-store" });
      const said: unknown = await response.json();
      return isObject(said) ? said : null;
    } catch {
      return null;
    }
  }
  const post = (path: string, body: object) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const open = async (by: object) => read(await post("book", by), ({ booking }) => viewIn(booking));
  return {
    open,
    async act({ path, body }) {
      const said = await post(path, body);
      if (path !== "bookings") return read(said, ({ booking }) => viewIn(booking));
      const booked = read(said, ({ reply }) => (isObject(reply) ? reply : null));
      if (booked === null || !booked.ok) return booked;
      return open({ code: booked.value["code"] });
    },
    places: async (serviceId) =>
      read(await ask(`places?serviceId=${serviceId}&max=${placesMax}`, {}), ({ places }) =>
        Array.isArray(places) && places.every(isPlace) ? places : null,
      ),
    clinics: async () =>
      read(await ask("directory", {}), ({ directory }) =>
        isObject(directory) && Array.isArray(directory["clinics"])
          ? (directory as unknown as DirectoryData)
          : null,
      ),
  };
}

function read<Value>(
  said: Record<string, unknown> | null,
  valueIn: (said: Record<string, unknown>) => Value | null,
): Said<Value> {
  if (said === null) return null;
  if (said["ok"] === true) {
    const value = valueIn(said);
    return value === null ? null : { ok: true, value };
  }
  const refusal = isObject(said["refusal"]) ? said["refusal"]["code"] : null;
  const code = refusalCodes.find((known) => known === refusal);
  return code === undefined ? null : { ok: false, code };
}

/** A booking in the shape that this page draws; nothing for what another version may have sent. */
function viewIn(value: unknown): BookView | null {
  if (!isObject(value)) return null;
  const names = ["hospitalNames", "clinicNames", "serviceNames", "waitingRoomNames"];
  const texts = ["code", "token", "url", "serviceId", "zone"];
  const isDrawn =
    names.every((each) => isObject(value[each])) &&
    texts.every((each) => typeof value[each] === "string") &&
    typeof value["at"] === "number" &&
    typeof value["to"] === "number" &&
    appointmentStatuses.some((known) => known === value["status"]);
  return isDrawn ? (value as unknown as BookView) : null;
}

function isPlace(value: unknown): value is FreePlace {
  return (
    isObject(value) &&
    typeof value["sessionId"] === "string" &&
    typeof value["at"] === "number" &&
    typeof value["to"] === "number"
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
