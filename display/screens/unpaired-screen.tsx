import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import type { Language } from "../../shared/domain/language.ts";
import { languages } from "../../shared/domain/language.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Mark } from "../../shared/ui/ticket-label.tsx";

/**
 * The server does not know this display. Said to patients in every language, since the television
 * may hang before anybody; to staff, in the language of its address, how to pair it.
 */
export function UnpairedScreen(props: { readonly waitingRoomId: string | null }) {
  const { t } = useLocale();
  const room = props.waitingRoomId ?? "ID";
  return (
    <main className="set-up unpaired" data-screen="unpaired">
      <p className="unpaired-signs" aria-hidden="true">
        <Mark />
        <IconPlugConnectedX className="icon" />
      </p>
      <div className="unpaired-texts">
        {languages.map((language) => (
          <PatientsText key={language} language={language} />
        ))}
        <section className="unpaired-staff">
          <p>{t("display.unpaired.staff")}</p>
          <code dir="ltr">
            npm run pair -- --kind display --name &quot;TV 1&quot; --waiting-room {room}
          </code>
          <p>{t("display.unpaired.then")}</p>
          <code dir="ltr">
            {location.origin}/display/?room={room}#TOKEN
          </code>
        </section>
      </div>
    </main>
  );
}

function PatientsText(props: { readonly language: Language }) {
  const t = translator(props.language);
  return (
    <section lang={props.language} dir={locales[props.language].direction}>
      <h1>{t("display.unpaired.title")}</h1>
      <p className="unpaired-patients">{t("display.unpaired.patients")}</p>
    </section>
  );
}
