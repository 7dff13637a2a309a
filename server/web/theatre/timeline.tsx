import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { OperationId } from "../../../shared/domain/ids.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { BarActs, DayPicture } from "./day-picture.ts";
import { LaneRow } from "./lane-row.tsx";
import type { Lifted } from "./drag.ts";
import { hoursOf, shareAt } from "./time-scale.ts";

declare module "react" {
  interface CSSProperties {
    /** Where it begins and how long it is, as shares of its lane. */
    "--at"?: number;
    "--long"?: number;
    "--hours"?: number;
    "--lanes"?: number;
    "--row"?: number;
    "--rows"?: number;
  }
}

export function Timeline(props: {
  readonly picture: DayPicture;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly lifted: Lifted | null;
  readonly openId: OperationId | null;
  readonly acts: BarActs;
}) {
  const { t } = useLocale();
  const { picture, grid, lifted } = props;
  const { lanes, scale, now, speech } = picture;
  const hours = hoursOf(scale);
  const laneWidthPx = useLaneWidth(grid, hours.length);
  const pxPerMs = laneWidthPx / (scale.to - scale.from);
  useNowInSight(grid, now === null ? null : shareAt(scale, now));
  const nowShare = now === null ? null : shareAt(scale, now);
  const showsNow = nowShare !== null && nowShare >= 0 && nowShare <= 1;
  return (
    <div
      ref={grid}
      className="timeline"
      role="group"
      aria-label={t("theatre.timeline")}
      tabIndex={-1}
      data-scrolls-along
      data-lifted={lifted?.by}
      style={{ "--hours": hours.length, "--lanes": lanes.length }}
    >
      <div className="timeline-head">
        <span className="lane-name" />
        <div className="timeline-hours">
          {hours.map((hour) => (
            <span key={hour} style={{ "--at": shareAt(scale, hour) }}>
              <Num>{clockTime(hour, speech.zone)}</Num>
            </span>
          ))}
          {showsNow && now !== null ? (
            <b className="now-time" style={{ "--at": nowShare }}>
              <Num>{clockTime(now, speech.zone)}</Num>
            </b>
          ) : null}
        </div>
      </div>
      {lanes.map((lane) => (
        <LaneRow
          key={lane.theatre.theatreId}
          lane={lane}
          picture={picture}
          pxPerMs={pxPerMs}
          lifted={lifted}
          openId={props.openId}
          acts={props.acts}
        />
      ))}
      {showsNow ? (
        <div className="now-line-box" aria-hidden="true">
          <i className="now-line" style={{ "--at": nowShare }} />
        </div>
      ) : null}
    </div>
  );
}

/** How wide a lane is drawn, so that a bar knows what it has room to say. */
function useLaneWidth(grid: RefObject<HTMLDivElement | null>, hours: number): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const lane = grid.current?.querySelector(".timeline-hours");
    if (lane === null || lane === undefined) return;
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry?.contentRect.width ?? 0));
    observer.observe(lane);
    return () => observer.disconnect();
  }, [grid, hours]);
  return widthPx;
}

/** A day that is wider than the screen opens where the clock stands, once. */
function useNowInSight(grid: RefObject<HTMLDivElement | null>, share: number | null): void {
  const isDone = useRef(false);
  useEffect(() => {
    const box = grid.current;
    if (box === null || share === null || isDone.current) return;
    isDone.current = true;
    const spare = box.scrollWidth - box.clientWidth;
    if (spare <= 0) return;
    const wanted = Math.min(spare, Math.max(0, share * box.scrollWidth - box.clientWidth / 2));
    // Scrolling to the left is below zero where reading begins at the right.
    box.scrollLeft = getComputedStyle(box).direction === "rtl" ? -wanted : wanted;
  }, [grid, share]);
}
