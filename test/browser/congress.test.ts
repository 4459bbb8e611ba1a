/**
 * A congress of 250 offices with 2,000 meetings at the screen of its secretariat: imported, planned, adjusted, published, mended and published again; its agenda in the
 * hands of a delegate. In Arabic.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { agenda, importSession } from '../../apps/cli/src/commands/meetings.js';
import { states } from '../../apps/web/src/states/ar.js';
import { admitMany, bargainAt, delegationOf } from '../scenario/delegations.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import type { Delegation, OfficeName } from '../support/delegations.js';
import { calendarAt } from './calendar.js';
import { catalogue } from './catalogue.js';
import { HallDesk } from './hall.js';
import { locales, signInOn } from './person.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const say = await catalogue('ar');
const congress = 'Congress of all offices';
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [first, last] = [dayAhead(20), dayAhead(24)];
const rooms = 80, meetings = 2_000;

/** Everybody, some with two offices; the first has a browser here. */
const own: OfficeName = { name: 'Autoridad Central', state: 'PE' };
const others = Object.keys(states).filter((code) => code !== 'PE' && code !== 'UN');
const names: OfficeName[] = [...others.map((state) => ({ name: 'Central Authority', state })), ...others.slice(0, 249 - others.length).map((state) => ({ name: 'Asset Recovery Office', state }))];

describe('a congress of 250 offices with 2,000 meetings, in browsers', () => {
  let browser: Browser, people: People, hall: HallDesk, ana: Person;
  let secretariat: Visit, delegate: Visit;
  let delegations: Delegation[];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    people.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    await people.admit(own.name, own.state);
    ana = await people.enrol('Ana Quispe', own.name, people.officers[0], 'focal-point');
    delegations = [await delegationOf(people, ana, own), ...await admitMany(people, names)];
    secretariat = await signInOn(browser, people, people.officers[0], 'Secretariat desk', { locale: locales.ar }, say);
    delegate = await signInOn(browser, people, ana, 'Lima desk', { locale: locales.ar }, say);
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
    await hall.take('delegates', ['state,authority,name', ...delegations.flatMap(({ state, name }, i) => [1, 2, 3, 4].map((n) => `${state},${name},Delegate ${i}-${n}`))].join('\n'), 1_000);
    await hall.openToAll();
  }, longEnough);

  it('has 2,000 meetings that both sides signed for', async () => {
    const bargain = bargainAt(people, hall.id), { length } = delegations;
    const pairs = [1, 3, 8, 19, 40, 61, 83, 110].flatMap((apart) => delegations.map((asking, i) => [asking, delegations[(i + apart) % length]!] as const));
    expect(pairs.length).toBe(meetings);
    const next = pairs.entries();
    await Promise.all(Array.from({ length: 8 }, async () => { for (const [i, [asking, asked]] of next) await bargain.agree(asking, asked, {}, [1 + (i % 3), 1 + (i % 2)]); }));
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
    await hall.button('hall.undo').click();
    await hall.button('hall.undo').click();
    await hall.until(async () => JSON.stringify((await hall.placement(to.meeting)).place) === JSON.stringify(planned.place));
    await hall.publish(1);
    expect((await meetingsOf(ana.client).agenda(hall.id)).meetings.length).toBe(16);
  }, longEnough);

  it('is mended when an office is late and a room is lost, and published again', async () => {
    const { page } = delegate;
    await page.locator('.nav a[href="/sessions"]').click();
    await page.getByRole('link', { name: congress }).click();
    await page.getByRole('button', { name: say('talks.late'), exact: true }).first().click();
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

  it('is in the calendar of a delegate as it was published', async () => {
    const { page } = delegate, { meetings: published } = await meetingsOf(ana.client).agenda(hall.id);
    await page.getByRole('button', { name: say('talks.feed-make'), exact: true }).click();
    const { entries } = await calendarAt(await page.getByRole('group', { name: say('talks.feed-address') }).innerText());
    expect(entries).toEqual(published.map(({ startsAt, endsAt, room }) => ({ uid: expect.any(String), startsAt, endsAt, location: expect.stringContaining(room!.name) })));
    expect([secretariat, delegate].flatMap(({ complaints }) => complaints)).toEqual([]);
  }, longEnough);
});
