/** A plenary at the secretariat's screen: set up by tables, planned, adjusted by keyboard and dialog, published, and mended when a room is lost. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { AuthorityId, ForumCase, MeetingSessionId, Placement } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const plenary = 'Spring plenary';
const attending = [['Asset Recovery Office', 'KE'], ['Parquet financier', 'FR'], ['Departamento de Ativos', 'BR']] as const;
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(['en', 'ar'] as const)('a session in the hands of its secretariat, in a browser in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let visited: Visit;
  let page: Page;
  let id: MeetingSessionId;
  let offices: AuthorityId[];
  let delegates: Person[];
  let cases: ForumCase[];
  const colleague = () => people.officers[1].client;
  const secretariat = () => meetingsOf(colleague());

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    people.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    offices = [];
    delegates = [];
    for (const [name, state] of attending) {
      offices.push(await people.admit(name, state));
      delegates.push(await people.enrol(`Person of ${state}`, name, people.officers[0], 'focal-point'));
    }
    visited = await signInOn(browser, people, people.officers[0], 'Secretariat desk', { locale: locales[language] }, say);
    page = visited.page;
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  /** At all widths: nothing wider than the screen; at the ends of the range nothing that a check of accessibility finds. */
  const look = async (name: string): Promise<void> => {
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(shots, `sessions-${name}-${language}-${width}.png`), fullPage: true });
      expect([name, width, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), width === 768 ? [] : await axeFindings(page)]).toEqual([name, width, false, []]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const button = (name: Parameters<Say>[0], within: Page | Locator = page) => within.getByRole('button', { name: say(name), exact: true });
  const sheet = () => page.getByRole('dialog');
  const tab = (name: 'hall.set-up' | 'hall.timetable' | 'hall.went') => page.getByRole('navigation', { name: say('hall.parts') }).getByRole('link', { name: say(name), exact: true });
  const importTable = async (table: 'offices' | 'rooms', text: string): Promise<void> => {
    await page.getByRole('button', { name: `${say('hall.import')}: ${say(`hall.${table}`)}`, exact: true }).click();
    await sheet().getByLabel(say('hall.import-text'), { exact: true }).fill(text);
  };
  const draft = async (): Promise<Map<string, Placement>> => new Map((await secretariat().draft(id)).placements.map((each) => [each.request, each]));
  const placeOf = async (meeting: string): Promise<string> => JSON.stringify((await draft()).get(meeting)?.place ?? null);
  /** Resolves once the draft holds something else for the meeting than it did. */
  const movedFrom = async (meeting: string, before: string): Promise<void> => { await until(colleague(), async () => (await placeOf(meeting)) !== before); };
  const cell = (meeting: string) => page.locator(`[data-meeting="${meeting}"]`);
  /** A meeting that the grid shows without scrolling, and where the draft has it. */
  const inSight = async (): Promise<[string, Placement]> => {
    const meeting = (await page.locator('.hall-cell').first().getAttribute('data-meeting'))!;
    return [meeting, (await draft()).get(meeting)!];
  };
  const approve = async (): Promise<void> => {
    await button('hall.plan-look').click();
    await sheet().locator('.hall-changes li').first().waitFor();
  };
  const publish = async (version: number): Promise<void> => {
    await button('hall.publish').click();
    await sheet().locator('.hall-changes li').first().waitFor();
    await button('hall.publish-now', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    expect((await secretariat().agenda(id)).version).toBe(version);
  };

  it('is prepared, with days by a few answers', async () => {
    await page.getByRole('link', { name: say('hall.title'), exact: true }).click();
    await page.getByText(say('hall.none-secretary')).waitFor();
    await page.getByRole('link', { name: say('hall.new'), exact: true }).click();
    await page.getByRole('textbox', { name: say('hall.field-title'), exact: true }).fill(plenary);
    await page.getByLabel(say('hall.field-zone'), { exact: true }).fill('Europe/Vienna');
    await page.getByLabel(say('hall.field-kind'), { exact: true }).selectOption('forum');
    await button('hall.case-add').click();
    await page.getByLabel(say('hall.case-number', { number: 2 }), { exact: true }).fill('Petrov');
    await page.getByText(say('hall.case-malformed'), { exact: true }).waitFor();
    expect(await button('hall.add').isDisabled()).toBe(true);
    await page.getByLabel(say('hall.case-number', { number: 2 }), { exact: true }).fill('ar-2026/14');
    const days = page.getByRole('group', { name: say('hall.days'), exact: true });
    await days.getByLabel(say('hall.first-day'), { exact: true }).fill(dayAhead(20));
    await days.getByLabel(say('hall.last-day'), { exact: true }).fill(dayAhead(21));
    await days.getByLabel(say('hall.to'), { exact: true }).first().fill('11:30');
    await days.getByRole('checkbox').check();
    await days.getByRole('button', { name: say('hall.break-remove', { number: 1 }), exact: true }).click();
    await page.getByText(say('hall.days-make', { days: 2, slots: 10 })).waitFor();
    await look('new');
    await button('hall.add').click();
    await tab('hall.set-up').waitFor();
    id = (await secretariat().sessions())[0]!.id;
    cases = (await secretariat().session(id)).facts.cases;
    expect(cases.map(({ reference }) => reference)).toEqual(['1', 'AR-2026/14']);
  }, longEnough);

  it('takes its offices and rooms from tables, and says what is wrong in which line', async () => {
    const table = `state,authority\n${attending.map(([name, state]) => `${state},${name}`).join('\n')}`;
    await importTable('offices', `${table}\nXX,Nobody`);
    await sheet().getByText(say('hall.import-cell', { line: 5, column: 'authority', what: say('hall.import-unknown-authority') })).waitFor();
    await look('import');
    await sheet().getByLabel(say('hall.import-text'), { exact: true }).fill(table);
    await sheet().getByRole('button', { name: say('hall.import-take', { count: 3 }) }).click();
    await sheet().waitFor({ state: 'detached' });
    await importTable('rooms', 'name;class;seats\nDanube;table;6\nPrater;table;6');
    await sheet().getByRole('button', { name: say('hall.import-take', { count: 2 }) }).click();
    await sheet().waitFor({ state: 'detached' });
    await page.getByRole('region', { name: say('hall.rooms'), exact: true }).getByText('Prater').waitFor();
    await page.getByRole('radio', { name: say('hall.state-open'), exact: true }).check({ force: true });
    await button('hall.save').click();
    await page.getByText(say('hall.saved'), { exact: true }).waitFor();
    await look('set-up');
    // What offices ask of each other, and accept, by their own devices.
    for (const [a, b, about] of [[0, 1, cases[1]!.id], [1, 2, null], [2, 0, null], [0, 1, null], [1, 2, null]] as const) {
      const wishes = { priority: 2, delegates: [] };
      const asked = await meetingsOf(delegates[a]!.client).ask(id, { parties: [offices[b]!], terms: { room: { class: 'table', security: 0, equipment: [] }, case: about }, wishes, topic: null });
      await meetingsOf(delegates[b]!.client).accept(id, asked.id, asked.version, wishes);
    }
    // A case that somebody asked to meet about cannot be taken off the list.
    await page.getByText(say('hall.case-wanted', { count: 1 })).waitFor();
    expect(await page.getByRole('button', { name: say('hall.case-remove', { number: 1 }), exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: say('hall.case-remove', { number: 2 }), exact: true }).count()).toBe(0);
  }, longEnough);

  it('is planned by one press, with the difference to approve', async () => {
    await tab('hall.timetable').click();
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 5 }) }).waitFor();
    await button('hall.plan').click();
    await button('hall.plan-look').waitFor();
    await approve();
    await look('difference');
    await button('hall.approve', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
    await page.locator('.hall-cell').first().waitFor();
    expect([...(await draft()).values()].filter(({ place }) => place !== null).length).toBe(5);
    const caseFilter = page.getByLabel(say('hall.filter-case'), { exact: true });
    await caseFilter.selectOption(cases[1]!.id);
    await page.locator('.hall-cell').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.hall-cell').count()).toBe(1);
    await caseFilter.selectOption('');
    await look('timetable');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('timetable-dark');
    await page.emulateMedia({ colorScheme: null });
  }, longEnough);

  it('is adjusted by keyboard and by the dialog, pinned, and taken back step by step', async () => {
    const [meeting, held] = await inSight();
    const before = JSON.stringify(held.place);
    const back = language === 'ar' ? 'ArrowRight' : 'ArrowLeft', forward = language === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    await cell(meeting).focus();
    await page.keyboard.press('Space');
    await page.locator('[role=status]').filter({ hasText: say('hall.said-grabbed', { meeting: '' }).slice(-12) }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press(forward);
    await page.keyboard.press(back);
    await page.keyboard.press('End');
    await page.locator('.hall-ghost').waitFor();
    await page.keyboard.press('Enter');
    await movedFrom(meeting, before);
    const moved = (await draft()).get(meeting)!.place!;
    expect([moved.at, moved.room]).toEqual([{ date: dayAhead(21), time: '11:00' }, held.place!.room]);
    await page.locator(`[data-meeting="${meeting}"]:focus`).waitFor();
    const keyed = JSON.stringify(moved);
    await page.keyboard.press('Enter');
    await sheet().getByLabel(say('hall.day'), { exact: true }).selectOption(dayAhead(20));
    const times = sheet().getByLabel(say('hall.time'), { exact: true });
    await times.selectOption({ index: 4 });
    await look('move');
    await button('hall.put', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    await page.locator(`[data-meeting="${meeting}"]:focus`).waitFor();
    await movedFrom(meeting, keyed);
    expect((await draft()).get(meeting)!.place!.at).toEqual({ date: dayAhead(20), time: '11:00' });
    await page.keyboard.press('p');
    await until(colleague(), async () => (await draft()).get(meeting)!.pinned);
    for (let i = 0; i < 3; i += 1) await button('hall.undo').click();
    await until(colleague(), async () => (await placeOf(meeting)) === before && !(await draft()).get(meeting)!.pinned);
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
  }, longEnough);

  it('is moved with the pointer, and shows what a colleague does at once', async () => {
    const [meeting, held] = await inSight();
    await cell(meeting).scrollIntoViewIfNeeded();
    const grid = (await page.locator('.hall-scroll').boundingBox())!;
    const from = (await cell(meeting).boundingBox())!, other = (await page.locator('.hall-row-head').last().boundingBox())!;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 8, from.y + from.height / 2 + 2);
    await page.mouse.move(grid.x + grid.width / 2, other.y + other.height / 2, { steps: 4 });
    await page.locator('.hall-ghost').waitFor();
    await page.locator('.hall-column[data-ground]').first().waitFor();
    await page.screenshot({ path: path.join(shots, `sessions-drag-${language}.png`) });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.locator('.hall-ghost').waitFor({ state: 'detached' });
    expect(await placeOf(meeting)).toBe(JSON.stringify(held.place));
    await secretariat().edit(id, [{ ...held, place: null, pinned: false }]);
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 1 }) }).waitFor();
    await page.locator('.hall-unplaced').getByRole('button', { expanded: false }).click();
    await page.locator('.hall-unplaced li p').first().waitFor();
    const { version } = (await draft()).get(meeting)!;
    await secretariat().edit(id, [{ ...held, version }]);
    await page.locator('.hall-unplaced').waitFor({ state: 'detached' });
  }, longEnough);

  it('is published, and those it concerns have it', async () => {
    await button('hall.publish').click();
    await sheet().locator('.hall-changes li').first().waitFor();
    await look('publish');
    await button('hall.publish-now', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    expect((await meetingsOf(delegates[0]!.client).agenda(id)).meetings.length).toBe(3);
  }, longEnough);

  it('stands on a screen in the hall, to which nobody signs in', async () => {
    await tab('hall.set-up').click();
    const section = page.getByRole('region', { name: say('hall.screen'), exact: true });
    await section.getByText(say('hall.screen-names-on'), { exact: true }).click();
    await button('talks.feed-make', section).click();
    const address = await section.getByRole('group', { name: say('hall.screen-address') }).innerText();
    const hall = await browser.newContext({ locale: locales[language], colorScheme: language === 'ar' ? 'dark' : 'light' }), screen = await hall.newPage();
    await screen.goto(address);
    const taken = screen.locator('.screen-room').filter({ has: screen.locator('.screen-next') });
    await taken.first().waitFor();
    expect(await screen.locator('.screen-room').count()).toBe((await secretariat().rooms(id)).length);
    expect(await taken.first().locator('.screen-offices span').count()).toBe(2);
    expect(await screen.evaluate(async () => [(await indexedDB.databases()).length, document.cookie])).toEqual([0, '']);
    for (const width of [360, 1920]) {
      await screen.setViewportSize({ width, height: 1080 });
      await screen.screenshot({ path: path.join(shots, `screen-${language}-${width}.png`), fullPage: true });
      expect(await screen.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
      expect(await axeFindings(screen)).toEqual([]);
    }
    await look('screen');
    await button('talks.feed-end', section).click();
    await button('talks.feed-end', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    await screen.reload();
    await screen.getByText(say('screen.none')).waitFor();
    await hall.close();
    await tab('hall.timetable').click();
  }, longEnough);

  it('is mended with few changes when a room is lost', async () => {
    const rooms = await secretariat().rooms(id);
    const lost = rooms.find((room) => room.name === 'Danube')!;
    await tab('hall.set-up').click();
    await page.getByRole('region', { name: say('hall.rooms'), exact: true }).getByRole('listitem').filter({ hasText: 'Danube' }).getByRole('button').first().click();
    await button('hall.away-all', sheet()).click();
    await look('away');
    await button('hall.save', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    await tab('hall.timetable').click();
    const used = [...(await draft()).values()].some(({ place }) => place?.room === lost.id);
    if (used) {
      await button('hall.publish').click();
      await sheet().locator('.notice-danger').waitFor();
      expect(await button('hall.publish-now', sheet()).isDisabled()).toBe(true);
      await page.keyboard.press('Escape');
    }
    await button('hall.replan').click();
    await button('hall.plan-look').waitFor();
    await approve();
    await button('hall.approve', sheet()).click();
    await sheet().waitFor({ state: 'detached' });
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
    expect([...(await draft()).values()].filter(({ place }) => place?.room === lost.id)).toEqual([]);
    await publish(2);
    // Nothing has begun yet: all five requests are ahead.
    await tab('hall.went').click();
    await page.getByText(say('hall.went-none')).waitFor();
    await page.locator('.figure-large').getByText(new Intl.NumberFormat(language).format(5), { exact: true }).waitFor();
    await look('went');
    expect(visited.complaints).toEqual([]);
  }, longEnough);
});
