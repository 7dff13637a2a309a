import type { FlowModules } from "./flow-modules.ts";
import { isStopForOrder, thenOf } from "./laboratory-stops.ts";
import type { PlanOf } from "./queue/calling.ts";
import { noOutcome } from "../shared/domain/service.ts";

type Modules = Pick<FlowModules, "queue" | "directory" | "laboratory">;

/** What a service says about the end of a visit, at the step that its ticket has come to. */
export function planOf(modules: Modules): PlanOf {
  const { queue, directory } = modules;
  return (entry) => {
    const then = thenOf(modules, entry);
    const ticket = queue.read.ticket(entry.ticket_id);
    const service = directory.service(ticket?.service_id ?? "");
    if (service === null || entry.return_to !== null) {
      return { outcome: noOutcome, next: null, then };
    }
    const step = service.steps[entry.step];
    const site = step === undefined ? null : directory.queue(step.queue);
    const isOwnVisit = entry.step === 0 && !isStopForOrder(modules, entry);
    return {
      outcome: isOwnVisit ? service.outcome : noOutcome,
      next:
        step === undefined || site === null
          ? null
          : { ...site, placement: step.placement, prepares: step.prepares ?? false },
      then,
    };
  };
}
