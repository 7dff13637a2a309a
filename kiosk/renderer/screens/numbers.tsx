import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconPrinterOff from "@tabler/icons-react/dist/esm/icons/IconPrinterOff.mjs";
import IconReceipt from "@tabler/icons-react/dist/esm/icons/IconReceipt.mjs";
import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { MessageKey, Translate } from "../../../shared/i18n/translate.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import type { Paper } from "../../device-api.ts";
import { isSettled } from "../group.ts";
import type { Run, Taken } from "../group.ts";
import type { Act } from "../parts/act.ts";
import { Head } from "../parts/head.tsx";
import { Countdown, MoreTime } from "../parts/idle-bar.tsx";
import { QrCode } from "../../../shared/ui/qr-code.tsx";
import { findService, hasPaperFault } from "../session.ts";
import type { Countdown as Left, Session } from "../session.ts";

/** A group's numbers: those that are saved, each with its code, and what became of the others. */
export function Numbers(props: {
  readonly screen: Extract<Session["screen"], { name: "numbers" }>;
  readonly directory: DirectoryData | null;
  readonly left: Left | null;
  readonly act: Act;
}) {
  const { screen, directory, act } = props;
  const { t, language } = useLocale();
  const { run } = screen;
  const serviceId = run.intents[0]?.serviceId;
  const found = !directory || !serviceId ? null : findService(directory, serviceId);
  return (
    <div className="issued" data-run={run.state.kind} data-saved={run.taken.length}>
      <Head
        title={headline(run, t)}
        sub={found === null ? undefined : nameIn(found.clinic.names, language)}
      />
      <main className="tight">
        <RunBanner run={run} />
        <div className="numbers" data-count={run.intents.length}>
          {run.taken.map((taken) => (
            <NumberCard key={taken.ticket.ticketId} taken={taken} />
          ))}
        </div>
        {isSettled(run) && <Ending run={run} left={props.left} act={act} />}
      </main>
    </div>
  );
}

/** What is safe comes first. */
function headline(run: Run, t: Translate): string {
  const [n, of] = [run.taken.length, run.intents.length].map((each) => leftToRight(String(each)));
  if (run.state.kind === "done") return t("group.allSaved");
  if (isSettled(run)) {
    return run.taken.length === 0
      ? t("group.noneSaved")
      : t("group.someSaved", { n: n ?? "", of: of ?? "" });
  }
  const next = leftToRight(String(run.taken.length + 1));
  return t("group.taking", { n: next, of: of ?? "" });
}

/** What is going on with the numbers or their papers, and what to do. */
function RunBanner(props: { readonly run: Run }) {
  const { t } = useLocale();
  const { state, taken } = props.run;
  switch (state.kind) {
    case "asking":
    case "resting": {
      const isSlow = state.kind === "resting" || state.isSlow;
      return (
        <div className="banner paper" role="status">
          <IconLoader className="icon" aria-hidden="true" />
          <div className="words">
            <b>{isSlow ? t("kiosk.issuing.slow") : t("kiosk.issued.printingText")}</b>
            {t("kiosk.issuing.safe")}
          </div>
        </div>
      );
    }
    case "stuck":
      return (
        <div className="banner warn" role="alert">
          <IconShieldCheck className="icon" aria-hidden="true" />
          <div className="words">
            <b>{state.code === null ? t("group.noAnswer") : t("group.busy")}</b>
            {t("group.again")}
          </div>
        </div>
      );
    case "refused":
      return (
        <div className="banner warn" role="alert">
          <IconInfoCircle className="icon" aria-hidden="true" />
          <div className="words">
            <b>{t(`refusal.${state.code}`, { seconds: 0 })}</b>
            {taken.length === 0 ? t("kiosk.refused.ask") : t("group.ask")}
          </div>
        </div>
      );
    case "done":
      return <PapersBanner papers={taken.map(({ paper }) => paper)} />;
    default:
      return missingCase(state);
  }
}

function PapersBanner(props: { readonly papers: readonly Paper[] }) {
  const { t } = useLocale();
  if (props.papers.some(hasPaperFault)) {
    return (
      <div className="banner warn" role="alert">
        <IconPrinterOff className="icon" aria-hidden="true" />
        <div className="words">
          <b>{t("group.counts")}</b>
        </div>
      </div>
    );
  }
  const areOut = props.papers.every(({ state }) => state === "printed");
  return (
    <div className="banner paper" role="status">
      {areOut ? (
        <IconReceipt className="icon" aria-hidden="true" />
      ) : (
        <IconPrinter className="icon" aria-hidden="true" />
      )}
      <div className="words">
        <b>{t("group.papers")}</b>
      </div>
    </div>
  );
}

const paperKeys: Readonly<Record<Paper["state"], MessageKey>> = {
  printing: "group.paper.printing",
  printed: "group.paper.printed",
  not_printed: "group.paper.notPrinted",
  unknown: "group.paper.unknown",
};

/** Green only once the printer has said so. */
const paperTones = {
  printing: "run",
  printed: "ok",
  not_printed: "warn",
  unknown: "warn",
} as const satisfies Record<Paper["state"], string>;

function NumberCard(props: { readonly taken: Taken }) {
  const { t } = useLocale();
  const { ticket, paper } = props.taken;
  const isFault = hasPaperFault(paper);
  return (
    <section className="number" data-label={ticket.label} data-paper={paper.state}>
      <TicketLabel label={ticket.label} />
      <QrCode
        text={ticket.trackUrl}
        name={t("group.qrName", { label: leftToRight(ticket.label) })}
      />
      <p className={`chip ${paperTones[paper.state]}`}>
        {isFault ? (
          <IconPrinterOff className="icon" aria-hidden="true" />
        ) : (
          <IconPrinter className="icon" aria-hidden="true" />
        )}
        {t(paperKeys[paper.state])}
      </p>
    </section>
  );
}

function Ending(props: { readonly run: Run; readonly left: Left | null; readonly act: Act }) {
  const { run, left, act } = props;
  const { t } = useLocale();
  return (
    <div className="last">
      {left !== null && <Countdown left={left} isFault={run.state.kind !== "done"} />}
      <div className="row">
        {run.state.kind === "stuck" && (
          <button
            type="button"
            className="btn fill"
            data-act="try-again"
            onClick={() => act({ type: "tryAgain" })}
          >
            <IconRefresh className="icon" aria-hidden="true" />
            {t("word.tryAgain")}
          </button>
        )}
        <button
          type="button"
          className={run.state.kind === "stuck" ? "btn" : "btn fill"}
          data-act="done"
          onClick={() => act({ type: "finish" })}
        >
          <IconCheck className="icon" aria-hidden="true" />
          {t("word.done")}
        </button>
        <MoreTime act={act} />
      </div>
    </div>
  );
}
