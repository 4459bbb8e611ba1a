import type { Locator, Page } from 'playwright-core';

/**
 * A conversation has come to rest: for half a second of frames it has not moved by itself. Whoever scrolls it by script waits for this first, since
 * the list corrects a placement once its rows are measured, and does not take a script for a person.
 */
export const resting = (page: Page): Promise<void> => page.locator('.thread-scroll').evaluate((thread) => new Promise<void>((resolve) => {
  let last = thread.scrollTop;
  let still = 0;
  const frame = (): void => {
    still = thread.scrollTop === last ? still + 1 : 0;
    last = thread.scrollTop;
    if (still >= 30) resolve();
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}));

/** On a row, once the list has come to rest: one that is placed anew loses the focus. */
export const pressOn = async (page: Page, entry: Locator, key: string): Promise<void> => {
  await entry.waitFor();
  await resting(page);
  await entry.press(key);
};
