import { z } from "zod";
import { directoryIdPattern } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import { seriesLetters } from "../../shared/domain/label.ts";
import { pictograms } from "../../shared/domain/pictogram.ts";
import { staffRoles } from "../../shared/domain/role.ts";
import { displayName } from "../../shared/protocol/words.ts";
import firstAndSecondFloor from "./hospital/first-and-second-floor.json" with { type: "json" };
import fourthFloor from "./hospital/fourth-floor.json" with { type: "json" };
import groundFloor from "./hospital/ground-floor.json" with { type: "json" };
import site from "./hospital/site.json" with { type: "json" };
import thirdFloor from "./hospital/third-floor.json" with { type: "json" };

/** Of the marks without a picture of their own only the half-space of Persian is a letter's part. */
const unseen = /[\p{Cc}\u2028\u2029]|(?!\u200c)\p{Cf}/u;
const otherDigits = /(?![0-9])\p{Nd}/u;

const id = z.string().regex(directoryIdPattern);
const name = z
  .string()
  .min(1, "an empty name")
  .refine((text) => text === text.trim() && text === text.normalize("NFC"), "not tidy text")
  .refine((text) => !unseen.test(text), "a control character")
  .refine((text) => !otherDigits.test(text), "digits other than 0-9")
  .pipe(displayName);
const names = z.record(z.enum(languages), name);

const clinic = z.strictObject({
  id,
  // Two letters are for kiosks without a server and for paper.
  series: z.string().regex(new RegExp(`^[${seriesLetters}]$`), "a series is one clear letter"),
  pictogram: z.enum(pictograms),
  waitingRoom: id,
  /** How long one patient stays on the mean; the demo's day is played by it. */
  visitMinutes: z.int().min(1).max(60),
  names,
  /** What a board calls a clinic whose name is nobody else's business. */
  boardNames: names.optional(),
  services: z.array(
    z.strictObject({
      id,
      names,
      queue: id.optional(),
      queueNames: names.optional(),
      /** Where the ticket goes on to, in order. */
      steps: z
        .array(
          z.strictObject({
            queue: id,
            placement: z.enum(["keep", "restart"]),
            prepares: z.boolean().optional(),
          }),
        )
        .optional(),
      /** What must be said when a visit ends. */
      outcome: z
        .strictObject({
          wants: z.enum(["code", "note"]),
          codes: z.array(z.strictObject({ code: id, names })),
        })
        .optional(),
    }),
  ),
  points: z.array(
    z.strictObject({
      id,
      names,
      queues: z.array(id).optional(),
      /** Queues it helps only when their longest wait passes so many minutes. */
      helpAfterMin: z.record(id, z.int().positive()).optional(),
      segments: z.array(id).optional(),
    }),
  ),
  /** Of the clinic's own queue. */
  segments: z.array(id).optional(),
  dayStartMin: z.int().min(1).max(1_439).optional(),
  alertWaitMin: z.int().positive().optional(),
  alertWaiting: z.int().positive().optional(),
});

const schema = z
  .strictObject({
    site: z.strictObject({ zone: z.string(), hospitalNames: names, emergencyPlace: names }),
    staff: z.array(z.strictObject({ user: z.string(), role: z.enum(staffRoles), name })),
    waitingRooms: z.array(z.strictObject({ id, names })),
    clinics: z.array(clinic),
  })
  .superRefine((hospital, context) => {
    for (const message of problemsOf(hospital)) context.addIssue({ code: "custom", message });
  });

type Clinic = z.output<typeof clinic>;
export type DemoHospital = z.output<typeof schema>;

/** Throws with every reason for which this is no hospital that patients could be sent through. */
export function checkHospital(plan: unknown): DemoHospital {
  return schema.parse(plan);
}

const { staff, ...place } = site;
const areas = [firstAndSecondFloor, groundFloor, thirdFloor, fourthFloor];

/**
 * The demo hospital as it is written down, before it is checked: the clinics and counters of a
 * teaching hospital of 492 beds.
 */
export const writtenHospital = {
  site: place,
  staff,
  waitingRooms: areas.flatMap((area) => area.waitingRooms),
  /** As the kiosk shows them: those most asked for come first. */
  clinics: areas.flatMap((area): readonly unknown[] => area.clinics),
};

/** A clinic's queues: its own, which every clinic has, and those of services that have their own. */
export function queuesOf({ id: own, names: ownNames, services }: Clinic) {
  const queues = new Map([[own, ownNames]]);
  for (const { queue, queueNames, names: serviceNames } of services) {
    if (queue !== undefined) queues.set(queue, queueNames ?? serviceNames);
  }
  return [...queues].map(([queue, queueNames]) => ({ id: queue, names: queueNames }));
}

/** What no single field can tell. */
function problemsOf({ waitingRooms, clinics, staff: members }: DemoHospital): readonly string[] {
  const services = clinics.flatMap((one) => one.services);
  const points = clinics.flatMap((one) => one.points);
  const queues = clinics.flatMap((one) => queuesOf(one).map((queue) => queue.id));
  const called = clinics.flatMap((one) => one.points.flatMap((point) => point.queues ?? [one.id]));
  const rooms = waitingRooms.map((room) => room.id);
  const roomsInUse = clinics.map((one) => one.waitingRoom);
  const goneOnTo = services.flatMap((one) => one.steps?.map((step) => step.queue) ?? []);
  const waitedIn = services.flatMap((service) => service.queue ?? []);
  return [
    ...twice(rooms).map((each) => `two waiting rooms ${each}`),
    ...twice(clinics.map((one) => one.id)).map((each) => `two clinics ${each}`),
    ...twice(services.map((one) => one.id)).map((each) => `two services ${each}`),
    ...twice(points.map((one) => one.id)).map((each) => `two service points ${each}`),
    ...twice(queues).map((each) => `two clinics have the queue ${each}`),
    ...twice(members.map((one) => one.user)).map((each) => `two users ${each}`),
    ...twice(clinics.map((one) => one.pictogram)).map((each) => `two clinics look like ${each}`),
    ...missing(roomsInUse, rooms).map((each) => `no waiting room ${each}`),
    ...missing(rooms, roomsInUse).map((each) => `nobody waits in the waiting room ${each}`),
    ...missing(called, queues).map((each) => `a service point calls from no queue ${each}`),
    ...missing(goneOnTo, queues).map((each) => `a ticket would go on to no queue ${each}`),
    ...missing(queues, called).map((each) => `nobody calls from the queue ${each}`),
    ...clinics.flatMap((one) => (one.services.length === 0 ? `${one.id} gives no service` : [])),
    ...clinics.flatMap((one) =>
      one.services.every((service) => service.queue !== undefined)
        ? `nobody waits in the queue ${one.id}`
        : [],
    ),
    ...twice(waitedIn).map((each) => `two services begin the queue ${each}`),
    ...partedSeries(clinics),
    ...sameNames("waiting rooms", waitingRooms),
    ...sameNames("clinics", clinics),
    ...sameNames("service points", points),
  ];
}

/**
 * Clinics of one group share a series and its counter. They share a waiting room too: on a board a
 * letter then stands for neighbours, and nobody looks for their label in another room.
 */
function partedSeries(clinics: readonly Clinic[]): readonly string[] {
  const bySeries = Map.groupBy(clinics, (one) => one.series);
  return [...bySeries].flatMap(([series, group]) =>
    new Set(group.map((one) => one.waitingRoom)).size > 1
      ? `the series ${series} is called in two waiting rooms`
      : [],
  );
}

/** Two doors of one name send patients astray, in whichever language. */
function sameNames(
  what: string,
  named: readonly { readonly names: z.output<typeof names> }[],
): readonly string[] {
  return languages.flatMap((language) =>
    twice(named.map((one) => one.names[language])).map(
      (each) => `two ${what} are called ${each} (${language})`,
    ),
  );
}

function twice(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, place) => words.indexOf(word) !== place))];
}

function missing(wanted: readonly string[], there: readonly string[]): readonly string[] {
  return [...new Set(wanted.filter((word) => !there.includes(word)))];
}
