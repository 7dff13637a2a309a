import { nameIn } from "../../../shared/domain/language.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { EmergencyProposal, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { TheatreDesk } from "./desk.ts";
import { FindingList } from "./finding-list.tsx";
import { spanWords, timeWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** Where an emergency could go, the cheapest first: who moves, from when to when, what it costs. */
export function ProposalList(props: {
  readonly proposals: readonly EmergencyProposal[];
  readonly said: TheatresData;
  readonly desk: TheatreDesk;
  readonly chosen: EmergencyProposal | null;
  readonly onChoose: (proposal: EmergencyProposal) => void;
}) {
  const { t, language } = useLocale();
  const { proposals, said, desk, chosen } = props;
  const speech = { t, language, zone: desk.site.zone };
  if (proposals.length === 0) {
    return <Notice tone="refusal" title={t("theatre.emergency.none")} />;
  }
  const keyOf = ({ theatreId, from }: EmergencyProposal) => `${theatreId} ${from}`;
  return (
    <Choice
      legend={t("theatre.emergency.choose", { n: proposals.length })}
      look="cards"
      options={proposals.map((proposal) => ({
        value: keyOf(proposal),
        words: (
          <>
            {theatreName(speech, said, proposal.theatreId)}{" "}
            {spanWords(speech, proposal.from, proposal.minutes)}
          </>
        ),
        help: <Cost proposal={proposal} said={said} speech={speech} />,
      }))}
      chosen={chosen === null ? null : keyOf(chosen)}
      onChoose={(key) => {
        const next = proposals.find((proposal) => keyOf(proposal) === key);
        if (next !== undefined) props.onChoose(next);
      }}
    />
  );
}

function Cost(props: {
  readonly proposal: EmergencyProposal;
  readonly said: TheatresData;
  readonly speech: Speech;
}) {
  const { t } = useLocale();
  const { proposal, said, speech } = props;
  return (
    <span className="proposal" data-moves={proposal.moves.length}>
      <span>
        {proposal.waitMin === 0
          ? t("theatre.emergency.atOnce")
          : t("theatre.emergency.waits", {
              minutes: t("desk.minutes", { count: proposal.waitMin }),
            })}
      </span>
      <span>
        {proposal.moves.length === 0
          ? t("theatre.emergency.movesNobody")
          : t("theatre.emergency.putsOff", {
              n: proposal.moves.length,
              minutes: t("desk.minutes", { count: proposal.putOffMin }),
            })}
      </span>
      {proposal.unplaced === 0 ? null : (
        <span className="proposal-lost">
          {t("theatre.emergency.loses", { n: proposal.unplaced })}
        </span>
      )}
      {proposal.moves.map((move) => (
        <span key={move.operationId} className="proposal-move">
          {move.to === null
            ? t("theatre.emergency.back", {
                label: leftToRight(move.label),
                from: timeWords(speech, move.from.from),
              })
            : t("theatre.emergency.move", {
                label: leftToRight(move.label),
                from: timeWords(speech, move.from.from),
                to: timeWords(speech, move.to.from),
                theatre: theatreName(speech, said, move.to.theatreId),
                minutes: t("desk.minutes", {
                  count: Math.round((move.to.from - move.from.from) / minuteMs),
                }),
              })}
        </span>
      ))}
      {proposal.findings.length === 0 ? null : (
        <FindingList findings={proposal.findings} said={said} speech={speech} />
      )}
    </span>
  );
}

function theatreName(speech: Speech, said: TheatresData, theatreId: string): string {
  const theatre = said.theatres.find((one) => one.theatreId === theatreId);
  return theatre === undefined ? "" : nameIn(theatre.names, speech.language);
}
