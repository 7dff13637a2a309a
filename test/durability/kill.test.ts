// Ends the real server by `kill -9` at random moments under load, and starts it again on the same
// data: whoever had an answer must find it kept.
import { expect, test } from "vitest";
import { chanceOf, isLong } from "./chance.ts";
import { startChild, startProgram } from "./child.ts";
import { createCrowd } from "./crowd.ts";
import { foldersFor } from "./folders.ts";
import { recover } from "./recovered.ts";

const folders = foldersFor("kill");
const rounds = isLong ? 200 : 50;
const startsKilled = isLong ? 40 : 4;
/** By then a start is over, or nearly so. */
const startMsMax = 1_200;
/** The load is let run for so long at most: from nothing at all to hundreds of answers. */
const loadMsMax = 250;
/** The whole chain and fold are checked in one round of so many, and after the last. */
const roundsPerVerify = 5;
/** A loaded machine with two cores takes two seconds for a round. */
const endsAfterMs = rounds * 6_000;

test(
  `${rounds} kills under load: every acknowledged ticket and call is kept, none is doubled`,
  async () => {
    const chance = chanceOf("kill -9");
    const folder = folders.fresh();
    const crowd = createCrowd(folder);
    // A server that stops in order leaves its code compiled for the fifty starts that follow.
    await (await startProgram(folder)).stop();
    let program = await startProgram(folder);
    await crowd.meet(program.url);
    for (let round = 0; round < rounds; round++) {
      const killed = new Promise((wake) => setTimeout(wake, chance.below(loadMsMax))).then(() =>
        program.kill(),
      );
      await Promise.all([crowd.pressOn(), killed]);
      crowd.part();
      program = await startProgram(folder);
      await crowd.meet(program.url);
      await crowd.insist(program.url, round % roundsPerVerify === 0);
    }
    crowd.part();
    await program.kill();
    const found = recover(folder);
    const missing = [...crowd.tickets].filter(([id, label]) => found.tickets.get(id) !== label);
    console.log("kill -9", { kills: rounds, ...crowd.figures(), missing: missing.length });
    expect(missing).toEqual([]);
    expect(found.verdict).toMatchObject({ brokenAt: null, differing: [], damage: [] });
    expect(crowd.figures().acks).toBeGreaterThan(rounds * 4);
  },
  endsAfterMs,
);

test(
  "a server killed while it starts for the first time leaves data that it can start with",
  async () => {
    const chance = chanceOf("kill at start");
    let folder = folders.fresh();
    for (let count = 0; count < startsKilled; count++) {
      folder = folders.fresh();
      const child = startChild(["server/main.ts"], {
        env: { DAWR_DATA: folder, DAWR_DEMO: "1", DAWR_PORT: "0" },
      });
      await new Promise((wake) => setTimeout(wake, chance.below(startMsMax)));
      child.process.kill("SIGKILL");
      await child.ended;
      expect(recover(folder).verdict).toMatchObject({ brokenAt: null, differing: [], damage: [] });
    }
    const program = await startProgram(folder);
    await program.kill();
  },
  endsAfterMs,
);
