import type { ComponentType, ReactNode, SVGProps } from "react";

/** A screen that says one thing: a large picture, one headline, a few short sentences. */
export function Message(props: {
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  readonly tone: "calm" | "warn" | "danger";
  readonly title: string;
  readonly children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <section className={`message ${props.tone}`} role={props.tone === "calm" ? undefined : "alert"}>
      <span className="pic">
        <Icon className="icon" aria-hidden="true" />
      </span>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
