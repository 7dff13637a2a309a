import type { FreePlace } from "../../../../shared/domain/appointment.ts";
import type {
  AppointmentId,
  PatientId,
  ServiceId,
  SessionId,
  OrderId,
} from "../../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import type { PatientPlaces, WaitingList } from "../../../../shared/protocol/patient-places.ts";
import { heard } from "../../desk-patients/patients-desk.ts";
import type { Heard } from "../../desk-patients/patients-desk.ts";

/** As many as are read at a glance; another day shows others. */
const placesShown = 8;

export interface PlaceLine extends FreePlace {
  readonly staffName: string;
}

export interface FreePlaces {
  readonly places: readonly PlaceLine[];
}

/** What is asked about places without following it. */
export interface PlacesDesk {
  /**
   * The next free places from a day on; nothing: from now on. Of an order only those that suit what
   * its patient has to do before.
   */
  free(
    serviceId: ServiceId,
    from: LocalDay | null,
    orderId: OrderId | null,
  ): Promise<Heard<FreePlaces>>;
  ofPatient(patientId: PatientId): Promise<Heard<PatientPlaces>>;
  waitingList(): Promise<Heard<WaitingList>>;
}

export function createPlacesDesk(fetcher: typeof fetch): PlacesDesk {
  async function ask<Said>(path: string): Promise<Heard<Said>> {
    try {
      return heard<Said>(await (await fetcher(path, { credentials: "same-origin" })).json());
    } catch {
      return { kind: "noServer" };
    }
  }
  return {
    free: (serviceId, from, orderId) => {
      const day = from === null ? "" : `&from=${from}`;
      const order = orderId === null ? "" : `&orderId=${orderId}`;
      return ask(`/api/places?serviceId=${serviceId}&max=${placesShown}${day}${order}`);
    },
    ofPatient: (patientId) => ask(`/api/patients/${patientId}/places`),
    waitingList: () => ask("/api/waiting-list"),
  };
}

/** Pages that the browser opens to print; nothing personal stands in their addresses. */
export function paperOf(
  what: "session" | "booking",
  id: SessionId | AppointmentId,
  language: string,
): string {
  return `/print/${what}/${id}?lang=${language}`;
}
