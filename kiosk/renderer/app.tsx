import { useCallback, useEffect, useRef, useState } from "react";
import type { MouseEvent } from "react";
import type { CommandId } from "../../shared/domain/ids.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import { browserTime, useServerTime } from "../../shared/ui/clock.ts";
import { LocaleProvider } from "../../shared/ui/locale-provider.tsx";
import type { DeviceApi, DeviceState } from "../device-api.ts";
import type { Act } from "./parts/act.ts";
import { HeadContext } from "./parts/head.tsx";
import { IdleBar } from "./parts/idle-bar.tsx";
import { Stage } from "./parts/stage.tsx";
import { CheckInScreen } from "./screens/check-in.tsx";
import { Choosing } from "./screens/choosing.tsx";
import { Emergency } from "./screens/emergency.tsx";
import { GroupSize } from "./screens/group.tsx";
import { Home } from "./screens/home.tsx";
import { Issued } from "./screens/issued.tsx";
import { Numbers } from "./screens/numbers.tsx";
import { Offline, Starting } from "./screens/offline.tsx";
import { Refused } from "./screens/refused.tsx";
import { Segment } from "./screens/segment.tsx";
import { Trouble } from "./screens/trouble.tsx";
import { Unsure } from "./screens/unsure.tsx";
import { askedCheckIn, askedIntent, countdown, freshSession, reduce, standIn } from "./session.ts";
import type { Session, SessionEvent } from "./session.ts";
import { useReader } from "./use-reader.ts";

/** Countdowns show whole seconds; four looks a second keep them honest. */
const tickMs = 250;

/** The patient's whole screen: a session (pure) over what the device says. */
export function App(props: { readonly device: DeviceApi; readonly newCommandId: () => CommandId }) {
  const { device, newCommandId } = props;
  const state = useDevice(device);
  const { session, act, nowMs } = useSession(device, state);
  const serverTime = useServerTime(state?.serverTime ?? null);
  const directory = state?.directory ?? null;
  const situation = {
    isUp: state?.link.up === true,
    hasDirectory: directory !== null,
    illForMs: useIllForMs(state?.link.up === true && directory !== null, nowMs),
  };
  const instead = standIn(session.screen, situation);
  const dropSecondTap = useSecondTap();
  const isAtBooking = session.screen.name === "checkIn" || session.screen.name === "home";
  useReader(isAtBooking && instead === null, act, newCommandId);
  const left = instead === null ? countdown(session, nowMs) : null;

  return (
    <LocaleProvider language={session.language}>
      <HeadContext value={{ directory, serverTime }}>
        <Stage>
          <div
            className="kiosk"
            data-screen={instead ?? session.screen.name}
            data-larger={session.largerText || undefined}
            data-low={session.lowButtons || undefined}
            onPointerDown={() => act({ type: "touch" })}
            onClickCapture={dropSecondTap}
          >
            {instead === "starting" && <Starting />}
            {instead === "offline" && (
              <Offline
                refusal={state?.link.refusal ?? null}
                directory={directory}
                session={session}
                act={act}
              />
            )}
            {instead === null && (
              <ScreenOf {...{ session, directory, act, newCommandId, left }} state={state} />
            )}
            {left !== null && !showsNumbers(session) && <IdleBar left={left} act={act} />}
          </div>
        </Stage>
      </HeadContext>
    </LocaleProvider>
  );
}

/**
 * The second tap of a double tap is meant for the screen before: it must choose nothing. Two taps
 * on one key of a keypad are two signs.
 */
function useSecondTap(): (event: MouseEvent) => void {
  const beganOnKey = useRef(false);
  return (event) => {
    if (event.detail <= 1) beganOnKey.current = isKey(event.target);
    else if (!beganOnKey.current) event.stopPropagation();
  };
}

function isKey(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-key]") !== null;
}

/** These show their countdown from the start, in a place of its own. */
function showsNumbers({ screen }: Session): boolean {
  return screen.name === "issued" || screen.name === "numbers";
}

function ScreenOf(props: {
  readonly session: Session;
  readonly directory: DirectoryData | null;
  readonly state: DeviceState | null;
  readonly left: ReturnType<typeof countdown>;
  readonly act: Act;
  readonly newCommandId: () => CommandId;
}) {
  const { session, directory, act } = props;
  const { screen } = session;
  switch (screen.name) {
    case "home":
      return <Home {...{ session, directory, act }} printer={props.state?.printer ?? null} />;
    case "emergency":
      return <Emergency session={session} directory={directory} act={act} />;
    case "unsure":
      return <Unsure session={session} act={act} />;
    case "group":
    case "segment":
    case "numbers":
      return <GroupScreenOf {...props} screen={screen} />;
    case "clinics":
    case "services":
      return (
        <Choosing
          {...{ session, directory, act }}
          at={screen}
          waitsFor={null}
          isSlow={false}
          newCommandId={props.newCommandId}
        />
      );
    case "issuing":
      return (
        <Choosing
          {...{ session, directory, act }}
          at={screen.from}
          waitsFor={screen.intent.serviceId}
          isSlow={screen.isSlow}
          newCommandId={props.newCommandId}
        />
      );
    case "issued":
      return (
        <Issued
          session={session}
          screen={screen}
          directory={directory}
          left={props.left}
          act={act}
        />
      );
    case "refused":
      return <Refused session={session} screen={screen} directory={directory} act={act} />;
    case "checkIn":
      return (
        <CheckInScreen
          {...{ session, act }}
          checkIn={screen.checkIn}
          zone={directory?.zone ?? "UTC"}
          newCommandId={props.newCommandId}
        />
      );
    case "trouble":
      return <Trouble session={session} screen={screen} act={act} />;
    default:
      return missingCase(screen);
  }
}

/** The questions before several numbers, and those numbers. */
function GroupScreenOf(props: {
  readonly session: Session;
  readonly screen: Extract<Session["screen"], { name: "group" | "segment" | "numbers" }>;
  readonly directory: DirectoryData | null;
  readonly left: ReturnType<typeof countdown>;
  readonly act: Act;
}) {
  const { session, screen, directory, act } = props;
  switch (screen.name) {
    case "group":
      return <GroupSize session={session} act={act} />;
    case "segment":
      return <Segment session={session} screen={screen} directory={directory} act={act} />;
    case "numbers":
      return <Numbers screen={screen} directory={directory} left={props.left} act={act} />;
    default:
      return missingCase(screen);
  }
}

function useDevice(device: DeviceApi): DeviceState | null {
  const [state, setState] = useState<DeviceState | null>(null);
  useEffect(() => device.onState(setState), [device]);
  return state;
}

/** The session, wound by touches, ticks, answers and papers. */
function useSession(device: DeviceApi, state: DeviceState | null) {
  const [session, setSession] = useState(freshSession);
  const [nowMs, setNowMs] = useState(browserTime.monotonicMs);
  const act = useCallback((event: SessionEvent) => {
    const now = browserTime.monotonicMs();
    setNowMs(now);
    setSession((held) => reduce(held, event, now));
  }, []);
  useEffect(() => {
    const timer = setInterval(() => act({ type: "tick" }), tickMs);
    return () => clearInterval(timer);
  }, [act]);

  // An intent goes to the agent once for each time the patient asks; the agent makes it one ticket.
  const { screen } = session;
  const asked = askedIntent(screen);
  const askedOf = asked === null ? null : `${asked.intent.commandId} ${asked.sinceMs}`;
  const lastAsked = useRef<string | null>(null);
  useEffect(() => {
    if (asked === null || lastAsked.current === askedOf) return;
    lastAsked.current = askedOf;
    const { commandId } = asked.intent;
    void device
      .issueTicket(asked.intent)
      .then((outcome) => act({ type: "answered", commandId, outcome }));
  }, [asked, askedOf, device, act]);

  useCheckIn(device, screen, act);
  const ticketId = screen.name === "issued" ? screen.ticket.ticketId : null;
  const paper = ticketId === null ? undefined : state?.papers[ticketId];
  useEffect(() => {
    if (paper !== undefined) act({ type: "paper", paper });
  }, [paper, act]);
  const papers = state?.papers;
  const isGroup = screen.name === "numbers";
  useEffect(() => {
    if (isGroup && papers !== undefined) act({ type: "papers", papers });
  }, [isGroup, papers, act]);
  return { session, act, nowMs };
}

/** As with a ticket: to the agent once for each time the patient asks. */
function useCheckIn(device: DeviceApi, screen: Session["screen"], act: Act): void {
  const asked = askedCheckIn(screen);
  const askedOf = asked === null ? null : `${asked.intent.commandId} ${asked.sinceMs}`;
  const lastAsked = useRef<string | null>(null);
  useEffect(() => {
    if (asked === null || lastAsked.current === askedOf) return;
    lastAsked.current = askedOf;
    const { commandId } = asked.intent;
    void device
      .checkIn(asked.intent)
      .then((outcome) => act({ type: "checkedIn", commandId, outcome }));
  }, [asked, askedOf, device, act]);
}

/** How long things have been ill, in milliseconds; 0 while they are well. */
function useIllForMs(isWell: boolean, nowMs: number): number {
  const [illSinceMs, setIllSinceMs] = useState<number | null>(nowMs);
  if (isWell && illSinceMs !== null) setIllSinceMs(null);
  if (!isWell && illSinceMs === null) setIllSinceMs(nowMs);
  return isWell || illSinceMs === null ? 0 : nowMs - illSinceMs;
}
