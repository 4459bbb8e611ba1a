/** Meetings at the screens of two offices: one asks, the other proposes other terms, both agree; what is published, late, read by a calendar, and written down together. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, DelegateId, MeetingRequestId, MeetingRoomId, MeetingSessionId, Screen } from '@comity/contracts';
import { meetingsOf } from '@comity/sdk';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { MailHouse, partsOf } from '../support/smtp.js';
import { axeFindings } from './axe.js';
import { calendarAt, entriesOf } from './calendar.js';
import { catalogue, type Say } from './catalogue.js';
import { faultsOfNames, formula, hostile } from './names.js';
import { locales, signInOn } from './person.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const plenary = 'Autumn plenary';
const topic = 'Accounts at the harbour bank';
const [madrid, astana] = ['Fiscalía Especial', 'General Prosecution'] as const;
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [first, second] = [dayAhead(20), dayAhead(21)];
/** The working days round the next change of Vienna's clocks, and by how many hours these are ahead on them. */
const change = [0, 1].flatMap((later) => [2, 9].map((month) => {
  const last = new Date(Date.UTC(new Date().getUTCFullYear() + later, month + 1, 0)), sunday = last.getTime() - last.getUTCDay() * 86_400_000;
  return { sunday, days: [-2, 1].map((days) => new Date(sunday + days * 86_400_000).toISOString().slice(0, 10)), ahead: month === 2 ? [1, 2] : [2, 1] };
})).find(({ sunday }) => sunday > Date.now() + 4 * 86_400_000)!;
/** Where sessions are, how far ahead their clocks are on those days, and what a browser takes their zones for that does not know it; null: it never heard of that one. */
const cities = [{ zone: 'Europe/Vienna', ahead: change.ahead, taken: 'Etc/GMT-3' }, { zone: 'America/Vancouver', ahead: [-7, -7], taken: 'Etc/GMT+8' }, { zone: 'Asia/Almaty', ahead: [5, 5], taken: 'Etc/GMT-6' }, { zone: 'Africa/Abidjan', ahead: [0, 0], taken: null }];
/** A page of a browser whose data of these zones are others. */
const unknowing = (page: Page): Promise<unknown> => page.addInitScript((taken) => {
  const other = (options: Intl.DateTimeFormatOptions = {}) => {
    const { timeZone } = options, as = timeZone === undefined ? undefined : taken[timeZone];
    if (as === null) throw new RangeError(`Invalid time zone specified: ${timeZone}`);
    return { ...options, ...(as !== undefined && { timeZone: as }) };
  };
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, { construct: (real, [tag, options]) => new real(tag as string, other(options as undefined)), apply: (real, _, [tag, options]) => real(tag as string, other(options as undefined)) });
}, Object.fromEntries(cities.map(({ zone, taken }) => [zone, taken])) as Record<string, string | null>);
const room = (name: string) => ({ version: 0, id: crypto.randomUUID() as MeetingRoomId, name, class: 'table', seats: 6, security: 1, equipment: ['video'], away: [] });

describe.each(['en', 'ar'] as const)('meetings of two offices, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People, house: MailHouse;
  let [ana, ben]: Person[] = [];
  let [one, other]: Visit[] = [];
  let id: MeetingSessionId;
  let offices: AuthorityId[];
  const rooms = [room('Danube'), room('Prater')];
  const desk = (person: Person) => meetingsOf(person.client);
  const secretary = () => desk(people.officers[0]);

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    house = await MailHouse.open();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web', SMTP_URL: house.url, MAIL_FROM: 'meetings@comity.example' } });
    offices = [await people.admit(madrid, 'ES'), await people.admit(astana, 'KZ')];
    ana = await people.enrol('Ana Ruiz', madrid, people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Omarov', astana, people.officers[0], 'focal-point');
    const starts = ['09:00', '09:20', '09:40', '10:00'];
    ({ id } = await secretary().addSession({
      kind: 'plenary', title: plenary, place: 'Vienna', zone: 'Europe/Vienna', state: 'open', deadline: `${dayAhead(10)}T12:00:00.000Z` as never, requestsPerOffice: 5, slotMinutes: 20, days: [first, second].map((date) => ({ date, starts, breaks: [] })), cases: [],
    }));
    await secretary().writeOffices(id, offices.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    await secretary().writeRooms(id, rooms);
    await people.settled(ana, ben);
    one = await signInOn(browser, people, ana, 'Madrid desk', { locale: locales[language], timezoneId: 'America/Lima' }, say);
    other = await signInOn(browser, people, ben, 'Astana desk', { locale: locales[language], timezoneId: 'Asia/Almaty' }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
    await house.close();
  });

  /** Of all that was looked at: what is wider than the screen, and at the ends of the range of widths what a check of accessibility finds. */
  const findings: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(shots, `talks-${name}-${language}-${width}.png`), fullPage: true });
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) findings.push(`${name} at ${width}: wider than the screen`);
      if (width !== 768) findings.push(...(await axeFindings(page)).map((finding) => `${name} at ${width}: ${finding}`));
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const tab = (page: Page, name: 'talks.agenda' | 'talks.requests' | 'talks.attending') => page.getByRole('navigation', { name: say('hall.parts') }).getByRole('link', { name: say(name), exact: true });
  const link = (page: Page) => page.locator('.nav').locator('a[href="/sessions"]');
  const toSession = async (page: Page): Promise<void> => {
    await link(page).click();
    await page.getByRole('link', { name: plenary }).click();
    await page.getByRole('heading', { level: 1, name: plenary }).waitFor();
  };
  const toInbox = (page: Page): Promise<void> => page.locator('.nav').locator('a[href="/inbox"]').click();
  const inboxRow = (page: Page, what: 'inbox.meeting-ask' | 'inbox.meeting-decline', who: string) => page.locator('.inbox-meeting').filter({ hasText: new RegExp(say(what, { name: 'NAME' }).replace('NAME', `.*${who}.*`)) });
  const button = (page: Page, name: Parameters<Say>[0]) => page.getByRole('button', { name: say(name), exact: true });
  const sheet = (page: Page) => page.getByRole('dialog');
  const group = (page: Page, turn: 'answer' | 'wait' | 'agreed' | 'ended') => page.getByRole('region', { name: say(`talks.turn-${turn}`), exact: true });
  const requests = async () => (await secretary().requests(id)).toSorted((a, b) => (a.acts[0]!.at < b.acts[0]!.at ? -1 : 1));
  const publish = async (request: MeetingRequestId, time: string, at: (typeof rooms)[number]): Promise<void> => {
    const { placements } = await secretary().draft(id);
    const version = placements.find((each) => each.request === request)?.version ?? 0;
    const draft = await secretary().edit(id, [{ request, version, place: { at: { date: first, time }, room: at.id, interpreter: null }, pinned: false }]);
    await secretary().publish(id, draft.version);
  };

  it('are asked for, by whoever attends, with a topic that only the parties read', async () => {
    const { page } = one!;
    await toSession(page);
    await tab(page, 'talks.attending').click();
    await page.getByLabel(say('talks.account'), { exact: true }).selectOption({ label: 'Ana Ruiz' });
    await button(page, 'talks.add-delegate').first().click();
    await page.getByRole('list', { name: say('talks.delegates') }).getByText('Ana Ruiz').waitFor();
    await look(page, 'attendees');
    await page.getByRole('link', { name: say('talks.ask-name', { name: astana }) }).click();
    await page.getByLabel(say('talks.room'), { exact: true }).selectOption('table');
    await page.getByRole('radio', { name: say('talks.priority-3') }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Ana Ruiz' }).check();
    await page.getByRole('textbox', { name: say('talks.topic'), exact: true }).fill(topic);
    await page.getByText(say('talks.lacking-people')).waitFor();
    await page.getByRole('textbox', { name: say('talks.words'), exact: true }).fill('Three payments in May');
    await page.getByRole('checkbox', { name: /Ben Omarov/ }).check();
    await look(page, 'ask');
    await button(page, 'talks.send').click();
    await page.getByRole('heading', { level: 2, name: new RegExp(astana) }).waitFor();
    await page.getByText(topic).waitFor();
    const [{ acts } = { acts: [] }] = await requests();
    expect(acts.map(({ act, wishes, terms }) => [act, wishes?.priority, terms.room.class])).toEqual([['ask', 3, 'table']]);
    // The secretariat knows that there is a space, and is not inside.
    expect(JSON.stringify(acts)).not.toContain(topic);
    expect((await people.officers[0].client.spaces()).map(({ title }) => title)).not.toContain(topic);
  }, longEnough);

  it('are countered, and what others do meanwhile is shown before anything is signed', async () => {
    const [ours, theirs] = [one!.page, other!.page];
    // Whoever looks at another page sees a number at the link, and there what waits.
    await link(theirs).locator('.nav-count').waitFor();
    await toInbox(theirs);
    await inboxRow(theirs, 'inbox.meeting-ask', madrid).getByText(say('inbox.meeting-waits')).waitFor();
    await look(theirs, 'inbox');
    await link(theirs).click();
    const waiting = theirs.getByRole('region', { name: say('talks.signs'), exact: true });
    await waiting.getByRole('link', { name: say('talks.signs-unseen', { count: 1 }) }).waitFor();
    await look(theirs, 'signs');
    await waiting.getByRole('link', { name: say('talks.signs-answer', { count: 1 }) }).click();
    await group(theirs, 'answer').getByText(say('talks.unseen'), { exact: true }).waitFor();
    await look(theirs, 'requests');
    await group(theirs, 'answer').getByRole('link', { name: new RegExp(madrid) }).click();
    await theirs.getByText(topic).waitFor();
    await link(theirs).locator('.nav-count').waitFor({ state: 'detached' });
    await button(theirs, 'talks.do-counter').click();
    await sheet(theirs).getByLabel(say('talks.length'), { exact: true }).selectOption('2');
    await sheet(theirs).getByLabel(say('talks.reason'), { exact: true }).selectOption('no-time');
    await look(theirs, 'counter');
    await button(theirs, 'talks.sign-counter').click();
    await sheet(theirs).waitFor({ state: 'detached' });
    // At the other screen it appears by itself; while that one writes, a colleague's device proposes something else.
    await button(ours, 'talks.do-accept').waitFor();
    await button(ours, 'talks.do-counter').click();
    await sheet(ours).getByLabel(say('talks.latest'), { exact: true }).selectOption(`${first} 10:00`);
    const [held] = await requests();
    await desk(ben!).counter(id, held!.id, held!.version, { slots: 1 }, { priority: 2, delegates: [] }, null);
    await sheet(ours).getByText(say('talks.overtaken')).waitFor();
    expect(await button(ours, 'talks.sign-counter').isDisabled()).toBe(true);
    await look(ours, 'overtaken');
    await button(ours, 'talks.overtaken-go').click();
    expect(await sheet(ours).getByLabel(say('talks.latest'), { exact: true }).inputValue()).toBe(`${first} 10:00`);
    await sheet(ours).getByLabel(say('talks.length'), { exact: true }).selectOption('1');
    await button(ours, 'talks.sign-counter').click();
    await sheet(ours).waitFor({ state: 'detached' });
    await button(theirs, 'talks.do-accept').click();
    await button(theirs, 'talks.sign-accept').click();
    await sheet(theirs).waitFor({ state: 'detached' });
    await ours.getByText(say('talks.state-of-accepted'), { exact: true }).first().waitFor();
    await look(ours, 'agreed');
    expect((await requests())[0]).toMatchObject({ state: 'accepted', version: 5 });
  }, longEnough);

  it('are declined with a reason', async () => {
    const { page } = one!;
    await desk(ben!).ask(id, { parties: [offices[0]!], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
    // From the inbox, by the keyboard, which is at the first row once all is read.
    await link(page).locator('.nav-count').waitFor();
    await toInbox(page);
    await page.locator('.inbox-link:focus').waitFor();
    await inboxRow(page, 'inbox.meeting-ask', astana).locator('.inbox-link').press('Enter');
    await button(page, 'talks.do-decline').click();
    expect(await button(page, 'talks.sign-decline').isDisabled()).toBe(true);
    await sheet(page).getByLabel(say('talks.reason'), { exact: true }).selectOption('already-in-contact');
    await button(page, 'talks.sign-decline').click();
    await sheet(page).waitFor({ state: 'detached' });
    await link(other!.page).locator('.nav-count').waitFor();
    await toInbox(other!.page);
    await other!.page.locator('.inbox-link:focus').waitFor();
    const declined = inboxRow(other!.page, 'inbox.meeting-decline', madrid);
    await declined.waitFor();
    await declined.locator('.inbox-link').press('e');
    await declined.waitFor({ state: 'detached' });
    await toSession(other!.page);
    await tab(other!.page, 'talks.requests').click();
    await group(other!.page, 'ended').getByRole('link', { name: new RegExp(madrid) }).click();
    await other!.page.getByText(say('talks.reason-already-in-contact')).first().waitFor();
  }, longEnough);

  it('are asked of several offices at once, in two languages, about what lies there already, are withdrawn, and end at the limit and the deadline', async () => {
    const [ours, theirs] = [one!.page, other!.page];
    const tallinn = await people.admit('Riigiprokuratuur', 'EE');
    await secretary().writeOffices(id, [{ version: 0, authority: tallinn, requests: null, away: [], remote: null }]);
    const ask = async (): Promise<void> => {
      await tab(ours, 'talks.requests').click();
      await ours.getByRole('link', { name: say('talks.ask'), exact: true }).click();
    };
    const chosen = ours.getByRole('list', { name: say('talks.offices'), exact: true }).getByRole('listitem');
    await toSession(ours);
    await ask();
    await ours.getByLabel(say('talks.office'), { exact: true }).selectOption(offices[1]!);
    await ours.getByLabel(say('talks.office-more'), { exact: true }).selectOption(tallinn);
    await chosen.nth(1).getByRole('button').click();
    await chosen.nth(1).waitFor({ state: 'detached' });
    expect(await chosen.count()).toBe(1);
    await ours.getByLabel(say('talks.office-more'), { exact: true }).selectOption(tallinn);
    await ours.getByLabel(say('talks.language-one'), { exact: true }).selectOption('es');
    await ours.getByLabel(say('talks.language-other'), { exact: true }).selectOption('ru');
    await look(ours, 'ask-several');
    await button(ours, 'talks.send').click();
    const parties = ours.getByRole('region', { name: say('talks.parties'), exact: true });
    await parties.getByText('Riigiprokuratuur').waitFor();
    expect([await parties.getByText(say('talks.not-yet'), { exact: true }).count(), await parties.getByText(say('talks.consented'), { exact: true }).count()]).toEqual([2, 1]);
    const spoken = new Intl.DisplayNames([language], { type: 'language' });
    for (const code of ['es', 'ru']) await ours.getByRole('region', { name: say('talks.terms'), exact: true }).getByText(spoken.of(code)!).waitFor();
    await toSession(theirs);
    await tab(theirs, 'talks.requests').click();
    await group(theirs, 'answer').getByText(say('talks.consents', { count: 1, of: 3 })).waitFor();
    await button(ours, 'talks.do-withdraw').click();
    await sheet(ours).getByLabel(say('talks.reason'), { exact: true }).selectOption('not-now');
    await look(ours, 'withdraw');
    await button(ours, 'talks.sign-withdraw').click();
    await sheet(ours).waitFor({ state: 'detached' });
    await ours.getByText(say('talks.state-of-withdrawn'), { exact: true }).waitFor();
    await group(theirs, 'ended').getByText(say('talks.state-of-withdrawn'), { exact: true }).waitFor();
    expect((await requests()).filter(({ terms }) => terms.parties.length === 3).map(({ acts, terms }) => [acts.map(({ act, reason }) => [act, reason]), terms.languages])).toEqual([[[['ask', null], ['withdraw', 'not-now']], ['es', 'ru']]]);
    // Another one is about the case file of the first, whose title and address the topic says.
    await ask();
    await ours.getByLabel(say('talks.office'), { exact: true }).selectOption(offices[1]!);
    await ours.getByRole('textbox', { name: say('talks.topic'), exact: true }).fill('Vessels of the same owner');
    await ours.getByLabel(say('talks.link'), { exact: true }).selectOption({ label: topic });
    await ours.getByRole('list', { name: say('talks.links'), exact: true }).getByText(topic).waitFor();
    await ours.getByRole('checkbox', { name: /Ben Omarov/ }).check();
    await button(ours, 'talks.send').click();
    await ours.getByRole('heading', { level: 2, name: new RegExp(astana) }).waitFor();
    await group(theirs, 'answer').getByRole('link', { name: new RegExp(madrid) }).click();
    await theirs.getByRole('link', { name: say('talks.to-words'), exact: true }).click();
    const said = theirs.locator('.entry-message').filter({ hasText: 'Vessels of the same owner' });
    await said.getByText(topic).waitFor();
    await said.getByRole('link', { name: new RegExp(`/spaces/${(await requests())[0]!.terms.space!}/register`) }).waitFor();
    // As many as the secretariat allows, and until it says: whoever is there already is told so, and nothing is offered that the service would refuse.
    const { version, facts } = await secretary().session(id);
    await ask();
    await ours.getByLabel(say('talks.office'), { exact: true }).selectOption(tallinn);
    expect(await button(ours, 'talks.send').isDisabled()).toBe(false);
    const limited = await secretary().changeSession(id, version, { ...facts, requestsPerOffice: 2 });
    await ours.getByText(say('talks.limit-full')).waitFor();
    expect(await button(ours, 'talks.send').isDisabled()).toBe(true);
    await tab(ours, 'talks.requests').click();
    await ours.getByText(say('talks.limit', { used: 2, limit: 2 })).waitFor();
    expect(await ours.getByRole('link', { name: say('talks.ask'), exact: true }).count()).toBe(0);
    await look(ours, 'limit');
    const late = await secretary().changeSession(id, limited.version, { ...facts, deadline: `${dayAhead(-1)}T12:00:00.000Z` as never });
    await ours.getByText(say('talks.deadline-over')).waitFor();
    await secretary().changeSession(id, late.version, facts);
    await ours.getByRole('link', { name: say('talks.ask'), exact: true }).waitFor();
    await toSession(theirs);
  }, longEnough);

  it('stand in both agendas once they are published, on the clocks of the session and of the reader, with what changed since', async () => {
    const [ours, theirs] = [one!.page, other!.page];
    const [agreed] = await requests();
    await publish(agreed!.id, '09:00', rooms[0]!);
    for (const page of [ours, theirs]) {
      await tab(page, 'talks.agenda').click();
      await page.getByText('Danube').waitFor();
    }
    const startsAt = (await desk(ana!).agenda(id)).meetings[0]!.startsAt;
    const clock = (zone: string) => new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-latn' : 'en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(startsAt));
    for (const [page, zone] of [[ours, 'America/Lima'], [theirs, 'Asia/Almaty']] as const) {
      const item = page.locator('.agenda-time');
      expect(await item.locator('time').innerText()).toContain(clock('Europe/Vienna'));
      expect(await item.locator('.agenda-own').innerText()).toContain(clock(zone));
    }
    await publish(agreed!.id, '09:40', rooms[1]!);
    await ours.getByText(say('talks.changes', { version: 1 })).waitFor();
    await ours.getByText('Prater').waitFor();
    await ours.getByText(say('talks.change-moved'), { exact: true }).waitFor();
    await look(ours, 'agenda');
    await ours.emulateMedia({ colorScheme: 'dark' });
    await look(ours, 'agenda-dark');
    await ours.emulateMedia({ colorScheme: null });
    await ours.getByRole('link', { name: say('talks.print') }).click();
    await ours.getByLabel(say('talks.sheet-language')).selectOption('fr');
    const paper = ours.getByRole('article', { name: 'Programme de la délégation' });
    await paper.getByText('Kazakhstan').waitFor();
    expect(await paper.getByRole('row').nth(1).innerText()).toMatch(/09:40.*General Prosecution.*Prater.*Ana Ruiz/s);
    await look(ours, 'sheet');
    await ours.emulateMedia({ media: 'print' });
    expect(await ours.getByRole('navigation').first().isVisible()).toBe(false);
    await ours.screenshot({ path: path.join(shots, `talks-print-${language}.png`), fullPage: true });
    await ours.emulateMedia({ media: null });
    await tab(ours, 'talks.agenda').click();
  }, longEnough);

  it('are told to be late by one press, which can be taken back, and are read by a calendar at an address that can be revoked, or come by mail', async () => {
    const { page } = one!;
    const late = async (): Promise<unknown> => (await secretary().offices(id)).find(({ authority }) => authority === offices[0])!.away;
    await button(page, 'talks.late').click();
    await page.getByText(say('talks.late-told')).waitFor();
    await until(people.officers[0].client, async () => JSON.stringify(await late()) === JSON.stringify([{ date: first, from: '09:40', to: '10:00', reason: 'late' }]));
    // The other side sees it at once, on the agenda that is open.
    await other!.page.getByText(say('talks.late-others', { name: `\u2068${madrid}\u2069`, time: '10:00' })).waitFor();
    await look(other!.page, 'late');
    await button(page, 'talks.late-undo').click();
    await until(people.officers[0].client, async () => JSON.stringify(await late()) === '[]');
    await button(page, 'talks.late').waitFor();
    await button(page, 'talks.feed-make').click();
    const address = await page.getByRole('group', { name: say('talks.feed-address') }).innerText();
    const { text, entries } = await calendarAt(address);
    expect(entries.map(({ startsAt, location }) => [startsAt, location.includes('Prater')])).toEqual([[(await desk(ana!).agenda(id)).meetings[0]!.startsAt, true]]);
    expect(text).not.toContain(astana);
    await look(page, 'feed');
    await button(page, 'talks.feed-end').click();
    await sheet(page).getByRole('button', { name: say('talks.feed-end') }).click();
    await button(page, 'talks.feed-make').waitFor();
    expect((await fetch(address)).status).toBe(404);
    // The same by mail, once a code that came there shows that the address is hers.
    const mail = async (words: string): Promise<string> => partsOf((await house.arrival(words)).raw).parts.at(-1)!.content;
    await page.getByLabel(say('talks.mail-address')).fill('ana@fiscalia.example');
    await button(page, 'talks.mail-send').click();
    await page.getByLabel(say('talks.mail-code')).fill(/\b\d{6}\b/.exec(await mail('To: ana@'))![0]);
    await look(page, 'mail');
    await button(page, 'talks.mail-confirm').click();
    expect(entriesOf(await mail('text/calendar'))).toEqual(entries);
    await button(page, 'talks.mail-end').click();
    await sheet(page).getByRole('button', { name: say('talks.mail-end') }).click();
    await button(page, 'talks.mail-send').waitFor();
  }, longEnough);

  it('have a space of the parties: minutes that both write at once, and action points that become requests', async () => {
    const [ours, theirs] = [one!.page, other!.page];
    for (const page of [ours, theirs]) {
      await tab(page, 'talks.agenda').click();
      await page.locator('.agenda-item').getByRole('link').click();
      await page.getByText(topic).waitFor();
    }
    await ours.getByRole('textbox', { name: say('talks.outcome-words'), exact: true }).fill('Ask for the account statements');
    await ours.getByLabel(say('talks.owner'), { exact: true }).selectOption({ label: 'Ben Omarov' });
    await ours.getByLabel(say('talks.due'), { exact: true }).fill(dayAhead(40));
    await button(ours, 'talks.outcome-add').click();
    await theirs.getByRole('list', { name: say('talks.outcome') }).getByText('Ask for the account statements').waitFor();
    await until(ben!.client, async () => (await ben!.client.myTasks()).length > 0);
    expect((await ben!.client.myTasks()).map(({ title }) => title)).toEqual(['Ask for the account statements']);
    // A decision has somebody who answers for it and a day, too, and is no task of theirs.
    await ours.getByRole('radio', { name: say('talks.decision'), exact: true }).check({ force: true });
    await ours.getByRole('textbox', { name: say('talks.outcome-words'), exact: true }).fill('Share the list of accounts');
    await ours.getByLabel(say('talks.owner'), { exact: true }).selectOption({ label: 'Ben Omarov' });
    await ours.getByLabel(say('register.field-date'), { exact: true }).fill(first);
    await button(ours, 'talks.outcome-add').click();
    const decided = theirs.getByRole('list', { name: say('talks.outcome') }).getByRole('listitem').filter({ hasText: 'Share the list of accounts' });
    await decided.getByText('Ben Omarov').waitFor();
    await decided.locator(`time[datetime="${first}"]`).waitFor();
    const space = (await requests())[0]!.terms.space!;
    await until(ben!.client, async () => (await ben!.client.entries(space)).some(({ title }) => title === 'Share the list of accounts'));
    expect(await ben!.client.myTasks()).toHaveLength(1);
    // How to join from elsewhere: for those inside alone, with nothing in it but words and addresses over https.
    await button(ours, 'talks.join-add').click();
    await ours.getByLabel(say('talks.join-words'), { exact: true }).fill('https://meet.example/harbour\n4711 <b>x</b> http://plain.example javascript:alert(1)');
    await button(ours, 'talks.join-save').click();
    const joins = theirs.locator('.join-words');
    await joins.getByText('4711 <b>x</b> http://plain.example javascript:alert(1)').waitFor();
    expect(await joins.getByRole('link').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('rel'), link.previousElementSibling?.textContent]))).toEqual([['https://meet.example/harbour', 'noopener noreferrer nofollow', 'meet.example']]);
    await theirs.getByText('Ana Ruiz').last().waitFor();
    await tab(theirs, 'talks.agenda').click();
    await theirs.locator('.agenda-item').getByRole('link', { name: 'https://meet.example/harbour' }).waitFor();
    await look(theirs, 'join');
    await theirs.locator('.agenda-item').getByRole('link').first().click();
    await theirs.getByText(topic).waitFor();
    await theirs.getByText(say('closing.by-rule').split('{date}')[0]!.trim()).waitFor();
    // What to read before: a file, an entry and a message, put there by one and ticked by the other, each for themselves.
    const reading = (page: Page) => page.getByRole('region', { name: say('talks.reading'), exact: true });
    await reading(theirs).getByRole('button', { name: say('talks.reading-add') }).click();
    await reading(theirs).locator('input[type=file]').setInputFiles({ name: 'Payments.txt', mimeType: 'text/plain', buffer: Buffer.from('4 May, 11 May, 18 May') });
    await reading(theirs).getByRole('link', { name: 'Payments.txt', exact: true }).waitFor();
    for (const [choice, put, words] of [['talks.reading-entry', 'talks.reading-put-entry', 'Share the list of accounts'], ['talks.reading-message', 'talks.reading-put-message', topic]] as const) {
      const offered = reading(theirs).getByLabel(say(choice), { exact: true });
      await offered.selectOption((await offered.locator('option').filter({ hasText: words }).getAttribute('value'))!);
      await reading(theirs).getByRole('button', { name: say(put) }).click();
      await reading(theirs).getByRole('link', { name: words, exact: true }).waitFor();
    }
    expect(await theirs.getByRole('list', { name: say('talks.outcome') }).getByRole('listitem').count()).toBe(2);
    await reading(ours).getByText(say('talks.reading-count', { read: 0, all: 3 })).waitFor();
    await reading(ours).getByRole('button', { name: `${say('files.open')} Payments.txt` }).click();
    await sheet(ours).getByText('4 May, 11 May, 18 May').waitFor();
    await ours.keyboard.press('Escape');
    await reading(ours).getByRole('checkbox', { name: say('talks.reading-read-name', { title: 'Payments.txt' }) }).check();
    await reading(ours).getByText(say('talks.reading-count', { read: 1, all: 3 })).waitFor();
    await reading(theirs).getByText(say('talks.reading-count', { read: 0, all: 3 })).waitFor();
    await tab(ours, 'talks.agenda').click();
    await ours.locator('.agenda-item').getByRole('link', { name: say('talks.reading-line', { count: 2 }) }).click();
    await look(theirs, 'meeting');
    const meetingPage = theirs.url();
    await button(ours, 'talks.begin-minutes').click();
    const minutes = (page: Page) => page.getByRole('textbox', { name: say('note.text', { title: say('talks.paper-minutes') }) });
    await minutes(ours).click();
    await ours.keyboard.type('Present:');
    await ours.keyboard.press('Enter');
    await ours.keyboard.type('–');
    await theirs.getByRole('link', { name: say('talks.paper-minutes'), exact: true }).click();
    await minutes(theirs).getByText('–').waitFor();
    await minutes(theirs).locator('p').first().click();
    await theirs.keyboard.press('End');
    await Promise.all([ours.keyboard.type(' Ana speaks of May', { delay: 20 }), theirs.keyboard.type(' Ana and Ben', { delay: 20 })]);
    // Whoever reads another language is led to the same minutes, by their own words, and begins no others.
    const [foreign, there] = [language === 'en' ? 'ar' : 'en', await catalogue(language === 'en' ? 'ar' : 'en')] as const;
    const translated = await other!.context.newPage();
    const choose = (chosen: string): void => { localStorage.setItem('comity:preferences', JSON.stringify({ ...(JSON.parse(localStorage.getItem('comity:preferences') ?? '{}') as object), language: chosen })); };
    await translated.addInitScript(choose, foreign);
    await translated.goto(meetingPage);
    await translated.getByRole('region', { name: there('talks.papers'), exact: true }).getByText(say('talks.paper-minutes'), { exact: true }).waitFor();
    await translated.getByRole('button', { name: there('talks.begin-agenda'), exact: true }).waitFor();
    expect(await translated.getByRole('button', { name: there('talks.begin-minutes'), exact: true }).count()).toBe(0);
    await look(translated, 'papers');
    // There they have the title that they were given, as everywhere but in this list.
    await translated.getByRole('link', { name: there('talks.paper-minutes'), exact: true }).click();
    await translated.getByRole('heading', { name: say('talks.paper-minutes'), exact: true }).waitFor();
    await translated.close();
    await theirs.evaluate(choose, language);
    for (const page of [ours, theirs]) for (const words of ['Present: Ana and Ben', '– Ana speaks of May']) await minutes(page).getByText(words, { exact: true }).waitFor();
    await ours.getByText(say('note.saved'), { exact: true }).waitFor();
    await theirs.goBack();
    await theirs.getByRole('button', { name: say('talks.promote-name', { title: 'Ask for the account statements' }) }).click();
    await sheet(theirs).getByText(say('request.source-intelligence'), { exact: true }).click();
    await look(theirs, 'draft-from');
    await button(theirs, 'request.source-begin').click();
    await theirs.getByRole('heading', { level: 1, name: say('request.new') }).waitFor();
    await theirs.getByRole('region', { name: say('request.source'), exact: true }).getByText('Ask for the account statements').waitFor();
    await look(theirs, 'draft-source');
    await button(theirs, 'request.source-leave-out').click();
    await theirs.getByText(say('request.source-left-out')).waitFor();
    await button(theirs, 'request.source-take-back').click();
    await theirs.getByRole('region', { name: say('request.source'), exact: true }).getByText('Ask for the account statements').waitFor();
    expect(await theirs.getByRole('textbox', { name: say('request.field-title'), exact: true }).inputValue()).toBe('Ask for the account statements');
    expect(await theirs.getByLabel(say('request.field-requested'), { exact: true }).inputValue()).toBe(offices[0]);
  }, longEnough);

  it('are where a request comes from: an action point says that it was drafted, a message says when it may not be', async () => {
    const [page, space] = [other!.page, (await requests())[0]!.terms.space!];
    const point = (await ben!.client.entries(space, { kinds: ['task'] }))[0]!;
    const drafted = await ben!.client.draftMatter({
      requested: offices[0]!, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Statements of the account', urgent: false, sections: [], measures: [{ id: crypto.randomUUID(), assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements' }],
      source: { place: { kind: 'meeting', space, entry: point.id, session: id }, use: 'intelligence' },
    });
    const plain = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;
    for (const [text, marking] of [['The account was opened in May', { ...plain, handling: 'H1' }], ['This stays between us', { ...plain, handling: 'H2' }]] as const) await ana!.client.send(space, { text, marking, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [] });
    await people.settled(ana!, ben!);
    const toMeeting = async (): Promise<void> => {
      await toSession(page);
      await tab(page, 'talks.agenda').click();
      await page.locator('.agenda-item').getByRole('link').first().click();
    };
    await toMeeting();
    await page.getByRole('link', { name: /Statements of the account/ }).click();
    const source = page.getByRole('region', { name: say('request.source'), exact: true });
    await source.getByText('Ask for the account statements').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/requests/${drafted}`);
    await look(page, 'request-source');
    await page.getByRole('button', { name: say('law.action.submit'), exact: true }).click();
    await sheet(page).getByText(say('request.source-contact', { theirs: 'yes' })).waitFor();
    await look(page, 'submit-source');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await source.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Ask for the account statements' }).waitFor();
    await toMeeting();
    await page.getByRole('link', { name: say('talks.to-words'), exact: true }).click();
    const promoted = async (text: string) => {
      const message = page.locator('.entry-message').filter({ hasText: text }).last();
      // A row that is not measured yet takes no focus.
      await message.waitFor();
      await message.focus();
      await page.keyboard.press('d');
      await sheet(page).getByText(text, { exact: true }).waitFor();
    };
    await promoted('This stays between us');
    await sheet(page).getByText(say('request.source-forbidden')).waitFor();
    await sheet(page).getByRole('button', { name: say('action.close') }).last().click();
    await sheet(page).waitFor({ state: 'detached' });
    await promoted('The account was opened in May');
    await sheet(page).getByText(say('request.source-evidence'), { exact: true }).click();
    await sheet(page).getByText(say('request.source-h1'), { exact: true }).waitFor();
    await look(page, 'draft-from-message');
    // What is being written of the action point stays.
    await button(page, 'request.source-begin').click();
    await sheet(page).getByText(say('talks.promote-taken')).waitFor();
    await page.keyboard.press('Escape');
    // An action point becomes a task of a case file, too, as the words of whoever wrote it.
    const statements = await ben!.client.createChannel({ kind: 'case-file', title: 'Statements', purpose: null, members: [], history: 'all' });
    await toMeeting();
    await page.getByRole('button', { name: say('talks.bring-name', { title: 'Ask for the account statements' }) }).click();
    await sheet(page).getByRole('radio', { name: 'Statements' }).check();
    await look(page, 'bring');
    await button(page, 'register.bring-open').click();
    await button(page, 'register.save-new').click();
    await page.getByRole('heading', { level: 1, name: 'Ask for the account statements' }).waitFor();
    await until(ben!.client, async () => (await ben!.client.entries(statements)).length === 1);
    const [task] = await ben!.client.entries(statements);
    expect([task?.kind, task?.owner, (await ben!.client.entry(statements, task!.id)).source === null]).toEqual(['task', ben!.id, false]);
    // So does a decision, with whoever answers for it and its day.
    await toMeeting();
    await page.getByRole('button', { name: say('talks.bring-name', { title: 'Share the list of accounts' }) }).click();
    await sheet(page).getByRole('radio', { name: 'Statements' }).check();
    await button(page, 'register.bring-open').click();
    await button(page, 'register.save-new').click();
    await page.getByRole('heading', { level: 1, name: 'Share the list of accounts' }).waitFor();
    await until(ben!.client, async () => (await ben!.client.entries(statements)).length === 2);
    expect((await ben!.client.entries(statements, { kinds: ['note'] })).map(({ owner, dated }) => [owner, dated])).toEqual([[ben!.id, [{ field: 'date', date: first }]]]);
  }, longEnough);

  it('became what their parties say: contested, corrected, counted; and are followed by another on the same topic', async () => {
    // A session that began yesterday, at which both met, so that the meeting is over whenever this runs.
    const date = dayAhead(-1), at = { date, time: '09:00' };
    const past = await secretary().addSession({ kind: 'plenary', title: 'Yesterday', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [date, dayAhead(3)].map((each) => ({ date: each, starts: ['09:00'], breaks: [] })), cases: [] });
    await secretary().writeOffices(past.id, offices.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const space = (await requests())[0]!.terms.space!;
    const asked = await desk(ana!).ask(past.id, { parties: [offices[1]!], terms: {}, wishes: { priority: 2, delegates: [] }, topic: { space } });
    await desk(ben!).accept(past.id, asked.id, asked.version, { priority: 2, delegates: [] });
    const draft = await secretary().edit(past.id, [{ request: asked.id, version: 0, place: { at, room: null, interpreter: null }, pinned: false }]);
    await secretary().publish(past.id, draft.version);
    const [ours, theirs] = [one!.page, other!.page];
    for (const page of [ours, theirs]) {
      await link(page).click();
      await page.getByRole('link', { name: 'Yesterday' }).click();
    }
    await button(ours, 'talks.say-held').click();
    await ours.getByText(say('talks.became-held'), { exact: true }).waitFor();
    await button(theirs, 'talks.say-same').waitFor();
    await look(theirs, 'agenda-said');
    await theirs.locator('.agenda-item').getByRole('link').filter({ hasText: madrid }).click();
    const became = (page: Page) => page.getByRole('region', { name: say('talks.became'), exact: true });
    await became(theirs).waitFor();
    // What is over is neither withdrawn nor wished otherwise.
    expect([await button(theirs, 'talks.do-wishes').count(), await button(theirs, 'talks.do-withdraw').count()]).toEqual([0, 0]);
    await became(theirs).getByRole('button', { name: say('talks.say-else'), exact: true }).click();
    await sheet(theirs).getByRole('radio', { name: say('talks.became-no-show') }).check({ force: true });
    await look(theirs, 'say');
    await sheet(theirs).getByRole('checkbox', { name: new RegExp(madrid) }).check();
    await button(theirs, 'talks.say-sign').click();
    await became(theirs).getByText(say('talks.became-contested-title')).waitFor();
    await ours.getByText(say('talks.became-contested'), { exact: true }).waitFor();
    await look(theirs, 'contested');
    expect((await secretary().figures(past.id)).requests.map(({ count }) => count)).toEqual(Array.from({ length: 11 }, () => null));
    await became(theirs).getByRole('button', { name: say('talks.say-correct'), exact: true }).click();
    await sheet(theirs).getByRole('radio', { name: say('talks.became-held'), exact: true }).check({ force: true });
    await button(theirs, 'talks.say-sign').click();
    await became(theirs).getByText(say('talks.became-held'), { exact: true }).waitFor();
    // In words it goes among the decisions once, and from there into a case file as they do.
    await button(theirs, 'talks.became-enter').click();
    await theirs.getByRole('list', { name: say('talks.outcome') }).getByRole('listitem').filter({ hasText: say('talks.became-held') }).getByRole('button', { name: new RegExp(say('talks.bring')) }).waitFor();
    await button(theirs, 'talks.became-enter').waitFor({ state: 'detached' });
    await look(theirs, 'outcome-entered');
    const enteredBy = async () => (await ben!.client.entries(space)).filter(({ kind, title }) => kind === 'note' && title.includes(say('talks.became-held')));
    await until(ben!.client, async () => (await enteredBy()).length > 0);
    const entered = await enteredBy();
    expect([entered.length, (await ben!.client.entry(space, entered[0]!.id)).fields['text']]).toEqual([1, expect.stringContaining(madrid)]);
    // All three words stay in the history, with who signed them.
    await theirs.getByRole('region', { name: say('talks.history') }).getByRole('listitem').nth(4).waitFor();
    await button(theirs, 'talks.follow').click();
    await sheet(theirs).getByLabel(say('talks.follow-at'), { exact: true }).selectOption({ label: 'Yesterday' });
    await button(theirs, 'talks.follow-go').click();
    await theirs.getByText(say('talks.topic-made')).waitFor();
    await button(theirs, 'talks.send').click();
    await theirs.locator('.talk-topic').getByText(topic).waitFor();
    const [follow] = (await secretary().requests(past.id)).filter(({ id: each }) => each !== asked.id);
    expect([follow!.terms.parties, follow!.terms.space, follow!.terms.after]).toEqual([offices.toReversed(), space, asked.id]);
    // One that was agreed on without a topic has a case file once a party begins it; nothing else changes.
    const bare = await desk(ana!).ask(past.id, { parties: [offices[1]!], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
    await desk(ben!).accept(past.id, bare.id, bare.version, { priority: 2, delegates: [] });
    await tab(theirs, 'talks.requests').click();
    await theirs.locator(`a[href$="${bare.id}"]`).click();
    await button(theirs, 'talks.file-begin').click();
    await sheet(theirs).getByRole('textbox', { name: say('talks.topic'), exact: true }).fill('What else there is');
    await sheet(theirs).getByLabel(say('talks.link'), { exact: true }).selectOption({ label: 'Statements' });
    await sheet(theirs).getByRole('list', { name: say('talks.links'), exact: true }).getByText('Statements').waitFor();
    await sheet(theirs).getByRole('checkbox', { name: /Ana Ruiz/ }).check();
    await look(theirs, 'begin-file');
    await sheet(theirs).getByRole('button', { name: say('talks.file-begin'), exact: true }).click();
    await theirs.locator('.talk-topic').getByText('What else there is').waitFor();
    await button(theirs, 'talks.begin-agenda').waitFor();
    expect((await desk(ana!).request(past.id, bare.id))).toMatchObject({ state: 'accepted', sound: true });
    // What it is about stands in its words, as where a topic was asked about.
    const statements = (await ben!.client.spaces()).find(({ title }) => title === 'Statements')!;
    await theirs.getByRole('link', { name: say('talks.to-words'), exact: true }).click();
    await theirs.locator('.entry-message').filter({ hasText: 'What else there is' }).getByRole('link', { name: new RegExp(`/spaces/${statements.id}/register`) }).waitFor();
  }, longEnough);

  it('outside of plenaries are begun by one office at a time that suits both, and agreed by the other', async () => {
    const [ours, theirs] = [one!.page, other!.page];
    await link(ours).click();
    await ours.getByRole('link', { name: say('talks.begin'), exact: true }).click();
    await ours.getByLabel(say('talks.office'), { exact: true }).selectOption(offices[1]!);
    const hours = (group: string) => ours.getByRole('group', { name: group, exact: true });
    const partyName = (await ours.getByLabel(say('talks.office'), { exact: true }).locator('option:checked').innerText());
    await hours(say('talks.hours-ours')).getByLabel(say('hall.field-zone'), { exact: true }).fill('Europe/Madrid');
    const zone = hours(say('talks.hours-theirs', { name: partyName })).getByLabel(say('hall.field-zone'), { exact: true });
    // Nobody told her when they work there.
    await ours.getByText(say('talks.hours-assumed'), { exact: true }).waitFor();
    await zone.fill('Mars/Olympus');
    await ours.getByText(say('talks.hours-wrong'), { exact: true }).waitFor();
    await zone.fill('Asia/Almaty');
    await ours.getByText(say('talks.slot-best'), { exact: true }).first().waitFor();
    await look(ours, 'slots');
    await ours.getByRole('radio').first().check();
    await button(ours, 'talks.begin-go').click();
    await ours.getByRole('heading', { name: say('talks.ask') }).waitFor();
    const when = ours.getByLabel(say('talks.term-when'), { exact: true });
    expect(await when.inputValue()).not.toBe('');
    // Nobody else has them yet, and the secretariat never does.
    const mine = (await desk(ana!).sessions()).find(({ founder }) => founder === offices[0])!;
    expect((await desk(ben!).sessions()).some(({ founder }) => founder !== null)).toBe(false);
    await button(ours, 'talks.send').click();
    await ours.getByRole('region', { name: say('talks.parties') }).waitFor();
    expect((await secretary().sessions()).some(({ id: each }) => each === mine.id)).toBe(false);
    await link(theirs).click();
    await theirs.getByRole('link', { name: mine.title }).click();
    await theirs.getByRole('heading', { level: 1, name: mine.title }).waitFor();
    await theirs.getByRole('main').getByRole('link').filter({ hasText: madrid }).first().click();
    await button(theirs, 'talks.do-accept').click();
    await sheet(theirs).getByText(say('talks.you-come'), { exact: true }).waitFor();
    await look(theirs, 'accept');
    await button(theirs, 'talks.sign-accept').click();
    await theirs.getByRole('region', { name: say('talks.when') }).waitFor();
    const [agenda, delegates] = await Promise.all([desk(ana!).agenda(mine.id), desk(ben!).delegates(mine.id)]);
    expect([agenda.version, agenda.meetings.length, delegates.map(({ name }) => name).sort()]).toEqual([1, 1, ['Ana Ruiz', 'Ben Omarov']]);
    await ours.getByRole('region', { name: say('talks.when') }).waitFor();
    expect(new Set(agenda.meetings[0]!.delegates).size).toBe(2);
    await look(ours, 'agreed');
    // One press tells the other side that she will be late; nobody else waits for her.
    await button(ours, 'talks.late').click();
    await ours.getByText(say('talks.late-stands'), { exact: true }).waitFor();
    const [told] = (await desk(ben!).agenda(mine.id)).meetings[0]!.late!;
    await tab(theirs, 'talks.agenda').click();
    const late = theirs.getByText(say('talks.late-others', { name: `\u2068${madrid}\u2069`, time: told!.to }));
    await late.waitFor();
    await look(theirs, 'agreed-late');
    await button(ours, 'talks.late-undo').click();
    await late.waitFor({ state: 'detached' });
    // He was told when she works, and says so of himself: the next talks go by that.
    const [madridRow, row] = (await desk(ben!).offices(mine.id)).sort((a) => (a.authority === offices[0] ? -1 : 1));
    expect([madridRow!.remote, madridRow!.away]).toEqual([{ zone: 'Europe/Madrid', from: '09:00', to: '17:00' }, null]);
    await desk(ben!).setAvailability(mine.id, row!.authority, row!.version, [], { zone: 'Asia/Qyzylorda', from: '10:00', to: '18:00' });
    await tab(ours, 'talks.attending').click();
    await ours.getByText('Asia/Qyzylorda').waitFor();
    await link(ours).click();
    await ours.getByRole('link', { name: say('talks.begin'), exact: true }).click();
    await ours.getByLabel(say('talks.office'), { exact: true }).selectOption(offices[1]!);
    await ours.getByText(say('talks.hours-said'), { exact: true }).waitFor();
    expect(await zone.inputValue()).toBe('Asia/Qyzylorda');
    await look(ours, 'hours-said');
  }, longEnough);

  it('are told of before they begin, over whatever page is open', async () => {
    // A zone in which it is the middle of the day, so that the slot lies within one.
    const ahead = 12 - new Date().getUTCHours(), zone = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`, soon = new Date(Date.now() + ahead * 3_600_000 + 10 * 60_000).toISOString();
    const at = { date: soon.slice(0, 10), time: soon.slice(11, 16) };
    const { id: talks } = await secretary().addSession({ kind: 'operational', title: 'Today', place: null, zone, state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, notice: 0, days: [{ date: at.date, starts: [at.time], breaks: [] }], cases: [] });
    await secretary().writeOffices(talks, offices.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    // Ben looks away: his browser, which he allowed it, shows notifications of its own.
    const theirs = other!.page;
    await other!.context.grantPermissions(['notifications']);
    await theirs.evaluate(() => {
      const told: Notification[] = [], ended: string[] = [];
      Object.assign(window, { told, ended, Notification: class extends Notification { constructor(title: string, options: NotificationOptions) { super(title, options); this.addEventListener('show', () => told.push(this)); this.addEventListener('close', () => ended.push(this.body)); } } });
      document.hasFocus = () => false;
      window.dispatchEvent(new Event('blur'));
    });
    const asked = await desk(ana!).ask(talks, { parties: [offices[1]!], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
    await theirs.waitForFunction((words) => (window as unknown as { told: Notification[] }).told.some(({ body }) => body === words), say('talks.told-asked'));
    // Looked at in another tab, it is taken back in this one.
    const tab = await other!.context.newPage();
    await tab.goto(`/sessions/${talks}/requests/${asked.id}`);
    await button(tab, 'talks.do-accept').waitFor();
    await theirs.waitForFunction((words) => (window as unknown as { ended: string[] }).ended.includes(words), say('talks.told-asked'));
    await tab.close();
    await desk(ben!).accept(talks, asked.id, 1, { priority: 1, delegates: [] });
    const draft = await secretary().edit(talks, [{ request: asked.id, version: 0, place: { at, room: null, interpreter: null }, pinned: false }]);
    await secretary().publish(talks, draft.version);
    const banner = one!.page.locator('.meeting-soon');
    await banner.getByText(astana).waitFor();
    await look(one!.page, 'soon');
    await banner.getByRole('link').click();
    await one!.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    expect(one!.page.url()).toContain(`/sessions/${talks}/requests/${asked.id}`);
    await banner.waitFor({ state: 'detached' });
    // It was shown, says nothing of the meeting, and leads to it.
    const shown = await theirs.waitForFunction((words) => (window as unknown as { told: Notification[] }).told.find(({ body }) => body === words), say('talks.told-soon'));
    expect(await shown.evaluate((notification) => { const { title, lang, dir, silent, tag } = notification!; return { title, lang, dir, silent, tag }; })).toEqual({ title: 'Comity', lang: language, dir: language === 'ar' ? 'rtl' : 'ltr', silent: true, tag: 'comity' });
    await shown.evaluate((notification) => notification!.dispatchEvent(new Event('click')));
    await theirs.waitForURL(`**/sessions/${talks}/requests/${asked.id}`);
  }, longEnough);

  it('stand in four cities at the time of each, before and after a change of clocks, and at the reader’s own, in a browser that knows these cities’ clocks no more', async () => {
    const held = await Promise.all(cities.map(async (city) => {
      const { id: session } = await secretary().addSession({ kind: 'operational', title: `Working group of ${city.zone}`, place: null, zone: city.zone, state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 30, days: change.days.map((date) => ({ date, starts: ['09:00'], breaks: [] })), cases: [] });
      await secretary().writeOffices(session, offices.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
      const edits = [];
      for (const date of change.days) {
        const asked = await desk(ana!).ask(session, { parties: [offices[1]!], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
        await desk(ben!).accept(session, asked.id, asked.version, { priority: 1, delegates: [] });
        edits.push({ request: asked.id, version: 0, place: { at: { date, time: '09:00' }, room: null, interpreter: null }, pinned: false });
      }
      await secretary().publish(session, (await secretary().edit(session, edits)).version);
      return { ...city, session };
    }));
    const page = await one!.context.newPage();
    await unknowing(page);
    await page.goto('/sessions');
    for (const { zone, ahead, session } of held) {
      await page.locator(`a[href="/sessions/${session}"]`).click();
      const times = page.locator('.agenda-time'), told = async () => Promise.all((await times.all()).map(async (time) => [await time.locator('strong').innerText(), await time.locator('time').innerText(), await time.locator('.agenda-own').innerText()]));
      await times.first().waitFor();
      expect([zone, await times.locator('strong').allInnerTexts()]).toEqual([zone, ['09:00 – 09:30']]);
      await page.getByRole('radio', { name: say('talks.view-list'), exact: true }).check({ force: true });
      await times.nth(1).waitFor();
      // Lima is five hours behind all year; in Astana's morning it is the evening before.
      const own = ahead.map((hours, i) => { const at = new Date(Date.parse(`${change.days[i]!}T09:00Z`) - (hours + 5) * 3_600_000); return [at.toISOString().slice(11, 16), String(at.getUTCDate())].map((part) => expect.stringMatching(new RegExp(`(?<![\\d:])${part}(?![\\d:])`))); });
      const found = await told();
      expect([zone, found.map(([strong]) => strong)]).toEqual([zone, ['09:00 – 09:30', '09:00 – 09:30']]);
      expect([zone, found.map(([, wall]) => wall)]).toEqual([zone, ahead.map((hours, i) => expect.stringMatching(new RegExp(`\\b${Number(change.days[i]!.slice(8))}\\b.*[+]${hours}\\b`.replace('[+]-', '-'), 's')))]);
      for (const [i, parts] of own.entries()) for (const part of parts) expect([zone, found[i]![2]]).toEqual([zone, part]);
      await page.getByRole('link', { name: say('talks.print') }).click();
      await page.locator('.agenda-sheet tbody tr').nth(1).waitFor();
      expect([zone, await page.locator('.agenda-sheet tbody td:first-child').allInnerTexts()]).toEqual([zone, ['09:00 – 09:30', '09:00 – 09:30']]);
      const { address } = await secretary().makeScreen(session, false), answered = async () => ((await (await fetch(address.replace('/screen#', '/api/screen/'))).json()) as Screen).clock.time;
      const screen = await one!.context.newPage();
      await unknowing(screen);
      const before = await answered();
      await screen.goto(address);
      const shown = await screen.locator('.screen-clock').innerText();
      expect([before, await answered()]).toContain(shown);
      expect([zone, await screen.locator('.screen-slots').innerText()]).toEqual([zone, expect.stringMatching(/09:00.*09:30/s)]);
      await screen.close();
      await page.locator('.nav').locator('a[href="/sessions"]').click();
    }
    await page.close();
  }, longEnough);

  it('show names of any kind as they are: in the agenda, on its sheet, and on a screen in the hall', async () => {
    const met = await people.admit(hostile.offices[1], 'IL'), noa = await people.enrol('Noa Levi', hostile.offices[1], people.officers[0], 'focal-point');
    const { id: names } = await secretary().addSession({ kind: 'operational', title: 'Names', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 30, days: [{ date: first, starts: ['09:00', '09:30', '10:05'], breaks: [] }], cases: [] });
    await secretary().writeOffices(names, [offices[0]!, met].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const delegates = hostile.delegates.map((name) => ({ version: 0, id: crypto.randomUUID() as DelegateId, authority: offices[0]!, name, practitioner: null, away: [], remote: null })), [at, next] = [room(hostile.rooms[1]), room(hostile.rooms[0])];
    await secretary().writeRooms(names, [at, next, room(hostile.rooms[2]), room(formula)]);
    await desk(ana!).writeDelegates(names, delegates);
    const edits = [];
    for (const [time, { id: there }] of [['09:00', at], ['09:30', next], ['10:05', next]] as const) {
      const { id: request, version } = await desk(noa).ask(names, { parties: [offices[0]!], terms: { room: { class: 'table', security: 0, equipment: [] } }, wishes: { priority: 1, delegates: [] }, topic: null });
      await desk(ana!).accept(names, request, version, { priority: 1, delegates: [] });
      edits.push({ request, version: 0, place: { at: { date: first, time }, room: there, interpreter: null }, pinned: false });
    }
    await secretary().publish(names, (await secretary().edit(names, edits)).version);
    const page = await one!.context.newPage();
    await page.goto(`/sessions/${names}`);
    await page.locator('.agenda-item').nth(2).waitFor();
    const called = (name: string): Promise<void> => page.getByText(name).first().waitFor();
    await called(hostile.offices[1]);
    // How long there is between two of them, and where to go.
    expect(await page.locator('.agenda-next').allTextContents()).toEqual([say('talks.next-room', { count: 0, room: `\u2068${next.name}\u2069` }), say('talks.next', { count: 5 })]);
    const found = [['agenda', await faultsOfNames(page, [hostile.offices[1], at.name, next.name])]];
    await page.setViewportSize({ width: 360, height: 800 });
    await page.screenshot({ path: path.join(shots, `talks-names-${language}.png`), fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
    await tab(page, 'talks.attending').click();
    await page.getByText(hostile.delegates[1]).waitFor();
    await called(hostile.offices[1]);
    found.push(['attending', await faultsOfNames(page, [hostile.offices[1], ...hostile.delegates])]);
    await tab(page, 'talks.agenda').click();
    await page.getByRole('link', { name: say('talks.print') }).click();
    await page.locator('.agenda-sheet tbody tr').nth(2).waitFor();
    found.push(['sheet', await faultsOfNames(page, [hostile.offices[1], at.name, next.name])]);
    await page.goto((await secretary().makeScreen(names, true)).address);
    await page.locator('.screen-offices').first().waitFor();
    found.push(['screen', await faultsOfNames(page, [hostile.offices[1], ...hostile.rooms, formula])]);
    await page.close();
    expect(found).toEqual(found.map(([where]) => [where, []]));
    expect(one!.complaints.filter((complaint) => complaint.includes('Content Security'))).toEqual([]);
  }, longEnough);

  it('fit every screen, and pass the check of accessibility', () => {
    expect(findings).toEqual([]);
  });
});
