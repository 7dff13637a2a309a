import { nameIn } from "../../../shared/domain/language.ts";
import type { ProcedureId } from "../../../shared/domain/ids.ts";
import { sides } from "../../../shared/domain/theatre.ts";
import type { Procedure, Side } from "../../../shared/domain/theatre.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { SelectField } from "../admin/fields.tsx";
import { sideWords } from "./words.ts";

/** What is done and on which side; a side is asked only where there are two. */
export function CaseFields(props: {
  readonly said: TheatresData;
  readonly procedureId: ProcedureId | null;
  readonly side: Side;
  readonly onChange: (change: {
    readonly procedureId: ProcedureId | null;
    readonly side: Side;
  }) => void;
}) {
  const { t, language } = useLocale();
  const { said, procedureId, side, onChange } = props;
  const open = said.procedures.filter(({ isOpen }) => isOpen).toSorted(byName(language));
  const chosen = open.find((one) => one.procedureId === procedureId);
  return (
    <div className="field-pair">
      <SelectField
        label={t("theatre.procedure")}
        name="procedure"
        value={procedureId ?? ("" as ProcedureId)}
        options={[
          { value: "" as ProcedureId, words: t("theatre.choose") },
          ...open.map((one) => ({ value: one.procedureId, words: nameIn(one.names, language) })),
        ]}
        onChange={(next) => onChange({ procedureId: next === "" ? null : next, side: "none" })}
      />
      {chosen?.isSided === true ? (
        <SelectField
          label={t("theatre.sideLabel")}
          name="side"
          value={side}
          options={sides.map((value) => ({ value, words: sideWords(t, value) }))}
          onChange={(next) => onChange({ procedureId, side: next })}
        />
      ) : null}
    </div>
  );
}

/** A side is missing where there are two. */
export function lacksSide(procedure: Procedure | undefined, side: Side): boolean {
  return procedure?.isSided === true && side === "none";
}
