import type { KeyboardEvent } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { PatientHit } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";

/** Patients to choose from: the name, and what tells namesakes apart. */
export function HitList(props: {
  readonly hits: readonly PatientHit[];
  readonly onPick: (patientId: PatientId) => void;
}) {
  const { t } = useLocale();
  return (
    <ul className="patients-hits" onKeyDown={moveBetween}>
      {props.hits.map((hit) => (
        <li key={hit.patientId}>
          <button
            type="button"
            data-patient={hit.patientId}
            onClick={() => props.onPick(hit.patientId)}
          >
            <b>
              <bdi>{hit.name}</bdi>
            </b>
            <Known word={t("patients.field.mother")} value={hit.mother} />
            <Known word={t("patients.field.birthYear")} value={hit.birthYear} />
            <Known word={t("patients.field.phone")} value={hit.phone} />
            <Known word={t("patients.field.nationalId")} value={hit.nationalId} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Known(props: { readonly word: string; readonly value: string | number | null }) {
  const { value } = props;
  return (
    <span className="patients-known">
      {value === null || value === "" ? null : (
        <>
          <small>{props.word}</small>
          {typeof value === "string" && /\p{L}/u.test(value) ? (
            <bdi>{value}</bdi>
          ) : (
            <Num>{value}</Num>
          )}
        </>
      )}
    </span>
  );
}

/** Up and down from one to the next; Enter is the button's own. */
function moveBetween(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
}
