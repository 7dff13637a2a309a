import type { SpecimenKind, Tube } from "../../../shared/domain/laboratory.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** A tube as it lies in the hand: its cap's colour, and always the colour's name beside it. */
export function TubeWords(props: { readonly tube: Tube; readonly kind?: SpecimenKind }) {
  const { t } = useLocale();
  return (
    <span className="tube-words" data-tube={props.tube}>
      <i className="tube" aria-hidden="true" />
      <span>
        {props.kind === undefined ? null : <b>{t(`lab.specimenKind.${props.kind}`)} · </b>}
        {t(`lab.tube.${props.tube}`)}
      </span>
    </span>
  );
}
