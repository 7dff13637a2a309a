import IconArrowsExchange from "@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs";
import { useState } from "react";
import type { AssignmentId, StaffId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Assignment } from "../../../shared/domain/roster.ts";
import { weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { SwapLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { OnlyDay } from "./booking/when.tsx";
import { ShiftWords } from "./my-day-parts.tsx";
import type { MyDayProps } from "./my-day-parts.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";

/** Colleagues' shifts of so many days stand to be taken in exchange. */
const daysAhead = 14;

/** Swaps: those that wait for an answer, and offering a shift of this day. */
export function MySwaps(props: MyDayProps) {
  const { t } = useLocale();
  const { data, staffId } = props;
  const [given, setGiven] = useState<Assignment | null>(null);
  const own = data.assignments.filter((each) => each.staffId === staffId);
  return (
    <section className="card my-asks" aria-labelledby="my-swaps">
      <h3 id="my-swaps">{t("myDay.swap.title")}</h3>
      <ul>
        {data.swaps.map((line) => (
          <OpenSwap key={line.swapId} {...props} line={line} />
        ))}
      </ul>
      {given === null ? (
        own.map((assignment) => (
          <button
            key={assignment.assignmentId}
            type="button"
            className="button"
            data-act="offerSwap"
            onClick={() => setGiven(assignment)}
          >
            <IconArrowsExchange className="icon" aria-hidden="true" />
            <span>
              {t("myDay.swap.give")} <ShiftWords data={data} assignment={assignment} />
            </span>
          </button>
        ))
      ) : (
        <OfferForm {...props} given={given} onDone={() => setGiven(null)} />
      )}
      {own.length + data.swaps.length === 0 ? (
        <p className="quiet">{t("myDay.swap.none")}</p>
      ) : null}
    </section>
  );
}

function OpenSwap(props: MyDayProps & { readonly line: SwapLine }) {
  const { t } = useLocale();
  const { client, data, line, staffId } = props;
  const { step, ask } = useAsking<"decideSwap", null>(client, "decideSwap");
  const isMine = line.from.assignment.staffId === staffId;
  const wait = step.kind === "sending" ? "other" : null;
  const decide = (as: "accepted" | "declined" | "withdrawn") =>
    ask({ swapId: line.swapId, as }, null);
  return (
    <li data-swap={line.swapId}>
      <p>
        <bdi>{shownName(isMine ? line.to.name : line.from.name)}</bdi>:{" "}
        <OnlyDay day={line.from.assignment.day} />{" "}
        <ShiftWords data={data} assignment={line.from.assignment} />
        {line.instead === null ? null : (
          <>
            {" "}
            ⇄ <OnlyDay day={line.instead.day} />{" "}
            <ShiftWords data={data} assignment={line.instead} />
          </>
        )}
      </p>
      <p className="quiet">
        {t(
          isMine ? `myDay.swap.mine.${openStatus(line)}` : `myDay.swap.theirs.${openStatus(line)}`,
        )}
      </p>
      {step.kind === "done" ? null : (
        <>
          <AskNotice of={step} words={{ noAnswer: "booking.noAnswer" }} />
          <div className="booking-acts">
            {isMine ? (
              <ActButton
                act="withdrawSwap"
                look="plain"
                wait={wait}
                onPress={() => decide("withdrawn")}
              >
                {t("myDay.swap.withdraw")}
              </ActButton>
            ) : (
              <>
                {line.status === "offered" ? (
                  <ActButton
                    act="acceptSwap"
                    look="plain"
                    wait={wait}
                    onPress={() => decide("accepted")}
                  >
                    {t("myDay.swap.accept")}
                  </ActButton>
                ) : null}
                <ActButton
                  act="declineSwap"
                  look="plain"
                  wait={wait}
                  onPress={() => decide("declined")}
                >
                  {t("myDay.swap.decline")}
                </ActButton>
              </>
            )}
          </div>
        </>
      )}
    </li>
  );
}

/** The feed has open ones only. */
function openStatus({ status }: SwapLine): "offered" | "accepted" {
  return status === "accepted" ? "accepted" : "offered";
}

/** To whom, and which of theirs instead; nothing instead gives the shift away. */
function OfferForm(
  props: MyDayProps & { readonly given: Assignment; readonly onDone: () => void },
) {
  const { t, language } = useLocale();
  const { client, given, staffId, onDone, today, data } = props;
  const { step, ask } = useAsking<"offerSwap", null>(client, "offerSwap", onDone);
  const { snapshot } = useFeed(client, "roster", `${given.clinicId}:${today}:${daysAhead}`);
  const [to, setTo] = useState<StaffId | "">("");
  const [instead, setInstead] = useState<AssignmentId | "">("");
  const people = (snapshot?.data.people ?? []).filter((person) => person.staffId !== staffId);
  const theirs = (snapshot?.data.assignments ?? []).filter(
    (each) => each.staffId === to && each.state === "published",
  );
  const words = ({ day, shiftId }: Assignment) => {
    const shift = data.shifts.find((each) => each.shiftId === shiftId);
    return `${weekdayAndDate(day, language)} · ${shift === undefined ? "" : nameIn(shift.names, language)}`;
  };
  return (
    <div className="booking-form">
      <p>
        <OnlyDay day={given.day} /> <ShiftWords data={data} assignment={given} />
      </p>
      <label className="field">
        <span>{t("myDay.swap.to")}</span>
        <select
          name="swapTo"
          value={to}
          onChange={(event) => {
            const person = people.find((each) => each.staffId === event.currentTarget.value);
            setTo(person?.staffId ?? "");
            setInstead("");
          }}
        >
          <option value="">{t("myDay.swap.choose")}</option>
          {people.map((person) => (
            <option key={person.staffId} value={person.staffId}>
              {shownName(person.name)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t("myDay.swap.instead")}</span>
        <select
          name="swapInstead"
          value={instead}
          onChange={(event) => {
            const other = theirs.find((each) => each.assignmentId === event.currentTarget.value);
            setInstead(other?.assignmentId ?? "");
          }}
        >
          <option value="">{t("myDay.swap.nothing")}</option>
          {theirs.map((each) => (
            <option key={each.assignmentId} value={each.assignmentId}>
              {words(each)}
            </option>
          ))}
        </select>
      </label>
      {step.kind === "done" ? null : (
        <AskNotice of={step} words={{ noAnswer: "booking.noAnswer" }} />
      )}
      <ActButton
        act="sendSwap"
        look="filled"
        whyNot={to === "" ? t("myDay.swap.choose") : null}
        wait={step.kind === "sending" ? "own" : null}
        onPress={() => {
          if (to === "") return;
          const forAssignmentId = instead === "" ? null : instead;
          ask({ assignmentId: given.assignmentId, toStaffId: to, forAssignmentId }, null);
        }}
      >
        {t("myDay.swap.send")}
      </ActButton>
      <button type="button" className="button" onClick={onDone}>
        {t("word.back")}
      </button>
    </div>
  );
}
