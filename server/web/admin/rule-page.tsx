import { useState } from "react";
import { rateMax, rateMin } from "../../../shared/domain/priority.ts";
import type { Rates } from "../../../shared/domain/priority.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Tick } from "../../../shared/ui/desk/choice.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { AdminDesk } from "./desk.ts";
import { NumberField, ReasonField } from "./fields.tsx";
import { PageHead } from "./page-head.tsx";

const classes = ["urgent", "protected", "returning", "appointment", "normal"] as const;

/** The published rule's settings. They hold from the next service day on: no day changes its rule. */
export function RulePage(props: { readonly desk: AdminDesk }) {
  const { t } = useLocale();
  const { desk } = props;
  const [rates, setRates] = useState<Rates>(desk.site.rates);
  const [reason, setReason] = useState("");
  const [isDone, setIsDone] = useState(false);
  const isChanged = JSON.stringify(rates) !== JSON.stringify(desk.site.rates);
  const why = !desk.mayWrite
    ? t("admin.roster.said.readOnly")
    : !isChanged
      ? t("admin.change.nothing")
      : reason.trim() === ""
        ? t("refusal.reason_required")
        : null;
  async function set(): Promise<void> {
    if (why !== null) return;
    const asked = { rates: { ...rates }, reason: reason.trim() };
    const reply = await desk.runner.ask("setRates", asked, { act: "admin.act.setRates" });
    setIsDone(reply !== null);
  }
  return (
    <div className="section" data-section-page="rule">
      <PageHead title={t("admin.section.rule")} />
      <section className="card staff-card">
        <p>{t("admin.rates.lead")}</p>
        <div className="field-pair">
          {classes.map((each) => (
            <NumberField
              key={each}
              label={t(`desk.class.${each}`)}
              name={`rate-${each}`}
              value={rates[each]}
              min={rateMin}
              max={rateMax}
              onChange={(value) => {
                setIsDone(false);
                setRates({ ...rates, [each]: value });
              }}
            />
          ))}
        </div>
        <Tick
          words={t("admin.rates.urgentFirst")}
          help={t("admin.rates.urgentFirstHelp")}
          on={rates.urgentFirst === true}
          onChange={(urgentFirst) => {
            setIsDone(false);
            setRates({ ...rates, urgentFirst });
          }}
        />
        <ReasonField value={reason} onChange={setReason} />
        {isDone ? <Notice tone="quiet" title={t("admin.rates.done")} /> : null}
        <div className="dialog-acts">
          <ActButton act="set-rates" look="filled" whyNot={why} onPress={() => void set()}>
            {t("admin.act.setRates")}
          </ActButton>
          {why === null ? null : <p className="quiet dialog-missing">{why}</p>}
        </div>
      </section>
    </div>
  );
}
