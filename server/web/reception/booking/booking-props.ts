import type { Instant } from "../../../../shared/domain/time.ts";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import type { Me } from "../../../../shared/ui/desk/access.ts";
import type { PatientsDesk } from "../../desk-patients/patients-desk.ts";
import type { Printer } from "../paper.ts";
import type { Wished } from "../laboratory/wished.ts";
import type { PlacesDesk } from "./places-desk.ts";
import type { BookRunner } from "./use-book.ts";
import type { PatientPlaces } from "../../../../shared/protocol/patient-places.ts";
import type { Heard } from "../../desk-patients/patients-desk.ts";

export const tabs = ["book", "arrive", "day", "wait", "mine"] as const;
export type BookingTab = (typeof tabs)[number];

/** What every part of the appointments is given. */
export interface BookingProps {
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData;
  readonly printers: readonly Printer[];
  readonly zone: string;
  readonly now: Instant;
  readonly today: LocalDay;
  readonly desk: PlacesDesk;
  readonly patients: PatientsDesk;
  readonly book: BookRunner;
  /** Tests that were chosen before the patient's day: where ordering for another day goes on. */
  readonly wished: Wished | null;
  readonly onTab: (tab: BookingTab) => void;
  readonly onClose: () => void;
}

export interface StepProps extends BookingProps {
  /** Whose booking it is; nothing until it is there. */
  readonly places: PatientPlaces | null;
  readonly heard: Heard<PatientPlaces> | null;
  readonly again: () => void;
  /** What was ordered for this patient and service, and waits for a place. */
  readonly order: OrderLine | null;
  /** The hour (minutes of the day) that what is moved must be taken before, and is not; or nothing. */
  readonly lateAfter: number | null;
  /** All that was ordered for this patient. */
  readonly orders: readonly OrderLine[];
}
