/** A note of a case file at two screens: both write in it at the same time, one of them without a connection, mark words, link, undo, and freeze it as a version. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, openSpace, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const plan = 'Plan of the interviews';
/** They end with what is seen: a screen that shows all of a line has all of it. */
const words = {
  en: { heading: 'Monday', ana: 'Ana asks about the harbour.', ben: 'Ben asks about the bank.', offline: 'Written on the train.', online: 'Meanwhile at the desk.' },
  ar: { heading: 'الاثنين', ana: 'تسأل آنا عن الميناء.', ben: 'يسأل بن عن المصرف.', offline: 'كُتب في القطار.', online: 'وفي الأثناء على المكتب.' },
} as const;

describe.each(['en', 'ar'] as const)('a note of a case file, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let line: Line;
  let [ana, ben]: Person[] = [];
  let [lima, cadiz]: Visit[] = [];
  const said = words[language];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say, line] = await Promise.all([launchBrowser(), catalogue(language), Line.open()]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    await people.admit('Public Prosecution', 'JO');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Public Prosecution', people.officers[0], 'focal-point');
    await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id], history: 'all' });
    await people.settled(ana, ben);
    const options = { locale: locales[language] };
    lima = await signInOn(browser, people, ana, 'Lima desk', options, say);
    cadiz = await signInOn(browser, people, ben, 'Cádiz desk', { ...options, proxy: line.proxy }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `notes-${name}-${language}.png`), fullPage: true });
  const text = (page: Page) => page.getByRole('textbox', { name: say('note.text', { title: plan }) });
  const tool = (page: Page, name: 'strong' | 'heading' | 'bullets' | 'quote' | 'link' | 'undo') => page.getByRole('button', { name: say(`note.tool-${name}`), exact: true });
  const row = (page: Page, inside: string) => text(page).locator('p, h2, li').filter({ hasText: inside });
  const toNotes = async (page: Page): Promise<void> => {
    await openSpace(page, 'Harbour');
    await page.getByRole('link', { name: say('space.to-register') }).click();
    await page.getByRole('link', { name: say('note.title'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('note.title'), exact: true }).waitFor();
  };
  /** The words of the note at a screen, once they hold all of these. */
  const holding = async (page: Page, ...parts: string[]): Promise<string> => {
    for (const part of parts) await text(page).getByText(part).first().waitFor();
    const whole = await text(page).innerText();
    // Each of them once.
    for (const part of parts) expect(whole.split(part)).toHaveLength(2);
    return whole;
  };

  it('is begun at one screen and opened at the other', async () => {
    const { page } = lima!;
    await toNotes(page);
    await page.getByText(say('note.empty'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: say('note.new') }).click();
    await page.getByLabel(say('note.name')).fill(plan);
    await page.getByRole('button', { name: say('note.begin') }).click();
    await text(page).waitFor();
    await toNotes(cadiz!.page);
    await cadiz!.page.getByRole('link', { name: plan }).click();
    await text(cadiz!.page).waitFor();
    expect(await axeFindings(cadiz!.page)).toEqual([]);
  }, longEnough);

  it('holds what both type at the same time, and who is writing', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await text(one).click();
    await one.keyboard.press('Control+Alt+1');
    await one.keyboard.type(said.heading);
    await one.keyboard.press('Enter');
    // Each begins a paragraph of their own: of one that two begin at once, words may stand twice later (record 52).
    await one.keyboard.type('–');
    await one.keyboard.press('Enter');
    await holding(other, said.heading, '–');
    await text(other).locator('p').nth(1).waitFor({ state: 'attached' });
    await text(other).click();
    await other.keyboard.press('Control+End');
    await row(one, '–').click();
    await one.keyboard.press('End');
    // That somebody writes is said for some seconds only.
    await Promise.all([one.keyboard.type(said.ana, { delay: 30 }), other.keyboard.type(said.ben, { delay: 30 }), one.locator('.typing', { hasText: 'Ben Adu' }).waitFor()]);
    await shot(one, 'together');
    const [left, right] = await Promise.all([one, other].map((page) => holding(page, said.heading, said.ana, said.ben)));
    expect(left).toBe(right);
    await one.getByText(say('note.saved'), { exact: true }).waitFor();
    expect(await text(one).locator('h2').innerText()).toBe(said.heading);
    // Each block goes the way of its own words.
    expect(await text(one).locator('h2').evaluate((node) => getComputedStyle(node).direction)).toBe(language === 'ar' ? 'rtl' : 'ltr');
  }, longEnough);

  it('merges what was written without a connection', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    line.cut();
    await text(other).locator('p').last().click();
    await other.keyboard.press('End');
    await other.keyboard.press('Enter');
    await other.keyboard.type(said.offline);
    await text(one).locator('h2').click();
    await one.keyboard.press('End');
    await one.keyboard.press('Enter');
    await one.keyboard.type(said.online);
    await other.getByText(say('note.offline'), { exact: true }).waitFor();
    await one.getByText(say('note.saved'), { exact: true }).waitFor();
    expect(await text(one).innerText()).not.toContain(said.offline);
    line.mend();
    const [left, right] = await Promise.all([one, other].map((page) => holding(page, said.heading, said.ana, said.ben, said.offline, said.online)));
    expect(left).toBe(right);
  }, longEnough);

  it('has bold, lists and links by its toolbar, and takes back what one wrote oneself', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await row(one, said.online).click({ clickCount: 3 });
    await tool(one, 'strong').click();
    await text(other).locator('strong', { hasText: said.online }).waitFor();
    expect(await tool(one, 'strong').getAttribute('aria-pressed')).toBe('true');
    await tool(one, 'bullets').click();
    await text(other).locator('ul li', { hasText: said.online }).waitFor();
    await tool(one, 'link').click();
    const address = one.getByLabel(say('note.address'));
    await address.fill('javascript:alert(1)');
    await one.getByText(say('note.address-wrong')).waitFor();
    expect(await one.getByRole('button', { name: say('note.link-set') }).isDisabled()).toBe(true);
    await address.fill('https://example.org/judgment');
    await one.getByRole('button', { name: say('note.link-set') }).click();
    const link = text(other).getByRole('link');
    await link.waitFor();
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual(['https://example.org/judgment', 'noopener noreferrer nofollow']);
    // The toolbar is one stop of the tab key, and its arrows go along it.
    await tool(one, 'strong').focus();
    await one.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    expect(await one.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(say('note.tool-em'));
    // Ben's undo leaves Ana's words.
    await text(other).click();
    for (let i = 0; i < 3; i += 1) await other.keyboard.press('Control+z');
    await text(other).getByText(said.offline).waitFor({ state: 'detached' });
    await text(one).getByText(said.offline).waitFor({ state: 'detached' });
    expect(await text(other).innerText()).toContain(said.online);
    await one.waitForFunction(([box, whole]) => (box as HTMLElement).innerText === whole, [await text(one).elementHandle(), await text(other).innerText()] as const);
    expect(await text(one).innerText()).toBe(await text(other).innerText());
    for (const { page } of [lima!, cadiz!]) expect(await axeFindings(page)).toEqual([]);
  }, longEnough);

  it('says who wrote when, fits a small screen and a dark one, and becomes an entry', async () => {
    const { page } = lima!;
    await page.getByText(say('note.history')).click();
    await page.getByText(say('note.did-edited', { name: '\u2068Ben Adu\u2069' })).first().waitFor();
    await shot(page, 'page');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot(page, 'narrow');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: say('note.freeze') }).click();
    await page.locator('.register-facts').getByText(said.online).waitFor();
    await shot(page, 'frozen');
    await page.keyboard.press('Escape');
    // The search leads to the note by what it says.
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: say('find.text') }).fill(said.online);
    await page.locator('.hit').filter({ has: page.getByText(say('find.in-note'), { exact: true }) }).click();
    await text(page).getByText(said.online).waitFor();
  }, longEnough);

  it('takes what is pasted without what others would refuse, and says why it is too long to be frozen', async () => {
    const { page } = cadiz!;
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(`\u202e${'Long. '.repeat(1400)}\u202c`);
    await page.getByText(say('note.too-long', { count: '#' }).split('#')[0]!).waitFor();
    expect(await page.getByRole('button', { name: say('note.freeze') }).isDisabled()).toBe(true);
    expect(await text(page).innerText()).not.toMatch(/[\u202a-\u202e]/);
    await page.getByText(say('note.saved'), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('note.freeze') }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(shots, `notes-long-${language}.png`) });
    expect(await axeFindings(page)).toEqual([]);
    for (const { complaints } of [lima!, cadiz!]) expect(complaints.filter((each) => !/ERR_|WebSocket/.test(each))).toEqual([]);
  }, longEnough);
});
