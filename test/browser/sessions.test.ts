/** A plenary at the secretariat's screen: set up by tables, planned, adjusted by keyboard and dialog, published, and mended when a room is lost. */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AuthorityId, ForumCase, MeetingRequestId, Placement } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { HallDesk } from './hall.js';
import { faultsOfNames, formula, hostile, overridden } from './names.js';
import { locales, signInOn } from './person.js';
import { printed } from './printed.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const plenary = 'Spring plenary';
const attending = [['Asset Recovery Office', 'KE'], ['Parquet financier', 'FR'], ['Departamento de Ativos', 'BR']] as const;
const today = Date.now();
const dayAhead = (days: number): string => new Date(today + days * 86_400_000).toISOString().slice(0, 10);

describe.each(['en', 'ar'] as const)('a session in the hands of its secretariat, in a browser in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let visited: Visit;
  let page: Page;
  let hall: HallDesk;
  let offices: AuthorityId[];
  let delegates: Person[];
  let cases: ForumCase[];
  /** What was agreed, in the order in which it was asked for; the last on the first day alone. */
  const agreed: MeetingRequestId[] = [];

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
    visited = await signInOn(browser, people, people.officers[0], 'Secretariat desk', { locale: locales[language], timezoneId: 'America/Vancouver' }, say);
    page = visited.page;
    hall = new HallDesk(page, say, people.officers[1].client);
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
  /** A message with any values. */
  const saying = (id: Parameters<Say>[0], ...values: string[]): RegExp => new RegExp(say(id, Object.fromEntries(values.map((value) => [value, '§']))).split('§').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
  /** A meeting that the grid shows without scrolling, and where the draft has it. */
  const inSight = async (): Promise<Placement> => hall.placement((await page.locator('.hall-cell').first().getAttribute('data-meeting'))!);

  it('is prepared, with days by a few answers', async () => {
    await page.locator('.nav a[href="/sessions"]').click();
    await page.getByText(say('hall.none-secretary')).waitFor();
    await page.getByRole('link', { name: say('hall.new'), exact: true }).click();
    await page.getByRole('textbox', { name: say('hall.field-title'), exact: true }).fill(plenary);
    await page.getByLabel(say('hall.field-zone'), { exact: true }).fill('Europe/Vienna');
    await page.getByLabel(say('hall.field-kind'), { exact: true }).selectOption('forum');
    await hall.button('hall.case-add').click();
    await page.getByLabel(say('hall.case-number', { number: 2 }), { exact: true }).fill('Petrov');
    await page.getByText(say('hall.case-malformed'), { exact: true }).waitFor();
    expect(await hall.button('hall.add').isDisabled()).toBe(true);
    await page.getByLabel(say('hall.case-number', { number: 2 }), { exact: true }).fill('ar-2026/14');
    const days = page.getByRole('group', { name: say('hall.days'), exact: true });
    await days.getByLabel(say('hall.first-day'), { exact: true }).fill(dayAhead(20));
    await days.getByLabel(say('hall.last-day'), { exact: true }).fill(dayAhead(21));
    await days.getByLabel(say('hall.to'), { exact: true }).first().fill('11:30');
    await days.getByRole('checkbox').check();
    await days.getByRole('button', { name: say('hall.break-remove', { number: 1 }), exact: true }).click();
    await page.getByText(say('hall.days-make', { days: 2, slots: 10 })).waitFor();
    // Key by key, the first of which is less than there may be; what is still too little is put right on leaving the field.
    const minutes = days.getByLabel(say('hall.minutes'), { exact: true });
    await minutes.fill('');
    await minutes.pressSequentially('15');
    await page.getByText(say('hall.days-make', { days: 2, slots: 20 })).waitFor();
    await minutes.fill('1');
    await minutes.blur();
    expect(await minutes.inputValue()).toBe('5');
    await minutes.fill('30');
    // As a series, every second week on all days; and back.
    const way = (name: 'hall.way-series' | 'hall.way-range') => days.getByRole('radio', { name: say(name), exact: true }).check({ force: true });
    await way('hall.way-series');
    const weekdays = days.getByRole('group', { name: say('hall.weekdays'), exact: true }).getByRole('checkbox');
    for (let day = 0; day < 7; day += 1) await weekdays.nth(day).check();
    await days.getByLabel(say('hall.every'), { exact: true }).fill('2');
    await days.getByLabel(say('hall.last-day'), { exact: true }).fill(dayAhead(20 + 27));
    await page.getByText(say('hall.days-make', { days: 14, slots: 70 })).waitFor();
    await page.getByText(say('hall.day-by-day'), { exact: true }).click();
    await look('series');
    await way('hall.way-range');
    await days.getByLabel(say('hall.last-day'), { exact: true }).fill(dayAhead(21));
    // One day more, that ends earlier than the others: by the keyboard.
    await page.getByLabel(say('hall.day-new'), { exact: true }).fill(dayAhead(22));
    await hall.button('hall.day-add').press('Enter');
    await page.getByText(say('hall.days-make', { days: 3, slots: 15 })).waitFor();
    const third = page.locator('.set-up-day').last();
    await third.getByRole('button').first().press('Enter');
    await third.getByLabel(say('hall.to'), { exact: true }).fill('10:00');
    await page.getByText(say('hall.days-make', { days: 3, slots: 12 })).waitFor();
    await look('new');
    await third.getByRole('button').nth(1).press('Enter');
    await page.getByText(say('hall.days-make', { days: 2, slots: 10 })).waitFor();
    await hall.button('hall.add').click();
    await page.getByRole('region', { name: say('hall.offices'), exact: true }).waitFor();
    hall.id = (await hall.secretariat.sessions())[0]!.id;
    cases = (await hall.secretariat.session(hall.id)).facts.cases;
    expect(cases.map(({ reference }) => reference)).toEqual(['1', 'AR-2026/14']);
  }, longEnough);

  it('takes its offices and rooms from tables, and says what is wrong in which line', async () => {
    const table = `state,authority\n${attending.map(([name, state]) => `${state},${name}`).join('\n')}`;
    await hall.import('offices');
    await hall.sheet.getByLabel(say('hall.import-text'), { exact: true }).fill(`${table}\nXX,Nobody`);
    await hall.sheet.getByText(say('hall.import-cell', { line: 5, column: 'authority', what: say('hall.import-unknown-authority') })).waitFor();
    await look('import');
    await hall.sheet.getByLabel(say('hall.import-text'), { exact: true }).fill(table);
    await hall.takeImported(3);
    await page.getByRole('region', { name: say('hall.offices'), exact: true }).getByRole('heading', { name: /3$/ }).waitFor();
    // As a spreadsheet writes it by default, and then in the two ways that are read; the field is empty again, so that the same file can be chosen once it is mended.
    const rooms = 'name;class;seats\nDanube;table;6\nPrater;table;6', file = hall.sheet.getByLabel(say('hall.import-file'), { exact: true });
    const choose = (buffer: Buffer) => file.setInputFiles({ name: 'rooms.csv', mimeType: 'text/csv', buffer });
    await hall.import('rooms');
    await choose(Buffer.from(`${rooms}\nMünchen;table;6`, 'latin1'));
    await hall.sheet.getByText(say('hall.import-line', { line: 4, what: say('hall.import-encoding') })).waitFor();
    expect(await file.inputValue()).toBe('');
    await choose(Buffer.from(`\ufeff${rooms}\nMünchen;table;6`, 'utf16le'));
    await hall.sheet.getByText('München').first().waitFor();
    await choose(Buffer.from(rooms));
    await hall.takeImported(2);
    // A table that is known already says what it changes, and writes that alone.
    await hall.import('rooms');
    await hall.sheet.getByLabel(say('hall.import-text'), { exact: true }).fill('name;class;seats\nPrater;table;6\nDanube;table;8');
    await hall.sheet.getByText(say('hall.import-fates', { fresh: 0, changed: 1, same: 1 })).waitFor();
    expect(await hall.sheet.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining(say('hall.import-is-changed')), expect.stringContaining(say('hall.import-is-unchanged'))]);
    await look('preview');
    await hall.takeImported(1);
    // By hand, while a colleague does the same.
    const prater = async () => (await hall.secretariat.rooms(hall.id)).find(({ name }) => name === 'Prater')!;
    await page.getByRole('region', { name: say('hall.rooms'), exact: true }).getByRole('listitem').filter({ hasText: 'Prater' }).getByRole('button').nth(1).click();
    await hall.sheet.getByLabel(say('hall.seats-field'), { exact: true }).fill('12');
    await hall.secretariat.writeRooms(hall.id, [{ ...await prater(), equipment: ['video'] }]);
    await hall.sheet.getByText(say('hall.row-overtaken'), { exact: true }).waitFor();
    expect(await hall.button('hall.save', hall.sheet).isDisabled()).toBe(true);
    await look('overtaken');
    await hall.button('hall.conflict-theirs', hall.sheet).click();
    expect(await hall.sheet.getByLabel(say('hall.equipment'), { exact: true }).inputValue()).toBe('video');
    await hall.sheet.getByLabel(say('hall.seats-field'), { exact: true }).fill('10');
    await hall.button('hall.save', hall.sheet).click();
    await hall.sheet.waitFor({ state: 'detached' });
    expect(await prater()).toMatchObject({ seats: 10, equipment: ['video'] });
    await page.getByRole('region', { name: say('hall.offices'), exact: true }).getByRole('listitem').first().getByRole('button').nth(1).click();
    await hall.sheet.getByLabel(say('hall.row-requests'), { exact: true }).fill('5');
    await hall.button('hall.save', hall.sheet).click();
    await page.getByText(say('hall.own-limit', { count: 5 })).waitFor();
    await hall.openToAll();
    await look('set-up');
    // What offices ask of each other, and accept, by their own devices; all but one at once.
    let accept: () => Promise<unknown> = () => Promise.resolve();
    for (const [a, b, about] of [[0, 1, cases[1]!.id], [1, 2, null], [2, 0, null], [0, 1, null], [1, 2, null]] as const) {
      const wishes = { priority: 2, delegates: [] };
      const asked = await meetingsOf(delegates[a]!.client).ask(hall.id, { parties: [offices[b]!], terms: { room: { class: 'table', security: 0, equipment: [] }, case: about, ...(agreed.length === 4 && { latest: { date: dayAhead(20), time: '11:00' } }) }, wishes, topic: null });
      agreed.push(asked.id);
      const answer = () => meetingsOf(delegates[b]!.client).accept(hall.id, asked.id, asked.version, wishes);
      if (about === null) await answer(); else accept = answer;
    }
    // The list of them says whose answer is due, and follows.
    await hall.to('hall.requests');
    const due = page.getByLabel(say('hall.requests-due'), { exact: true });
    await due.selectOption(offices[1]!);
    await page.getByText(say('hall.requests-shown', { shown: 1, count: 1 })).waitFor();
    await due.selectOption('');
    await look('requests');
    await accept();
    await page.getByLabel(say('hall.requests-state'), { exact: true }).selectOption('accepted');
    await page.getByText(say('hall.requests-shown', { shown: 5, count: 5 })).waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), (async () => { await page.getByRole('button', { name: say('request.export'), exact: true }).click(); await page.getByRole('menuitem', { name: say('request.export-csv') }).click(); })()]);
    expect((await readFile(await saved.path(), 'utf8')).trim().split('\r\n').length).toBe(6);
    await hall.to('hall.set-up');
    // A case that somebody asked to meet about cannot be taken off the list.
    await page.getByText(say('hall.case-wanted', { count: 1 })).waitFor();
    expect(await page.getByRole('button', { name: say('hall.case-remove', { number: 1 }), exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: say('hall.case-remove', { number: 2 }), exact: true }).count()).toBe(0);
  }, longEnough);

  it('is planned by one press, with the difference to approve', async () => {
    await hall.to('hall.timetable');
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 5 }) }).waitFor();
    await hall.button('hall.plan').click();
    await page.getByText(say('hall.worth-best')).waitFor();
    await hall.changes('hall.plan-look');
    await look('difference');
    await hall.approve();
    await page.locator('.hall-cell').first().waitFor();
    expect([...(await hall.draft()).values()].filter(({ place }) => place !== null).length).toBe(5);
    // The secretary sits in Vancouver; what stands over the columns is the time in the hall.
    const heads = await page.locator('.hall-time time').evaluateAll((all) => all.map((time) => [(time as HTMLTimeElement).dateTime, time.textContent]));
    expect(heads.slice(0, 2)).toEqual(['09:00', '09:30'].map((time) => [`${dayAhead(20)}T${time}`, time]));
    const caseFilter = page.getByLabel(say('hall.filter-case'), { exact: true });
    await caseFilter.selectOption(cases[1]!.id);
    await page.locator('.hall-cell').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.hall-cell').count()).toBe(1);
    // On a small screen the filters are folded until they are wanted.
    await page.setViewportSize({ width: 360, height: 800 });
    await caseFilter.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: say('hall.filters', { count: 1 }), expanded: false }).press('Enter');
    await caseFilter.selectOption('');
    await page.getByRole('button', { name: say('hall.filters', { count: 0 }), expanded: true }).press('Enter');
    await caseFilter.waitFor({ state: 'hidden' });
    await look('timetable');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('timetable-dark');
    await page.emulateMedia({ colorScheme: null });
  }, longEnough);

  it('is adjusted by keyboard and by the dialog, pinned, and taken back step by step', async () => {
    const held = await inSight(), meeting = held.request;
    const back = language === 'ar' ? 'ArrowRight' : 'ArrowLeft', forward = language === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    await hall.cell(meeting).focus();
    await page.keyboard.press('Space');
    await page.locator('[role=status]').filter({ hasText: say('hall.said-grabbed', { meeting: '' }).slice(-12) }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press(forward);
    await page.keyboard.press(back);
    await page.keyboard.press('End');
    await page.locator('.hall-ghost').waitFor();
    await page.keyboard.press('Enter');
    const keyed = await hall.movedFrom(held);
    expect([keyed.place!.at, keyed.place!.room]).toEqual([{ date: dayAhead(21), time: '11:00' }, held.place!.room]);
    await page.locator(`[data-meeting="${meeting}"]:focus`).waitFor();
    await page.keyboard.press('Enter');
    await hall.sheet.getByLabel(say('hall.day'), { exact: true }).selectOption(dayAhead(20));
    const times = hall.sheet.getByLabel(say('hall.time'), { exact: true });
    await times.selectOption({ index: 4 });
    await look('move');
    await hall.button('hall.put', hall.sheet).click();
    await hall.sheet.waitFor({ state: 'detached' });
    await page.locator(`[data-meeting="${meeting}"]:focus`).waitFor();
    expect((await hall.movedFrom(keyed)).place!.at).toEqual({ date: dayAhead(20), time: '11:00' });
    await page.keyboard.press('p');
    await hall.until(async () => (await hall.placement(meeting)).pinned);
    await hall.sent();
    for (let i = 0; i < 3; i += 1) await hall.button('hall.undo').click();
    await hall.until(async () => { const { place, pinned } = await hall.placement(meeting); return JSON.stringify(place) === JSON.stringify(held.place) && !pinned; });
    await hall.sent();
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
  }, longEnough);

  it('is moved with the pointer, and shows what a colleague does at once', async () => {
    const held = await inSight(), meeting = held.request;
    await hall.cell(meeting).scrollIntoViewIfNeeded();
    const grid = (await page.locator('.hall-scroll').boundingBox())!;
    const from = (await hall.cell(meeting).boundingBox())!, other = (await page.locator('.hall-row-head').last().boundingBox())!;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 8, from.y + from.height / 2 + 2);
    await page.mouse.move(grid.x + grid.width / 2, other.y + other.height / 2, { steps: 4 });
    await page.locator('.hall-ghost').waitFor();
    await page.locator('.hall-column[data-ground]').first().waitFor();
    await page.screenshot({ path: path.join(shots, `sessions-drag-${language}.png`) });
    // Nothing is taken back while something is in hand.
    expect([await hall.button('hall.undo').isDisabled(), await hall.button('hall.redo').isDisabled()]).toEqual([true, true]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.locator('.hall-ghost').waitFor({ state: 'detached' });
    expect([(await hall.placement(meeting)).place, await hall.button('hall.undo').isEnabled()]).toEqual([held.place, true]);
    await hall.secretariat.edit(hall.id, [{ ...held, place: null, pinned: false }]);
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 1 }) }).waitFor();
    await page.locator('.hall-unplaced').getByRole('button', { expanded: false }).click();
    await page.locator('.hall-unplaced').getByText(saying('hall.why-free', 'when')).waitFor();
    const { version } = await hall.placement(meeting);
    await hall.secretariat.edit(hall.id, [{ ...held, version }]);
    await page.locator('.hall-unplaced').waitFor({ state: 'detached' });
  }, longEnough);

  it('says why a meeting is out, does what helps by one press, and warns', async () => {
    const before = await hall.draft(), [first, long, , , bound] = agreed as [MeetingRequestId, MeetingRequestId, MeetingRequestId, MeetingRequestId, MeetingRequestId];
    const edit = async (changes: Pick<Placement, 'request' | 'place'>[]) => { const now = await hall.draft(); await hall.secretariat.edit(hall.id, changes.map((each) => ({ ...each, pinned: false, version: now.get(each.request)!.version }))); };
    /** Offices are there for the first slot of all alone. */
    const away = async (who: AuthorityId[], spans: { date: string; from: string; to: string; reason: 'other' }[]) => { await hall.secretariat.writeOffices(hall.id, (await hall.secretariat.offices(hall.id)).filter(({ authority }) => who.includes(authority)).map(({ version, authority, requests, remote }) => ({ version, authority, requests, remote, away: spans }))); };
    const gone = [{ date: dayAhead(20), from: '09:30', to: '24:00', reason: 'other' as const }, { date: dayAhead(21), from: '00:00', to: '24:00', reason: 'other' as const }];
    const [{ id: room } = { id: null }] = await hall.secretariat.rooms(hall.id), on = (time: string) => ({ at: { date: dayAhead(20), time }, room, interpreter: null });
    await away([offices[0]!], gone);
    await edit(agreed.map((request) => ({ request, place: request === long ? on('09:00') : request === bound ? on('11:00') : null })));
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 3 }) }).waitFor();
    await page.getByText(say('hall.warning-list', { count: 2 })).click();
    await page.locator('.hall-clashes').getByText(saying('hall.warn-idle', 'who')).first().waitFor();
    await hall.button('hall.publish').click();
    await hall.sheet.getByText(say('hall.publish-warnings', { count: 2 })).waitFor();
    expect(await hall.sheet.getByText(saying('hall.warn-idle', 'who')).count()).toBe(2);
    await page.keyboard.press('Escape');

    const why = page.locator('.hall-why');
    await page.locator('.hall-unplaced').getByRole('button', { expanded: false }).first().click();
    for (const fact of [saying('hall.fact-away', 'who', 'when'), saying('hall.why-left', 'when'), saying('hall.fact-taken', 'who', 'when', 'meetings'), saying('hall.remedy-move', 'meeting', 'to', 'when'), saying('hall.remedy-come', 'what', 'when')]) await why.getByText(fact).waitFor();
    expect(await why.getByRole('listitem').count()).toBe(5);
    await hall.button('hall.more', why).click();
    await why.getByRole('listitem').nth(6).waitFor();
    expect(await why.getByRole('listitem').count()).toBe(7);
    await look('why');
    await why.getByRole('button', { name: say('hall.remedy-do') }).click();
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 2 }) }).waitFor();
    await hall.movedFrom({ ...(await hall.placement(long)), place: on('09:00') });
    await page.locator('.hall-unplaced').getByRole('button', { expanded: false }).first().click();
    await why.getByText(saying('hall.remedy-drop', 'meetings', 'when')).waitFor();
    // Both moves are one step.
    await hall.sent();
    await hall.button('hall.undo').click();
    await page.getByRole('heading', { name: say('hall.unplaced', { count: 3 }) }).waitFor();

    await hall.cell(bound).focus();
    await page.keyboard.press('Enter');
    await hall.sheet.getByLabel(say('hall.day'), { exact: true }).selectOption(dayAhead(21));
    await hall.sheet.getByLabel(say('hall.waiver'), { exact: true }).selectOption('urgent');
    await look('waiver');
    await hall.button('hall.put', hall.sheet).click();
    await hall.until(async () => { const { waiver, pinned } = await hall.placement(bound); return waiver === 'urgent' && pinned; });
    await page.locator('.hall-clashes').getByText(say('hall.warn-asked')).waitFor({ state: 'attached' });

    // Three offices have one slot for meetings by two: half a meeting more would be possible, as far as anybody can prove.
    await edit([...before.values()].map(({ request, place }) => ({ request, place })));
    await away(offices, gone);
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor({ state: 'detached' });
    await hall.button('hall.replan').click();
    await page.getByText(saying('hall.worth-gap', 'percent')).and(page.getByText(new Intl.NumberFormat(locales[language]).format(33.4))).waitFor();
    await hall.button('hall.plan-leave').click();
    await away(offices, []);
    // Nobody takes up what was left, also whoever comes back to the page: the draft goes on.
    await hall.until(async () => (await hall.secretariat.plans(hall.id))[0]!.state === 'cancelled');
    await hall.button('hall.plan-leave').waitFor({ state: 'detached' });
    await edit([{ request: first, place: null }]);
    await edit([{ request: first, place: before.get(first)!.place }]);
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
    expect(await hall.placement(first)).toMatchObject({ place: before.get(first)!.place });
  }, longEnough);

  it('is published, and those it concerns have it', async () => {
    await hall.changes('hall.publish');
    await look('publish');
    await hall.publishShown(1);
    expect((await meetingsOf(delegates[0]!.client).agenda(hall.id)).meetings.length).toBe(3);
  }, longEnough);

  it('is printed at one desk: every delegation in its language, and what hangs at each door', async () => {
    await hall.to('hall.print');
    const sheets = page.locator('.agenda-sheet');
    await sheets.nth(2).waitFor();
    await page.locator('.agenda-sheet[lang=fr]').waitFor();
    expect([await sheets.count(), await page.locator('.agenda-sheet[lang=en]').count(), await sheets.locator('tbody tr').count()]).toEqual([3, 2, 10]);
    await page.locator('.print-choices select').first().selectOption('es');
    await page.locator('.agenda-sheet[lang=es]').waitFor();
    await look('print');
    // Of the page nothing but the sheets goes to the printer, each on paper of its own.
    await page.emulateMedia({ media: 'print' });
    expect([await page.locator('.agenda-ways').isVisible(), await sheets.evaluateAll((all) => all.map((sheet) => getComputedStyle(sheet).breakBefore))]).toEqual([false, ['auto', 'page', 'page']]);
    await page.emulateMedia({ media: null });
    await page.getByRole('radio', { name: say('hall.print-rooms'), exact: true }).check({ force: true });
    const used = new Set((await hall.secretariat.agenda(hall.id)).meetings.flatMap(({ room }) => room?.name ?? []));
    await page.getByText(say('hall.print-count', { count: used.size })).waitFor();
    // The count is there before the words of the sheets' language are.
    await sheets.nth(used.size - 1).waitFor();
    expect(await sheets.count()).toBe(used.size);
    expect((await sheets.locator('bdi').allInnerTexts()).some((text) => text.includes('Parquet'))).toBe(false);
    await page.getByRole('radio', { name: say('hall.screen-names-on'), exact: true }).check({ force: true });
    await sheets.getByText('Parquet financier').first().waitFor();
    await look('doors');
    // Or all meetings in one list, on as few sheets as they need.
    await page.getByRole('radio', { name: say('hall.print-list'), exact: true }).check({ force: true });
    await page.getByText(say('hall.print-meetings', { count: 5 })).waitFor();
    await sheets.locator('tbody tr').nth(4).waitFor();
    expect([await sheets.count(), (await printed(page, path.join(shots, `sessions-list-${language}.pdf`))).texts.length]).toEqual([1, 1]);
    await look('list');
  }, longEnough);

  it('stands on a screen in the hall, to which nobody signs in', async () => {
    await hall.to('hall.set-up');
    const section = page.getByRole('region', { name: say('hall.screen'), exact: true });
    await section.getByText(say('hall.screen-names-on'), { exact: true }).click();
    await hall.button('talks.feed-make', section).click();
    const address = await section.getByRole('group', { name: say('hall.screen-address') }).innerText();
    const context = await browser.newContext({ locale: locales[language], colorScheme: language === 'ar' ? 'dark' : 'light' }), screen = await context.newPage();
    await screen.goto(address);
    const taken = screen.locator('.screen-room').filter({ has: screen.locator('.screen-next') });
    await taken.first().waitFor();
    expect(await screen.locator('.screen-room').count()).toBe((await hall.secretariat.rooms(hall.id)).length);
    expect(await taken.first().locator('.screen-offices span').count()).toBe(2);
    expect(await screen.evaluate(async () => [(await indexedDB.databases()).length, document.cookie])).toEqual([0, '']);
    for (const width of [360, 1920]) {
      await screen.setViewportSize({ width, height: 1080 });
      await screen.screenshot({ path: path.join(shots, `screen-${language}-${width}.png`), fullPage: true });
      expect(await screen.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
      expect(await axeFindings(screen)).toEqual([]);
    }
    await look('screen');
    await hall.button('talks.feed-end', section).click();
    await hall.button('talks.feed-end', hall.sheet).click();
    await hall.sheet.waitFor({ state: 'detached' });
    await screen.reload();
    await screen.getByText(say('screen.none')).waitFor();
    await context.close();
    await hall.to('hall.timetable');
  }, longEnough);

  it('is mended with few changes when a room is lost', async () => {
    const rooms = await hall.secretariat.rooms(hall.id);
    const lost = rooms.find((room) => room.name === 'Danube')!;
    await hall.to('hall.set-up');
    await page.getByRole('region', { name: say('hall.rooms'), exact: true }).getByRole('listitem').filter({ hasText: 'Danube' }).getByRole('button').first().click();
    await hall.button('hall.away-all', hall.sheet).click();
    // A colleague says something of the same room meanwhile: both stay.
    const [{ date } = { date: '' }] = (await hall.secretariat.session(hall.id)).facts.days, cleaning = Array.from({ length: 59 }, (_, n) => ({ date, from: `07:${String(n).padStart(2, '0')}`, to: `07:${String(n + 1).padStart(2, '0')}`, reason: 'other' as const }));
    await hall.secretariat.writeRooms(hall.id, [{ ...lost, away: cleaning }]);
    await hall.sheet.getByText(say('hall.row-overtaken')).waitFor();
    expect(await hall.button('hall.save', hall.sheet).isDisabled()).toBe(true);
    await look('away');
    await hall.button('hall.away-both', hall.sheet).click();
    // Both are more than can be saved: that is said before anything is sent.
    await hall.sheet.getByText(say('hall.away-most', { count: 61, most: 60 }), { exact: true }).waitFor();
    expect(await hall.button('hall.save', hall.sheet).isDisabled()).toBe(true);
    await hall.sheet.getByRole('button', { name: say('hall.away-remove', { number: 2 }), exact: true }).click();
    await hall.button('hall.save', hall.sheet).click();
    await hall.sheet.waitFor({ state: 'detached' });
    const { away } = (await hall.secretariat.rooms(hall.id)).find(({ id }) => id === lost.id)!;
    expect([away.length, away.some(({ from }) => from === cleaning.at(-1)!.from), away.some(({ from, to }) => from === '00:00' && to === '24:00')]).toEqual([60, true, true]);
    await hall.to('hall.timetable');
    const used = [...(await hall.draft()).values()].some(({ place }) => place?.room === lost.id);
    if (used) {
      await hall.button('hall.publish').click();
      await hall.sheet.locator('.notice-danger').waitFor();
      expect(await hall.button('hall.publish-now', hall.sheet).isDisabled()).toBe(true);
      await page.keyboard.press('Escape');
    }
    await hall.button('hall.replan').click();
    await hall.changes('hall.plan-look');
    await hall.approve();
    expect([...(await hall.draft()).values()].filter(({ place }) => place?.room === lost.id)).toEqual([]);
    await hall.publish(2);
    // What was published before can be looked at, with what changed since.
    await hall.to('hall.versions');
    const before = page.locator('a[href$="/versions/1"]'), changed = page.getByRole('region', { name: say('hall.version-changes'), exact: true });
    await before.waitFor();
    await look('versions');
    await before.click();
    await page.getByText(say('talks.version-old', { version: 1, last: 2 })).waitFor();
    const { changes } = await hall.secretariat.agenda(hall.id);
    expect([changes.length > 0, await changed.locator('.hall-changes li').count()]).toEqual([true, changes.length]);
    await look('version');
    await page.getByLabel(say('hall.filter-office'), { exact: true }).selectOption(offices[0]!);
    await page.getByLabel(say('talks.version-shown'), { exact: true }).selectOption('2');
    await changed.getByRole('heading', { name: say('hall.version-from', { from: 1, to: 2 }) }).waitFor();
    expect(await page.locator('.agenda > li').count()).toBeGreaterThan(0);
    // Nothing has begun yet: all five requests are ahead.
    await hall.to('hall.went');
    await page.getByText(say('hall.went-none')).waitFor();
    await page.locator('.figure-large').getByText(new Intl.NumberFormat(language).format(5), { exact: true }).waitFor();
    await look('went');
    expect(visited.complaints).toEqual([]);
  }, longEnough);

  it('is an operational meeting of three offices, from the form of its facts to the agenda of each', async () => {
    await hall.open('Joint action day', { first: dayAhead(20), last: dayAhead(20), from: '09:00', to: '10:00' }, 'operational');
    await hall.take('offices', `state,authority,arrives\n${attending.map(([name, state], i) => `${state},${name},${i === 2 ? `${dayAhead(20)} 09:30` : ''}`).join('\n')}`, 3);
    await page.getByRole('region', { name: say('hall.offices'), exact: true }).getByText(say('hall.away-spans', { count: 1 })).waitFor();
    await hall.openToAll();
    const [asking, ...others] = delegates.map(({ client }) => meetingsOf(client)), wishes = { priority: 2, delegates: [] };
    let { id, version } = await asking!.ask(hall.id, { parties: offices.slice(1), terms: {}, wishes, topic: null });
    for (const other of others) ({ id, version } = await other.accept(hall.id, id, version, wishes));
    await hall.to('hall.timetable');
    expect(await hall.plan('hall.plan')).toBe(1);
    await page.getByRole('radio', { name: say('hall.by-offices') }).check({ force: true });
    await (await hall.seek(id, 3)).waitFor();
    await hall.publish(1);
    const agendas = await Promise.all(delegates.map(({ client }) => meetingsOf(client).agenda(hall.id)));
    expect(agendas[0]!.meetings[0]!.at.time >= '09:30').toBe(true);
    expect([(await hall.secretariat.session(hall.id)).facts.kind, ...agendas.map(({ meetings }) => meetings.map(({ parties }) => parties))]).toEqual(['operational', ...offices.map(() => [offices])]);
  }, longEnough);

  it('shows names of any kind as they are: in the preview of a table, its timetable, and on paper', async () => {
    const complaints = visited.complaints.length, { secretariat: secretary } = hall, quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    const attend = hostile.offices.map((name, i) => ({ name, state: ['IL', 'EE'][i]! })), sent: Person[] = [], ids: AuthorityId[] = [];
    for (const { name, state } of attend) {
      ids.push(await people.admit(name, state));
      sent.push(await people.enrol(`Person of ${state}`, name, people.officers[0], 'focal-point'));
    }
    ({ id: hall.id } = await secretary.addSession({ kind: 'operational', title: 'Names', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 30, days: [{ date: dayAhead(20), starts: ['09:00', '09:30'], breaks: [] }], cases: [] }));
    await page.locator('.nav a[href="/sessions"]').click();
    await page.locator(`a[href="/sessions/${hall.id}"]`).click();
    await hall.to('hall.set-up');
    const rows = (table: 'rooms' | 'delegates'): string => (table === 'rooms' ? hostile.rooms.map((name) => `${quoted(name)},table,6`) : hostile.delegates.map((name, i) => `${attend[i]!.state},${quoted(attend[i]!.name)},${quoted(name)}`)).join('\n');
    await hall.import('rooms');
    const text = hall.sheet.getByLabel(say('hall.import-text'), { exact: true });
    await text.fill(`name,class,seats\n${overridden},table,6\n${formula},table,6`);
    for (const line of [2, 3]) await hall.sheet.getByText(say('hall.import-cell', { line, column: 'name', what: say('hall.import-malformed') })).waitFor();
    await text.fill(`name,class,seats\n${rows('rooms')}`);
    await hall.sheet.getByRole('listitem').nth(2).waitFor();
    const found = [['rooms', await faultsOfNames(page, hostile.rooms)]];
    await hall.takeImported(3);
    await hall.import('offices');
    await text.fill(`state,authority\n${attend.map(({ state, name }) => `${state},${quoted(name)}`).join('\n')}`);
    await hall.sheet.getByRole('listitem').nth(1).waitFor();
    found.push(['offices', await faultsOfNames(page, hostile.offices)]);
    await hall.takeImported(2);
    await hall.import('delegates');
    await text.fill(`state,authority,name\n${rows('delegates')}`);
    await hall.sheet.getByRole('listitem').nth(1).waitFor();
    found.push(['delegates', await faultsOfNames(page, [...hostile.offices, ...hostile.delegates])]);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.screenshot({ path: path.join(shots, `sessions-names-import-${language}.png`) });
    await page.setViewportSize({ width: 1280, height: 800 });
    await hall.takeImported(2);
    for (const [table, count] of [['offices', 2], ['rooms', 3], ['delegates', 2]] as const) await page.getByRole('region', { name: say(`hall.${table}`), exact: true }).getByRole('heading', { name: new RegExp(`${count}$`) }).waitFor();
    found.push(['set-up', await faultsOfNames(page, [...hostile.offices, ...hostile.rooms, ...hostile.delegates])]);
    const asked = [], places = await secretary.rooms(hall.id);
    for (const [asking, answering] of [[0, 1], [1, 0]] as const) {
      const made = await meetingsOf(sent[asking]!.client).ask(hall.id, { parties: [ids[answering]!], terms: { room: { class: 'table', security: 0, equipment: [] } }, wishes: { priority: 2, delegates: [] }, topic: null });
      asked.push(await meetingsOf(sent[answering]!.client).accept(hall.id, made.id, made.version, { priority: 2, delegates: [] }));
    }
    const [first, second] = [0, 1].map((n) => places.find(({ name }) => name === hostile.rooms[n])!);
    const draft = await secretary.edit(hall.id, asked.map(({ id: request }, i) => ({ request, version: 0, place: { at: { date: dayAhead(20), time: ['09:00', '09:30'][i]! }, room: [first, second][i]!.id, interpreter: null }, pinned: false })));
    await hall.to('hall.timetable');
    await page.locator('.hall-cell').nth(1).waitFor();
    found.push(['timetable', await faultsOfNames(page, hostile.rooms)]);
    await page.getByRole('radio', { name: say('hall.by-offices') }).check({ force: true });
    await page.locator('.hall-cell').nth(3).waitFor();
    found.push(['by offices', await faultsOfNames(page, hostile.offices)]);
    await hall.cell(asked[0]!.id).first().click();
    await hall.sheet.waitFor();
    found.push(['a meeting', await faultsOfNames(page, [...hostile.offices, hostile.rooms[0]])]);
    await page.keyboard.press('Escape');
    await secretary.publish(hall.id, draft.version);
    await hall.to('hall.print');
    await page.locator('.agenda-sheet').nth(1).waitFor();
    found.push(['sheets', await faultsOfNames(page, [...hostile.offices, hostile.rooms[0], hostile.rooms[1]])]);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.screenshot({ path: path.join(shots, `sessions-names-print-${language}.png`), fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const sort of ['hall.print-rooms', 'hall.print-list'] as const) {
      await page.getByRole('radio', { name: say(sort), exact: true }).check({ force: true });
      await page.locator('.agenda-sheet tbody tr').nth(1).waitFor();
      found.push([sort, await faultsOfNames(page, [hostile.rooms[0], hostile.rooms[1]])]);
    }
    expect(found).toEqual(found.map(([where]) => [where, []]));
    expect(visited.complaints.slice(complaints)).toEqual([]);
  }, longEnough);
});
