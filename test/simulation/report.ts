import { faultKinds } from "./faults.ts";
import { invariants } from "./check.ts";
import type { Report } from "./simulate.ts";

/** `whole`, or what is broken and how to have it again. */
export function whole({ broken, options }: Report): string {
  const [first] = broken;
  if (first === undefined) return "whole";
  const { seed, days, size } = options;
  return (
    `${first.invariant} (${invariants[first.invariant]}): ${first.text}\n` +
    `again: npm run sim -- --seed ${seed} --days ${days} --size ${size}`
  );
}

/** The figures of one run, as a person reads them. */
export function reportLines(report: Report): readonly string[] {
  const { options, disk, tally, faults, checked, journalRows, wallMs } = report;
  const perSecond = Math.round((tally.commands / wallMs) * 1_000);
  const row = (name: string, count: number) => `  ${name.padEnd(24)}${String(count).padStart(10)}`;
  return [
    `seed ${options.seed}, days ${options.days}, size ${options.size}, ` +
      `faults ${options.faults ? "on" : "off"}, data in ${disk}`,
    "",
    "faults",
    ...faultKinds.map((kind) => row(kind, faults[kind])),
    "",
    "invariants checked",
    ...Object.entries(checked).map(([id, count]) => row(id, count)),
    "",
    `tickets ${tally.tickets}, bookings checked in ${tally.arrivals}, calls by the rule ${tally.calls}, out of turn ${tally.exceptions}`,
    `the guarantee: ${tally.calls} calls, ${tally.pairs} pairs of called and waiting, ` +
      `${report.broken.filter(({ invariant }) => invariant === "I7").length} broken`,
    `recomputed from the journal alone: ${tally.recomputed} calls, ${tally.recomputedPairs} pairs`,
    `${tally.commands} commands, ${journalRows} rows of the journal, ` +
      `${(wallMs / 1_000).toFixed(1)} s: ${perSecond} commands/s with every invariant checked`,
    whole(report) === "whole" ? "no invariant is broken" : `BROKEN ${whole(report)}`,
  ];
}
