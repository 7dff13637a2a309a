import type { QueueId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";

type Clinic = DirectoryData["clinics"][number];

/** The clinics whose patients wait in these queues, each with only the services that do. */
export function clinicsOf(site: DirectoryData, queueIds: readonly QueueId[]): readonly Clinic[] {
  return site.clinics
    .map((clinic) => ({
      ...clinic,
      services: clinic.services.filter((service) => queueIds.includes(service.queueId)),
    }))
    .filter((clinic) => clinic.services.length > 0);
}

/** Their names as one line, with the comma of the language. */
export function clinicNames(
  site: DirectoryData,
  queueIds: readonly QueueId[],
  language: Language,
): string {
  const names = clinicsOf(site, queueIds).map((clinic) => nameIn(clinic.names, language));
  return names.join(locales[language].direction === "rtl" ? "، " : ", ");
}
