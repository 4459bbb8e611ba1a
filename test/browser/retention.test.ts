/** What a conversation keeps, at the screen: chosen when it is made, shown to all, and erased when its time is over. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import type { Browser, Page } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { TurnedClock } from '../scenario/turned-clock.js';
import { turnDatabase } from '../scenario/turned-database.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, openSpace, signInOn, write } from './person.js';

const longEnough = 120_000;
const twoDays = 2 * 86_400_000;

describe.each(['en', 'ar'] as const)('how long a conversation keeps what is said, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben]: Person[] = [];
  let [lima, madrid]: Visit[] = [];

  beforeAll(async () => {
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    // Browsers have the real time, so that everybody else begins two days before.
    const clock = new TurnedClock();
    clock.turn(-twoDays);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } }, clock);
    await turnDatabase(people.service.databaseUrl, -twoDays);
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    const old = await ana.client.createChannel({ title: 'Harbour', purpose: null, members: [ben.id], retention: { days: 1 } });
    await ana.client.send(old, plain('Said two days ago'));
    await people.settled(ana, ben);
    await people.pass(twoDays);
    lima = await signInOn(browser, people, ana, 'Lima desk', { locale: locales[language] }, say);
    madrid = await signInOn(browser, people, ben, 'Madrid desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const kept = async (page: Page, mark: string): Promise<void> => {
    await page.locator('.space-head').getByText(mark).waitFor();
    await page.locator('#composer-readers').getByText(mark).waitFor();
  };

  it('leaves one row where everything is erased, for everybody', async () => {
    // Their time is not the test's to know.
    const words = say('event.erased').split('{date}').at(-1)!.trim();
    for (const { page } of [lima!, madrid!]) {
      await openSpace(page, 'Harbour');
      await page.locator('.entry-erased').getByText(words).waitFor();
      expect(await page.locator('.entry-erased').count()).toBe(1);
      expect(await page.getByText('Said two days ago').count()).toBe(0);
      await kept(page, say('policy.mark', { days: 1 }));
    }
  }, longEnough);

  it('is chosen when a channel is made, and shown where one reads and writes', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: say('spaces.new'), exact: true }).click();
    await page.getByLabel(say('channel.title')).fill('Berths');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel(say('policy.retention')).selectOption({ label: say('policy.retention-hours', { hours: 8 }) });
    await page.getByRole('button', { name: say('channel.create') }).click();
    await page.getByRole('heading', { name: 'Berths' }).waitFor();
    await kept(page, say('policy.mark-hours', { hours: 8 }));
    await write(page, 'Berth nine', say);
    await openSpace(madrid!.page, 'Berths');
    await kept(madrid!.page, say('policy.mark-hours', { hours: 8 }));
    await madrid!.page.getByRole('link', { name: say('space.show-details') }).click();
    await madrid!.page.locator('.details .facts').getByText(say('policy.retention-hours', { hours: 8 })).waitFor();
    expect(await madrid!.page.getByRole('button', { name: say('policy.change'), exact: true }).count()).toBe(0);
  }, longEnough);

  it('is changed by an owner, who is told what that destroys, and seen by all', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('button', { name: say('policy.change'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    const hour = say('policy.retention-hours', { hours: 1 });
    await sheet.getByLabel(say('policy.retention')).selectOption({ label: hour });
    await sheet.getByText(say('policy.sooner'), { exact: true }).waitFor();
    expect(await sheet.getByText(say('policy.hold')).count()).toBe(0);
    await sheet.getByRole('button', { name: say('policy.save'), exact: true }).click();
    await page.locator('.details .facts').getByText(hour).waitFor();
    await madrid!.page.locator('.details .facts').getByText(hour).waitFor();
    // Beside the details a narrow window shows no thread.
    await madrid!.page.getByText(say('event.policy-retention', { self: 'no', by: 'Ana Ruiz', what: hour })).waitFor({ state: 'attached' });
    await madrid!.page.locator('.details').getByRole('link', { name: say('action.close') }).click();
    await kept(madrid!.page, say('policy.mark-hours', { hours: 1 }));
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...madrid!.complaints]).toEqual([]);
  });
});
