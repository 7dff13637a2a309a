import IconBeach from "@tabler/icons-react/dist/esm/icons/IconBeach.mjs";
import { useState } from "react";
import { addDays } from "../../../shared/domain/local-day.ts";
import { leaveKinds } from "../../../shared/domain/roster.ts";
import type { LeaveKind } from "../../../shared/domain/roster.ts";
import type { LeaveLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { OnlyDay } from "./booking/when.tsx";
import type { MyDayProps } from "./my-day-parts.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";

const lengths = ["1", "2", "3", "5", "7", "14"] as const;

/** One's own leave: what was asked for, and asking for more. Somebody else decides. */
export function MyLeave(props: MyDayProps) {
  const { t } = useLocale();
  const { data } = props;
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="card my-asks" aria-labelledby="my-leave">
      <h3 id="my-leave">{t("myDay.leave.title")}</h3>
      <ul>
        {data.leave.map((line) => (
          <OwnLeave key={line.leaveId} {...props} line={line} />
        ))}
      </ul>
      {isAsking ? (
        <LeaveForm {...props} onDone={() => setAsking(false)} />
      ) : (
        <button
          type="button"
          className="button"
          data-act="askLeave"
          onClick={() => setAsking(true)}
        >
          <IconBeach className="icon" aria-hidden="true" />
          {t("myDay.leave.ask")}
        </button>
      )}
    </section>
  );
}

function OwnLeave(props: MyDayProps & { readonly line: LeaveLine }) {
  const { t } = useLocale();
  const { client, line } = props;
  const { step, ask } = useAsking<"decideLeave", null>(client, "decideLeave");
  return (
    <li data-leave={line.leaveId}>
      <OnlyDay day={line.from} />
      {addDays(line.from, 1) === line.to ? null : (
        <>
          {" "}
          – <OnlyDay day={addDays(line.to, -1)} />
        </>
      )}{" "}
      <Chip tone={line.status === "approved" ? "ok" : "plain"} icon={IconBeach}>
        {t(`myDay.leave.status.${line.status}`)}
      </Chip>
      {line.status === "requested" && step.kind !== "done" ? (
        <>
          <AskNotice of={step} words={{ noAnswer: "booking.noAnswer" }} />
          <ActButton
            act="withdrawLeave"
            look="plain"
            wait={step.kind === "sending" ? "own" : null}
            onPress={() => ask({ leaveId: line.leaveId, as: "withdrawn" }, null)}
          >
            {t("myDay.leave.withdraw")}
          </ActButton>
        </>
      ) : null}
    </li>
  );
}

/** From the day of the calendar on, so many days. */
function LeaveForm(props: MyDayProps & { readonly onDone: () => void }) {
  const { t } = useLocale();
  const { client, day, staffId, onDone } = props;
  const { step, ask } = useAsking<"requestLeave", null>(client, "requestLeave", onDone);
  const [days, setDays] = useState<(typeof lengths)[number]>("1");
  const [kind, setKind] = useState<LeaveKind>("annual");
  const to = addDays(day, Number(days));
  return (
    <div className="booking-form">
      <p>
        <OnlyDay day={day} />
        {days === "1" ? null : (
          <>
            {" "}
            – <OnlyDay day={addDays(to, -1)} />
          </>
        )}
      </p>
      <Choice
        legend={t("myDay.leave.days")}
        look="segments"
        options={lengths.map((value) => ({ value, words: value }))}
        chosen={days}
        onChoose={setDays}
      />
      <Choice
        legend={t("myDay.leave.kind")}
        look="segments"
        options={leaveKinds.map((value) => ({ value, words: t(`myDay.leave.kinds.${value}`) }))}
        chosen={kind}
        onChoose={setKind}
      />
      {step.kind === "done" ? null : (
        <AskNotice
          of={step}
          words={{ noAnswer: "booking.noAnswer", already_booked: "myDay.leave.overlaps" }}
        />
      )}
      <ActButton
        act="sendLeave"
        look="filled"
        wait={step.kind === "sending" ? "own" : null}
        onPress={() => ask({ staffId, from: day, to, kind }, null)}
      >
        {t("myDay.leave.send")}
      </ActButton>
    </div>
  );
}
