/**
 * A plenary of 132 offices of 72 States from its import to the minutes of a meeting, at the screens of the secretariat and of two delegates; the other offices ask and
 * accept by their own devices. In English; the pages are looked at in both languages by the tests of each of them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { AuthorityId, DelegateId, MeetingRequestId, OutcomeWordBody } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { states } from '../../apps/web/src/states/en.js';
import { admitMany, bargainAt, delegationOf } from '../scenario/delegations.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { doorOf, type Delegation, type OfficeName } from '../support/delegations.js';
import { Wire } from '../support/network.js';
import { letPass } from '../support/past-session.js';
import { calendarAt } from './calendar.js';
import { catalogue } from './catalogue.js';
import { DelegateDesk, writeMinutes } from './delegate.js';
import { HallDesk } from './hall.js';
import { signInOn } from './person.js';
import { bare, printed } from './printed.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const say = await catalogue('en');
/** All rooms and slots are in sight: in a part of them no meeting may have anywhere else to go. */
const wholeHall = { width: 1960, height: 950 };
const plenary = 'Thirteenth plenary', topic = 'Accounts at the harbour bank';
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [first, last] = [dayAhead(20), dayAhead(21)];

/** 72 States: Spain and Kazakhstan, of which somebody has a browser here, and 70 others, most of which send two offices. */
const ours: OfficeName = { name: 'Fiscalía Especial', state: 'ES' }, theirs: OfficeName = { name: 'General Prosecution', state: 'KZ' };
const others = Object.keys(states).filter((code) => code !== 'ES' && code !== 'KZ' && code !== 'UN').slice(0, 70);
const names: OfficeName[] = [...others.map((state) => ({ name: 'Asset Recovery Office', state })), ...others.slice(0, 60).map((state) => ({ name: 'Prosecution Service', state }))];
/** Agreed besides the two that are agreed at the screen. */
const bargains = 66;
/** Of three offices: one at the screen of two of them, the others by devices. */
const threes = 6, agreed = bargains + 2 + threes;

describe('a plenary of 132 offices, in browsers', () => {
  let browser: Browser, people: People, hall: HallDesk;
  let [ana, ben]: Person[] = [];
  let secretariat: Visit, beside: Visit, one: DelegateDesk, other: DelegateDesk;
  let delegations: Delegation[];
  let wires: Wire[] = [];
  /** The meeting of three that was asked for at the screen, and who is its third. */
  let three: MeetingRequestId;
  const third = 16;
  /** What was agreed by devices, in that order: where a timetable has them differs from run to run. */
  const byDevices: MeetingRequestId[] = [];
  const desk = (person: Person) => meetingsOf(person.client);

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    people.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    for (const { name, state } of [ours, theirs]) await people.admit(name, state);
    ana = await people.enrol('Ana Ruiz', ours.name, people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Omarov', theirs.name, people.officers[0], 'focal-point');
    delegations = [await delegationOf(people, ana, ours), await delegationOf(people, ben, theirs), ...await admitMany(people, names)];
    secretariat = await signInOn(browser, people, people.officers[0], 'Secretariat desk', { viewport: wholeHall });
    one = new DelegateDesk(await signInOn(browser, people, ana, 'Madrid desk'), say);
    other = new DelegateDesk(await signInOn(browser, people, ben, 'Astana desk'), say);
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
    for (const desk of [one, other]) await desk.enter(plenary);
    await one.ask(theirs.name, { words: topic, ours: 'Ana Ruiz', theirs: 'Ben Omarov' });
    await other.openAsked(ours.name);
    await other.button('talks.do-counter').click();
    await other.sheet.getByLabel(say('talks.length'), { exact: true }).selectOption('2');
    await other.button('talks.sign-counter').click();
    await other.sheet.waitFor({ state: 'detached' });
    await one.accept();
    await other.page.getByText(say('talks.state-of-accepted'), { exact: true }).first().waitFor();

    const bargain = bargainAt(people, hall.id), { length } = delegations;
    for (let i = 0; i < bargains; i += 1) {
      // The two at the screen meet four others each.
      const asking = delegations[i < 8 ? i % 2 : (i * 2) % length]!, asked = delegations[i < 8 ? 20 + i * 5 : (i * 2 + 31) % length]!;
      byDevices.push((await bargain.agree(asking, asked, i % 11 === 10 ? { languages: ['en', 'fr'] } : {}, [1 + (i % 3), 2] as [number, number])).id);
    }
    // One more, agreed at both screens.
    await other.ask(ours.name);
    await one.openAsked(theirs.name);
    await one.accept();
    // Of several: asked and accepted at the screens, and by the device of a third office; and by devices alone.
    await one.askSeveral([theirs.name, delegations[third]!.name], [delegations[1]!.authority, delegations[third]!.authority]);
    await other.openAsked(ours.name);
    await other.accept();
    three = (await hall.secretariat.requests(hall.id)).find(({ terms }) => terms.parties.length === 3)!.id;
    await bargain.join(delegations[third]!, three);
    await one.page.getByText(say('talks.state-of-accepted'), { exact: true }).first().waitFor();
    for (let i = 1; i < threes; i += 1) {
      const [asking, asked, last] = [60, 90, 120].map((n) => delegations[n + i]!) as [Delegation, Delegation, Delegation];
      await bargain.join(last, (await bargain.agree(asking, asked, { parties: [asking, asked, last].map(({ authority }) => authority) })).id);
    }
    const requests = await hall.secretariat.requests(hall.id);
    expect([requests.length, requests.filter(({ sound, state, acts, terms }) => sound && state === 'accepted' && new Set(acts.map(({ authority }) => authority)).size === terms.parties.length).length]).toEqual([agreed, agreed]);
  }, longEnough);

  it('is planned, with all that is agreed', async () => {
    await hall.to('hall.timetable');
    await hall.page.getByRole('heading', { name: say('hall.unplaced', { count: agreed }) }).waitFor();
    expect(await hall.plan('hall.plan')).toBe(agreed);
    await hall.page.getByText(say('hall.count', { placed: String(agreed), all: String(agreed) })).waitFor();
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
    await hall.sent();
    await hall.button('hall.undo').click();
    expect((await hall.movedFrom(carried)).place).toEqual(dragged.place);
    await hall.sent();
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
    // A colleague puts it back to where it was dragged; what the secretary takes back now is not theirs alone any more.
    await hall.secretariat.edit(hall.id, [{ ...dragged, pinned: false, version: (await hall.placement(to.meeting)).version }]);
    await hall.button('hall.undo').click();
    const conflict = page.getByRole('alert').filter({ has: hall.button('hall.conflict-theirs') });
    await conflict.getByText(/Kari Holm/).waitFor();
    await page.screenshot({ path: path.join(shots, 'plenary-conflict.png'), fullPage: true });
    await hall.button('hall.conflict-theirs', conflict).click();
    await conflict.waitFor({ state: 'detached' });
    expect(await hall.placement(to.meeting)).toMatchObject({ place: dragged.place, pinned: false });
    await hall.secretariat.bePresent(hall.id, { here: false, holding: null });
    await page.locator('.hall-others').waitFor({ state: 'detached' });
    // And the other way round.
    await hall.cell(to.meeting).focus();
    await page.keyboard.press('p');
    await hall.until(async () => (await hall.placement(to.meeting)).pinned);
    await hall.sent();
    await hall.secretariat.edit(hall.id, [{ ...planned, place: carried.place, version: (await hall.placement(to.meeting)).version }]);
    await hall.button('hall.undo').click();
    await hall.button('hall.conflict-mine', conflict).click();
    await conflict.waitFor({ state: 'detached' });
    await hall.until(async () => JSON.stringify((await hall.placement(to.meeting)).place) === JSON.stringify(dragged.place));
    // Whoever interprets is seen where it is needed.
    const interpreted = [...(await hall.draft()).values()].find(({ place }) => place !== null && place.interpreter !== null)!;
    const [party] = (await hall.secretariat.request(hall.id, interpreted.request)).terms.parties;
    const office = page.getByLabel(say('hall.filter-office'), { exact: true });
    await office.selectOption(party!);
    await (await hall.seek(interpreted.request)).click();
    await hall.sheet.locator('dd').getByText('Jean Martin').waitFor();
    await page.keyboard.press('Escape');
    await office.selectOption('');
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
  }, longEnough);

  it('has a meeting of three, which clashes with what each of its parties has then, and is taken back', async () => {
    const { page, secretariat: secretary } = hall, draft = await hall.draft(), [requests, { slots }, rooms] = await Promise.all([secretary.requests(hall.id), secretary.session(hall.id), secretary.rooms(hall.id)]);
    const terms = new Map(requests.map((request) => [request.id, request.terms])), { parties } = terms.get(three)!;
    const begins = (at: { date: string; time: string }): number => slots.findIndex(({ date, time }) => date === at.date && time === at.time);
    const placed = [...draft.values()].flatMap(({ request, place }) => (place === null ? [] : [{ request, room: place.room, all: terms.get(request)!.parties, slots: Array.from({ length: terms.get(request)!.slots }, (_, i) => begins(place.at) + i) }]));
    const simple = placed.filter(({ request, all, slots: taken }) => taken.length === 1 && all.length === 2 && terms.get(request)!.languages === null && all.filter((each) => parties.includes(each)).length === 1);
    // A slot in which each of them has one meeting of two, with somebody else each, or could have it: nobody of it meets then.
    const has = (party: AuthorityId, slot: number) => placed.filter(({ all, slots: taken }) => taken.includes(slot) && all.includes(party));
    const freeAt = (slot: number) => rooms.filter(({ id }) => placed.every(({ room, slots: taken }) => room !== id || !taken.includes(slot)));
    const [at, others] = slots.map((_, slot) => [slot, parties.map((party) => {
      const then = has(party, slot);
      return simple.find((each) => each.all.includes(party) && (then.length === 0 ? each.all.every((one) => has(one, slot).length === 0) : then.includes(each)))?.request;
    })] as const).map(([slot, found]) => [slot, found.flatMap((request) => (request === undefined ? [] : [draft.get(request)!]))] as const)
      .findLast(([slot, found]) => found.length === 3 && new Set(found.flatMap(({ request }) => terms.get(request)!.parties)).size === 6 && has(parties[0]!, slot).every(({ request }) => request !== three) && freeAt(slot).length > 3)!;
    const { date, time } = slots[at]!, free = freeAt(at);
    await secretary.edit(hall.id, others.map(({ request, version }, i) => ({ request, version, place: { at: { date, time }, room: free[i]!.id, interpreter: null }, pinned: false })));
    const held = draft.get(three)!, office = page.getByLabel(say('hall.filter-office'), { exact: true });
    await office.selectOption(parties[0]!);
    await (await hall.seek(three)).click();
    await hall.sheet.getByLabel(say('hall.day'), { exact: true }).selectOption(date);
    await hall.sheet.getByLabel(say('hall.time'), { exact: true }).selectOption(String(at));
    const called = parties.map((party) => delegations.find(({ authority }) => authority === party)!).map(({ name, state }) => [name, states[state]!]);
    const warning = hall.sheet.locator('.notice-warning').last();
    for (const [name, state] of called) await warning.filter({ hasText: name! }).or(warning.filter({ hasText: state! })).waitFor();
    const against = await warning.innerText();
    expect(called.map((names) => names.some((name) => against.includes(name)))).toEqual([true, true, true]);
    await hall.button('hall.put', hall.sheet).click();
    await hall.sheet.waitFor({ state: 'detached' });
    const moved = await hall.movedFrom(held);
    await page.getByText(say('hall.clashes', { count: 4 })).waitFor();
    await page.getByText(say('hall.clash-list', { count: 3 }), { exact: true }).click();
    await page.locator('.hall-clashes').first().getByRole('listitem').nth(2).waitFor();
    const clashes = await page.locator('.hall-clashes').first().getByRole('listitem').allInnerTexts();
    expect(called.map((names) => clashes.filter((clash) => names.some((name) => clash.slice(clash.lastIndexOf(time)).includes(name))).length)).toEqual([1, 1, 1]);
    // By offices it stands in the row of each.
    await page.getByRole('radio', { name: say('hall.by-offices') }).check({ force: true });
    await (await hall.seek(three, 2)).waitFor();
    await page.screenshot({ path: path.join(shots, 'plenary-three.png'), fullPage: true });
    await page.getByRole('radio', { name: say('hall.by-rooms') }).check({ force: true });
    await hall.sent();
    await hall.button('hall.undo').click();
    expect((await hall.movedFrom(moved)).place).toEqual(held.place);
    const now = await hall.draft();
    await secretary.edit(hall.id, others.map(({ request, place }) => ({ request, version: now.get(request)!.version, place, pinned: false })));
    await page.getByText(say('hall.clashes', { count: 0 })).waitFor();
    await office.selectOption('');
  }, longEnough);

  it('is in two halls at once: each secretary sees what the other has in hand, and what one of them moves meanwhile the other does not overwrite', async () => {
    const [, kari] = people.officers, second = new HallDesk((beside = await signInOn(browser, people, kari, 'Second desk', { viewport: wholeHall })).page, say, people.officers[0].client);
    second.id = hall.id;
    await second.page.locator('.nav a[href="/sessions"]').click();
    await second.page.getByRole('link', { name: plenary }).click();
    await hall.page.locator('.hall-scroll').evaluate((node) => { node.scrollTo({ left: 0, top: 0, behavior: 'instant' }); });
    const { meeting } = await second.movable(), before = await hall.placement(meeting);
    await hall.page.getByText(/Kari Holm\P{L}* has this timetable open/u).waitFor();
    await second.page.getByText(/Amina Diallo\P{L}* has this timetable open/u).waitFor();
    await hall.cell(meeting).focus();
    await hall.page.keyboard.press('Space');
    await second.page.getByText(/Amina Diallo\P{L}* has .* in hand/u).waitFor();
    await second.page.locator(`.hall-cell-held[data-meeting="${meeting}"]`).waitFor();
    // Kari takes it nevertheless, and is the first to put it down.
    await second.cell(meeting).focus();
    await second.page.keyboard.press('Space');
    await hall.page.locator(`.hall-cell-held[data-meeting="${meeting}"]`).waitFor();
    await second.page.keyboard.press('Escape');
    await second.carry(meeting);
    const put = await second.movedFrom(before);
    await hall.page.locator('.hall-scroll[data-grabbed="keys"]').waitFor();
    await hall.page.locator('.hall-others').getByText(/Kari Holm\P{L}* has this timetable open/u).waitFor();
    await hall.page.keyboard.press(put.place!.at.time === '09:00' && put.place!.at.date === first ? 'End' : 'Home');
    await hall.page.keyboard.press('Enter');
    const conflict = hall.page.getByRole('alert').filter({ has: hall.button('hall.conflict-theirs') });
    await conflict.getByText(/Kari Holm/).waitFor();
    expect((await hall.placement(meeting)).place).toEqual(put.place);
    await hall.button('hall.conflict-theirs', conflict).click();
    await conflict.waitFor({ state: 'detached' });
    await second.sent();
    await second.button('hall.undo').click();
    expect((await hall.movedFrom(put)).place).toEqual(before.place);
    await second.to('hall.set-up');
    await hall.page.locator('.hall-others').waitFor({ state: 'detached' });
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
    await one.to('talks.agenda');
    await one.button('talks.late').first().waitFor();
    expect((await desk(ana!).agenda(hall.id)).meetings.length).toBe(7);
    // Of three, in the agendas of all of them and of nobody else.
    await other.enterAnew(hall.id);
    await other.item(three).getByText(delegations[third]!.name).waitFor();
    const having = await Promise.all(delegations.map(async (delegation) => ((await doorOf(people.service.url, delegation).call('agenda', { params: { id: hall.id }, query: {} })).meetings.some(({ request }) => request === three) ? [delegation.authority] : [])));
    expect(having.flat()).toEqual([0, 1, third].map((n) => delegations[n]!.authority));
  }, longEnough);

  it('is mended with few changes when a delegation is late and a room is lost, of which none but those concerned are told', async () => {
    const before = await hall.secretariat.agenda(hall.id);
    await one.button('talks.late').first().click();
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
    // Where a meeting is hit that fits nowhere else, those that give way to it move as well: few of all there are, how many is for the search to find.
    expect([moved >= hit.length, moved <= hit.length + agreed / 5]).toEqual([true, true]);
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
      for (const { name, state } of delegations.slice(1).filter(({ authority }) => parties.includes(authority))) expect(paper).toContain(bare(`${name} (${states[state]!})`));
      expect(paper).toContain(bare(room!.name));
      expect(paper).toContain(bare(at.time));
    }
    await one.to('talks.agenda');
    await one.button('talks.feed-make').click();
    const { text, entries } = await calendarAt(await page.getByRole('group', { name: say('talks.feed-address') }).innerText());
    expect(entries).toEqual(meetings.map(({ startsAt, endsAt, room }) => ({ uid: expect.any(String), startsAt, endsAt, location: expect.stringContaining(room!.name) })));
    expect([theirs.name, topic].filter((word) => text.includes(word))).toEqual([]);
  }, longEnough);

  it('has minutes that both sides of a meeting write at once', async () => {
    const held = (await desk(ana!).requests(hall.id)).find(({ terms }) => terms.space !== null)!.id;
    for (const desk of [one, other]) {
      await desk.openAgreed(held);
      await desk.page.getByText(topic).waitFor();
    }
    await writeMinutes(one, other, say);
  }, longEnough);

  it('is over, and what both sides say became of their meetings is in its figures', async () => {
    await letPass(people.service.databaseUrl, hall.id, 22);
    const { version, meetings } = await hall.secretariat.agenda(hall.id), bargain = bargainAt(people, hall.id);
    const shared = meetings.filter(({ parties }) => parties.length === 2 && delegations.slice(0, 2).every(({ authority }) => parties.includes(authority)));
    const [held, missed] = shared.map(({ request }) => request) as [MeetingRequestId, MeetingRequestId];
    // What the others say by their devices, both sides the same. Of which pair of regions a meeting is decides what the figures keep back: it is the same ones in every run.
    const turn = ({ request, parties }: (typeof meetings)[number]): number => (parties.length > 2 ? bargains : byDevices.indexOf(request));
    for (const [i, meeting] of meetings.filter((each) => !shared.includes(each)).sort((a, b) => turn(a) - turn(b)).entries()) {
      const parties = delegations.filter(({ authority }) => meeting.parties.includes(authority));
      const said: Partial<OutcomeWordBody> = i < 6 ? { outcome: 'no-show', absent: [parties[1]!.authority] } : i < 13 ? { outcome: 'cut-short' } : i < 18 ? { outcome: 'not-held', reason: 'no-interpreter' } : {};
      await bargain.became(parties, meeting, version, { outcome: 'held', ...said });
    }
    for (const desk of [one, other]) await desk.enterAnew(hall.id);
    await one.button('talks.say-held', one.item(held)).click();
    await one.item(held).getByText(say('talks.became-held'), { exact: true }).waitFor();
    await one.sayAbsent(missed, theirs.name);
    for (const request of [held, missed]) await other.button('talks.say-same', other.item(request)).click();
    for (const request of [held, missed]) await other.button('talks.say-same', other.item(request)).waitFor({ state: 'detached' });
    await other.item(missed).getByText(say('talks.became-no-show'), { exact: true }).waitFor();
    const { page } = hall;
    await page.reload();
    await hall.to('hall.went');
    const amiss = page.getByRole('region', { name: say('hall.went-amiss'), exact: true }).getByRole('listitem');
    await amiss.filter({ hasText: ours.name }).filter({ hasText: theirs.name }).waitFor();
    expect(await amiss.count()).toBe(6 + 7 + 5 + 1);
    const fates = page.getByRole('table', { name: say('figures.of-fate') }).locator('tbody tr');
    await fates.first().waitFor();
    const told = await fates.evaluateAll((rows) => rows.map((row) => [row.querySelector('th')?.textContent, row.querySelector('td')?.textContent]));
    expect(Object.fromEntries(told)).toMatchObject({ [say('figures.fate-held')]: String(agreed - 19), [say('figures.fate-no-show')]: '7', [say('figures.fate-cut-short')]: '7', [say('figures.fate-not-held')]: '5', [say('figures.fate-untold')]: '0' });
    // The figures: what was asked for, agreed, placed and held, how long offices waited, and from where to where; nothing of who or about what.
    const figures = page.getByRole('region', { name: new RegExp(plenary) }).last(), counted = await hall.secretariat.figures(hall.id);
    const facts = Object.fromEntries(await figures.locator('dl > div').evaluateAll((all) => all.map((each) => [each.querySelector('dt')!.textContent, each.querySelector('dd')!.textContent])));
    expect(facts).toEqual({ [say('figures.requests')]: String(agreed), [say('figures.accepted')]: String(agreed), [say('figures.placed')]: String(agreed), [say('figures.placed-share')]: '100%', [say('figures.met')]: String(agreed - 12), [say('figures.idle')]: String(counted.idle) });
    const pairs = figures.getByRole('table', { name: say('figures.of-pairs') }).locator('tbody tr'), cells = await pairs.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent)));
    expect(cells.find(([pair]) => pair === say('figures.pair-several'))).toEqual([say('figures.pair-several'), ...[threes, threes, threes].map(String)]);
    const words = await figures.innerText();
    expect([ours.name, theirs.name, 'Asset Recovery Office', 'Ana Ruiz', 'Ben Omarov', topic, 'Table 1'].filter((word) => words.includes(word))).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'plenary-went.png'), fullPage: true });
    expect([secretariat, beside, one.visit, other.visit].flatMap(({ complaints }) => complaints)).toEqual([]);
  }, longEnough);
});
