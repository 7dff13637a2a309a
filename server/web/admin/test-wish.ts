import { directoryIdPattern } from "../../../shared/domain/ids.ts";
import type { ServiceId, TestId } from "../../../shared/domain/ids.ts";
import type { Language, Names } from "../../../shared/domain/language.ts";
import { noPreparation } from "../../../shared/domain/laboratory.ts";
import type {
  OrderUrgency,
  SpecimenKind,
  Test,
  TestKind,
  Tube,
} from "../../../shared/domain/laboratory.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";

type Typed = Readonly<Partial<Record<Language, string>>>;

/** A line of the catalogue while somebody writes it. */
export interface TestWish {
  /** Nothing: a new one, which still gets its code. */
  readonly testId: TestId | null;
  readonly code: string;
  readonly isPanel: boolean;
  readonly kind: TestKind;
  readonly names: Typed;
  readonly serviceId: ServiceId;
  readonly specimen: SpecimenKind;
  readonly tube: Tube;
  readonly fastingHours: number;
  /** Nothing: at any time of the day. */
  readonly notAfterMin: number | null;
  readonly words: Typed;
  readonly turnaroundMin: Readonly<Record<OrderUrgency, number>>;
  readonly stableHours: number;
  readonly members: readonly TestId[];
  readonly isOpen: boolean;
}

export function newTest(serviceId: ServiceId): TestWish {
  return {
    ...{ testId: null, code: "", isPanel: false, kind: "laboratory", names: {}, serviceId },
    ...{ specimen: "blood", tube: "gold", fastingHours: 0, notAfterMin: null, words: {} },
    ...{ turnaroundMin: { stat: 60, urgent: 120, routine: 240 }, stableHours: 8 },
    ...{ members: [], isOpen: true },
  };
}

export function newPanel(serviceId: ServiceId): TestWish {
  return { ...newTest(serviceId), isPanel: true };
}

export function wishOf(test: Test): TestWish {
  const { preparation } = test;
  return {
    ...newTest(test.serviceId),
    ...{ testId: test.testId, code: test.testId, isPanel: test.members.length > 0 },
    ...{ kind: test.kind, names: test.names, isOpen: test.isOpen, members: test.members },
    ...(test.specimen === null ? {} : { specimen: test.specimen }),
    ...(test.tube === null ? {} : { tube: test.tube }),
    ...{ fastingHours: preparation.fastingHours, notAfterMin: preparation.notAfterMin },
    ...{ words: preparation.words ?? {}, turnaroundMin: test.turnaroundMin },
    stableHours: test.stableHours,
  };
}

/** What is still missing; the sentence is the message `lab.catalogue.missing.<it>`. */
export type Missing = "name" | "code" | "members" | "words";

/** The command that the wish is, or what it lacks. `names` are typed names without empty ones. */
export function askedOf(
  wish: TestWish,
  typed: (names: Typed) => Names | null,
): PayloadInput<"putTest"> | Missing {
  const names = typed(wish.names);
  const said = Object.values(wish.words).some((words) => words.trim() !== "");
  const words = said ? typed(wish.words) : noPreparation.words;
  const code = wish.code.trim().toLowerCase();
  if (names === null) return "name";
  if (!directoryIdPattern.test(code)) return "code";
  if (wish.isPanel && wish.members.length === 0) return "members";
  if (said && words === null) return "words";
  const hasSpecimen = wish.kind === "laboratory" && !wish.isPanel;
  return {
    ...{ testId: code as TestId, kind: wish.kind, names, serviceId: wish.serviceId },
    specimen: hasSpecimen ? wish.specimen : null,
    tube: hasSpecimen ? wish.tube : null,
    preparation: { fastingHours: wish.fastingHours, notAfterMin: wish.notAfterMin, words },
    turnaroundMin: { ...wish.turnaroundMin },
    stableHours: wish.stableHours,
    members: wish.isPanel ? [...wish.members] : [],
    isOpen: wish.isOpen,
  };
}
