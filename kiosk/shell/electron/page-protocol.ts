import type { CustomScheme, Protocol } from "electron";
import { pageFile, pagePolicy } from "../page-folder.ts";

/** The page has an origin of its own, unlike `file:`, and no address that a network could serve. */
const scheme = "app";
export const pageOrigin = `${scheme}://kiosk`;
export const pageUrl = `${pageOrigin}/`;

export const pageScheme: CustomScheme = {
  scheme,
  privileges: { standard: true, secure: true },
};

/** Serves the built page under {@link pageOrigin}, with a policy that lets it speak to nobody. */
export function servePageProtocol(protocol: Protocol, webFolder: string): void {
  protocol.handle(scheme, async (request) => {
    const { origin, pathname, host } = new URL(request.url);
    const isOurs = origin === pageOrigin || host === new URL(pageOrigin).host;
    const file = isOurs && request.method === "GET" ? await pageFile(webFolder, pathname) : null;
    if (file === null) return new Response("There is no such page here.", { status: 404 });
    return new Response(file.body, {
      headers: {
        "content-type": file.type,
        "content-security-policy": pagePolicy("'none'"),
        "x-content-type-options": "nosniff",
      },
    });
  });
}
