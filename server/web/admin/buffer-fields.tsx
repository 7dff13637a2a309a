import type { Buffers } from "../../../shared/domain/roster.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { NumberField } from "./fields.tsx";

/** Longer is a pause. */
const bufferMinMax = 120;

/** The minutes that stay free before and after each arrival window. */
export function BufferFields(props: {
  readonly buffers: Buffers;
  readonly onChange: (to: Partial<Buffers>) => void;
}) {
  const { t } = useLocale();
  const { buffers, onChange } = props;
  return (
    <>
      <NumberField
        label={t("admin.plan.bufferBefore")}
        name="buffer-before"
        value={buffers.bufferBeforeMin}
        min={0}
        max={bufferMinMax}
        onChange={(bufferBeforeMin) => onChange({ bufferBeforeMin })}
      />
      <NumberField
        label={t("admin.plan.bufferAfter")}
        name="buffer-after"
        value={buffers.bufferAfterMin}
        min={0}
        max={bufferMinMax}
        onChange={(bufferAfterMin) => onChange({ bufferAfterMin })}
      />
    </>
  );
}
