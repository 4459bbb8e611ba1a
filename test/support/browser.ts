/**
 * Debian's Chromium, driven by playwright-core, for the browser tests. Nothing is downloaded: the gate installs the
 * package when it is missing.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { steady } from './steady.js';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

export function chromiumPath(): string {
  const given = process.env['CHROMIUM'];
  const found = given ?? candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error('Browser tests need Chromium: apt-get install chromium, or set CHROMIUM to its program.');
  return found;
}

export async function launchBrowser(...args: string[]): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath(), args: ['--disable-dev-shm-usage', ...args] });
}

/** How long a test waits for one thing on a page, in milliseconds: a bound on hanging, not on speed. */
export const patience = 60_000;

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors the page threw or wrote to its console, and violations of its content security policy. */
  readonly complaints: readonly string[];
}

/** A browser profile of its own: another person's machine, or a second device. */
export async function visit(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/Madrid', ...options });
  context.setDefaultTimeout(patience);
  await steady(context);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto('/');
  return { context, page, complaints };
}

/**
 * Gives the page an authenticator in software that verifies its user without asking, for passkeys; with `prf` one whose
 * passkeys compute secrets, too.
 * @returns a function that takes it away.
 */
export async function addAuthenticator(page: Page, { prf = false } = {}): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ...(prf ? { ctap2Version: 'ctap2_1', hasPrf: true } : {}), transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return async () => {
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    await session.detach();
  };
}
