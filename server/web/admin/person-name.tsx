import { shownName } from "../../../shared/domain/plain-text.ts";

/** Whom a dialog is about. */
export function PersonName(props: { readonly name: string }) {
  return (
    <p>
      <b>
        <bdi>{shownName(props.name)}</bdi>
      </b>
    </p>
  );
}
