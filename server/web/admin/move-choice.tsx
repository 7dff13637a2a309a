import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { movings } from "./moving.ts";
import type { Moving } from "./moving.ts";

/** What becomes of those who are touched: moved as proposed, or only told that it falls out. */
export function MoveChoice(props: {
  readonly moving: Moving;
  readonly onChange: (moving: Moving) => void;
}) {
  const { t } = useLocale();
  return (
    <Choice
      legend={t("admin.moving.legend")}
      look="cards"
      options={movings.map((value) => ({
        value,
        words: t(`admin.moving.${value}`),
        help: t(`admin.movingHelp.${value}`),
      }))}
      chosen={props.moving}
      onChoose={props.onChange}
    />
  );
}
