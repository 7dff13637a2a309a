import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconRadioactive from "@tabler/icons-react/dist/esm/icons/IconRadioactive.mjs";
import { useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { testKinds } from "../../../shared/domain/laboratory.ts";
import type { TestKind } from "../../../shared/domain/laboratory.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

const icons = { laboratory: IconMicroscope, imaging: IconRadioactive } as const;

/** Whose work is shown; arrows go along the reading line. */
export function LabTabs(props: {
  readonly kind: TestKind;
  readonly onKind: (kind: TestKind) => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const list = useRef<HTMLDivElement>(null);
  const turn = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    // Of two tabs the next one is the other one, whichever way.
    const next = props.kind === "laboratory" ? "imaging" : "laboratory";
    props.onKind(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" ref={list} onKeyDown={turn}>
        {testKinds.map((kind) => {
          const Icon = icons[kind];
          return (
            <button
              key={kind}
              type="button"
              role="tab"
              data-tab={kind}
              aria-selected={kind === props.kind}
              tabIndex={kind === props.kind ? 0 : -1}
              onClick={() => props.onKind(kind)}
            >
              <Icon className="icon" aria-hidden="true" /> {t(`lab.kind.${kind}`)}
            </button>
          );
        })}
      </div>
      {props.children}
    </div>
  );
}
