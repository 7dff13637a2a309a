import IconCalendarRepeat from "@tabler/icons-react/dist/esm/icons/IconCalendarRepeat.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconRepeat from "@tabler/icons-react/dist/esm/icons/IconRepeat.mjs";
import IconStack from "@tabler/icons-react/dist/esm/icons/IconStack.mjs";
import { useState } from "react";
import { addDays, weekStart } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { DayPicker } from "./day-picker.tsx";
import type { AdminDesk } from "./desk.ts";
import { PatternDialog } from "./pattern-dialog.tsx";
import { patternsOf } from "./patterns.ts";
import { weekWords } from "./week-words.ts";
import type { Span } from "./route.ts";

/** Whole weeks at once: a draft from the patterns, this week once more, this week as the pattern. */
export function RosterTools(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly span: Span;
}) {
  const { t } = useLocale();
  const { desk, roster, span } = props;
  const [isCopying, setIsCopying] = useState(false);
  const [isPatterning, setIsPatterning] = useState(false);
  const { clinicId, from, to } = roster;
  return (
    <div className="roster-tools">
      <button
        type="button"
        className="button"
        data-act="from-patterns"
        onClick={() =>
          void desk.runner.ask(
            "draftFromPatterns",
            { clinicId, from, to },
            { act: "admin.act.draftFromPatterns" },
          )
        }
      >
        <IconRepeat className="icon" aria-hidden="true" />
        {t("admin.act.draftFromPatterns")}
      </button>
      <button
        type="button"
        className="button"
        data-act="patterns"
        onClick={() => setIsPatterning(true)}
      >
        <IconCalendarRepeat className="icon" aria-hidden="true" />
        {t("admin.pattern.title")}
      </button>
      {span === "month" ? null : (
        <>
          <button
            type="button"
            className="button"
            data-act="copy-week"
            onClick={() => setIsCopying(true)}
          >
            <IconCopy className="icon" aria-hidden="true" />
            {t("admin.act.copyWeek")}
          </button>
          <button
            type="button"
            className="button"
            data-act="keep-pattern"
            onClick={() => {
              for (const pattern of patternsOf(roster)) {
                void desk.runner.ask("putPattern", pattern, { act: "admin.act.putPattern" });
              }
            }}
          >
            <IconStack className="icon" aria-hidden="true" />
            {t("admin.act.putPattern")}
          </button>
        </>
      )}
      {isPatterning ? (
        <PatternDialog desk={desk} roster={roster} onClose={() => setIsPatterning(false)} />
      ) : null}
      {isCopying ? (
        <CopyWeekDialog desk={desk} roster={roster} onClose={() => setIsCopying(false)} />
      ) : null}
    </div>
  );
}

function CopyWeekDialog(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, roster, onClose } = props;
  const [toWeek, setToWeek] = useState<LocalDay>(() => addDays(roster.from, 7));
  return (
    <Dialog title={t("admin.act.copyWeek")} begin="act" onClose={onClose}>
      <div className="dialog-body">
        <p>{t("admin.copyWeek.lead", { week: weekWords(roster.from, language, t) })}</p>
        <DayPicker
          label={t("admin.copyWeek.into")}
          day={toWeek}
          onChange={(day) => setToWeek(weekStart(day))}
        />
        <p>
          <b>{t("admin.copyWeek.to", { week: weekWords(toWeek, language, t) })}</b>
        </p>
        <div className="dialog-acts">
          <ActButton
            act="confirm-copy"
            look="filled"
            whyNot={toWeek === roster.from ? t("admin.copyWeek.same") : null}
            onPress={() => {
              if (toWeek === roster.from) return;
              const { clinicId, from } = roster;
              void desk.runner.ask(
                "copyWeek",
                { clinicId, fromWeek: from, toWeek },
                { act: "admin.act.copyWeek" },
              );
              onClose();
            }}
          >
            {t("admin.act.copyWeek")}
          </ActButton>
        </div>
      </div>
    </Dialog>
  );
}
