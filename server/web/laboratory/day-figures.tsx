import type { LabWorkData } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { spanWords } from "../desk-laboratory/due.ts";

/** The day in figures: what is under way, what is done, and how long it took. */
export function DayFigures(props: { readonly work: LabWorkData }) {
  const { t } = useLocale();
  const { counts, kind, turnaround } = props.work;
  return (
    <section className="card lab-figures" aria-labelledby="turnaround">
      <dl className="facts">
        <dt>{t(kind === "imaging" ? "lab.count.toPerform" : "lab.count.toCollect")}</dt>
        <dd>
          <Num>{counts.toCollect}</Num>
        </dd>
        <dt>{t("lab.count.readyToday")}</dt>
        <dd data-count="readyToday">
          <Num>{counts.readyToday}</Num>
        </dd>
        {kind === "imaging" ? null : (
          <>
            <dt>{t("lab.count.rejectedToday")}</dt>
            <dd data-count="rejectedToday">
              <Num>{counts.rejectedToday}</Num>
            </dd>
          </>
        )}
      </dl>
      <h2 id="turnaround">{t("lab.turnaround.heading")}</h2>
      {turnaround === null ? (
        <p className="quiet">{t("lab.turnaround.none")}</p>
      ) : (
        <dl className="facts">
          <dt>{t("lab.turnaround.median")}</dt>
          <dd>{spanWords(turnaround.medianMin, t)}</dd>
          <dt>{t("lab.turnaround.p90")}</dt>
          <dd>{spanWords(turnaround.p90Min, t)}</dd>
        </dl>
      )}
    </section>
  );
}
