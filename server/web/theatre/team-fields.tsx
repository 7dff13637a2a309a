import type { StaffId } from "../../../shared/domain/ids.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { TeamMember, TeamRole } from "../../../shared/domain/theatre.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { SelectField } from "../admin/fields.tsx";

/** One person for each task; whoever is there for a second time is kept as well. */
export function TeamFields(props: {
  readonly roles: readonly TeamRole[];
  readonly team: readonly TeamMember[];
  readonly people: TheatresData["people"];
  readonly onChange: (team: readonly TeamMember[]) => void;
}) {
  const { t } = useLocale();
  const { team, people, onChange } = props;
  return (
    <fieldset className="team-fields">
      <legend>{t("theatre.team")}</legend>
      {props.roles.map((role) => {
        const [first] = team.filter((member) => member.role === role);
        return (
          <SelectField
            key={role}
            label={t(`theatre.role.${role}`)}
            name={`team-${role}`}
            value={first?.staffId ?? ("" as StaffId)}
            options={[
              { value: "" as StaffId, words: t("theatre.nobody") },
              ...people.map(({ staffId, name }) => ({ value: staffId, words: shownName(name) })),
            ]}
            onChange={(staffId) => {
              const others = team.filter((member) => member !== first);
              onChange(staffId === "" ? others : [...others, { role, staffId }]);
            }}
          />
        );
      })}
    </fieldset>
  );
}
