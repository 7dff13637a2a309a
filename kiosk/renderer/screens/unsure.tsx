import IconHelpCircle from "@tabler/icons-react/dist/esm/icons/IconHelpCircle.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Message } from "../parts/message.tsx";
import type { Session } from "../session.ts";

/** Whoever doesn't know the clinic is sent to people, not to a list of symptoms. */
export function Unsure(props: { readonly session: Session; readonly act: Act }) {
  const { t } = useLocale();
  return (
    <>
      <Head title={t("kiosk.clinics.unsure")} />
      <main>
        <Message icon={IconHelpCircle} tone="calm" title={t("kiosk.unsure.title")}>
          <p>{t("kiosk.unsure.text")}</p>
          <p>{t("kiosk.unsure.place")}</p>
        </Message>
      </main>
      <Foot session={props.session} act={props.act} />
    </>
  );
}
