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
export type SideTab = (typeof tabs)[number];

interface SideActs {
  readonly onOpen: (operationId: OperationId | null) => void;
  readonly onPress: (event: PointerEvent, line: WaitingLine) => void;
  readonly onLift: (line: WaitingLine) => void;
}

/** Beside the lanes: the operation that was opened, or those that wait to be planned. */
export function DaySide(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly waiting: readonly WaitingLine[];
  readonly openId: OperationId | null;
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
  readonly acts: SideActs;
}) {
  const { t } = useLocale();
  const { openId, waiting, tab, acts } = props;
  const opened = waiting.find(({ operationId }) => operationId === openId);
  return (
    <aside className="theatre-side" aria-label={t("theatre.beside")}>
      <div className="segments side-tabs" role="group" aria-label={t("theatre.beside")}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            data-side={each}
            aria-pressed={each === tab}
            onClick={() => props.onTab(each)}
          >
            {t(`theatre.sideTab.${each}`)} {each === "waiting" ? <Num>{waiting.length}</Num> : null}
          </button>
        ))}
      </div>
      {tab === "waiting" ? (
        <WaitingCards
          desk={props.desk}
          waiting={waiting}
          onPress={acts.onPress}
          onLift={acts.onLift}
        />
      ) : openId === null ? (
        <p className="quiet side-empty">{t("theatre.chooseOne")}</p>
      ) : (
        <OperationPanel
          key={openId}
          desk={props.desk}
          said={props.said}
          operationId={openId}
          onPlan={opened === undefined ? null : () => acts.onLift(opened)}
          onClose={() => acts.onOpen(null)}
        />
      )}
    </aside>
  );
}
