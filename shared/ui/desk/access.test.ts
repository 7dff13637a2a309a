import { describe, expect, it } from "vitest";
import { createAccess } from "./access.ts";

function answering(status: number, body: unknown): { fetcher: typeof fetch; asked: Request[] } {
  const asked: Request[] = [];
  const fetcher: typeof fetch = (input, init) => {
    asked.push(new Request(new URL(String(input), "http://dawr.test"), init));
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
  return { fetcher, asked };
}

const sara = { staffId: "s1", user: "reception", name: "سارة", role: "receptionist" };

describe("sign-in", () => {
  it.each([
    ["lets in whom the server names", 200, { ok: true, me: sara }, { kind: "in", me: sara }],
    [
      "says that the password is wrong",
      401,
      { ok: false, refusal: { code: "wrong_password", text: "x" } },
      { kind: "refused", code: "wrong_password", retryAfterS: null },
    ],
    [
      "says how long to wait",
      429,
      { ok: false, refusal: { code: "try_later", text: "x", retryAfterS: 12.2 } },
      { kind: "refused", code: "try_later", retryAfterS: 13 },
    ],
    [
      "does not trust a role it does not know",
      200,
      { ok: true, me: { ...sara, role: "root" } },
      { kind: "noServer" },
    ],
    [
      "does not trust an unknown refusal",
      500,
      { ok: false, refusal: { code: "odd" } },
      { kind: "noServer" },
    ],
    ["does not trust an empty answer", 200, null, { kind: "noServer" }],
  ])("%s", async (_, status, body, expected) => {
    const { fetcher } = answering(status, body);
    expect(await createAccess(fetcher).signIn("reception", "secret", "ar")).toEqual(expected);
  });

  it("sends what a foreign page cannot: the header of our own pages", async () => {
    const { fetcher, asked } = answering(200, { ok: true, me: sara });
    await createAccess(fetcher).signIn("reception", "secret", "en");
    const [request] = asked;
    expect([
      request?.method,
      request?.url,
      request?.headers.get("x-dawr"),
      request?.headers.get("accept-language"),
      await request?.json(),
    ]).toEqual([
      "POST",
      "http://dawr.test/api/sign-in",
      "1",
      "en",
      { user: "reception", password: "secret" },
    ]);
  });

  it("says when nobody answers", async () => {
    const access = createAccess(() => Promise.reject(new TypeError("offline")));
    expect(await access.signIn("reception", "secret", "ar")).toEqual({ kind: "noServer" });
    await expect(access.signOut("ar")).resolves.toBeUndefined();
  });
});
