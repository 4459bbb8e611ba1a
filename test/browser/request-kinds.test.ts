/** A request for extradition at three screens: written, sent at once for arrest, completed, sent whole by a second officer, received, decided. */
import { randomUUID } from 'node:crypto';
import { lawEdition } from '@comity/casework';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { People, until, type Person } from '../scenario/people.js';
import { madridAndAmman, twoSides } from '../scenario/two-sides.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { dayOf } from './casework.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const title = 'The paymaster of the port';
const kind = 'extradition';
const urgent = { WARRANT_EXISTS_AND_REQUEST_FOLLOWS: 'A warrant of 3 March; the request follows', OFFENCE_WHEN_AND_WHERE: 'Bribery, in March, in Nairobi' };
const documents = { JUDGMENT_OR_WARRANT: 'The warrant, certified', OFFENCES_TIME_PLACE_LAW: 'Bribery, section 6', ENACTMENTS_IDENTITY: 'The Act, and his passport' };

describe.each(['en', 'ar'] as const)('a request for extradition, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben, salma]: Person[] = [];
  let [lima, cadiz, amman]: Visit[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    ({ first: ana, second: ben, other: salma } = await twoSides(people, madridAndAmman));
    const options = { locale: locales[language] };
    lima = await signInOn(browser, people, ana, 'Lima desk', options, say);
    cadiz = await signInOn(browser, people, ben, 'Cádiz desk', options, say);
    amman = await signInOn(browser, people, salma, 'Amman desk', options, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `extradition-${name}-${language}.png`), fullPage: true });
  const term = (id: string, values?: Readonly<Record<string, unknown>>): string => say(id as MessageId, values);
  const nameOf = (action: string) => term(`law.action.${action}`);
  const person = (page: Page) => page.locator('.measure').first();
  const inState = (page: Page, state: string) => person(page).locator('.tag-state').filter({ hasText: term(`law.state.${state}`) }).waitFor();
  const sheet = (page: Page) => page.getByRole('dialog');
  const open = async (page: Page, action: string): Promise<void> => {
    await person(page).getByRole('button', { name: nameOf(action), exact: true }).click();
    await sheet(page).waitFor();
  };
  const confirm = async (page: Page, action: string): Promise<void> => {
    await sheet(page).getByRole('button', { name: nameOf(action), exact: true }).click();
    await sheet(page).waitFor({ state: 'detached' });
  };
  const toRequest = async (page: Page): Promise<void> => {
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('.request-row').filter({ hasText: title }).click();
    await person(page).waitFor();
  };
  const write = async (page: Page, parts: Readonly<Record<string, string>>): Promise<void> => {
    for (const [id, text] of Object.entries(parts)) await page.locator(`#part-${id} textarea`).fill(text);
  };

  it('is of a kind, which says what it asks for, with the periods that its instruments offer', async () => {
    const { page } = lima!;
    await page.locator('.nav a[href="/requests"]').click();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.locator('.segment').filter({ hasText: term('law.cycle.extradition') }).click();
    await page.getByLabel(say('request.field-requested')).selectOption(people.authorities.get('Public Prosecution')!);
    await page.getByLabel(say('request.field-title')).fill(title);
    const period = page.getByLabel(say('request.period', { clock: term('law.clock.provisional-arrest') }));
    const values = () => period.locator('option').evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
    // The Convention has no periods: those of the law that applies are the parties’ to enter. The European one has its own.
    await page.getByLabel(say('request.basis-first')).selectOption('uncac');
    await period.waitFor();
    expect(await values()).toEqual(['', '#']);
    await page.getByLabel(say('request.basis-add')).selectOption('ece');
    await period.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('request.basis-up', { name: term('law.pack.ece') }), exact: true }).click();
    await page.getByLabel(say('request.basis-add')).selectOption('bilateral');
    await period.waitFor();
    // Instruments that do not govern extradition are none of its basis.
    expect(await page.getByLabel(say('request.basis-add')).locator('option[value="ecma"]').count()).toBe(0);
    expect(await values()).toEqual(['', 'US_INDIA', 'NL_US', 'NL_CANADA', 'NL_AUSTRALIA', 'NL_MEXICO', 'INDONESIA_PHILIPPINES', '#']);
    await period.selectOption('#');
    await page.getByLabel(say('request.period-days')).fill('30');
    // The European Convention is shorter, and at most no longer.
    await page.getByText(say('request.period-kept-most', { count: 18, most: 30 })).waitFor();
    await page.getByRole('checkbox', { name: say('request.law-permits', { ground: term('law.ground.political') }) }).check();
    expect(await page.locator('[data-measure] select').count()).toBe(0);
    await page.getByLabel(say('request.measure-sought', { kind })).fill('Jean Martin\nborn 1970 in Mombasa');
    await page.locator('.content-ahead li').nth(5).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'new');
    const covered = (): Promise<string[]> => page.evaluate(() => {
      const foot = document.querySelector('.page-foot')!;
      return [...document.querySelectorAll<HTMLElement>('.request-form :is(input, select, textarea, button)')].filter((each) => !foot.contains(each)).flatMap((each) => {
        each.focus();
        const [field, over] = [each.getBoundingClientRect(), foot.getBoundingClientRect()];
        return document.activeElement === each && field.bottom > over.top && field.top < over.bottom ? [each.outerHTML.slice(0, 100)] : [];
      });
    });
    expect(await covered()).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await covered()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.evaluate(() => scrollTo(0, 0));
    await shot(page, 'narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await write(page, urgent);
    await shot(page, 'form');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: say('request.save') }).click();
    await inState(page, 'draft');
    await person(page).getByRole('heading', { level: 2, name: 'Jean Martin' }).waitFor();
    const drafted = async () => { const [known] = await ana!.client.matters(); return known === undefined ? null : ana!.client.matter(known.space); };
    await until(ana!.client, async () => (await drafted())?.measureViews.length === 1);
    expect(await drafted()).toMatchObject({ kind, basis: { instruments: ['ece', 'uncac', 'bilateral'], lawPermits: ['POLITICAL'], periods: { PROVISIONAL_ARREST: 30 } }, measureViews: [{ assistance: null, sought: 'Jean Martin\nborn 1970 in Mombasa' }] });
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'draft');
  }, longEnough);

  it('asks for arrest at once, and is found by its kind on the other side, who arrests', async () => {
    const { page } = lima!;
    await open(page, 'request-provisional-arrest');
    await sheet(page).getByRole('checkbox', { name: 'Salma Haddad' }).check();
    await shot(page, 'urgent');
    await confirm(page, 'request-provisional-arrest');
    await inState(page, 'provisional-arrest-requested');
    const theirs = amman!.page;
    await theirs.locator('.nav a[href="/requests"]').click();
    const row = theirs.locator('.request-row').filter({ hasText: title });
    await row.filter({ hasText: term('law.cycle.extradition') }).waitFor();
    const kinds = theirs.getByLabel(say('request.column-kind'), { exact: true });
    await kinds.selectOption('asset');
    await row.waitFor({ state: 'detached' });
    await kinds.selectOption(kind);
    await row.waitFor();
    await shot(theirs, 'list');
    for (const view of ['table', 'board'] as const) {
      await theirs.locator('.listing-bar .segment').filter({ hasText: say(`request.view-${view}`) }).click();
      await theirs.locator(`.listing-${view}`).getByText(title, { exact: true }).waitFor();
      expect(await axeFindings(theirs)).toEqual([]);
      await shot(theirs, view);
    }
    await theirs.locator('[data-kind="extradition"][data-stage="PROVISIONAL_ARREST_REQUESTED"]').getByRole('link', { name: title }).click();
    await open(theirs, 'arrest');
    const [day, time] = [sheet(theirs).getByLabel(say('request.step-day'), { exact: true }), sheet(theirs).getByLabel(say('request.step-time'), { exact: true })];
    await time.fill('00:00');
    await day.fill('2100-01-01');
    await sheet(theirs).getByRole('alert').filter({ hasText: say('request.step-future') }).waitFor();
    expect(await sheet(theirs).getByRole('button', { name: nameOf('arrest'), exact: true }).isDisabled()).toBe(true);
    expect(await axeFindings(theirs)).toEqual([]);
    const wide = theirs.viewportSize()!;
    await theirs.setViewportSize({ width: 360, height: 740 });
    expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await shot(theirs, 'arrest');
    await theirs.setViewportSize(wide);
    await day.fill(await dayOf(theirs));
    await confirm(theirs, 'arrest');
    await inState(theirs, 'provisionally-arrested');
    await person(theirs).locator('.clocks').getByText(term('law.clock.provisional-arrest')).waitFor();
    const blocked = person(theirs).locator('.blocked').filter({ hasText: nameOf('receive-request') });
    await blocked.getByText(term('law.refusal.not-before', { entry: nameOf('send-request') })).waitFor();
    await shot(theirs, 'arrested');
  }, longEnough);

  it('is completed, and sent whole by a second officer', async () => {
    const { page } = lima!;
    await inState(page, 'provisionally-arrested');
    // What both sides share, in place of the draft.
    await people.settled(ana!);
    const [known] = await ana!.client.matters();
    expect(known!.state).toBe('PROVISIONALLY_ARRESTED');
    await ana!.client.addMembers(known!.space, [ben!.id]);
    await page.getByRole('link', { name: say('request.complete-title') }).first().click();
    await page.getByText(urgent.OFFENCE_WHEN_AND_WHERE, { exact: true }).waitFor();
    expect(await page.locator('#part-OFFENCE_WHEN_AND_WHERE, [data-measure]').count()).toBe(0);
    await write(page, documents);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'complete');
    await page.getByRole('button', { name: say('request.save') }).click();
    await person(page).locator('.blocked').filter({ hasText: nameOf('send-request') }).getByText(term('law.refusal.second-officer', { entry: nameOf('send-request') })).waitFor();
    const second = cadiz!.page;
    await toRequest(second);
    await second.locator('.content-read').getByText(documents.JUDGMENT_OR_WARRANT, { exact: true }).waitFor();
    await open(second, 'send-request');
    await confirm(second, 'send-request');
    const theirs = amman!.page;
    await open(theirs, 'receive-request');
    await confirm(theirs, 'receive-request');
    for (const each of [theirs, page, second]) await inState(each, 'request-received');
  }, longEnough);

  it('has on record what the table offers, and is granted on condition, which the other side reads', async () => {
    const { page } = amman!;
    await open(page, 'record');
    expect(await sheet(page).getByRole('radio').count()).toBe(3);
    await sheet(page).getByRole('radio', { name: term('law.choice.property-handover') }).check();
    await sheet(page).getByRole('textbox', { name: term('law.member.account-record'), exact: true }).fill('His passport and a ledger');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'record');
    await confirm(page, 'record');
    // Nobody can answer by a day that is past.
    await open(page, 'ask');
    await sheet(page).getByRole('textbox', { name: term('law.member.question'), exact: true }).fill('Where was the warrant issued?');
    const [limit, ask] = [sheet(page).getByLabel(term('law.member.limit')), sheet(page).getByRole('button', { name: nameOf('ask'), exact: true })];
    await limit.fill('2020-01-01');
    await sheet(page).getByRole('alert').filter({ hasText: say('request.step-past') }).waitFor();
    expect([await ask.isDisabled(), await axeFindings(page)]).toEqual([true, []]);
    await shot(page, 'past');
    await limit.fill('2100-01-01');
    await sheet(page).getByText(say('request.step-past')).waitFor({ state: 'detached' });
    expect(await ask.isDisabled()).toBe(false);
    await sheet(page).getByRole('button', { name: say('action.cancel') }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await open(page, 'begin-proceedings');
    await confirm(page, 'begin-proceedings');
    await inState(page, 'in-proceedings');
    await open(page, 'grant-on-condition');
    await sheet(page).getByLabel(term('law.member.conditions')).fill('No trial in absence');
    await confirm(page, 'grant-on-condition');
    await inState(lima!.page, 'granted-conditional');
    await person(lima!.page).getByText('No trial in absence', { exact: true }).waitFor();
    await person(lima!.page).getByText(term('law.choice.property-handover')).waitFor();
    expect(await axeFindings(lima!.page)).toEqual([]);
    await shot(lima!.page, 'granted');
    await lima!.page.getByRole('link', { name: say('request.letter') }).click();
    await lima!.page.locator('.letter').getByText('Jean Martin', { exact: true }).first().waitFor();
    await lima!.page.locator('.letter').getByText(documents.JUDGMENT_OR_WARRANT, { exact: true }).first().waitFor();
  }, longEnough);

  it('stands beside an asset, whose routes say what speaks against them, with stages of its own', async () => {
    const id = randomUUID();
    const vessel = 'The vessel Alba';
    const draft = await ana!.client.draftMatter({
      kind: 'asset', requested: people.authorities.get('Public Prosecution')!, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: vessel, urgent: false, sections: [],
      measures: [{ id, assistance: null, sought: `${vessel}\nin Aqaba` }],
    });
    await ana!.client.takeStep(draft, [id], { action: 'submit', addressees: [ben!.id] });
    await people.settled(ana!, ben!);
    await people.settled(ana!, ben!);
    await ben!.client.takeStep(draft, [id], { action: 'request-tracing', addressees: [salma!.id] });
    await people.settled(ben!, salma!);
    const { space } = await ben!.client.matter(draft);
    await salma!.client.takeStep(space, [id], { action: 'locate', words: { account: 'In the land register' } });
    await people.settled(salma!, ben!);
    const { page } = cadiz!;
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('.listing-bar .segment').filter({ hasText: say('request.view-board') }).click();
    const stage = (name: string, state: string) => page.getByRole('region', { name: `${term(`law.cycle.${name}`)}: ${term(`law.state.${state}`)}` });
    await stage(kind, 'granted-conditional').getByRole('link', { name: title }).waitFor();
    await stage('asset', 'traced').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'kinds');
    await stage('asset', 'traced').getByRole('link', { name: vessel }).click();
    await open(page, 'choose-route');
    expect(await sheet(page).getByRole('radio').count()).toBe(5);
    await sheet(page).locator('.check-line').filter({ hasText: 'UNCAC 55(1)(b)' }).getByText('UNCAC 55(3)(b)').waitFor();
    const take = sheet(page).getByRole('button', { name: nameOf('choose-route'), exact: true });
    expect(await take.isDisabled()).toBe(true);
    await sheet(page).getByRole('radio', { name: term('law.choice.non-conviction') }).check();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'route');
    await confirm(page, 'choose-route');
    await inState(page, 'confiscation-pending');
    await person(page).getByText(term('law.choice.non-conviction')).waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...cadiz!.complaints, ...amman!.complaints]).toEqual([]);
  });
});
