/**
 * A congress of 250 offices with 2,000 meetings at the screens of its secretariat and of two delegates: imported, asked for, planned, adjusted, published, mended and published
 * again; its agenda on paper and in a calendar, minutes, and what became of it. In Arabic.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { MeetingRequestId } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { agenda, importSession } from '../../apps/cli/src/commands/meetings.js';
import { states } from '../../apps/web/src/states/ar.js';
import { admitMany, bargainAt, delegationOf } from '../scenario/delegations.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import type { Delegation, OfficeName } from '../support/delegations.js';
import { letPass } from '../support/past-session.js';
import { calendarAt } from './calendar.js';
import { catalogue } from './catalogue.js';
import { DelegateDesk, writeMinutes } from './delegate.js';
import { HallDesk } from './hall.js';
import { locales, signInOn } from './person.js';
import { bare, printed } from './printed.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const say = await catalogue('ar');
const congress = 'Congress of all offices', topic = 'Accounts at the harbour bank';
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [first, last] = [dayAhead(20), dayAhead(24)];
const rooms = 80, meetings = 2_000;

/** Everybody, some with two offices; the first two have browsers here. */
const own: OfficeName = { name: 'Autoridad Central', state: 'PE' }, theirs: OfficeName = { name: 'General Prosecution', state: 'KZ' };
const others = Object.keys(states).filter((code) => code !== 'PE' && code !== 'KZ' && code !== 'UN');
const names: OfficeName[] = [...others.map((state) => ({ name: 'Central Authority', state })), ...others.slice(0, 248 - others.length).map((state) => ({ name: 'Asset Recovery Office', state }))];

describe('a congress of 250 offices with 2,000 meetings, in browsers', () => {
  let browser: Browser, people: People, hall: HallDesk, ana: Person, ben: Person;
  let secretariat: Visit, one: DelegateDesk, other: DelegateDesk;
  let shared: MeetingRequestId[];
  let delegations: Delegation[];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    people.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    for (const { name, state } of [own, theirs]) await people.admit(name, state);
    ana = await people.enrol('Ana Quispe', own.name, people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Omarov', theirs.name, people.officers[0], 'focal-point');
    delegations = [await delegationOf(people, ana, own), await delegationOf(people, ben, theirs), ...await admitMany(people, names)];
    secretariat = await signInOn(browser, people, people.officers[0], 'Secretariat desk', { locale: locales.ar }, say);
    one = new DelegateDesk(await signInOn(browser, people, ana, 'Lima desk', { locale: locales.ar }, say), say);
    other = new DelegateDesk(await signInOn(browser, people, ben, 'Astana desk', { locale: locales.ar }, say), say);
    hall = new HallDesk(secretariat.page, say, people.officers[1].client);
  }, longEnough);
  afterAll(async () => {
    await browser?.close();
    await people?.end();
  });

  it('is set up from tables', async () => {
    expect(delegations.length).toBe(250);
    await hall.open(congress, { first, last, from: '09:00', to: '13:00' });
    await hall.take('offices', ['authority;state', ...delegations.map(({ name, state }) => `${name};${states[state]!}`)].join('\n'), 250);
    await hall.take('rooms', ['name,class,seats', ...Array.from({ length: rooms }, (_, i) => `Table ${i + 1},table,6`)].join('\n'), rooms);
    await hall.take('delegates', ['state,authority,name,practitioner', `PE,${own.name},Ana Quispe,${ana.id}`, `KZ,${theirs.name},Ben Omarov,${ben.id}`, ...delegations.flatMap(({ state, name }, i) => [1, 2, 3, 4].map((n) => `${state},${name},Delegate ${i}-${n},`))].join('\n'), 1_002);
    await hall.openToAll();
  }, longEnough);

  it('has 2,000 meetings that both sides signed for, two of them at their screens', async () => {
    for (const desk of [one, other]) await desk.enter(congress);
    await one.ask(theirs.name, { words: topic, ours: 'Ana Quispe', theirs: 'Ben Omarov' });
    await other.openAsked(own.name);
    await other.page.getByText(topic).waitFor();
    await other.accept();
    await other.ask(own.name);
    await one.openAsked(theirs.name);
    await one.accept();
    shared = (await meetingsOf(ben.client).requests(hall.id)).toSorted((a, b) => (a.terms.space === null ? 1 : 0) - (b.terms.space === null ? 1 : 0)).map(({ id }) => id);
    const bargain = bargainAt(people, hall.id), { length } = delegations;
    const pairs = [3, 8, 19, 40, 61, 83, 110, 1].flatMap((apart) => delegations.map((asking, i) => [asking, delegations[(i + apart) % length]!] as const)).slice(0, meetings - shared.length);
    const next = pairs.entries();
    await Promise.all(Array.from({ length: 8 }, async () => { for (const [i, [asking, asked]] of next) await bargain.agree(asking, asked, {}, [1 + (i % 3), 1 + (i % 2)]); }));
    expect([shared.length, (await hall.secretariat.requests(hall.id)).filter(({ sound, state }) => sound && state === 'accepted').length]).toEqual([2, meetings]);
  }, longEnough);

  it('is planned, in a hall of which only what is in sight is in the page', async () => {
    const { page } = hall;
    await hall.to('hall.timetable');
    await page.getByRole('heading', { name: say('hall.unplaced', { count: meetings }) }).waitFor();
    const placed = await hall.plan('hall.plan');
    expect(placed).toBe(meetings);
    const grid = page.locator('.hall-scroll');
    for (const by of ['hall.by-rooms', 'hall.by-offices'] as const) {
      await page.getByRole('radio', { name: say(by) }).check({ force: true });
      for (const share of [0, 0.5, 1]) {
        await grid.evaluate((node, to) => { node.scrollTo({ left: -to * node.scrollWidth, top: to * node.scrollHeight, behavior: 'instant' }); }, share);
        await page.locator('.hall-cell').nth(20).waitFor();
        expect(await page.locator('.hall-cell').count()).toBeLessThan(300);
      }
    }
    await page.getByRole('radio', { name: say('hall.by-rooms') }).check({ force: true });
    await grid.evaluate((node) => { node.scrollTo({ left: 0, top: 0, behavior: 'instant' }); });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.locator('.hall-cell').first().waitFor();
        await page.screenshot({ path: path.join(shots, `congress-${colorScheme}-${width}.png`), fullPage: true });
        expect([width, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)]).toEqual([width, false]);
      }
    }
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize({ width: 1280, height: 800 });
  }, longEnough);

  it('is adjusted with the mouse and by keyboard, and published', async () => {
    const to = await hall.movable(), planned = await hall.placement(to.meeting);
    await hall.drag(to.meeting, to);
    const dragged = await hall.movedFrom(planned);
    expect(dragged.place).toEqual({ ...planned.place, at: { date: to.date, time: to.time } });
    await hall.carry(to.meeting);
    await hall.movedFrom(dragged);
    await hall.sent();
    await hall.button('hall.undo').click();
    await hall.button('hall.undo').click();
    await hall.until(async () => JSON.stringify((await hall.placement(to.meeting)).place) === JSON.stringify(planned.place));
    await hall.publish(1);
    expect((await meetingsOf(ana.client).agenda(hall.id)).meetings.length).toBe(17);
  }, longEnough);

  it('is mended when an office is late and a room is lost, and published again', async () => {
    const { page } = one;
    await one.to('talks.agenda');
    await one.button('talks.late').first().click();
    await page.getByText(say('talks.late-told')).waitFor();
    const before = await hall.secretariat.agenda(hall.id), late = (await meetingsOf(ana.client).agenda(hall.id)).meetings[0]!;
    const lost = before.meetings.find(({ request }) => request !== late.request)!.room!.name;
    const hit = before.meetings.filter(({ request, room }) => request === late.request || room!.name === lost);
    await hall.lose(lost);
    await hall.page.getByText(say('hall.clashes', { count: hit.length })).waitFor();
    const moved = await hall.plan('hall.replan');
    expect([moved >= hit.length, moved <= 2 * hit.length]).toEqual([true, true]);
    await hall.publish(2);
    const after = await hall.secretariat.agenda(hall.id);
    expect([after.meetings.length, after.changes.length]).toEqual([before.meetings.length, moved]);
    await page.getByText(say('talks.changes', { version: 1 })).waitFor();
  }, longEnough);

  it('is the same at the command line', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'comity-congress-')), said: unknown[] = [];
    const desk = (options: object) => ({ client: people.officers[1].client, output: { show: (value: unknown) => { said.push(value); } }, settings: { rest: [hall.id], options } }) as unknown as Parameters<typeof agenda>[0];
    try {
      const [offices, people_] = [path.join(folder, 'offices.csv'), path.join(folder, 'delegates.csv')];
      writeFileSync(offices, ['authority,state', ...delegations.map(({ name, state }) => `${name},${state}`)].join('\n'));
      writeFileSync(people_, ['state,authority,name', ...delegations.flatMap(({ state, name }, i) => [1, 5].map((n) => `${state},${name},Delegate ${i}-${n}`))].join('\n'));
      await importSession(desk({ offices, delegates: people_, write: true }));
      await agenda(desk({}));
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(said).toMatchObject([{ written: true, offices: { rows: 250, changed: 250, faults: [] }, delegates: { rows: 500, changed: 250, faults: [] } }, { version: 2 }]);
    expect(said[1]).toEqual(await hall.secretariat.agenda(hall.id));
  }, longEnough);

  it('is on paper for all delegations, and in the calendar of a delegate, both as it was published', async () => {
    const { page } = one, { meetings: published } = await meetingsOf(ana.client).agenda(hall.id);
    await hall.to('hall.print');
    await hall.page.locator('.agenda-sheet').nth(delegations.length - 1).waitFor();
    expect(await hall.page.locator('.agenda-sheet tbody tr').count()).toBe(2 * meetings);
    // About a sheet for each delegation, or the list of all on a few dozen.
    const sheets = async (of: string): Promise<number> => (await printed(hall.page, path.join(shots, `congress-${of}.pdf`))).texts.length;
    expect(await sheets('delegations')).toBeLessThan(1.2 * delegations.length);
    await hall.page.getByRole('radio', { name: say('hall.print-list'), exact: true }).check({ force: true });
    await hall.page.locator('.agenda-sheet tbody tr').nth(meetings - 1).waitFor();
    expect(await sheets('list')).toBeLessThan(60);
    await page.getByRole('link', { name: say('talks.print') }).click();
    await page.getByLabel(say('talks.sheet-language')).selectOption('es');
    await page.locator('.agenda-sheet[lang=es]').waitFor();
    const { size, texts } = await printed(page, path.join(shots, 'congress-agenda.pdf')), paper = bare(texts.join(' '));
    expect(size).toEqual([595, 842]);
    for (const { at, room } of published) for (const words of [room!.name, at.time]) expect(paper).toContain(bare(words));
    await one.to('talks.agenda');
    await one.button('talks.feed-make').click();
    const { entries } = await calendarAt(await page.getByRole('group', { name: say('talks.feed-address') }).innerText());
    expect(entries).toEqual(published.map(({ startsAt, endsAt, room }) => ({ uid: expect.any(String), startsAt, endsAt, location: expect.stringContaining(room!.name) })));
  }, longEnough);

  it('has minutes that both sides of a meeting write at once', async () => {
    for (const desk of [one, other]) {
      await desk.openAgreed(shared[0]!);
      await desk.page.getByText(topic).waitFor();
    }
    await writeMinutes(one, other, say);
  }, longEnough);

  it('is over, and what both sides say became of their meetings is in its figures', async () => {
    await letPass(people.service.databaseUrl, hall.id, 25);
    const { version, meetings: published } = await hall.secretariat.agenda(hall.id), bargain = bargainAt(people, hall.id);
    const told = published.filter(({ request }) => !shared.includes(request)).slice(0, 300), next = told.entries();
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (const [, meeting] of next) await bargain.became(delegations.filter(({ authority }) => meeting.parties.includes(authority)), meeting, version, { outcome: 'held' });
    }));
    for (const desk of [one, other]) await desk.enterAnew(hall.id);
    for (const request of shared) {
      await one.button('talks.say-held', one.item(request)).click();
      await other.button('talks.say-same', other.item(request)).click();
      await other.button('talks.say-same', other.item(request)).waitFor({ state: 'detached' });
      await other.item(request).getByText(say('talks.became-held'), { exact: true }).waitFor();
    }
    const { page } = hall;
    await page.reload();
    await hall.to('hall.went');
    await page.getByText(say('hall.went-well'), { exact: true }).waitFor();
    const count = (of: 'held' | 'untold') => page.getByRole('table', { name: say('figures.of-fate') }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: say(`figures.fate-${of}`), exact: true }) }).getByRole('cell').textContent();
    await page.getByRole('table', { name: say('figures.of-fate') }).waitFor();
    const number = new Intl.NumberFormat('ar');
    expect([await count('held'), await count('untold')]).toEqual([told.length + 2, published.length - told.length - 2].map((each) => number.format(each)));
    await page.screenshot({ path: path.join(shots, 'congress-went.png'), fullPage: true });
    expect([secretariat, one.visit, other.visit].flatMap(({ complaints }) => complaints)).toEqual([]);
  }, longEnough);
});
