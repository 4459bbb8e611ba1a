/** Requests as a table, a board of stages and a calendar of deadlines: sorted, narrowed down, kept as filters, taken out as files, all of it by keyboard, and two thousand of them. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { lawEdition } from '@comity/casework';
import type { Instant } from '@comity/contracts';
import { openArchive, textOf } from '../../apps/web/src/files/strip/zip.js';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { serveFixture, stage, type Fixture } from './fixture.js';
import { locales, signInOn, unlockIfNeeded } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const hour = 3_600_000, day = 24 * hour;

const rows = (page: Page) => page.locator('.request-table tbody tr');
const titles = async (page: Page): Promise<string[]> => await rows(page).locator('.request-link').allTextContents();
const view = (page: Page, say: Say, name: 'list' | 'table' | 'board' | 'calendar' | 'timeline' | 'workload') => page.getByRole('radio', { name: say(`request.view-${name}`), exact: true });
const heading = (page: Page, say: Say, column: 'title' | 'due') => page.getByRole('columnheader', { name: say(`request.column-${column}`) });
const quick = (page: Page, say: Say, id: MessageId) => page.getByRole('group', { name: say('request.quick') }).getByRole('button', { name: say(id) });

describe.each(['en', 'ar'] as const)('requests in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let ana: Person, ben: Person, salma: Person;
  let desk: Visit;
  let soonest: string;
  const [late, soon, draft] = ['Port contract', 'Vessel “Alba”', '=1+1 Payments'];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' }, ago: hour });
    const requested = await people.admit('Public Prosecution', 'JO');
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    await people.settled(ana, ben, salma);
    const write = async (title: string, urgent: boolean) => {
      const id = randomUUID();
      return { id, space: await ana.client.draftMatter({ requested, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title, urgent, sections: parts.map((part) => ({ part, text: part })), measures: [{ id, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements' }] }) };
    };
    // Nobody can ask by a time that is past: the first passes before anybody looks.
    for (const [title, urgent, after] of [[late, true, hour / 2], [soon, false, 2 * day + hour]] as const) {
      const { id, space } = await write(title, urgent);
      await ana.client.takeStep(space, [id], { action: 'submit', addressees: [ben.id] });
      await people.settled(ana, ben);
      await people.settled(ben);
      const at = new Date(people.clock.now().getTime() + after);
      // At noon it is the same day everywhere in Europe.
      if (title === soon) {
        at.setUTCHours(12, 0, 0, 0);
        soonest = at.toISOString().slice(0, 10);
      }
      const deadline = at.toISOString() as Instant;
      await ben.client.takeStep(space, [id], { action: 'transmit', addressees: [salma.id], deadline });
      await people.settled(ben, ana, salma);
    }
    await write(draft, false);
    await people.settled(ana);
    await people.pass(hour);
    desk = await signInOn(browser, people, ana, 'Madrid desk', { locale: locales[language], acceptDownloads: true }, say);
    await desk.page.locator('.nav a[href="/requests"]').click();
    await desk.page.locator('.request-row').nth(2).waitFor();
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (name: string) => desk.page.screenshot({ path: path.join(shots, `listing-${name}-${language}.png`), fullPage: true });

  it('stand in a table that every heading sorts', async () => {
    const { page } = desk;
    await view(page, say, 'table').check();
    expect(new URL(page.url()).search).toBe('?view=table');
    await rows(page).nth(2).waitFor();
    expect(await titles(page)).toEqual([late, soon, draft]);
    expect(await heading(page, say, 'due').getAttribute('aria-sort')).toBe('ascending');
    await rows(page).first().locator('.due-late').waitFor();
    await heading(page, say, 'title').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.locator('th.col-title[aria-sort=ascending]').waitFor();
    expect(await titles(page)).toEqual([draft, late, soon]);
    await page.keyboard.press('Enter');
    await page.locator('th.col-title[aria-sort=descending]').waitFor();
    expect(await titles(page)).toEqual([soon, late, draft]);
    expect(await axeFindings(page)).toEqual([]);
    await shot('table');
  }, longEnough);

  it('are narrowed down with a press, and going back takes that back', async () => {
    const { page } = desk;
    expect(await quick(page, say, 'request.overdue-only').textContent()).toContain((1).toLocaleString(locales[language]));
    await quick(page, say, 'request.overdue-only').click();
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await titles(page)).toEqual([late]);
    await quick(page, say, 'request.waiting-us').click();
    await page.getByText(say('request.none-match'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goBack();
    await rows(page).first().waitFor();
    expect(await titles(page)).toEqual([late]);
    expect(await quick(page, say, 'request.overdue-only').getAttribute('aria-pressed')).toBe('true');
    await rows(page).locator('.request-link').click();
    await page.getByRole('heading', { name: late }).waitFor();
    await page.locator('.page-head a[href^="/requests?view=table"]').click();
    await rows(page).first().waitFor();
    expect(await titles(page)).toEqual([late]);
    await page.getByRole('button', { name: say('request.filter-clear') }).click();
    await rows(page).nth(2).waitFor();
    await page.locator('.listing-count:focus').waitFor();
  }, longEnough);

  it('are found again by a filter that was kept, after a reload as well; its words are in no address', async () => {
    const { page } = desk;
    await page.locator('#request-text').fill('alba');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    await page.getByLabel(say('request.column-stage'), { exact: true }).selectOption('TRANSMITTED');
    await page.getByRole('button', { name: say('request.filter-save') }).click();
    await page.getByRole('dialog').getByLabel(say('request.filter-name')).fill('The yacht');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'The yacht', exact: true, pressed: true }).waitFor();
    await page.locator('.listing-count:focus').waitFor();
    expect(page.url().toLowerCase()).not.toContain('alba');
    expect(new URL(page.url()).searchParams.get('stage')).toBe('TRANSMITTED');
    await page.reload();
    await unlockIfNeeded(page, say);
    await rows(page).nth(1).waitFor();
    expect(await page.locator('#request-text').inputValue()).toBe('');
    await page.getByRole('button', { name: 'The yacht', exact: true }).click();
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await titles(page)).toEqual([soon]);
    expect(await page.locator('#request-text').inputValue()).toBe('alba');
    await page.getByRole('button', { name: say('request.filter-forget', { name: 'The yacht' }) }).click();
    await page.getByRole('button', { name: 'The yacht', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('request.filter-clear') }).click();
    await rows(page).nth(2).waitFor();
  }, longEnough);

  const exported = async (page: Page, kind: 'csv' | 'xlsx'): Promise<Buffer> => {
    await page.getByRole('button', { name: say('request.export'), exact: true }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: say(`request.export-${kind}`) }).click()]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^requests-\\d{4}-\\d{2}-\\d{2}\\.${kind}$`));
    await page.getByRole('status').filter({ hasText: say('request.exported', { count: 3, number: (3).toLocaleString(locales[language]) }) }).waitFor();
    return readFileSync(await file.path());
  };

  it('go into files for spreadsheets, in which nothing is a formula', async () => {
    const { page } = desk;
    const text = (await exported(page, 'csv')).toString('utf8');
    expect(text.startsWith(`\ufeff"${say('request.column-title')}",`)).toBe(true);
    expect(text.split('\r\n').slice(1, -1).map((line) => line.split(',')[0])).toEqual([`"${soon}"`, `"${late}"`, `"'${draft}"`]);
    expect(text).toContain('"UNCAC 46(24)"');
    const archive = await openArchive(new Blob([new Uint8Array(await exported(page, 'xlsx'))]));
    const sheet = await textOf(archive, archive.entries.find(({ name }) => name === 'xl/worksheets/sheet1.xml')!);
    expect(sheet).toContain(`t="inlineStr"><is><t xml:space="preserve">${draft}</t></is></c>`);
    expect(sheet.includes('rightToLeft="1"')).toBe(language === 'ar');
    expect(await axeFindings(page)).toEqual([]);
  }, longEnough);

  it('stand on a board by stage, where arrows lead from card to card and a menu to the steps', async () => {
    const { page } = desk;
    await view(page, say, 'board').check();
    const card = (title: string) => page.locator('[data-card]').filter({ hasText: title });
    await card(draft).waitFor();
    expect(await page.locator('[data-stage]').evaluateAll((all) => all.map((each) => each.getAttribute('data-stage')))).toEqual(['DRAFT', 'TRANSMITTED']);
    expect(await page.locator('[data-card][tabindex="0"]').count()).toBe(1);
    const forward = language === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    await card(draft).focus();
    await page.keyboard.press(forward);
    await page.locator('[data-card]:focus').filter({ hasText: soon }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-card][tabindex="0"]:focus').filter({ hasText: late }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press(forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft');
    await page.locator('[data-card]:focus').filter({ hasText: draft }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot('board');
    await page.keyboard.press('.');
    await page.getByRole('menuitem', { name: say('law.action.submit' as MessageId), exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: say('law.action.submit' as MessageId), exact: true }).click();
    await page.getByRole('dialog').getByRole('heading', { name: say('law.action.submit' as MessageId), exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    await page.goBack();
    await card(late).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: late }).waitFor();
    await page.goBack();
    await card(late).waitFor();
  }, longEnough);

  it('have their deadlines in a calendar, with article, and what is overdue', async () => {
    const { page } = desk;
    await view(page, say, 'calendar').check();
    const agenda = page.locator('.calendar-agenda');
    const line = agenda.locator('.agenda-line').filter({ hasText: late });
    await line.locator('.due-late').waitFor();
    expect(await line.textContent()).toContain('UNCAC 46(24)');
    const today = page.locator('.month-day[aria-current=date]');
    const daysOn = (Date.parse(soonest) - Date.parse((await today.getAttribute('data-date'))!)) / day;
    expect([1, 2, 3]).toContain(daysOn);
    await today.focus();
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', ...Array.from({ length: daysOn }, () => (language === 'ar' ? 'ArrowLeft' : 'ArrowRight'))]) await page.keyboard.press(key);
    // Some days on, over the end of a month where that is so.
    await page.locator('.month-day:focus.month-some:not([aria-current=date])').waitFor();
    await page.keyboard.press('Enter');
    await agenda.locator('.agenda-day:has(h3:focus)').filter({ hasText: soon }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot('calendar');
    const month = await page.locator('.calendar-head h2').textContent();
    await page.getByRole('button', { name: say('request.month-after') }).click();
    await page.getByRole('button', { name: say('request.month-after') }).click();
    await agenda.getByText(say('request.agenda-none'), { exact: true }).waitFor();
    expect(await page.locator('.calendar-head h2').textContent()).not.toBe(month);
    expect(new URL(page.url()).searchParams.get('month')).toMatch(/^\d{4}-\d{2}$/);
    await page.getByRole('button', { name: say('request.month-present') }).click();
    await page.locator('.month-day[aria-current=date]').waitFor();
  }, longEnough);

  it('have their periods on a timeline', async () => {
    const { page } = desk;
    await view(page, say, 'timeline').check();
    await page.locator('.timeline li').filter({ hasText: late }).locator('.timeline-late').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot('timeline');
  }, longEnough);

  it('stand on the desk of whoever did something last, which leads to them', async () => {
    const { page } = desk;
    await view(page, say, 'workload').check();
    const desks = page.locator('.workload tbody tr');
    await desks.filter({ hasText: 'Ben Adu' }).locator('.load-late').waitFor();
    expect(await desks.count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    await shot('workload');
    await desks.getByRole('button', { name: 'Ana Ruiz' }).click();
    await page.locator('.request-row').filter({ hasText: draft }).waitFor();
    expect(await page.locator('.request-row').count()).toBe(1);
    await page.getByRole('button', { name: say('request.filter-clear') }).click();
    await page.locator('.request-row').nth(2).waitFor();
  }, longEnough);

  it('gave the browser nothing to complain about', () => {
    expect(desk.complaints).toEqual([]);
  });
});

describe('two thousand requests', () => {
  let browser: Browser;
  let fixture: Fixture;
  let say: Say;
  beforeAll(async () => {
    [browser, fixture, say] = await Promise.all([launchBrowser(), serveFixture(), catalogue('en')]);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  it('are never all on the screen, whatever the view', async () => {
    const { page, complaints, close } = await stage(browser, fixture, 'many-requests', '/requests?view=table');
    const count = (number: string) => page.getByRole('status').filter({ hasText: say('request.count', { count: 2_000 }).replace('2,000', number) }).waitFor();
    await count('2,000');
    await rows(page).nth(49).waitFor();
    expect(await rows(page).count()).toBe(50);
    await page.getByRole('button', { name: say('request.more') }).click();
    await rows(page).nth(99).waitFor();
    await page.locator('#request-text').fill('yacht 295');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await titles(page)).toEqual([expect.stringMatching(/ 295$/)]);
    await page.locator('#request-text').fill('');
    await count('2,000');
    await view(page, say, 'board').check();
    await page.locator('[data-card]').first().waitFor();
    expect(Math.max(...await page.locator('[data-stage]').evaluateAll((all) => all.map((each) => each.querySelectorAll('[data-card]').length)))).toBe(20);
    await view(page, say, 'calendar').check();
    await page.locator('.agenda-line').first().waitFor();
    expect(await page.locator('.calendar-agenda > .agenda-day[data-day] .agenda-line').count()).toBeLessThanOrEqual(50);
    await view(page, say, 'list').check();
    await page.locator('.request-row').first().waitFor();
    expect(Math.max(...await page.locator('.request-list').evaluateAll((all) => all.map((each) => each.childElementCount)))).toBe(50);
    expect(complaints).toEqual([]);
    await close();
  }, longEnough);
});
