/** The inbox and the search over the in-memory client: the keyboard, choices, and the ten seconds in which what was done can be taken back. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture } from './fixture.js';
import { locales } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');

describe('finding one’s way', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => { mkdirSync(shots, { recursive: true }); [browser, fixture] = await Promise.all([launchBrowser(), serveFixture()]); });
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  it('moves through the inbox by keyboard, and opens what waits', async () => {
    const { page, complaints, close } = await stage(browser, fixture, 'ready', '/inbox');
    const focused = () => page.evaluate(() => [...document.querySelectorAll('.inbox-link')].indexOf(document.activeElement as Element));
    await page.locator('.inbox-link:focus').waitFor();
    for (const [key, at] of [['j', 1], ['ArrowDown', 2], ['k', 1], ['ArrowUp', 0], ['k', 0]] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(at);
    }
    await page.keyboard.press('x');
    await page.getByText('1 chosen').waitFor();
    await page.locator('.inbox-mention .inbox-link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/spaces\/.*\/m\/\d+-/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('stands though what counts the sessions cannot be loaded, and counts once it can', async () => {
    const { page, complaints, close } = await stage(browser, fixture, 'signs', '/inbox');
    const count = page.locator('.nav a[href="/sessions"] .nav-count'), script = /\/SessionSigns-[^/]*\.js$/;
    await page.route(script, (route) => route.abort());
    const failed = page.waitForEvent('requestfailed', (request) => script.test(request.url()));
    await page.reload();
    await failed;
    await page.locator('.inbox-link').first().waitFor();
    expect([await page.locator('.nav').isVisible(), await count.count()]).toEqual([true, 0]);
    expect(complaints.filter((each) => each.includes('dynamically imported'))).toEqual([]);
    await page.unroute(script);
    await page.reload();
    await count.waitFor();
    await close();
  });

  it('names what others did in requests and what is due there, and opens the request', async () => {
    const { page, complaints, close } = await stage(browser, fixture, 'requests', '/inbox');
    await page.locator('.segment').filter({ hasText: 'Requests' }).click();
    const due = page.locator('.inbox-due').first();
    await due.getByText('Suggested deadline').waitFor();
    expect(await page.locator('.inbox-row').first().getAttribute('class')).toContain('inbox-due');
    expect([await due.getByRole('checkbox').count(), await due.getByRole('button').count()]).toEqual([0, 0]);
    await page.locator('.inbox-step .inbox-what').filter({ hasText: /asked for the status/ }).first().waitFor();
    const steps = await page.locator('.inbox-step .inbox-what').allInnerTexts();
    expect(steps).toContainEqual(expect.stringMatching(/asked for the status/));
    await page.locator('.inbox-step .inbox-link').first().click();
    await page.waitForURL(/\/requests\/[0-9a-f-]+$/);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['en', 'ar'] as const)('names what is new around meetings, with where it is looked at, and what begins soon by the clock alone, in %s', async (language) => {
    const { page, complaints, close } = await stage(browser, fixture, 'signs', '/inbox', { locale: locales[language] }), say = await catalogue(language);
    await page.clock.install();
    await page.reload();
    // Nothing else waits: the keys work at once, and nobody reads that nothing does.
    await page.locator('.inbox-link:focus').waitFor();
    const [plenary, forum] = [600, 601].map((n) => `/sessions/${fixtureId(n)}`) as [string, string], request = (n: number) => `${plenary}/requests/${fixtureId(610 + n)}`;
    const told: [MessageId, string][] = [
      ['inbox.meeting-soon', request(8)], ['talks.signs-late', `${plenary}/agenda`], ['talks.signs-late-office', forum], ['talks.signs-timetable', `${plenary}/agenda`], ['inbox.meeting-ask', request(1)],
      ['inbox.meeting-counter', request(2)], ['inbox.meeting-accept', request(3)], ['inbox.meeting-change', request(4)], ['inbox.meeting-decline', request(5)], ['inbox.meeting-withdraw', request(6)],
    ];
    const shown = () => page.locator('.inbox-meeting .inbox-link').evaluateAll((links) => links.map((link) => [link.querySelector('.inbox-what')!.textContent, link.getAttribute('href')] as const));
    const rows = await shown(), gap = '\u0000';
    expect(rows.map(([, path]) => path)).toEqual(told.map(([, path]) => path));
    for (const [i, [id]] of told.entries()) for (const part of say(id, { name: gap, names: gap, time: gap }).split(gap)) expect(rows[i]![0]).toContain(part.trim());
    // What waits for an answer, or begins, is not done away with by a press.
    expect(await page.locator('.inbox-meeting').evaluateAll((all) => all.map((row) => row.querySelector('input[type=checkbox]') !== null))).toEqual([false, true, true, true, false, false, true, true, true, true]);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(shots, `inbox-meetings-${language}-${width}.png`), fullPage: true });
      expect([await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), await axeFindings(page)]).toEqual([false, []]);
    }
    await page.clock.fastForward('04:00');
    await page.locator(`.inbox-link[href="${request(9)}"]`).waitFor();
    expect([(await shown()).map(([, path]) => path), complaints]).toEqual([[request(9), ...told.slice(1).map(([, path]) => path)], []]);
    await close();
  });

  it('says that what is new around meetings could not be had, beside what else waits', async () => {
    const { page, close } = await stage(browser, fixture, 'unlisted', '/inbox');
    await page.locator('.inbox-link:focus').waitFor();
    await page.getByRole('main').getByRole('alert').waitFor();
    await close();
  });

  it('leaves the keys where somebody moved them before all was there', async () => {
    const { page, close } = await stage(browser, fixture, 'held', '/inbox');
    const second = page.locator('.inbox-link').nth(1);
    await second.focus();
    const before = await second.getAttribute('href');
    fixture.release();
    await page.locator('.inbox-meeting').first().waitFor();
    // Whatever would move them has by the frame after.
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
    expect(await page.locator('.inbox-link:focus').getAttribute('href')).toBe(before);
    await close();
  });

  it('leaves ten seconds to take back what was done, to all that was chosen at once', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/inbox');
    const rows = page.locator('.inbox-row');
    // Once all is there, the first has the focus.
    await page.locator('.inbox-link:focus').waitFor();
    await rows.nth(2).waitFor();
    await page.clock.install();
    // Time stands still but for what it is moved by here.
    await page.clock.pauseAt(Date.now() + 60_000);
    const all = await rows.count();
    await page.locator('.segment').filter({ hasText: 'Mentions' }).click();
    const mentions = await rows.count();
    for (let i = 0; i < mentions; i++) await rows.nth(i).getByRole('checkbox').check();
    await page.getByRole('button', { name: `Mark ${mentions} read` }).click();
    await page.getByText('Nothing of this kind waits for you.').waitFor();
    await page.clock.runFor(9_000);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rows.nth(mentions - 1).waitFor();
    await page.locator('.segment').filter({ hasText: 'Everything' }).click();
    expect(await rows.count()).toBe(all);
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    // Only alerts are left: they want an answer.
    expect(await rows.count()).toBe(await page.locator('.inbox-alert, .inbox-reminder').count());
    await page.clock.runFor(10_500);
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    await close();
  });

  it('moves between the words and the results, and takes filters away one by one', async () => {
    const { page, complaints, close } = await stage(browser, fixture, 'ready', '/search');
    const box = page.getByRole('searchbox', { name: 'Words', exact: true });
    await box.fill('freezing order');
    await page.locator('.hit').nth(3).waitFor();
    await box.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => [...document.querySelectorAll('.hit')].indexOf(document.activeElement as Element))).toBe(1);
    for (const key of ['Home', 'ArrowUp']) await page.keyboard.press(key);
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Conversation', { exact: true }).selectOption(fixtureId(10));
    await page.getByLabel('From').fill('2020-01-01');
    await page.getByRole('checkbox', { name: 'Mentions me' }).check();
    expect(await page.getByRole('list', { name: 'Filters in use' }).getByRole('button').allInnerTexts()).toEqual(['In Operation Meridian: asset tracing', 'From Wednesday, 1 January 2020', 'Mentions me']);
    for (const name of ['Remove filter: Mentions me', 'Remove filter: From Wednesday, 1 January 2020', 'Remove filter: In Operation Meridian: asset tracing']) await page.getByRole('button', { name }).click();
    await page.getByRole('list', { name: 'Filters in use' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows how many messages wait before the title of whatever page is open', async () => {
    const { page, close } = await stage(browser, fixture, 'ready', '/directory');
    await page.waitForFunction(() => document.title === '(16) Directory · Comity');
    await page.goto(`${fixture.url}/spaces/${fixtureId(17)}`);
    await page.waitForFunction(() => document.title === '(16) Newly created · Comity');
    await close();
  });
});
