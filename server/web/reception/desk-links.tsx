import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** Desks that all staff may open; what they may do there the server says. */
const desks = [
  { desk: "theatre", href: "/theatre/", words: "theatre.title", icon: IconSlice },
  { desk: "laboratory", href: "/laboratory/", words: "lab.kind.laboratory", icon: IconMicroscope },
] as const;

/** The way from reception to the operations and the laboratory. */
export function DeskLinks(props: { readonly look: "onBar" | "plain" }) {
  const { t } = useLocale();
  const look = props.look === "onBar" ? "button button-on-bar" : "button";
  return (
    <nav className="desk-links" aria-label={t("desk.others")}>
      {desks.map(({ desk, href, words, icon: Icon }) => (
        <a key={desk} className={look} href={href} data-to-desk={desk}>
          <Icon className="icon" aria-hidden="true" />
          {t(words)}
        </a>
      ))}
    </nav>
  );
}
