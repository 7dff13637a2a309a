import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconScan from "@tabler/icons-react/dist/esm/icons/IconScan.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import type { FileLine, FileStep } from "../../../shared/domain/patient.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";

const icons = {
  appointment: IconCalendarCheck,
  ticket: IconTicket,
  document: IconFileText,
  operation: IconSlice,
  labOrder: IconMicroscope,
  imagingOrder: IconScan,
} as const;

/** Everything that happened with this patient, newest first, each thing once. */
export function Timeline(props: {
  readonly lines: readonly FileLine[];
  readonly zone: string | null;
}) {
  const { t } = useLocale();
  return (
    <section className="patients-timeline" aria-labelledby="patients-timeline">
      <h4 id="patients-timeline">{t("patients.file.timeline")}</h4>
      {props.lines.length === 0 ? <p className="quiet">{t("patients.file.empty")}</p> : null}
      <ol>
        {props.lines.map((line) => (
          <Line key={line.id} line={line} zone={props.zone} />
        ))}
      </ol>
    </section>
  );
}

function Line(props: { readonly line: FileLine; readonly zone: string | null }) {
  const { t, language } = useLocale();
  const { line } = props;
  const Icon = icons[line.kind];
  const zone = props.zone ?? "UTC";
  return (
    <li data-line={line.kind}>
      <Icon className="icon" aria-hidden="true" />
      <div className="patients-line">
        <span className="patients-when">
          {longDate(line.at, zone, language)} · <Num>{clockTime(line.at, zone)}</Num>
        </span>
        <span>
          <b>{t(`patients.kind.${line.kind}`)}</b>{" "}
          {line.kind === "ticket" ? <TicketLabel label={line.by ?? ""} /> : null}
          {line.title === "" ? null : (
            <>
              {" "}
              · <bdi>{line.title}</bdi>
            </>
          )}
          {(line.kind === "appointment" || line.kind === "operation") && line.by !== undefined ? (
            <>
              {" "}
              · <bdi>{line.by}</bdi>
            </>
          ) : null}
        </span>
        <Chip tone="plain" icon={Icon}>
          {line.documentKind === undefined
            ? t(`patients.status.${line.status}`)
            : t(`patients.documentKind.${line.documentKind}`)}
        </Chip>
        {(line.steps ?? []).map((step, at) => (
          <Step key={at} step={step} zone={props.zone} />
        ))}
      </div>
    </li>
  );
}

/** One queue of a ticket: where, how it went, and from when to when. */
function Step(props: { readonly step: FileStep; readonly zone: string | null }) {
  const { t } = useLocale();
  const { title, place, status, startedAt, endedAt, resultCode } = props.step;
  const clock = (at: number) => clockTime(at, props.zone ?? "UTC");
  return (
    <span className="patients-step quiet">
      <bdi>{title}</bdi>
      {place === null ? null : (
        <>
          {" "}
          · <bdi>{place}</bdi>
        </>
      )}
      {startedAt === null ? null : (
        <>
          {" "}
          ·{" "}
          <Num>{endedAt === null ? clock(startedAt) : `${clock(startedAt)}–${clock(endedAt)}`}</Num>
        </>
      )}
      {" · "}
      {t(`patients.status.${status}`)}
      {resultCode === null ? null : (
        <>
          {" "}
          · <bdi>{resultCode}</bdi>
        </>
      )}
    </span>
  );
}
