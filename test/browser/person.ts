/** What a person does at the screen, in the words they see there. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { passphrase, type People, type Person } from '../scenario/people.js';
import { visit, type Visit } from '../support/browser.js';
import { catalogue, type Language, type Say } from './catalogue.js';

const english = await catalogue('en');
/** A browser set up in this language, in which the client begins. */
export const locales: Record<Language, string> = { en: 'en-GB', ar: 'ar' };

/** A fresh browser on which the person signs in and which becomes a device of theirs. */
export async function signInOn(browser: Browser, people: People, person: Person, deviceName: string, options: BrowserContextOptions = {}, say = english): Promise<Visit> {
  const visited = await visit(browser, people.service.url, options);
  await enterPassphrase(visited.page, person, say);
  await addBrowser(visited.page, deviceName, say);
  return visited;
}

export async function enterPassphrase(page: Page, person: { login: string; codes: { next(): string } }, say: Say = english): Promise<void> {
  await page.getByRole('button', { name: say('sign-in.with-passphrase') }).click();
  const code = person.codes.next();
  await page.getByLabel(say('field.login')).fill(person.login);
  await page.getByLabel(say('field.passphrase')).fill(passphrase);
  await page.getByLabel(say('field.code')).fill(code);
  await page.getByRole('button', { name: say('sign-in.submit'), exact: true }).click();
}

export async function addBrowser(page: Page, deviceName: string, say: Say = english): Promise<void> {
  await page.getByLabel(say('field.device-name')).fill(deviceName);
  await page.getByRole('button', { name: say('vault.open') }).click();
  await page.getByRole('heading', { name: say('spaces.title') }).waitFor();
}

export async function write(page: Page, text: string, say: Say = english): Promise<void> {
  await page.getByRole('textbox', { name: say('composer.label') }).fill(text);
  await page.keyboard.press('Enter');
}

export const messageWith = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
export const openSpace = async (page: Page, title: string): Promise<void> => { await page.getByRole('link', { name: title }).first().click(); };

/** After a reload a client may be locked: its keys live in memory only. */
export async function unlockIfNeeded(page: Page, say: Say = english): Promise<void> {
  const unlock = page.getByRole('button', { name: say('locked.open') });
  await unlock.or(page.getByRole('navigation', { name: say('nav.label') })).first().waitFor();
  if (!(await unlock.isVisible())) return;
  await page.getByLabel(say('field.passphrase')).fill(passphrase);
  await unlock.click();
  await page.getByRole('navigation', { name: say('nav.label') }).waitFor();
}
