/** What newcomers read of the past, at the screen: as the channel's rules say, given by an owner, seen by everybody. And which suite protects what two people say. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import type { Browser, Page } from 'playwright-core';
import { People, texts, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn, write } from './person.js';

const longEnough = 120_000;
const day = 86_400_000;
const timezoneId = 'Europe/Madrid';

describe.each(['en', 'ar'] as const)('what was said in a conversation, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, li]: Person[] = [];
  let [madrid, beijing]: Visit[] = [];
  let old: SpaceId;

  beforeAll(async () => {
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' }, ago: 2 * day });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    const ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    li = await people.enrol('Li Wei', 'Fiscalía Especial', ana);
    old = await ana.client.createChannel({ title: 'Pier', purpose: null, members: [ben.id] });
    await ana.client.send(old, plain('Said two days ago'));
    await people.settled(ana, ben, li);
    await people.pass(2 * day);
    for (const person of [ana, li]) await people.signInAgain(person);
    madrid = await signInOn(browser, people, ana, 'Madrid desk', { locale: locales[language], timezoneId }, say);
    beijing = await signInOn(browser, people, li, 'Beijing desk', { locale: locales[language], timezoneId }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('is for newcomers to read where that was chosen when the channel was made', async () => {
    const { page } = madrid!;
    await page.getByRole('link', { name: say('spaces.new'), exact: true }).click();
    await page.getByLabel(say('channel.title')).fill('Harbour');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel(say('policy.history')).selectOption({ label: say('policy.history-all') });
    await page.getByRole('button', { name: say('channel.create') }).click();
    await page.getByRole('heading', { name: 'Harbour' }).waitFor();
    await write(page, 'Said before Li came', say);
    await page.locator('.delivery-stored, .delivery-delivered, .delivery-read').first().waitFor();
  }, longEnough);

  it('is then read by a newcomer, and everybody sees who gave it', async () => {
    await madrid!.page.getByRole('link', { name: say('space.show-details') }).click();
    await madrid!.page.getByRole('button', { name: say('space.add-members'), exact: true }).click();
    await madrid!.page.getByText(say('policy.add-note', { what: say('policy.history-all') })).waitFor();
    await madrid!.page.getByRole('dialog').getByRole('checkbox', { name: /Li Wei/ }).check();
    await madrid!.page.getByRole('dialog').getByRole('button', { name: say('space.add-confirm', { count: 1 }) }).click();
    await openSpace(beijing!.page, 'Harbour');
    await messageWith(beijing!.page, 'Said before Li came').waitFor();
    await beijing!.page.getByText(say('event.history-all', { self: 'no', by: 'Ana Ruiz', who: say('person.you') })).waitFor();
    // Beside the details a narrow window shows no thread.
    await madrid!.page.getByText(say('event.history-all', { self: 'yes', by: 'Ana Ruiz', who: 'Li Wei' })).waitFor({ state: 'attached' });
  }, longEnough);

  it('ends each line with its time, whatever name the words end with', async () => {
    const lines = await beijing!.page.locator('.event').filter({ has: beijing!.page.locator('time') }).evaluateAll((events) => events.map((event) => {
      const words = document.createRange();
      words.selectNodeContents(event.querySelector('span') ?? event);
      const [said, time] = [words.getBoundingClientRect(), event.querySelector('time')?.getBoundingClientRect()];
      const last = time !== undefined && (getComputedStyle(event).direction === 'rtl' ? time.right <= said.left + 1 : time.left >= said.right - 1);
      return { line: event.textContent, last };
    }));
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter(({ last }) => !last)).toEqual([]);
  });

  const since = (): string => say('policy.history-since', { date: '' }).trim();
  /** The owner changes what is given, since yesterday where a date is asked for; the details then say it. */
  const rule = async (page: Page, option: 'policy.history-from-date' | 'policy.history-all', said: string): Promise<void> => {
    await page.getByRole('button', { name: say('policy.change'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('policy.history')).selectOption({ label: say(option) });
    if (option === 'policy.history-from-date') await sheet.getByLabel(say('policy.history-date'), { exact: true }).fill(new Date(Date.now() - day).toLocaleDateString('sv-SE', { timeZone: timezoneId }));
    await sheet.getByRole('button', { name: say('policy.save'), exact: true }).click();
    await page.locator('.details .facts').getByText(said).waitFor();
  };
  const give = async (page: Page, said: string): Promise<void> => {
    await page.getByRole('button', { name: say('policy.give'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    const text = say('policy.give-text', { what: said });
    await sheet.getByText(text.slice(0, text.indexOf(said) + said.length)).waitFor();
    await sheet.getByRole('checkbox', { name: /Li Wei/ }).check();
    await sheet.getByRole('button', { name: say('policy.give-confirm'), exact: true }).click();
    await sheet.getByText(say('policy.given', { count: 1 })).waitFor();
    await sheet.getByRole('button', { name: say('action.close') }).last().click();
  };

  it('is given since a date to who is inside already', async () => {
    // Whoever comes in renews the keys: what is said from then on lies after the date, and before Li.
    await ana!.client.addMembers(old, [people.officers[0].id]);
    await ana!.client.send(old, plain('Said today, before Li came'));
    await ana!.client.addMembers(old, [li!.id]);
    await until(li!.client, async () => (await li!.client.spaces()).some(({ id }) => id === old));
    const { page } = madrid!;
    await openSpace(page, 'Pier');
    await messageWith(page, 'Said today, before Li came').waitFor();
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await rule(page, 'policy.history-from-date', since());
    await give(page, since());
    await page.getByText(say('event.history', { self: 'yes', by: 'Ana Ruiz', who: 'Li Wei', date: '' }).trim()).waitFor({ state: 'attached' });

    await openSpace(beijing!.page, 'Pier');
    await messageWith(beijing!.page, 'Said today, before Li came').waitFor();
    await beijing!.page.getByText(say('event.history', { self: 'no', by: 'Ana Ruiz', who: say('person.you'), date: '' }).trim()).waitFor();
    await until(li!.client, async () => (await texts(li!.client, old)).includes('Said today, before Li came'));
    await people.settled(li!);
    expect(await texts(li!.client, old)).toEqual(['Said today, before Li came']);
    expect(await messageWith(beijing!.page, 'Said two days ago').count()).toBe(0);
  }, longEnough);

  it('is given from its beginning once the rules say so', async () => {
    const { page } = madrid!;
    await rule(page, 'policy.history-all', say('policy.history-all'));
    await give(page, say('policy.history-all'));
    await messageWith(beijing!.page, 'Said two days ago').waitFor();
  }, longEnough);

  it('is protected between two people by the post-quantum hybrid, and both see it', async () => {
    const protects = async (page: Page): Promise<void> => {
      await page.getByRole('link', { name: say('space.show-details') }).click();
      const protection = page.locator('.details section', { hasText: 'MLS 0x' });
      await protection.getByText(say('suite.hybrid')).first().waitFor();
      await protection.getByText('MLS 0xf0c1').waitFor();
      await protection.getByText(say('suite.direct')).waitFor();
    };
    const { page } = madrid!;
    await page.locator('.nav a[href="/directory"]').click();
    await page.getByRole('link', { name: /Li Wei/ }).click();
    await page.getByRole('button', { name: say('person.write') }).click();
    await page.waitForURL('**/spaces/*');
    const { pathname } = new URL(page.url());
    await write(page, 'Between the two of us', say);
    await beijing!.page.locator(`a[href="${pathname}"]`).first().click();
    await messageWith(beijing!.page, 'Between the two of us').waitFor();
    await protects(page);
    await protects(beijing!.page);
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...madrid!.complaints, ...beijing!.complaints]).toEqual([]);
  });
});
