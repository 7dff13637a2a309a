import { sha256 } from "../runtime.ts";

/** Enough of a digest that two views never share it. */
const tagBytes = 12;

/** Changes when what is said changes: the view holds no time of its own making. */
export function tagOf(view: object): string {
  return `"${sha256(JSON.stringify(view)).subarray(0, tagBytes).toString("base64url")}"`;
}

/** RFC 9110, 13.1.2: any of the list, compared weakly; a proxy may have made ours weak. */
export function matches(header: string | undefined, tag: string): boolean {
  const listed = (header ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return listed.includes(tag) || listed.includes("*");
}
