import { mayDecide } from "./access/permissions.ts";
import type { Principal } from "./access/principal.ts";
import type { FlowModules, Flows } from "./flow-modules.ts";
import type { PublishPorts } from "./scheduling/publishing.ts";
import type { Tx } from "./store/store.ts";
import { putSessionPlan } from "./session-plans.ts";
import { canNeed } from "./thing-flows.ts";
import { seqOf } from "../shared/domain/ids.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";

type Settings = "detailStaff" | "putShift" | "putSessionPlan" | "setRosterRules" | "putPattern";
type Drafts = "draftFromPatterns" | "planShift" | "unplanShift" | "copyWeek" | "discardDraft";
type Decisions =
  "publishRoster" | "undoPublication" | "requestLeave" | "decideLeave" | "offerSwap" | "decideSwap";

/** Who works when: drafts, publishing, leave, swaps. */
export function rosterFlows(modules: FlowModules): Pick<Flows, Settings | Drafts | Decisions> {
  return { ...settingFlows(modules), ...draftFlows(modules), ...decisionFlows(modules) };
}

/** What publishing needs of the sessions and of the site's clock. */
export function publishPorts({ places, instantAt }: FlowModules): PublishPorts {
  return { sessions: places.sessions, at: instantAt };
}

function settingFlows(modules: FlowModules): Pick<Flows, Settings> {
  const { roster, access, directory } = modules;
  return {
    detailStaff:
      (_, { staffId, clinicId, grade, skills }) =>
      (tx) => {
        if (!access.isStaff(staffId)) return refuse("unknown_staff");
        if (clinicId !== null && !directory.isClinic(clinicId)) return refuse("invalid");
        roster.detailStaff(tx, { staff: seqOf(staffId), clinic: clinicId, grade, skills });
        return accept({ staffId });
      },
    putShift:
      (_, { names, ...shift }) =>
      (tx) =>
        roster.putShift(tx, { ...shift, names: namesGiven(names) }),
    putSessionPlan: (_, plan) => (tx) => {
      const put = putSessionPlan(modules, tx, plan);
      if (!put.ok) return put;
      const { touched: _touched, ...reply } = put.value;
      return accept(reply);
    },
    setRosterRules: (_, rules) => (tx) => {
      roster.setRosterRules(tx, rules);
      return accept({});
    },
    putPattern:
      (_, { staffId, clinicId, weeks, startsOn, cells, weekNames = [] }) =>
      (tx) => {
        if (!access.isStaff(staffId)) return refuse("unknown_staff");
        const points = cells.flatMap(({ pointId }) => pointId ?? []);
        const areKnown = points.every((point) => directory.profile(point) !== null);
        if (!areKnown || !directory.isClinic(clinicId)) return refuse("invalid");
        if (
          !canNeed(
            modules,
            cells.flatMap(({ thingIds = [] }) => thingIds),
          )
        ) {
          return refuse("unknown_thing");
        }
        return roster.putPattern(tx, {
          ...{ staff: seqOf(staffId), clinic: clinicId, weeks, startsOn, weekNames },
          cells: cells.map((cell) => ({
            ...{ week: cell.week, weekday: cell.weekday },
            ...{ shift: cell.shiftId, point: cell.pointId, things: cell.thingIds ?? [] },
          })),
        });
      },
  };
}

function draftFlows(modules: FlowModules): Pick<Flows, Drafts> {
  const { roster, access, directory } = modules;
  /** Inside a clinic that there is. */
  const inClinic =
    <Reply>(clinicId: string, act: (tx: Tx) => Result<Reply>) =>
    (tx: Tx): Result<Reply> =>
      directory.isClinic(clinicId) ? act(tx) : refuse("invalid");
  return {
    draftFromPatterns: (_, { clinicId: clinic, from, to }) =>
      inClinic(clinic, (tx) => roster.draftFromPatterns(tx, { clinic, from, to })),
    planShift: (_, { clinicId: clinic, staffId, pointId: point, thingIds: things = [], ...on }) =>
      inClinic(clinic, (tx) => {
        if (!access.isStaff(staffId)) return refuse("unknown_staff");
        if (point !== null && directory.profile(point) === null) return refuse("invalid");
        if (!canNeed(modules, things)) return refuse("unknown_thing");
        const { day, shiftId: shift } = on;
        return roster.planShift(tx, { clinic, staff: seqOf(staffId), day, shift, point, things });
      }),
    unplanShift:
      (_, { assignmentId }) =>
      (tx) =>
        roster.unplanShift(tx, assignmentId),
    copyWeek: (_, { clinicId: clinic, fromWeek: from, toWeek: to }) =>
      inClinic(clinic, (tx) => roster.copyWeek(tx, clinic, { from, to })),
    discardDraft: (_, { clinicId: clinic, from, to }) =>
      inClinic(clinic, (tx) => roster.discardDraft(tx, { clinic, from, to })),
  };
}

function decisionFlows(modules: FlowModules): Pick<Flows, Decisions> {
  const { roster, access } = modules;
  const ports = publishPorts(modules);
  return {
    publishRoster: (_, payload) => (tx) => {
      const published = publishRoster(modules, tx, payload);
      if (!published.ok) return published;
      const { publicationId, version, sessions, moved, unplaced } = published.value;
      return accept({ publicationId, version, sessions, moved, unplaced });
    },
    undoPublication:
      (_, { publicationId }) =>
      (tx) =>
        roster.undoPublication(tx, publicationId, ports),
    requestLeave:
      (by, { staffId, from, to, kind }) =>
      (tx) => {
        if (!access.isStaff(staffId)) return refuse("unknown_staff");
        if (!isSelf(by, seqOf(staffId)) && !mayDecide(by)) return refuse("forbidden");
        return roster.requestLeave(tx, { staff: seqOf(staffId), from, to, kind });
      },
    decideLeave: (by, payload) => (tx) => {
      const decided = decideLeave(modules, tx, by, payload);
      if (!decided.ok) return decided;
      const { leaveId, moved, unplaced } = decided.value;
      return accept({ leaveId, moved, unplaced });
    },
    offerSwap: (by, { assignmentId, toStaffId, forAssignmentId }) =>
      offerSwap(modules, by, { assignmentId, toStaffId, forAssignmentId }),
    decideSwap: (by, payload) => decideSwap(modules, by, payload),
  };
}

/** For the command, and for its rehearsal, which tells more and is taken back. */
export function publishRoster(
  modules: FlowModules,
  tx: Tx,
  payload: Payload<"publishRoster">,
): ReturnType<FlowModules["roster"]["publish"]> {
  const { clinicId: clinic, ...asked } = payload;
  if (!modules.directory.isClinic(clinic)) return refuse("invalid");
  return modules.roster.publish(tx, { clinic, ...asked }, publishPorts(modules));
}

/** One withdraws one's own request; everything else is decided by those who decide. */
export function decideLeave(
  modules: FlowModules,
  tx: Tx,
  by: Principal,
  { leaveId, as, movePatients = true, reason = null }: DecideLeave,
): ReturnType<FlowModules["roster"]["decideLeave"]> {
  const { roster } = modules;
  const row = roster.read.leave(seqOf(leaveId));
  if (row === undefined) return refuse("unknown_leave");
  const isOwnRequest = isSelf(by, row.staff_id) && row.status === "requested";
  if (!mayDecide(by) && !(as === "withdrawn" && isOwnRequest)) return refuse("forbidden");
  return roster.decideLeave(tx, leaveId, { as, movePatients, reason }, publishPorts(modules));
}

interface DecideLeave extends Pick<Payload<"decideLeave">, "leaveId" | "as"> {
  readonly movePatients?: boolean | undefined;
  readonly reason?: string | undefined | null;
}

function offerSwap(
  { roster, access, instantAt }: FlowModules,
  by: Principal,
  { assignmentId, toStaffId, forAssignmentId }: Payload<"offerSwap">,
): ReturnType<Flows["offerSwap"]> {
  return (tx) => {
    if (!access.isStaff(toStaffId)) return refuse("unknown_staff");
    const given = roster.read.assignment(seqOf(assignmentId));
    if (given === null) return refuse("wrong_state");
    if (!isSelf(by, given.staff) && !mayDecide(by)) return refuse("forbidden");
    const offer = { assignmentId, to: seqOf(toStaffId), forAssignmentId };
    return roster.offerSwap(tx, offer, instantAt);
  };
}

/** The other side takes or declines, the giver withdraws, and those who decide approve. */
function decideSwap(
  modules: FlowModules,
  by: Principal,
  { swapId, as, reason = null as string | null }: DecideSwap,
): ReturnType<Flows["decideSwap"]> {
  const { roster } = modules;
  return (tx) => {
    const parties = roster.partiesOf(swapId);
    if (parties === null) return refuse("unknown_swap");
    const isTheirs =
      (as === "withdrawn" && isSelf(by, parties.from)) ||
      ((as === "accepted" || as === "declined") && isSelf(by, parties.to));
    if (!isTheirs && !mayDecide(by)) return refuse("forbidden");
    return roster.decideSwap(tx, swapId, { as, reason }, publishPorts(modules));
  };
}

interface DecideSwap extends Pick<Payload<"decideSwap">, "swapId" | "as"> {
  readonly reason?: string | undefined | null;
}

function isSelf(by: Principal, staff: number): boolean {
  return by.kind === "staff" && seqOf(by.id) === staff;
}
