import type { BlockId, ClinicId, StaffId, TheatreId } from "../../../shared/domain/ids.ts";
import { overlaps } from "../../../shared/domain/interval.ts";
import { minutesOfDay } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Block } from "../../../shared/domain/theatre.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { BlockLine } from "../../../shared/protocol/theatre-feeds.ts";
import { minutesOf } from "./clock-text.ts";
import { instantIn } from "./local-instant.ts";

/** A block while somebody writes it. */
export interface BlockWish {
  /** Nothing: a new one. */
  readonly blockId: BlockId | null;
  readonly theatreId: TheatreId;
  readonly clinicId: ClinicId | null;
  readonly staffId: StaffId | null;
  readonly day: LocalDay;
  /** Clock times: one that ends before it begins ends on the next day. */
  readonly startMin: number;
  readonly endMin: number;
}

/** The hours of a usual list, until somebody says others. */
const usualHours = { startMin: 8 * 60, endMin: 14 * 60 } as const;

export function newBlock(theatreId: TheatreId, day: LocalDay): BlockWish {
  return { blockId: null, theatreId, clinicId: null, staffId: null, day, ...usualHours };
}

export function wishOfBlock(block: Block, zone: string): BlockWish {
  const { blockId, theatreId, clinicId, staffId, day, from, to } = block;
  const minute = (at: number) => minutesOf(clockTime(at, zone)) ?? 0;
  const own = { blockId, theatreId, clinicId, staffId, day };
  return { ...own, startMin: minute(from), endMin: minute(to) };
}

/** Minutes after midnight of its day: the end may lie in the next one. */
export function endOf({ startMin, endMin }: Pick<BlockWish, "startMin" | "endMin">): number {
  return endMin <= startMin ? endMin + minutesOfDay : endMin;
}

/** Whose time it is already, if it is somebody's: the server says so too, without saying whose. */
export function heldAlready(
  wish: BlockWish,
  blocks: readonly BlockLine[],
  zone: string,
): BlockLine | null {
  const span = {
    from: instantIn(wish.day, wish.startMin, zone),
    to: instantIn(wish.day, endOf(wish), zone),
  };
  const found = blocks.find(
    (block) =>
      block.theatreId === wish.theatreId &&
      block.status === "held" &&
      block.blockId !== wish.blockId &&
      overlaps(block, span),
  );
  return found ?? null;
}
