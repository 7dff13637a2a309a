import { useEffect, useState } from "react";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Mark } from "../../shared/ui/ticket-label.tsx";

/** A good network answers before this, and then nothing flashes by. */
const patienceMs = 500;
/** Longer than a start takes: from here on people are told what to do meanwhile. */
const longMs = 8_000;

/** Before the first snapshot: the board's own shape in grey, and in words what it waits for. */
export function WaitScreen(props: { readonly refusal: RefusalCode | null }) {
  const { t } = useLocale();
  const [waited, setWaited] = useState<"briefly" | "a while" | "long">("briefly");
  useEffect(() => {
    const timers = [
      setTimeout(() => setWaited("a while"), patienceMs),
      setTimeout(() => setWaited("long"), longMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (waited === "briefly") return <div className="board connecting" data-stale="blank" />;
  return (
    <div className="board connecting" data-stale="blank">
      <header className="head">
        <Mark />
        <h1 className="room">{t("link.connecting")}</h1>
      </header>
      <main className="main">
        <section className="calls" data-cards="3">
          <div className="call" role="status">
            {(waited === "long" || props.refusal !== null) && (
              <p>
                {t("display.connectingText")}
                {props.refusal !== null && <small>{t(`refusal.${props.refusal}`)}</small>}
              </p>
            )}
          </div>
          <div className="call" />
          <div className="call" />
        </section>
        <div className="side">
          <div className="box last-box" />
          <div className="box wait-box" />
        </div>
      </main>
      <footer className="foot" />
    </div>
  );
}
