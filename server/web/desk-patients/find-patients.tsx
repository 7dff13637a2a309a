import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import IconUserPlus from "@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs";
import { useEffect, useRef, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { HeardNotice } from "./heard-notice.tsx";
import { HitList } from "./hit-list.tsx";
import type { ViewProps } from "./view.ts";
import { useSearch } from "./use-heard.ts";

/** The one field by which a patient is found; arrows and Enter choose among the hits. */
export function FindPatients(
  props: ViewProps & {
    readonly otherThan?: PatientId;
    /** Whoever is not found is not registered here. */
    readonly onlyKnown?: boolean;
  },
) {
  const { t } = useLocale();
  const { desk, go, otherThan } = props;
  const [q, setQ] = useState("");
  const heard = useSearch(desk, q);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const hits = (heard?.kind === "said" ? heard.said.hits : []).filter(
    (hit) => hit.patientId !== otherThan,
  );
  const pick = (patientId: PatientId) => go({ to: "picked", patientId });

  return (
    <div className="patients-find">
      {otherThan === undefined ? null : <p className="patients-lead">{t("patients.merge.pick")}</p>}
      <div className="patients-question">
        <label className="field">
          <span>{t("patients.find.label")}</span>
          <input
            ref={field}
            name="q"
            type="search"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            data-right
            aria-describedby="patients-hint"
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
            onKeyDown={(event) => {
              const [first] = hits;
              if (event.key === "Enter" && first !== undefined) pick(first.patientId);
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              list.current?.querySelector("button")?.focus();
            }}
          />
        </label>
        {otherThan === undefined && props.onlyKnown !== true ? (
          <button
            type="button"
            className="button field-button"
            data-act="newPatient"
            onClick={() => go({ to: "new" })}
          >
            <IconUserPlus className="icon" aria-hidden="true" />
            {t("patients.form.new")}
          </button>
        ) : null}
      </div>
      <p id="patients-hint" className="quiet">
        {t("patients.find.hint")}
      </p>
      <HeardNotice heard={heard} />
      <div ref={list}>
        {heard?.kind === "said" ? (
          <Found hits={hits} more={heard.said.more} onPick={pick} />
        ) : q === "" ? (
          <p className="quiet">{t("patients.find.begin")}</p>
        ) : null}
      </div>
    </div>
  );
}

function Found(props: {
  readonly hits: Parameters<typeof HitList>[0]["hits"];
  readonly more: boolean;
  readonly onPick: (patientId: PatientId) => void;
}) {
  const { t } = useLocale();
  const { hits, more } = props;
  if (hits.length === 0) {
    return (
      <div role="status">
        <EmptyState
          icon={<IconSearch className="icon" aria-hidden="true" />}
          title={t("patients.find.none")}
          next={t("patients.find.noneNext")}
        />
      </div>
    );
  }
  return (
    <>
      <p role="status" className="quiet">
        {t("patients.find.hits", { n: hits.length })} {more ? t("patients.find.more") : null}
      </p>
      <HitList hits={hits} onPick={props.onPick} />
    </>
  );
}
