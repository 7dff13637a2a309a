import { useState } from "react";
import { directoryIdPattern } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { addDays } from "../../../shared/domain/local-day.ts";
import { thingKinds } from "../../../shared/domain/thing.ts";
import type { ThingKind } from "../../../shared/domain/thing.ts";
import type { ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { anyReason } from "./calendar-dialogs.tsx";
import { RangePicker } from "./day-picker.tsx";
import type { AdminDesk } from "./desk.ts";
import {
  NamesFields,
  ReasonField,
  SelectField,
  TextField,
  TimeField,
  typedNames,
} from "./fields.tsx";
import { instantIn } from "./local-instant.ts";

const house = "-";

/** What a thing is called in every language, what it is, whose it is, and whether it is used still. */
export function ThingDialog(props: {
  readonly desk: AdminDesk;
  readonly thing: ThingLine | null;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, thing } = props;
  const [thingId, setThingId] = useState<string>(thing?.thingId ?? "");
  const [names, setNames] = useState<Readonly<Partial<Record<Language, string>>>>(
    thing?.names ?? {},
  );
  const [kind, setKind] = useState<ThingKind>(thing?.kind ?? "machine");
  const [owner, setOwner] = useState<string>(thing?.clinicId ?? house);
  const [isRetired, setIsRetired] = useState(thing?.isRetired ?? false);
  const typed = typedNames(names);
  const clinics = desk.site.clinics.map((clinic) => ({
    value: clinic.clinicId as string,
    words: nameIn(clinic.names, language),
  }));
  const payload = !directoryIdPattern.test(thingId)
    ? t("admin.staff.idHelp")
    : typed === null
      ? t("admin.nameMissing")
      : { thingId, names: typed, kind, clinicId: owner === house ? null : owner, isRetired };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.putThing"
      name="putThing"
      payload={payload}
      onClose={props.onClose}
    >
      {thing === null ? (
        <TextField
          label={t("admin.staff.id")}
          name="thing-id"
          dir="ltr"
          value={thingId}
          onChange={setThingId}
        />
      ) : null}
      <NamesFields names={names} onChange={setNames} />
      <div className="field-pair">
        <SelectField
          label={t("admin.staff.kind")}
          name="thing-kind"
          value={kind}
          options={thingKinds.map((value) => ({ value, words: t(`admin.thingKind.${value}`) }))}
          onChange={setKind}
        />
        <SelectField
          label={t("admin.things.owner")}
          name="thing-owner"
          value={owner}
          options={[{ value: house, words: t("admin.things.house") }, ...clinics]}
          onChange={setOwner}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          name="retired"
          checked={isRetired}
          onChange={(event) => setIsRetired(event.currentTarget.checked)}
        />
        <span>{t("admin.things.retired")}</span>
      </label>
    </AskDialog>
  );
}

/** A time without it: what is planned with it then is shown, and has to be seen. */
export function OutageDialog(props: {
  readonly desk: AdminDesk;
  readonly thing: ThingLine;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, thing } = props;
  const { zone } = desk.site;
  const [range, setRange] = useState({ from: desk.today, to: addDays(desk.today, 1) });
  const [fromMin, setFromMin] = useState(0);
  const [toMin, setToMin] = useState(0);
  const [reason, setReason] = useState("");
  const [despite, setDespite] = useState(false);
  const from = instantIn(range.from, fromMin, zone);
  // Until midnight is until the end of the last day.
  const to =
    toMin === 0 ? instantIn(range.to, 0, zone) : instantIn(addDays(range.to, -1), toMin, zone);
  const asked = { thingId: thing.thingId, from, to, despite };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.takeThingOut"
      name="takeThingOut"
      payload={
        reason.trim() === "" ? t("refusal.reason_required") : { ...asked, reason: reason.trim() }
      }
      rehearsed={{ ...asked, reason: anyReason }}
      missingAfter={({ uses }) =>
        uses.length > 0 && !despite ? t("admin.things.uses", { count: uses.length }) : null
      }
      onClose={props.onClose}
    >
      <p>
        <b>{nameIn(thing.names, language)}</b>
      </p>
      <div className="dialog-columns">
        <RangePicker label={t("admin.act.takeThingOut")} range={range} onChange={setRange} />
        <div className="dialog-body">
          <TimeField
            label={t("admin.things.firstDay")}
            name="from"
            minutes={fromMin}
            onChange={setFromMin}
          />
          <TimeField
            label={t("admin.things.untilDay")}
            name="to"
            minutes={toMin}
            onChange={setToMin}
          />
        </div>
      </div>
      <label className="check">
        <input
          type="checkbox"
          name="despite"
          checked={despite}
          onChange={(event) => setDespite(event.currentTarget.checked)}
        />
        <span>{t("admin.things.despite")}</span>
      </label>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
