import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { clinicNames } from "./point-names.ts";
import { wordsOf } from "../../../shared/i18n/typed-words.ts";

export type ServicePoint = DirectoryData["servicePoints"][number];
export type RoomOfPoints = DirectoryData["waitingRooms"][number] & {
  readonly points: readonly ServicePoint[];
};

/**
 * The service points that what was typed is about, by waiting room; all of them for nothing typed.
 * Each typed word begins a word of the point or of its clinics, in the screen's language, in
 * Arabic or in English. The number of a waiting room is none: 1 would mean a whole floor.
 */
export function findPoints(
  site: DirectoryData,
  typed: string,
  language: Language,
): readonly RoomOfPoints[] {
  const wanted = wordsOf(typed);
  const spoken = [...new Set<Language>([language, "ar", "en"])];
  const isMeant = (point: ServicePoint) => {
    const said = spoken.flatMap((one) => [
      ...wordsOf(nameIn(point.names, one)),
      ...wordsOf(clinicNames(site, point.queueIds, one)),
    ]);
    return wanted.every((word) => said.some((each) => each.startsWith(word)));
  };
  return site.waitingRooms
    .toSorted(byName(language))
    .map((room) => ({
      ...room,
      points: site.servicePoints
        .filter((point) => point.waitingRoomId === room.waitingRoomId && isMeant(point))
        .toSorted(byName(language)),
    }))
    .filter((room) => room.points.length > 0);
}
