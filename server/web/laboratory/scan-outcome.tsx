import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import IconScan from "@tabler/icons-react/dist/esm/icons/IconScan.mjs";
import type { ReactNode } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Specimen } from "../../../shared/domain/laboratory.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { UrgencyChip } from "../desk-laboratory/order-chips.tsx";
import { TubeWords } from "../desk-laboratory/tube.tsx";
import { knownRefusals } from "./scans.ts";
import type { Scan } from "./scans.ts";

const looks = {
  ready: IconScan,
  asking: IconLoader,
  received: IconCircleCheck,
  refused: IconHandStop,
  noAnswer: IconPlugConnectedX,
} as const;

interface OutcomeProps {
  readonly scan: Scan | null;
  /** The order of the label, where it is known. */
  readonly about: OrderLine | null;
  /** Opens the rejection of what was read. */
  readonly onReject: (() => void) | null;
}

/** What the last label was, or why it is refused: to be read while the hands are full. */
export function ScanOutcomeView(props: OutcomeProps) {
  const { t } = useLocale();
  const { scan, about } = props;
  if (scan === null) {
    return (
      <Large look="ready" title={t("lab.scan.ready")}>
        <p>{t("lab.scan.readyHelp")}</p>
      </Large>
    );
  }
  const specimen = about?.specimens.find(({ barcode }) => barcode === scan.barcode) ?? null;
  const facts = <Facts barcode={scan.barcode} order={about} specimen={specimen} />;
  const { outcome } = scan;
  if (outcome?.kind === "refused") {
    return <Refused {...props} code={outcome.code} specimen={specimen} facts={facts} />;
  }
  if (outcome?.kind === "noAnswer") {
    return (
      <Large look="noAnswer" title={t("lab.scan.noAnswer")}>
        <p>{t("lab.scan.noAnswerNext")}</p>
        {facts}
      </Large>
    );
  }
  return outcome === null ? (
    <Large look="asking" title={t("lab.scan.asking")}>
      {facts}
    </Large>
  ) : (
    <Large
      look="received"
      title={t("lab.scan.received")}
      beside={specimen === null ? null : <TubeWords tube={specimen.tube} kind={specimen.kind} />}
    >
      {facts}
    </Large>
  );
}

function Refused(
  props: OutcomeProps & {
    readonly code: RefusalCode;
    readonly specimen: Specimen | null;
    readonly facts: ReactNode;
  },
) {
  const { t } = useLocale();
  const { code, specimen, onReject } = props;
  const no = knownRefusals.find((one) => one === code) ?? null;
  return (
    <Large
      look="refused"
      code={code}
      title={t(no === null ? "lab.scan.no.other" : `lab.scan.no.${no}`)}
    >
      <p>{no === null ? t(`refusal.${code}`, { seconds: 0 }) : t(`lab.scan.next.${no}`)}</p>
      {props.facts}
      {code === "specimen_too_old" && onReject !== null && specimen !== null ? (
        <button type="button" className="button" data-act="reject-old" onClick={onReject}>
          {t("lab.act.reject")}
        </button>
      ) : null}
    </Large>
  );
}

function Large(props: {
  readonly look: keyof typeof looks;
  readonly code?: RefusalCode;
  readonly title: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  const { look } = props;
  const Icon = looks[look];
  return (
    <div
      className={`scan-outcome scan-${look}`}
      data-scan={props.code ?? look}
      role={look === "refused" || look === "noAnswer" ? "alert" : "status"}
    >
      <Icon className="icon" aria-hidden="true" />
      <div className="scan-words">
        <p className="scan-title">
          <b>{props.title}</b>
          {props.beside}
        </p>
        {props.children}
      </div>
    </div>
  );
}

function Facts(props: {
  readonly barcode: string;
  readonly order: OrderLine | null;
  readonly specimen: Specimen | null;
}) {
  const { language } = useLocale();
  const { order, specimen } = props;
  if (order === null) {
    return (
      <p>
        <Num>{props.barcode}</Num>
      </p>
    );
  }
  const names = order.items
    .filter(({ testId }) => specimen?.tests.includes(testId) ?? true)
    .map((item) => nameIn(item.names, language));
  return (
    <p className="scan-facts">
      <TicketLabel label={order.label} />
      {order.ticketLabel === null ? null : <TicketLabel label={order.ticketLabel} />}
      <UrgencyChip urgency={order.urgency} />
      <span>{names.join(language === "en" ? ", " : "، ")}</span>
    </p>
  );
}
