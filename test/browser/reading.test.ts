/** What a reader relies on in the interface: the end stays in sight, words keep their direction and their end, and what is pressed is what is seen. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { catalogue } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture } from './fixture.js';
import { resting } from './resting.js';

const phone = { viewport: { width: 360, height: 740 } };

describe('reading', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => { [browser, fixture] = await Promise.all([launchBrowser(), serveFixture()]); });
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });
  const fromEnd = (page: Page): Promise<number> => page.locator('.thread-scroll').evaluate((thread) => Math.round(thread.scrollHeight - thread.scrollTop - thread.clientHeight));

  it('keeps the end of a conversation in sight when the view shrinks, as under a phone’s keyboard', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(11)}`, phone);
    await page.locator('article[aria-posinset="12"]').waitFor();
    await page.waitForFunction(() => { const thread = document.querySelector('.thread-scroll'); return thread !== null && thread.scrollHeight - thread.scrollTop - thread.clientHeight < 2; });
    await resting(page);
    await page.setViewportSize({ width: 360, height: 380 });
    await page.waitForFunction(() => { const thread = document.querySelector('.thread-scroll'); return thread !== null && thread.clientHeight < 300 && thread.scrollHeight - thread.scrollTop - thread.clientHeight < 2; });
    await resting(page);
    expect(await fromEnd(page)).toBeLessThan(2);
    await close();
  });

  it('keeps the end in sight when a row grows, and calls nobody back who has gone up', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(11)}`, phone);
    const last = page.locator('article[aria-posinset="12"]');
    await last.waitFor();
    await resting(page);
    const grow = () => last.evaluate((row) => {
      const part = row.appendChild(document.createElement('p'));
      part.style.blockSize = '90px';
      return row.getBoundingClientRect().height;
    });
    const grown = (height: number) => page.waitForFunction((size) => (document.querySelector('.thread-scroll > div:last-child')?.getBoundingClientRect().bottom ?? 0) + 1 >= size + (document.querySelector('article[aria-posinset="12"]')?.getBoundingClientRect().top ?? Infinity), height);
    await grown(await grow());
    await resting(page);
    expect(await fromEnd(page)).toBeLessThan(2);
    // Less than what counts as away: also there nobody is called back.
    await page.locator('.thread-scroll').evaluate((thread) => { thread.scrollBy({ top: -40, behavior: 'instant' }); });
    await grown(await grow());
    await resting(page);
    expect(await fromEnd(page)).toBe(130);
    await close();
  });

  it('never lets the heading of a list of people lie over the button that creates a channel', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/new', phone);
    await page.locator('.picker-person').first().waitFor();
    const create = page.locator('.page-foot .button-primary');
    // Wherever the page and the list within it are scrolled, what is seen of the button is the button.
    for (let step = 0; step <= 12; step++) {
      const covered = await page.evaluate((at) => {
        const [list, content, button] = [document.querySelector('.picker-list'), document.querySelector('.page'), document.querySelector('.page-foot .button-primary')];
        if (!list || !content || !button) return 'missing';
        content.scrollTop = at * 60;
        list.scrollTop = at * 37;
        const box = button.getBoundingClientRect();
        const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const)).filter(([, y]) => y > 0 && y < innerHeight);
        const foreign = points.map(([x, y]) => document.elementFromPoint(x, y)).find((hit) => hit !== null && hit.closest('.picker-list') !== null);
        return foreign?.className ?? '';
      }, step);
      expect(covered).toBe('');
    }
    expect(await create.isVisible()).toBe(true);
    await close();
  });

  it('offers targets of at least 24 pixels for choosing people', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/new', phone);
    const box = await page.locator('.picker-person input').first().boundingBox();
    expect([Math.round(box?.width ?? 0) >= 24, Math.round(box?.height ?? 0) >= 24]).toEqual([true, true]);
    await close();
  });

  it('leads to search, and from there to the shortcuts, on a phone', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/', phone);
    await page.getByRole('button', { name: 'Search people, conversations and actions' }).click();
    await page.getByRole('combobox').fill('shortcuts');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await close();
  });

  it('cuts foreign words at their own end, and begins lines where the language begins them', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(10)}`, { ...phone, locale: 'ar' });
    const purpose = page.locator('.space-purpose');
    await purpose.waitFor();
    expect(await purpose.evaluate((each) => [getComputedStyle(each).direction, getComputedStyle(each).textOverflow])).toEqual(['ltr', 'ellipsis']);
    await page.goto(`${fixture.url}/`);
    const row = page.locator('.space-row').filter({ hasText: 'Operation Meridian' });
    await row.waitFor();
    for (const part of ['.space-sender', '.space-said']) await row.locator(part).waitFor();
    // In Arabic a line begins at the right: first who, then what.
    expect(await row.evaluate((line) => { const [sender, said] = ['.space-sender', '.space-said'].map((part) => line.querySelector(part)!.getBoundingClientRect()); return sender!.left >= said!.right; })).toBe(true);
    await page.goto(`${fixture.url}/account`);
    const words = page.locator('.rows .row-words').first();
    await words.waitFor();
    // Where the letters are, not the box around them.
    const apart = await words.locator('bdi').first().evaluate((name) => {
      const letters = document.createRange();
      letters.selectNodeContents(name);
      return Math.abs(letters.getBoundingClientRect().right - (name.parentElement?.getBoundingClientRect().right ?? 0));
    });
    expect(apart).toBeLessThan(2);
    await close();
  });

  it('folds changes of devices into one line that opens and names each', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(10)}`);
    const line = page.locator('.event').filter({ hasText: '3 changes of devices' });
    const thread = page.locator('.thread-scroll');
    await thread.locator('.entry-message').first().waitFor();
    await resting(page);
    // Only what is near the screen is in the page.
    for (let step = 0; step < 20 && !(await line.isVisible()); step++) {
      // A wheel's turns may come later, and then carry past it.
      await thread.evaluate((scroller) => { scroller.scrollBy({ top: -200, behavior: 'instant' }); });
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
    }
    await line.waitFor();
    await line.scrollIntoViewIfNeeded();
    // Rows around are measured and move it; a row that leaves the page would close again.
    await resting(page);
    await line.getByRole('button', { name: 'Show each' }).press('Enter');
    await line.getByRole('listitem').nth(2).waitFor();
    expect(await line.getByRole('listitem').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^New device of .+: .+, .+/), expect.stringMatching(/^You added a device: /)]));
    expect(await line.getByRole('listitem').count()).toBe(3);
    await close();
  });

  it.each(['en', 'ar'] as const)('says that an owner went and whom they took along (%s)', async (language) => {
    const say = await catalogue(language);
    const { page, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(16)}`, { locale: language });
    const by = { by: 'Élodie Marchand', self: 'no' };
    await page.locator('.event').getByText(`${say('event.owner-given-up', by)} · ${say('event.owner-ended', { ...by, who: 'Thomas Lefèvre', whom: 'no' })}`).waitFor();
    await close();
  });

  it('tells an entry that waits for its key without alarm, and a sender’s time that differs from the service’s', async () => {
    const waiting = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(15)}`);
    const row = waiting.page.locator('.entry-unopened');
    await waiting.page.locator('.thread-scroll[aria-busy=false]').waitFor();
    await resting(waiting.page);
    await waiting.page.locator('.thread-scroll').evaluate((thread) => { thread.scrollTop = 0; });
    await row.getByText('Written before this browser was added').waitFor();
    expect(await row.getByRole('link').count()).toBe(0);
    await waiting.close();
    const claimed = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(10)}`);
    await claimed.page.locator('.message-claim').first().waitFor();
    await claimed.page.locator('.entry-message:has(.message-claim) .message-time').first().click();
    await claimed.page.getByRole('dialog').getByText('Stored by the service').waitFor();
    await claimed.close();
  });

  it('locks a browser at its next start when nobody was there for too long', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/');
    await page.locator('.space-row').first().waitFor();
    await page.mouse.click(5, 5);
    await page.evaluate(() => localStorage.setItem('comity:alive', String(Date.now() - 11 * 60_000)));
    await page.reload();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await close();
  });
});
