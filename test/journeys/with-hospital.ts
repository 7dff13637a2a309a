import { test } from "@playwright/test";
import { closeAll } from "./faces.ts";

/**
 * A hospital for the tests of this file: started before the first of them, gone after the last.
 * Whatever pages a test opened are closed after it, so that the next one has the machine for
 * itself. Returns how a test gets at the hospital.
 */
export function withHospital<H extends { end(): Promise<void> }>(start: () => Promise<H>): () => H {
  let hospital: H | null = null;
  test.beforeAll(async () => {
    hospital = await start();
  });
  test.afterAll(async () => {
    await hospital?.end();
  });
  test.afterEach(({ browser }) => closeAll(browser));
  return () => {
    if (hospital === null) throw new Error("the hospital opens with the first test of the file");
    return hospital;
  };
}
