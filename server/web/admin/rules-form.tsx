import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Limit, RosterRules } from "../../../shared/domain/roster.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { AdminDesk } from "./desk.ts";
import { NumberField } from "./fields.tsx";

const limits = {
  minRestHours: 48,
  maxHoursPerWeek: 120,
  maxNightsInRow: 14,
  maxOnCallPerMonth: 31,
} as const satisfies Partial<Record<keyof RosterRules, number>>;
type LimitName = keyof typeof limits;
const limitNames = [
  "minRestHours",
  "maxHoursPerWeek",
  "maxNightsInRow",
  "maxOnCallPerMonth",
] as const satisfies readonly LimitName[];

/** The site's rules of rosters, and how many this clinic needs in each shift. */
export function RulesForm(props: { readonly desk: AdminDesk; readonly roster: RosterData }) {
  const { t, language } = useLocale();
  const { desk, roster } = props;
  const [rules, setRules] = useState<RosterRules>(roster.rules);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(roster.rules);
  return (
    <section className="card staff-card">
      <h2>{t("admin.rules.title")}</h2>
      <fieldset className="rules" disabled={!desk.mayWrite}>
        {limitNames.map((name) => (
          <LimitFields
            key={name}
            name={name}
            words={t(`admin.rules.${name}`)}
            limit={rules[name]}
            max={limits[name]}
            onChange={(limit) => setRules({ ...rules, [name]: limit })}
          />
        ))}
        {roster.shifts.map((shift) => (
          <LimitFields
            key={shift.shiftId}
            name={`coverage-${shift.shiftId}`}
            words={t("admin.rules.coverage", { shift: nameIn(shift.names, language) })}
            limit={coverageOf(rules, roster, shift.shiftId)}
            max={50}
            onChange={(limit) => setRules(withCoverage(rules, roster, shift.shiftId, limit))}
          />
        ))}
      </fieldset>
      {isChanged && desk.mayWrite ? (
        <div className="dialog-acts">
          <button
            type="button"
            className="button button-filled"
            data-act="set-rules"
            onClick={() =>
              void desk.runner.ask(
                "setRosterRules",
                { ...rules, coverage: rules.coverage.map((each) => ({ ...each })) },
                { act: "admin.act.setRosterRules" },
              )
            }
          >
            {t("admin.act.setRosterRules")}
          </button>
          <button type="button" className="button" onClick={() => setRules(roster.rules)}>
            {t("word.back")}
          </button>
        </div>
      ) : null}
    </section>
  );
}

function coverageOf(rules: RosterRules, { clinicId }: RosterData, shiftId: string): Limit {
  const rule = rules.coverage.find(
    (each) => each.clinicId === clinicId && each.shiftId === shiftId,
  );
  return { value: rule?.atLeast ?? 0, hard: rule?.hard ?? false };
}

/** None needed is no rule at all: nothing to warn of. */
function withCoverage(
  rules: RosterRules,
  roster: RosterData,
  shiftId: string,
  { value, hard }: Limit,
): RosterRules {
  const { clinicId } = roster;
  const shift = roster.shifts.find((each) => each.shiftId === shiftId);
  const others = rules.coverage.filter(
    (each) => each.clinicId !== clinicId || each.shiftId !== shiftId,
  );
  if (shift === undefined || value === 0) return { ...rules, coverage: others };
  const rule = { clinicId, shiftId: shift.shiftId, atLeast: value, hard };
  return { ...rules, coverage: [...others, rule] };
}

function LimitFields(props: {
  readonly name: string;
  readonly words: string;
  readonly limit: Limit;
  readonly max: number;
  readonly onChange: (limit: Limit) => void;
}) {
  const { t } = useLocale();
  const { name, limit, onChange } = props;
  return (
    <div className="rule">
      <NumberField
        label={props.words}
        name={name}
        value={limit.value}
        min={0}
        max={props.max}
        onChange={(value) => onChange({ ...limit, value })}
      />
      <label className="check">
        <input
          type="checkbox"
          name={`${name}-hard`}
          checked={limit.hard}
          onChange={(event) => onChange({ ...limit, hard: event.currentTarget.checked })}
        />
        <span>{t("admin.rules.hard")}</span>
      </label>
    </div>
  );
}
