/** What pairing needs of the browser: its address, its memory, and the server's door. */
export interface PairingPort {
  /** The part of the address after `#`, without it. */
  readonly fragment: string;
  /** Takes the fragment out of the address, so that nobody reads the token over a shoulder. */
  readonly dropFragment: () => void;
  readonly remember: (key: string, value: string) => void;
  readonly recall: (key: string) => string | null;
  /** Demo mode on the same machine pairs its own pages; nothing everywhere else. */
  readonly askDemo: (request: {
    readonly kind: "display";
    readonly waitingRoomId?: string;
  }) => Promise<unknown>;
}

/**
 * The token this display shows itself with: from the address the first time, then from memory,
 * then from a demo server; nothing when the display has to be paired by staff first.
 */
export async function deviceToken(
  port: PairingPort,
  waitingRoomId: string | null,
): Promise<string | null> {
  const { fragment } = port;
  if (tokenPattern.test(fragment)) {
    port.remember(memoryKey(waitingRoomId), fragment);
    port.dropFragment();
    return fragment;
  }
  const known = port.recall(memoryKey(waitingRoomId)) ?? port.recall(memoryKey(null));
  if (known !== null) return known;
  const forRoom = await demoToken(port, waitingRoomId);
  // A demo has no such waiting room, perhaps: without one it still offers those that it has.
  return forRoom ?? (waitingRoomId === null ? null : demoToken(port, null));
}

/**
 * A token from the demo server, or nothing where there is none. Also asked when the server knows
 * the remembered token no more, as after a demo's data were deleted. The remembered token stays
 * until a new one is given: a restored server may know it again.
 */
export async function demoToken(
  port: PairingPort,
  waitingRoomId: string | null,
): Promise<string | null> {
  const request = waitingRoomId === null ? {} : { waitingRoomId };
  const answer = await port.askDemo({ kind: "display", ...request });
  const token =
    typeof answer === "object" && answer !== null && "deviceToken" in answer
      ? answer.deviceToken
      : null;
  if (typeof token !== "string" || !tokenPattern.test(token)) return null;
  port.remember(memoryKey(waitingRoomId), token);
  return token;
}

/** Letters a token may have; a fragment such as `#calls` is too short to be one. */
const tokenPattern = /^[A-Za-z0-9_.~-]{16,512}$/;

/** A device is paired for one waiting room, so one browser may hold a token for each. */
function memoryKey(waitingRoomId: string | null): string {
  return `dawr.display.token:${waitingRoomId ?? ""}`;
}
