import IconFlask from "@tabler/icons-react/dist/esm/icons/IconFlask.mjs";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { Chosen } from "../laboratory/chosen-tests.tsx";
import { FindTests } from "../laboratory/find-tests.tsx";
import { NoteField, UrgencyChoice } from "../laboratory/how-fields.tsx";
import { nothingWished, withoutTest, withTest } from "../laboratory/wished.ts";
import type { Wished } from "../laboratory/wished.ts";
import type { StepProps } from "./booking-props.ts";
import "../laboratory/tests.css";

/** Tests for another day: what, then when. The next step shows the places that suit them. */
export function TestsStep(props: StepProps) {
  const { t } = useLocale();
  const { client, book, orders } = props;
  const { patientId } = book.booking;
  const catalogue = useFeed(client, "catalogue", "site").snapshot?.data.tests ?? [];
  const [wished, setWished] = useState<Wished>(props.wished ?? nothingWished);
  const asking = useAsking<"orderTests", Wished>(client, "orderTests");
  const { step } = asking;
  const lacks = wished.chosen.length === 0 ? t("lab.ordering.chooseFirst") : null;
  const isSending = step.kind === "sending" || step.kind === "done";
  // Tests of several services are several orders: the first is booked for now, the others wait
  // beside the services.
  const placed = step.kind === "done" ? step.reply.orders[0]?.orderId : undefined;
  const order = orders.find(({ orderId }) => orderId === placed);
  const { tell } = book;
  useEffect(() => {
    if (order === undefined) return;
    tell({ kind: "forOrder", orderId: order.orderId, serviceId: order.serviceId });
  }, [order, tell]);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input")?.focus(), []);
  const send = () => {
    if (lacks !== null || isSending || patientId === null) return;
    const note = wished.note.trim();
    asking.ask(
      {
        ...{ patientId, tests: [...wished.chosen], urgency: wished.urgency, returnWhen: "never" },
        ...(note === "" ? {} : { note }),
      },
      wished,
    );
  };
  return (
    <div
      className="ordering ordering-step"
      ref={form}
      data-ordering={wished.chosen.length}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        send();
      }}
    >
      <FindTests
        tests={catalogue}
        chosen={wished.chosen}
        onAdd={(testId) => setWished((now) => withTest(now, testId))}
      />
      <div className="ordering-side">
        <Chosen
          tests={catalogue}
          chosen={wished.chosen}
          onRemove={(testId) => setWished((now) => withoutTest(now, testId))}
        />
        <UrgencyChoice wished={wished} onChange={setWished} />
        <NoteField wished={wished} onChange={setWished} />
        {step.kind === "done" ? null : (
          <AskNotice of={step} words={{ noAnswer: "lab.ordering.noAnswer" }} />
        )}
        <ActButton
          act="sendOrder"
          look="filled"
          keyCap="Ctrl Enter"
          whyNot={lacks}
          wait={isSending ? "own" : null}
          onPress={send}
        >
          <IconFlask className="icon" aria-hidden="true" />
          {t("lab.ordering.thenPlace")}
        </ActButton>
        <p className="quiet" role="status">
          {lacks ?? t("lab.ordering.thenPlaceHelp")}
        </p>
      </div>
    </div>
  );
}
