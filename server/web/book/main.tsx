import { createRoot } from "react-dom/client";
import { preferredLanguage } from "../../../shared/domain/language.ts";
import "../../../shared/ui/base.css";
import { newCommandId } from "../../../shared/ui/command-id.ts";
import { createKept } from "../track/kept.ts";
import "../track/track.css";
import { createBookAsk } from "./ask.ts";
import { BookPage } from "./book-page.tsx";
import "./book.css";

/** Far above any honest token; a longer fragment is somebody's play. */
const tokenSignsMax = 128;

const fragment = location.hash.slice(1);
const token = fragment === "" || fragment.length > tokenSignsMax ? null : fragment;

// Another slip was scanned into this tab: a page about the first one must not stay.
addEventListener("hashchange", () => location.reload());

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <BookPage
    ask={ask()}
    token={token}
    newCommandId={newCommandId}
    kept={createKept(() => sessionStorage)}
    phoneLanguage={preferredLanguage(navigator.languages)}
    // Replaced, not set: no step of history, and no event that would load the page anew.
    keepToken={(shown) => history.replaceState(null, "", `#${shown}`)}
  />,
);

function ask() {
  return createBookAsk(window.fetch.bind(window));
}
