import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import type { ClinicId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { localDayIn, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { ListsOnPaper } from "../../../shared/protocol/scheduling-feeds.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { AdminDesk, SiteClinic } from "./desk.ts";
import { SelectField } from "./fields.tsx";
import { missingByClinic } from "./missing-lists.ts";
import type { MissingList, MissingOfClinic } from "./missing-lists.ts";

interface ListsProps {
  readonly desk: AdminDesk;
  readonly lists: ListsOnPaper;
}

/** Lists that are not on paper, each with its page at hand; nothing when all are. */
export function MissingLists({ desk, lists }: ListsProps) {
  const { t, language } = useLocale();
  const missing = missingByClinic(lists.missing, desk.site);
  const isSet = ({ clinic }: MissingOfClinic) =>
    lists.set.some(({ clinicId }) => clinicId === clinic.clinicId);
  const unset = missing.filter((each) => !isSet(each));
  const count = unset.reduce((sum, { sessions }) => sum + sessions.length, 0);
  return (
    <>
      {unset.length === 0 ? null : (
        <Notice tone="refusal" title={t("admin.lists.unset", { count })}>
          {t("admin.lists.noPrinter")}
          <details className="lists-unset">
            <summary data-act="show-missing">{t("admin.lists.which")}</summary>
            {unset.map(({ clinic, sessions }) => (
              <div key={clinic.clinicId}>
                <b>{nameIn(clinic.names, language)}</b>
                <MissingOf {...{ desk, clinic, sessions }} mayPrint={false} />
              </div>
            ))}
          </details>
        </Notice>
      )}
      {missing.filter(isSet).map(({ clinic, sessions }) => (
        <Notice
          key={clinic.clinicId}
          tone="refusal"
          title={t("admin.lists.missing", {
            clinic: nameIn(clinic.names, language),
            count: sessions.length,
          })}
        >
          <MissingOf {...{ desk, clinic, sessions }} mayPrint={desk.mayWrite} />
        </Notice>
      ))}
    </>
  );
}

/** Where each clinic's lists come out by themselves. */
export function ListPrinters({ desk, lists }: ListsProps) {
  const { t } = useLocale();
  return (
    <section className="lists-on-paper" aria-labelledby="lists-on-paper">
      <h2 id="lists-on-paper">{t("admin.lists.title")}</h2>
      <p className="quiet">{t("admin.lists.lead")}</p>
      <div className="lists-printers">
        {desk.site.clinics.map((clinic) => (
          <PrinterOf key={clinic.clinicId} {...{ desk, lists, clinic }} />
        ))}
      </div>
    </section>
  );
}

function MissingOf(
  props: MissingOfClinic & { readonly desk: AdminDesk; readonly mayPrint: boolean },
) {
  const { t, language } = useLocale();
  const { desk, clinic, sessions } = props;
  const { zone } = desk.site;
  return (
    <ul className="lists-missing" data-missing={clinic.clinicId}>
      {sessions.map((session) => (
        <li key={session.sessionId} data-list={session.sessionId}>
          <span>
            {weekdayAndDate(localDayIn(session.from, zone), language)}{" "}
            <Num>{clockTime(session.from, zone)}</Num> · <bdi>{shownName(session.staffName)}</bdi> ·{" "}
            {t(`admin.lists.status.${session.paper.status}`)}
          </span>
          <a
            className="button"
            href={`/print/session/${session.sessionId}?lang=${language}`}
            target="_blank"
            rel="noreferrer"
          >
            <IconFileText className="icon" aria-hidden="true" />
            {t("admin.lists.page")}
          </a>
          {props.mayPrint ? <PrintList desk={desk} session={session} /> : null}
        </li>
      ))}
    </ul>
  );
}

function PrintList(props: { readonly desk: AdminDesk; readonly session: MissingList }) {
  const { t } = useLocale();
  const { runner } = props.desk;
  const { sessionId } = props.session;
  return (
    <button
      type="button"
      className="button"
      data-act="print-list"
      onClick={() =>
        void runner.ask("printList", { sessionId }, { act: "admin.act.printList", spot: sessionId })
      }
    >
      <IconPrinter className="icon" aria-hidden="true" />
      {t("admin.lists.print")}
    </button>
  );
}

const none = "none";

function PrinterOf(props: ListsProps & { readonly clinic: SiteClinic }) {
  const { t, language } = useLocale();
  const { desk, lists, clinic } = props;
  const { clinicId } = clinic;
  const set = lists.set.find((each) => each.clinicId === clinicId);
  const options = [
    { value: none, words: t("admin.lists.none") },
    ...lists.printers.map(({ deviceId, name }) => ({ value: deviceId, words: shownName(name) })),
  ];
  if (!desk.mayWrite) {
    const chosen = options.find(({ value }) => value === (set?.printerDeviceId ?? none));
    return (
      <p>
        {nameIn(clinic.names, language)}: {chosen?.words ?? t("admin.lists.gone")}
      </p>
    );
  }
  const isGone = set !== undefined && !options.some(({ value }) => value === set.printerDeviceId);
  const gone = { value: set?.printerDeviceId ?? none, words: t("admin.lists.gone") };
  return (
    <SelectField
      label={nameIn(clinic.names, language)}
      name={`printer-${clinicId}`}
      value={set?.printerDeviceId ?? none}
      options={isGone ? [...options, gone] : options}
      onChange={(value) => choose(desk, clinicId, { value, language })}
    />
  );
}

function choose(
  desk: AdminDesk,
  clinicId: ClinicId,
  chosen: { readonly value: string; readonly language: ReturnType<typeof useLocale>["language"] },
): void {
  const { value, language } = chosen;
  const printerDeviceId = value === none ? null : value;
  void desk.runner.ask(
    "setClinicPrinter",
    { clinicId, printerDeviceId, language },
    { act: "admin.act.setClinicPrinter" },
  );
}
