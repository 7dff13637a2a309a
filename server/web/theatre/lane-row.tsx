import { memo } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { OperationId } from "../../../shared/domain/ids.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { mayMove, roomFor } from "./bar.ts";
import type { Bar } from "./bar.ts";
import { isStopped } from "./drag.ts";
import type { Lifted } from "./drag.ts";
import { rowsOf } from "./lanes.ts";
import type { FreeTime, Lane } from "./lanes.ts";
import { lookIcons } from "./looks.tsx";
import { laneSpecialties } from "./day-picture.ts";
import type { BarActs, DayPicture } from "./day-picture.ts";
import { shareAt } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";
import { barWords, spanWords, timeWords } from "./words.ts";
import type { Speech } from "./words.ts";

interface LaneRowProps {
  readonly lane: Lane;
  readonly picture: DayPicture;
  readonly pxPerMs: number;
  readonly lifted: Lifted | null;
  readonly openId: OperationId | null;
  readonly acts: BarActs;
}

/** One theatre's day. Drawn anew only when its own work, or what hovers over it, has changed. */
export const LaneRow = memo(DrawnLane, (before, after) => {
  const concerns = ({ lane, lifted }: LaneRowProps) =>
    lifted !== null &&
    (lifted.spot.theatreId === lane.theatre.theatreId ||
      lifted.origin?.theatreId === lane.theatre.theatreId);
  const isSameHand = before.lifted === after.lifted || (!concerns(before) && !concerns(after));
  return (
    isSameHand &&
    before.lane === after.lane &&
    before.picture.scale === after.picture.scale &&
    before.picture.speech === after.picture.speech &&
    before.pxPerMs === after.pxPerMs &&
    before.openId === after.openId &&
    before.acts.onRelease === after.acts.onRelease
  );
});

function DrawnLane({ lane, picture, pxPerMs, lifted, openId, acts }: LaneRowProps) {
  const { scale, speech } = picture;
  const { rows, rowOf } = rowsOf(lane.bars);
  const here = lifted?.spot.theatreId === lane.theatre.theatreId ? lifted : null;
  return (
    <div className="lane" data-theatre={lane.theatre.theatreId}>
      <div className="lane-name">
        <b>{nameIn(lane.theatre.names, speech.language)}</b>
        <small>{laneSpecialties(lane, speech)}</small>
      </div>
      <div className="lane-time" data-lane={lane.theatre.theatreId} style={{ "--rows": rows }}>
        {lane.blocks.map((block) => (
          <i
            key={block.blockId}
            className={`block-edge block-${block.status}`}
            style={placed(scale, block.from, block.to)}
          />
        ))}
        {lane.free.map((free) => (
          <Free
            key={free.from}
            free={free}
            at={{ scale, speech, pxPerMs }}
            onRelease={acts.onRelease}
          />
        ))}
        {lane.bars.map((bar) => (
          <BarParts
            key={bar.operation.operationId}
            bar={bar}
            row={rowOf.get(bar.operation.operationId) ?? 0}
            at={{ scale, speech, pxPerMs }}
            isOpen={bar.operation.operationId === openId}
            isLifted={bar.operation.operationId === lifted?.operationId}
            acts={acts}
          />
        ))}
        {here === null ? null : <Ghost lifted={here} scale={scale} />}
      </div>
    </div>
  );
}

function placed(scale: TimeScale, from: Instant, to: Instant) {
  const start = Math.max(0, shareAt(scale, from));
  return { "--at": start, "--long": Math.max(0, Math.min(1, shareAt(scale, to)) - start) };
}

function Free(props: {
  readonly free: FreeTime;
  readonly at: { readonly scale: TimeScale; readonly speech: Speech; readonly pxPerMs: number };
  readonly onRelease: BarActs["onRelease"];
}) {
  const { t } = useLocale();
  const { free, onRelease } = props;
  const { scale, speech, pxPerMs } = props.at;
  const widthPx = (free.to - free.from) * pxPerMs;
  const hasRoom = widthPx > 150;
  const time = timeWords(speech, free.from);
  const words =
    free.block.status === "released"
      ? t("theatre.block.released")
      : t("theatre.block.freeFrom", { time });
  if (onRelease !== null && free.block.status === "held") {
    return (
      <button
        type="button"
        className="lane-free lane-release"
        data-act="release-block"
        data-block={free.block.blockId}
        style={placed(scale, free.from, free.to)}
        onClick={() => onRelease(free.block)}
      >
        {hasRoom ? <span aria-hidden="true">{words}</span> : null}
        <span className={widthPx > 70 ? "release-words" : "only-read-aloud"}>
          <span className="only-read-aloud">{words}. </span>
          {t("admin.theatres.release")}
        </span>
      </button>
    );
  }
  return (
    <span className="lane-free" style={placed(scale, free.from, free.to)}>
      {hasRoom ? words : <span className="only-read-aloud">{words}</span>}
    </span>
  );
}

function BarParts(props: {
  readonly bar: Bar;
  readonly row: number;
  readonly at: { readonly scale: TimeScale; readonly speech: Speech; readonly pxPerMs: number };
  readonly isOpen: boolean;
  readonly isLifted: boolean;
  readonly acts: BarActs;
}) {
  const { t } = useLocale();
  const { bar, row, acts } = props;
  const { scale, speech, pxPerMs } = props.at;
  const { operation, look } = bar;
  const { icon: Icon, flip } = lookIcons[look];
  const words = barWords(speech, bar);
  const span = spanWords(speech, bar.from, (bar.to - bar.from) / minuteMs);
  const movable = mayMove(operation.status);
  const rowed = { "--row": row };
  return (
    <>
      <i className="turnover" style={{ ...placed(scale, bar.setUpFrom, bar.from), ...rowed }} />
      <i className="turnover" style={{ ...placed(scale, bar.to, bar.cleanTo), ...rowed }} />
      {bar.tailTo === null ? null : (
        <i
          className={`bar-tail tail-${look}`}
          style={{ ...placed(scale, bar.to, bar.tailTo), ...rowed }}
        />
      )}
      <button
        type="button"
        className={`bar bar-${look}`}
        data-operation={operation.operationId}
        data-label={operation.label}
        data-look={look}
        data-room={roomFor((bar.to - bar.from) * pxPerMs)}
        data-lifted={props.isLifted || undefined}
        data-over={bar.isOver || undefined}
        data-movable={movable || undefined}
        aria-pressed={props.isOpen}
        aria-describedby={movable ? "theatre-keys" : undefined}
        style={{ ...placed(scale, bar.from, bar.to), ...rowed }}
        onPointerDown={(event) => {
          if (movable) acts.onPress(event, bar);
        }}
        onKeyDown={(event) => {
          if (event.key !== " " || event.repeat || !movable) return;
          event.preventDefault();
          acts.onLift(bar);
        }}
        onClick={() => acts.onOpen(operation.operationId)}
      >
        <b className="bar-head">
          <Icon className={flip ? "icon flip" : "icon"} aria-hidden="true" />
          <TicketLabel label={operation.label} />
        </b>
        <span className="bar-words">{words}</span>
        <span className="only-read-aloud">
          {t("theatre.bar.aloud", { span, look: t(`theatre.look.${look}`) })}
        </span>
      </button>
    </>
  );
}

/** Where the lifted operation would come to lie, and whether it may. */
function Ghost(props: { readonly lifted: Lifted; readonly scale: TimeScale }) {
  const { lifted, scale } = props;
  const { judged } = lifted;
  const { from } = lifted.spot;
  const findings = judged.kind === "said" ? judged.check.findings : [];
  const word = judged.kind === "said" ? (findings.length > 0 ? "warned" : "free") : judged.kind;
  const state = isStopped(judged) ? "refused" : word;
  return (
    <span
      className="bar-ghost"
      data-ghost={state}
      ref={(element) => {
        if (lifted.by === "keys") element?.scrollIntoView({ block: "nearest", inline: "nearest" });
      }}
      style={placed(scale, from, from + lifted.minutes * minuteMs)}
    >
      <TicketLabel label={lifted.label} />
    </span>
  );
}
