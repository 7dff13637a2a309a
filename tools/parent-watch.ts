// Loaded before a tool (`node --import`): the tool ends when the process that started it is gone,
// however that happened. A process asked to stop runs its SIGTERM handlers, so a server still
// closes its store. With `?group` in the address it takes its whole process group along.

/** Longer than an orderly stop of the server takes; after it the process ends as it is. */
const stopWithinMs = 8_000;

const takesGroup = new URL(import.meta.url).searchParams.has("group");

// What the tool forks in its turn (a test runner's worker) lives by its own channel and must not
// load this file: unwatched, that channel would not keep it alive.
const own = process.execArgv.indexOf(import.meta.url);
if (own > 0) process.execArgv.splice(own - 1, 2);

if (process.channel) {
  process.once("disconnect", stop);
  // Watching the channel must not be what keeps a finished tool alive.
  process.channel.unref();
}

function stop(): void {
  if (takesGroup) process.kill(0, "SIGTERM");
  if (process.listenerCount("SIGTERM") === 0) process.exit(1);
  if (!takesGroup) process.emit("SIGTERM");
  setTimeout(() => process.exit(1), stopWithinMs).unref();
}
