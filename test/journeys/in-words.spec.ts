// What the faces say of the rule, of pauses and of a patient's way, in words and in both directions.
import { expect, test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import type { QueueId, ServicePointId } from "../../shared/domain/ids.ts";
import { languages as allLanguages } from "../../shared/domain/language.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import type { TrackView } from "../../shared/protocol/track.ts";
import { languages, newPage, openBoard, openKiosk, screens } from "./faces.ts";
import { issuedNumber, openFakeKiosk } from "./fake-kiosk.ts";
import { isFit } from "./fit.ts";
import { startHospitalInParts } from "./hospital.ts";
import { boardMeasures, kioskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospitalInParts);

const point = (id: string) => id as ServicePointId;
const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "");

for (const language of languages) {
  const t = translator(language);

  test(`${language}: a board says a pause and an emergency, and forgets the pause`, async ({
    browser,
  }) => {
    const board = await openBoard(browser, hospital().server, "hall-2", language);
    const desk = await hospital().staff("supervisor");
    const servicePointId = point(language === "ar" ? "room-14" : "room-15");
    await desk.ask("pausePoint", { servicePointId, kind: "prayer", until: farAhead() });
    const notice = board.locator('[data-kind="prayer"]');
    await expect(notice).toContainText(bare(t("notice.until.prayer", { time: "" })).trim());
    await desk.ask("resumePoint", { servicePointId });
    await expect(notice).toHaveCount(0);

    await desk.issue("bones-visit");
    await desk.issue("bones-visit", { priorityClass: "emergency" });
    await desk.ask("callNext", { servicePointId: point("room-14"), finish: { as: "end" } });
    await expect(board.locator('[data-kind="emergency"]').first()).toBeVisible();
    await expect(board.locator('[data-page="order"]')).toContainText(t("rule.first"));
    desk.close();
  });

  test(`${language}: a phone says why, what is kept, and where the way goes on`, async ({
    browser,
  }) => {
    const desk = await hospital().staff("supervisor");
    const point13 = point("room-13");
    const ticket = await desk.issue("dental-visit", { language });
    const page = await openPhone(browser, ticket.trackUrl);
    const shows = (status: TrackView["status"], words: string) =>
      test.step(status, async () => {
        // As when the phone is taken out of the pocket: it asks at once.
        await page.evaluate(() => dispatchEvent(new Event("pageshow")));
        await expect(page.locator(`.page[data-status="${status}"]`)).toBeVisible();
        await expect(page.locator("main")).toContainText(words);
      });
    await shows("waiting", t("why.passOf"));
    await expect(page.locator("[data-why]")).toContainText(t("why.pass.emergency"));
    await expect(page.locator(".proof")).toContainText(t("why.proof"));
    await desk.ask("park", { entryId: ticket.entryId });
    await shows("parked", t("state.parkedText"));
    await desk.ask("unpark", { entryId: ticket.entryId });
    await shows("waiting", t("why.heading"));
    await desk.ask("hold", { entryId: ticket.entryId, minutes: 10 });
    await shows("held", t("state.heldText"));
    const raised = { priorityClass: "protected", reason: "the journey's patient" } as const;
    await desk.ask("setPriority", { entryId: ticket.entryId, ...raised });
    await shows("waiting", t("why.heading"));

    const call = await desk.ask("callChosen", {
      servicePointId: point13,
      entryId: ticket.entryId,
      reason: "the journey's patient",
    });
    await shows("called", t("track.comeNow"));
    await desk.ask("startService", { callId: call.callId });
    const detour = await desk.ask("transfer", {
      entryId: ticket.entryId,
      toQueueId: "ent" as QueueId,
      placement: "restart",
      returnTo: true,
    });
    await shows("waiting", t("why.heading"));
    const there = await desk.ask("callChosen", {
      servicePointId: point("room-15"),
      entryId: detour.entryId,
      reason: "the journey's patient",
    });
    await desk.ask("endService", { callId: there.callId });
    await shows("waiting", t("state.back"));
    desk.close();
  });

  test(`${language}: three patients together get three numbers, also over a broken line`, async ({
    browser,
  }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    const { page } = kiosk;
    let asked = 0;
    await page.route("**/device/issue-ticket", async (route) => {
      asked += 1;
      const answer = await route.fetch();
      // The second was taken, and nobody hears of it.
      if (asked === 2) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await kiosk.tap('[data-act="group"]');
    await kiosk.tap('[data-act="size-3"]');
    await kiosk.tap('[data-act="member-3"]');
    await kiosk.tap('[data-act="choose-clinic"]');
    await kiosk.tap(`[data-choice="ent"]`);
    await expect(page.locator('[data-run="stuck"]')).toHaveAttribute("data-saved", "1");
    await kiosk.tap('[data-act="try-again"]');
    await expect(page.locator('[data-run="done"]')).toHaveAttribute("data-saved", "3");
    await expect(page.locator('.number[data-paper="printed"]')).toHaveCount(3, { timeout: 60_000 });
    const labels = await page.locator(".number .label").allTextContents();
    const desk = await hospital().staff("supervisor");
    const { entries } = await desk.look("queue", "ent");
    const ours = entries.filter((entry) => labels.includes(entry.label));
    expect(ours.map(({ priorityClass }) => priorityClass).toSorted()).toEqual([
      "normal",
      "normal",
      "protected",
    ]);
    const family = ours[0]?.groupId;
    expect(family).not.toBeNull();
    expect(entries.filter(({ groupId }) => groupId === family)).toHaveLength(3);
    desk.close();
    await kiosk.tap('[data-act="done"]');
    await expect(page.locator('[data-screen="home"]')).toBeVisible();
  });
}

for (const language of allLanguages) {
  test(`${language}: every page of a board's strip can be read, also upright`, async ({
    browser,
  }) => {
    const desk = await hospital().staff("supervisor");
    for (const [id, kind] of [
      ["room-11", "late"],
      ["room-12", "meal"],
    ] as const) {
      await desk.ask("pausePoint", { servicePointId: point(id), kind, until: farAhead() });
    }
    const board = await openBoard(browser, hospital().server, "hall-2", language);
    for (const viewport of [screens.board, screens.uprightBoard]) {
      await board.setViewportSize(viewport);
      for (const shows of ["news", "order", "promise"]) {
        await board
          .locator(".foot")
          .evaluate((foot, page) => foot.setAttribute("data-shows", page), shows);
        await isFit(board, `board ${language} ${viewport.width} ${shows}`, boardMeasures);
      }
    }
    for (const id of ["room-11", "room-12"]) {
      await desk.ask("resumePoint", { servicePointId: point(id) });
    }
    desk.close();
  });

  test(`${language}: every screen of a kiosk around several patients can be read`, async ({
    browser,
  }) => {
    const desk = await hospital().staff("supervisor");
    const directory = askedOfEach(await desk.look("directory", "site"));
    desk.close();
    const outcomes = [
      ...[1, 2, 3, 4, 5].map(issuedNumber),
      { kind: "no_answer" } as const,
      issuedNumber(6),
    ];
    for (const aid of [null, "larger-text", "low-buttons"]) {
      const page = await openFakeKiosk(browser, hospital().kiosk, language, {
        directory,
        outcomes,
      });
      const fits = (name: string) =>
        isFit(page, `kiosk ${language} ${name} ${aid ?? ""}`, kioskMeasures);
      const tap = (act: string) => page.locator(act).tap();
      if (aid !== null) await tap(`[data-act="${aid}"]`);
      await fits("home");
      await tap('[data-act="take-ticket"]');
      await fits("clinics, one paused");
      await tap('[data-act="start"]');
      await tap('[data-act="group"]');
      await tap('[data-act="size-6"]');
      await tap('[data-act="member-2"]');
      await fits("group");
      await tap('[data-act="choose-clinic"]');
      await chooseClinic(page, "ent");
      for (let place = 1; place <= 6; place++) {
        await tap(`[data-segment="men"][data-place="${place}"]`);
      }
      await fits("segment of six");
      await tap('[data-act="take-numbers"]');
      await expect(page.locator('[data-run="stuck"]')).toBeVisible();
      await fits("numbers, one without an answer");
      await tap('[data-act="try-again"]');
      await expect(page.locator('[data-run="done"]')).toBeVisible();
      await fits("numbers");
      await tap('[data-act="done"]');
      await tap(`[data-language="${language}"]`);
      await tap('[data-act="take-ticket"]');
      await chooseClinic(page, "ent");
      await fits("segment of one");
      await page.context().close();
    }
  });
}

/** On whatever page of the clinics it stands. */
async function chooseClinic(page: Page, clinicId: string): Promise<void> {
  const card = page.locator(`[data-choice="${clinicId}"]`);
  for (let turned = 0; turned < 9 && !(await card.isVisible()); turned++) {
    await page.locator('[data-act="others"]').click();
  }
  await card.tap();
}

function farAhead(): number {
  return Date.now() + 90 * minuteMs;
}

async function openPhone(browser: Browser, trackUrl: string): Promise<Page> {
  const page = await newPage(browser, "phone");
  await page.goto(`${hospital().server}/track/${new URL(trackUrl).hash}`);
  return page;
}

/** The hospital with a wait at each clinic, one that has paused, and one that asks women and men. */
function askedOfEach(directory: DirectoryData): DirectoryData {
  return {
    ...directory,
    clinics: directory.clinics.map((clinic, place) => ({
      ...clinic,
      services: clinic.services.map((service) => ({
        ...service,
        wait: { fromMin: 115, toMin: 150 },
        pausedUntil: place === 1 ? Date.parse("2026-11-23T11:15:00+03:00") : null,
        segments: clinic.clinicId === "ent" ? ["women", "men"] : [],
      })),
    })),
  };
}
