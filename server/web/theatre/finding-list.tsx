import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { PlanFinding } from "../../../shared/domain/theatre.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { findingWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** What a plan would break, in sentences: what nobody may first. */
export function FindingList(props: {
  readonly findings: readonly PlanFinding[];
  readonly said: TheatresData;
  readonly speech: Speech;
}) {
  const { findings, said, speech } = props;
  const ordered = findings.toSorted((one, other) => Number(other.hard) - Number(one.hard));
  return (
    <span className="finding-list">
      {ordered.map((finding, index) => {
        const Icon = finding.hard ? IconBan : IconAlertTriangle;
        return (
          <span
            key={`${finding.kind} ${finding.holderId ?? index}`}
            className={finding.hard ? "finding finding-hard" : "finding"}
            data-finding={finding.kind}
            data-hard={finding.hard || undefined}
          >
            <Icon className="icon" aria-hidden="true" />
            <span>{findingWords(speech, finding, said)}</span>
          </span>
        );
      })}
    </span>
  );
}

/** Why no plan at all can be made there. */
export function RefusedSpot({ code }: { readonly code: RefusalCode }) {
  const { t } = useLocale();
  return (
    <span className="finding finding-hard" data-finding={code} data-hard>
      <IconBan className="icon" aria-hidden="true" />
      <span>{t(`refusal.${code}`, { seconds: 0 })}</span>
    </span>
  );
}
