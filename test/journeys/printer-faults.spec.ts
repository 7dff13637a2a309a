// When the paper does not come: the number is safe, the screen says what to do, and no machine
// prints a second time what may have come out.
import { expect, test } from "@playwright/test";
import { translator } from "../../shared/i18n/translate.ts";
import { languages, openKiosk } from "./faces.ts";
import type { Kiosk } from "./faces.ts";
import { startHospitalInParts } from "./hospital.ts";
import type { HospitalInParts } from "./hospital.ts";
import { qrText } from "./paper.ts";
import { withHospital } from "./with-hospital.ts";

interface Fault {
  readonly name: string;
  readonly arrange: (hospital: HospitalInParts) => Promise<void>;
  readonly mend: (hospital: HospitalInParts) => Promise<void>;
  readonly outcome: "not_printed" | "unknown";
  readonly detail: RegExp;
  readonly says: "kiosk.fault.paperOut" | "kiosk.fault.notPrinted" | "kiosk.fault.unknown";
}

const works = (hospital: HospitalInParts) => hospital.fault("works");
const faults: readonly Fault[] = [
  {
    name: "paper out",
    arrange: (hospital) => hospital.fault("paper_out"),
    mend: works,
    outcome: "not_printed",
    detail: /^paper_out$/,
    says: "kiosk.fault.paperOut",
  },
  {
    name: "cover open",
    arrange: (hospital) => hospital.fault("cover_open"),
    mend: works,
    outcome: "not_printed",
    detail: /^cover_open$/,
    says: "kiosk.fault.notPrinted",
  },
  {
    name: "port closed",
    arrange: (hospital) => hospital.unplugPrinter(),
    mend: (hospital) => hospital.plugPrinter(),
    outcome: "not_printed",
    detail: /./,
    says: "kiosk.fault.notPrinted",
  },
  {
    name: "link dropped midway",
    arrange: (hospital) => hospital.fault("drop_midway"),
    mend: works,
    outcome: "unknown",
    detail: /^link_lost$/,
    says: "kiosk.fault.unknown",
  },
];

for (const language of languages) {
  test.describe(language, () => {
    // One each: a kiosk lets so many numbers through at once, and then one in five seconds.
    const hospital = withHospital(startHospitalInParts);
    test("each printer fault keeps the number and prints nothing twice", async ({ browser }) => {
      const kiosk = await openKiosk(browser, hospital().kiosk, language);
      const faulty: string[] = [];
      for (const fault of faults) {
        await test.step(fault.name, async () => {
          await fault.arrange(hospital());
          faulty.push(await ticketWithout(hospital(), kiosk, fault, language));
          await fault.mend(hospital());
          await kiosk.tap('[data-act="done"]');
          await kiosk.tap(`[data-language="${language}"]`);
        });
      }
      // The printer is well and empty-handed: jobs are printed in their order, so whatever a
      // machine would have printed again by itself lies before this paper.
      await kiosk.choose("dental");
      await kiosk.paperIs("printed");
      const { trackUrl } = await kiosk.ticket();
      const came = hospital()
        .papers()
        .map((name) => qrText(hospital().paper(name)));
      // The torn piece of the dropped ticket was cut off, so that it hangs on nobody's paper.
      expect(came).toEqual([null, trackUrl]);
      const jobs = await jobsOf(hospital(), faulty);
      expect(jobs.map(({ status }) => status)).toEqual(faults.map(({ outcome }) => outcome));
    });
  });
}

/** Takes a ticket under a fault and looks at all that the patient is told. Returns its address. */
async function ticketWithout(
  hospital: HospitalInParts,
  kiosk: Kiosk,
  fault: Fault,
  language: (typeof languages)[number],
): Promise<string> {
  const { page } = kiosk;
  const t = translator(language);
  await kiosk.choose("dental");
  await kiosk.paperIs(fault.outcome);
  const { label, trackUrl } = await kiosk.ticket();
  await expect(page.locator("h1")).toHaveText(t("kiosk.fault.title"));
  await expect(page.locator(".banner.warn")).toContainText(t(fault.says));
  await expect(page.locator(".banner.warn")).toContainText(t("kiosk.fault.note"));
  await expect(page.locator(".ticket .label")).toHaveText(label);
  await expect(page.locator(".chip.ok")).toHaveText(t("kiosk.fault.valid"));
  // The phone's camera takes it from the screen.
  expect(qrText(await page.locator("[data-track-url]").screenshot())).toBe(trackUrl);
  const [job] = await jobsOf(hospital, [trackUrl]);
  expect(job).toMatchObject({ label, status: fault.outcome });
  expect(job?.detail).toMatch(fault.detail);
  return trackUrl;
}

/** The print jobs of these tickets, as the server remembers them, in the order asked for. */
async function jobsOf(hospital: HospitalInParts, trackUrls: readonly string[]) {
  const device = await hospital.kioskDevice();
  const { jobs } = await device.look("prints", "self");
  device.close();
  return trackUrls.flatMap((url) => jobs.filter((job) => job.trackUrl === url));
}
