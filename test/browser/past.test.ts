/** What newcomers read of the past, at the screen: as the channel's rules say, given by an owner, seen by everybody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { messageWith, openSpace, signInOn, write } from './person.js';

const longEnough = 120_000;

describe('the past of a channel, in browsers', () => {
  let browser: Browser;
  let people: People;
  let [ana, li]: Person[] = [];
  let [madrid, beijing]: Visit[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    li = await people.enrol('Li Wei', 'Fiscalía Especial', ana);
    madrid = await signInOn(browser, people, ana, 'Madrid desk');
    beijing = await signInOn(browser, people, li, 'Beijing desk');
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('is offered when the channel is made, and shown to its members', async () => {
    const { page } = madrid!;
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByLabel('Title').fill('Harbour');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel('People added later read').selectOption({ label: 'everything that is still kept' });
    await page.getByRole('button', { name: 'Create channel' }).click();
    await page.getByRole('heading', { name: 'Harbour' }).waitFor();
    await write(page, 'Said before Li came');
    await page.getByRole('button', { name: /stored|delivered|read/i }).first().waitFor();
  }, longEnough);

  it('is read by a newcomer, and everybody sees who gave it', async () => {
    await madrid!.page.getByRole('link', { name: 'Show members and details' }).click();
    await madrid!.page.getByRole('button', { name: 'Add', exact: true }).click();
    await madrid!.page.getByText('They read everything that is still kept').waitFor();
    await madrid!.page.getByRole('dialog').getByRole('checkbox', { name: /Li Wei/ }).check();
    await madrid!.page.getByRole('dialog').getByRole('button', { name: /Add 1 person/ }).click();
    await openSpace(beijing!.page, 'Harbour');
    await messageWith(beijing!.page, 'Said before Li came').waitFor();
    await beijing!.page.getByText('Ana Ruiz gave You the whole history').waitFor();
    // Beside the details a narrow window shows no thread.
    await madrid!.page.getByText('You gave Li Wei the whole history').waitFor({ state: 'attached' });
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...madrid!.complaints, ...beijing!.complaints]).toEqual([]);
  });
});
