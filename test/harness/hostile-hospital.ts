// Founds the demo's hospital in an empty data folder (its argument) with a hostile word for every
// name, as a database may have that was written before the gate became strict.
import { demoHospital as demo } from "../../server/demo/found-demo.ts";
import { createHospital } from "../../server/hospital.ts";
import { systemRuntime } from "../../server/runtime.ts";
import { openStore } from "../../server/store/store.ts";
import type { Names } from "../../shared/domain/language.ts";
import { plainText } from "../../shared/domain/plain-text.ts";
import { hostileWords } from "./hostile-words.ts";

/** What is left of the others is nothing, and a thing without a name cannot be found by anybody. */
const seen = hostileWords.map(({ text }) => text).filter((text) => plainText(text) !== "");
let named = 0;

/** The next of the words, in every language; a few are met in every list. */
function nextNames(): Names {
  const text = seen[named++ % seen.length] ?? "";
  return { ar: text, ckb: text, en: text, fa: text, ur: text };
}

const store = openStore({ folder: process.argv[2] ?? "" }, systemRuntime);
createHospital(store, "http://dawr.test", {
  zone: demo.site.zone,
  hospitalNames: nextNames(),
  emergencyPlace: nextNames(),
});
store.transact((tx) => {
  for (const { id } of demo.waitingRooms) tx.record("waitingRoomPut", { id, names: nextNames() });
  for (const [position, clinic] of demo.clinics.entries()) {
    const { id, series, pictogram, waitingRoom } = clinic;
    const [names, boardNames] = [nextNames(), nextNames()];
    tx.record("clinicPut", { id, names, boardNames, series, pictogram, position });
    const queues = [
      id,
      ...clinic.services.flatMap(({ queue }) => (queue === undefined ? [] : [queue])),
    ];
    for (const queue of queues)
      tx.record("queuePut", { id: queue, clinic: id, waitingRoom, names: nextNames() });
    for (const [place, service] of clinic.services.entries()) {
      tx.record("servicePut", {
        id: service.id,
        clinic: id,
        queue: service.queue ?? id,
        names: nextNames(),
        open: true,
        dailyLimit: null,
        position: place,
      });
    }
  }
  // After all queues: a service point may help another clinic's.
  for (const { id, waitingRoom, points } of demo.clinics) {
    for (const point of points) {
      const served = point.queues ?? [id];
      tx.record("servicePointPut", {
        id: point.id,
        waitingRoom,
        names: nextNames(),
        queues: served,
      });
    }
  }
});
store.close();
console.log("founded");
