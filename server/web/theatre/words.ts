import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { Side, PlanFinding } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { OperationLine, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Bar } from "./bar.ts";
import type { Spot } from "./drag.ts";

/** In what language, and by which clock, things are said. */
export interface Speech {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
}

export function timeWords({ zone }: Speech, at: Instant): string {
  return leftToRight(clockTime(at, zone));
}

/** `11:00–11:40`, left to right in every language. */
export function spanWords({ zone }: Speech, from: Instant, minutes: number): string {
  return leftToRight(`${clockTime(from, zone)}–${clockTime(from + minutes * minuteMs, zone)}`);
}

/** What is done, and on which side. */
export function procedureWords(
  speech: Speech,
  operation: Pick<OperationLine, "procedureNames" | "side">,
): string {
  const procedure = nameIn(operation.procedureNames, speech.language);
  return operation.side === "none"
    ? procedure
    : speech.t("theatre.withSide", { procedure, side: sideWords(speech.t, operation.side) });
}

export function sideWords(t: Translate, side: Side): string {
  return t(`theatre.side.${side}`);
}

/** The second line of a bar: what is done, and what there is to know of its state. */
export function barWords(speech: Speech, bar: Bar): string {
  const { t } = speech;
  const { operation, look } = bar;
  const procedure = nameIn(operation.procedureNames, speech.language);
  const at = (instant: Instant | undefined) =>
    instant === undefined ? "" : timeWords(speech, instant);
  const { times, checklist } = operation;
  switch (look) {
    case "inTheatre":
      return t("theatre.bar.since", { procedure, time: at(times.signIn) });
    case "recovery":
      return t("theatre.bar.recovery", { procedure, time: at(times.recover) });
    case "coming":
      return operation.status === "arrived"
        ? t("theatre.bar.arrived", { procedure, time: at(times.arrive) })
        : t("theatre.bar.sentFor", { procedure, time: at(times.sendFor) });
    case "emergency":
      return t("theatre.bar.emergency", { procedure });
    case "moved":
      return t("theatre.bar.moved", { procedure, time: at(operation.moved?.from) });
    case "planned":
      return checklist === null || checklist.done === checklist.of
        ? procedure
        : t("theatre.bar.checklist", { procedure, done: checklist.done, of: checklist.of });
    case "done":
      return procedure;
    default:
      return missingCase(look);
  }
}

type Known = Pick<TheatresData, "people" | "theatres" | "things" | "operations">;

/** What a finding says, in a sentence: who is where, and by how much something is too long. */
export function findingWords(speech: Speech, finding: PlanFinding, known: Known): string {
  const { t } = speech;
  const who = holderWords(speech, finding, known);
  const minutes = t("desk.minutes", { count: finding.minutes });
  switch (finding.kind) {
    case "clash":
      return clashWords(speech, finding, { who, known });
    case "onLeave":
      return t("theatre.finding.onLeave", { who });
    case "thingMissing":
      return t("theatre.finding.thingMissing", { who });
    case "pastBlock":
      return t("theatre.finding.pastBlock", { minutes });
    case "theatreClosed":
    case "teamIncomplete":
    case "noBlock":
    case "pastDue":
      return t(`theatre.finding.${finding.kind}`);
    default:
      return missingCase(finding.kind);
  }
}

/** What takes somebody or something already, and from when until when. */
function clashWords(
  speech: Speech,
  { busy, from, to, holder, hard, operationId }: PlanFinding,
  { who, known }: { readonly who: string; readonly known: Known },
): string {
  const { t } = speech;
  if (busy === null || from === null || to === null) return t("theatre.finding.clash", { who });
  const span = spanWords(speech, from, (to - from) / minuteMs);
  switch (busy) {
    case "operation": {
      const other = known.operations.find((each) => each.operationId === operationId)?.label;
      const time = timeWords(speech, to);
      return other === undefined
        ? t("theatre.finding.otherOperation", { who, time })
        : t("theatre.finding.clashWith", { who, label: leftToRight(other), time });
    }
    case "session":
      return holder === "person"
        ? t("theatre.finding.inClinic", { who, span })
        : t("theatre.finding.inUse", { who, span });
    case "shift":
      // On call is the one commitment beside which a list may stand.
      if (!hard) return t("theatre.finding.onCall", { who, span });
      return holder === "person"
        ? t("theatre.finding.onShift", { who, span })
        : t("theatre.finding.inUse", { who, span });
    case "leave":
      return t("theatre.finding.onLeave", { who });
    case "outOfService":
      return t("theatre.finding.thingMissing", { who });
    default:
      return missingCase(busy);
  }
}

function holderWords(speech: Speech, finding: PlanFinding, known: Known): string {
  const { holderId } = finding;
  const named =
    known.people.find(({ staffId }) => staffId === holderId)?.name ??
    nameOf(
      speech,
      known.theatres.find(({ theatreId }) => theatreId === holderId),
    ) ??
    nameOf(
      speech,
      known.things.find(({ thingId }) => thingId === holderId),
    );
  return named ?? speech.t("theatre.somebody");
}

function nameOf(
  speech: Speech,
  one: { readonly names: TheatresData["theatres"][number]["names"] } | undefined,
) {
  return one === undefined ? undefined : nameIn(one.names, speech.language);
}

/** `Theatre 3, 11:00–11:40` */
export function spotWords(
  speech: Speech,
  placed: { readonly spot: Spot; readonly minutes: number },
  theatres: TheatresData["theatres"],
): string {
  const theatre = theatres.find(({ theatreId }) => theatreId === placed.spot.theatreId);
  return speech.t("theatre.spot", {
    theatre: nameOf(speech, theatre) ?? "",
    span: spanWords(speech, placed.spot.from, placed.minutes),
  });
}
