import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconKeyboard from "@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import type { Drag, Judged } from "./drag.ts";
import { FindingList, RefusedSpot } from "./finding-list.tsx";
import { Legend } from "./looks.tsx";
import { spotWords } from "./words.ts";
import type { Speech } from "./words.ts";

/**
 * Under the lanes: what the edges mean, and while something is in the hand where it would lie and
 * what that would break. Read out as it changes.
 */
export function DragStrip(props: {
  readonly drag: Drag;
  readonly said: TheatresData;
  readonly speech: Speech;
}) {
  const { t } = useLocale();
  const { drag, said, speech } = props;
  const lifted = drag.kind === "lifted" || drag.kind === "dropping" ? drag.lifted : null;
  return (
    <div className="drag-strip" data-drag={drag.kind}>
      <div className="drag-said" role="status" aria-live="polite">
        {lifted === null ? null : (
          <>
            <b>
              {t("theatre.drag.at", {
                label: leftToRight(lifted.label),
                spot: spotWords(speech, lifted, said.theatres),
              })}
            </b>
            <JudgedWords judged={lifted.judged} said={said} speech={speech} />
          </>
        )}
      </div>
      {lifted === null ? (
        <Legend />
      ) : (
        <p className="drag-keys">
          <KeyCap>↑ ↓ ← →</KeyCap> {t("theatre.drag.move")} <KeyCap>Enter</KeyCap>{" "}
          {t("theatre.drag.drop")} <KeyCap>Esc</KeyCap> {t("theatre.drag.cancel")}
        </p>
      )}
      <p className="drag-hint" id="theatre-keys" hidden={lifted !== null}>
        <IconKeyboard className="icon" aria-hidden="true" />
        {t("theatre.drag.hint")}
      </p>
    </div>
  );
}

function JudgedWords(props: {
  readonly judged: Judged;
  readonly said: TheatresData;
  readonly speech: Speech;
}) {
  const { t } = useLocale();
  const { judged } = props;
  if (judged.kind === "asking") return <span className="quiet">{t("theatre.drag.asking")}</span>;
  if (judged.kind === "noAnswer") return <span>{t("theatre.drag.noAnswer")}</span>;
  if (judged.kind === "refused") return <RefusedSpot code={judged.code} />;
  const { findings } = judged.check;
  if (findings.length > 0) return <FindingList {...props} findings={findings} />;
  return (
    <span className="finding finding-none" data-finding="none">
      <IconCircleCheck className="icon" aria-hidden="true" />
      {t("theatre.drag.free")}
    </span>
  );
}
