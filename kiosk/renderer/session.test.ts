import { describe, expect, test } from "vitest";
import { aTicket, anIntent, commandIdNumber, serviceId } from "../agent/testing/samples.ts";
import type { IssueOutcome, Paper } from "../device-api.ts";
import {
  askedIntent,
  clinicTouch,
  countdown,
  freshSession,
  idleFaultMs,
  idleIssuedMs,
  idleMs,
  idleNumbersMs,
  offlineAfterMs,
  pageOf,
  paperWithinMs,
  reduce,
  slowAfterMs,
  standIn,
  troubleAfterMs,
  warnMs,
} from "./session.ts";
import type { Clinic, Screen, Session, SessionEvent } from "./session.ts";

const eyes = serviceId("eyes-visit");
const commandId = commandIdNumber(1);
const choose: SessionEvent = { type: "choose", serviceId: eyes, commandId };
const issued: IssueOutcome = { kind: "issued", ticket: aTicket() };
const paper = (state: Paper["state"], detail: string | null = null): SessionEvent => ({
  type: "paper",
  paper: { state, detail },
});

/** Plays events, each at its instant, from a fresh kiosk or from a session. */
function play(
  steps: readonly (readonly [atMs: number, event: SessionEvent])[],
  from: Session = freshSession,
): Session {
  return steps.reduce((session, [atMs, event]) => reduce(session, event, atMs), from);
}

const atClinics = play([[0, { type: "go", to: "clinics" }]]);
const atIssuing = play([[100, choose]], atClinics);
const atIssued = play([[200, { type: "answered", commandId, outcome: issued }]], atIssuing);

describe("choosing", () => {
  test("the first touch fixes the intent: service, language, priority, command id", () => {
    const session = play([
      [0, { type: "language", language: "en" }],
      [1, { type: "go", to: "clinics" }],
      [2, { type: "priority" }],
      [3, choose],
    ]);
    expect(session.screen).toEqual({
      name: "issuing",
      intent: anIntent({ language: "en", protected: true }),
      from: { name: "clinics", page: 0 },
      sinceMs: 3,
      isSlow: false,
    });
  });

  test("a second touch while it is on its way changes nothing", () => {
    const other = serviceId("teeth-visit");
    const touches: readonly SessionEvent[] = [
      { ...choose, commandId: commandIdNumber(2) },
      { type: "choose", serviceId: other, commandId: commandIdNumber(3) },
      { type: "chooseShut", serviceId: other },
      { type: "back" },
      { type: "go", to: "home" },
      { type: "go", to: "emergency" },
    ];
    for (const touch of touches)
      expect(reduce(atIssuing, touch, 150).screen).toBe(atIssuing.screen);
  });

  const secondPage = { name: "clinics", page: 1 } as const;
  const services = { name: "services", clinicId: clinicId(), page: 0, fromPage: 1 } as const;
  test.each<[string, Screen, Screen]>([
    ["the first clinics", { name: "clinics", page: 0 }, { name: "home" }],
    ["other clinics", { name: "clinics", page: 2 }, secondPage],
    ["a clinic's services", services, secondPage],
    ["its other services", { ...services, page: 1 }, services],
    ["emergency", { name: "emergency" }, { name: "home" }],
    ["not knowing the clinic", { name: "unsure", from: secondPage }, secondPage],
    ["not knowing the service", { name: "unsure", from: services }, services],
    [
      "a refusal",
      { name: "refused", code: "service_full", serviceId: eyes, from: services },
      services,
    ],
    ["trouble", { name: "trouble", intent: anIntent(), from: secondPage, code: null }, secondPage],
  ])("back from %s", (_, screen, expected) => {
    expect(reduce({ ...freshSession, screen }, { type: "back" }, 5).screen).toEqual(expected);
  });

  test("a way through other clinics leads back the way it came, one page at a time", () => {
    const turn: SessionEvent = { type: "turnPage", pages: 3 };
    const back: SessionEvent = { type: "back" };
    const asked = play(
      [
        [1, turn],
        [2, turn],
        [3, { type: "openClinic", clinicId: clinicId() }],
        [4, { type: "go", to: "unsure" }],
      ],
      atClinics,
    );
    const screens = [1, 2, 3, 4, 5].map((steps) =>
      Array.from({ length: steps }, () => back).reduce(
        (session, event) => reduce(session, event, 5),
        asked,
      ),
    );
    expect(screens.map(({ screen }) => screen)).toEqual([
      { name: "services", clinicId: clinicId(), page: 0, fromPage: 2 },
      { name: "clinics", page: 2 },
      { name: "clinics", page: 1 },
      { name: "clinics", page: 0 },
      { name: "home" },
    ]);
  });

  test("a shut clinic of a later page is refused, and the page is kept", () => {
    const session = play(
      [
        [1, { type: "turnPage", pages: 3 }],
        [2, { type: "chooseShut", serviceId: eyes }],
      ],
      atClinics,
    );
    expect(session.screen).toEqual({
      name: "refused",
      code: "service_closed",
      serviceId: eyes,
      from: { name: "clinics", page: 1 },
    });
  });

  test("pages go round", () => {
    const turn: SessionEvent = { type: "turnPage", pages: 2 };
    const second = reduce(atClinics, turn, 1);
    expect(second.screen).toEqual({ name: "clinics", page: 1 });
    expect(reduce(second, turn, 2).screen).toEqual({ name: "clinics", page: 0 });
  });

  test("the language changes at once and the step stays", () => {
    const picking = play([[1, { type: "pickLanguage" }]], atClinics);
    expect(picking.picksLanguage).toBe(true);
    const english = play([[2, { type: "language", language: "en" }]], picking);
    expect(english).toMatchObject({
      language: "en",
      picksLanguage: false,
      screen: { name: "clinics" },
    });
  });
});

describe("an answer", () => {
  test.each<[string, IssueOutcome, Screen["name"]]>([
    ["a ticket", issued, "issued"],
    ["a final no", { kind: "refused", code: "service_full" }, "refused"],
    ["too busy", { kind: "try_again", code: "busy" }, "trouble"],
    ["none", { kind: "no_answer" }, "trouble"],
  ])("%s", (_, outcome, screen) => {
    const session = reduce(atIssuing, { type: "answered", commandId, outcome }, 300);
    expect(session.screen.name).toBe(screen);
  });

  test("after two seconds without one it says it is still trying, after ten that none came", () => {
    const tick: SessionEvent = { type: "tick" };
    expect(reduce(atIssuing, tick, 100 + slowAfterMs - 1).screen).toMatchObject({ isSlow: false });
    expect(reduce(atIssuing, tick, 100 + slowAfterMs).screen).toMatchObject({ isSlow: true });
    expect(reduce(atIssuing, tick, 100 + troubleAfterMs).screen).toMatchObject({
      name: "trouble",
      code: null,
    });
  });

  test("that comes late is still shown", () => {
    const trouble = reduce(atIssuing, { type: "tick" }, 100 + troubleAfterMs);
    const session = reduce(trouble, { type: "answered", commandId, outcome: issued }, 20_000);
    expect(session.screen).toMatchObject({ name: "issued", ticket: { label: "A047" } });
  });

  test("trying again sends the same intent", () => {
    const trouble = reduce(atIssuing, { type: "tick" }, 100 + troubleAfterMs);
    const again = reduce(trouble, { type: "tryAgain" }, 20_000);
    expect(again.screen).toMatchObject({ name: "issuing", intent: anIntent(), sinceMs: 20_000 });
  });

  test("to another patient's intent is never shown", () => {
    const answer: SessionEvent = {
      type: "answered",
      commandId: commandIdNumber(99),
      outcome: issued,
    };
    expect(reduce(atIssuing, answer, 300)).toBe(atIssuing);
    expect(reduce(atClinics, { ...answer, commandId }, 300)).toBe(atClinics);
    expect(reduce(freshSession, { ...answer, commandId }, 300)).toBe(freshSession);
  });
});

describe("the paper", () => {
  const paperOf = (session: Session) =>
    session.screen.name === "issued" ? session.screen.paper : null;

  test("is printing until its outcome is known", () => {
    expect(paperOf(atIssued)).toEqual({ state: "printing", detail: null });
    expect(paperOf(play([[900, paper("printed")]], atIssued))?.state).toBe("printed");
  });

  test("that failed keeps the number a minute from that moment", () => {
    const session = play([[5_000, paper("not_printed", "paper_out")]], atIssued);
    expect(session.wipeAtMs).toBe(5_000 + idleFaultMs);
  });

  test("nobody heard of for long may be out or not; an outcome still corrects it", () => {
    const silent = play([[200 + paperWithinMs, { type: "tick" }]], atIssued);
    expect(paperOf(silent)).toEqual({ state: "unknown", detail: "no_word" });
    expect(paperOf(play([[40_000, paper("printing")]], silent))?.state).toBe("unknown");
    expect(paperOf(play([[40_000, paper("printed")]], silent))?.state).toBe("printed");
  });

  test("of a ticket without a print job is said to be none", () => {
    const outcome: IssueOutcome = { kind: "issued", ticket: aTicket({ printJobId: null }) };
    const session = reduce(atIssuing, { type: "answered", commandId, outcome }, 300);
    expect(paperOf(session)).toEqual({ state: "not_printed", detail: "no_printer" });
  });

  test("of an earlier ticket changes no other screen", () => {
    expect(reduce(atClinics, paper("unknown"), 10)).toBe(atClinics);
  });
});

describe("a quiet screen", () => {
  test("is announced twenty seconds before it starts again, and then nothing is left", () => {
    const english = play([[0, { type: "language", language: "en" }]], atClinics);
    expect(countdown(english, idleMs - warnMs - 1)).toBeNull();
    expect(countdown(english, idleMs - warnMs)).toEqual({ leftMs: warnMs, wholeMs: warnMs });
    expect(reduce(english, { type: "tick" }, idleMs - 1)).toEqual(english);
    expect(reduce(english, { type: "tick" }, idleMs)).toEqual(freshSession);
  });

  test("can be kept by one touch, ten times and more", () => {
    let session = play([[200, paper("printed")]], atIssued);
    let nowMs = 200;
    for (let times = 0; times < 20; times++) {
      nowMs += idleIssuedMs - 1;
      session = reduce(reduce(session, { type: "tick" }, nowMs), { type: "touch" }, nowMs);
      expect(session.screen.name).toBe("issued");
    }
    expect(reduce(session, { type: "tick" }, nowMs + idleIssuedMs)).toEqual(freshSession);
  });

  test("with a number counts down from the start", () => {
    expect(countdown(atIssued, 200)).toEqual({ leftMs: idleIssuedMs, wholeMs: idleIssuedMs });
    expect(countdown(atIssued, 1_000_000)).toEqual({ leftMs: 0, wholeMs: idleIssuedMs });
  });

  test("is never wiped while a command is on its way", () => {
    expect(atIssuing.wipeAtMs).toBeNull();
  });

  test("at the first step forgets a language and the aids without a word", () => {
    const changed = play([
      [0, { type: "language", language: "en" }],
      [0, { type: "largerText" }],
      [0, { type: "lowButtons" }],
    ]);
    expect(changed).toMatchObject({ largerText: true, lowButtons: true });
    expect(countdown(changed, idleMs - 1)).toBeNull();
    expect(reduce(changed, { type: "tick" }, idleMs)).toEqual(freshSession);
    expect(reduce(freshSession, { type: "tick" }, 10 * idleMs)).toEqual(freshSession);
  });

  test("is wiped at once by done", () => {
    expect(reduce(atIssued, { type: "finish" }, 300)).toEqual(freshSession);
  });

  test("walking back to the first step keeps language and aids, not the wish for priority", () => {
    const session = play(
      [
        [1, { type: "language", language: "en" }],
        [2, { type: "priority" }],
        [3, { type: "go", to: "home" }],
      ],
      atClinics,
    );
    expect(session).toEqual({ ...freshSession, language: "en", wipeAtMs: 3 + idleMs });
  });
});

describe("several patients together", () => {
  const ids = [1, 2, 3].map(commandIdNumber);
  const [first = commandId, ...furtherIds] = ids;
  const chooseForAll: SessionEvent = {
    type: "choose",
    serviceId: eyes,
    commandId: first,
    furtherIds,
    segments: [],
  };
  const atGroup = play([[0, { type: "go", to: "group" }]]);
  const three = play(
    [
      [1, { type: "groupSize", size: 3 }],
      [2, { type: "groupMember", place: 2 }],
      [3, { type: "go", to: "clinics" }],
    ],
    atGroup,
  );
  const taking = play([[4, chooseForAll]], three);
  const answer = (n: number, outcome: IssueOutcome): SessionEvent => ({
    type: "answered",
    commandId: commandIdNumber(n),
    outcome,
  });

  test("each has an intent, with the own priority and the group's one id", () => {
    expect(taking.screen).toMatchObject({
      name: "numbers",
      run: {
        intents: ids.map((id, place) =>
          anIntent({ commandId: id, protected: place === 2, groupId: first }),
        ),
        taken: [],
      },
    });
    expect(askedIntent(taking.screen)?.intent.commandId).toBe(first);
  });

  test("the next is asked for once the one before is answered, and never two", () => {
    const second = reduce(taking, answer(1, issued), 50);
    expect(askedIntent(second.screen)).toMatchObject({
      intent: { commandId: commandIdNumber(2) },
      sinceMs: 50,
    });
    expect(reduce(second, answer(3, issued), 60)).toBe(second);
  });

  test("touches wait while numbers are taken, and nothing is wiped", () => {
    const touches: readonly SessionEvent[] = [
      { type: "back" },
      { type: "go", to: "home" },
      chooseForAll,
    ];
    for (const touch of touches) expect(reduce(taking, touch, 9).screen).toBe(taking.screen);
    expect(taking.wipeAtMs).toBeNull();
  });

  test("when all are saved they stay a minute and a half, and then nothing is left", () => {
    const all = play(
      [1, 2, 3].map((n) => [n * 10, answer(n, issued)] as const),
      taking,
    );
    expect(all.screen).toMatchObject({ name: "numbers", run: { state: { kind: "done" } } });
    expect(all.wipeAtMs).toBe(30 + idleNumbersMs);
    expect(countdown(all, 30)).toEqual({ leftMs: idleNumbersMs, wholeMs: idleNumbersMs });
    expect(reduce(all, { type: "tick" }, 30 + idleNumbersMs)).toEqual(freshSession);
    expect(reduce(all, { type: "back" }, 40).screen).toBe(all.screen);
  });

  test("a no for the first leads back to the clinics", () => {
    const no = reduce(taking, answer(1, { kind: "refused", code: "service_full" }), 50);
    expect(reduce(no, { type: "back" }, 60).screen).toEqual({ name: "clinics", page: 0 });
  });

  test("one step back from the clinics is the group, and from there the start, without it", () => {
    const back: SessionEvent = { type: "back" };
    const again = reduce(three, back, 5);
    expect([again.screen, again.group?.members.length]).toEqual([{ name: "group" }, 3]);
    const home = reduce(again, back, 6);
    expect([home.screen, home.group]).toEqual([{ name: "home" }, null]);
  });

  test("is forgotten with the quiet screen", () => {
    expect(reduce(three, { type: "tick" }, 3 + idleMs)).toEqual(freshSession);
  });
});

describe("a service's segments", () => {
  const segments = ["women", "men"];
  const touch: SessionEvent = { type: "choose", serviceId: eyes, commandId, segments };
  const asked = play([[5, touch]], atClinics);
  const say = (place: number, segment: string): SessionEvent => ({
    type: "answerSegment",
    place,
    segment,
  });

  test("are asked before the number, and one touch takes it", () => {
    expect(asked.screen).toMatchObject({ name: "segment", options: segments, answers: [null] });
    expect(reduce(asked, say(0, "women"), 9).screen).toEqual({
      name: "issuing",
      intent: anIntent({ segment: "women" }),
      from: { name: "clinics", page: 0 },
      sinceMs: 9,
      isSlow: false,
    });
  });

  test("that the service does not have are no answer", () => {
    expect(reduce(asked, say(0, "children"), 9).screen).toBe(asked.screen);
  });

  test("are asked of each patient of a group before any number is taken", () => {
    const furtherIds = [commandIdNumber(2)];
    const two = play(
      [
        [1, { type: "go", to: "group" }],
        [2, { type: "go", to: "clinics" }],
        [3, { ...touch, furtherIds }],
        [4, say(0, "women")],
      ],
      freshSession,
    );
    expect(reduce(two, { type: "takeNumbers" }, 5).screen).toBe(two.screen);
    const both = play(
      [
        [5, say(1, "men")],
        [6, { type: "takeNumbers" }],
      ],
      two,
    );
    expect(both.screen).toMatchObject({
      name: "numbers",
      run: { intents: [{ segment: "women" }, { segment: "men" }] },
    });
  });
});

describe("without the server", () => {
  const well = { isUp: true, hasDirectory: true, illForMs: 0 };
  const down = { isUp: false, hasDirectory: true, illForMs: offlineAfterMs };

  test.each<[string, Screen, Parameters<typeof standIn>[1], ReturnType<typeof standIn>]>([
    ["all well", { name: "home" }, well, null],
    ["a blink", { name: "home" }, { ...down, illForMs: offlineAfterMs - 1 }, null],
    ["home", { name: "home" }, down, "offline"],
    ["clinics", { name: "clinics", page: 0 }, down, "offline"],
    ["a number stays", atIssued.screen, down, null],
    ["a try goes on", atIssuing.screen, down, null],
    ["Emergency stays", { name: "emergency" }, down, null],
    [
      "first moments",
      { name: "home" },
      { isUp: false, hasDirectory: false, illForMs: 0 },
      "starting",
    ],
    ["never heard of", { name: "home" }, { ...down, hasDirectory: false }, "offline"],
    ["up but silent", { name: "home" }, { ...down, isUp: true, hasDirectory: false }, "offline"],
  ])("%s", (_, screen, situation, expected) => {
    expect(standIn(screen, situation)).toBe(expected);
  });
});

describe("a clinic's card", () => {
  const service = (id: string, open: boolean) => ({
    serviceId: serviceId(id),
    names: { ar: id },
    queueId: aTicket().queueId,
    waitingRoomNames: { ar: "صالة 1" },
    open,
    waiting: 0,
    wait: null,
    pausedUntil: null,
    segments: [],
  });
  const clinic = (...services: Clinic["services"]): Clinic => ({
    clinicId: clinicId(),
    names: { ar: "العيون" },
    pictogram: "eye",
    services,
  });

  test.each<[string, Clinic, ReturnType<typeof clinicTouch>]>([
    ["no service: no card", clinic(), null],
    ["one, open", clinic(service("a", true)), { kind: "issue", serviceId: serviceId("a") }],
    ["one, shut", clinic(service("a", false)), { kind: "shut", serviceId: serviceId("a") }],
    ["two, one open", clinic(service("a", false), service("b", true)), { kind: "ask" }],
    [
      "two, both shut",
      clinic(service("a", false), service("b", false)),
      { kind: "shut", serviceId: serviceId("a") },
    ],
  ])("%s", (_, of, expected) => {
    expect(clinicTouch(of)).toEqual(expected);
  });
});

describe("pageOf", () => {
  test.each([
    [12, 0, { first: 0, length: 10, page: 0, pages: 2 }],
    [12, 1, { first: 10, length: 2, page: 1, pages: 2 }],
    [12, 5, { first: 10, length: 2, page: 1, pages: 2 }],
    [10, 0, { first: 0, length: 10, page: 0, pages: 1 }],
    [0, 0, { first: undefined, length: 0, page: 0, pages: 1 }],
  ])("%d cards, page %d", (count, page, expected) => {
    const { shown, ...at } = pageOf([...Array(count).keys()], page, 10);
    expect({ first: shown[0], length: shown.length, ...at }).toEqual(expected);
  });
});

function clinicId(): Clinic["clinicId"] {
  return "eyes" as Clinic["clinicId"];
}
