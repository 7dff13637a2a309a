import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

/** Where the build puts the patient's page, inside the folder of all built pages. */
const pagePath = "kiosk/renderer/index.html";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

export interface PageFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly type: string;
}

/**
 * The file of the built page behind a URL path: `/` is the page itself, `/assets/…` what it needs.
 * Nothing for everything else, so the other faces' pages and the rest of the disk stay out.
 */
export async function pageFile(webFolder: string, urlPath: string): Promise<PageFile | null> {
  const path = urlPath === "/" ? pagePath : assetPath(urlPath);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return null;
  try {
    return { body: await readFile(join(webFolder, path)), type };
  } catch {
    return null;
  }
}

function assetPath(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const inside = normalize(path).startsWith(`${sep}assets${sep}`);
  return inside && !path.includes("\0") && !path.includes("\\") ? normalize(path) : null;
}

/**
 * What the page may load and speak to: itself, and at most the address named. Small pictures come
 * as `data:`; there is no inline script or style.
 */
export function pagePolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
