import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import type { StaffRole } from "../../../shared/domain/role.ts";
import { mayCall } from "./acts.ts";
import type { QueueTab } from "./listed-lines.ts";

/** The keys of the desk, always in sight: a clerk learns them without being taught. */
export function KeyBar(props: { readonly tab: QueueTab; readonly role: StaffRole }) {
  const { t } = useLocale();
  const calling = [
    ["F2", t("reception.act.callNext")],
    ["F4", t("reception.act.recall")],
    ["F8", t("reception.keys.startEnd")],
    ["F9", t("reception.act.transfer")],
    ["F7", t("reception.menu.more")],
    ["Ctrl Z", t("reception.act.undo")],
  ] as const;
  const may = mayCall(props.role);
  const enters = {
    waiting: t("reception.menu.more"),
    aside: t("reception.menu.more"),
    noShows: t("reception.act.requeue"),
    cancelled: t("reception.act.reinstate"),
  };
  const keys = [
    ...(may ? calling : []),
    ["↑ ↓", t("reception.keys.select")] as const,
    ...(may ? [["Enter", enters[props.tab]] as const] : []),
  ];
  return (
    <footer className="key-bar">
      {keys.map(([cap, words]) => (
        <span key={cap}>
          <KeyCap>{cap}</KeyCap>
          {words}
        </span>
      ))}
      <span className="key-bar-end">
        <IconShieldCheck className="icon" aria-hidden="true" />
        {t("reception.keys.fair")}
      </span>
    </footer>
  );
}
