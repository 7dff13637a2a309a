import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconCircleDashed from "@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { TheatreDesk } from "./desk.ts";

/** Blood, an implant, a lens: ticked when it is there. */
export function SuppliesList(props: { readonly desk: TheatreDesk; readonly one: OperationData }) {
  const { t } = useLocale();
  const { desk, one } = props;
  const { operationId } = one.operation;
  if (one.supplies.length === 0) return null;
  return (
    <section>
      <h3>{t("theatre.supplies")}</h3>
      <ul className="check-items">
        {one.supplies.map((supply, index) => {
          const Icon = supply.isReady ? IconCircleCheck : IconCircleDashed;
          return (
            <li
              key={`${index} ${supply.words}`}
              className="check-item"
              data-mark={supply.isReady ? "done" : "open"}
            >
              <button
                type="button"
                className="check-tick"
                role="checkbox"
                aria-checked={supply.isReady}
                data-supply={supply.words}
                onClick={() => {
                  if (!desk.mayAct) return;
                  const supplies = one.supplies.map((each, at) =>
                    at === index ? { ...each, isReady: !each.isReady } : each,
                  );
                  void desk.runner.ask(
                    "setSupplies",
                    { operationId, supplies },
                    { act: "theatre.act.mark", spot: `${operationId} supplies` },
                  );
                }}
              >
                <Icon className="icon" aria-hidden="true" />
                <span className="check-words">
                  <b>
                    <bdi>{supply.words}</bdi>
                  </b>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
