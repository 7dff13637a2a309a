import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { addDays } from "../../../shared/domain/local-day.ts";
import type { QueueId } from "../../../shared/domain/ids.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import type { AdminDesk } from "./desk.ts";
import { NamesFields, NumberField, ReasonField, SelectField, typedNames } from "./fields.tsx";
import { LineActs, ListCard } from "./list-card.tsx";
import { PageHead } from "./page-head.tsx";

type Service = DirectoryData["clinics"][number]["services"][number];
type Queue = DirectoryData["queues"][number];
type Open =
  | { readonly kind: "service"; readonly service: Service }
  | { readonly kind: "queue"; readonly queue: Queue };

/** What the kiosk offers, and the queues behind it: open, closed, limited, renamed. */
export function ServicesPage(props: { readonly desk: AdminDesk }) {
  const { t } = useLocale();
  const { desk } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="section" data-section-page="services">
      <PageHead title={t("admin.section.services")} />
      <Services desk={desk} onOpen={setOpen} />
      <Queues desk={desk} onOpen={setOpen} />
      {open?.kind === "service" ? (
        <ServiceDialog desk={desk} service={open.service} onClose={close} />
      ) : null}
      {open?.kind === "queue" ? (
        <CloseQueueDialog desk={desk} queue={open.queue} onClose={close} />
      ) : null}
    </div>
  );
}

interface ListProps {
  readonly desk: AdminDesk;
  readonly onOpen: (open: Open) => void;
}

function Services({ desk, onOpen }: ListProps) {
  const { t, language } = useLocale();
  // A closed queue is not reopened by its service: both stand here, each with its own state.
  return (
    <ListCard
      title={t("admin.service.list")}
      heads={[
        t("admin.service.title"),
        t("admin.clinic"),
        t("admin.service.waiting"),
        t("admin.service.state"),
      ]}
    >
      {desk.site.clinics.flatMap((clinic) =>
        clinic.services.map((service) => (
          <tr key={service.serviceId} data-service={service.serviceId}>
            <td>
              <b>{nameIn(service.names, language)}</b>
            </td>
            <td>{nameIn(clinic.names, language)}</td>
            <td>
              <Num>{service.waiting}</Num>
            </td>
            <td>
              <span className={`chip ${service.open ? "chip-ok" : "chip-plain"}`}>
                {t(service.open ? "admin.service.open" : "admin.service.closed")}
              </span>
            </td>
            <LineActs
              acts={
                desk.mayWrite
                  ? [
                      {
                        act: "change-service",
                        words: t("admin.change.verb"),
                        onPress: () => onOpen({ kind: "service", service }),
                      },
                    ]
                  : []
              }
            />
          </tr>
        )),
      )}
    </ListCard>
  );
}

function Queues({ desk, onOpen }: ListProps) {
  const { t, language } = useLocale();
  // Administrators set how the house works; only who serves patients closes a queue on them.
  const mayClose = desk.mayWrite && desk.me.role === "supervisor";
  const reopen = ({ queueId }: Queue) =>
    void desk.runner.ask("reopenQueue", { queueId }, { act: "admin.act.reopenQueue" });
  const actsOf = (queue: Queue) =>
    queue.closed
      ? {
          act: "reopen-queue",
          words: t("admin.act.reopenQueue"),
          onPress: () => reopen(queue),
        }
      : {
          act: "close-queue",
          words: t("admin.act.closeQueue"),
          onPress: () => onOpen({ kind: "queue", queue }),
        };
  return (
    <ListCard title={t("admin.queue.list")}>
      {desk.site.queues.toSorted(byName(language)).map((queue) => (
        <tr key={queue.queueId} data-queue={queue.queueId}>
          <td>
            <b>{nameIn(queue.names, language)}</b>
          </td>
          <td>
            <span className={`chip ${queue.closed ? "chip-danger" : "chip-ok"}`}>
              {t(queue.closed ? "admin.service.closed" : "admin.service.open")}
            </span>
          </td>
          <LineActs acts={mayClose ? [actsOf(queue)] : []} />
        </tr>
      ))}
    </ListCard>
  );
}

function ServiceDialog(props: {
  readonly desk: AdminDesk;
  readonly service: Service;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { service } = props;
  const [names, setNames] = useState<Readonly<Partial<Record<Language, string>>>>(service.names);
  const [isOpen, setIsOpen] = useState<"open" | "closed">(service.open ? "open" : "closed");
  const [limited, setLimited] = useState<"keep" | "none" | "limit">("keep");
  const [limit, setLimit] = useState(100);
  const typed = typedNames(names);
  return (
    <AskDialog
      desk={props.desk}
      act="admin.act.changeService"
      name="changeService"
      payload={
        typed === null
          ? t("admin.nameMissing")
          : {
              serviceId: service.serviceId,
              names: typed,
              open: isOpen === "open",
              ...(limited === "keep" ? {} : { dailyLimit: limited === "none" ? null : limit }),
            }
      }
      onClose={props.onClose}
    >
      <Choice
        legend={t("admin.service.state")}
        look="segments"
        options={(["open", "closed"] as const).map((value) => ({
          value,
          words: t(`admin.service.${value}`),
        }))}
        chosen={isOpen}
        onChoose={setIsOpen}
      />
      <Choice
        legend={t("admin.service.limit")}
        look="segments"
        options={(["keep", "none", "limit"] as const).map((value) => ({
          value,
          words: t(`admin.service.limitIs.${value}`),
        }))}
        chosen={limited}
        onChoose={setLimited}
      />
      {limited === "limit" ? (
        <NumberField
          label={t("admin.service.limit")}
          name="limit"
          value={limit}
          min={1}
          max={10_000}
          onChange={setLimit}
        />
      ) : null}
      <NamesFields names={names} onChange={setNames} />
    </AskDialog>
  );
}

const waitings = ["finish", "transfer", "rebook"] as const;

/** No new tickets; those who wait are finished, moved on with their time, or rebooked. */
function CloseQueueDialog(props: {
  readonly desk: AdminDesk;
  readonly queue: Queue;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, queue } = props;
  const others = desk.site.queues
    .filter(({ queueId, closed }) => queueId !== queue.queueId && !closed)
    .toSorted(byName(language));
  const [waiting, setWaiting] = useState<(typeof waitings)[number]>("finish");
  const [toQueueId, setToQueueId] = useState<QueueId>(others[0]?.queueId ?? queue.queueId);
  const [reason, setReason] = useState("");
  return (
    <AskDialog
      desk={desk}
      act="admin.act.closeQueue"
      name="closeQueue"
      payload={
        reason.trim() === ""
          ? t("refusal.reason_required")
          : {
              queueId: queue.queueId,
              waiting,
              ...(waiting === "transfer" ? { toQueueId } : {}),
              ...(waiting === "rebook" ? { forDay: addDays(desk.today, 1) } : {}),
              reason: reason.trim(),
            }
      }
      onClose={props.onClose}
    >
      <p>
        <b>{nameIn(queue.names, language)}</b>
      </p>
      <Choice
        legend={t("admin.queue.waiting")}
        look="cards"
        options={waitings.map((value) => ({ value, words: t(`admin.queue.then.${value}`) }))}
        chosen={waiting}
        onChoose={setWaiting}
      />
      {waiting === "transfer" ? (
        <SelectField
          label={t("admin.queue.to")}
          name="to-queue"
          value={toQueueId}
          options={others.map((each) => ({
            value: each.queueId,
            words: nameIn(each.names, language),
          }))}
          onChange={setToQueueId}
        />
      ) : null}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
