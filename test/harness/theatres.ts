import type { OperationId, PatientId, StaffId } from "../../shared/domain/ids.ts";
import { seqOf } from "../../shared/domain/ids.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { checklistItems } from "../../shared/domain/theatre.ts";
import type { ChecklistPart, OperationStep, Urgency } from "../../shared/domain/theatre.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { OperationData, TheatresData } from "../../shared/protocol/theatre-feeds.ts";
import { aHospital, granted, staff } from "./hospital.ts";
import type { HospitalOptions } from "./hospital.ts";

/** The hand-wound clock's Monday. */
export const monday = "2026-11-23";
export const tuesday = "2026-11-24";

const admin = staff("admin");
const nurse = staff("nurse", 902);

/**
 * The small hospital with three theatres, two surgeons of the eye clinic and one of the heart's, two
 * anaesthetists, one microscope, and two procedures. Its commands are a nurse's.
 */
export function aTheatre(options: HospitalOptions = {}) {
  const hospital = aHospital(options);
  const { store, access, ask, feeds, runtime } = hospital;
  const users = ["one", "two", "three", "gas", "air", "scrub"] as const;
  const people = Object.fromEntries(
    store.transact((tx) =>
      users.map((user) => {
        const role = user === "scrub" ? ("nurse" as const) : ("doctor" as const);
        return [user, access.addStaff(tx, { user, name: user, role, password: "-" })];
      }),
    ),
  ) as Record<(typeof users)[number], StaffId>;
  const order = { as: admin };
  const asNurse = { as: nurse };
  for (const theatreId of ["th-1", "th-2", "th-3"]) {
    granted(ask("putTheatre", { theatreId, names: { ar: theatreId }, isOpen: true }, order));
  }
  const thing = { thingId: "microscope", names: { ar: "مجهر" }, kind: "machine" as const };
  granted(ask("putThing", { ...thing, clinicId: null, isRetired: false }, order));
  const procedure = (procedureId: string, over: Partial<PayloadInput<"putProcedure">> = {}) =>
    ask(
      "putProcedure",
      {
        ...{ procedureId, names: { ar: procedureId }, clinicId: "eye", usualMin: 60, p80Min: 80 },
        ...{ setupMin: 10, cleaningMin: 20, things: [], fastingHours: 0 },
        ...{ isSided: false, isOpen: true, ...over },
      },
      order,
    );
  granted(procedure("cataract", { things: ["microscope"] }));
  granted(procedure("repair"));
  granted(procedure("bypass", { clinicId: "heart", usualMin: 120, p80Min: 180, fastingHours: 6 }));

  let patients = 0;
  function aPatient(): PatientId {
    const person = { given: `مريض ${++patients}`, birthYear: 1970 };
    return granted(ask("registerPatient", { ...person, isNew: true })).patientId;
  }

  function block(
    theatreId: string,
    over: Partial<PayloadInput<"putBlock">> = {},
  ): ReturnType<typeof ask<"putBlock">> {
    const whole = { clinicId: "eye", staffId: null, day: monday, startMin: 480, endMin: 900 };
    return ask("putBlock", { theatreId, ...whole, ...over }, order);
  }

  function request(over: Partial<PayloadInput<"requestOperation">> = {}): OperationId {
    const wish = {
      ...{ patientId: over.patientId ?? aPatient(), procedureId: "repair", surgeonId: people.one },
      ...{ urgency: "elective" as Urgency, dueDay: "2026-12-31", side: "none" as const },
      ...{ supplies: [] },
    };
    return granted(ask("requestOperation", { ...wish, ...over }, asNurse)).operationId;
  }

  const at = (minute: number, day: LocalDay = monday) => hospital.instantAt(day, minute);
  const team = (surgeon: StaffId = people.one, anaesthetist: StaffId = people.gas) => [
    { role: "surgeon" as const, staffId: surgeon },
    { role: "anaesthetist" as const, staffId: anaesthetist },
  ];
  /** Plans it at a minute of the Monday, with a reason unless told otherwise. */
  function plan(
    operationId: OperationId,
    theatreId: string,
    minute: number,
    over: Partial<PayloadInput<"planOperation">> = {},
  ) {
    const place = { operationId, theatreId, from: at(minute), team: team() };
    return ask("planOperation", { ...place, reason: "as asked", ...over }, asNurse);
  }
  /** Requested and planned at once. */
  function planned(
    theatreId: string,
    minute: number,
    over: {
      readonly request?: Parameters<typeof request>[0];
      readonly plan?: Partial<PayloadInput<"planOperation">>;
    } = {},
  ): OperationId {
    const operationId = request(over.request);
    granted(plan(operationId, theatreId, minute, over.plan));
    return operationId;
  }

  function mark(operationId: OperationId, part: ChecklistPart): void {
    for (const item of checklistItems[part]) {
      granted(ask("markChecklist", { operationId, item, mark: "done" }, asNurse));
    }
  }
  const step = (operationId: OperationId, name: OperationStep) =>
    ask("stepOperation", { operationId, step: name }, asNurse);
  const gates = { sendFor: "before", signIn: "signIn", incise: "timeOut", recover: "signOut" };
  /** Its checklist and its step, for each of these. */
  function go(operationId: OperationId, ...steps: readonly OperationStep[]): void {
    for (const name of steps) {
      const gate = (gates as Partial<Record<OperationStep, ChecklistPart>>)[name];
      if (gate !== undefined) mark(operationId, gate);
      granted(step(operationId, name));
    }
  }

  const row = (operationId: OperationId) => {
    const found = hospital.theatres.read.operation(seqOf(operationId));
    if (found === null) throw new Error(`there is no ${operationId}`);
    return found;
  };
  return {
    ...hospital,
    ...{ people, order, asNurse, procedure, aPatient, block, request, at, team, plan, planned },
    ...{ mark, step, go, row },
    feed: (key = `${monday}:1`) => feeds.build("theatres", key, runtime.now()) as TheatresData,
    operationFeed: (operationId: OperationId) =>
      feeds.build("operation", operationId, runtime.now()) as OperationData,
    messages: (operationId: OperationId) =>
      hospital
        .rows<{ kind: string }>(
          "SELECT kind FROM message WHERE about = ? AND status = 'queued' ORDER BY id",
          seqOf(operationId),
        )
        .map(({ kind }) => kind),
  };
}

export type TestTheatre = ReturnType<typeof aTheatre>;
