import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconPhoto from "@tabler/icons-react/dist/esm/icons/IconPhoto.mjs";
import IconTestPipe from "@tabler/icons-react/dist/esm/icons/IconTestPipe.mjs";
import { nameIn } from "../../../../shared/domain/language.ts";
import { shownName } from "../../../../shared/domain/plain-text.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { UrgencyChip } from "../../desk-laboratory/order-chips.tsx";
import { inOrderOfDraw } from "../../desk-laboratory/order-stage.ts";
import { PreparationWords } from "../../desk-laboratory/preparation-words.tsx";
import { isAsked, preparationOf } from "../../desk-laboratory/preparation.ts";
import { TubeWords } from "../../desk-laboratory/tube.tsx";
import { isToBeAsked } from "./tests-here.ts";
import { testsKeyCap } from "./use-tests.ts";
import type { TestsHere } from "./use-tests.ts";

/** What is to be taken from the patient here, tube by tube, and the one act that takes it. */
export function TakePanel(props: { readonly tests: TestsHere }) {
  const { t } = useLocale();
  const { tests } = props;
  const { toTake, mayTake, waitsFor, acts, printer } = tests;
  const [first] = toTake;
  if (first === undefined) return null;
  const isImaging = toTake.every(({ kind }) => kind === "imaging");
  const words = isImaging ? "lab.act.perform" : "lab.act.collect";
  const Icon = isImaging ? IconPhoto : IconTestPipe;
  const whyNot = {
    question: t("lab.collect.confirmFirst"),
    stale: t("lab.why.stale"),
    pending: t("lab.why.pending"),
  };
  return (
    <section className="take-panel" aria-labelledby="take" data-to-take={toTake.length}>
      <h2 id="take">{t(isImaging ? "lab.collect.imagingHeading" : "lab.collect.heading")}</h2>
      <div className="take-orders">
        {toTake.map((order) => (
          <OneOrder key={order.orderId} order={order} tests={tests} />
        ))}
      </div>
      {mayTake ? (
        <ActButton
          act="collect"
          look="filled"
          keyCap={testsKeyCap}
          whyNot={waitsFor === null ? null : whyNot[waitsFor]}
          wait={acts.pending === null ? null : acts.pending === words ? "own" : "other"}
          onPress={tests.take}
        >
          <Icon className="icon" aria-hidden="true" />
          {t(words)}
        </ActButton>
      ) : null}
      {waitsFor === "question" && mayTake ? (
        <p className="quiet" role="status">
          {t("lab.collect.confirmFirst")}
        </p>
      ) : printer === null || isImaging ? null : (
        <p className="quiet">{t("lab.collect.printsOn", { name: shownName(printer.name) })}</p>
      )}
    </section>
  );
}

function OneOrder(props: { readonly order: OrderLine; readonly tests: TestsHere }) {
  const { language } = useLocale();
  const { order, tests } = props;
  const { t } = useLocale();
  const tubes = inOrderOfDraw(order.toCollect);
  const nameOf = (id: string) => {
    const item = order.items.find(({ testId }) => testId === id);
    return item === undefined ? id : nameIn(item.names, language);
  };
  const joined = (names: readonly string[]) => names.join(language === "en" ? ", " : "، ");
  const waiting = order.items.filter(({ status }) => status === "ordered");
  return (
    <div className="take-order" data-take={order.label}>
      <p className="take-head">
        <TicketLabel label={order.label} />
        {order.urgency === "routine" ? null : <UrgencyChip urgency={order.urgency} />}
        {tubes.length > 1 ? <span className="quiet">{t("lab.collect.inOrder")}</span> : null}
      </p>
      {order.kind === "imaging" ? (
        <b>{joined(waiting.map(({ testId }) => nameOf(testId)))}</b>
      ) : (
        <ol className="take-tubes">
          {tubes.map((tube, at) => (
            <li key={`${tube.tube}-${tube.kind}`}>
              <Num>{at + 1}</Num>
              <span className="take-tube">
                <TubeWords tube={tube.tube} kind={tube.kind} />
                <small>{joined(tube.tests.map(nameOf))}</small>
              </span>
            </li>
          ))}
        </ol>
      )}
      <Asked order={order} tests={tests} />
    </div>
  );
}

/** The preparation, as it was answered at check-in, or to be asked now. */
function Asked(props: { readonly order: OrderLine; readonly tests: TestsHere }) {
  const { t } = useLocale();
  const { order } = props;
  const prepared = preparationOf([order.preparation]);
  if (!isAsked(prepared)) return null;
  if (order.isPrepared === false) {
    return (
      <div className="take-ask" data-prepared="no">
        <p className="take-said take-not">
          <IconAlertTriangle className="icon" aria-hidden="true" />
          <span>{t("lab.collect.notPrepared")}</span>
        </p>
        <Answers {...props} />
      </div>
    );
  }
  if (order.isPrepared === true) {
    return (
      <p className="take-said take-yes" data-prepared="yes">
        <IconCircleCheck className="icon" aria-hidden="true" />
        <span>{t("lab.collect.prepared")}</span>
      </p>
    );
  }
  if (!isToBeAsked(order)) return <PreparationWords prepared={prepared} />;
  return (
    <div className="take-ask" data-prepared="ask">
      <b>{t("lab.prep.ask", { count: prepared.fastingHours })}</b>
      <Answers {...props} />
    </div>
  );
}

/** What the patient says; a slip is put right by the other answer. */
function Answers(props: { readonly order: OrderLine; readonly tests: TestsHere }) {
  const { t } = useLocale();
  const { order, tests } = props;
  if (!tests.mayTake) return null;
  const answers = [true, false].filter((answer) => answer !== order.isPrepared);
  return (
    <span className="take-answers">
      {answers.map((answer) => (
        <button
          key={String(answer)}
          type="button"
          className="button"
          data-act={answer ? "prepared" : "notPrepared"}
          disabled={tests.acts.pending !== null}
          onClick={() => tests.answer(order, answer)}
        >
          {t(answer ? "lab.prep.yes" : "lab.prep.no")}
        </button>
      ))}
    </span>
  );
}
