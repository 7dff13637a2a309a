import { useEffect } from "react";
import { nameIn } from "../../shared/domain/language.ts";
import { leftToRight } from "../../shared/i18n/translate.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { announcementKey } from "../announcer.ts";
import { boardView } from "../board.ts";
import type { Freshness } from "../board.ts";
import type { Chime } from "../chime.ts";
import { footFrame, newsOf } from "../foot-frame.ts";
import { ageOf, serverTimeAt } from "../session.ts";
import type { Session } from "../session.ts";
import { BoardFoot } from "./board-foot.tsx";
import { BoardHead } from "./board-head.tsx";
import { CallCards } from "./call-cards.tsx";
import { LastCalls, WaitingCounts } from "./side-boxes.tsx";
import { StaleBanner } from "./stale-banner.tsx";
import { useSound } from "./use-sound.ts";

/** The board of one waiting room: whom is called where, what is waited for, and how true it is. */
export function BoardScreen(props: {
  readonly session: Session;
  readonly chime: Chime;
  readonly zone: string;
}) {
  const { session, chime, zone } = props;
  const { announcer, snapshot, nowMs } = session;
  const sound = useSound(chime);
  const announcing = announcer.current === null ? null : announcementKey(announcer.current);
  useEffect(() => {
    if (announcing !== null) chime.ring();
  }, [chime, announcing]);
  const serverNow = serverTimeAt(session, nowMs);
  const trueAt = serverTimeAt(session, session.trueAtMs);
  if (snapshot === null || serverNow === null || trueAt === null) return null;

  const board = snapshot.data;
  const ageMs = ageOf(session);
  const view = boardView(board, {
    ageMs,
    serverNow,
    announcing: announcer.current?.callId ?? null,
  });
  const isOld = view.freshness === "stale" || view.freshness === "blank";
  return (
    <div className="board" data-stale={view.freshness} data-announced={announcer.log.join(",")}>
      {isOld && <StaleBanner trueAt={trueAt} zone={zone} />}
      <BoardHead
        board={board}
        freshness={view.freshness}
        ageMs={ageMs}
        at={serverNow}
        zone={zone}
      />
      <main className="main">
        <CallCards cards={view.cards} freshness={view.freshness} zone={zone} />
        {view.freshness !== "blank" && (
          <aside className="side" data-queues={view.counts?.queues.length ?? 0}>
            <LastCalls lines={view.last} old={isOld} />
            <WaitingCounts counts={view.counts} />
          </aside>
        )}
      </main>
      <BoardFoot
        frame={
          isOld
            ? { shows: "news", notices: newsOf(view.notices, 0) }
            : footFrame(view.notices, serverNow)
        }
        counts={view.counts}
        rates={board.rates}
        zone={zone}
        soundBlocked={sound === "blocked" && !isOld}
      />
      <SpokenCall session={session} freshness={view.freshness} />
    </div>
  );
}

/** The call being announced, for who listens to the page instead of looking at it. */
function SpokenCall(props: { readonly session: Session; readonly freshness: Freshness }) {
  const { t, language } = useLocale();
  const { announcer, snapshot } = props.session;
  const call = snapshot?.data.calls.find((one) => one.callId === announcer.current?.callId);
  return (
    <p className="only-read-aloud" aria-live="polite">
      {call !== undefined &&
        t("display.announcement", {
          label: leftToRight(call.label),
          place: nameIn(call.servicePoint.names, language),
        })}
    </p>
  );
}
