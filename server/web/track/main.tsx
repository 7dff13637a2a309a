import { createRoot } from "react-dom/client";
import { preferredLanguage } from "../../../shared/domain/language.ts";
import "../../../shared/ui/base.css";
import { browserChance, browserTime } from "../../../shared/ui/clock.ts";
import { createAsk } from "./ask.ts";
import { createFollower } from "./follow.ts";
import { createKept } from "./kept.ts";
import { createSteadyClock } from "./steady-clock.ts";
import { TrackPage } from "./track-page.tsx";
import { startTracking } from "./tracking.ts";
import "./track.css";

/** Far above any honest token; a longer fragment is somebody's play. */
const tokenSignsMax = 128;

// The token stays in the address: the patient reloads, or comes back to the tab tomorrow.
const fragment = location.hash.slice(1);
const token = fragment === "" || fragment.length > tokenSignsMax ? null : fragment;
const kept = createKept(() => sessionStorage);
const nowMs = createSteadyClock(browserTime.now, browserTime.monotonicMs);

const follower = createFollower(
  {
    ask: createAsk(window.fetch.bind(window)),
    nowMs,
    chance: browserChance,
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    keep: kept.keep,
  },
  startTracking(token, kept.recall(token)),
);

function look(): void {
  if (document.visibilityState === "visible") follower.shown();
  else follower.hidden();
}
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
addEventListener("online", look);
// Another ticket was scanned into this tab: a page about the first one must not stay.
addEventListener("hashchange", () => location.reload());

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <TrackPage
    follower={follower}
    nowMs={nowMs}
    kept={kept}
    phoneLanguage={preferredLanguage(navigator.languages)}
    tremble={(pattern) => {
      // Phones that can't tremble have no such function; some allow it only after a touch.
      if ("vibrate" in navigator) navigator.vibrate([...pattern]);
    }}
  />,
);
look();
