/** What newcomers read of the past, at the screen: as the channel's rules say, given by an owner, seen by everybody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn } from './person.js';

const longEnough = 120_000;

describe.each(['en', 'ar'] as const)('the past of a channel, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, li]: Person[] = [];
  let [madrid, beijing]: Visit[] = [];

  beforeAll(async () => {
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    li = await people.enrol('Li Wei', 'Fiscalía Especial', ana);
    madrid = await signInOn(browser, people, ana, 'Madrid desk', { locale: locales[language] }, say);
    beijing = await signInOn(browser, people, li, 'Beijing desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('is offered when the channel is made, and shown to its members', async () => {
    const { page } = madrid!;
    await page.getByRole('link', { name: say('spaces.new'), exact: true }).click();
    await page.getByLabel(say('channel.title')).fill('Harbour');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel(say('policy.history')).selectOption({ label: say('policy.history-all') });
    await page.getByRole('button', { name: say('channel.create') }).click();
    await page.getByRole('heading', { name: 'Harbour' }).waitFor();
    await page.getByRole('textbox', { name: say('composer.label') }).fill('Said before Li came');
    await page.keyboard.press('Enter');
    await page.locator('.delivery-stored, .delivery-delivered, .delivery-read').first().waitFor();
  }, longEnough);

  it('is read by a newcomer, and everybody sees who gave it', async () => {
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

  it('gave the browsers nothing to complain about', () => {
    expect([...madrid!.complaints, ...beijing!.complaints]).toEqual([]);
  });
});
