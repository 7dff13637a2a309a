import { createRoot } from "react-dom/client";
import { languages, preferredLanguage } from "../../../shared/domain/language.ts";
import "../../../shared/ui/base.css";
import { browserTime } from "../../../shared/ui/clock.ts";
import { createFamilyAsk } from "./ask.ts";
import { FamilyPage } from "./family-page.tsx";
import "./family.css";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
/** A television is set by its address, a phone by its owner. */
const asked = new URLSearchParams(location.search).get("lang");
createRoot(root).render(
  <FamilyPage
    ask={createFamilyAsk(window.fetch.bind(window))}
    nowMs={browserTime.monotonicMs}
    sleep={browserTime.sleep}
    firstLanguage={
      languages.find((known) => known === asked) ?? preferredLanguage(navigator.languages)
    }
  />,
);
