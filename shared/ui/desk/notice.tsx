import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import type { ReactNode } from "react";

const icons = {
  refusal: IconHandStop,
  error: IconAlertTriangle,
  stale: IconPlugConnectedX,
  quiet: IconInfoCircle,
} as const;

/**
 * A message that stays until it is read. Amber refuses, red says what was kept, white says how
 * old the screen is. `title` says what; `children` what now; `actions` are the ways on.
 */
export function Notice(props: {
  readonly tone: keyof typeof icons;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const Icon = icons[props.tone];
  return (
    <div
      className={`notice notice-${props.tone}`}
      data-notice={props.tone}
      role={props.tone === "quiet" ? "status" : "alert"}
    >
      <Icon className="icon" aria-hidden="true" />
      <div className="notice-words">
        <b>{props.title}</b>
        {props.children === undefined ? null : <span>{props.children}</span>}
      </div>
      {props.actions === undefined ? null : <div className="notice-actions">{props.actions}</div>}
    </div>
  );
}

/** Nothing to show, said as a sentence with the next step. */
export function EmptyState(props: {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly next: ReactNode;
}) {
  return (
    <div className="empty-state">
      {props.icon}
      <div>
        <b>{props.title}</b>
        <p className="quiet">{props.next}</p>
      </div>
    </div>
  );
}
