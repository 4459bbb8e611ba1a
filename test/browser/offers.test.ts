/** Information under conditions, at the screen: one offers, the other reads the conditions first, and the ledger keeps what came of it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Client } from 'pg';
import { lawEdition } from '@comity/casework';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, openSpace, signInOn, unlockIfNeeded } from './person.js';

const longEnough = 240_000;
const shots = path.join(import.meta.dirname, 'shots');
const words = 'Account 77 received three payments';

describe.each(['en', 'ar'] as const)('information under conditions, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [wanjiru, claire]: Person[] = [];
  let [nairobi, paris]: Visit[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Parquet financier', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    await wanjiru.client.createChannel({ title: 'Lighthouse', purpose: null, members: [claire.id] });
    await people.settled(wanjiru, claire);
    nairobi = await signInOn(browser, people, wanjiru, 'Nairobi desk', { locale: locales[language] }, say);
    paris = await signInOn(browser, people, claire, 'Paris desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  /** At both ends of the range of widths: nothing wider than the screen, and nothing that a check of accessibility finds. */
  const look = async (page: Page, name: string): Promise<void> => {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(shots, `offer-${name}-${language}-${width}.png`), fullPage: true });
      expect([name, width, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), await axeFindings(page)]).toEqual([name, width, false, []]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const sheet = (page: Page) => page.getByRole('dialog');
  const take = (action: string): string => say('request.take', { action });
  /** The step is taken from the page of the information: its button, its words, and once more. */
  const step = async (page: Page, action: string, fields: Record<string, string> = {}): Promise<void> => {
    await page.getByRole('button', { name: action, exact: true }).click();
    for (const [label, text] of Object.entries(fields)) await sheet(page).getByRole('textbox', { name: label, exact: true }).fill(text);
    await sheet(page).getByRole('button', { name: take(action), exact: true }).click();
    await sheet(page).waitFor({ state: 'detached' });
  };

  it('is offered from the details of a conversation, nature and conditions first', async () => {
    const { page } = nairobi!;
    await openSpace(page, 'Lighthouse');
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('link', { name: say('offer.new'), exact: true }).click();
    await page.getByRole('textbox', { name: say('offer.nature'), exact: true }).fill('Payments through a bank in Paris');
    await page.getByRole('textbox', { name: say('offer.condition', { number: 1 }), exact: true }).fill('Not in court without our consent');
    await page.getByRole('button', { name: say('offer.condition-add') }).click();
    await page.getByRole('textbox', { name: say('offer.condition', { number: 2 }), exact: true }).fill('Not to third States');
    await page.getByRole('checkbox', { name: say('law.pack.uncac') }).check();
    await page.getByLabel(say('talk-marks.source')).selectOption('B');
    await page.getByLabel(say('talk-marks.tlp')).selectOption('amber');
    await page.getByRole('textbox', { name: say('offer.text'), exact: true }).fill(words);
    await look(page, 'form');
    await page.getByRole('button', { name: say('offer.send'), exact: true }).click();
    await page.getByText(say('offer.content-own')).waitFor();
    await page.getByText(words).waitFor();
  }, longEnough);

  it('shows the other side its conditions, and opens once they were accepted', async () => {
    const { page } = paris!;
    await openSpace(page, 'Lighthouse');
    const card = page.getByRole('region', { name: say('offer.card') });
    await card.getByText('Payments through a bank in Paris').waitFor();
    await card.getByText('TLP:AMBER', { exact: true }).waitFor();
    await look(page, 'card');
    await card.getByRole('link', { name: say('offer.answer') }).click();
    await page.getByText(say('offer.content-closed')).waitFor();
    await page.getByText('Not to third States').waitFor();
    expect(await page.getByText(words).count()).toBe(0);
    await look(page, 'closed');
    await page.getByRole('button', { name: say('law.action.spontaneous-accept'), exact: true }).click();
    await sheet(page).getByText('Not to third States').waitFor();
    await sheet(page).getByRole('button', { name: take(say('law.action.spontaneous-accept')) }).click();
    await page.getByText(words).waitFor();
    await page.getByText(say('offer.conditions-bind')).waitFor();
  }, longEnough);

  it('is used otherwise only by consent, asked for and given', async () => {
    const { page } = paris!;
    await step(page, say('law.action.request-consent'), { [say('law.member.purpose')]: 'A civil claim' });
    await page.getByText(say('law.state.consent-requested'), { exact: true }).waitFor();
    await nairobi!.page.getByRole('link', { name: say('nav.offers') }).click();
    await nairobi!.page.getByLabel(say('offer.sort'), { exact: true }).selectOption('waiting');
    await nairobi!.page.getByRole('link', { name: /Payments through a bank/ }).click();
    await step(nairobi!.page, say('law.action.grant'), { [say('law.member.conditions')]: 'Under seal' });
    await page.getByText('Under seal').first().waitFor();
    await page.getByText(say('law.state.granted'), { exact: true }).waitFor();
    await step(page, say('law.action.give-exculpatory-notice'), { [say('law.member.reasons')]: 'To the defence of Mr X' });
    await nairobi!.page.getByText('To the defence of Mr X').waitFor();
    await step(nairobi!.page, say('law.action.consult-on-disclosure'), { [say('law.member.reasons')]: 'Not before the arrest' });
    await page.getByText('Not before the arrest').waitFor();
    await look(page, 'page');
  }, longEnough);

  it('stands in the ledger with all of it', async () => {
    const { page } = paris!;
    await page.getByRole('link', { name: say('nav.offers') }).click();
    await page.getByText(say('offer.uses-granted', { count: 1 })).waitFor();
    await page.getByText(say('offer.notices', { count: 1 })).waitFor();
    await look(page, 'ledger');
    await page.getByLabel(say('offer.direction'), { exact: true }).selectOption('given');
    await page.getByText(say('offer.none-found')).waitFor();
    await page.getByLabel(say('offer.direction'), { exact: true }).selectOption('received');
    await page.getByRole('link', { name: /Payments through a bank/ }).waitFor();
  }, longEnough);

  it('begins a draft of a request, which shows the conditions that go on with it', async () => {
    const { page } = paris!;
    await page.getByRole('link', { name: /Payments through a bank/ }).click();
    await page.getByRole('button', { name: say('request.source-draft'), exact: true }).click();
    await sheet(page).getByText('Not to third States').waitFor();
    await sheet(page).getByText(say('request.source-evidence'), { exact: true }).click();
    await sheet(page).getByText(say('request.source-h1'), { exact: true }).waitFor();
    await sheet(page).getByText(say('request.source-intelligence'), { exact: true }).click();
    await look(page, 'draft-from');
    await sheet(page).getByRole('button', { name: say('request.source-begin') }).click();
    await page.getByRole('heading', { level: 1, name: say('request.new') }).waitFor();
    const source = page.getByRole('region', { name: say('request.source'), exact: true });
    for (const text of [words, 'Not to third States']) await source.getByText(text).waitFor();
    expect(await page.getByLabel(say('request.field-requested'), { exact: true }).inputValue()).toBe(people.authorities.get('Asset Recovery Office'));
    expect(await page.getByLabel(say('request.field-title'), { exact: true }).inputValue()).toBe('');
    await look(page, 'draft');
    // What was delivered is at the service, since the browser beside has it.
    await people.settled(claire!);
    const [{ space, id, seq } = { space: null, id: null, seq: null }] = await claire!.client.offers();
    const drafted = await claire!.client.draftMatter({
      requested: people.authorities.get('Asset Recovery Office')!, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Statements of account 77', urgent: false, sections: [],
      measures: [{ id: crypto.randomUUID(), assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements' }], source: { place: { kind: 'offer', space: space!, on: { id: id!, seq: seq! } }, use: 'intelligence' },
    });
    await people.settled(claire!);
    // The ledger says what came of the information, and its page leads there.
    await page.locator('.nav a[href="/offers"]').click();
    const row = page.getByRole('link', { name: /Payments through a bank/ });
    await row.getByText('Statements of account 77').waitFor();
    await look(page, 'ledger-drafted');
    await row.click();
    await page.getByRole('link', { name: /Statements of account 77/ }).click();
    for (const text of [words, 'Not to third States']) await source.getByText(text).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/requests/${drafted}`);
    await page.getByRole('button', { name: say('law.action.submit'), exact: true }).click();
    for (const text of [say('request.source-contact', { theirs: 'yes' }), 'Not to third States']) await sheet(page).getByText(text).waitFor();
    await look(page, 'submit');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await source.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Payments through a bank in Paris' }).waitFor();
  }, longEnough);

  it('is found by what was delivered, and leads to its page', async () => {
    const { page } = paris!;
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: say('find.text') }).fill('three payments');
    const hit = page.locator('.hit').filter({ hasText: say('offer.card') });
    await hit.getByText(words).waitFor();
    await look(page, 'found');
    await hit.click();
    await page.getByRole('heading', { level: 1, name: 'Payments through a bank in Paris' }).waitFor();
    await page.locator('.nav a[href="/offers"]').click();
  }, longEnough);

  // In one language: the words are those of the other pages.
  if (language === 'en') it('is kept, written anew or discarded, where the service refuses it', async () => {
    const { page } = nairobi!;
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    /** Whether the service takes what this person's devices post there. */
    const taken = (taking: boolean) => database.query('update space_leaf set ended = $1 where practitioner = $2', [!taking, wanjiru!.id]);
    const offer = async (nature: string): Promise<void> => {
      await page.getByRole('textbox', { name: say('offer.nature'), exact: true }).fill(nature);
      await page.getByRole('textbox', { name: say('offer.condition', { number: 1 }), exact: true }).fill('Tell nobody');
      await page.getByRole('checkbox', { name: say('law.pack.uncac') }).check();
      await page.getByLabel(say('talk-marks.source')).selectOption('C');
      await page.getByLabel(say('talk-marks.tlp')).selectOption('red');
      await page.getByRole('textbox', { name: say('offer.text'), exact: true }).fill('The ship leaves on Monday');
      await page.getByRole('button', { name: say('offer.send'), exact: true }).click();
    };
    const begin = async (): Promise<void> => {
      await page.locator('.nav a[href="/"]').click();
      await openSpace(page, 'Lighthouse');
      await page.getByRole('link', { name: say('space.show-details') }).click();
      await page.getByRole('link', { name: say('offer.new'), exact: true }).click();
    };
    const undone = page.getByRole('alert').filter({ hasText: say('offer.undone') });
    const line = page.getByRole('link', { name: /A departure/ });
    try {
      await taken(false);
      await begin();
      await offer('A departure');
      await undone.waitFor();
      // It is all there, and nothing can be done with it as if it were offered.
      await page.getByText('The ship leaves on Monday', { exact: true }).waitFor();
      for (const id of ['offer.content-own', 'request.queued', 'offer.offered-at'] as const) expect([id, await page.getByText(say(id), { exact: true }).count()]).toEqual([id, 0]);
      await look(page, 'undone');
      await page.locator('.nav a[href="/offers"]').click();
      await line.getByText(say('offer.undone')).waitFor();
      await look(page, 'undone-ledger');
      // It outlives a load of the page, and another offer that is being written is not overwritten.
      await begin();
      await page.getByRole('textbox', { name: say('offer.nature'), exact: true }).fill('Half a thought');
      await page.locator('.nav a[href="/offers"]').click();
      await line.waitFor();
      // A load ends what is still being stored.
      await page.goBack();
      await page.getByText(say('request.kept'), { exact: true }).waitFor();
      await page.locator('.nav a[href="/offers"]').click();
      await line.waitFor();
      await page.reload();
      await unlockIfNeeded(page, say);
      await line.click();
      await undone.getByRole('button', { name: say('offer.undone-anew') }).click();
      await undone.getByText(say('offer.undone-taken')).waitFor();
      await look(page, 'undone-taken');
      await undone.getByRole('link', { name: say('offer.new') }).click();
      await page.getByRole('button', { name: say('request.kept-discard') }).click();
      await page.goBack();
      await undone.getByRole('button', { name: say('offer.undone-anew') }).click();
      await page.getByRole('textbox', { name: say('offer.text'), exact: true }).and(page.locator(':text("The ship leaves on Monday")')).waitFor();
      expect([await page.getByLabel(say('talk-marks.source')).inputValue(), await page.getByLabel(say('talk-marks.tlp')).inputValue()]).toEqual(['C', 'red']);
      await taken(true);
      await page.getByRole('button', { name: say('offer.send'), exact: true }).click();
      await page.getByText(say('offer.content-own')).waitFor();
      await paris!.page.locator('.nav').getByRole('link', { name: say('nav.offers') }).click();
      await paris!.page.getByRole('link', { name: /A departure/ }).waitFor();
      expect(await paris!.page.getByRole('link', { name: /A departure/ }).count()).toBe(1);
      // Another is given up.
      await taken(false);
      await begin();
      await offer('A mistake');
      await undone.getByRole('button', { name: say('offer.undone-drop') }).click();
      await page.getByRole('heading', { level: 1, name: say('offer.ledger') }).waitFor();
      await line.waitFor();
      // The ledger shows what it had before until it is read anew.
      for (const gone of ['A mistake', say('offer.undone')]) await page.getByText(gone).first().waitFor({ state: 'detached' });
      expect(await page.getByText('A mistake').count()).toBe(0);
      expect(await page.getByText(say('offer.undone')).count()).toBe(0);
    } finally {
      await taken(true);
      await database.end();
    }
    await line.click();
  }, longEnough);

  it('is declined with reasons, and stays closed', async () => {
    const { page } = nairobi!;
    await page.getByRole('link', { name: say('request.conversation') }).click();
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('link', { name: say('offer.new'), exact: true }).click();
    await page.getByRole('textbox', { name: say('offer.nature'), exact: true }).fill('A rumour');
    await page.getByRole('textbox', { name: say('offer.condition', { number: 1 }), exact: true }).fill('Tell nobody');
    await page.getByRole('checkbox', { name: say('law.pack.uncac') }).check();
    await page.getByRole('textbox', { name: say('offer.text'), exact: true }).fill('Nothing but talk');
    await page.getByRole('button', { name: say('offer.send'), exact: true }).click();
    await page.getByText(say('offer.content-own')).waitFor();
    await paris!.page.getByRole('link', { name: /A rumour/ }).click();
    await step(paris!.page, say('law.action.decline'), { [say('law.member.reasons')]: 'We cannot keep that' });
    await paris!.page.getByText(say('offer.content-declined')).waitFor();
    await page.getByText(say('offer.content-declined')).waitFor();
    expect(await page.getByText('Nothing but talk').count()).toBe(0);
    for (const { complaints } of [nairobi!, paris!]) expect(complaints).toEqual([]);
  }, longEnough);
});
