/** The invariants of the house, by what never happens. Each check is counted. */
export const invariants = {
  I1: "a label twice in a day",
  I2: "an acknowledged command lost",
  I3: "a command acting twice, or answered in two ways",
  I4: "a patient called to two places, or a point with two patients",
  I5: "a step that an entry's life does not have",
  I6: "somebody called whom the rule does not name",
  I7: "somebody passed against the promise",
  I8: "a call out of turn without reason, or not counted",
  I9: "a paper without a ticket, or printed twice",
  I10: "a call shown that was not made, or a screen going back",
  I11: "a screen that stays behind, or looks fresher than it is",
  I12: "a call announced twice by one screen",
  I13: "a day that the server's calendar does not have",
  I14: "a place booked oftener than it can be, or not freed",
  I15: "a change without a trace",
  I16: "a phone that says something else than the board",
  I17: "numbers or times of the journal going back",
  I18: "a patient's data where it does not belong",
  I19: "a command done for somebody who may not give it",
  I20: "something that grows without end",
} as const;
export type Invariant = keyof typeof invariants;

/** Counts one look at an invariant; where it does not hold, the text says what was seen. */
export type Check = (invariant: Invariant, holds: boolean, text: () => string) => void;
