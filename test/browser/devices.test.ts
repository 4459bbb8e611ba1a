/** Devices for life, against the real service: a passkey that opens the vault, codes tried before need, names, sign-out from afar, ended access. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { People, passphrase, until, type Person } from '../scenario/people.js';
import { addAuthenticator, launchBrowser, visit, type Visit } from '../support/browser.js';
import { addBrowser, enterPassphrase, signInOn } from './person.js';

const longEnough = 120_000;

describe('a person and their devices', () => {
  let browser: Browser;
  let people: People;
  let salma: Person;
  let omar: Person;
  let desk: Visit;
  let code: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution', 'JO');
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    omar = await people.enrol('Omar Nasser', 'Public Prosecution', salma);
    code = salma.recoveryCode;
    desk = await signInOn(browser, people, salma, 'Amman desk');
    await addAuthenticator(desk.page, { prf: true });
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const account = async (page: Page): Promise<void> => { await page.getByRole('link', { name: 'Account' }).click(); await page.getByRole('heading', { name: 'My devices' }).waitFor(); };
  const lock = async (page: Page): Promise<void> => { await page.keyboard.press('Alt+l'); await page.getByRole('heading', { name: 'Locked' }).waitFor(); };

  it('add a passkey that opens the vault, and unlock with it', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('opens the vault', { exact: true }).waitFor();
    await lock(page);
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  }, longEnough);

  it('sign in and open the vault in one touch, as in a new browser', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: 'Forget this browser' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget this browser' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByLabel('Name of this device').waitFor();
    expect(await page.getByLabel('Passphrase').count()).toBe(0);
    await addBrowser(page, 'Amman desk, anew');
    await account(page);
    await page.getByText('Amman desk, anew').first().waitFor();
  }, longEnough);

  it('open the vault by passkey after signing in with the passphrase', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Forget this browser' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget this browser' }).click();
    await enterPassphrase(page, salma);
    await page.getByLabel('Name of this device').waitFor();
    // A reload forgets what signed in; the passkey is asked for.
    await page.reload();
    await page.getByRole('radio', { name: 'Passkey' }).waitFor();
    await addBrowser(page, 'Amman desk, once more');
  }, longEnough);

  it('try the recovery code, are told what is wrong with it, and make a new one', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: 'Try my recovery code' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox').fill(people.officers[0].recoveryCode);
    await sheet.getByRole('button', { name: 'Open the vault with it' }).click();
    await sheet.getByText('not the present one of this vault').waitFor();
    await sheet.getByRole('textbox').fill(code.toLowerCase().replaceAll('-', ' '));
    await sheet.getByRole('button', { name: 'Open the vault with it' }).click();
    await page.getByText('The code opened your vault.').waitFor();
    await page.getByRole('button', { name: 'Make a new recovery code' }).click();
    const shown = page.getByRole('dialog').getByRole('list', { name: 'Recovery code' }).getByRole('listitem');
    await shown.last().waitFor();
    const groups = await shown.allInnerTexts();
    const made = groups.map((group) => group.replace(/^\d+\s+/, '').trim()).join('-');
    await page.getByRole('dialog').getByRole('button', { name: 'I have noted it' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`${made.slice(0, 5)}0000`);
    await page.getByRole('dialog').getByText('Group 2 is not what was shown').waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill(made);
    await page.getByRole('dialog').getByRole('button', { name: 'Open the vault with it' }).click();
    await page.getByText('The new recovery code is in force.').waitFor();
    await expect(salma.client.checkRecoveryCode(code)).rejects.toMatchObject({ kind: 'wrong-recovery-code', fault: 'other' });
    await salma.client.checkRecoveryCode(made);
    code = made;
  }, longEnough);

  it('change the passphrase', async () => {
    const { page } = desk;
    const next = 'saffron bridge telescope 41';
    await page.getByRole('button', { name: 'Change my passphrase' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Present passphrase').last().fill(passphrase);
    await sheet.getByLabel('New passphrase', { exact: true }).fill(next);
    await sheet.getByLabel('Passphrase again').fill(next);
    await sheet.getByRole('button', { name: 'Change the passphrase' }).click();
    await page.getByText('The new passphrase is in force.').waitFor();
    await lock(page);
    await page.getByLabel('Passphrase').fill(next);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await account(page);
  }, longEnough);

  it('name a device, and sign another out from afar', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Rename Amman desk, once more' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Office');
    await page.getByRole('dialog').getByRole('button', { name: 'Save the name' }).click();
    await page.getByText('others see “Amman desk, once more”').waitFor();
    await until(salma.client, async () => (await salma.client.myDevices()).some(({ name }) => name === 'Office'));
    await page.getByRole('button', { name: "Sign out: Salma Haddad's desk" }).click();
    await until(salma.client, () => salma.client.phase().phase === 'signed-out');
  }, longEnough);

  it('remove a device of theirs for good', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: "Remove Salma Haddad's desk" }).click();
    await page.getByRole('dialog').getByRole('combobox').selectOption('lost');
    await page.getByRole('dialog').getByText('Was it unlocked when you lost it?').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the device' }).click();
    await page.getByRole('listitem').filter({ hasText: "Salma Haddad's desk" }).getByText('ended').waitFor();
  }, longEnough);

  it('limit, and end, the access of somebody they answer for', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Desk' }).click();
    await page.getByRole('button', { name: 'End the access of Omar Nasser' }).click();
    await page.getByRole('radio', { name: 'At the end of a day' }).check();
    const day = new Date(people.clock.now().getTime() + 9 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Last day').fill(day);
    await page.getByRole('button', { name: 'Set the last day' }).click();
    await page.getByText(/Access until/).first().waitFor();
    await page.getByRole('link', { name: 'Omar Nasser' }).click();
    await page.getByRole('button', { name: 'Renew the access of Omar Nasser' }).click();
    await page.getByRole('radio', { name: 'without limit' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Renew access' }).click();
    await page.getByText('Access without a limit').waitFor();
    await page.getByRole('button', { name: 'End the access of Omar Nasser' }).click();
    await page.getByRole('button', { name: 'End access now' }).click();
    await page.getByText(/^Ended .+: left the authority/).waitFor();
    await until(omar.client, () => omar.client.phase().phase === 'signed-out');
  }, longEnough);

  it('remove the passkey: it opens nothing any more', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: /^Remove passkey/ }).click();
    await page.getByText('No passkey yet.').waitFor();
    await lock(page);
    expect(await page.getByRole('button', { name: 'Unlock with a passkey' }).count()).toBe(0);
  }, longEnough);

  it('gave the browser nothing to complain about', () => {
    expect(desk.complaints.filter((text) => !/401|404|409/.test(text))).toEqual([]);
  });

  it('add a passkey that only signs in, and are told', async () => {
    const plain = await visit(browser, people.service.url);
    await enterPassphrase(plain.page, people.officers[1]);
    await addBrowser(plain.page, 'Old authenticator');
    await addAuthenticator(plain.page);
    await account(plain.page);
    await plain.page.getByRole('button', { name: 'Add a passkey' }).click();
    await plain.page.getByText('This passkey signs you in, but does not open the vault').waitFor();
    await plain.context.close();
  }, longEnough);
});
