/**
 * Ends the process with one clear line when its Node is too old. Imported first: the store's
 * native part crashes an old Node without a word.
 */
export function refuseOldNode(version = process.versions.node): void {
  const refusal = oldNodeRefusal(version);
  if (refusal === null) return;
  console.error(refusal);
  process.exit(1);
}

/**
 * What to tell the person, or nothing when this Node will do: 22.18 on, and 23.6 on in the 23
 * line. Those are the first that run `.ts` files as they are, and the store needs 22.
 */
export function oldNodeRefusal(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const floorMinor = { 22: 18, 23: 6 }[major] ?? (major > 23 ? 0 : Infinity);
  if (minor >= floorMinor) return null;
  return (
    `Dawr needs Node 22.18 or newer, and this is Node ${version}. ` +
    "Install Node 24 from nodejs.org; on Linux x64 a plain `npm ci` brings it along."
  );
}
