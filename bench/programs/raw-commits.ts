import { openConnection } from "../../server/store/open.ts";
import { nowUs } from "../statistics.ts";
import { offer } from "./acts.ts";

// What one commit costs on this disk at this minute: one small row, no server around it.

export type CommitActs = typeof acts;

const { folder } = JSON.parse(process.argv[2] ?? "{}") as { folder: string };
const db = openConnection({ folder });
db.exec("CREATE TABLE one(id INTEGER PRIMARY KEY, at INTEGER)");
const insert = db.prepare("INSERT INTO one(at) VALUES(?)");

const acts = {
  commitUs({ times }: { times: number }): readonly number[] {
    return Array.from({ length: times }, (_, time) => {
      const startedUs = nowUs();
      insert.run(time);
      return nowUs() - startedUs;
    });
  },
};

offer(acts);
