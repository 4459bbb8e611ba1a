/** The main story against the real service: two authorities talk, in two browsers, and then in a third. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { People, passphrase, type Person } from '../scenario/people.js';
import { addAuthenticator, launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { addBrowser, enterPassphrase, messageWith, openSpace, signInOn, unlockIfNeeded, write } from './person.js';

const longEnough = 120_000;

describe('practitioners of two authorities, each in a browser', () => {
  let browser: Browser;
  let people: People;
  let wanjiru: Person;
  let claire: Person;
  let nairobi: Visit;
  let paris: Visit;
  let line: Line;

  beforeAll(async () => {
    [browser, line] = await Promise.all([launchBrowser(), Line.open()]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Parquet financier', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  it('sign in with passphrase and code, and each browser becomes a device', async () => {
    nairobi = await signInOn(browser, people, wanjiru, 'Nairobi desk', { proxy: line.proxy });
    paris = await signInOn(browser, people, claire, 'Paris desk');
    await nairobi.page.getByRole('link', { name: 'Account' }).click();
    await nairobi.page.getByText('Nairobi desk').first().waitFor();
  }, longEnough);

  it('start a channel across authorities', async () => {
    const { page } = nairobi;
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByLabel('Title').fill('Lighthouse');
    await page.getByLabel('Purpose (optional)').fill('Vessel payments');
    await page.getByLabel('Search name, authority or State').fill('france');
    await page.getByRole('checkbox', { name: /Claire Aubry/ }).check();
    await page.getByText('2 members of 2 authorities, you included').waitFor();
    await page.getByRole('button', { name: 'Create channel' }).click();
    await page.getByRole('heading', { name: 'Lighthouse' }).waitFor();
    await openSpace(paris.page, 'Lighthouse');
    await paris.page.getByText('Vessel payments').waitFor();
  }, longEnough);

  it('write both ways and see how far each message went', async () => {
    await write(nairobi.page, 'Good morning, Paris');
    await messageWith(paris.page, 'Good morning, Paris').waitFor();
    await paris.page.bringToFront();
    await write(paris.page, 'صباح الخير يا نيروبي');
    const answer = messageWith(nairobi.page, 'صباح الخير يا نيروبي');
    await answer.waitFor();
    expect(await answer.locator('.message-text').evaluate((text) => getComputedStyle(text).direction)).toBe('rtl');
    expect(await answer.locator('.sender').innerText()).toContain('Parquet financier · France');
    await nairobi.page.getByRole('button', { name: /read by everyone/ }).first().waitFor();
  }, longEnough);

  it('keep what is written offline, in order, and send it once the service is back', async () => {
    const { page } = nairobi;
    line.cut();
    await write(page, 'First from the train');
    await write(page, 'Second from the train');
    await page.getByRole('button', { name: /waiting in this browser/ }).first().waitFor();
    await page.getByText('Offline. Messages are kept here').waitFor();
    line.mend();
    await messageWith(paris.page, 'Second from the train').waitFor();
    const texts = await paris.page.locator('.message-text').allInnerTexts();
    expect(texts.slice(-2)).toEqual(['First from the train', 'Second from the train']);
    expect(texts.filter((text) => text.includes('train'))).toHaveLength(2);
  }, longEnough);

  it('keep a draft over a reload', async () => {
    const { page } = paris;
    await page.getByRole('textbox', { name: 'Message' }).fill('Half a sentence');
    await page.getByRole('link', { name: 'Directory' }).click();
    await page.getByRole('heading', { name: 'Directory' }).waitFor();
    // What is read again there was stored before.
    await page.getByRole('link', { name: 'Messages' }).click();
    await openSpace(page, 'Lighthouse');
    await page.getByText('Half a sentence').waitFor();
    await page.getByRole('link', { name: 'Directory' }).click();
    await page.getByRole('heading', { name: 'Directory' }).waitFor();
    await page.reload();
    await unlockIfNeeded(page);
    await page.getByRole('link', { name: 'Messages' }).click();
    await openSpace(page, 'Lighthouse');
    await page.getByText('Half a sentence').waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('');
  }, longEnough);

  it('lock, and open only with the passphrase', async () => {
    const { page } = paris;
    await page.keyboard.press('Alt+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    expect(await page.getByText('Good morning, Paris').count()).toBe(0);
    await page.getByLabel('Passphrase').fill('not the passphrase at all');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('That is not the passphrase of this account').waitFor();
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await messageWith(page, 'Good morning, Paris').waitFor();
  }, longEnough);

  it('read everything on a second browser, which the other sees arrive', async () => {
    const second = await signInOn(browser, people, claire, 'Paris laptop');
    await openSpace(second.page, 'Lighthouse');
    await messageWith(second.page, 'Good morning, Paris').waitFor();
    await messageWith(second.page, 'Second from the train').waitFor();
    await nairobi.page.getByText('New device of Claire Aubry').last().waitFor();
    await write(second.page, 'From the laptop now');
    await messageWith(nairobi.page, 'From the laptop now').waitFor();
    expect(second.complaints).toEqual([]);
    await second.context.close();
  }, longEnough);

  it('compare safety numbers, which are the same on both screens', async () => {
    const digits: string[] = [];
    for (const [visited, other] of [[nairobi, claire], [paris, wanjiru]] as const) {
      await visited.page.goto(`${people.service.url}/directory/${other.id}`);
      await unlockIfNeeded(visited.page);
      await visited.page.getByRole('button', { name: 'Compare safety number' }).click();
      digits.push(await visited.page.getByRole('list', { name: 'Safety number' }).innerText());
    }
    expect(digits[0]?.replace(/\D/g, '')).toHaveLength(60);
    expect(digits[1]).toBe(digits[0]);
    await nairobi.page.getByRole('button', { name: 'They match' }).click();
    await nairobi.page.getByText('Verified by you').waitFor();
  }, longEnough);

  it('sign in by passkey, once one was added', async () => {
    const { page } = nairobi;
    await addAuthenticator(page);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Never used').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await unlockIfNeeded(page);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('Signed in with a passkey').first().waitFor();
  }, longEnough);

  it('forget a browser, after which it holds nothing', async () => {
    const { page } = paris;
    await page.goto(`${people.service.url}/account`);
    await unlockIfNeeded(page);
    await page.getByRole('button', { name: 'Forget this browser' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget this browser' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enterPassphrase(page, claire);
    await addBrowser(page, 'Paris again');
    await openSpace(page, 'Lighthouse');
    await messageWith(page, 'Good morning, Paris').waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    // Going offline makes the browser itself write that requests failed.
    const complaints = [...nairobi.complaints, ...paris.complaints].filter((text) => !/net::ERR_/.test(text));
    expect(complaints).toEqual([]);
  });
});
