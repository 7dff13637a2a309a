import { useState } from "react";
import { directoryIdPattern } from "../../../shared/domain/ids.ts";
import type { ClinicId, ProcedureId, TheatreId, ThingId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { Procedure, Theatre } from "../../../shared/domain/theatre.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice, Tick } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import type { AdminDesk } from "./desk.ts";
import { NamesFields, NumberField, SelectField, TextField, typedNames } from "./fields.tsx";
import { ThingsField, useThings } from "./things-field.tsx";

type Typed = Readonly<Partial<Record<Language, string>>>;

/** A theatre: what it is called in every language, and whether anything is planned in it. */
export function TheatreDialog(props: {
  readonly desk: AdminDesk;
  readonly theatre: Theatre | null;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, theatre } = props;
  const [id, setId] = useState<string>(theatre?.theatreId ?? "");
  const [names, setNames] = useState<Typed>(theatre?.names ?? {});
  const [isOpen, setIsOpen] = useState(theatre?.isOpen ?? true);
  const typed = typedNames(names);
  return (
    <AskDialog
      desk={desk}
      act="admin.act.putTheatre"
      name="putTheatre"
      payload={
        !directoryIdPattern.test(id)
          ? t("admin.staff.idHelp")
          : typed === null
            ? t("admin.nameMissing")
            : { theatreId: id as TheatreId, names: typed, isOpen }
      }
      refusals={{ wrong_state: "admin.theatres.somebodyInside" }}
      onClose={props.onClose}
    >
      {theatre === null ? (
        <TextField
          label={t("admin.staff.id")}
          name="theatre-id"
          dir="ltr"
          value={id}
          onChange={setId}
        />
      ) : null}
      <NamesFields names={names} onChange={setNames} />
      <OpenChoice isOpen={isOpen} onChange={setIsOpen} />
    </AskDialog>
  );
}

function OpenChoice(props: {
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
}) {
  const { t } = useLocale();
  return (
    <Choice
      legend={t("admin.service.state")}
      look="segments"
      chosen={props.isOpen ? "open" : "closed"}
      onChoose={(state) => props.onChange(state === "open")}
      options={(["open", "closed"] as const).map((value) => ({
        value,
        words: t(`admin.service.${value}`),
      }))}
    />
  );
}

interface ProcedureWish {
  readonly id: string;
  readonly names: Typed;
  readonly clinicId: ClinicId;
  readonly usualMin: number;
  readonly p80Min: number;
  readonly setupMin: number;
  readonly cleaningMin: number;
  readonly things: readonly ThingId[];
  readonly fastingHours: number;
  readonly isSided: boolean;
  readonly isOpen: boolean;
}

function firstWish(procedure: Procedure | null, clinicId: ClinicId): ProcedureWish {
  if (procedure !== null) return { ...procedure, id: procedure.procedureId };
  return {
    ...{ id: "", names: {}, clinicId, usualMin: 60, p80Min: 90, setupMin: 10, cleaningMin: 20 },
    ...{ things: [], fastingHours: 6, isSided: false, isOpen: true },
  };
}

interface WishProps {
  readonly desk: AdminDesk;
  readonly wish: ProcedureWish;
  readonly change: (some: Partial<ProcedureWish>) => void;
}

/** What is done: how long it takes, what it needs, and what is asked before it. */
export function ProcedureDialog(props: {
  readonly desk: AdminDesk;
  readonly procedure: Procedure | null;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, procedure } = props;
  const [first] = desk.site.clinics;
  const [wish, setWish] = useState(() => firstWish(procedure, first?.clinicId ?? noClinic));
  const change = (some: Partial<ProcedureWish>) => setWish((now) => ({ ...now, ...some }));
  const { id, names, ...rest } = wish;
  const typed = typedNames(names);
  const { clinicId, usualMin, p80Min, setupMin, cleaningMin, fastingHours, isSided } = rest;
  const times = { usualMin, p80Min, setupMin, cleaningMin };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.putProcedure"
      name="putProcedure"
      payload={
        !directoryIdPattern.test(id)
          ? t("admin.staff.idHelp")
          : typed === null
            ? t("admin.nameMissing")
            : p80Min < usualMin
              ? t("admin.theatres.p80Short")
              : {
                  ...{ procedureId: id as ProcedureId, names: typed, clinicId, ...times },
                  ...{ things: [...wish.things], fastingHours, isSided, isOpen: wish.isOpen },
                }
      }
      refusals={{ unknown_procedure: "admin.theatres.unknownThing" }}
      onClose={props.onClose}
    >
      <div className="procedure-form">
        {procedure === null ? (
          <TextField
            label={t("admin.staff.id")}
            name="procedure-id"
            dir="ltr"
            value={id}
            onChange={(value) => change({ id: value })}
          />
        ) : null}
        <NamesFields names={names} onChange={(value) => change({ names: value })} />
        <Durations desk={desk} wish={wish} change={change} />
        <Needs desk={desk} wish={wish} change={change} />
        <OpenChoice isOpen={wish.isOpen} onChange={(isOpen) => change({ isOpen })} />
      </div>
    </AskDialog>
  );
}

/** No directory has it: a hospital without a clinic is refused by the server, in words. */
const noClinic = "-" as ClinicId;

function Durations({ desk, wish, change }: WishProps) {
  const { t, language } = useLocale();
  return (
    <>
      <SelectField
        label={t("admin.clinic")}
        name="procedure-clinic"
        value={wish.clinicId}
        options={desk.site.clinics.toSorted(byName(language)).map((clinic) => ({
          value: clinic.clinicId,
          words: nameIn(clinic.names, language),
        }))}
        onChange={(clinicId) => change({ clinicId })}
      />
      <div className="field-pair">
        <NumberField
          label={t("admin.theatres.usual")}
          name="usual"
          value={wish.usualMin}
          min={5}
          max={1_440}
          onChange={(usualMin) => change({ usualMin })}
        />
        <NumberField
          label={t("admin.theatres.p80")}
          name="p80"
          value={wish.p80Min}
          min={5}
          max={1_440}
          onChange={(p80Min) => change({ p80Min })}
        />
        <NumberField
          label={t("admin.theatres.setup")}
          name="setup"
          value={wish.setupMin}
          min={0}
          max={240}
          onChange={(setupMin) => change({ setupMin })}
        />
        <NumberField
          label={t("admin.theatres.cleaning")}
          name="cleaning"
          value={wish.cleaningMin}
          min={0}
          max={240}
          onChange={(cleaningMin) => change({ cleaningMin })}
        />
      </div>
    </>
  );
}

function Needs({ desk, wish, change }: WishProps) {
  const { t } = useLocale();
  return (
    <>
      <ThingsField
        things={useThings(desk)}
        clinicId={wish.clinicId}
        chosen={wish.things}
        onChange={(things) => change({ things })}
      />
      <NumberField
        label={t("lab.catalogue.fasting")}
        name="fasting"
        value={wish.fastingHours}
        min={0}
        max={24}
        onChange={(fastingHours) => change({ fastingHours })}
      />
      <Tick
        words={t("admin.theatres.sided")}
        help={t("admin.theatres.sidedHelp")}
        on={wish.isSided}
        onChange={(isSided) => change({ isSided })}
      />
    </>
  );
}
