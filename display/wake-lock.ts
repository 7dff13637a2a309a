/**
 * Keeps the television awake for as long as the page is in sight. Where the browser cannot, or a
 * battery saver forbids it, the machine's own settings decide, as they would without this.
 */
export function keepAwake(page: Document, browser: Navigator): void {
  if (!("wakeLock" in browser)) return;
  const ask = () => {
    // The browser lets go of the lock whenever the page is hidden, so it is asked for again.
    if (page.visibilityState === "visible") browser.wakeLock.request("screen").catch(() => null);
  };
  page.addEventListener("visibilitychange", ask);
  ask();
}
