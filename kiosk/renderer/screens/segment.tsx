import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconMan from "@tabler/icons-react/dist/esm/icons/IconMan.mjs";
import IconWoman from "@tabler/icons-react/dist/esm/icons/IconWoman.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { segmentName, segmentTitle } from "../segment.ts";
import { findService } from "../session.ts";
import type { Session } from "../session.ts";

/** What a service asks before a number: one touch for one patient, a row each for a group. */
export function Segment(props: {
  readonly session: Session;
  readonly screen: Extract<Session["screen"], { name: "segment" }>;
  readonly directory: DirectoryData | null;
  readonly act: Act;
}) {
  const { session, screen, directory, act } = props;
  const { language, t } = useLocale();
  const { answers, options } = screen;
  const found = directory === null ? null : findService(directory, screen.wish.serviceId);
  const isGroup = answers.length > 1;
  return (
    <>
      <Head
        title={segmentTitle(options, t)}
        sub={found === null ? undefined : nameIn(found.clinic.names, language)}
      />
      <main>
        {answers.map((answer, place) => (
          <section key={place} className={isGroup ? "segment" : "segment alone"}>
            {isGroup && <h2>{t("group.patient", { n: leftToRight(String(place + 1)) })}</h2>}
            <div className="options" role="group">
              {options.map((option) => (
                <button
                  key={option}
                  type="button"
                  className="btn"
                  data-segment={option}
                  data-place={place + 1}
                  aria-pressed={isGroup ? answer === option : undefined}
                  onClick={() => act({ type: "answerSegment", place, segment: option })}
                >
                  <SegmentIcon segment={option} isChosen={answer === option} />
                  {segmentName(option, t)}
                </button>
              ))}
            </div>
          </section>
        ))}
        {isGroup && !answers.includes(null) && (
          <button
            type="button"
            className="btn fill go-on"
            data-act="take-numbers"
            onClick={() => act({ type: "takeNumbers" })}
          >
            {t("segment.next")}
            <IconChevronRight className="icon flip" aria-hidden="true" />
          </button>
        )}
      </main>
      <Foot session={session} act={act} />
    </>
  );
}

/** Also for who does not read. */
function SegmentIcon(props: { readonly segment: string; readonly isChosen: boolean }) {
  if (props.isChosen) return <IconCheck className="icon" aria-hidden="true" />;
  if (props.segment === "women") return <IconWoman className="icon" aria-hidden="true" />;
  if (props.segment === "men") return <IconMan className="icon" aria-hidden="true" />;
  return null;
}
