/** What tests press with: again where the page moved under the press, never twice where it landed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { steady } from '../support/steady.js';

describe('a press of a test', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    context = await browser.newContext();
    await steady(context);
    page = await context.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<main><p>Nothing yet</p><button>Send</button></main>' }));
  }, 60_000);
  afterAll(() => browser.close());
  const pressed = (): Promise<number> => page.evaluate(() => Number(document.body.dataset['pressed'] ?? 0));
  const counting = (): Promise<void> => page.evaluate(() => {
    document.querySelector('button')!.addEventListener('click', () => { document.body.dataset['pressed'] = String(Number(document.body.dataset['pressed'] ?? 0) + 1); });
  });

  it('that lands is pressed once', async () => {
    await page.goto('http://desk.test/');
    await counting();
    await page.getByRole('button').click();
    expect(await pressed()).toBe(1);
  });

  it('under which the row moves is pressed again, as a person would', async () => {
    await page.goto('http://desk.test/');
    await counting();
    await page.evaluate(() => document.querySelector('button')!.addEventListener('pointerdown', ({ target }) => { (target as HTMLElement).style.marginTop = '300px'; }, { once: true }));
    await page.getByRole('button').click();
    expect(await pressed()).toBe(1);
  });

  it('that takes away what was pressed is not repeated', async () => {
    await page.goto('http://desk.test/');
    await page.evaluate(() => document.querySelector('button')!.addEventListener('pointerdown', ({ target }) => { (target as HTMLElement).remove(); }));
    await page.getByRole('button').click();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('that waits in vain says where, and what the page shows', async () => {
    await page.goto('http://desk.test/');
    const error: unknown = await page.getByText('Sent').waitFor({ timeout: 50 }).catch((thrown: unknown) => thrown);
    expect((error as Error).stack).toMatch(/where it waited:\nhttp:\/\/desk\.test\/\nmain: Nothing yet Send/u);
  });
});
