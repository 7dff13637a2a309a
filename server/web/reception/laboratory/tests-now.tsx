import IconFlask from "@tabler/icons-react/dist/esm/icons/IconFlask.mjs";
import IconLink from "@tabler/icons-react/dist/esm/icons/IconLink.mjs";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { SaidNotice } from "../../desk-laboratory/said-notice.tsx";
import { TakePanel } from "./take-panel.tsx";
import { TestsOfPatient } from "./tests-of-patient.tsx";
import { testsKeyCap } from "./use-tests.ts";
import type { TestsHere } from "./use-tests.ts";

/** The tests of the patient here: what this desk takes, and how far the others are. */
export function TestsNow(props: {
  readonly tests: TestsHere;
  readonly onLabel: (order: OrderLine) => void;
}) {
  const { tests } = props;
  return (
    <>
      <SaidNotice acts={tests.acts} />
      <TakePanel tests={tests} />
      <TestsOfPatient
        orders={tests.orders.filter((order) => !tests.toTake.includes(order))}
        zone={tests.zone}
        onAgain={
          tests.waitsFor === "stale" || tests.acts.pending !== null ? null : tests.printLabel
        }
        onLabel={tests.mayTake && tests.isCollection ? props.onLabel : null}
      />
    </>
  );
}

/** Ordering for whoever may; and at a desk that takes specimens, an order from another day. */
export function TestsActs(props: {
  readonly tests: TestsHere;
  readonly onTests: (kind: "orderTests" | "joinOrder") => void;
}) {
  const { t } = useLocale();
  const { tests } = props;
  return (
    <>
      {tests.mayOrder && !tests.isCollection ? (
        <ActButton
          act="orderTests"
          look="plain"
          keyCap={tests.key === "order" ? testsKeyCap : undefined}
          onPress={() => props.onTests("orderTests")}
        >
          <IconFlask className="icon" aria-hidden="true" />
          {t("lab.act.order")}
        </ActButton>
      ) : null}
      {tests.isCollection ? (
        <ActButton act="joinOrder" look="plain" onPress={() => props.onTests("joinOrder")}>
          <IconLink className="icon" aria-hidden="true" />
          {t("lab.collect.join")}
        </ActButton>
      ) : null}
    </>
  );
}
