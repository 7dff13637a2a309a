import IconTestPipeOff from "@tabler/icons-react/dist/esm/icons/IconTestPipeOff.mjs";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import { rejectReasons } from "../../../shared/domain/laboratory.ts";
import type { RejectReason, Specimen } from "../../../shared/domain/laboratory.ts";
import type { SpecimenId } from "../../../shared/domain/ids.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton, KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { TextField } from "../admin/fields.tsx";
import { rejectable } from "../desk-laboratory/order-stage.ts";
import { TubeWords } from "../desk-laboratory/tube.tsx";

/** Why a specimen is of no use, and which: a digit says why, Enter sends, and it is taken anew. */
export function RejectDialog(props: {
  readonly order: OrderLine;
  /** Chosen already by the label that was read. */
  readonly first: { readonly barcode: string; readonly kind: RejectReason } | null;
  readonly onSend: (payload: PayloadInput<"rejectSpecimen">) => void;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { order, first } = props;
  const specimens = rejectable(order);
  const [chosen, setChosen] = useState<SpecimenId | null>(() => idOf(specimens, first?.barcode));
  const [kind, setKind] = useState<RejectReason | null>(first?.kind ?? null);
  const [reason, setReason] = useState("");
  const own = reason.trim();
  const lacks =
    kind === null
      ? t("lab.reject.choose")
      : kind === "other" && own === ""
        ? t("lab.reject.ownNeeded")
        : chosen === null
          ? t("lab.reject.which")
          : null;
  const send = () => {
    if (lacks !== null || chosen === null || kind === null) return;
    props.onSend({ specimenId: chosen, kind, ...(own === "" ? {} : { reason: own }) });
  };
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={order.label} /> {t("lab.act.reject")}
        </>
      }
      begin="step"
      onClose={props.onClose}
    >
      <div className="lab-form" onKeyDown={(event) => onKey(event, setKind, send)}>
        {specimens.length < 2 ? (
          specimens.map((one) => <SpecimenWords key={one.specimenId} specimen={one} />)
        ) : (
          <Choice
            legend={t("lab.reject.which")}
            look="cards"
            chosen={chosen}
            onChoose={setChosen}
            options={specimens.map((one) => ({
              value: one.specimenId,
              words: <TubeWords tube={one.tube} kind={one.kind} />,
              help: <Num>{one.barcode}</Num>,
            }))}
          />
        )}
        <WhyChoice chosen={kind} onChoose={setKind} />
        <TextField label={t("lab.reject.own")} name="reason" value={reason} onChange={setReason} />
        <div className="dialog-acts">
          <ActButton act="sendReject" look="filled" keyCap="Enter" whyNot={lacks} onPress={send}>
            <IconTestPipeOff className="icon" aria-hidden="true" />
            {t("lab.act.sendReject")}
          </ActButton>
        </div>
        <p className="quiet" role="status">
          {lacks}
        </p>
      </div>
    </Dialog>
  );
}

function WhyChoice(props: {
  readonly chosen: RejectReason | null;
  readonly onChoose: (kind: RejectReason) => void;
}) {
  const { t } = useLocale();
  return (
    <Choice
      legend={t("lab.reject.why")}
      look="cards"
      chosen={props.chosen}
      onChoose={props.onChoose}
      options={rejectReasons.map((value, at) => ({
        value,
        words: (
          <span className="numbered">
            <KeyCap>{String(at + 1)}</KeyCap>
            <span>{t(`lab.reject.kind.${value}`)}</span>
          </span>
        ),
      }))}
    />
  );
}

function SpecimenWords(props: { readonly specimen: Specimen }) {
  const { specimen } = props;
  return (
    <p className="lab-specimen">
      <TubeWords tube={specimen.tube} kind={specimen.kind} /> <Num>{specimen.barcode}</Num>
    </p>
  );
}

/** The only one, or the one whose label was read; nothing while it has to be chosen. */
function idOf(specimens: readonly Specimen[], barcode: string | undefined): SpecimenId | null {
  const read = specimens.find((one) => one.barcode === barcode);
  const only = specimens.length === 1 ? specimens[0] : undefined;
  return read?.specimenId ?? only?.specimenId ?? null;
}

function onKey(event: KeyboardEvent, choose: (kind: RejectReason) => void, send: () => void): void {
  const { target } = event;
  const isText = target instanceof HTMLInputElement && target.type === "text";
  const digit = isText ? undefined : /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const kind = digit === undefined ? undefined : rejectReasons[Number(digit) - 1];
  if (kind !== undefined) {
    event.preventDefault();
    choose(kind);
  } else if (event.key === "Enter" && !event.repeat && !(target instanceof HTMLButtonElement)) {
    event.preventDefault();
    send();
  }
}
