/** A request as a formal letter: looked at in six languages, printed to PDF by the browser, saved as a Word document. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { letterLanguages, type LetterLanguage } from '../../apps/web/src/letter/frame.js';
import { tongueOf } from '../../apps/web/src/letter/tongue.js';
import { openArchive, textOf } from '../../apps/web/src/files/strip/zip.js';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture, type Stage } from './fixture.js';
import { drawnWords } from './arabic.js';
import { bare, drawsHan, letters, printed } from './printed.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
/** What the requesting side of this request wrote, and what came of it. */
const sought = 'Freezing of the balance of the same account.';
const sha256 = createHash('sha256').update(Buffer.from([1, 2])).digest('hex');
const leftToRight = (text: string): string => bare(text).replaceAll(/\p{Script=Arabic}/gu, '');

describe.each(['en', 'ar'] as const)('a request as a letter, in a browser in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let fixture: Fixture;
  let visit: Stage;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, fixture, say] = await Promise.all([launchBrowser(), serveFixture(), catalogue(language)]);
    visit = await stage(browser, fixture, 'requests', `/requests/${fixtureId(30)}`, { locale: language === 'en' ? 'en-GB' : 'ar' });
    page = visit.page;
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  const paper = () => page.locator('.letter-sheets');
  const inLanguage = async (tongue: LetterLanguage): Promise<void> => {
    await page.getByLabel(say('request.letter-language')).selectOption(tongue);
    await page.locator(`.letter-sheets[lang="${tongue}"]`).waitFor();
  };

  /** The print has every word of the sheets, in its order, on as many sheets of A4, each with its number. `drawn`: what this machine can draw of a text. */
  const expectPrinted = async (page: Page, name: string, tongue: LetterLanguage): Promise<{ texts: string[]; drawn: (text: string) => string }> => {
    const sheets = page.locator('.letter-sheet');
    const { size, texts } = await printed(page, path.join(shots, `${name}.pdf`));
    expect(size).toEqual([595, 842]);
    expect(texts).toHaveLength(await sheets.count());
    // A machine without a font for Chinese, which the gate installs, prints boxes; wherever there is one, each sign has to be there.
    const han = await drawsHan();
    const drawn = (text: string): string => (han ? text : text.replaceAll(/\p{Script=Han}/gu, ''));
    // Blocks are apart, also where no space is between them.
    const whole = drawn(await sheets.first().locator('.letter-flow').evaluate((flow) => { const walk = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT), pieces: string[] = []; while (walk.nextNode()) pieces.push(walk.currentNode.textContent!); return pieces.join('\n'); }));
    // The numbers of the sheets are the printer's; bullets are no letters.
    const numbers = texts.map((_, i) => `${i + 1} / ${texts.length}`);
    expect(texts.map((text, i) => text.slice(0, numbers[i]!.length))).toEqual(numbers);
    const body = texts.map((text, i) => text.slice(numbers[i]!.length)).join('');
    // The order of Arabic lines is that of their signs; each word is turned round, its letters joined.
    expect(letters(body)).toEqual(letters(whole));
    const words = drawnWords(whole);
    expect(words.filter((word) => !body.includes(word))).toEqual([]);
    if (tongue === 'ar') expect(words.length).toBeGreaterThan(50);
    else expect(leftToRight(body)).toBe(leftToRight(whole));
    return { texts, drawn };
  };

  it('is reached from the request, and begins in the language of the interface', async () => {
    await page.getByRole('link', { name: say('request.letter'), exact: true }).click();
    const { frame } = await tongueOf(language);
    await paper().getByRole('heading', { name: frame.kinds.mla.title, exact: true }).waitFor();
    expect(await page.getByText(say('request.letter-leaves')).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  }, longEnough);

  it.each(letterLanguages)('shows and prints the same sheets of A4, and nothing but the letter, in %s', async (tongue) => {
    await inLanguage(tongue);
    const { frame } = await tongueOf(tongue);
    expect(await paper().getAttribute('dir')).toBe(tongue === 'ar' ? 'rtl' : 'ltr');
    const sheets = page.locator('.letter-sheet');
    const spoken = sheets.first();
    for (const words of [...(['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'] as const).map((part) => frame.parts[part]), frame.kinds.mla.title, frame.confidentialityText, `2. ${frame.assistance.SEARCH_SEIZE_FREEZE}`, frame.instruments.uncac]) expect(await spoken.textContent()).toContain(words);
    expect(await page.locator('.letter-sheet:not([aria-hidden])').count()).toBe(1);
    await page.screenshot({ path: path.join(shots, `letter-${tongue}-ui-${language}.png`) });
    if (language === 'en') await sheets.last().screenshot({ path: path.join(shots, `letter-${tongue}-last-sheet.png`) });
    const { texts, drawn } = await expectPrinted(page, `letter-${tongue}-ui-${language}`, tongue);
    expect(bare(texts.join(''))).toContain(bare(sought));
    // Whoever signs finds the last words above the line, on the same sheet.
    const last = letters(texts.at(-1)!).join('');
    const signature = await spoken.locator('.letter-closing').textContent();
    for (const sign of new Set(letters(drawn(signature!)))) expect(last).toContain(sign);
  }, longEnough);

  it('is named by its date and addressee when it is printed, and by its request on the screen', async () => {
    await inLanguage('es');
    const before = await page.title();
    await page.evaluate(() => {
      window.print = () => { dispatchEvent(new Event('beforeprint')); document.documentElement.dataset['printed'] = document.title; dispatchEvent(new Event('afterprint')); };
    });
    await page.getByRole('button', { name: say('request.letter-print') }).press('Enter');
    await page.locator('html[data-printed]').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.documentElement.dataset['printed'])).toMatch(/^request-\d{4}-\d\d-\d\d-España$/);
    expect(await page.title()).toBe(before);
  }, longEnough);

  it('is saved as a Word document in the language that was chosen', async () => {
    await inLanguage('ar');
    await page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('request.letter-word') }).click()]);
    expect(download.suggestedFilename()).toMatch(/^request-\d{4}-\d\d-\d\d-إسبانيا\.docx$/);
    await page.getByText(say('request.letter-saved', { name: download.suggestedFilename() })).waitFor();
    const file = await download.path();
    await download.saveAs(path.join(shots, `letter-ar-ui-${language}.docx`));
    const archive = await openArchive(new Blob([new Uint8Array(await readFile(file))]));
    const xml = await textOf(archive, archive.entries.find(({ name }) => name === 'word/document.xml')!);
    expect(xml).toContain((await tongueOf('ar')).frame.kinds.mla.title);
    expect(xml).toContain(sought);
  }, longEnough);

  it('says when the chosen place refuses it, and that nothing was saved', async () => {
    await page.evaluate(() => { (globalThis as unknown as { showSaveFilePicker: unknown }).showSaveFilePicker = () => Promise.resolve({ createWritable: () => Promise.reject(new Error('full')) }); });
    await page.getByRole('button', { name: say('request.letter-word') }).click();
    await page.getByRole('alert').filter({ hasText: say('request.letter-not-saved') }).waitFor();
  }, longEnough);

  it('has a cover of an evidence bundle printed as it is shown, whatever script the names in it are of', async () => {
    const { page, close } = await stage(browser, fixture, 'requests', '/evidence', { locale: language === 'en' ? 'en-GB' : 'ar' });
    await page.locator('main input[type=file]').setInputFiles({ name: 'evidence.comity', mimeType: 'application/octet-stream', buffer: Buffer.from([1, 2]) });
    await page.locator('.letter-sheets').getByRole('heading', { name: say('evidence.cover-title'), exact: true }).waitFor();
    const { texts, drawn } = await expectPrinted(page, `cover-ui-${language}`, language);
    expect(texts.length).toBeGreaterThan(1);
    const all = bare(texts.join(''));
    for (const words of [sha256, 'Fiscalía Especial', '帐户对账单']) expect(all).toContain(bare(drawn(words)));
    for (const word of drawnWords('النيابة')) expect(texts.join('')).toContain(word);
    await close();
  }, longEnough);

  it('is one text where there is no room for sheets', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('.letter-sheet:nth-child(2)').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    expect(await page.locator('.letter-flow p').first().evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(16);
    expect(await axeFindings(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  }, longEnough);
});
