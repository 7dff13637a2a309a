// Which room may import what. One table behind two checks: ESLint looks at each file by itself
// (lint-rules.ts), dependency-cruiser at the tree as a whole (dependency-cruiser.config.mjs).
import { isBuiltin } from "node:module";
import { dirname, join, normalize } from "node:path/posix";

export interface Room {
  readonly name: string;
  /** Its files, as paths from the top of the tree. The first room that matches owns a file. */
  readonly files: RegExp;
  /** What it may import besides its own files. */
  readonly sees: RegExp;
  /** May it use what Node brings (`node:fs`)? Rooms that run in a browser page may not. */
  readonly onNode: boolean;
}

const nothing = /(?!)/;
const everything = /^/;
const domain = /^shared\/domain\//;
const shared = /^shared\//;

function pureRoom(name: string, sees: RegExp, files = inFolder(name)): Room {
  return { name, files, sees, onNode: false };
}

function nodeRoom(name: string, sees: RegExp, files = inFolder(name)): Room {
  return { name, files, sees, onNode: true };
}

function inFolder(folder: string): RegExp {
  return new RegExp(`^${folder}/`);
}

/** What a server module builds on. Other modules are not in it: modules meet in flows. */
const moduleGround =
  /^(shared\/(domain|protocol|i18n|printing)|server\/store)\/|^server\/runtime\.ts$/;

/**
 * What the outer edge of the server builds on: its stories (the files at the top of `server`), the
 * store that commits them, and who is speaking. Never the modules that the stories are about.
 */
const edgeGround = /^shared\/(?!ui\/)|^server\/((store|access)\/|[^/]*\.ts$)/;

/** Tests and tools stand outside and see all; `shared/domain` is the ground and sees nothing. */
export const rooms: readonly Room[] = [
  nodeRoom("test", everything, /^(test|bench)\/|\/testing\/|\.test\.tsx?$/),
  nodeRoom("tools", everything, /^tools\/|^[^/]*\.config\.(ts|mjs)$/),
  // A decision sees words only: no store, no clock, no other room.
  pureRoom("rules", domain, /\.rules\.ts$/),

  pureRoom("shared/domain", nothing),
  pureRoom("shared/protocol", domain),
  pureRoom("shared/i18n", domain),
  pureRoom("shared/printing", /^shared\/(domain|i18n|protocol)\//),
  pureRoom("shared/ui", shared),

  nodeRoom("server/store", /^shared\/(domain|protocol)\/|^server\/runtime\.ts$/),
  nodeRoom("server/queue", moduleGround),
  nodeRoom("server/printing", moduleGround),
  nodeRoom("server/directory", moduleGround),
  nodeRoom("server/access", moduleGround),
  nodeRoom("server/patients", moduleGround),
  nodeRoom("server/scheduling", moduleGround),
  nodeRoom("server/theatres", moduleGround),
  nodeRoom("server/laboratory", moduleGround),
  nodeRoom("server/demo", edgeGround),
  nodeRoom("server/gateway", edgeGround),
  pureRoom("server/web", shared),
  nodeRoom("server", /^shared\/(?!ui\/)|^server\/(?!web\/)/, /^server\/[^/]*\.ts$/),

  // What the agent offers the page, typed once between them, in the words of its printer.
  pureRoom("kiosk", /^shared\/(?!ui\/)|^kiosk\/agent\/printer-port\.ts$/, /^kiosk\/[^/]*\.ts$/),
  nodeRoom("kiosk/agent", /^shared\/(?!ui\/)|^kiosk\/[^/]*\.ts$/),
  nodeRoom("kiosk/shell", /^shared\/(?!ui\/)|^kiosk\/(agent\/|[^/]*\.ts$)/),
  pureRoom("kiosk/renderer", /^shared\/|^kiosk\/[^/]*\.ts$/),
  pureRoom("display", shared),
];

const gateway = /^server\/gateway\//;
/** Pure layout in shared; what needs fonts, WASM or files beside the agent that prints. */
const printing = /^(shared|kiosk\/agent)\/printing\//;
const screens = /^(shared\/ui|kiosk\/renderer|display|server\/web)\//;

/** The files that may import a package, so that a technology can be changed in one room. */
export const technologies: Readonly<Record<string, RegExp>> = {
  "better-sqlite3": /^server\/store\//,
  // The gateway for the hospital, and the loopback page server of a kiosk for its own page.
  "socket.io": /^server\/gateway\/|^kiosk\/shell\/browser\//,
  fastify: gateway,
  "@fastify/cookie": gateway,
  "@fastify/helmet": gateway,
  "@fastify/static": gateway,
  "prom-client": gateway,
  pino: /^server\/runtime\.ts$/,
  "libphonenumber-js": /^server\/patients\//,
  "ical-generator": /^server\/gateway\//,
  uuid: /^(server|kiosk\/agent)\/runtime\.ts$|^shared\/ui\/command-id\.ts$/,
  zod: /^(shared\/protocol|server\/(?!web\/).*|kiosk\/(agent|shell))(\/|\.ts$)/,
  "date-fns": /^server\/(?!web\/)/,
  "@date-fns/tz": /^server\/(?!web\/)/,
  // Screens know a client; only the place that opens a page knows what carries it.
  "socket.io-client":
    /^kiosk\/agent\/|^((kiosk\/renderer|display)\/main|server\/web\/open-desk)\.tsx$/,
  electron: /^kiosk\/shell\/electron\//,
  react: screens,
  "react-dom": screens,
  // Calendars, menus and popovers of administration: keys, focus and right-to-left are theirs.
  "react-aria-components": /^server\/web\//,
  "@internationalized/date": /^server\/web\//,
  "@tabler/icons-react": screens,
  i18next: /^shared\/i18n\//,
  harfbuzzjs: printing,
  "bidi-js": printing,
  "bwip-js": /^shared\/printing\//,
  qr: /^(shared\/(printing|ui)|kiosk\/agent\/printing)\//,
};

/** The room that owns a file; nothing for a path outside every room. */
export function roomOf(path: string): Room | null {
  return rooms.find((room) => room.files.test(path)) ?? null;
}

/**
 * Why the file at `from` may not import `specifier`, or nothing when it may. `from` is a path from
 * the top of the tree; the specifier is what stands in the import.
 */
export function arrowProblem(from: string, specifier: string): string | null {
  const room = roomOf(from);
  if (room === null) return `${from} is in no room: give its folder a row in tools/arrows.ts`;
  if (specifier.startsWith(".")) {
    const target = normalize(join(dirname(from), specifier.replace(/\?.*$/, "")));
    return fileProblem(room, target);
  }
  if (isBuiltin(specifier)) {
    return room.onNode ? null : `${room.name} does not run on Node: no ${specifier}`;
  }
  return packageProblem(room, from, packageOf(specifier));
}

function fileProblem(room: Room, target: string): string | null {
  const targetRoom = roomOf(target);
  if (targetRoom === room) return null;
  if (targetRoom?.name === "test" && room.name !== "tools") {
    return `${target} belongs to the tests; nothing stands on a test`;
  }
  if (room.files.test(target) || room.sees.test(target)) return null;
  return `${room.name} must not see ${target}`;
}

function packageProblem(room: Room, from: string, name: string): string | null {
  if (room.name === "test" || room.name === "tools") return null;
  const importers = technologies[name];
  if (importers === undefined) {
    return `no room is said to use ${name}: name the one that does in tools/arrows.ts`;
  }
  return importers.test(from) ? null : `${room.name} must not import ${name}`;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
