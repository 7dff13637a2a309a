import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { hardOf } from "./drag.ts";
import type { Lifted } from "./drag.ts";
import { FindingList, RefusedSpot } from "./finding-list.tsx";
import type { Speech } from "./words.ts";
import { spotWords } from "./words.ts";

/** Why an operation could not be put down where it was let go. It is where it was. */
export function RefusedDrop(props: {
  readonly lifted: Lifted;
  readonly said: TheatresData;
  readonly speech: Speech;
  readonly onRead: () => void;
}) {
  const { t } = useLocale();
  const { lifted, said, speech } = props;
  const { judged } = lifted;
  const findings = judged.kind === "said" ? hardOf(judged.check.findings) : [];
  return (
    <Notice
      tone="refusal"
      title={t("theatre.drag.refused", {
        label: leftToRight(lifted.label),
        spot: spotWords(speech, lifted, said.theatres),
      })}
      actions={
        <button type="button" className="button" data-act="read" onClick={props.onRead}>
          {t("desk.understood")}
        </button>
      }
    >
      {judged.kind === "refused" ? (
        <RefusedSpot code={judged.code} />
      ) : (
        <FindingList findings={findings} said={said} speech={speech} />
      )}
    </Notice>
  );
}
