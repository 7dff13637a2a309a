import { announcementKey } from "../../../display/announcer.ts";
import { freshMaxMs, freshnessAt } from "../../../display/board.ts";
import { ageOf, newSession, nextSession } from "../../../display/session.ts";
import type { Session, SessionEvent } from "../../../display/session.ts";
import type { Principal } from "../../../server/access/principal.ts";
import { judgeBoard } from "../invariants.ts";
import { openDesk } from "../world.ts";
import type { World } from "../world.ts";

const tickEveryMs = 2_000;
const nightTickEveryMs = 10_000;
/** A look at the age happens this much later at most. */
const lookSlackMs = 1_000;

/** A waiting room's screen: the real session, board and announcer, looked at all the time. */
export function startDisplay(world: World, principal: Principal, room: string, name: string) {
  const { agenda, counts, judge, house } = world;
  let reloads = 0;
  let life = startLife();

  function startLife() {
    const desk = openDesk(world, principal, `${name} ${reloads}`, true);
    const { monotonicMs } = desk.clock;
    const announced = new Set<string>();
    let session = newSession(monotonicMs());
    let isOver = false;
    const step = (event: SessionEvent) => {
      const before = session;
      session = nextSession(session, event);
      judgeStep(world, name, before, session, announced);
    };
    desk.client.onLink((link) => step({ kind: "link", link, atMs: monotonicMs() }));
    let unfollow = follow();
    function follow() {
      return desk.client.follow("board", room, (state) =>
        step({ kind: "feed", state, atMs: monotonicMs() }),
      );
    }
    const tick = () => {
      if (isOver) return;
      const { asked } = session;
      step({ kind: "tick", atMs: monotonicMs() });
      if (session.asked !== asked) {
        unfollow();
        unfollow = follow();
      }
      const looksFresh = session.live && freshnessAt(ageOf(session)) === "fresh";
      const silentMs = agenda.now() - desk.link.heardAt;
      const isHonest = !looksFresh || silentMs <= freshMaxMs + lookSlackMs;
      judge.check("I11", isHonest, () => `${name} looks fresh after ${silentMs} ms of silence`);
      judge.check("I20", desk.link.inFlight < 2_000, () => `${name} has too many frames`);
      agenda.after(world.isOpen() ? tickEveryMs : nightTickEveryMs, tick);
    };
    tick();
    return {
      session: () => session,
      close() {
        isOver = true;
        desk.client.close();
      },
    };
  }

  return {
    reload(): void {
      counts.hit("display_reload");
      life.close();
      reloads++;
      life = startLife();
    },
    /** After quiet: the screen is up, and shows what is. */
    judgeQuiet(): void {
      const { live, snapshot } = life.session();
      judge.check("I11", live && snapshot !== null, () => `${name} has not come back`);
      if (snapshot !== null) judgeBoard(judge.model, house, judge.check, room, snapshot.data);
    },
  };
}

function judgeStep(
  { judge }: World,
  name: string,
  before: Session,
  after: Session,
  announced: Set<string>,
): void {
  const [was, is] = [before.snapshot, after.snapshot];
  if (was !== is && was !== null && is !== null) {
    const goesOn = was.epoch === is.epoch && is.version >= was.version;
    judge.check("I10", goesOn, () => `${name} goes back from ${was.version} to ${is.version}`);
  }
  const { current } = after.announcer;
  if (current === null || current === before.announcer.current) return;
  const key = announcementKey(current);
  judge.check("I12", !announced.has(key), () => `${name} announces ${key} again`);
  announced.add(key);
}
