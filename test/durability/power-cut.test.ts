// Cuts the power, thousands of times, without a power switch: what the store asked of the disk is
// replayed up to a moment, what was not synced is lost, kept or torn by a seeded coin, and the
// product opens what is left.
import { describe, expect, test } from "vitest";
import { chanceOf, isLong } from "./chance.ts";
import type { Chance } from "./chance.ts";
import { createDyingDisk } from "./crash-image.ts";
import { foldersFor } from "./folders.ts";
import { issueAfter, lost, recover } from "./recovered.ts";
import { hasStrace } from "./strace.ts";
import { ackIn, traceWriter } from "./traced-writer.ts";
import type { WriterAck, WriterOrders } from "./writer-orders.ts";

const folders = foldersFor("power");
/** Alone, in small groups, and as much as fits one commit; the log folded back twice between. */
const bursts = [...Array<number>(12).fill(1), 4, 4, 12, 1, 1, 8, ...Array<number>(12).fill(1), 8];
const restAfter = [13, 20];
/** Of the 66 commands a few calls find nobody waiting; the rest must be acknowledged. */
const acksAtLeast = 55;
/** Images at each acknowledgement, and besides at one in so many other acts of the disk. */
const imagesPerAck = { full: isLong ? 40 : 4, normal: 2 };
const actsPerImage = isLong ? 1 : 60;

interface Toll {
  acks: number;
  images: number;
  /** Images in which an acknowledged command is gone, and the most that one of them lost. */
  losing: number;
  worst: number;
  /** Images that could not be opened, or whose chain or tables were wrong. */
  broken: number;
  /** Images whose next ticket was one that somebody already holds. */
  repeating: number;
}

async function cutPower(
  synchronous: WriterOrders["synchronous"],
  imagesPerAck: number,
  chance: Chance,
): Promise<Toll> {
  const folder = folders.fresh();
  const image = folders.inMemory();
  const { acts } = await traceWriter({ folder, synchronous, bursts, restAfter });
  const disk = createDyingDisk();
  const acks: WriterAck[] = [];
  const toll: Toll = { acks: 0, images: 0, losing: 0, worst: 0, broken: 0, repeating: 0 };
  for (const act of acts) {
    disk.act(act);
    const ack = act.kind === "say" ? ackIn(act.text) : null;
    if (ack !== null) acks.push(ack);
    const images = ack === null ? (chance.below(actsPerImage) === 0 ? 1 : 0) : imagesPerAck;
    // Before the hospital was founded nobody was told anything.
    if (acks.length === 0) continue;
    for (let count = 0; count < images; count++) {
      disk.imageInto(image, chance);
      examine(image, acks, toll);
    }
  }
  toll.acks = acks.length - 1;
  return toll;
}

function examine(image: string, acks: readonly WriterAck[], toll: Toll): void {
  toll.images++;
  try {
    const found = recover(image);
    const gone = lost(acks, found).length;
    if (gone > 0) toll.losing++;
    toll.worst = Math.max(toll.worst, gone);
    const { brokenAt, differing, damage, rows } = found.verdict;
    const isSound = brokenAt === null && differing.length + damage.length === 0;
    if (!isSound || rows !== found.head) toll.broken++;
    const held = new Set(acks.map((each) => each.label));
    if (issueAfter(image).some((label) => held.has(label))) toll.repeating++;
  } catch (error) {
    console.log("an image could not be used:", error);
    toll.broken++;
  }
}

describe.skipIf(!hasStrace)("cutting the power (skipped where strace is absent)", () => {
  test("no image lacks an acknowledged command, or repeats a number", async () => {
    const toll = await cutPower(2, imagesPerAck.full, chanceOf("power cut, FULL"));
    console.log("FULL", toll);
    expect(toll).toMatchObject({ losing: 0, worst: 0, broken: 0, repeating: 0 });
    expect(toll.acks).toBeGreaterThan(acksAtLeast);
    expect(toll.images).toBeGreaterThan(toll.acks * imagesPerAck.full);
  }, 3_600_000);

  test("with NORMAL the same cuts lose acknowledged commands, so a loss would be seen", async () => {
    const toll = await cutPower(1, imagesPerAck.normal, chanceOf("power cut, NORMAL"));
    console.log("NORMAL", toll);
    expect(toll.broken).toBe(0);
    expect(toll.acks).toBeGreaterThan(acksAtLeast);
    expect(toll.losing).toBeGreaterThan(toll.images / 2);
  }, 3_600_000);
});
