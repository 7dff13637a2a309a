import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";

interface Step {
  readonly name: MessageKey;
  /** The clock time of what happened. */
  readonly time: string | null;
}

/** What happened, what is now and what comes: full, ringed and hollow dots, and a word for each. */
export function VisitSteps(props: { readonly view: TrackView; readonly stale: boolean }) {
  const { t } = useLocale();
  const { status, issuedAt, call, zone, step } = props.view;
  const calledAt = call === null ? null : clockTime(call.at, zone);
  const steps: readonly Step[] = [
    { name: "track.step.joined", time: clockTime(issuedAt, zone) },
    { name: "track.step.waiting", time: null },
    { name: "track.step.called", time: calledAt },
    { name: "track.step.visit", time: null },
  ];
  const here = status === "serving" ? 3 : status === "called" ? 2 : 1;
  return (
    <section className="card steps">
      <h2>
        <span>{t("track.step.heading")}</span>
        {step.of < 2 ? null : (
          <span className="stop">
            {t("state.stop", {
              at: leftToRight(String(step.at)),
              of: leftToRight(String(step.of)),
            })}
          </span>
        )}
      </h2>
      <ol>
        {steps.map(({ name, time }, place) => (
          <li
            key={name}
            className={place < here ? "step-past" : place === here ? "step-here" : "step-future"}
            aria-current={place === here ? "step" : undefined}
          >
            <span className="dot">
              {place < here ? <IconCheck className="icon" aria-hidden="true" /> : null}
            </span>
            <span className="step-name">{t(name)}</span>
            {time === null ? (
              <span className="step-when">
                {place === here && !props.stale ? t("track.step.now") : null}
              </span>
            ) : (
              <span className="step-when">
                <Num>{time}</Num>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
