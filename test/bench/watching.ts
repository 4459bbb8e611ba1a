/** What a person would see happen in the page, timed in the page itself. */
import type { SpaceId } from '@comity/contracts';
import type { Page } from 'playwright-core';

/** Opens an address; milliseconds from the start of the navigation until the list of spaces and the conversation, if one is named, stand. */
export async function opened(page: Page, address: string, spaces: number): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  const stands = await page.waitForFunction(([id, rows]) => {
    if (document.querySelectorAll('.space-row').length < rows || document.querySelector('.list-head') === null) return false;
    if (id === null) return performance.now();
    const last = [...document.querySelectorAll('.thread-scroll article[aria-posinset]')].at(-1);
    return last?.matches('.entry-message') === true && last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize') && document.querySelector('textarea, [role=textbox]') !== null && performance.now();
  }, [address === '/' ? null : address, spaces] as const, { timeout: 120_000, polling: 'raf' });
  return Number(await stands.jsonValue());
}

/** Clicks a space of the list; milliseconds from the click until its newest message stands. */
export async function switched(page: Page, space: SpaceId): Promise<number> {
  return page.evaluate(async (id) => {
    const row = document.querySelector<HTMLElement>(`.space-row[href="/spaces/${id}"]`);
    if (row === null) throw new Error('the space is not in the list');
    const former = document.querySelector('.thread-scroll');
    const began = performance.now();
    row.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const thread = document.querySelector('.thread-scroll');
      const last = [...(thread?.querySelectorAll('article[aria-posinset]') ?? [])].at(-1);
      if (thread !== former && last?.matches('.entry-message') === true && last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize')) return performance.now() - began;
      if (performance.now() - began > 60_000) throw new Error('the conversation does not come');
    }
  }, space);
}

export interface Frames { p95: number; perSecond: number; /** Of all frames, those before which one was left out. */ late: number }

/** The times between the frames of the page while something is done. */
export async function frames(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seenFrames: seen });
    const frame = (at: number): void => { seen.push(at); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  });
  await work();
  const times = await page.evaluate(() => (window as unknown as { seenFrames: number[] }).seenFrames);
  const between = times.slice(1).map((time, i) => time - (times[i] ?? 0)).sort((a, b) => a - b);
  return { p95: between[Math.floor(between.length * 0.95)] ?? Number.NaN, perSecond: (1_000 * between.length) / between.reduce((sum, each) => sum + each, 0), late: between.filter((each) => each > 25).length / between.length };
}

/** Up through the conversation and down again, as fast as one reads along. */
export async function scroll(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator('.thread-scroll').boundingBox();
  if (box === null) throw new Error('there is no conversation');
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), gestureSourceType: 'mouse' as const, speed: 2_000 };
  await session.send('Input.synthesizeScrollGesture', { ...at, yDistance: 20_000 });
  await session.send('Input.synthesizeScrollGesture', { ...at, yDistance: -8_000 });
  await session.detach();
}
