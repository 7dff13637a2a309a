import type { FastifyInstance } from "fastify";
import type { Hospital } from "../hospital.ts";
import { patientIn, refuse } from "./patients-gate.ts";
import type { Gate } from "./patients-gate.ts";

/**
 * What is booked and waited for, to staff who serve patients. It says what the lists of sessions
 * say to the same people, so it is no reading of a file and leaves no row of its own.
 */
export function servePatientPlaces(app: FastifyInstance, hospital: Hospital, gate: Gate): void {
  const { patientPlaces, store } = hospital;
  app.get(
    "/api/patients/:id/places",
    gate(({ request, reply, language }) => {
      const patientId = patientIn(request);
      const found = patientId === null ? null : patientPlaces.of(patientId, store.runtime.now());
      if (found === null) return refuse(reply, "unknown_patient", language);
      return { ok: true, ...found };
    }),
  );
  app.get(
    "/api/waiting-list",
    gate(() => ({ ok: true, ...patientPlaces.waitingList(store.runtime.now()) })),
  );
}
