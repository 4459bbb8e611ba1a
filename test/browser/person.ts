/** What a person does at the screen, in the words they see there. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { passphrase, type People, type Person } from '../scenario/people.js';
import { visit, type Visit } from '../support/browser.js';

/** A fresh browser on which the person signs in and which becomes a device of theirs. */
export async function signInOn(browser: Browser, people: People, person: Person, deviceName: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await visit(browser, people.service.url, options);
  await enterPassphrase(visited.page, person);
  await addBrowser(visited.page, deviceName);
  return visited;
}

export async function enterPassphrase(page: Page, person: { login: string; codes: { next(): string } }): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with passphrase and code' }).click();
  const code = person.codes.next();
  await page.getByLabel('Sign-in name').fill(person.login);
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByLabel('Code of your authenticator').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function addBrowser(page: Page, deviceName: string): Promise<void> {
  await page.getByLabel('Name of this device').fill(deviceName);
  await page.getByRole('button', { name: 'Open the vault and add this browser' }).click();
  await page.getByRole('heading', { name: 'Conversations' }).waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
}

export const messageWith = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
export const openSpace = async (page: Page, title: string): Promise<void> => { await page.getByRole('link', { name: title }).first().click(); };

/** After a reload a client may be locked: its keys live in memory only. */
export async function unlockIfNeeded(page: Page): Promise<void> {
  const unlock = page.getByRole('button', { name: 'Unlock' });
  await unlock.or(page.getByRole('navigation', { name: 'Main navigation' })).first().waitFor();
  if (!(await unlock.isVisible())) return;
  await page.getByLabel('Passphrase').fill(passphrase);
  await unlock.click();
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
}
