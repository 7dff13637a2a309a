import type { ClinicId, ThingId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import type { AdminDesk } from "./desk.ts";

/** The machines and instruments of the house; none while they are on their way. */
export function useThings(desk: Pick<AdminDesk, "client">): readonly ThingLine[] {
  return useFeed(desk.client, "things", "site").snapshot?.data.things ?? [];
}

/** What can be planned in a clinic: its own things first, then the house's, and what is chosen already. */
export function thingsFor(
  things: readonly ThingLine[],
  clinicId: ClinicId,
  chosen: readonly ThingId[],
): readonly ThingLine[] {
  const isOwn = (thing: ThingLine) => thing.clinicId === clinicId;
  return things
    .filter((thing) => chosen.includes(thing.thingId) || !thing.isRetired)
    .filter((thing) => chosen.includes(thing.thingId) || isOwn(thing) || thing.clinicId === null)
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
}

/** Which things a shift or a session needs; nothing where the house has none. */
export function ThingsField(props: {
  readonly things: readonly ThingLine[];
  readonly clinicId: ClinicId;
  readonly chosen: readonly ThingId[];
  readonly onChange: (chosen: readonly ThingId[]) => void;
}) {
  const { t, language } = useLocale();
  const { chosen, onChange } = props;
  const offered = thingsFor(props.things, props.clinicId, chosen);
  if (offered.length === 0) return null;
  return (
    <fieldset className="things-field">
      <legend>{t("admin.section.things")}</legend>
      {offered.map(({ thingId, names }) => (
        <label key={thingId} className="check">
          <input
            type="checkbox"
            name={`thing-${thingId}`}
            checked={chosen.includes(thingId)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, thingId]
                  : chosen.filter((other) => other !== thingId),
              )
            }
          />
          <span>{nameIn(names, language)}</span>
        </label>
      ))}
    </fieldset>
  );
}
