import type { TestId } from "../../../../shared/domain/ids.ts";
import type { OrderUrgency, ReturnWhen, Test, Tube } from "../../../../shared/domain/laboratory.ts";
import { preparationOf } from "../../desk-laboratory/preparation.ts";
import type { Prepared } from "../../desk-laboratory/preparation.ts";
import { testsMeant } from "../../desk-laboratory/find-tests.ts";
import { inOrderOfDraw } from "../../desk-laboratory/order-stage.ts";

/** An order as it is being put together. */
export interface Wished {
  /** Panels and tests as they were chosen, in that order. */
  readonly chosen: readonly TestId[];
  readonly urgency: OrderUrgency;
  readonly returnWhen: ReturnWhen;
  readonly note: string;
}

export const nothingWished: Wished = {
  chosen: [],
  urgency: "routine",
  returnWhen: "results",
  note: "",
};

/** An order is one page of paper: more is ordered in a second one. */
export const chosenMax = 40;

export function withTest(wished: Wished, testId: TestId): Wished {
  const { chosen } = wished;
  if (chosen.includes(testId) || chosen.length >= chosenMax) return wished;
  return { ...wished, chosen: [...chosen, testId] };
}

export function withoutTest(wished: Wished, testId: TestId): Wished {
  return { ...wished, chosen: wished.chosen.filter((one) => one !== testId) };
}

/** What the patient has to do before, with the panels' own words as well as their tests'. */
export function preparationFor(tests: readonly Test[], chosen: readonly TestId[]): Prepared {
  const named = tests.filter(({ testId }) => chosen.includes(testId));
  const all = [...new Set([...named, ...testsMeant(tests, chosen)])];
  return preparationOf(all.map(({ preparation }) => preparation));
}

/** The tubes that it takes, in the order of draw, each once. */
export function tubesFor(tests: readonly Test[], chosen: readonly TestId[]): readonly Tube[] {
  const tubes = testsMeant(tests, chosen).flatMap(({ tube }) => (tube === null ? [] : [tube]));
  return inOrderOfDraw([...new Set(tubes)].map((tube) => ({ tube }))).map(({ tube }) => tube);
}
