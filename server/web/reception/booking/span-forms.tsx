import { useState } from "react";
import { addDays } from "../../../../shared/domain/local-day.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../../shared/ui/desk/choice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import type { StepProps } from "./booking-props.ts";
import { OnlyDay } from "./when.tsx";

/** Every other day for dialysis, every week for physiotherapy. */
const rhythms = ["2", "3", "7", "14"] as const;
const visits = ["6", "8", "10", "12", "24", "36"] as const;
/** How long somebody waits for a place, in days. */
const waits = ["7", "14", "30", "60"] as const;

/** A course of visits, by the same doctor and at the same time of day where there is a place. */
export function SeriesForm(props: StepProps) {
  const { t } = useLocale();
  const { book, today } = props;
  const from = book.booking.from ?? today;
  const [everyDays, setEveryDays] = useState<(typeof rhythms)[number]>("2");
  const [count, setCount] = useState<(typeof visits)[number]>("12");
  const last = addDays(from, Number(everyDays) * (Number(count) - 1));
  return (
    <div className="booking-form">
      <Choice
        legend={t("booking.series.every")}
        look="segments"
        options={rhythms.map((value) => ({
          value,
          words: t("booking.series.days", { count: Number(value) }),
        }))}
        chosen={everyDays}
        onChoose={setEveryDays}
      />
      <Choice
        legend={t("booking.series.count")}
        look="segments"
        options={visits.map((value) => ({ value, words: value }))}
        chosen={count}
        onChoose={setCount}
      />
      <p>
        <OnlyDay day={from} /> – <OnlyDay day={last} />
      </p>
      <ActButton
        act="chooseSeries"
        look="filled"
        onPress={() =>
          book.tell({
            kind: "want",
            want: { kind: "series", from, everyDays: Number(everyDays), count: Number(count) },
          })
        }
      >
        {t("booking.onward")}
      </ActButton>
    </div>
  );
}

/** Waits for a place that somebody gives up; it is then kept for two hours and offered. */
export function WaitForm(props: StepProps) {
  const { t } = useLocale();
  const { book, today } = props;
  const from = book.booking.from ?? today;
  const [days, setDays] = useState<(typeof waits)[number]>("14");
  return (
    <div className="booking-form">
      <p>{t("booking.wait.lead")}</p>
      <Choice
        legend={t("booking.wait.within")}
        look="segments"
        options={waits.map((value) => ({
          value,
          words: t("booking.series.days", { count: Number(value) }),
        }))}
        chosen={days}
        onChoose={setDays}
      />
      <p>
        <OnlyDay day={from} /> – <OnlyDay day={addDays(from, Number(days) - 1)} />
      </p>
      <ActButton
        act="chooseWait"
        look="filled"
        onPress={() =>
          book.tell({
            kind: "want",
            want: { kind: "wait", from, to: addDays(from, Number(days)) },
          })
        }
      >
        {t("booking.onward")}
      </ActButton>
    </div>
  );
}
