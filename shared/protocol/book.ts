import type { ServiceId } from "../domain/ids.ts";
import type { Names } from "../domain/language.ts";
import type { BookingView } from "./scheduling-feeds.ts";

/** A booking as its own phone page shows it. Never a name: whoever holds the slip may look. */
export interface BookView extends BookingView {
  /** What the page keeps and the QR holds. */
  readonly token: string;
  /** The address that the QR holds; the kiosk reads it. */
  readonly url: string;
  readonly serviceId: ServiceId;
  readonly hospitalNames: Names;
  readonly zone: string;
  /** It may still be moved or given back. */
  readonly isOpen: boolean;
}

/** Why a patient gives a place back. Words of one's own could hold what no journal may. */
export const cancelReasons = ["cannot_come", "better", "elsewhere", "mistake"] as const;
export type CancelReason = (typeof cancelReasons)[number];
