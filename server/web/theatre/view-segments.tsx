import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { ViewProps } from "./desk.ts";

/** A day, or the week round it. */
export function ViewSegments(props: {
  readonly view: "day" | "week";
  readonly go: ViewProps["go"];
}) {
  const { t } = useLocale();
  return (
    <div className="segments" role="group" aria-label={t("theatre.span")}>
      {(["day", "week"] as const).map((view) => (
        <button
          key={view}
          type="button"
          data-span={view}
          aria-pressed={view === props.view}
          onClick={() => props.go({ view })}
        >
          {t(`theatre.spanOf.${view}`)}
        </button>
      ))}
    </div>
  );
}
