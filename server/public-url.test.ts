import { expect, test } from "vitest";
import { publicUrlNote } from "./public-url.ts";

function reach(url: string): string {
  const note = publicUrlNote(url);
  if (note === null) return "anywhere";
  if (!note.includes(url) || !note.includes("DAWR_PUBLIC_URL")) return `unclear: ${note}`;
  return note.includes("no phone can open") ? "this machine" : "own network";
}

test.each([
  ["http://127.0.0.1:4480", "this machine"],
  ["http://127.8.9.1", "this machine"],
  ["http://localhost:4480", "this machine"],
  ["http://dawr.localhost", "this machine"],
  ["http://0.0.0.0:4480", "this machine"],
  ["http://[::1]:4480", "this machine"],
  ["http://[::ffff:127.0.0.1]:4480", "this machine"],
  ["http://10.20.0.5:4480", "own network"],
  ["http://172.16.0.1", "own network"],
  ["http://172.31.255.254", "own network"],
  ["http://192.168.1.5:4480", "own network"],
  ["http://169.254.7.7", "own network"],
  ["http://100.64.0.1", "own network"],
  ["http://[fd12:3456::1]:4480", "own network"],
  ["http://[fe80::1]", "own network"],
  ["http://[::ffff:192.168.1.5]", "own network"],
  ["http://dawr:4480", "own network"],
  ["http://dawr.local", "own network"],
  ["http://dawr.local.", "own network"],
  ["http://queue.hospital.internal", "own network"],
  ["http://172.32.0.1", "anywhere"],
  ["http://100.128.0.1", "anywhere"],
  ["http://193.168.1.5", "anywhere"],
  ["http://[2001:db8::1]", "anywhere"],
  ["https://dawr.example.org/queue", "anywhere"],
  ["https://localhost.example.org", "anywhere"],
  ["https://10.example.org", "anywhere"],
])("%s is reached from: %s", (url, from) => {
  expect(reach(url)).toBe(from);
});
