import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import IconClick from "@tabler/icons-react/dist/esm/icons/IconClick.mjs";
import IconPhoto from "@tabler/icons-react/dist/esm/icons/IconPhoto.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconTestPipeOff from "@tabler/icons-react/dist/esm/icons/IconTestPipeOff.mjs";
import { Fragment } from "react";
import type { TestId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { OrderLine, SpecimenLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { LabelLine } from "../desk-laboratory/label-line.tsx";
import { DueChip, ItemChip, UrgencyChip } from "../desk-laboratory/order-chips.tsx";
import { awaitsResult, inOrderOfDraw, rightActOf } from "../desk-laboratory/order-stage.ts";
import { TubeWords } from "../desk-laboratory/tube.tsx";
import { keyCaps } from "./lab-keys.ts";
import type { LabAct } from "./lab-keys.ts";
import type { Offer } from "./offers.ts";

interface PanelProps {
  readonly order: OrderLine | null;
  readonly offers: readonly Offer[];
  readonly clock: { readonly now: number; readonly zone: string };
  readonly onAct: (act: LabAct) => void;
  readonly onOneResult: (testId: TestId) => void;
  readonly onLabel: (specimen: SpecimenLine) => void;
}

/** The chosen order with all that is known of it, and what can be done with it. */
export function OrderPanel(props: PanelProps) {
  const { t } = useLocale();
  const { order } = props;
  if (order === null) {
    return (
      <section className="card order-panel" aria-label={t("lab.order.heading")}>
        <EmptyState
          icon={<IconClick className="icon" aria-hidden="true" />}
          title={t("lab.list.choose")}
          next={t("lab.list.chooseNext")}
        />
      </section>
    );
  }
  return (
    <section
      className="card order-panel"
      aria-label={t("lab.order.heading")}
      data-chosen={order.label}
    >
      <div className="order-head">
        <TicketLabel label={order.label} />
        <span className="order-chips">
          <UrgencyChip urgency={order.urgency} />
          <DueChip order={order} now={props.clock.now} />
        </span>
      </div>
      {/* Above all that grows: what can be done is always in the same place, and in sight. */}
      <Acts {...props} order={order} />
      <Facts order={order} zone={props.clock.zone} />
      <Items {...props} order={order} />
      <Specimens {...props} order={order} />
    </section>
  );
}

function Facts(props: { readonly order: OrderLine; readonly zone: string }) {
  const { t } = useLocale();
  const { order, zone } = props;
  return (
    <dl className="facts">
      {order.ticketLabel === null ? null : (
        <>
          <dt>{t("lab.list.number")}</dt>
          <dd>
            <TicketLabel label={order.ticketLabel} />
          </dd>
        </>
      )}
      {order.patientName === null ? null : (
        <>
          <dt>{t("lab.list.patient")}</dt>
          <dd>
            <bdi>{shownName(order.patientName)}</bdi>
          </dd>
        </>
      )}
      <dt>{t("lab.order.by")}</dt>
      <dd>
        <bdi>{shownName(order.orderedBy)}</bdi> · <Num>{clockTime(order.orderedAt, zone)}</Num>
      </dd>
      {order.takenBack.map((back) => (
        <Fragment key={back.at}>
          <dt>{t("lab.order.takenBack")}</dt>
          <dd data-taken-back>
            <Num>{clockTime(back.at, zone)}</Num> · <bdi>{shownName(back.by)}</bdi> ·{" "}
            <bdi>{shownName(back.reason)}</bdi>
          </dd>
        </Fragment>
      ))}
      {order.note === null ? null : (
        <>
          <dt>{t("lab.order.note")}</dt>
          <dd>
            <bdi>{shownName(order.note)}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Tests with a button each where several wait for a result: panels come back in parts. */
function Items(props: PanelProps & { readonly order: OrderLine }) {
  const { t, language } = useLocale();
  const { order, offers } = props;
  const mayOne = offers.some(({ act, whyNot }) => act === "right" && whyNot === null);
  const waiting = order.items.filter((item) => awaitsResult(order, item));
  return (
    <>
      <h2>{t("lab.order.tests")}</h2>
      <ul className="order-items">
        {order.items.map((item) => (
          <li key={item.testId} data-item={item.testId} data-item-status={item.status}>
            <span>{nameIn(item.names, language)}</span>
            {mayOne && waiting.length > 1 && waiting.includes(item) ? (
              <button
                type="button"
                className="button button-small"
                data-act="one-result"
                onClick={() => props.onOneResult(item.testId)}
              >
                {t("lab.act.oneResult")}
              </button>
            ) : null}
            <ItemChip status={item.status} kind={order.kind} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Specimens(props: PanelProps & { readonly order: OrderLine }) {
  const { t } = useLocale();
  const { order, offers, onLabel } = props;
  const { zone } = props.clock;
  const mayPrint = offers.some(({ act, whyNot }) => act === "printLabel" && whyNot === null);
  if (order.specimens.length === 0) return null;
  return (
    <>
      <h2>{t("lab.order.specimens")}</h2>
      <ul className="order-specimens">
        {inOrderOfDraw(order.specimens).map((specimen) => (
          <li key={specimen.specimenId} data-specimen={specimen.barcode}>
            <TubeWords tube={specimen.tube} kind={specimen.kind} />
            <span className="specimen-state">
              <Num>{specimen.barcode}</Num>
              <span className="quiet">
                {t(`lab.specimenStatus.${specimen.status}`)} ·{" "}
                {t("lab.specimen.collected", {
                  time: leftToRight(clockTime(specimen.collectedAt, zone)),
                })}
              </span>
            </span>
            <LabelLine specimen={specimen} onAgain={mayPrint ? () => onLabel(specimen) : null} />
          </li>
        ))}
      </ul>
    </>
  );
}

const icons = {
  result: IconChecks,
  report: IconChecks,
  perform: IconPhoto,
  reject: IconTestPipeOff,
  printLabel: IconPrinter,
  takeBack: IconArrowBackUp,
  cancel: IconBan,
} as const;

function Acts(props: PanelProps & { readonly order: OrderLine }) {
  const { t } = useLocale();
  const right = rightActOf(props.order);
  return (
    <div className="order-acts">
      {props.offers.map(({ act, whyNot, wait }) => {
        const name = act === "right" ? right : act;
        const Icon = icons[name];
        return (
          <ActButton
            key={act}
            act={name}
            look={act === "right" ? "filled" : "plain"}
            keyCap={keyCaps[act]}
            whyNot={whyNot === null ? null : t(`lab.why.${whyNot}`)}
            wait={wait}
            onPress={() => props.onAct(act)}
          >
            <Icon className="icon" aria-hidden="true" />
            {t(`lab.act.${name}`)}
          </ActButton>
        );
      })}
    </div>
  );
}
