import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import { useState } from "react";
import type { DeviceId, ServiceId } from "../../../shared/domain/ids.ts";
import { languages, nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { CommandReplies } from "../../../shared/protocol/commands.ts";
import type { DirectoryData, PointData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Choice, Tick } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { AskNotice } from "./ask-notice.tsx";
import type { Printer } from "./paper.ts";
import { clinicsOf } from "./point-names.ts";
import { useAsking } from "./use-asking.ts";
import type { Waiting } from "./use-asking.ts";
import { usePrinter, useWithoutPaper } from "./use-paper.ts";

type Issued = CommandReplies["issueTicket"];

/** What is asked for, as the form has it. */
interface Wish {
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly isProtected: boolean;
  /** Nothing: the number is written down. */
  readonly printer: Printer | null;
}

interface IssueProps {
  readonly client: Client;
  readonly site: DirectoryData;
  readonly point: PointData;
  readonly stale: boolean;
  readonly onClose: () => void;
}

/** A ticket for a patient who cannot use the kiosk: the clinics of this point, then the number. */
export function IssueTicket(props: IssueProps) {
  const { t } = useLocale();
  const { client } = props;
  const { step, ask, again } = useAsking<"issueTicket", Wish>(client, "issueTicket");
  const issue = (wish: Wish) => {
    const { serviceId, language, isProtected, printer } = wish;
    ask(
      {
        serviceId,
        language,
        ...(isProtected ? { priorityClass: "protected" } : {}),
        ...(printer === null ? {} : { printerDeviceId: printer.deviceId }),
      },
      wish,
    );
  };

  return (
    <Dialog title={t("reception.issue.title")} begin="question" onClose={props.onClose}>
      {step.kind === "done" ? (
        <IssuedTicket {...props} issued={step.reply} wish={step.wish} onAnother={again} />
      ) : (
        <IssueForm {...props} step={step} onIssue={issue} />
      )}
    </Dialog>
  );
}

function IssueForm(
  props: IssueProps & {
    readonly step: Waiting;
    readonly onIssue: (wish: Wish) => void;
  },
) {
  const { t, language } = useLocale();
  const { site, point, step, stale } = props;
  const services = clinicsOf(site, point.queueIds).flatMap((clinic) =>
    clinic.services.map((service) => ({ ...service, clinicNames: clinic.names })),
  );
  const [chosen, setChosen] = useState<ServiceId | null>(
    () => services.find((service) => service.open)?.serviceId ?? null,
  );
  const [spoken, setSpoken] = useState<Language>(language);
  const [isProtected, setProtected] = useState(false);
  const { printer, choose: choosePrinter } = usePrinter(point.printers);
  const [withoutPaper, setWithoutPaper] = useWithoutPaper();
  if (services.length === 0) return <NoServices />;
  const whyNot = stale
    ? t("reception.whyNot.stale")
    : chosen === null
      ? t("refusal.service_closed")
      : null;
  return (
    <div className="issue-form">
      <Choice
        legend={t("reception.issue.service")}
        look="cards"
        chosen={chosen}
        onChoose={setChosen}
        options={services.map((service) => ({
          value: service.serviceId,
          words: nameIn(service.names, language),
          help: t("reception.issue.waiting", { n: service.waiting }),
          off: service.open ? null : t("reception.issue.closed"),
        }))}
      />
      <div className="issue-facts">
        <Choice
          legend={t("reception.issue.language")}
          look="segments"
          chosen={spoken}
          onChoose={setSpoken}
          options={languages.map((one) => ({ value: one, words: locales[one].ownName }))}
        />
        <Tick
          words={t("reception.issue.protected")}
          help={t("reception.issue.protectedHelp")}
          on={isProtected}
          onChange={setProtected}
        />
      </div>
      {printer === null ? null : (
        <PaperChoice
          printers={point.printers}
          chosen={withoutPaper ? "none" : printer.deviceId}
          onChoose={(paper) => {
            setWithoutPaper(paper === "none");
            if (paper !== "none") choosePrinter(paper);
          }}
        />
      )}
      <AskNotice of={step} words={{ noAnswer: "reception.issue.noAnswer" }} />
      <ActButton
        act="issue"
        look="filled"
        whyNot={whyNot}
        wait={step.kind === "sending" ? "own" : null}
        onPress={() => {
          if (chosen === null || whyNot !== null || step.kind === "sending") return;
          const paperAt = withoutPaper ? null : printer;
          props.onIssue({ serviceId: chosen, language: spoken, isProtected, printer: paperAt });
        }}
      >
        <IconTicket className="icon" aria-hidden="true" />
        {t("reception.issue.submit")}
      </ActButton>
      {whyNot === null ? null : <p className="quiet">{whyNot}</p>}
    </div>
  );
}

function NoServices() {
  const { t } = useLocale();
  return (
    <EmptyState
      icon={<IconTicket className="icon" aria-hidden="true" />}
      title={t("reception.issue.noServices")}
      next={t("reception.issue.noServicesNext")}
    />
  );
}

/** On which kiosk's paper the number comes out, or on none. */
function PaperChoice(props: {
  readonly printers: readonly Printer[];
  readonly chosen: DeviceId | "none";
  readonly onChoose: (paper: DeviceId | "none") => void;
}) {
  const { t } = useLocale();
  const none = {
    value: "none",
    words: t("reception.issue.noPaper"),
    help: t("reception.issue.noPaperHelp"),
  } as const;
  return (
    <Choice
      legend={t("reception.issue.paper")}
      look="cards"
      chosen={props.chosen}
      onChoose={props.onChoose}
      options={[
        ...props.printers.map(({ deviceId, name }) => ({
          value: deviceId,
          words: t("reception.issue.paperAt", { name: shownName(name) }),
        })),
        none,
      ]}
    />
  );
}

/** The number, as large as on the kiosk's own paper, and what to tell the patient. */
function IssuedTicket(
  props: IssueProps & {
    readonly issued: Issued;
    readonly wish: Wish;
    readonly onAnother: () => void;
  },
) {
  const { t, language } = useLocale();
  const { issued, wish, site } = props;
  const clinic = site.clinics.find((one) =>
    one.services.some((service) => service.serviceId === wish.serviceId),
  );
  const service = clinic?.services.find((one) => one.serviceId === wish.serviceId);
  return (
    <div className="issued">
      <div className="ticket-card" data-issued-label={issued.label}>
        <TicketLabel label={issued.label} />
        {clinic === undefined ? null : <b>{nameIn(clinic.names, language)}</b>}
        <div className="ticket-tear" />
        <dl className="facts">
          {service === undefined ? null : (
            <>
              <dt>{t("reception.issue.room")}</dt>
              <dd>{nameIn(service.waitingRoomNames, language)}</dd>
            </>
          )}
          <dt>{t("reception.issue.ahead")}</dt>
          <dd>
            <Num>{issued.ahead}</Num>
          </dd>
          <dt>{t("ticket.waitAbout")}</dt>
          <dd>
            {issued.wait === null
              ? t("ticket.waitUnknown")
              : t("ticket.waitRange", {
                  a: issued.wait.fromMin,
                  b: issued.wait.toMin,
                  count: issued.wait.toMin,
                })}
          </dd>
        </dl>
      </div>
      <p role="status" data-paper-at={wish.printer?.deviceId ?? "none"}>
        {wish.printer === null
          ? t("reception.issue.issued")
          : t("reception.issue.printed", { name: shownName(wish.printer.name) })}
      </p>
      <div className="dialog-acts">
        <button
          type="button"
          className="button button-big button-filled"
          autoFocus
          onClick={props.onClose}
        >
          {t("word.done")}
        </button>
        <button type="button" className="button button-big" onClick={props.onAnother}>
          {t("reception.issue.another")}
        </button>
      </div>
    </div>
  );
}
