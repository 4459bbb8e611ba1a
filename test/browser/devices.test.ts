/** Devices for life, against the real service: a passkey that opens the vault, codes tried before need, names, sign-out from afar, ended access. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { People, passphrase, until, type Person } from '../scenario/people.js';
import { addAuthenticator, launchBrowser, visit, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { addBrowser, enterPassphrase, locales, signInOn } from './person.js';

const longEnough = 120_000;

describe.each(['en', 'ar'] as const)('a person and their devices, in %s', (language) => {
  const locale = locales[language];
  let say: Say;
  let browser: Browser;
  let people: People;
  let salma: Person;
  let omar: Person;
  let desk: Visit;
  let code: string;

  beforeAll(async () => {
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution', 'JO');
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    omar = await people.enrol('Omar Nasser', 'Public Prosecution', salma);
    code = salma.recoveryCode;
    desk = await signInOn(browser, people, salma, 'Amman desk', { locale }, say);
    await addAuthenticator(desk.page, { prf: true });
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  /** How a message begins whose value is not the test's to know. */
  const beginning = (words: string): RegExp => new RegExp(words.split('{', 1)[0] ?? words);
  const account = async (page: Page): Promise<void> => { await page.getByRole('link', { name: say('nav.account') }).click(); await page.getByRole('heading', { name: say('account.devices') }).waitFor(); };
  /** An open dialog keeps the keyboard to itself. */
  const lock = async (page: Page): Promise<void> => { await page.getByRole('dialog').first().waitFor({ state: 'detached' }); await page.keyboard.press('Alt+l'); await page.getByRole('heading', { name: say('locked.title') }).waitFor(); };

  it('add a passkey that opens the vault, and unlock with it', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: say('passkey.add') }).click();
    await page.getByText(say('devices.passkey-opens'), { exact: true }).waitFor();
    await lock(page);
    await page.getByRole('button', { name: say('devices.unlock-by-passkey') }).click();
    await page.getByRole('navigation', { name: say('nav.label') }).waitFor();
  }, longEnough);

  it('sign in and open the vault in one touch, as in a new browser', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: say('account.forget') }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('account.forget') }).click();
    await page.getByRole('button', { name: say('sign-in.with-passkey') }).click();
    await page.getByLabel(say('field.device-name')).waitFor();
    expect(await page.getByLabel(say('field.passphrase')).count()).toBe(0);
    await addBrowser(page, 'Amman desk, anew', say);
    await account(page);
    await page.getByText('Amman desk, anew').first().waitFor();
  }, longEnough);

  it('open the vault by passkey after signing in with the passphrase', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: say('account.forget') }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('account.forget') }).click();
    await enterPassphrase(page, salma, say);
    await page.getByLabel(say('field.device-name')).waitFor();
    // A reload forgets what signed in; the passkey is asked for.
    await page.reload();
    await page.getByRole('radio', { name: say('devices.by-passkey') }).waitFor();
    await addBrowser(page, 'Amman desk, once more', say);
  }, longEnough);

  it('try the recovery code, are told what is wrong with it, and make a new one', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: say('devices.try') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox').fill(people.officers[0].recoveryCode);
    await sheet.getByRole('button', { name: say('devices.code-try') }).click();
    await sheet.getByText(say('devices.code-other')).waitFor();
    await sheet.getByRole('textbox').fill(code.toLowerCase().replaceAll('-', ' '));
    await sheet.getByRole('button', { name: say('devices.code-try') }).click();
    await page.getByText(say('devices.done-try')).waitFor();
    await page.getByRole('button', { name: say('devices.new-code') }).click();
    const shown = page.getByRole('dialog').getByRole('list', { name: say('recovery.label') }).getByRole('listitem');
    await shown.last().waitFor();
    const groups = await shown.allInnerTexts();
    const made = groups.map((group) => group.replace(/^[\d٠-٩]+\s+/, '').trim()).join('-');
    await page.getByRole('dialog').getByRole('button', { name: say('recovery.done') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`${made.slice(0, 5)}0000`);
    await page.getByRole('dialog').getByText(say('devices.code-group-wrong', { group: 2 })).waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill(made);
    await page.getByRole('dialog').getByRole('button', { name: say('devices.code-try') }).click();
    await page.getByText(say('devices.done-new')).waitFor();
    await expect(salma.client.checkRecoveryCode(code)).rejects.toMatchObject({ kind: 'wrong-recovery-code', fault: 'other' });
    await salma.client.checkRecoveryCode(made);
    code = made;
  }, longEnough);

  it('change the passphrase', async () => {
    const { page } = desk;
    const next = 'saffron bridge telescope 41';
    await page.getByRole('button', { name: say('devices.passphrase') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('devices.present-passphrase')).last().fill(passphrase);
    await sheet.getByLabel(say('field.new-passphrase'), { exact: true }).fill(next);
    await sheet.getByLabel(say('field.repeat-passphrase')).fill(next);
    await sheet.getByRole('button', { name: say('devices.passphrase-do') }).click();
    await page.getByText(say('devices.done-passphrase')).waitFor();
    await lock(page);
    await page.getByLabel(say('field.passphrase')).fill(next);
    await page.getByRole('button', { name: say('locked.open'), exact: true }).click();
    await account(page);
  }, longEnough);

  it('name a device, and sign another out from afar', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: say('devices.rename', { name: 'Amman desk, once more' }) }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Office');
    await page.getByRole('dialog').getByRole('button', { name: say('devices.rename-do') }).click();
    await page.getByText(say('devices.seen-as', { name: 'Amman desk, once more' })).waitFor();
    await until(salma.client, async () => (await salma.client.myDevices()).some(({ name }) => name === 'Office'));
    await page.getByRole('button', { name: say('devices.session-end', { name: "Salma Haddad's desk" }) }).click();
    await until(salma.client, () => salma.client.phase().phase === 'signed-out');
  }, longEnough);

  it('remove a device of theirs for good', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: say('devices.end', { name: "Salma Haddad's desk" }) }).click();
    await page.getByRole('dialog').getByRole('combobox').selectOption('lost');
    await page.getByRole('dialog').getByText(say('devices.lost-unlocked')).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: say('devices.end-do') }).click();
    await page.getByRole('listitem').filter({ hasText: "Salma Haddad's desk" }).getByText(say('device.ended')).waitFor();
  }, longEnough);

  it('limit, and end, the access of somebody they answer for', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: say('nav.desk') }).click();
    await page.getByRole('button', { name: say('devices.access-end-title', { name: 'Omar Nasser' }) }).click();
    await page.getByRole('radio', { name: say('devices.access-day') }).check();
    const day = new Date(people.clock.now().getTime() + 9 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(say('devices.access-last-day')).fill(day);
    await page.getByRole('button', { name: say('devices.access-limit-do') }).click();
    await page.getByText(beginning(say('devices.access-until'))).first().waitFor();
    await page.getByRole('link', { name: 'Omar Nasser' }).click();
    await page.getByRole('button', { name: say('devices.access-renew-title', { name: 'Omar Nasser' }) }).click();
    await page.getByRole('radio', { name: say('invite.access-unlimited') }).check();
    await page.getByRole('dialog').getByRole('button', { name: say('devices.access-renew-do') }).click();
    await page.getByText(say('devices.access-unlimited')).waitFor();
    await page.getByRole('button', { name: say('devices.access-end-title', { name: 'Omar Nasser' }) }).click();
    await page.getByRole('button', { name: say('devices.access-end-do') }).click();
    await page.getByText(beginning(say('devices.access-ended'))).waitFor();
    await until(omar.client, () => omar.client.phase().phase === 'signed-out');
  }, longEnough);

  it('remove the passkey: it opens nothing any more', async () => {
    const { page } = desk;
    await account(page);
    await page.getByRole('button', { name: beginning(say('passkey.remove')) }).click();
    await page.getByText(say('account.passkeys-none')).waitFor();
    await lock(page);
    expect(await page.getByRole('button', { name: say('devices.unlock-by-passkey') }).count()).toBe(0);
  }, longEnough);

  it('gave the browser nothing to complain about', () => {
    expect(desk.complaints.filter((text) => !/401|404|409/.test(text))).toEqual([]);
  });

  it('add a passkey that only signs in, and are told', async () => {
    const plain = await visit(browser, people.service.url, { locale });
    await enterPassphrase(plain.page, people.officers[1], say);
    await addBrowser(plain.page, 'Old authenticator', say);
    await addAuthenticator(plain.page);
    await account(plain.page);
    await plain.page.getByRole('button', { name: say('passkey.add') }).click();
    await plain.page.getByText(say('devices.passkey-signs-in')).waitFor();
    await plain.context.close();
  }, longEnough);
});
