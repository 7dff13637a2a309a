import { useEffect, useState } from "react";
import type { PlanCheck } from "../../../shared/protocol/theatre-feeds.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import type { CheckedPlan, TheatreAsk } from "./ask.ts";

/** A number that is still being typed is not asked about. */
const restMs = 250;

/** What a plan would break as it stands in a form; nothing while it is unanswered. */
export function useCheck(ask: TheatreAsk, plan: CheckedPlan): PlanCheck | null {
  const [said, setSaid] = useState<{ readonly of: string; readonly check: PlanCheck } | null>(null);
  const asked = JSON.stringify(plan);
  useEffect(() => {
    let current = true;
    void browserTime.sleep(restMs).then(async () => {
      if (!current) return;
      const answer = await ask.check(JSON.parse(asked) as CheckedPlan);
      if (current && answer.kind === "said") setSaid({ of: asked, check: answer.value });
    });
    return () => {
      current = false;
    };
  }, [ask, asked]);
  return said?.of === asked ? said.check : null;
}
