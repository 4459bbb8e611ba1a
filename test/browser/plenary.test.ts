/**
 * A plenary of 132 offices of 72 States from its import to the minutes of a meeting, at the screens of the secretariat and of two delegates; the other offices ask and
 * accept by their own devices. In English; the pages are looked at in both languages by the tests of each of them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import type { AuthorityId, MeetingRequestId } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { states } from '../../apps/web/src/states/en.js';
import { admitMany, Bargain, delegationOf, type Delegation, type OfficeName } from '../scenario/delegations.js';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Wire } from '../support/network.js';
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
    delegations = [await delegationOf(people, ana, ours.name, ours.state), await delegationOf(people, ben, theirs.name, theirs.state), ...await admitMany(people, names)];
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
      await page.getByRole('link', { name: say('hall.title'), exact: true }).click();
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

    const bargain = new Bargain(people, hall.id), { length } = delegations;
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
  }, longEnough);
});
