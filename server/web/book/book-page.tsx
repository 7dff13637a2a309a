import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconQrcode from "@tabler/icons-react/dist/esm/icons/IconQrcode.mjs";
import IconShieldLock from "@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs";
import { useEffect, useState } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { LocaleProvider, useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Kept } from "../track/kept.ts";
import { PageHead } from "../track/page-head.tsx";
import type { BookAsk } from "./ask.ts";
import { BookingCard } from "./booking-card.tsx";
import type { Booking } from "./booking.ts";
import { Clinics, Start, Who } from "./new-booking.tsx";
import { Places, Reasons } from "./choices.tsx";
import { useBooking } from "./use-booking.ts";
import type { BookingActs } from "./use-booking.ts";

export interface BookPageProps {
  readonly ask: BookAsk;
  readonly token: string | null;
  readonly newCommandId: () => CommandId;
  readonly kept: Pick<Kept, "language" | "keepLanguage">;
  readonly phoneLanguage: Language;
  /** The address holds the token of what is shown, so that a reload shows it again. */
  readonly keepToken: (token: string) => void;
}

/** One booking on the phone of whoever holds its slip, in the phone's language or a chosen one. */
export function BookPage(props: BookPageProps) {
  const { kept, phoneLanguage } = props;
  const [language, setLanguage] = useState(() => kept.language() ?? phoneLanguage);
  const choose = (next: Language) => {
    kept.keepLanguage(next);
    setLanguage(next);
  };
  return (
    <LocaleProvider language={language}>
      <Page {...props} onLanguage={choose} />
    </LocaleProvider>
  );
}

function Page(props: BookPageProps & { readonly onLanguage: (language: Language) => void }) {
  const { ask, token, newCommandId, keepToken } = props;
  const { t } = useLocale();
  const { state, acts } = useBooking(ask, token, newCommandId);
  const shown = state.view?.token ?? null;
  useEffect(() => {
    if (shown !== null) keepToken(shown);
  }, [shown, keepToken]);
  useEffect(() => {
    document.title = t("book.title");
  }, [t]);
  const names = state.view?.hospitalNames ?? state.clinics?.hospitalNames ?? null;
  return (
    <div className="page" data-screen={state.screen} data-status={state.view?.status}>
      <PageHead hospitalNames={names} onLanguage={props.onLanguage} />
      <main>
        <ScreenOf state={state} acts={acts} />
        <Problem state={state} acts={acts} />
        <p className="privacy">
          <IconShieldLock className="icon" aria-hidden="true" />
          {t("book.privacy")}
        </p>
      </main>
    </div>
  );
}

function ScreenOf({ state, acts }: { readonly state: Booking; readonly acts: BookingActs }) {
  const { t } = useLocale();
  const { screen, view } = state;
  switch (screen) {
    case "start":
      return <Start state={state} acts={acts} />;
    case "opening":
      return (
        <p className="card lone" aria-busy="true">
          {t("book.opening")}
        </p>
      );
    case "unknown":
      return (
        <>
          <section className="card message" role="status">
            <IconQrcode className="icon" aria-hidden="true" />
            <h1>{t("book.unknown")}</h1>
            <p>{t("book.unknownNext")}</p>
          </section>
          <Start state={state} acts={acts} />
        </>
      );
    case "shown":
      return view === null ? null : <BookingCard state={state} view={view} acts={acts} />;
    case "moving":
      return view === null ? null : (
        <Places
          state={state}
          zone={view.zone}
          onPlace={({ sessionId, at }) =>
            acts.act("book/move", { token: view.token, sessionId, at })
          }
          onBack={() => acts.go("shown")}
        />
      );
    case "cancelling":
      return view === null ? null : <Reasons state={state} view={view} acts={acts} />;
    case "clinics":
      return <Clinics state={state} acts={acts} />;
    case "placing":
      return (
        <Places
          state={state}
          zone={state.clinics?.zone ?? "UTC"}
          onPlace={acts.place}
          onBack={() => acts.go("clinics")}
        />
      );
    case "who":
      return <Who state={state} acts={acts} />;
    default:
      return missingCase(screen);
  }
}

/** What went wrong, and the next right act. */
function Problem({ state, acts }: { readonly state: Booking; readonly acts: BookingActs }) {
  const { t } = useLocale();
  const { problem, screen } = state;
  if (problem === null) return null;
  const isUnregistered = problem === "not_found" && screen === "who";
  return (
    <section className="stale" role="alert" data-problem={problem}>
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <div>
        <h2>
          {problem === "no_answer"
            ? t("book.noAnswer")
            : isUnregistered
              ? t("book.notRegistered")
              : t(`refusal.${problem}`, { seconds: 0 })}
        </h2>
        {problem === "no_answer" && (
          <button type="button" className="button" data-act="again" onClick={acts.again}>
            {t("word.tryAgain")}
          </button>
        )}
      </div>
    </section>
  );
}
