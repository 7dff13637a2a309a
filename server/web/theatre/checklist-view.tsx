import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { OperationId } from "../../../shared/domain/ids.ts";
import { checklistParts } from "../../../shared/domain/theatre.ts";
import type { ChecklistPart } from "../../../shared/domain/theatre.ts";
import type { OperationData, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { CheckItem } from "./check-item.tsx";
import type { TheatreDesk, ViewProps } from "./desk.ts";
import { lastStepAt } from "./live.ts";
import { StatusChip, lookIcons } from "./looks.tsx";
import { NextStepButton } from "./next-step-button.tsx";
import { partNow, partsOf } from "./next-step.ts";
import { SuppliesList } from "./supplies-list.tsx";
import { procedureWords, timeWords } from "./words.ts";

/** The checklist in the hand: an operation of today, one part at a time, made for fingers. */
export function ChecklistView({ desk, route, go }: ViewProps) {
  const feed = useFeed(desk.client, "theatres", `${desk.today}:1`);
  const said = feed.snapshot?.data ?? null;
  const { operationId } = route;
  if (operationId !== null) {
    return (
      <OneChecklist
        key={operationId}
        desk={desk}
        operationId={operationId}
        said={said}
        onBack={() => go({ operationId: null })}
      />
    );
  }
  return <Today desk={desk} said={said} onChoose={(chosen) => go({ operationId: chosen })} />;
}

function Today(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData | null;
  readonly onChoose: (operationId: OperationId) => void;
}) {
  const { t, language } = useLocale();
  const { desk, said } = props;
  const speech = { t, language, zone: desk.site.zone };
  const listed = (said?.operations ?? [])
    .filter(({ plan, status }) => plan !== null && status !== "ward" && status !== "cancelled")
    .toSorted((one, other) => (one.plan?.from ?? 0) - (other.plan?.from ?? 0));
  return (
    <section className="checklist" aria-busy={said === null}>
      <h1>{t("theatre.checklist.choose")}</h1>
      {said !== null && listed.length === 0 ? (
        <EmptyState
          icon={<lookIcons.planned.icon className="icon" aria-hidden="true" />}
          title={t("theatre.checklist.none")}
          next={t("theatre.checklist.noneNext")}
        />
      ) : null}
      <ul className="checklist-today">
        {listed.map((operation) => {
          const theatre = said?.theatres.find((one) => one.theatreId === operation.plan?.theatreId);
          return (
            <li key={operation.operationId}>
              <button
                type="button"
                className="checklist-case"
                data-label={operation.label}
                onClick={() => props.onChoose(operation.operationId)}
              >
                <TicketLabel label={operation.label} />
                <span className="checklist-case-words">
                  <b>{procedureWords(speech, operation)}</b>
                  <span>{theatre === undefined ? "" : nameIn(theatre.names, language)}</span>
                </span>
                <StatusChip
                  status={operation.status}
                  time={timeWords(speech, lastStepAt(operation) ?? operation.plan?.from ?? 0)}
                />
                <IconChevronRight className="icon flip" aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function OneChecklist(props: {
  readonly desk: TheatreDesk;
  readonly operationId: OperationId;
  readonly said: TheatresData | null;
  readonly onBack: () => void;
}) {
  const { t, language } = useLocale();
  const { desk } = props;
  const one = useFeed(desk.client, "operation", props.operationId).snapshot?.data ?? null;
  const [turned, setTurned] = useState<ChecklistPart | null>(null);
  if (one === null) return <section className="checklist" aria-busy="true" />;
  const { operation, patient } = one;
  const speech = { t, language, zone: desk.site.zone };
  const part = turned ?? partNow(operation);
  return (
    <section className="checklist" data-label={operation.label} data-status={operation.status}>
      <header className="checklist-head">
        <button type="button" className="button" data-act="back" onClick={props.onBack}>
          <IconArrowBackUp className="icon flip" aria-hidden="true" />
          {t("word.back")}
        </button>
        <h1>
          <TicketLabel label={operation.label} />
        </h1>
        <StatusChip status={operation.status} time={null} />
        <p>
          <b>{procedureWords(speech, operation)}</b> · <bdi>{patient.name}</bdi>{" "}
          {patient.birthYear === null ? null : <Num>{patient.birthYear}</Num>}
        </p>
      </header>
      <PartTabs one={one} part={part} onTurn={setTurned} />
      <ul className="check-items check-items-big" data-part={part}>
        {partsOf(one.checklist)
          .find((each) => each.part === part)
          ?.items.map((item) => (
            <CheckItem key={item.item} desk={desk} one={one} item={item} />
          ))}
      </ul>
      {part === "before" ? <SuppliesList desk={desk} one={one} /> : null}
      <footer className="checklist-foot">
        <NextStepButton desk={desk} operation={operation} />
      </footer>
    </section>
  );
}

function PartTabs(props: {
  readonly one: OperationData;
  readonly part: ChecklistPart;
  readonly onTurn: (part: ChecklistPart) => void;
}) {
  const { t } = useLocale();
  const parts = partsOf(props.one.checklist);
  return (
    <div className="segments part-tabs" role="group" aria-label={t("theatre.section.checklist")}>
      {checklistParts.map((part) => {
        const told = parts.find((each) => each.part === part);
        const all = told?.items.length ?? 0;
        return (
          <button
            key={part}
            type="button"
            data-part-tab={part}
            aria-pressed={part === props.part}
            onClick={() => props.onTurn(part)}
          >
            {t(`theatre.part.${part}`)} <Num>{`${all - (told?.open ?? 0)}/${all}`}</Num>
          </button>
        );
      })}
    </div>
  );
}
