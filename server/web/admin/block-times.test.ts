import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import {
  aBlock,
  at,
  sampleDay,
  sampleZone,
  theatreIdOf,
} from "../theatre/testing/sample-operations.ts";
import { endOf, heldAlready, newBlock, wishOfBlock } from "./block-times.ts";

const block = { ...aBlock(1), blockId: idOf("block", 5), from: at("08:00"), to: at("14:00") };

describe("a block while it is written", () => {
  it("comes back as it stood", () => {
    expect(wishOfBlock(block, sampleZone)).toMatchObject({
      ...{ blockId: block.blockId, day: sampleDay, startMin: 480, endMin: 840 },
    });
  });

  it("ends on the next day when it ends before it begins", () => {
    const night = { ...block, from: at("20:00"), to: at("26:00") };
    const wish = wishOfBlock(night, sampleZone);
    expect([wish.startMin, wish.endMin, endOf(wish)]).toEqual([1_200, 120, 1_560]);
    expect(endOf({ startMin: 480, endMin: 0 })).toBe(1_440);
  });

  it("knows whose time it is already", () => {
    const wish = newBlock(theatreIdOf(1), sampleDay);
    expect(heldAlready(wish, [block], sampleZone)).toBe(block);
    const others = [
      { ...block, status: "released" } as const,
      { ...block, theatreId: theatreIdOf(2) },
      { ...block, from: at("14:00"), to: at("18:00") },
    ];
    expect(heldAlready(wish, others, sampleZone)).toBeNull();
    expect(heldAlready({ ...wish, blockId: block.blockId }, [block], sampleZone)).toBeNull();
  });
});
