import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { QueueId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { queuesLike } from "./queue-names.ts";

/** More are not read while somebody waits; typing finds the others. */
const shownMax = 4;

export interface QueueSearch {
  readonly toQueueId: QueueId | null;
  readonly field: ReactNode;
}

/** A queue by a few letters of its name or its clinic's, in any language; arrows choose. */
export function useQueueSearch(of: {
  readonly site: DirectoryData;
  readonly legend: string;
  readonly except: readonly QueueId[];
  readonly first: QueueId | null;
}): QueueSearch {
  const { t, language } = useLocale();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<QueueId | null>(of.first);
  const found = queuesLike(typed, of.site, of.except);
  const shown = withFirst(found, of.first).slice(0, shownMax);
  const at = shown.findIndex((queue) => queue.queueId === chosen);
  const toQueueId = shown[at]?.queueId ?? null;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || shown.length === 0) return;
    event.preventDefault();
    const next = at === -1 ? (step === 1 ? 0 : shown.length - 1) : at + step;
    setChosen(shown[(next + shown.length) % shown.length]?.queueId ?? null);
  };
  return {
    toQueueId,
    field: (
      <div className="queue-search">
        <label className="field" htmlFor={id}>
          {of.legend}
          <input
            id={id}
            type="search"
            dir="auto"
            autoComplete="off"
            placeholder={t("reception.step.typeQueue")}
            value={typed}
            onKeyDown={move}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setTyped(value);
              setChosen(queuesLike(value, of.site, of.except)[0]?.queueId ?? null);
            }}
          />
        </label>
        <Choice
          legend={t("reception.step.found", { n: found.length })}
          look="cards"
          chosen={toQueueId}
          onChoose={setChosen}
          options={shown.map(({ queueId, names, clinicNames }) => ({
            value: queueId,
            words: nameIn(names, language),
            help: clinicNames === null ? null : nameIn(clinicNames, language),
          }))}
        />
      </div>
    ),
  };
}

/** The queue that was chosen last time stands first. */
function withFirst<Queue extends { readonly queueId: QueueId }>(
  queues: readonly Queue[],
  first: QueueId | null,
): readonly Queue[] {
  const is = (queue: Queue) => queue.queueId === first;
  return [...queues.filter(is), ...queues.filter((queue) => !is(queue))];
}
