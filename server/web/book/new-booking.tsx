import { useState } from "react";
import { asciiDigits } from "../../../shared/domain/arabic-name.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Booking } from "./booking.ts";
import type { BookingActs } from "./use-booking.ts";

interface Props {
  readonly state: Booking;
  readonly acts: BookingActs;
}

/** Without a slip's address: its code by hand, or a new booking. */
export function Start({ state, acts }: Props) {
  const { t } = useLocale();
  const [code, setCode] = useState("");
  return (
    <>
      <form
        className="card choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== "") acts.open({ code: code.trim() });
        }}
      >
        <h1>{t("book.title")}</h1>
        <label>
          {t("book.code")}
          <input
            name="code"
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <button type="submit" className="button" data-act="show" disabled={state.isBusy}>
          {t("book.show")}
        </button>
      </form>
      <section className="card choices">
        <button type="button" className="choice" data-act="new" onClick={() => acts.go("clinics")}>
          <b>{t("book.new")}</b>
          <span>{t("book.newHelp")}</span>
        </button>
      </section>
    </>
  );
}

export function Clinics({ state, acts }: Props) {
  const { language, t } = useLocale();
  return (
    <section className="card choices" aria-busy={state.clinics === null}>
      <h1>{t("book.clinic")}</h1>
      {state.clinics?.clinics.flatMap(({ services, names, clinicId }) =>
        services.map((service) => (
          <button
            key={`${clinicId} ${service.serviceId}`}
            type="button"
            className="choice"
            data-service={service.serviceId}
            onClick={() => acts.service(service.serviceId)}
          >
            <b>{nameIn(names, language)}</b>
            <span>{nameIn(service.names, language)}</span>
          </button>
        )),
      )}
      <button
        type="button"
        className="button plain"
        data-act="back"
        onClick={() => acts.go("start")}
      >
        {t("word.back")}
      </button>
    </section>
  );
}

/** Two facts that reception has written down; they are sent once and kept nowhere. */
export function Who({ state, acts }: Props) {
  const { language, t } = useLocale();
  const [phone, setPhone] = useState("");
  const [year, setYear] = useState("");
  const { place, clinics, isBusy } = state;
  if (place === null) return null;
  const zone = clinics?.zone ?? "UTC";
  const time = (instant: number) => leftToRight(clockTime(instant, zone));
  const birthYear = Number(asciiDigits(year).trim());
  const isReady = phone.trim() !== "" && birthYear >= 1900 && birthYear <= 2100;
  return (
    <form
      className="card choices"
      onSubmit={(event) => {
        event.preventDefault();
        const { sessionId, at } = place;
        const who = { by: "phone", value: phone.trim(), birthYear };
        if (isReady) acts.act("bookings", { ...who, sessionId, at });
      }}
    >
      <h1>{t("book.who")}</h1>
      <p>
        <b>{longDate(place.at, zone, language)}</b>
        <br />
        {t("book.come", { from: time(place.at), to: time(place.to) })}
      </p>
      <label>
        {t("book.phone")}
        <input
          name="phone"
          type="tel"
          dir="ltr"
          autoComplete="off"
          maxLength={24}
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
      </label>
      <label>
        {t("book.year")}
        <input
          name="year"
          inputMode="numeric"
          dir="ltr"
          autoComplete="off"
          maxLength={4}
          value={year}
          onChange={(event) => setYear(event.target.value)}
        />
      </label>
      <button type="submit" className="button" data-act="book" disabled={isBusy || !isReady}>
        {t("book.take")}
      </button>
      <button
        type="button"
        className="button plain"
        data-act="back"
        onClick={() => acts.go("clinics")}
      >
        {t("word.back")}
      </button>
    </form>
  );
}
