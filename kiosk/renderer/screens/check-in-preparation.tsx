import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import IconToolsKitchen2Off from "@tabler/icons-react/dist/esm/icons/IconToolsKitchen2Off.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { CheckInAct, PreparationAsked } from "../check-in.ts";
import type { CheckInProps } from "./check-in-props.ts";

/** One question in large type, answered by yes or no: what the test asks of its patient before. */
export function AskPreparation(
  props: Pick<CheckInProps, "newCommandId"> & {
    readonly asked: PreparationAsked;
    readonly does: (done: CheckInAct) => void;
    readonly isWaiting: boolean;
  },
) {
  const { language, t } = useLocale();
  const { asked, does, isWaiting, newCommandId } = props;
  const { fastingHours, notAfterMin, words } = asked.preparation;
  const answer = (isPrepared: boolean) =>
    does({ kind: "prepared", isPrepared, commandId: newCommandId() });
  return (
    <section className="ask-prepared" data-fasting={fastingHours}>
      <IconToolsKitchen2Off className="icon" aria-hidden="true" />
      <h2>
        {fastingHours > 0 ? t("checkIn.fasting", { count: fastingHours }) : t("checkIn.prepared")}
      </h2>
      {fastingHours > 0 ? <p>{t("checkIn.fastingHelp")}</p> : null}
      {notAfterMin === null || fastingHours > 0 ? null : (
        <p>{t("lab.prep.before", { time: leftToRight(clockOf(notAfterMin)) })}</p>
      )}
      {words === null ? null : <p>{nameIn(words, language)}</p>}
      <div className="answers">
        <button
          type="button"
          className="btn fill"
          data-act="prepared"
          aria-disabled={isWaiting}
          onClick={() => answer(true)}
        >
          {isWaiting ? (
            <IconLoader className="icon" aria-hidden="true" />
          ) : (
            <IconCheck className="icon" aria-hidden="true" />
          )}
          {isWaiting ? t("checkIn.checking") : t("checkIn.preparedYes")}
        </button>
        <button
          type="button"
          className="btn"
          data-act="not-prepared"
          aria-disabled={isWaiting}
          onClick={() => answer(false)}
        >
          <IconX className="icon" aria-hidden="true" />
          {t("checkIn.preparedNo")}
        </button>
      </div>
    </section>
  );
}

/** `09:30`, of a minute of the day. */
function clockOf(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
