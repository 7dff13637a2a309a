import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import type { Explanation } from "../../../shared/domain/explain.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { ruleText } from "../../../shared/i18n/rule-text.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { whyText } from "../../../shared/i18n/why-text.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** Why the turn is where it is: what it counts by, who is ahead, who could still come before. */
export function WhyCard(props: {
  readonly why: Explanation;
  readonly asOf: Instant;
  readonly zone: string;
}) {
  const { t } = useLocale();
  const { standing, ahead, couldPass } = whyText(props.why, props, t);
  return (
    <section className="card why" data-why>
      <h2>{t("why.heading")}</h2>
      {standing.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {ahead.length === 0 ? (
        <p>{t("why.aheadNone")}</p>
      ) : (
        <WhyList heading={t("why.aheadOf")} lines={ahead} />
      )}
      {couldPass.length === 0 ? null : <WhyList heading={t("why.passOf")} lines={couldPass} />}
    </section>
  );
}

function WhyList(props: { readonly heading: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3>{props.heading}</h3>
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** What nobody could do unseen, and the day's figures of this waiting room, as on its board. */
export function Fairness(props: { readonly view: TrackView }) {
  const { t, language } = useLocale();
  const { inTurnToday, exceptionsToday, rates } = props.view;
  const { order, promise } = ruleText(rates, language);
  return (
    <section className="card fair">
      <p className="proof">
        <IconShieldCheck className="icon" aria-hidden="true" />
        <span>
          <b>{t("why.proof")}</b>
          <span>
            {t("track.fairness", {
              inTurn: leftToRight(String(inTurnToday)),
              exceptions: leftToRight(String(exceptionsToday)),
            })}
          </span>
        </span>
      </p>
      <details className="rule">
        <summary>
          <IconScale className="icon" aria-hidden="true" />
          <span>{t("rule.heading")}</span>
        </summary>
        {[...order, ...promise].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </details>
    </section>
  );
}
