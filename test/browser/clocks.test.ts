/** The clocks of requests in browsers: the alarm over every page until somebody acknowledges it, the last working day before an end, and how early one is reminded. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, Instant, ItemId, SpaceId } from '@comity/contracts';
import { meetingsOf, type LegalBasis, type StepInput } from '@comity/sdk';
import { clientOf, People, until, type Person } from '../scenario/people.js';
import { madridAndParis, twoSides } from '../scenario/two-sides.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 240_000;
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE', 'OFFENCE', 'COMPUTER_DATA', 'REQUEST_FOLLOWS'];
const day = 86_400_000;
const since = 50;

/** A Saturday, at least six days from now, at an hour far from the present one: the days until then are the same in every page. */
function saturday(): Instant {
  const at = new Date(Date.now() + 6 * day), hour = at.getUTCHours();
  at.setUTCHours(hour >= 6 && hour < 18 ? 20 : 12, 0, 0, 0);
  at.setUTCDate(at.getUTCDate() + (6 - at.getUTCDay()));
  return at.toISOString() as Instant;
}

describe.each(['en', 'ar'] as const)('the clocks of requests in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let ana: Person, ben: Person, claire: Person;
  let paris: AuthorityId;
  let preserved: SpaceId, dated: SpaceId, counted: SpaceId;
  let end: Instant;
  let desk: Visit, theirs: Visit;
  const everybody = () => [ana, ben, claire];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };

  async function sent(title: string, instruments: string[], assistance: string, transmit: Partial<StepInput> = {}, basis: Partial<LegalBasis> = {}): Promise<[space: SpaceId, measure: string]> {
    const measure = randomUUID();
    const draft = await ana.client.draftMatter({ requested: paris, basis: { instruments, agreed: [], lawPermits: [], periods: {}, edition: lawEdition, ...basis }, title, urgent: true, sections: parts.map((part) => ({ part, text: part })), measures: [{ id: measure, assistance, sought: 'Logs of the account' }] });
    await ana.client.takeStep(draft, [measure], { action: 'submit', addressees: [ben.id] });
    await people.settled(ana, ben);
    await people.settled(ben);
    await ben.client.takeStep(draft, [measure], { action: 'transmit', addressees: [claire.id], ...transmit });
    await settled();
    const { space } = await ben.client.matter(draft);
    await ben.client.addMembers(space, [ana.id]);
    await settled();
    return [space, measure];
  }

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ ago: since * day, settings: { WEB_ROOT: 'dist/web' } });
    ({ first: ana, second: ben, other: claire, asked: paris } = await twoSides(people, madridAndParis));
    const [space, measure] = await sent('Logs of “harbour-7”', ['budapest', 'uncac'], 'PRESERVE_COMPUTER_DATA');
    preserved = space;
    for (const action of ['acknowledge', 'assess', 'accept', 'execute']) await claire.client.takeStep(preserved, [measure], { action });
    end = saturday();
    [dated] = await sent('Statements of the broker', ['uncac'], 'TAKE_EVIDENCE_OR_STATEMENTS', { deadline: end });
    const [still, asked] = await sent('Records of the harbour', ['bilateral', 'uncac'], 'TAKE_EVIDENCE_OR_STATEMENTS', {}, { agreed: ['uncac'], periods: { DECISION: 20 }, counting: { DECISION: { count: 'working-days', pauses: 'information' } } });
    counted = still;
    for (const step of [{ action: 'acknowledge' }, { action: 'assess' }, { action: 'ask', words: { question: 'Which harbour?' } }]) await claire.client.takeStep(counted, [asked], step);
    await settled();
    await people.pass(since * day);
    for (const person of everybody()) await people.signInAgain(person);
    await settled();
    desk = await signInOn(browser, people, ana, 'Madrid desk', { locale: locales[language], reducedMotion: 'reduce' }, say);
    theirs = await signInOn(browser, people, claire, 'Paris desk', { locale: locales[language], colorScheme: 'dark', reducedMotion: 'reduce' }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (name: string, { page } = desk) => page.screenshot({ path: path.join(shots, `clocks-${name}-${language}.png`) });

  it('count and stand still as the parties chose in the form, and say so alike on both sides', async () => {
    for (const { page } of [desk, theirs]) {
      await page.goto(`${people.service.url}/requests/${counted}`);
      await page.locator('.clocks li').first().waitFor();
      await page.getByText(say('request.counts-working'), { exact: true }).waitFor();
    }
    const [ours, others] = await Promise.all([desk, theirs].map(({ page }) => page.locator('.clocks li').allInnerTexts()));
    expect(ours).toEqual(others);
    const [before, after] = say('request.clock-paused-info', { since: '#' }).split('#');
    for (const words of [before!, after!, say('request.clock-working', { states: '#' }).split('#')[0]!]) expect(ours!.join('\n')).toContain(words.trim());
    await theirs.page.locator('.clocks').scrollIntoViewIfNeeded();
    await shot('still', theirs);
    const { page } = desk;
    await page.goto(`${people.service.url}/requests/new`);
    await page.getByLabel(say('request.basis-first')).selectOption('bilateral');
    const decision = say('law.clock.decision');
    await page.getByLabel(say('request.period', { clock: decision })).selectOption('#');
    await page.getByLabel(say('request.period-days')).fill('20');
    await page.getByLabel(say('request.counting', { clock: decision })).selectOption('working');
    await page.getByRole('checkbox', { name: say('request.counting-pauses', { clock: decision }) }).check();
    await shot('counting');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByLabel(say('request.counting', { clock: decision })).scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot('counting-narrow');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  }, longEnough);

  it('say the last working day before an end on which nobody works, alike on both sides', async () => {
    const actBy = (await claire.client.matters()).find(({ space }) => space === dated)!.clocks[0]!.actBy!;
    expect(actBy.days.map(({ state, known }) => [state, known])).toEqual([['FR', 'verified']]);
    for (const { page } of [desk, theirs]) {
      await page.locator('.nav a[href="/requests"]').click();
      await page.locator('.request-row', { hasText: 'Statements of the broker' }).locator(`.act-by time[datetime="${actBy.date}"]`).waitFor();
    }
    await shot('list', theirs);
    await theirs.page.getByRole('radio', { name: say('request.view-calendar'), exact: true }).check();
    // The end may be in the next month.
    const line = theirs.page.locator('.agenda-line', { hasText: 'Statements of the broker' });
    const today = await theirs.page.locator('.month-day[aria-current=date]').getAttribute('data-date');
    if (end.slice(0, 7) !== today?.slice(0, 7)) await theirs.page.getByRole('button', { name: say('request.month-after') }).click();
    await line.locator(`.act-by time[datetime="${actBy.date}"]`).waitFor();
    for (const { page } of [desk, theirs]) {
      await page.goto(`${people.service.url}/requests/${dated}`);
      await page.locator('.clocks li').first().waitFor();
    }
    const clocks = await Promise.all([desk, theirs].map(({ page }) => page.locator('.clocks li').allInnerTexts()));
    expect(clocks[0]).toEqual(clocks[1]);
    await theirs.page.locator('.clocks .act-by').scrollIntoViewIfNeeded();
    await shot('request', theirs);
    expect(await axeFindings(theirs.page)).toEqual([]);
    expect(await theirs.page.locator('.clock-alarms').count()).toBe(0);
  });

  it('are counted by the days that the State which is bound states itself, typed or from a file', async () => {
    const clock = (await claire.client.matter(counted)).measureViews[0]!.clocks.find(({ workingDaysOf }) => workingDaysOf !== null)!;
    const years = [...new Set([clock.startedAt, clock.latestAt].map((at) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric' }).format(Date.parse(at))))];
    const { page } = theirs;
    await page.goto(`${people.service.url}/sessions/days`);
    for (const year of years) {
      await page.getByLabel(say('days.year'), { exact: true }).selectOption(year);
      await page.getByText(say('days.verified'), { exact: true }).waitFor();
      await page.getByLabel(say('days.date'), { exact: true }).fill(`${year}-03-02`);
      await page.getByLabel(say('days.name'), { exact: true }).fill('Announced');
      await page.getByLabel(say('days.name'), { exact: true }).press('Enter');
      await page.locator(`.days-table time[datetime="${year}-03-02"]`).waitFor();
      await page.getByLabel(say('days.file'), { exact: true }).setInputFiles({ name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from(`date,name\n${year}-02-03,=1+1\n${year}-02-04,<b>feast</b>\nsoon`) });
      await page.locator('.days-coming').getByText('<b>feast</b>').waitFor();
      await page.getByText(say('days.file-unread', { count: 1 })).waitFor();
      await page.getByRole('button', { name: say('days.file-take', { count: 2 }) }).press('Enter');
      await page.locator('.days-table tr', { hasText: '<b>feast</b>' }).waitFor();
      await page.getByRole('button', { name: say('days.state-them') }).press('Enter');
      await page.getByText(say('days.said')).waitFor();
      await page.getByText(say('days.stated'), { exact: true }).waitFor();
    }
    // A row that goes hands the focus on; what a colleague states meanwhile takes no change away, and is not undone unseen.
    const rows = page.locator('.days-table tbody tr'), count = await rows.count();
    await rows.last().getByRole('button').press('Enter');
    await page.locator('.days-table tbody tr:last-child button:focus').waitFor();
    // The key that goes back throws no change away.
    await page.keyboard.press('Escape');
    expect([await rows.count(), new URL(page.url()).pathname]).toEqual([count - 1, '/sessions/days']);
    const { stated } = (await meetingsOf(claire.client).days(['FR']))[0]!.own!;
    expect(await meetingsOf(claire.client).stateDays({ ...stated!, after: stated!.at })).toBe(true);
    await page.getByText(say('days.meanwhile')).waitFor();
    expect([await rows.count(), await page.getByRole('button', { name: say('days.state-them') }).isDisabled()]).toEqual([count - 1, true]);
    await shot('days-meanwhile', theirs);
    await page.getByRole('button', { name: say('days.meanwhile-keep') }).press('Enter');
    await page.getByRole('button', { name: say('days.state-them') }).press('Enter');
    await page.getByText(say('days.said')).waitFor();
    expect(await rows.count()).toBe(count - 1);
    await shot('days', theirs);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot('days-narrow', theirs);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const visit of [desk, theirs]) {
      await visit.page.goto(`${people.service.url}/requests/${counted}`);
      await visit.page.locator('.clocks a[href="/sessions/days/FR"]', { hasText: 'Parquet financier' }).first().waitFor();
    }
    await shot('stated', desk);
    // Somebody of another State reads them, and changes nothing.
    await desk.page.locator('.clocks a[href="/sessions/days/FR"]').first().click();
    await desk.page.locator('.days-table tr', { hasText: '<b>feast</b>' }).waitFor();
    expect(await desk.page.getByRole('button', { name: say('days.state-them') }).count()).toBe(0);
    await desk.page.keyboard.press('Escape');
    await desk.page.waitForURL(`${people.service.url}/sessions`);
  }, longEnough);

  it('are counted by the days of the authority that goes first, as another one of its State reads before it states its own', async () => {
    for (const officer of people.officers) await people.signInAgain(officer);
    await people.admit('Police judiciaire', 'FR', 'police');
    const jules = await people.enrol('Jules Roux', 'Police judiciaire', people.officers[0], 'focal-point');
    const lyon = await signInOn(browser, people, jules, 'Lyon desk', { locale: locales[language], reducedMotion: 'reduce' }, say);
    await lyon.page.goto(`${people.service.url}/sessions/days`);
    await lyon.page.locator('.notice', { hasText: 'Parquet financier' }).getByText(say('days.other-first-hint'), { exact: true }).waitFor();
    expect(await axeFindings(lyon.page)).toEqual([]);
    await shot('days-other-first', lyon);
    await lyon.page.context().close();
  }, longEnough);

  it('alarm over every page, also a narrow one', async () => {
    const { page } = desk;
    const alarm = page.locator('.clock-alarms').getByRole('alert');
    for (const address of ['/', '/requests', '/settings']) {
      await page.goto(people.service.url + address);
      await alarm.locator(`a[href="/requests/${preserved}"]`).waitFor();
    }
    await shot('alarm-wide');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(people.service.url);
    await alarm.getByRole('button', { name: say('request.alarm-see') }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByRole('navigation', { name: say('nav.label') }).waitFor();
    expect(await page.getByRole('navigation', { name: say('nav.label') }).isVisible()).toBe(true);
    await shot('alarm-narrow');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeFindings(page)).toEqual([]);
    await shot('alarm-narrow-dark');
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  });

  it('are silent once somebody acknowledged it, which colleagues and the other side see', async () => {
    const { page } = desk;
    const see = page.locator('.clock-alarms').getByRole('button', { name: say('request.alarm-see') });
    await see.focus();
    await page.keyboard.press('Enter');
    await page.locator('.clock-alarms').waitFor({ state: 'detached' });
    // The list of conversations is the page here, and then what the skip link leads to.
    await page.waitForFunction(() => document.activeElement?.className === 'list');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    await until(ben.client, async () => (await ben.client.matters()).every(({ alarms }) => alarms.length === 0));
    for (const visited of [desk, theirs]) {
      await visited.page.goto(`${people.service.url}/requests/${preserved}`);
      const seen = visited.page.locator('.clocks .muted', { hasText: 'Ana Ruiz' });
      await seen.waitFor();
      await seen.scrollIntoViewIfNeeded();
    }
    await shot('seen');
    await page.getByText(say('law.action.see-alarm'), { exact: true }).first().waitFor();
  });

  it('remind as early as each person wants', async () => {
    const { page } = desk;
    await page.goto(`${people.service.url}/settings`);
    const days = page.getByRole('radio', { name: say('notice.remind-days', { count: 3 }), exact: true });
    // It is on once the vault has it.
    await page.locator('label', { has: days }).click();
    await until(ana.client, async () => (await ana.client.noticeSettings()).remind === 3);
    await days.scrollIntoViewIfNeeded();
    await shot('settings');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are judged by the clock of whoever takes a step; where that is far from the service’s, both times stand beside it', async () => {
    const { requesting, measureViews } = await claire.client.matter(dated);
    const measure = measureViews[0]!.id;
    await claire.client.close();
    let offer: ItemId;
    const { client } = clientOf(people.service.url, { now: () => new Date(people.clock.now().getTime() - day) }, undefined, claire.device);
    try {
      await people.signInAgain({ ...claire, client });
      await client.takeStep(dated, [measure], { action: 'acknowledge' });
      offer = await client.makeOffer(dated, { to: requesting, basis: ['uncac'], nature: 'Payments through a bank', conditions: ['Not in court'], text: 'Account 77', files: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null } });
      await client.settled();
    } finally { await client.close(); }
    for (const { page } of [desk, theirs]) {
      await page.goto(`${people.service.url}/requests/${dated}`);
      await page.locator('.history li').filter({ hasText: say('law.action.acknowledge') }).getByText(say('message.times-differ', { written: '#', stored: '#' }).split('#')[0]!.trim()).waitFor();
      expect(await page.locator('.history .part-missing').count()).toBe(1);
    }
    await theirs.page.goto(`${people.service.url}/offers/${dated}/${offer}`);
    await theirs.page.locator('.history li').filter({ hasText: say('law.action.offer') }).locator('.part-missing').waitFor();
    await shot('offer-dated-back', theirs);
    await desk.page.locator('.history').scrollIntoViewIfNeeded();
    expect(await axeFindings(desk.page)).toEqual([]);
    await shot('dated-back');
  }, longEnough);
});
