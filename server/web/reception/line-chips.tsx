import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconClockPlus from "@tabler/icons-react/dist/esm/icons/IconClockPlus.mjs";
import IconDoor from "@tabler/icons-react/dist/esm/icons/IconDoor.mjs";
import IconPackage from "@tabler/icons-react/dist/esm/icons/IconPackage.mjs";
import IconRoute from "@tabler/icons-react/dist/esm/icons/IconRoute.mjs";
import IconTestPipe from "@tabler/icons-react/dist/esm/icons/IconTestPipe.mjs";
import IconUserQuestion from "@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import IconUsersGroup from "@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { DirectoryData, PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import type { DeskClock } from "./situation.ts";

/** What is particular about a line, in words; a plain walk-in has none of it. */
export function LineChips(props: {
  readonly line: QueueLine;
  readonly point: PointData | null;
  readonly site: DirectoryData | null;
  /** Answers a kiosk's claim; without it the claim is only said. */
  readonly onClaim?: () => void;
}) {
  const { t, language } = useLocale();
  const { line, point, site } = props;
  const boundElsewhere = line.boundTo !== null && line.boundTo !== point?.servicePointId;
  const other = site?.servicePoints.find((one) => one.servicePointId === line.boundTo);
  return (
    <span className="line-chips">
      {line.claimed ? <ClaimChip onClaim={props.onClaim} /> : null}
      {line.isBack ? (
        <Chip tone="brand" icon={IconArrowBackUp} flip>
          {t("reception.chip.isBack")}
        </Chip>
      ) : null}
      {line.hasResults === true ? (
        <Chip tone="ok" icon={IconChecks}>
          {t("lab.stage.ready")}
        </Chip>
      ) : null}
      {/* Who is back from the laboratory is back here: two chips would say one thing. */}
      {line.boundTo === null || (line.isBack && !boundElsewhere) ? null : (
        <Chip tone={boundElsewhere ? "warn" : "brand"} icon={IconDoor}>
          {boundElsewhere
            ? t("reception.chip.boundTo", {
                place: other === undefined ? "" : nameIn(other.names, language),
              })
            : t("reception.chip.boundHere")}
        </Chip>
      )}
      {line.segment === null ? null : (
        <Chip tone="plain" icon={IconUsers}>
          <Segment segment={line.segment} />
        </Chip>
      )}
      {line.groupId === null ? null : (
        <Chip tone="plain" icon={IconUsersGroup}>
          {t("reception.chip.family")}
        </Chip>
      )}
      {line.step.of < 2 ? null : (
        <Chip tone="plain" icon={IconRoute}>
          {t("reception.chip.step", { at: line.step.at, of: line.step.of })}
        </Chip>
      )}
    </span>
  );
}

/** The agreed segments have words; a site's own is shown as the site wrote it. */
function Segment(props: { readonly segment: string }) {
  const { t } = useLocale();
  switch (props.segment) {
    case "women":
      return t("reception.chip.women");
    case "men":
      return t("reception.chip.men");
    default:
      return <bdi>{props.segment}</bdi>;
  }
}

function ClaimChip(props: { readonly onClaim: (() => void) | undefined }) {
  const { t } = useLocale();
  const chip = (
    <Chip tone="warn" icon={IconUserQuestion}>
      {t("reception.chip.claimed")}
    </Chip>
  );
  if (props.onClaim === undefined) return chip;
  return (
    <button
      type="button"
      className="chip-button"
      data-act="claim"
      // The row is reached by arrows, and Enter there opens the same answers.
      tabIndex={-1}
      onClick={props.onClaim}
    >
      {chip}
    </button>
  );
}

/** Why somebody of this queue is not to be called just now. */
export function AsideChip(props: { readonly line: QueueLine; readonly clock: DeskClock }) {
  const { t } = useLocale();
  const { line } = props;
  const { zone } = props.clock;
  switch (line.status) {
    case "held":
      return (
        <Chip tone="plain" icon={IconClockPlus}>
          {line.notBefore === null || zone === null
            ? t("reception.aside.held")
            : t("reception.aside.heldUntil", {
                time: leftToRight(clockTime(line.notBefore, zone)),
              })}
        </Chip>
      );
    case "away":
      return (
        <Chip tone="plain" icon={IconTestPipe}>
          {t("reception.aside.away")}
        </Chip>
      );
    case "preparing":
      return (
        <Chip tone="plain" icon={IconPackage}>
          {t("reception.aside.preparing")}
        </Chip>
      );
    default:
      return (
        <Chip tone="plain" icon={IconClockPause}>
          {t("reception.aside.parked")}
        </Chip>
      );
  }
}
