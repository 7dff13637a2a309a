import fastifyCookie from "@fastify/cookie";

/** Plain HTTP on the LAN until TLS comes: `__Host-` would need it. HttpOnly and SameSite=Strict. */
export const sessionCookie = "dawr-session";

/** The session token of a `Cookie` header, if it has one. */
export function sessionToken(header: string | undefined): string | null {
  if (header === undefined) return null;
  return fastifyCookie.fastifyCookie.parse(header)[sessionCookie] ?? null;
}
