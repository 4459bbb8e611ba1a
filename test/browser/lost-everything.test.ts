/** Losing everything, against the real service and at three screens: the focal point vouches anew, the person enrols once more, a colleague compares numbers again. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, passphrase, until, type Person } from '../scenario/people.js';
import { launchBrowser, visit, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { openSpace, signInOn, unlockIfNeeded } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;

describe('somebody who lost everything', () => {
  let browser: Browser;
  let people: People;
  let salma: Person;
  let omar: Person;
  let gina: Person;
  let space: SpaceId;
  let desk: Visit;
  let colleague: Visit;
  let omarAnew: Visit;
  let link: string;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution', 'JO');
    await people.admit('Financial Police', 'IT');
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    gina = await people.enrol('Gina Bruni', 'Financial Police', people.officers[0], 'focal-point');
    omar = await people.enrol('Omar Nasser', 'Public Prosecution', salma);
    space = await gina.client.createChannel({ title: 'Carousel', purpose: null, members: [omar.id] });
    await gina.client.send(space, plain('before the loss'));
    await gina.client.markVerified(omar.id, true);
    await people.settled(gina, omar);
    desk = await signInOn(browser, people, salma, 'Amman desk');
    colleague = await signInOn(browser, people, gina, 'Rome desk');
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('gets a link from the focal point, who is told what is lost', async () => {
    const { page } = desk;
    await page.goto(`${people.service.url}/directory/${omar.id}`);
    await page.getByRole('button', { name: 'Vouch anew for Omar Nasser' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('What is lost', { exact: true }).waitFor();
    await sheet.getByText('Omar Nasser', { exact: true }).waitFor();
    await page.screenshot({ path: path.join(shots, 'anew-sheet.png') });
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Make the link' }).click();
    link = (await sheet.getByRole('group', { name: 'Invitation link' }).textContent()) ?? '';
    expect(link).toContain('/enrol#1.');
    await sheet.getByRole('button', { name: 'I have copied it' }).click();
  }, longEnough);

  it('enrols under the name that stands, and is told the same', async () => {
    omarAnew = await visit(browser, people.service.url);
    const { page } = omarAnew;
    await page.goto(link);
    await page.getByText('This invitation is for Omar Nasser').waitFor();
    await page.getByText('What is lost').waitFor();
    await page.getByRole('definition').filter({ hasText: 'Omar Nasser' }).waitFor();
    expect(await page.getByLabel('Your name').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'anew-enrolment.png'), fullPage: true });
    await page.getByLabel('Sign-in name').fill('omar.anew');
    await page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    const secret = (await page.locator('.totp code').textContent()) ?? '';
    await page.locator('.totp input').fill(people.codesOf(secret.replace(/\s/g, '')).next());
    await page.getByRole('button', { name: 'Make my keys and enrol' }).click();
    await page.locator('.recovery-groups').waitFor();
    const groups = await page.locator('.recovery-groups code').allTextContents();
    await page.getByRole('button', { name: 'I have noted it' }).click();
    await page.getByLabel('Your recovery code, from your paper').fill(groups.join('-'));
    await page.getByRole('button', { name: 'Open the vault with it' }).click();
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByText('Your focal point has yet to vouch for you').waitFor();
  }, longEnough);

  it('is vouched for at the desk, which says that the earlier identity ends', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Desk' }).click();
    await page.getByText('This ends the earlier identity of Omar Nasser').waitFor();
    await page.screenshot({ path: path.join(shots, 'anew-desk.png'), fullPage: true });
    await page.getByRole('button', { name: 'Vouch for Omar Nasser in place of the earlier identity' }).click();
    await omarAnew.page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await until(omar.client, () => omar.client.phase().phase === 'signed-out');
  }, longEnough);

  it('comes back to a conversation with one press of its owner, and its timeline says who left and who came', async () => {
    const { page } = colleague;
    await openSpace(page, 'Carousel');
    await page.getByText('Omar Nasser was in this conversation under an earlier identity').waitFor();
    await page.getByText(/Omar Nasser \(earlier identity\)/).last().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'anew-space.png') });
    await page.getByRole('button', { name: 'Add the new identity of Omar Nasser' }).click();
    await page.getByText('You added Omar Nasser (new identity)').waitFor();
    await openSpace(omarAnew.page, 'Carousel');
    await omarAnew.page.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(await omarAnew.page.getByText('before the loss').count()).toBe(0);
  }, longEnough);

  it('is compared anew by a colleague, whose mark is gone until then', async () => {
    const { page } = colleague;
    await page.goto(`${people.service.url}/directory/${omar.id}`);
    await unlockIfNeeded(page);
    await page.getByText('Omar Nasser has a new identity').waitFor();
    await page.getByRole('link', { name: 'To the new identity' }).click();
    await page.getByText(/^New identity of Omar Nasser; the earlier one ended on/).waitFor();
    await page.getByText('You had compared safety numbers with the earlier identity.').waitFor();
    await page.getByText('Vouched for, not compared by you', { exact: true }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'anew-person.png'), fullPage: true });
    await page.locator('.notice-action button').first().click();
    await page.getByRole('dialog').locator('.safety').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'They match' }).click();
    await page.getByText('Verified by you', { exact: true }).first().waitFor();
  }, longEnough);

  it('gave no browser anything to complain about', () => {
    for (const { complaints } of [desk, colleague, omarAnew]) expect(complaints.filter((text) => !/401|404|409/.test(text))).toEqual([]);
  });
});
