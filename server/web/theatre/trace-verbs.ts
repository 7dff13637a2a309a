/** What can have happened to an operation, each with a word of its own in every language. */
export const traceVerbs = [
  "request",
  "plan",
  "move",
  "unplan",
  "sendFor",
  "arrive",
  "signIn",
  "incise",
  "close",
  "recover",
  "toWard",
  "cancel",
  "change",
  "supplies",
  "delay",
  "undo",
] as const;
export type TraceVerb = (typeof traceVerbs)[number];

/** A verb that a newer server says and this page does not know is a change. */
export function traceVerb(verb: string): TraceVerb {
  return traceVerbs.find((known) => known === verb) ?? "change";
}
