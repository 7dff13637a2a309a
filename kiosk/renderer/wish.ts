import type { CommandId, ServiceId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { IssueIntent } from "../device-api.ts";
import type { Group, Member } from "./group.ts";

/** What was chosen and for whom; numbers are taken once every question is answered. */
export interface Wish {
  readonly serviceId: ServiceId;
  readonly language: Language;
  /** One for each patient, made at the touch that chose. */
  readonly commandIds: readonly CommandId[];
  readonly members: readonly Member[];
}

/** The touch of a service's card. `segments`: what has to be asked before its numbers are taken. */
export interface ChooseEvent {
  readonly type: "choose";
  readonly serviceId: ServiceId;
  readonly commandId: CommandId;
  /** Of the other patients of a group. */
  readonly furtherIds?: readonly CommandId[];
  readonly segments?: readonly string[];
}

export function chooseEvent(
  service: { readonly serviceId: ServiceId; readonly segments: readonly string[] },
  group: Group | null,
  newCommandId: () => CommandId,
): ChooseEvent {
  const { serviceId, segments } = service;
  const further = group === null ? [] : group.members.slice(1);
  return {
    type: "choose",
    serviceId,
    commandId: newCommandId(),
    furtherIds: further.map(() => newCommandId()),
    segments,
  };
}

/** Each patient's intent: one ticket each. A group shares the id of its first. */
export function intentsOf(wish: Wish, answers: readonly (string | null)[]): readonly IssueIntent[] {
  const { serviceId, language, commandIds, members } = wish;
  const groupId = commandIds[0];
  return members.flatMap((member, place) => {
    const commandId = commandIds[place];
    if (commandId === undefined) return [];
    const segment = answers[place] ?? null;
    return {
      commandId,
      serviceId,
      language,
      protected: member.protected,
      ...(segment === null ? {} : { segment }),
      ...(members.length < 2 || groupId === undefined ? {} : { groupId }),
    };
  });
}

/** The patients that this choice is for: a group, or the one who stands here. */
export function membersOf(group: Group | null, wantsPriority: boolean): readonly Member[] {
  return group?.members ?? [{ protected: wantsPriority }];
}
