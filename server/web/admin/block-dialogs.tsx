import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { addDays, daysFrom } from "../../../shared/domain/local-day.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { localDayIn, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { BlockLine, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { endOf, heldAlready } from "./block-times.ts";
import type { BlockWish } from "./block-times.ts";
import type { AskingDesk } from "./desk.ts";
import { ReasonField, SelectField, TimeField } from "./fields.tsx";

const nobody = "-";

/** A theatre kept for a specialty, or one surgeon of it: on which day, from when until when. */
export function BlockDialog(props: {
  readonly desk: AskingDesk;
  readonly said: TheatresData;
  readonly first: BlockWish;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, said } = props;
  const [wish, setWish] = useState(props.first);
  const change = (some: Partial<BlockWish>) => setWish((now) => ({ ...now, ...some }));
  const { clinicId } = wish;
  const held = heldAlready(wish, said.blocks, desk.site.zone);
  const { blockId, theatreId, staffId, day, startMin } = wish;
  const asked = { theatreId, staffId, day, startMin, endMin: endOf(wish) };
  const payload =
    clinicId === null
      ? t("admin.theatres.noClinic")
      : held !== null
        ? t("admin.theatres.heldAlready", {
            clinic: nameIn(held.clinicNames, language),
            span: blockSpan(held, desk.site.zone),
          })
        : { ...asked, clinicId, ...(blockId !== null && { blockId }) };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.putBlock"
      name="putBlock"
      payload={payload}
      refusals={blockRefusals}
      onClose={props.onClose}
    >
      <div className="field-pair">
        <SelectField
          label={t("admin.theatres.theatre")}
          name="block-theatre"
          value={theatreId}
          options={said.theatres.map((each) => ({
            value: each.theatreId,
            words: nameIn(each.names, language),
          }))}
          onChange={(value) => change({ theatreId: value })}
        />
        <SelectField
          label={t("admin.theatres.day")}
          name="block-day"
          value={day}
          options={daysFrom(said.from, said.to).map((value) => ({
            value,
            words: weekdayAndDate(value, language),
          }))}
          onChange={(value) => change({ day: value })}
        />
      </div>
      <Whose said={said} wish={wish} change={change} />
      <div className="field-pair">
        <TimeField
          label={t("admin.theatres.start")}
          name="block-start"
          minutes={startMin}
          onChange={(value) => change({ startMin: value })}
        />
        <TimeField
          label={t("admin.theatres.end")}
          name="block-end"
          minutes={wish.endMin}
          onChange={(value) => change({ endMin: value })}
        />
      </div>
      {wish.endMin <= startMin ? (
        <p className="quiet">
          {t("admin.theatres.untilNext", { day: weekdayAndDate(addDays(day, 1), language) })}
        </p>
      ) : null}
    </AskDialog>
  );
}

/** The specialty, and the one surgeon of it whose time it is, if it is one's. */
function Whose(props: {
  readonly said: TheatresData;
  readonly wish: BlockWish;
  readonly change: (some: Partial<BlockWish>) => void;
}) {
  const { t, language } = useLocale();
  const { said, wish, change } = props;
  const isOwn = (each: TheatresData["people"][number]) => each.clinicId === wish.clinicId;
  const surgeons = said.people
    .filter(({ grade }) => grade !== "nurse")
    .toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  return (
    <div className="field-pair">
      <SelectField
        label={t("admin.clinic")}
        name="block-clinic"
        value={wish.clinicId ?? nobody}
        options={[
          ...(wish.clinicId === null ? [{ value: nobody, words: t("theatre.choose") }] : []),
          ...said.clinics.toSorted(byName(language)).map((each) => ({
            value: each.clinicId,
            words: nameIn(each.names, language),
          })),
        ]}
        onChange={(value) => {
          const chosen = said.clinics.find((each) => each.clinicId === value);
          change({ clinicId: chosen?.clinicId ?? null });
        }}
      />
      <SelectField
        label={t("theatre.role.surgeon")}
        name="block-staff"
        value={wish.staffId ?? nobody}
        options={[
          { value: nobody, words: t("theatre.anybody") },
          ...surgeons.map((each) => ({ value: each.staffId, words: each.name })),
        ]}
        onChange={(value) => change({ staffId: value === nobody ? null : value })}
      />
    </div>
  );
}

/** From now on the time of a block is anybody's. Opened from the day of the theatres as well. */
export function ReleaseBlockDialog(props: {
  readonly desk: AskingDesk;
  readonly block: BlockLine;
  readonly theatres: TheatresData["theatres"];
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, block } = props;
  const [reason, setReason] = useState("");
  const theatre = props.theatres.find(({ theatreId }) => theatreId === block.theatreId);
  const typed = reason.trim();
  return (
    <AskDialog
      desk={desk}
      act="admin.act.releaseBlock"
      name="releaseBlock"
      payload={
        typed === "" ? t("refusal.reason_required") : { blockId: block.blockId, reason: typed }
      }
      refusals={blockRefusals}
      onClose={props.onClose}
    >
      <p>
        <b>{nameIn(block.clinicNames, language)}</b> ·{" "}
        {theatre === undefined ? null : nameIn(theatre.names, language)} ·{" "}
        {weekdayAndDate(localDayIn(block.from, desk.site.zone), language)} ·{" "}
        {blockSpan(block, desk.site.zone)}
      </p>
      <p className="quiet">{t("admin.theatres.releaseLead")}</p>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

/** A block has no patient: what is said of patients' states is not what stops it. */
const blockRefusals = {
  clash: "admin.theatres.clash",
  wrong_state: "admin.theatres.releasedAlready",
} as const;

/** `08:00–14:00`, left to right in every language. */
export function blockSpan({ from, to }: Pick<BlockLine, "from" | "to">, zone: string): string {
  return leftToRight(`${clockTime(from, zone)}–${clockTime(to, zone)}`);
}

/** How much of a block is planned, in words. */
export function plannedWords({ plannedMin, from, to }: BlockLine, t: Translate): string {
  const minutes = Math.round((to - from) / minuteMs);
  const percent = minutes === 0 ? 0 : Math.round((plannedMin / minutes) * 100);
  return t("theatre.week.full", { percent: leftToRight(`${percent}%`) });
}
