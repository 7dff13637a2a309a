declare module "react" {
  interface CSSProperties {
    /** How many signs a label has: where it fills its card, its size follows from that. */
    "--signs"?: number;
  }
}

/** A ticket's label: left to right in every language, one shape on paper and every screen. */
export function TicketLabel(props: { readonly label: string; readonly className?: string }) {
  const { label, className = "" } = props;
  return (
    <bdi dir="ltr" className={`label ${className}`} style={{ "--signs": label.length }}>
      {label}
    </bdi>
  );
}

/** A clock time, a count or a code inside text: never turned round by what stands beside it. */
export function Num(props: { readonly children: string | number }) {
  return (
    <bdi dir="ltr" className="num">
      {props.children}
    </bdi>
  );
}

/** Dawr's mark: three waiting dots, the first one golden. Its meaning is said beside it. */
export function Mark() {
  return (
    <span className="mark" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
