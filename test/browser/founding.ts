/** How a network comes to be at the screen, in English: two officers found it, admit authorities together, and everybody else comes by an invitation that somebody vouches for. */
import type { Browser, Page } from 'playwright-core';
import { passphrase } from '../scenario/people.js';
import { Codes, type TurnedClock } from '../scenario/turned-clock.js';
import { visit, type Visit } from '../support/browser.js';
import { addBrowser, enterPassphrase } from './person.js';

const names = ['Amina Diallo', 'Kari Holm'] as const;
const logins = ['amina', 'kari'] as const;

/** The desks of both officers of a network that they just founded, and its pin as they noted it. */
export interface Founded { readonly desks: readonly [Visit, Visit]; readonly pin: string }

export async function foundNetwork(browser: Browser, url: string, token: string, clock: TurnedClock): Promise<Founded> {
  const { page, context } = await visit(browser, url);
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Set-up token').fill(token);
  await page.getByLabel('Name of the network').fill('Network of the South');
  await page.getByLabel('Name of the secretariat').fill('Secretariat');
  await next();
  const codes: Codes[] = [];
  for (const [i, heading] of (['First officer', 'Second officer'] as const).entries()) {
    await page.getByRole('heading', { name: heading }).waitFor();
    await page.getByLabel('Your name').fill(names[i]!);
    await page.getByLabel('Sign-in name').fill(logins[i]!);
    await page.keyboard.press('Tab');
    await choosePassphrase(page);
    codes.push(await secretOf(page, clock));
    await next();
  }
  for (const [i, name] of names.entries()) await page.getByLabel(`Code of ${name}`).fill(codes[i]!.next());
  await page.getByRole('button', { name: 'Sign and found the network' }).click();
  for (const name of names) {
    await page.getByRole('heading', { name: `Recovery code of ${name}` }).waitFor();
    await noteRecoveryCode(page);
  }
  const pin = (await page.getByRole('list', { name: 'The network’s pin' }).innerText()).replaceAll(/\s+/g, ' ').trim();
  await page.getByRole('button', { name: 'Go to sign-in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await context.close();
  const desk = async (i: 0 | 1): Promise<Visit> => {
    const own = await visit(browser, url);
    await enterPassphrase(own.page, { login: logins[i], codes: codes[i]! });
    await addBrowser(own.page, `Desk ${i}`);
    await toDesk(own.page);
    return own;
  };
  return { desks: [await desk(0), await desk(1)], pin };
}

/** One officer proposes, the other signs as well. */
export async function admit({ desks: [first, second] }: Founded, name: string, state: string): Promise<void> {
  await first.page.getByRole('button', { name: 'Admit an authority' }).click();
  const sheet = first.page.getByRole('dialog');
  await sheet.getByLabel('Name of the authority').fill(name);
  await sheet.getByLabel('State', { exact: true }).selectOption(state);
  await sheet.getByRole('button', { name: 'Sign and propose' }).click();
  await sheet.waitFor({ state: 'detached' });
  await coSign(second.page, name);
}

/** Of an authority's first people: an officer invites, and both vouch. */
export async function appoint(browser: Browser, founded: Founded, url: string, clock: TurnedClock, who: { name: string; login: string; authority: string }): Promise<Visit> {
  const [first, second] = founded.desks;
  const newcomer = await enrol(browser, url, clock, who, await invite(first.page, who.authority));
  await vouch(first.page, who.name);
  await coSign(second.page, who.name);
  await isIn(newcomer.page);
  return newcomer;
}

/** A colleague, by a focal point alone. */
export async function bring(browser: Browser, focalPoint: Page, url: string, clock: TurnedClock, who: { name: string; login: string }): Promise<Visit> {
  await toDesk(focalPoint);
  const newcomer = await enrol(browser, url, clock, who, await invite(focalPoint, null));
  await vouch(focalPoint, who.name);
  await isIn(newcomer.page);
  return newcomer;
}

async function invite(page: Page, authority: string | null): Promise<string> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const sheet = page.getByRole('dialog');
  if (authority !== null) {
    await sheet.getByLabel('Authority').selectOption(authority);
    await sheet.getByText('Focal point', { exact: true }).click();
  }
  await sheet.getByRole('button', { name: 'Make the link' }).click();
  const link = (await sheet.getByRole('group', { name: 'Invitation link' }).innerText()).trim();
  await sheet.getByRole('button', { name: 'I have copied it' }).click();
  return link;
}

async function enrol(browser: Browser, url: string, clock: TurnedClock, { name, login }: { name: string; login: string }, link: string): Promise<Visit> {
  const visited = await visit(browser, url);
  const { page } = visited;
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Sign-in name').fill(login);
  await page.keyboard.press('Tab');
  await choosePassphrase(page);
  await page.getByLabel('First code').fill((await secretOf(page, clock)).next());
  await page.locator('form button[type=submit]').click();
  await page.locator('.recovery-groups').waitFor();
  await noteRecoveryCode(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  return visited;
}

async function vouch(page: Page, name: string): Promise<void> { await page.getByRole('button', { name: `Vouch for ${name}` }).click(); }

async function coSign(page: Page, what: string): Promise<void> {
  const waiting = page.getByRole('listitem').filter({ hasText: what }).filter({ has: page.getByRole('button', { name: 'Co-sign' }) });
  await waiting.getByRole('button', { name: 'Co-sign' }).click();
  await waiting.waitFor({ state: 'detached' });
}

const isIn = (page: Page): Promise<void> => page.getByRole('navigation', { name: 'Main navigation' }).waitFor();

async function toDesk(page: Page): Promise<void> {
  await page.locator('.nav a[href="/desk"]').click();
  await page.getByRole('button', { name: 'Invite', exact: true }).waitFor();
}

async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel('New passphrase').fill(passphrase);
  await page.getByLabel('Passphrase again').fill(passphrase);
}

const secretOf = async (page: Page, clock: TurnedClock): Promise<Codes> => new Codes((await page.getByRole('group', { name: 'Secret of the authenticator' }).innerText()).replace(/\s/g, ''), clock);

async function noteRecoveryCode(page: Page): Promise<void> {
  const groups = await page.locator('.recovery-groups code').allTextContents();
  await page.getByRole('button', { name: 'I have noted it' }).click();
  await page.getByLabel('Your recovery code, from your paper').fill(groups.join(' '));
  await page.getByRole('button', { name: 'Open the vault with it' }).click();
}
