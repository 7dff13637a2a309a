import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import type { AdminDesk } from "./desk.ts";
import { findingWords } from "./findings.tsx";
import { useThings } from "./things-field.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { changesOf, publishBlock } from "./roster-grid.ts";
import type { PublishBlock } from "./roster-grid.ts";

/**
 * What is drafted, whom it touches, and why it cannot be published when it cannot. When there is no
 * draft, the last publishing stands here for as long as it can be undone.
 */
export function DraftBanner(props: { readonly desk: AdminDesk; readonly roster: RosterData }) {
  const { desk, roster } = props;
  const [open, setOpen] = useState<"changes" | "publish" | null>(null);
  const close = () => setOpen(null);
  const { added, removed } = roster.draft;
  // The dialog outlives the draft that it publishes: it says what became of it.
  return (
    <>
      {added + removed === 0 ? (
        <PublishedLine desk={desk} roster={roster} />
      ) : (
        <DraftLine desk={desk} roster={roster} onOpen={setOpen} />
      )}
      {open === "changes" ? <ChangesDialog desk={desk} roster={roster} onClose={close} /> : null}
      {open === "publish" ? <PublishDialog desk={desk} roster={roster} onClose={close} /> : null}
    </>
  );
}

function DraftLine(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onOpen: (dialog: "changes" | "publish") => void;
}) {
  const { t, language } = useLocale();
  const { desk, roster, onOpen } = props;
  const [hint, setHint] = useState<string | null>(null);
  const things = useThings(desk);
  const block = publishBlock(roster);
  const { added, removed, touchedPatients } = roster.draft;
  const worst =
    roster.findings.find(({ kind }) => kind === block?.kind) ??
    roster.findings.find(({ hard }) => hard);
  const why = desk.mayWrite ? blockWords(block, t) : t("admin.roster.said.readOnly");
  return (
    <div className="banner banner-draft" data-draft={added + removed}>
      <IconPencil className="icon" aria-hidden="true" />
      <p>
        <b>{t("admin.draft.changes", { count: added + removed })}</b>{" "}
        {t("admin.draft.patients", { count: touchedPatients })}
        {why === null ? null : (
          <span className="banner-why" role="status">
            {why}{" "}
            {worst === undefined ? null : findingWords(worst, { ...roster, things }, t, language)}
          </span>
        )}
      </p>
      <div className="banner-acts">
        <button
          type="button"
          className="button"
          data-act="compare"
          onClick={() => onOpen("changes")}
        >
          {t("admin.draft.compare")}
        </button>
        <ActButton
          act="publish"
          look={why === null ? "filled" : "plain"}
          whyNot={why}
          onPress={() => (why === null ? onOpen("publish") : setHint(why))}
        >
          <IconSend className="icon flip" aria-hidden="true" />
          {t("admin.act.publishRoster")}
        </ActButton>
      </div>
      <p className="only-read-aloud" role="alert">
        {hint}
      </p>
    </div>
  );
}

function blockWords(block: PublishBlock | null, t: Translate): string | null {
  if (block === null) return null;
  switch (block.kind) {
    case "nothing":
      return t("refusal.nothing_to_publish");
    case "clash":
      return t("admin.draft.clashes", { count: block.count });
    case "rules":
      return t("admin.draft.broken", { count: block.count });
    default:
      return missingCase(block);
  }
}

function PublishedLine(props: { readonly desk: AdminDesk; readonly roster: RosterData }) {
  const { t } = useLocale();
  const { desk, roster } = props;
  const { undoable } = roster;
  return (
    <div className="banner banner-published" data-draft="0">
      <IconCircleCheck className="icon" aria-hidden="true" />
      <p>
        <b>{t("admin.draft.none")}</b>{" "}
        {undoable === null
          ? null
          : t("admin.draft.undoUntil", {
              time: leftToRight(clockTime(undoable.until, desk.site.zone)),
            })}
      </p>
      {undoable === null || !desk.mayWrite ? null : (
        <div className="banner-acts">
          <button
            type="button"
            className="button"
            data-act="undo-publication"
            onClick={() =>
              void desk.runner.ask(
                "undoPublication",
                { publicationId: undoable.publicationId },
                { act: "admin.act.undoPublication" },
              )
            }
          >
            <IconArrowBackUp className="icon flip" aria-hidden="true" />
            {t("admin.act.undoPublication")}
          </button>
        </div>
      )}
    </div>
  );
}

/** The draft against what is published, as a list: what comes and what goes. */
function ChangesDialog(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, roster, onClose } = props;
  return (
    <Dialog title={t("admin.draft.compare")} begin="act" onClose={onClose}>
      <ul className="changes">
        {changesOf(roster).map(({ kind, person, day, shift }, index) => (
          <li key={index} data-change={kind}>
            <b className={`chip ${kind === "added" ? "chip-ok" : "chip-danger"}`}>
              {kind === "added" ? "+" : "−"} {t(`admin.change.${kind}`)}
            </b>
            <span>
              <bdi>{shownName(person.name)}</bdi> · {weekdayAndDate(day, language)} ·{" "}
              {nameIn(shift.names, language)}
            </span>
          </li>
        ))}
      </ul>
      {desk.mayWrite ? (
        <div className="dialog-acts">
          <button
            type="button"
            className="button"
            data-act="discard-draft"
            onClick={() => {
              const { clinicId, from, to } = roster;
              void desk.runner.ask(
                "discardDraft",
                { clinicId, from, to },
                { act: "admin.act.discardDraft" },
              );
              onClose();
            }}
          >
            {t("admin.act.discardDraft")}
          </button>
        </div>
      ) : null}
    </Dialog>
  );
}
