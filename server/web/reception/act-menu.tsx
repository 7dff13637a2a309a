import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import { useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { DeskLinks } from "./desk-links.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { deskMenu, lineMenu, whyNot } from "./acts.ts";
import { ActIcon } from "./desk-act.tsx";
import { digitOf } from "./keys.ts";
import type { Act, Situation } from "./situation.ts";

interface MenuProps {
  readonly situation: Situation;
  readonly onAct: (act: Act) => void;
  readonly onClose: () => void;
}

/** What else can be done with one patient: by digit, by arrows and Enter, or by mouse. */
export function LineMenu(
  props: MenuProps & { readonly line: QueueLine; readonly onCopy: () => void },
) {
  const { t } = useLocale();
  const { line, situation } = props;
  const about = { ...situation, chosen: line };
  return (
    <Dialog title={<MenuTitle line={line} />} begin="menu" onClose={props.onClose}>
      <Items
        {...props}
        situation={about}
        acts={lineMenu(line, situation)}
        last={{
          name: "reprint",
          off: null,
          words: t("reception.copy.open"),
          icon: <IconCopy className="icon" aria-hidden="true" />,
          onPress: props.onCopy,
        }}
      />
    </Dialog>
  );
}

function MenuTitle(props: { readonly line: QueueLine }) {
  const { t } = useLocale();
  return (
    <>
      <TicketLabel label={props.line.label} /> {t("reception.menu.ofPatient")}
    </>
  );
}

/** A kiosk's claim, yes or no: asked by the chip on its line. */
export function ClaimMenu(props: MenuProps & { readonly line: QueueLine }) {
  const { t } = useLocale();
  const { line, situation } = props;
  const title = (
    <>
      <TicketLabel label={line.label} /> {t("reception.menu.claim")}
    </>
  );
  const about = { ...situation, chosen: line };
  return (
    <Dialog title={title} begin="menu" onClose={props.onClose}>
      <Items {...props} situation={about} acts={["confirmClaim", "lowerClaim"]} />
    </Dialog>
  );
}

/** What else can be done with this desk and its queues. */
export function DeskMenu(props: MenuProps) {
  const { t } = useLocale();
  return (
    <Dialog title={t("reception.menu.ofDesk")} begin="menu" onClose={props.onClose}>
      <Items {...props} acts={deskMenu(props.situation)} />
      <DeskLinks look="plain" />
    </Dialog>
  );
}

interface Item {
  readonly name: string;
  readonly words: string;
  readonly icon: ReactNode;
  /** Why it has to wait. */
  readonly off: string | null;
  readonly onPress: () => void;
}

function Items(props: MenuProps & { readonly acts: readonly Act[]; readonly last?: Item }) {
  const { t } = useLocale();
  const { situation } = props;
  const list = useRef<HTMLUListElement>(null);
  const items = props.acts.map((act): Item => {
    const reason = whyNot(act, situation);
    return {
      name: act,
      words: t(`reception.act.${act}`),
      icon: <ActIcon act={act} />,
      off: reason === null ? null : t(`reception.whyNot.${reason}`),
      onPress: () => props.onAct(act),
    };
  });
  const all = props.last === undefined ? items : [...items, props.last];
  return (
    <ul
      className="act-menu"
      ref={list}
      tabIndex={-1}
      onKeyDown={(event) => turn(event, list.current)}
    >
      {all.map((item, at) => (
        <li key={item.name}>
          <button
            type="button"
            className="button"
            data-menu-act={item.name}
            aria-disabled={item.off !== null}
            onClick={() => {
              if (item.off === null) item.onPress();
            }}
          >
            {at < 9 ? <KeyCap>{String(at + 1)}</KeyCap> : null}
            {item.icon}
            <span className="act-menu-words">
              {item.words}
              {item.off === null ? null : <small>{item.off}</small>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Arrows go round the menu; a digit is a press. */
function turn(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const buttons = [...(list?.querySelectorAll("button") ?? [])];
  const digit = digitOf(event.code);
  if (digit > 0 && !event.repeat) {
    event.preventDefault();
    buttons[digit - 1]?.click();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
