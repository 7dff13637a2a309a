import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import { useEffect, useRef, useState } from "react";
import type { ServiceId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { EmptyState } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { HeardNotice } from "../../desk-patients/heard-notice.tsx";
import type { StepProps } from "./booking-props.ts";
import { findServices } from "./find-services.ts";
import { ListOf, moveBetween } from "./list-of.tsx";
import { TestsToBook } from "./tests-to-book.tsx";
import { PatientHas } from "./patient-has.tsx";

/** Step 2: what for. Beside it, what this patient has already: most who come have something. */
export function ServiceStep(props: StepProps) {
  const { t } = useLocale();
  const { book, site, heard } = props;
  return (
    <div className="booking-two">
      <section aria-labelledby="booking-service">
        <h3 id="booking-service">{t("booking.service.title")}</h3>
        <Services site={site} onPick={(serviceId) => book.tell({ kind: "service", serviceId })} />
      </section>
      <aside aria-labelledby="booking-has">
        <h3 id="booking-has">{t("booking.has.title")}</h3>
        <TestsToBook {...props} />
        <HeardNotice heard={heard} />
        <PatientHas {...props} />
      </aside>
    </div>
  );
}

function Services(props: {
  readonly site: DirectoryData;
  readonly onPick: (serviceId: ServiceId) => void;
}) {
  const { t, language } = useLocale();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = findServices(props.site, typed, language);
  return (
    <>
      <label className="field">
        <span>{t("booking.service.find")}</span>
        <input
          ref={field}
          name="service"
          type="search"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === "Enter" && first !== undefined) props.onPick(first.serviceId);
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            list.current?.querySelector("button")?.focus();
          }}
        />
      </label>
      {found.length === 0 ? (
        <EmptyState
          icon={<IconStethoscope className="icon" aria-hidden="true" />}
          title={t("booking.service.none")}
          next={t("booking.service.noneNext")}
        />
      ) : (
        <ListOf list={list} onKeyDown={moveBetween}>
          {found.map(({ serviceId, names, clinicNames }) => (
            <li key={serviceId}>
              <button
                type="button"
                data-service={serviceId}
                onClick={() => props.onPick(serviceId)}
              >
                <b>{nameIn(clinicNames, language)}</b>
                <span>{nameIn(names, language)}</span>
              </button>
            </li>
          ))}
        </ListOf>
      )}
    </>
  );
}
