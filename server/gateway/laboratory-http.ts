import type { FastifyInstance } from "fastify";
import type { Hospital } from "../hospital.ts";
import { createGate, refuse } from "./patients-gate.ts";

/** A scanner at a busy counter, and somebody who tries numbers. */
const scans = { perSecond: 5, burst: 60 } as const;

/** What a scanned label is, for staff who may read patients. The barcode names nobody. */
export function serveLaboratory(app: FastifyInstance, hospital: Hospital): void {
  const gate = createGate(hospital, scans);
  app.get(
    "/api/laboratory/specimens/:barcode",
    gate(({ request, reply, language }) => {
      const { barcode } = request.params as { readonly barcode: string };
      const scanned = hospital.scannedSpecimen(barcode);
      if (scanned === null) return refuse(reply, "unknown_specimen", language);
      return { ok: true, ...scanned };
    }),
  );
}
