/** The words between the patient's page and the agent, over Electron's IPC. */
export const channels = {
  /** page → main: begin telling me how things are; the answer is the state now. */
  watch: "device:watch",
  /** main → page: the state, whenever it changes. */
  state: "device:state",
  /** page → main: one intent; the answer is its outcome. */
  issueTicket: "device:issue-ticket",
  /** page → main: one check-in; the answer is its outcome. */
  checkIn: "device:check-in",
} as const;
