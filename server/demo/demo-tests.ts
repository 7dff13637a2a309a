import { z } from "zod";
import type { Hospital } from "../hospital.ts";
import type { Tx } from "../store/store.ts";
import { directoryIdPattern } from "../../shared/domain/ids.ts";
import { specimenKinds, testKinds, tubes } from "../../shared/domain/laboratory.ts";
import { checkHospital, writtenHospital } from "./demo-hospital.ts";
import written from "./hospital/tests.json" with { type: "json" };

const id = z.string().regex(directoryIdPattern);
const name = z.string().min(1);
const names = z.strictObject({ ar: name, ckb: name, en: name, fa: name, ur: name });
const minutes = z.int().min(5);
const { clinics } = checkHospital(writtenHospital);
const services = new Set(clinics.flatMap((clinic) => clinic.services.map((each) => each.id)));
const schema = z
  .array(
    z.strictObject({
      ...{ id, names, kind: z.enum(testKinds) },
      service: id.refine((service) => services.has(service), "no such service"),
      specimen: z.enum(specimenKinds).nullable(),
      tube: z.enum(tubes).nullable(),
      fastingHours: z.int().min(0).max(24),
      notAfterMin: z.int().min(0).max(1_440).nullable(),
      words: names.nullable(),
      turnaroundMin: z.strictObject({ stat: minutes, urgent: minutes, routine: minutes }),
      stableHours: z.int().min(1),
      members: z.array(id),
    }),
  )
  .refine((tests) => {
    // A panel stands after its members, so that each line may be put as it is read.
    const before = new Set<string>();
    return tests.every((test) => {
      const isKnown = test.members.every((member) => before.has(member));
      before.add(test.id);
      return isKnown;
    });
  }, "a panel has members that do not stand before it");

/** The catalogue of the demo's laboratory and imaging. Bad data does not start. */
export const demoTests = schema.parse(written);

/** Puts the catalogue, once. */
export function catalogueDemo({ laboratory }: Hospital, tx: Tx): void {
  if (laboratory.read.catalogue().length > 0) return;
  for (const { fastingHours, notAfterMin, words, ...line } of demoTests) {
    const preparation = { fastingHours, notAfterMin, words };
    const put = laboratory.orders.putTest(tx, { ...line, preparation, isOpen: true });
    if (!put.ok) throw new Error(`${line.id}: ${put.code}`);
  }
}
