import { useEffect, useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { localDayIn, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { ThingUse } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { ConsequenceList } from "./consequence-list.tsx";
import type { AskingDesk } from "./desk.ts";
import { askRehearsal, touchedBy } from "./rehearsal.ts";
import type { Foreseen, Told } from "./rehearsal.ts";

/** Somebody who types a number of two digits means the second one too. */
const restMs = 300;

/**
 * Asks what an act would do, a moment after it was last changed; nothing while the answer is on its
 * way, so that nobody confirms what was not shown.
 */
export function useRehearsal(
  desk: AskingDesk,
  name: string,
  payload: object | null,
): Foreseen | null {
  const { language } = useLocale();
  const { fetcher } = desk;
  const words = payload === null ? null : JSON.stringify({ name, payload });
  const [held, setHeld] = useState<{ words: string; foreseen: Foreseen } | null>(null);
  useEffect(() => {
    if (words === null) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const act = JSON.parse(words) as { name: string; payload: unknown };
      void askRehearsal(fetcher, act, language).then((foreseen) => {
        if (isCurrent) setHeld({ words, foreseen });
      });
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [fetcher, words, language]);
  return words !== null && held?.words === words ? held.foreseen : null;
}

/** Who is touched and where they would go, who is told what, and what breaks: before the act. */
export function WhatHappens(props: {
  readonly desk: AskingDesk;
  readonly foreseen: Foreseen | null;
}) {
  const { t } = useLocale();
  const { desk, foreseen } = props;
  const { zone } = desk.site;
  const touched = touchedBy(foreseen);
  return (
    <section className="what-happens" data-touched={touched ?? undefined}>
      <h3>{t("admin.happens.title")}</h3>
      {touched === null || touched === 0 ? null : (
        <p>
          <b>{t("admin.happens.touched", { count: touched })}</b>
        </p>
      )}
      {foreseen === null ? null : <WhoIsTold told={foreseen.told} />}
      {foreseen === null || foreseen.uses.length === 0 ? null : (
        <Uses desk={desk} uses={foreseen.uses} />
      )}
      {touched !== null && touched > 0 && isOnlyTold(foreseen) ? null : (
        <ConsequenceList preview={foreseen?.preview ?? null} zone={zone} />
      )}
    </section>
  );
}

/** Messages go out and nobody is moved: a late doctor, a substitute. */
function isOnlyTold(foreseen: Foreseen | null): boolean {
  const preview = foreseen?.preview;
  return preview?.kind === "told" && preview.consequences.length + preview.findings.length === 0;
}

function WhoIsTold(props: { readonly told: readonly Told[] }) {
  const { t } = useLocale();
  if (props.told.length === 0) return null;
  return (
    <p className="who-is-told">
      {t("admin.happens.told")}:{" "}
      {props.told.map(({ kind, count }) => (
        <span key={kind} className="chip chip-plain" data-told={kind}>
          {t(`admin.happens.tell.${kind}`, { count })}
        </span>
      ))}
    </p>
  );
}

function Uses(props: { readonly desk: AskingDesk; readonly uses: readonly ThingUse[] }) {
  const { t, language } = useLocale();
  const { desk, uses } = props;
  const { zone } = desk.site;
  const clinicName = (use: ThingUse) => {
    const clinic = desk.site.clinics.find(({ clinicId }) => clinicId === use.clinicId);
    return clinic === undefined ? "" : nameIn(clinic.names, language);
  };
  return (
    <>
      <p>
        <b>{t("admin.things.uses", { count: uses.length })}</b>
      </p>
      <ol className="consequences" data-uses={uses.length}>
        {uses.map((use) => (
          <li key={`${use.staffName} ${use.at}`}>
            <b>
              <bdi>{shownName(use.staffName)}</bdi>
            </b>
            <span>{clinicName(use)}</span>
            <span>
              {nameIn(use.shiftNames, language)} ·{" "}
              {weekdayAndDate(localDayIn(use.at, zone), language)}{" "}
              <Num>{`${clockTime(use.at, zone)}–${clockTime(use.until, zone)}`}</Num>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
