// Cruises the whole tree with dependency-cruiser: arrows between rooms, circles, files that nobody
// imports, imports that lead nowhere. Run by itself it fails when a rule is broken, and when it
// saw next to nothing: without its TypeScript parser the cruiser finds no module and says "ok".
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import type { ICruiseOptions, IForbiddenRuleType } from "dependency-cruiser";
import { rooms, technologies } from "./arrows.ts";

export interface Cruise {
  /** Files of the tree that were looked at. */
  readonly modules: number;
  /** `rule: from → to`, sorted. */
  readonly broken: readonly string[];
}

/** The tree has far more; so few mean that the cruiser was blind, not that the tree is small. */
const modulesMin = 50;

const folders = ["shared", "server", "kiosk", "display", "tools", "test", "bench"];
const tree = `^(${folders.join("|")})/`;
const outsideFiles = rooms
  .filter(({ name }) => name === "test" || name === "tools")
  .map(({ files }) => files.source);
/** Begun by a person, a page or a tool rather than imported; and types of other people's modules. */
const begun = ["\\.d\\.m?ts$", "^server/main\\.ts$", "/main\\.tsx?$"];

const roomRules: readonly IForbiddenRuleType[] = rooms.map((room, index) => ({
  name: `arrows of ${room.name}`,
  severity: "error",
  // The first room that matches owns a file, so those of the rooms before are not this one's.
  from: {
    path: room.files.source,
    pathNot: rooms.slice(0, index).map(({ files }) => files.source),
  },
  to: { path: tree, pathNot: [room.files.source, room.sees.source] },
}));

const nodeRules: readonly IForbiddenRuleType[] = rooms
  .filter((room) => !room.onNode)
  .map((room) => ({
    name: `${room.name} is not on Node`,
    severity: "error",
    from: { path: room.files.source, pathNot: outsideFiles },
    to: { dependencyTypes: ["core"] },
  }));

const technologyRules: readonly IForbiddenRuleType[] = Object.entries(technologies).map(
  ([name, importers]) => ({
    name: `one room for ${name}`,
    severity: "error",
    from: { path: tree, pathNot: [importers.source, ...outsideFiles] },
    to: { path: `^node_modules/(@types/)?${name}/` },
  }),
);

const wholeRules: readonly IForbiddenRuleType[] = [
  // Two files that need each other are one file, or a third is missing.
  { name: "no circle", severity: "error", from: {}, to: { circular: true } },
  { name: "nothing unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  {
    name: "nothing stands on a test",
    severity: "error",
    from: { path: tree, pathNot: outsideFiles },
    to: { path: "\\.test\\.tsx?$|/testing/" },
  },
  {
    name: "no orphan",
    severity: "error",
    from: { orphan: true, pathNot: [...begun, ...outsideFiles] },
    to: {},
  },
];

export const cruiseOptions: ICruiseOptions = {
  validate: true,
  ruleSet: { forbidden: [...roomRules, ...nodeRules, ...technologyRules, ...wholeRules] },
  doNotFollow: { path: "node_modules" },
  // Types count: a room that only borrows a type still stands on that room's shape.
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
    extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
  },
};

/** Cruises the tree below `baseDir` by the rules of this house. */
export async function cruiseTree(baseDir: string): Promise<Cruise> {
  const there = folders.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(there, { ...cruiseOptions, baseDir });
  if (typeof output === "string") throw new Error(`the cruiser answered with text: ${output}`);
  const seen = output.modules.filter((module) => new RegExp(tree).test(module.source));
  const broken = output.summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from}${to === from ? "" : ` → ${to}`}`,
  );
  return { modules: seen.length, broken: broken.sort() };
}

if (process.argv[1]?.endsWith("cruise.ts")) {
  const { modules, broken } = await cruiseTree(process.cwd());
  for (const each of broken) console.error(`arrows: ${each}`);
  console.log(`arrows: ${modules} modules seen, ${broken.length} arrows broken`);
  if (modules < modulesMin) {
    console.error(`arrows: fewer than ${modulesMin} modules: nothing was really checked`);
  }
  if (broken.length > 0 || modules < modulesMin) process.exitCode = 1;
}
