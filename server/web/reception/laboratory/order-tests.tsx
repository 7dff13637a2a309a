import IconCalendarPlus from "@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs";
import IconFlask from "@tabler/icons-react/dist/esm/icons/IconFlask.mjs";
import { useEffect, useRef, useState } from "react";
import type { TestId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import { returnWhens } from "../../../../shared/domain/laboratory.ts";
import type { Test } from "../../../../shared/domain/laboratory.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { CommandReplies } from "../../../../shared/protocol/commands.ts";
import type { DirectoryData, QueueLine } from "../../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { Choice } from "../../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../../shared/ui/desk/dialog.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { Chosen } from "./chosen-tests.tsx";
import { FindTests } from "./find-tests.tsx";
import { NoteField, UrgencyChoice } from "./how-fields.tsx";
import { nothingWished, withoutTest, withTest } from "./wished.ts";
import type { Wished } from "./wished.ts";

interface OrderProps {
  readonly client: Client;
  readonly site: DirectoryData;
  /** The visit that it is ordered in. */
  readonly line: QueueLine;
  readonly stale: boolean;
  /** With what is chosen so far: the patient comes another day. */
  readonly onAnotherDay: (wished: Wished) => void;
  readonly onClose: () => void;
}

/** What a doctor wants to know of the patient who is here; the patient then goes there and back. */
export function OrderTests(props: OrderProps) {
  const { t } = useLocale();
  const { client, line } = props;
  const catalogue = useFeed(client, "catalogue", "site").snapshot?.data.tests ?? null;
  const [wished, setWished] = useState<Wished>(nothingWished);
  const asking = useAsking<"orderTests", Wished>(client, "orderTests");
  const { step } = asking;
  const lacks = props.stale
    ? t("lab.why.stale")
    : wished.chosen.length === 0
      ? t("lab.ordering.chooseFirst")
      : null;
  const send = () => {
    if (lacks !== null || step.kind === "sending") return;
    const note = wished.note.trim();
    asking.ask(
      {
        ...{ entryId: line.entryId, tests: [...wished.chosen] },
        ...{ urgency: wished.urgency, returnWhen: wished.returnWhen },
        ...(note === "" ? {} : { note }),
      },
      wished,
    );
  };
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={line.label} /> {t("lab.act.order")}
        </>
      }
      begin="step"
      wide
      onClose={props.onClose}
    >
      {step.kind === "done" ? (
        <Ordered {...props} reply={step.reply} wished={step.wish} tests={catalogue ?? []} />
      ) : (
        <div
          className="ordering"
          data-ordering={wished.chosen.length}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send();
          }}
        >
          <FindTests
            tests={catalogue ?? []}
            chosen={wished.chosen}
            onAdd={(testId) => setWished((now) => withTest(now, testId))}
          />
          <div className="ordering-side">
            <Chosen
              tests={catalogue ?? []}
              chosen={wished.chosen}
              onRemove={(testId: TestId) => setWished((now) => withoutTest(now, testId))}
            />
            <How wished={wished} onChange={setWished} />
            <AskNotice of={step} words={{ noAnswer: "lab.ordering.noAnswer" }} />
            <ActButton
              act="sendOrder"
              look="filled"
              keyCap="Ctrl Enter"
              whyNot={lacks}
              wait={step.kind === "sending" ? "own" : null}
              onPress={send}
            >
              <IconFlask className="icon" aria-hidden="true" />
              {t("lab.act.orderSend")}
            </ActButton>
            <p className="quiet" role="status">
              {lacks ?? t("lab.ordering.keep")}
            </p>
            <AnotherDay
              isSending={step.kind === "sending"}
              onPress={() => props.onAnotherDay(wished)}
            />
          </div>
        </div>
      )}
    </Dialog>
  );
}

function AnotherDay(props: { readonly isSending: boolean; readonly onPress: () => void }) {
  const { t } = useLocale();
  return (
    <button
      type="button"
      className="button"
      data-act="anotherDay"
      disabled={props.isSending}
      onClick={props.onPress}
    >
      <IconCalendarPlus className="icon" aria-hidden="true" />
      {t("lab.ordering.anotherDay")}
    </button>
  );
}

function How(props: { readonly wished: Wished; readonly onChange: (wished: Wished) => void }) {
  const { t } = useLocale();
  const { wished, onChange } = props;
  return (
    <>
      <UrgencyChoice {...props} />
      <Choice
        legend={t("lab.ordering.returns")}
        look="segments"
        chosen={wished.returnWhen}
        onChoose={(returnWhen) => onChange({ ...wished, returnWhen })}
        options={returnWhens.map((value) => ({ value, words: t(`lab.ordering.return.${value}`) }))}
      />
      <NoteField {...props} />
    </>
  );
}

/** Where the patient goes now, and when they come back: to be said to them. */
function Ordered(
  props: OrderProps & {
    readonly reply: CommandReplies["orderTests"];
    readonly wished: Wished;
    readonly tests: readonly Test[];
  },
) {
  const { t, language } = useLocale();
  const { line, reply, wished, site, tests } = props;
  const said = useRef<HTMLDivElement>(null);
  // What had the focus is gone: the one act that is left takes it.
  useEffect(() => said.current?.querySelector<HTMLElement>("[data-right]")?.focus(), []);
  const [first] = wished.chosen;
  const serviceId = tests.find(({ testId }) => testId === first)?.serviceId;
  const clinic = site.clinics.find(({ services }) =>
    services.some((service) => service.serviceId === serviceId),
  );
  return (
    <div
      className="ordered"
      ref={said}
      data-ordered={reply.orders.map(({ label }) => label).join(" ")}
    >
      <p className="ordered-label">
        <TicketLabel label={line.label} />
      </p>
      <p className="ordered-to">
        {clinic === undefined
          ? t("lab.ordering.sent")
          : t("lab.ordering.sentTo", { place: nameIn(clinic.names, language) })}
      </p>
      <p>{t(`lab.ordering.sentBack.${wished.returnWhen}`)}</p>
      <p className="quiet">
        {reply.orders.map(({ label, orderId }) => (
          <TicketLabel key={orderId} label={label} />
        ))}
      </p>
      <ActButton act="ordered" look="filled" keyCap="Enter" onPress={props.onClose}>
        {t("word.done")}
      </ActButton>
    </div>
  );
}
