import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import { minuteMs } from "../../../shared/domain/time.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { isCalledAt, whyHere } from "./queue-order.ts";
import type { DeskClock } from "./situation.ts";

/** Why a waiting patient stands where they do, and who could still come before, in words. */
export function WhyHere(props: {
  readonly line: QueueLine;
  readonly waiting: readonly QueueLine[];
  readonly point: PointData;
  readonly queues: readonly QueueData[];
  readonly clock: DeskClock;
}) {
  const { t, language } = useLocale();
  const { line, point } = props;
  const { serverNow: now, zone } = props.clock;
  if (now === null || zone === null) return null;
  const comma = locales[language].direction === "rtl" ? "، " : ", ";
  const at = (instant: number) => leftToRight(clockTime(instant, zone));
  const callable = props.waiting.filter((other) => isCalledAt(other, point.servicePointId));
  const waitMin = Math.max(0, ...props.queues.map((queue) => queue.wait?.toMin ?? 0));
  const why = whyHere(line, callable, { now, waitMin, rates: point.rates });
  const ahead = why.ahead.map(({ priorityClass, count }) =>
    t("reception.why.some", { class: t(`desk.class.${priorityClass}`), n: count }),
  );
  const passers = why.couldPass.map(({ priorityClass, before }) => {
    const name = t(`desk.class.${priorityClass}`);
    return before === null ? name : t("reception.why.before", { class: name, time: at(before) });
  });
  const standing =
    why.rate === null || why.turnMin === null
      ? t("reception.why.emergency")
      : line.eligibleAt > now
        ? t("reception.why.dueAt", { time: at(line.eligibleAt) })
        : t("reception.why.turn", {
            turn: why.turnMin,
            minutes: Math.floor((now - line.eligibleAt) / minuteMs),
            rate: why.rate,
          });
  return (
    <p className="why-here" data-why={line.label}>
      <IconScale className="icon" aria-hidden="true" />
      <span>
        {standing}{" "}
        {ahead.length === 0
          ? t("reception.why.first")
          : t("reception.why.ahead", { list: ahead.join(comma) })}{" "}
        {passers.length === 0 ? null : t("reception.why.passers", { list: passers.join(comma) })}
      </span>
    </p>
  );
}
