import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoPasswordCost, hashPassword } from "../access/password.ts";
import type { Config } from "../config.ts";
import type { ServiceStep } from "../../shared/domain/service.ts";
import type { Hospital } from "../hospital.ts";
import type { Tx } from "../store/store.ts";
import { checkHospital, queuesOf, writtenHospital } from "./demo-hospital.ts";
import { rosterDemo } from "./demo-roster.ts";
import { theatreDemo } from "./demo-theatres.ts";
import { catalogueDemo } from "./demo-tests.ts";

/** The demo hospital as data. Bad data does not start. */
export const demoHospital = checkHospital(writtenHospital);
export const demoSite = demoHospital.site;

/**
 * Furnishes an empty hospital with the demo's clinics and users, once; and sets the demo users'
 * password at each start, so that what is printed is true. Returns that password.
 */
export async function foundDemo(hospital: Hospital, config: Config): Promise<string> {
  const password = config.demoPassword ?? keptPassword(config.dataFolder);
  const hash = await hashPassword(password, randomBytes(16), demoPasswordCost);
  const { access, directory, store } = hospital;
  const site = directory.site();
  const isEmpty = site !== null && directory.chart(site).clinics.length === 0;
  store.transact((tx) => {
    if (isEmpty) furnish(tx);
    for (const member of demoHospital.staff) {
      if (access.findStaff(member.user) === null)
        access.addStaff(tx, { ...member, password: hash });
      else access.setPassword(member.user, hash);
    }
    rosterDemo(hospital, tx, hash);
    theatreDemo(hospital, tx, hash);
    catalogueDemo(hospital, tx);
  });
  return password;
}

/** A password of this data folder's own, kept so that it is the same after a restart. */
function keptPassword(folder: string): string {
  const file = join(folder, "demo-password");
  if (folder !== ":memory:" && existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = randomBytes(9).toString("base64url");
  if (folder !== ":memory:") writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function furnish(tx: Tx): void {
  for (const room of demoHospital.waitingRooms) tx.record("waitingRoomPut", room);
  for (const [position, clinic] of demoHospital.clinics.entries()) {
    const { id: clinicId, series, pictogram, waitingRoom } = clinic;
    tx.record("clinicPut", {
      id: clinicId,
      names: clinic.names,
      boardNames: clinic.boardNames ?? clinic.names,
      series,
      pictogram,
      position,
    });
    for (const queue of queuesOf(clinic)) {
      tx.record("queuePut", { ...queue, clinic: clinicId, waitingRoom, ...own(clinic, queue.id) });
    }
    for (const [place, service] of clinic.services.entries()) {
      tx.record("servicePut", {
        id: service.id,
        clinic: clinicId,
        queue: service.queue ?? clinicId,
        names: service.names,
        open: true,
        dailyLimit: null,
        position: place,
        ...(service.steps === undefined ? {} : { steps: service.steps.map(stepOf) }),
        ...(service.outcome === undefined ? {} : { outcome: service.outcome }),
      });
    }
  }
  // After all queues: a service point may help another clinic's.
  for (const { id: clinicId, waitingRoom, points } of demoHospital.clinics) {
    for (const point of points) {
      const { id, names, queues = [clinicId], helpAfterMin, segments } = point;
      tx.record("servicePointPut", {
        ...{ id, waitingRoom, names, queues },
        ...(helpAfterMin === undefined ? {} : { helpAfterMin }),
        ...(segments === undefined ? {} : { segments }),
      });
    }
  }
}

type Clinic = (typeof demoHospital)["clinics"][number];
type Step = NonNullable<Clinic["services"][number]["steps"]>[number];

/** What only a clinic's own queue has of the clinic. */
function own(clinic: Clinic, queueId: string) {
  if (queueId !== clinic.id) return {};
  const { segments, dayStartMin, alertWaitMin, alertWaiting } = clinic;
  return {
    ...(segments === undefined ? {} : { segments }),
    ...(dayStartMin === undefined ? {} : { dayStartMin }),
    ...(alertWaitMin === undefined ? {} : { alertWaitMin }),
    ...(alertWaiting === undefined ? {} : { alertWaiting }),
  };
}

function stepOf({ queue, placement, prepares }: Step): ServiceStep {
  return prepares === undefined ? { queue, placement } : { queue, placement, prepares };
}
