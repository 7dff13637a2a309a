/** A ticket's label: left to right in every language, one shape on paper and every screen. */
export function TicketLabel(props: { readonly label: string; readonly className?: string }) {
  return (
    <bdi dir="ltr" className={`label ${props.className ?? ""}`}>
      {props.label}
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
