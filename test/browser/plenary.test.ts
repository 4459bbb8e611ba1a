/**
 * A plenary of 132 offices of 72 States from its import to the minutes of a meeting, at the screens of the secretariat and of two delegates; the other offices ask and
 * accept by their own devices. In English; the pages are looked at in both languages by the tests of each of them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AuthorityId, DelegateId, MeetingRequestId } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { states } from '../../apps/web/src/states/en.js';
import { admitMany, bargainAt, delegationOf } from '../scenario/delegations.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import type { Delegation, OfficeName } from '../support/delegations.js';
import { Wire } from '../support/network.js';
import { calendarAt } from './calendar.js';
import { catalogue } from './catalogue.js';
import { HallDesk } from './hall.js';
import { signInOn } from './person.js';
import { bare, printed } from './printed.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const say = await catalogue('en');
const plenary = 'Thirteenth plenary', topic = 'Accounts at the harbour bank';
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [first, last] = [dayAhead(20), dayAhead(21)];

/** 72 States: Spain and Kazakhstan, of which somebody has a browser here, and 70 others, most of which send two offices. */
const ours: OfficeName = { name: 'Fiscalía Especial', state: 'ES' }, theirs: OfficeName = { name: 'General Prosecution', state: 'KZ' };
const others = Object.keys(states).filter((code) => code !== 'ES' && code !== 'KZ' && code !== 'UN').slice(0, 70);
const names: OfficeName[] = [...others.map((state) => ({ name: 'Asset Recovery Office', state })), ...others.slice(0, 60).map((state) => ({ name: 'Prosecution Service', state }))];
/** Agreed besides the two that are agreed at the screen. */
const bargains = 66;

describe('a plenary of 132 offices, in browsers', () => {
  let browser: Browser, people: People, hall: HallDesk;
  let [ana, ben]: Person[] = [];
  let secretariat: Visit, one: Visit, other: Visit;
  let delegations: Delegation[];
  let wires: Wire[] = [];
  const desk = (person: Person) => meetingsOf(person.client);
  const tab = (page: Page, name: 'talks.agenda' | 'talks.requests' | 'talks.attending') => page.getByRole('navigation', { name: say('hall.parts') }).getByRole('link', { name: say(name), exact: true });
  const button = (page: Page, name: Parameters<typeof say>[0]) => page.getByRole('button', { name: say(name), exact: true });
  const sheet = (page: Page) => page.getByRole('dialog');
  const group = (page: Page, turn: 'answer' | 'wait' | 'agreed') => page.getByRole('region', { name: say(`talks.turn-${turn}`), exact: true });

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    people.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    for (const { name, state } of [ours, theirs]) await people.admit(name, state);
    ana = await people.enrol('Ana Ruiz', ours.name, people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Omarov', theirs.name, people.officers[0], 'focal-point');
    delegations = [await delegationOf(people, ana, ours), await delegationOf(people, ben, theirs), ...await admitMany(people, names)];
    secretariat = await signInOn(browser, people, people.officers[0], 'Secretariat desk');
    one = await signInOn(browser, people, ana, 'Madrid desk');
    other = await signInOn(browser, people, ben, 'Astana desk');
    hall = new HallDesk(secretariat.page, say, people.officers[1].client);
  }, longEnough);
  afterAll(async () => {
    for (const wire of wires) wire.close();
    await browser?.close();
    await people?.end();
  });

  it('is set up from tables, of which a faulty line is named before anything is written', async () => {
    expect([delegations.length, new Set(delegations.map(({ state }) => state)).size]).toEqual([132, 72]);
    await hall.open(plenary, { first, last, from: '09:00', to: '12:20' });
    const rows = delegations.map(({ name, state }) => `${states[state]!.includes(',') ? `"${states[state]!}"` : states[state]!},${name}`);
    await hall.take('offices', ['state,authority', ...rows].join('\n'), 132, { line: 'XX,Nobody', says: say('hall.import-cell', { line: 134, column: 'authority', what: say('hall.import-unknown-authority') }) });
    await hall.take('rooms', ['name,class,seats', ...Array.from({ length: 12 }, (_, i) => `Table ${i + 1},table,6`)].join('\n'), 12);
    await hall.take('interpreters', 'name;from;to\nOlga Sidorova;ru;en\nJean Martin;fr;en', 2);
    const people_ = delegations.flatMap(({ state, name }, i) => [`${state},${name},Head of delegation ${i},`, `${state},${name},Adviser ${i},`]);
    await hall.take('delegates', ['state,authority,name,practitioner', `ES,${ours.name},Ana Ruiz,${ana!.id}`, `KZ,${theirs.name},Ben Omarov,${ben!.id}`, ...people_].join('\n'), 266);
    await hall.openToAll();
  }, longEnough);

  it('has what two delegates asked, proposed and accepted at their screens, and what the others did by their devices', async () => {
    for (const { page } of [one, other]) {
      await page.locator('.nav a[href="/sessions"]').click();
      await page.getByRole('link', { name: plenary }).click();
      await page.getByRole('heading', { level: 1, name: plenary }).waitFor();
    }
    await tab(one.page, 'talks.attending').click();
    await one.page.getByRole('link', { name: say('talks.ask-name', { name: theirs.name }) }).click();
    await one.page.getByLabel(say('talks.room'), { exact: true }).selectOption('table');
    await one.page.getByRole('checkbox', { name: 'Ana Ruiz' }).check();
    await one.page.getByRole('textbox', { name: say('talks.topic'), exact: true }).fill(topic);
    await one.page.getByRole('checkbox', { name: /Ben Omarov/ }).check();
    await button(one.page, 'talks.send').click();
    await one.page.getByText(topic).waitFor();
    await tab(other.page, 'talks.requests').click();
    await group(other.page, 'answer').getByRole('link', { name: new RegExp(ours.name) }).click();
    await button(other.page, 'talks.do-counter').click();
    await sheet(other.page).getByLabel(say('talks.length'), { exact: true }).selectOption('2');
    await button(other.page, 'talks.sign-counter').click();
    await sheet(other.page).waitFor({ state: 'detached' });
    await button(one.page, 'talks.do-accept').click();
    await button(one.page, 'talks.sign-accept').click();
    await sheet(one.page).waitFor({ state: 'detached' });
    await other.page.getByText(say('talks.state-of-accepted'), { exact: true }).first().waitFor();

    const bargain = bargainAt(people, hall.id), { length } = delegations;
    for (let i = 0; i < bargains; i += 1) {
      // The two at the screen meet four others each.
      const asking = delegations[i < 8 ? i % 2 : (i * 2) % length]!, asked = delegations[i < 8 ? 20 + i * 5 : (i * 2 + 31) % length]!;
      await bargain.agree(asking, asked, i % 11 === 10 ? { languages: ['en', 'fr'] } : {}, [1 + (i % 3), 2] as [number, number]);
    }
    // One more, agreed at both screens.
    await tab(other.page, 'talks.attending').click();
    await other.page.getByRole('link', { name: say('talks.ask-name', { name: ours.name }) }).click();
    await button(other.page, 'talks.send').click();
    await other.page.getByRole('heading', { level: 2, name: new RegExp(ours.name) }).waitFor();
    await tab(one.page, 'talks.requests').click();
    await group(one.page, 'answer').getByRole('link', { name: new RegExp(theirs.name) }).click();
    await button(one.page, 'talks.do-accept').click();
    await button(one.page, 'talks.sign-accept').click();
    await sheet(one.page).waitFor({ state: 'detached' });
    const requests = await hall.secretariat.requests(hall.id);
    expect([requests.length, requests.filter(({ sound, state, acts }) => sound && state === 'accepted' && new Set(acts.map(({ authority }) => authority)).size === 2).length]).toEqual([bargains + 2, bargains + 2]);
  }, longEnough);

  it('is planned, with all that is agreed', async () => {
    await hall.to('hall.timetable');
    await hall.page.getByRole('heading', { name: say('hall.unplaced', { count: bargains + 2 }) }).waitFor();
    expect(await hall.plan('hall.plan')).toBe(bargains + 2);
    await hall.page.getByText(say('hall.count', { placed: '68', all: '68' })).waitFor();
    expect((await hall.page.locator('.hall-row-head').allInnerTexts()).map(bare)).toEqual(Array.from({ length: 12 }, (_, i) => `Table${i + 1}`));
    // Of offices that are called the same, each has its State beside its name.
    const titles = await hall.page.locator('.hall-cell-title').allInnerTexts();
    expect(titles.filter((title) => /^\P{L}*(Asset Recovery Office|Prosecution Service)\P{L}*$/u.test(title))).toEqual([]);
  }, longEnough);

  it('is adjusted with the mouse and by keyboard, step by step and back, around what is pinned or locked; a colleague’s move in between is a choice', async () => {
    const { page } = hall, to = await hall.movable(), planned = await hall.placement(to.meeting);
    await hall.drag(to.meeting, to);
    const dragged = await hall.movedFrom(planned);
    expect(dragged.place).toEqual({ ...planned.place, at: { date: to.date, time: to.time } });
    await hall.carry(to.meeting);
    const carried = await hall.movedFrom(dragged);
    await hall.button('hall.undo').click();
    expect((await hall.movedFrom(carried)).place).toEqual(dragged.place);
    await page.keyboard.press('Control+Shift+z');
    expect((await hall.movedFrom(dragged)).place).toEqual(carried.place);
    await hall.cell(to.meeting).focus();
    await page.keyboard.press('p');
    await hall.until(async () => (await hall.placement(to.meeting)).pinned);
    const chip = page.getByRole('group', { name: say('hall.lock-days') }).getByRole('button').nth(carried.place!.at.date === first ? 0 : 1);
    await chip.click();
    await page.locator('.hall-column-locked').first().waitFor();
    await hall.cell(to.meeting).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('status').filter({ hasText: say('hall.said-locked') }).waitFor();
    await hall.cell(to.meeting).click();
    await hall.sheet.getByText(say('hall.said-locked')).waitFor();
    expect(await hall.button('hall.put', hall.sheet).count()).toBe(0);
    await page.keyboard.press('Escape');
    // A lock is a step, too.
    await hall.button('hall.undo').click();
    await page.locator('.hall-column-locked').first().waitFor({ state: 'detached' });
    // Who else is at it is seen, and what they have in hand.
    await hall.secretariat.bePresent(hall.id, { here: true, holding: planned.request });
    await page.getByText(/Kari Holm\P{L}* has .* in hand/u).waitFor();
    await page.locator(`.hall-cell-held[data-meeting="${to.meeting}"]`).waitFor();
    // A colleague puts it back to where the plan had it; what the secretary takes back now is not theirs alone any more.
    await hall.secretariat.edit(hall.id, [{ ...planned, version: (await hall.placement(to.meeting)).version }]);
    await hall.button('hall.undo').click();
    const conflict = page.getByRole('alert').filter({ has: hall.button('hall.conflict-theirs') });
    await conflict.getByText(/Kari Holm/).waitFor();
    await page.screenshot({ path: path.join(shots, 'plenary-conflict.png'), fullPage: true });
    await hall.button('hall.conflict-theirs', conflict).click();
    await conflict.waitFor({ state: 'detached' });
    expect(await hall.placement(to.meeting)).toMatchObject({ place: planned.place, pinned: false });
    await hall.secretariat.bePresent(hall.id, { here: false, holding: null });
    await page.locator('.hall-others').waitFor({ state: 'detached' });
    // And the other way round.
    await hall.cell(to.meeting).focus();
    await page.keyboard.press('p');
    await hall.until(async () => (await hall.placement(to.meeting)).pinned);
    await hall.secretariat.edit(hall.id, [{ ...planned, place: carried.place, version: (await hall.placement(to.meeting)).version }]);
    await hall.button('hall.undo').click();
    await hall.button('hall.conflict-mine', conflict).click();
    await conflict.waitFor({ state: 'detached' });
    await hall.until(async () => JSON.stringify((await hall.placement(to.meeting)).place) === JSON.stringify(planned.place));
    // Whoever interprets is seen where it is needed.
    const interpreted = [...(await hall.draft()).values()].find(({ place }) => place !== null && place.interpreter !== null)!;
    const [party] = (await hall.secretariat.request(hall.id, interpreted.request)).terms.parties;
    const office = page.getByLabel(say('hall.filter-office'), { exact: true });
    await office.selectOption(party!);
    await hall.cell(interpreted.request).click();
    await hall.sheet.locator('dd').getByText('Jean Martin').waitFor();
    await page.keyboard.press('Escape');
    await office.selectOption('');
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
  }, longEnough);

  it('is published to those who meet, unless somebody of them is in a meeting of another session, which is named', async () => {
    const { page, secretariat: secretary } = hall, talk = (await hall.secretariat.requests(hall.id)).find(({ terms }) => terms.space !== null)!;
    const { at } = (await hall.placement(talk.id)).place!, parties = delegations.slice(0, 2).map(({ authority }) => authority);
    const { id: elsewhere } = await secretary.addSession({ kind: 'operational', title: 'Harbour working group', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 30, days: [{ date: at.date, starts: [at.time], breaks: [] }], cases: [] });
    await secretary.writeOffices(elsewhere, parties.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const [row] = await secretary.writeDelegates(elsewhere, [{ version: 0, id: crypto.randomUUID() as DelegateId, authority: parties[0]!, name: 'Ana Ruiz', practitioner: ana!.id, away: [], remote: null }]);
    const asked = await desk(ana!).ask(elsewhere, { parties: [parties[1]!], terms: {}, wishes: { priority: 2, delegates: [row!.id] }, topic: null });
    await desk(ben!).accept(elsewhere, asked.id, asked.version, { priority: 2, delegates: [] });
    await secretary.publish(elsewhere, (await secretary.edit(elsewhere, [{ request: asked.id, version: 0, place: { at, room: null, interpreter: null }, pinned: false }])).version);
    await page.getByText(say('hall.clashes', { count: 1 })).waitFor();
    await hall.button('hall.publish').click();
    await hall.sheet.getByText(/Ana Ruiz\P{L}* \(at another session\): in another meeting then/u).waitFor();
    await hall.sheet.getByRole('link', { name: /Harbour working group/ }).waitFor();
    expect(await hall.button('hall.publish-now', hall.sheet).isDisabled()).toBe(true);
    await page.screenshot({ path: path.join(shots, 'plenary-elsewhere.png') });
    await page.keyboard.press('Escape');
    await secretary.publish(elsewhere, (await secretary.edit(elsewhere, [{ request: asked.id, version: 1, place: null, pinned: false }])).version);
    await hall.publish(1);
    await tab(one.page, 'talks.agenda').click();
    await button(one.page, 'talks.late').first().waitFor();
    expect((await desk(ana!).agenda(hall.id)).meetings.length).toBe(6);
  }, longEnough);

  it('is mended with few changes when a delegation is late and a room is lost, of which none but those concerned are told', async () => {
    const before = await hall.secretariat.agenda(hall.id);
    await button(one.page, 'talks.late').first().click();
    await one.page.getByText(say('talks.late-told')).waitFor();
    await hall.page.getByText(say('hall.clashes', { count: 1 })).waitFor();
    const late = (await desk(ana!).agenda(hall.id)).meetings[0]!;
    const [lost] = [...Map.groupBy(before.meetings.filter(({ request }) => request !== late.request), ({ room }) => room!.name)].sort(([, a], [, b]) => a.length - b.length)[0]!;
    const hit = before.meetings.filter(({ request, room }) => request === late.request || room!.name === lost);
    await hall.lose(lost);
    await hall.page.getByText(say('hall.clashes', { count: hit.length })).waitFor();
    await hall.button('hall.publish').click();
    await hall.sheet.locator('.notice-danger').waitFor();
    expect(await hall.button('hall.publish-now', hall.sheet).isDisabled()).toBe(true);
    await hall.page.keyboard.press('Escape');
    wires = await Promise.all(delegations.slice(2).map((delegation) => Wire.open(people.service.url, delegation)));
    const moved = await hall.plan('hall.replan');
    expect([moved >= hit.length, moved <= 2 * hit.length]).toEqual([true, true]);
    await hall.publish(2);
    // What all are told of afterwards, everybody has heard after it.
    await hall.secretariat.writeRooms(hall.id, [{ version: 0, id: crypto.randomUUID() as never, name: 'Table 13', class: 'table', seats: 6, security: 0, equipment: [], away: [] }]);
    const heard = (wire: Wire, of: string): boolean => wire.heard.some(({ event, payload }) => event === 'meetings:changed' && (payload as { of: string }).of === of);
    for (const wire of wires) await wire.until(() => heard(wire, 'roster'), 'word of the room');
    const after = await hall.secretariat.agenda(hall.id), changed = new Set(after.changes.map(({ request }) => request));
    const concerned = new Set<AuthorityId>(after.meetings.filter(({ request }) => changed.has(request)).flatMap(({ parties }) => parties));
    expect(after.meetings.length).toBe(before.meetings.length);
    expect(wires.flatMap((wire, i) => (heard(wire, 'published') ? [delegations[i + 2]!.authority] : [])).sort()).toEqual(delegations.slice(2).flatMap(({ authority }) => (concerned.has(authority) ? [authority] : [])).sort());
    await one.page.getByText(say('talks.changes', { version: 1 })).waitFor();
  }, longEnough);

  it('is in the hands of a delegation on paper and in its calendar, both as it was published', async () => {
    const { page } = one, { meetings } = await desk(ana!).agenda(hall.id);
    await page.getByRole('link', { name: say('talks.print') }).click();
    await page.getByRole('article', { name: 'Agenda of the delegation' }).or(page.locator('.agenda-sheet')).first().waitFor();
    const { size, texts } = await printed(page, path.join(shots, 'plenary-agenda.pdf'));
    expect(size).toEqual([595, 842]);
    const paper = bare(texts.join(' '));
    for (const { at, room, parties } of meetings) {
      const { name, state } = delegations.find(({ authority }) => parties.includes(authority) && authority !== delegations[0]!.authority)!;
      expect(paper).toContain(bare(`${name} (${states[state]!})`));
      expect(paper).toContain(bare(room!.name));
      expect(paper).toContain(bare(at.time));
    }
    await tab(page, 'talks.agenda').click();
    await button(page, 'talks.feed-make').click();
    const { text, entries } = await calendarAt(await page.getByRole('group', { name: say('talks.feed-address') }).innerText());
    expect(entries).toEqual(meetings.map(({ startsAt, endsAt, room }) => ({ uid: expect.any(String), startsAt, endsAt, location: expect.stringContaining(room!.name) })));
    expect([theirs.name, topic].filter((word) => text.includes(word))).toEqual([]);
  }, longEnough);

  it('has minutes that both sides of a meeting write at once', async () => {
    const held = (await desk(ana!).requests(hall.id)).find(({ terms }) => terms.space !== null)!.id satisfies MeetingRequestId;
    for (const { page } of [one, other]) {
      await tab(page, 'talks.requests').click();
      await group(page, 'agreed').locator(`a[href*="${held}"]`).click();
      await page.getByText(topic).waitFor();
    }
    const minutes = (page: Page) => page.getByRole('textbox', { name: say('note.text', { title: say('talks.paper-minutes') }) });
    await button(one.page, 'talks.begin-minutes').click();
    await minutes(one.page).click();
    await one.page.keyboard.type('Present:');
    await one.page.keyboard.press('Enter');
    await one.page.keyboard.type('–');
    await other.page.getByRole('link', { name: say('talks.paper-minutes'), exact: true }).click();
    await minutes(other.page).getByText('–').waitFor();
    await minutes(other.page).locator('p').first().click();
    await other.page.keyboard.press('End');
    await Promise.all([one.page.keyboard.type(' Ana speaks of May', { delay: 20 }), other.page.keyboard.type(' Ana and Ben', { delay: 20 })]);
    for (const { page } of [one, other]) for (const words of ['Present: Ana and Ben', '– Ana speaks of May']) await minutes(page).getByText(words, { exact: true }).waitFor();
    expect([secretariat, one, other].flatMap(({ complaints }) => complaints)).toEqual([]);
  }, longEnough);
});
