import { useEffect, useState } from "react";
import type { PointerEvent } from "react";
import type { OperationId } from "../../../shared/domain/ids.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { TheatreDesk } from "./desk.ts";
import { OperationPanel } from "./operation-panel.tsx";
import type { WaitingLine } from "./waiting.ts";
import { WaitingCards } from "./waiting-cards.tsx";

const tabs = ["operation", "waiting"] as const;

/** Beside the lanes: the operation that was opened, or those that wait to be planned. */
export function DaySide(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly waiting: readonly WaitingLine[];
  readonly openId: OperationId | null;
  readonly onOpen: (operationId: OperationId | null) => void;
  readonly onPress: (event: PointerEvent, line: WaitingLine) => void;
  readonly onLift: (line: WaitingLine) => void;
}) {
  const { t } = useLocale();
  const { openId, waiting } = props;
  const opened = waiting.find(({ operationId }) => operationId === openId);
  const [tab, setTab] = useState<(typeof tabs)[number]>(openId === null ? "waiting" : "operation");
  useEffect(() => {
    if (openId !== null) setTab("operation");
  }, [openId]);
  return (
    <aside className="theatre-side" aria-label={t("theatre.beside")}>
      <div className="segments side-tabs" role="group" aria-label={t("theatre.beside")}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            data-side={each}
            aria-pressed={each === tab}
            onClick={() => setTab(each)}
          >
            {t(`theatre.sideTab.${each}`)} {each === "waiting" ? <Num>{waiting.length}</Num> : null}
          </button>
        ))}
      </div>
      {tab === "waiting" ? (
        <WaitingCards
          desk={props.desk}
          waiting={waiting}
          onPress={props.onPress}
          onLift={props.onLift}
        />
      ) : openId === null ? (
        <p className="quiet side-empty">{t("theatre.chooseOne")}</p>
      ) : (
        <OperationPanel
          key={openId}
          desk={props.desk}
          said={props.said}
          operationId={openId}
          onPlan={opened === undefined ? null : () => props.onLift(opened)}
          onClose={() => props.onOpen(null)}
        />
      )}
    </aside>
  );
}
