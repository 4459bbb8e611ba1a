/** The founding ceremony as two officers walk it on a fresh service, and what they do first with the network. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Codes, TurnedClock } from '../scenario/turned-clock.js';
import { launchBrowser, visit, type Visit } from '../support/browser.js';
import { startService, type RunningService } from '../support/service.js';
import { addBrowser } from './person.js';

const longEnough = 180_000;
const passphrases = ['granite lantern fjord', 'umbrella harvest seventeen'] as const;

describe('two officers at one screen', () => {
  const token = randomBytes(32).toString('base64url');
  const clock = new TurnedClock();
  const codes: Codes[] = [];
  let service: RunningService;
  let browser: Browser;
  let founding: Visit;
  let page: Page;
  let pin = '';

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ clock, settings: { WEB_ROOT: 'dist/web', SET_UP_TOKEN: token } }), launchBrowser()]);
    founding = await visit(browser, service.url);
    page = founding.page;
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const officer = async (name: string, login: string, passphrase: string): Promise<void> => {
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('Sign-in name').fill(login);
    await page.keyboard.press('Tab');
    await secrets(passphrase);
  };
  const secrets = async (passphrase: string): Promise<void> => {
    await page.getByLabel('New passphrase').fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
  };
  const secretShown = async (): Promise<Codes> => new Codes((await page.getByRole('group', { name: 'Secret of the authenticator' }).innerText()).replace(/\s/g, ''), clock);
  const next = () => page.getByRole('button', { name: 'Next' }).click();

  it('are told at the first step that the token is wrong', async () => {
    await page.getByLabel('Set-up token').fill('x'.repeat(43));
    await page.getByLabel('Name of the network').fill('Network of the North');
    await page.getByLabel('Name of the secretariat').fill('Secretariat');
    await next();
    await page.getByText('That is not the token that this start of the service printed').waitFor();
    await page.getByLabel('Set-up token').fill(token);
    await next();
    await page.getByRole('heading', { name: 'First officer' }).waitFor();
  }, longEnough);

  it('are told while they type why a passphrase is not taken, and by which rule', async () => {
    for (const [typed, why] of [['Correct-Horse-Battery-Staple-2026', 'Chosen by many'], ['football football', 'Chosen by many'], ['short', 'Too short'], ['aaaaaaaaaaaaaaaa', 'Too easy to guess']] as const) {
      await page.getByLabel('New passphrase').fill(typed);
      await page.getByRole('status').filter({ hasText: `Not accepted yet. ${why}` }).waitFor();
    }
  }, longEnough);

  it('enter what is theirs, one after the other', async () => {
    await officer('Amina Diallo', 'amina', passphrases[0]);
    codes.push(await secretShown());
    await next();
    await page.getByRole('heading', { name: 'Second officer' }).waitFor();
    await officer('Kari Holm', 'kari', passphrases[1]);
    codes.push(await secretShown());
    await next();
    await page.getByText('Founding cannot be undone').waitFor();
  }, longEnough);

  it('are told whose code was not current, and lose nothing by it', async () => {
    await page.getByLabel('Code of Amina Diallo').fill(codes[0]!.next());
    await page.getByLabel('Code of Kari Holm').fill('000000');
    await page.getByRole('button', { name: 'Sign and found the network' }).click();
    await page.getByText('Officer 2, Code of your authenticator: That is not the code the authenticator shows now').waitFor();
    await page.getByText('amina', { exact: true }).waitFor();
  }, longEnough);

  it('change one part, which keeps what is no secret and the other one\'s part', async () => {
    await page.getByRole('button', { name: 'Change: Second officer' }).click();
    expect(await page.getByLabel('Sign-in name').inputValue()).toBe('kari');
    expect(await page.getByLabel('New passphrase').inputValue()).toBe('');
    await secrets(passphrases[1]);
    codes[1] = await secretShown();
    await next();
    await page.getByText('Founding cannot be undone').waitFor();
  }, longEnough);

  it('found the network, note a recovery code each, and see its pin', async () => {
    await page.getByLabel('Code of Amina Diallo').fill(codes[0]!.next());
    await page.getByLabel('Code of Kari Holm').fill(codes[1]!.next());
    await page.getByRole('button', { name: 'Sign and found the network' }).click();
    for (const name of ['Amina Diallo', 'Kari Holm']) {
      await page.getByRole('heading', { name: `Recovery code of ${name}` }).waitFor();
      const groups = await page.locator('.recovery-groups li').allInnerTexts();
      await page.getByRole('button', { name: 'I have noted it' }).click();
      await page.getByLabel('Your recovery code, from your paper').fill(groups.map((group) => group.replace(/^\d+\s+/, '').trim()).join(' '));
      await page.getByRole('button', { name: 'Open the vault with it' }).click();
    }
    pin = await page.getByRole('list', { name: 'The network’s pin' }).innerText();
    expect(pin.replace(/\s/g, '')).toMatch(/^[0-9A-F]{64}$/);
    await page.getByRole('button', { name: 'Go to sign-in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(founding.complaints.filter((text) => !text.includes('status of 40'))).toEqual([]);
  }, longEnough);

  it('sign in, each on a machine of their own, and admit an authority together', async () => {
    const signIn = async (i: 0 | 1): Promise<Page> => {
      const { page: own } = await visit(browser, service.url);
      await own.getByRole('button', { name: 'Sign in with passphrase and code' }).click();
      await own.getByLabel('Sign-in name').fill(i === 0 ? 'amina' : 'kari');
      await own.getByLabel('Passphrase').fill(passphrases[i]);
      await own.getByLabel('Code of your authenticator').fill(codes[i]!.next());
      await own.getByRole('button', { name: 'Sign in', exact: true }).click();
      await addBrowser(own, `Desk ${i}`);
      await own.getByRole('link', { name: 'Desk' }).first().click();
      return own;
    };
    const [amina, kari] = [await signIn(0), await signIn(1)];
    for (const own of [amina, kari]) expect(await own.getByRole('list', { name: 'The network’s pin' }).innerText()).toBe(pin);
    await amina.getByRole('button', { name: 'Admit an authority' }).click();
    await amina.getByLabel('Name of the authority').fill('Ministry of Justice');
    await amina.getByRole('button', { name: 'Sign and propose' }).click();
    await amina.getByText('waits for the other officer').waitFor();
    await kari.getByRole('button', { name: 'Co-sign' }).click();
    await kari.getByText('Nothing is waiting.').waitFor();
    // Its first focal point is invited, and sees on enrolling the very pin that the officers noted.
    await amina.getByRole('button', { name: 'Invite' }).click();
    await amina.getByLabel('Authority').selectOption('Ministry of Justice');
    await amina.getByText('Focal point', { exact: true }).click();
    await amina.getByRole('button', { name: 'Make the link' }).click();
    const link = await amina.getByRole('group', { name: 'Invitation link' }).innerText();
    const { page: newcomer } = await visit(browser, service.url);
    await newcomer.goto('about:blank');
    await newcomer.goto(link);
    await newcomer.getByText('Ministry of Justice').waitFor();
    expect(await newcomer.getByRole('list', { name: 'The network’s pin' }).innerText()).toBe(pin);
  }, longEnough);
});
