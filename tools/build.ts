// `npm run build`: makes the web pages of every face, when what they are made of has changed.
// `--say` speaks also when there was nothing to do; `--electron` bundles Electron's files too.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";

/** All that can change a page. Tests beside the code cannot. */
const sources = [
  "{shared,kiosk/renderer,display,server/web}/**/*.{ts,tsx,css,html,json,svg,png,woff2,ogg}",
  "vite.config.ts",
  "package-lock.json",
];
const built = "dist/web";
/** Beside the pages, not among them: what lies among them is served. */
const stamp = "dist/web.sha256";

const digest = sourcesDigest();
if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) {
  if (process.argv.includes("--say")) console.error("dawr: the pages are up to date");
} else {
  console.error("dawr: building the pages");
  await buildPages();
}

if (process.argv.includes("--electron")) {
  for (const mode of ["main", "preload"]) {
    await build({ configFile: "vite-electron.config.ts", mode, logLevel: "warn" });
  }
  console.error("dawr: dist/electron holds the kiosk's Electron shell");
}

async function buildPages(): Promise<void> {
  try {
    await build({ logLevel: "warn" });
    mkdirSync("dist", { recursive: true });
    writeFileSync(stamp, digest);
  } catch (error) {
    // What Vite says of it is for a person; its stack is not.
    console.error(`dawr: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function sourcesDigest(): string {
  const hash = createHash("sha256");
  for (const path of globSync(sources).sort()) {
    if (!path.endsWith(".test.ts")) hash.update(path).update("\0").update(readFileSync(path));
  }
  return hash.digest("hex");
}
