import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import { useMemo, useRef, useState } from "react";
import { addDays } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { dayMs, hourMs, minuteMs } from "../../../shared/domain/time.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { BlockLine, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { ReleaseBlockDialog } from "../admin/block-dialogs.tsx";
import { PageHead, Turner } from "../admin/page-head.tsx";
import type { ViewProps } from "./desk.ts";
import { DaySide } from "./day-side.tsx";
import type { SideTab } from "./day-side.tsx";
import { DragStrip } from "./drag-strip.tsx";
import { EmergencyDialog } from "./emergency-dialog.tsx";
import { firstSpot, lanesOf } from "./lanes.ts";
import type { Lane } from "./lanes.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { RefusedDrop } from "./refused-drop.tsx";
import { scaleOf, startOfDay } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";
import { Timeline } from "./timeline.tsx";
import type { DayPicture } from "./day-picture.ts";
import { UndoBar } from "./undo-bar.tsx";
import { planAt, useDrag } from "./use-drag.ts";
import { usePointerLift } from "./use-pointer-lift.ts";
import { ViewSegments } from "./view-segments.tsx";
import type { WaitingLine } from "./waiting.ts";

const nobody: readonly WaitingLine[] = [];

/** One day of all theatres: looked at, planned and re-planned by hand or by keys. */
export function DayView({ desk, route, go }: ViewProps) {
  const { t, language } = useLocale();
  const day = route.day ?? desk.today;
  const [isEmergency, setIsEmergency] = useState(false);
  const feed = useFeed(desk.client, "theatres", `${day}:1`);
  const said = feed.snapshot?.data ?? null;
  return (
    <section className="section theatre-day" data-day={day}>
      <PageHead title={t("theatre.title")}>
        <Turner
          words={weekdayAndDate(day, language)}
          day={day}
          today={desk.today}
          before={addDays(day, -1)}
          after={addDays(day, 1)}
          onDay={(next) => go({ day: next, operationId: null })}
        />
        <ViewSegments view="day" go={go} />
        <a className="button" data-act="day-list" href={listAddress(day, language)} target="_blank">
          <IconPrinter className="icon" aria-hidden="true" />
          {t("theatre.dayList")}
        </a>
        <button
          type="button"
          className="button button-danger"
          data-act="emergency"
          aria-disabled={!desk.mayAct}
          onClick={() => setIsEmergency(desk.mayAct)}
        >
          <IconUrgent className="icon" aria-hidden="true" />
          {t("theatre.act.insertEmergency")}
        </button>
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {said === null ? (
        <div className="timeline timeline-blank" aria-busy="true" />
      ) : (
        <DayDesk desk={desk} route={route} go={go} said={said} day={day} />
      )}
      {isEmergency && said !== null ? (
        <EmergencyDialog
          desk={desk}
          said={said}
          listAddress={listAddress(desk.today, language)}
          onClose={() => setIsEmergency(false)}
        />
      ) : null}
    </section>
  );
}

/** The list of a day on paper: a page to print. */
export function listAddress(day: LocalDay, language: string): string {
  return `/api/theatres/list?day=${day}&lang=${language}`;
}

interface DayDeskProps extends ViewProps {
  readonly said: TheatresData;
  readonly day: LocalDay;
}

function DayDesk({ desk, route, go, said, day }: DayDeskProps) {
  const grid = useRef<HTMLDivElement>(null);
  const waitingFeed = useFeed(desk.client, "operationsWaiting", "site");
  const waiting = waitingFeed.snapshot?.data.operations ?? nobody;
  const picture = usePicture({ desk, said, day });
  const { lanes, scale } = picture;
  const drags = useDrag(desk.ask, (lifted) => planAt(lifted, said, waiting), picture);
  const { drag, tell } = drags;
  const lift = usePointerLift({ grid, scale, tell });
  const lifted = drag.kind === "rest" ? null : drag.lifted;
  const [released, setReleased] = useState<BlockLine | null>(null);
  const [tab, setTab] = useState<SideTab>(route.operationId === null ? "waiting" : "operation");
  const showOperation = (operationId: DayDeskProps["route"]["operationId"]) => {
    setTab("operation");
    go({ operationId });
  };
  return (
    <>
      {drag.kind === "rest" && drag.refused !== null ? (
        <RefusedDrop
          lifted={drag.refused}
          said={said}
          speech={picture.speech}
          onRead={() => tell({ kind: "settled" })}
        />
      ) : null}
      <UndoBar desk={desk} />
      <div className="theatre-columns">
        <Timeline
          picture={picture}
          grid={grid}
          lifted={lifted}
          openId={route.operationId}
          acts={{
            onOpen: showOperation,
            onLift: ({ operation }) => {
              const { plan } = operation;
              if (!desk.mayAct || plan === null) return;
              const spot = { theatreId: plan.theatreId, from: plan.from };
              const { operationId, label } = operation;
              const what = { operationId, label, minutes: plan.minutes };
              tell({ kind: "lift", lifted: { ...what, origin: spot, spot, by: "keys" } });
            },
            onRelease: desk.mayRelease ? setReleased : null,
            onPress: (event, { operation }) => {
              const { plan, operationId, label } = operation;
              if (!desk.mayAct || plan === null) return;
              const origin = { theatreId: plan.theatreId, from: plan.from };
              lift(event, { operationId, label, minutes: plan.minutes, origin });
            },
          }}
        />
        <DaySide
          desk={desk}
          said={said}
          waiting={waiting}
          openId={route.operationId}
          tab={tab}
          onTab={setTab}
          acts={{
            onOpen: showOperation,
            onPress: (event, { operationId, label, minutes }) => {
              if (desk.mayAct) lift(event, { operationId, label, minutes, origin: null });
            },
            onLift: (line) => {
              const spot = firstSpot(lanes, line, Math.max(scale.from, desk.now));
              const { operationId, label, minutes } = line;
              if (!desk.mayAct || spot === null) return;
              const what = { operationId, label, minutes, origin: null, spot };
              tell({ kind: "lift", lifted: { ...what, by: "keys" } });
            },
          }}
        />
      </div>
      {released === null ? null : (
        <ReleaseBlockDialog
          desk={desk}
          block={released}
          theatres={said.theatres}
          onClose={() => setReleased(null)}
        />
      )}
      <DragStrip drag={drag} said={said} speech={picture.speech} />
      {drag.kind === "placed" ? (
        <PlanDialog
          desk={desk}
          lifted={drag.lifted}
          plan={planAt(drag.lifted, said, waiting)}
          said={said}
          speech={picture.speech}
          onClose={() => tell({ kind: "settled" })}
        />
      ) : null}
    </>
  );
}

/** What the lanes are drawn from; the clock moves them once a minute. */
function usePicture({ desk, said, day }: Pick<DayDeskProps, "desk" | "said" | "day">): DayPicture {
  const { t, language } = useLocale();
  const { zone } = desk.site;
  const minute = Math.floor(desk.now / minuteMs) * minuteMs;
  return useMemo(() => {
    const dayStart = startOfDay(day, zone);
    const within = { from: dayStart, to: dayStart + dayMs + 12 * hourMs };
    const lanes: readonly Lane[] = lanesOf(said, day, within, minute);
    const scale: TimeScale = scaleOf(dayStart, [
      ...said.blocks.filter((block) => block.day === day),
      ...lanes.flatMap(({ bars }) =>
        bars.map(({ from, to, tailTo }) => ({ from, to: tailTo ?? to })),
      ),
    ]);
    const isToday = day === desk.today;
    return { lanes, scale, now: isToday ? minute : null, speech: { t, language, zone } };
  }, [said, day, zone, minute, desk.today, t, language]);
}
