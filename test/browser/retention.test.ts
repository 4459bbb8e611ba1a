/** What a conversation keeps, at the screen: chosen when it is made, shown to all, and erased when its time is over. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import type { Browser, Page } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { TurnedClock } from '../scenario/turned-clock.js';
import { turnDatabase } from '../scenario/turned-database.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { openSpace, signInOn, write } from './person.js';

const longEnough = 120_000;
const twoDays = 2 * 86_400_000;

describe('how long a conversation keeps what is said, in browsers', () => {
  let browser: Browser;
  let people: People;
  let [ana, ben]: Person[] = [];
  let [lima, madrid]: Visit[] = [];
  let old: SpaceId;

  beforeAll(async () => {
    browser = await launchBrowser();
    // Browsers have the real time, so that everybody else begins two days before.
    const clock = new TurnedClock();
    clock.turn(-twoDays);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } }, clock);
    await turnDatabase(people.service.databaseUrl, -twoDays);
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    old = await ana.client.createChannel({ title: 'Harbour', purpose: null, members: [ben.id], retention: { days: 1 } });
    await ana.client.send(old, plain('Said two days ago'));
    await people.settled(ana, ben);
    await people.pass(twoDays);
    lima = await signInOn(browser, people, ana, 'Lima desk');
    madrid = await signInOn(browser, people, ben, 'Madrid desk');
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const erased = async (page: Page, row: string): Promise<void> => {
    await page.locator('.entry-erased').getByText(row).waitFor();
    expect(await page.locator('.entry-erased').count()).toBe(1);
    expect(await page.getByText('Said two days ago').count()).toBe(0);
  };

  it('leaves one row where everything is erased', async () => {
    const { page } = lima!;
    await openSpace(page, 'Harbour');
    await erased(page, 'were erased, as the rules of this conversation say');
  }, longEnough);

  it('is chosen when a channel is made, and shown where one reads and writes', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByLabel('Title').fill('Berths');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel('Messages are kept').selectOption({ label: '8 hours' });
    await page.getByRole('button', { name: 'Create channel' }).click();
    await page.getByRole('heading', { name: 'Berths' }).waitFor();
    await page.locator('.space-head').getByText('Kept 8 hours').waitFor();
    await page.locator('#composer-readers').getByText('Kept 8 hours').waitFor();
    await write(page, 'Berth nine');
    await openSpace(madrid!.page, 'Berths');
    await madrid!.page.locator('.space-head').getByText('Kept 8 hours').waitFor();
    await madrid!.page.getByRole('link', { name: 'Show members and details' }).click();
    expect(await madrid!.page.getByRole('button', { name: 'Change' }).count()).toBe(0);
  }, longEnough);

  it('is changed by an owner, who is told what that destroys, and seen by all', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: 'Show members and details' }).click();
    await page.getByRole('button', { name: 'Change' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Messages are kept').selectOption({ label: '1 hour' });
    await sheet.getByText('Older messages will be destroyed').waitFor();
    expect(await sheet.getByText('Legal hold').count()).toBe(0);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await madrid!.page.getByText('Ana Ruiz changed how long messages are kept: 1 hour').waitFor({ state: 'attached' });
  }, longEnough);

  it('is said in Arabic as well', async () => {
    const { page } = madrid!;
    await page.locator('a[href="/settings"]').click();
    await page.getByRole('radio', { name: 'العربية' }).check({ force: true });
    await page.locator('html[lang="ar"]').waitFor();
    await page.locator('.nav a[href="/"]').click();
    await page.locator(`a[href="/spaces/${old}"]`).first().click();
    await erased(page, 'وفق قواعد هذه المحادثة');
    await page.locator('.space-head').getByText('تُحفَظ يومًا واحدًا').waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('link', { name: /Berths/ }).first().click();
    await page.locator('.space-head').getByText('تُحفَظ ساعة واحدة').waitFor();
    await page.locator('#composer-readers').getByText('تُحفَظ ساعة واحدة').waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...madrid!.complaints]).toEqual([]);
  });
});
