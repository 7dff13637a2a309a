import type { FastifyRequest } from "fastify";

/** Only our own pages and tools send this header: another site's form can't. */
export function isOwnPage(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  const sameOrigin = origin === undefined || URL.parse(origin)?.host === host;
  return sameOrigin && request.headers["content-type"] !== "text/plain";
}
