import type { ServiceId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { Language, Names } from "../../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { wordsOf } from "../../../../shared/i18n/typed-words.ts";

export interface FoundService {
  readonly serviceId: ServiceId;
  readonly names: Names;
  readonly clinicNames: Names;
}

/**
 * The services that what was typed is about, in the order of the house; all of them for nothing
 * typed. Each typed word begins a word of the service or its clinic, in the screen's language, in
 * Arabic or in English.
 */
export function findServices(
  site: Pick<DirectoryData, "clinics">,
  typed: string,
  language: Language,
): readonly FoundService[] {
  const wanted = wordsOf(typed);
  const spoken = [...new Set<Language>([language, "ar", "en"])];
  return site.clinics
    .flatMap((clinic) =>
      clinic.services.map(({ serviceId, names }) => ({
        ...{ serviceId, names },
        clinicNames: clinic.names,
      })),
    )
    .filter(({ names, clinicNames }) => {
      const said = spoken.flatMap((one) => [
        ...wordsOf(nameIn(names, one)),
        ...wordsOf(nameIn(clinicNames, one)),
      ]);
      return wanted.every((word) => said.some((each) => each.startsWith(word)));
    });
}
