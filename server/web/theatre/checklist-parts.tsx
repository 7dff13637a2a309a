import { useState } from "react";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { CheckItem } from "./check-item.tsx";
import type { TheatreDesk } from "./desk.ts";
import { partNow, partsOf } from "./next-step.ts";

/** The checklist by its parts: the one that is asked now is open, the others fold. */
export function ChecklistParts(props: { readonly desk: TheatreDesk; readonly one: OperationData }) {
  const { t } = useLocale();
  const { desk, one } = props;
  const now = partNow(one.operation);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  return partsOf(one.checklist).map(({ part, items, open }) => {
    const isOpen = part === now || unfolded.has(part);
    return (
      <section key={part} className="check-part" data-part={part}>
        <h3>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => {
              const next = new Set(unfolded);
              if (!next.delete(part)) next.add(part);
              setUnfolded(next);
            }}
          >
            {t(`theatre.part.${part}`)}{" "}
            <span className="quiet">
              <Num>{`${items.length - open}/${items.length}`}</Num>
            </span>
          </button>
        </h3>
        {isOpen ? (
          <ul className="check-items">
            {items.map((item) => (
              <CheckItem key={item.item} desk={desk} one={one} item={item} />
            ))}
          </ul>
        ) : null}
      </section>
    );
  });
}
