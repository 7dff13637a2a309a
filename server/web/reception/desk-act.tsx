import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconArrowForwardUp from "@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconArrowsExchange from "@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs";
import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import IconBell from "@tabler/icons-react/dist/esm/icons/IconBell.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconClockPlus from "@tabler/icons-react/dist/esm/icons/IconClockPlus.mjs";
import IconDoorEnter from "@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs";
import IconDoorExit from "@tabler/icons-react/dist/esm/icons/IconDoorExit.mjs";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import IconLockOpen from "@tabler/icons-react/dist/esm/icons/IconLockOpen.mjs";
import IconPackage from "@tabler/icons-react/dist/esm/icons/IconPackage.mjs";
import IconPlayerPause from "@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconRotateClockwise from "@tabler/icons-react/dist/esm/icons/IconRotateClockwise.mjs";
import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import IconTestPipe from "@tabler/icons-react/dist/esm/icons/IconTestPipe.mjs";
import IconUserCheck from "@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs";
import IconUserOff from "@tabler/icons-react/dist/esm/icons/IconUserOff.mjs";
import IconUserPlus from "@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs";
import IconUserQuestion from "@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs";
import IconUserUp from "@tabler/icons-react/dist/esm/icons/IconUserUp.mjs";
import { secondMs } from "../../../shared/domain/time.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { rightAct, whyNot } from "./acts.ts";
import { keyCaps } from "./keys.ts";
import type { Act, Situation } from "./situation.ts";

const icons = {
  callNext: [IconUserCheck, false],
  endAndNext: [IconUserCheck, false],
  noShowAndNext: [IconArrowForwardUp, true],
  recall: [IconBell, false],
  start: [IconPlayerPlay, true],
  end: [IconCheck, false],
  noShow: [IconUserOff, false],
  requeue: [IconArmchair, false],
  undo: [IconArrowBackUp, false],
  callChosen: [IconUserUp, false],
  park: [IconClockPause, false],
  unpark: [IconRotateClockwise, true],
  hold: [IconClockPlus, false],
  transfer: [IconArrowRight, true],
  detour: [IconTestPipe, false],
  markReady: [IconPackage, false],
  setPriority: [IconScale, false],
  confirmClaim: [IconShieldCheck, false],
  lowerClaim: [IconUserQuestion, false],
  cancel: [IconBan, false],
  reinstate: [IconUserPlus, false],
  serve: [IconHandStop, false],
  openPoint: [IconDoorEnter, true],
  takeOver: [IconArrowsExchange, false],
  closePoint: [IconDoorExit, true],
  pausePoint: [IconPlayerPause, false],
  resumePoint: [IconPlayerPlay, true],
  closeQueue: [IconLock, false],
  reopenQueue: [IconLockOpen, false],
} as const satisfies Record<Act, unknown>;

/** The picture of an act; what points along the reading line turns with it. */
export function ActIcon(props: { readonly act: Act }) {
  const [Icon, flips] = icons[props.act];
  return <Icon className={flips ? "icon flip" : "icon"} aria-hidden="true" />;
}

/** So long the other buttons keep their look; an answer mostly comes within it. */
const holdStillForMs = 800;

/** An act with its words, its key and its present truth. */
export function DeskAct(props: {
  readonly act: Act;
  readonly situation: Situation;
  readonly onPress: () => void;
  readonly look?: "big" | "plain";
  /** Something else is next here, though the visit itself would go on with this. */
  readonly isRight?: boolean;
  /** Its key is lent to something else just now. */
  readonly withoutKey?: boolean;
}) {
  const { t } = useLocale();
  const { act, situation } = props;
  const reason = whyNot(act, situation);
  const right = rightAct(situation) === act && props.isRight !== false;
  const look = props.look ?? "plain";
  return (
    <ActButton
      act={act === "endAndNext" ? "callNext" : act}
      look={right && look === "big" ? "filled" : look}
      keyCap={props.withoutKey === true ? undefined : keyCaps[act]}
      whyNot={reason === null ? null : t(`reception.whyNot.${reason}`)}
      wait={waitOf(act, situation)}
      onPress={props.onPress}
    >
      <ActIcon act={act} />
      {t(`reception.act.${act}`)}
    </ActButton>
  );
}

/** Whether a press is on its way, this act's own or, for a moment, another's. */
function waitOf(act: Act, situation: Situation): "own" | "other" | null {
  const { pending } = situation.desk;
  if (pending === null) return null;
  if (pending.intent.act === act) return "own";
  const young = situation.nowMs - pending.sinceMs < holdStillForMs;
  return young && whyNot(act, situation) === "pending" ? "other" : null;
}

/** `1:05`, for ages and countdowns shorter than an hour or so. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / secondMs));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
