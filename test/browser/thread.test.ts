/** Ten thousand messages: what is in the page stays small, and the place is kept while older ones arrive. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { fixtureId, serveFixture, stage, type Fixture, type Stage } from './fixture.js';
import { resting } from './resting.js';

const nodes = (page: Page): Promise<number> => page.locator('.thread-scroll').evaluate((thread) => thread.querySelectorAll('*').length);
/** With the wheel, as a person does: the list tells a person's scrolling from its own. Browsers spread a turn of the wheel over frames. */
const scrollBy = async (page: Page, by: number): Promise<void> => {
  await page.locator('.thread-scroll').hover();
  const from = await page.locator('.thread-scroll').evaluate((thread) => thread.scrollTop);
  await page.mouse.wheel(0, by);
  await page.waitForFunction((start) => document.querySelector('.thread-scroll')?.scrollTop !== start, from);
  await resting(page);
};
/** No row on screen still waits for its entry. */
const filled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const thread = document.querySelector('.thread-scroll');
    if (!thread) return false;
    const { top, bottom } = thread.getBoundingClientRect();
    return ![...thread.querySelectorAll('.entry-pending')].some((entry) => { const box = entry.getBoundingClientRect(); return box.bottom > top && box.top < bottom; });
  });
};

describe('a conversation of ten thousand messages', () => {
  let browser: Browser;
  let fixture: Fixture;
  let open: Stage;
  beforeAll(async () => {
    [browser, fixture] = await Promise.all([launchBrowser(), serveFixture()]);
    open = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(13)}`);
    await open.page.locator('.entry-message').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  it('opens at its newest message with at most 300 nodes', async () => {
    await open.page.locator('article[aria-posinset="10000"]').waitFor();
    expect(await nodes(open.page)).toBeLessThanOrEqual(300);
  });

  it('stays below 300 nodes while it is scrolled, and every row fills', async () => {
    for (let i = 0; i < 12; i++) {
      await scrollBy(open.page, -3_000);
      await filled(open.page);
      expect(await nodes(open.page)).toBeLessThanOrEqual(300);
    }
    await resting(open.page);
    await open.page.locator('.thread-scroll').evaluate((thread) => { thread.scrollTop = 0; });
    await open.page.locator('article[aria-posinset="1"] .event').waitFor();
    expect(await nodes(open.page)).toBeLessThanOrEqual(300);
  });

  it('keeps the message one reads in its place while what is above it loads', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.locator('article[aria-posinset="10000"]').waitFor();
    await resting(page);
    await scrollBy(page, -1_200);
    await page.getByRole('button', { name: 'Newest' }).waitFor();
    await filled(page);
    const middle = () => page.locator('.thread-scroll').evaluate((thread) => {
      const at = thread.getBoundingClientRect().top + thread.clientHeight / 2;
      return [...thread.querySelectorAll('article')].find((each) => each.getBoundingClientRect().bottom > at)?.dataset['index'] ?? '';
    });
    const top = (index: string) => page.locator(`article[data-index="${index}"]`).evaluate((article) => article.getBoundingClientRect().top);
    // Notches of a wheel, up and down again, make rows above mount, load and be measured: what one reads moves by a notch (a browser may end its glide early), and by no row besides.
    for (const by of [...Array<number>(12).fill(-100), ...Array<number>(12).fill(100)]) {
      const read = await middle();
      const before = await top(read);
      await scrollBy(page, by);
      await filled(page);
      const moved = (before - await top(read)) * Math.sign(by);
      expect(moved).toBeGreaterThan(0);
      expect(moved).toBeLessThanOrEqual(Math.abs(by) + 20);
    }
  });

  it('follows a message of one’s own to the end', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Newest' }).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('The ten thousand and first');
    await page.keyboard.press('Enter');
    await page.getByText('The ten thousand and first').waitFor();
    await resting(page);
    expect(await page.locator('.thread-scroll').evaluate((thread) => Math.round(thread.scrollHeight - thread.scrollTop - thread.clientHeight))).toBeLessThan(60);
    expect(open.complaints).toEqual([]);
  });

  it('moves between messages by keyboard and opens one', async () => {
    const { page } = open;
    await page.locator('.thread-scroll').focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Message' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('carries the toolbar of the message under the pointer and of the one in focus, and of no other', async () => {
    const { page } = open;
    await resting(page);
    await filled(page);
    await page.locator('.thread-scroll').focus();
    await page.keyboard.press('PageUp');
    // By their places in the conversation: those in the page change while one scrolls.
    const last = await page.locator('article.entry-message').evaluateAll((all) => all.slice(-4).map((each) => (each as HTMLElement).dataset['index']!));
    expect(last).toHaveLength(4);
    for (const message of last.map((index) => page.locator(`article[data-index="${index}"]`))) {
      await message.hover({ position: { x: 80, y: 8 } });
      await message.locator('.message-tools').waitFor();
      expect(await page.locator('.message-tools').count()).toBeLessThanOrEqual(2);
      expect(await nodes(page)).toBeLessThanOrEqual(300);
    }
  });

  it('starts at the first unread message where something is new', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(12)}`, { viewport: { width: 1000, height: 560 } });
    const mark = page.locator('.new-mark');
    await mark.waitFor();
    await resting(page);
    const top = await mark.evaluate((each) => each.getBoundingClientRect().top - (each.closest('.thread-scroll')?.getBoundingClientRect().top ?? 0));
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(200);
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.getByRole('button', { name: 'First unread' }).waitFor();
    await close();
  });
});
