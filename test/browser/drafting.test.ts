/** Drafting a request at two screens: with files, translations beside the text, references of both sides, and from a template; a second officer sends it through the SDK. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { lawEdition } from '@comity/casework';
import type { SpaceId } from '@comity/contracts';
import type { MatterSummary } from '@comity/sdk';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { tongueOf } from '../../apps/web/src/letter/tongue.js';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const title = 'Port contract: account records';
const parts = { REQUESTING_AUTHORITY: 'Fiscalía Especial', SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY: 'Case 118/2026', FACTS_SUMMARY: 'Three payments in cash', ASSISTANCE_AND_PROCEDURE_SOUGHT: 'Certified copies', PURPOSE: 'Evidence' };
const sought = 'Statements of the account';
const contract = { name: 'contract.txt', mimeType: 'text/plain', buffer: Buffer.from('The contract, signed.') };
const sum = createHash('sha256').update(contract.buffer).digest('hex');
const result = { name: 'statements.txt', mimeType: 'text/plain', buffer: Buffer.from('Three transfers, certified.') };
const resultSum = createHash('sha256').update(result.buffer).digest('hex');
const facts = 'Trois paiements en espèces';

describe.each(['en', 'ar'] as const)('the drafting of a request, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben, salma]: Person[] = [];
  let [lima, amman]: Visit[] = [];
  let draft: SpaceId;
  const measure = randomUUID();

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    await people.admit('Public Prosecution', 'JO');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    await people.settled(ana, ben, salma);
    await ana.client.createChannel({ title: 'Templates of Madrid', purpose: null, members: [ben.id] });
    draft = await ana.client.draftMatter({
      requested: people.authorities.get('Public Prosecution')!, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title, urgent: true,
      sections: Object.entries(parts).map(([part, text]) => ({ part, text })), measures: [{ id: measure, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought }],
    });
    await people.settled(ana, ben);
    const options = { locale: locales[language] };
    lima = await signInOn(browser, people, ana, 'Lima desk', options, say);
    amman = await signInOn(browser, people, salma, 'Amman desk', options, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `drafting-${name}-${language}.png`), fullPage: true });
  const french = new Intl.DisplayNames([language], { type: 'language' }).of('fr')!;
  const translation = (page: Page, of: string) => page.locator(`#translation-${of}`);
  const save = (page: Page) => page.getByRole('button', { name: say('request.save'), exact: true });
  const openRequest = async (page: Page): Promise<void> => {
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('.request-row').filter({ hasText: title }).click();
    await page.locator('.measure').waitFor();
  };
  const edit = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: say('request.edit') }).first().click();
    await page.locator('.translation-fields').waitFor();
  };
  const mark = async (page: Page, within: Locator, code: string): Promise<void> => {
    await within.getByRole('button', { name: say('register.unmarked'), exact: true }).click();
    const marking = page.getByRole('dialog', { name: say('talk-marking.title'), exact: true });
    await marking.getByLabel(say('handling.label'), { exact: true }).selectOption(code);
    await marking.getByRole('button', { name: say('talk-marks.done'), exact: true }).click();
    await marking.waitFor({ state: 'detached' });
  };
  const everyWidth = async (page: Page, name: string): Promise<void> => {
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await shot(page, `${name}-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };

  it('takes a file, a reference, and a translation side by side, which the browser begins where it can', async () => {
    const { page } = lima!;
    // A browser with a translator of its own, as far as this page asks for it.
    await page.evaluate(() => { Object.assign(globalThis, { Translator: { availability: () => Promise.resolve('available'), create: () => Promise.resolve({ translate: (text: string) => Promise.resolve(`« ${text} »`) }) } }); });
    await openRequest(page);
    await edit(page);
    // How full it is is told before it is too full; then, how what is long can go with it nevertheless.
    const [written, full, tooLong] = [page.locator('#part-FACTS_SUMMARY textarea'), page.getByText(say('request.full', { share: '#' }).split('#')[1]!.trim()), page.getByText(say('request.too-long'), { exact: true })];
    await written.fill('x'.repeat(19_000));
    await full.waitFor();
    expect([await tooLong.count(), await save(page).isDisabled()]).toEqual([0, false]);
    await shot(page, 'full');
    await written.fill('ع'.repeat(19_000));
    await tooLong.waitFor();
    expect([await full.count(), await save(page).isDisabled()]).toEqual([0, true]);
    await written.fill(parts.FACTS_SUMMARY);
    await tooLong.waitFor({ state: 'detached' });
    expect(await full.count()).toBe(0);
    await page.getByLabel(say('request.reference'), { exact: true }).fill('FE 118/2026');
    await mark(page, page.locator('.request-form'), 'H1');
    await page.locator('.enclosure-fields input[type="file"]').setInputFiles(contract);
    await page.locator('.enclosure-fields .tray-row').getByText(contract.name, { exact: true }).waitFor();
    await page.getByLabel(say('request.translation-add')).selectOption('fr');
    await page.getByText(say('request.translation-count', { language: french, done: 0, count: 7 })).waitFor();
    await page.getByLabel(say('request.translation-from')).selectOption('en');
    await page.getByRole('button', { name: say('request.translation-run', { count: 7 }) }).click();
    await page.getByText(say('request.translation-count', { language: french, done: 7, count: 7 })).waitFor();
    expect(await translation(page, 'PURPOSE').locator('textarea').inputValue()).toBe('« Evidence »');
    await translation(page, 'FACTS_SUMMARY').locator('textarea').fill(facts);
    await translation(page, 'FACTS_SUMMARY').getByText(say('request.translation-by-you')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await everyWidth(page, 'form');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shot(page, 'form-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('.request-form button[type="submit"]:enabled').waitFor();
    await save(page).click();
    await page.locator('.enclosures').getByText(sum, { exact: true }).waitFor();
    await page.locator('.matter-facts').getByText('FE 118/2026', { exact: true }).waitFor();
    for (const place of ['.page-head', '.content-read', 'section:has(> .enclosures)']) await page.locator(`${place} .handling-H1`).waitFor();
    await until(ana!.client, async () => (await ana!.client.matter(draft)).references.ours === 'FE 118/2026');
  }, longEnough);

  it('says what was translated before its text changed, and takes it as it is once it is confirmed', async () => {
    const { page } = lima!;
    await edit(page);
    await page.locator('#part-PURPOSE textarea').fill('Evidence in case 118/2026');
    await translation(page, 'PURPOSE').getByText(say('request.translation-is-stale')).waitFor();
    await page.locator('#part-FACTS_SUMMARY textarea').fill('Three payments in cash, in March');
    await translation(page, 'FACTS_SUMMARY').getByText(say('request.translation-is-stale')).waitFor();
    await shot(page, 'stale');
    await translation(page, 'FACTS_SUMMARY').getByRole('button').click();
    await translation(page, 'FACTS_SUMMARY').getByText(say('request.translation-is-stale')).waitFor({ state: 'detached' });
    await save(page).click();
    await page.locator('.content-read .segment').filter({ hasText: french }).click();
    await page.locator('.content-read').getByText(facts, { exact: true }).waitFor();
    await page.locator('.content-read').getByText(say('request.translation-is-stale')).waitFor();
    expect(await page.locator('.content-read').getByText(say('request.translation-is-stale')).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await everyWidth(page, 'page');
  }, longEnough);

  it('is kept as a template, with which another one begins', async () => {
    const { page } = lima!;
    await page.getByRole('button', { name: say('request.template-save') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('request.template-name')).fill('Bank records');
    await sheet.getByLabel(say('request.template-where')).selectOption({ label: 'Templates of Madrid' });
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'template-save');
    await sheet.getByRole('button', { name: say('request.template-save') }).click();
    await page.getByRole('status').filter({ hasText: say('request.template-saved') }).waitFor();
    await page.locator('.nav a[href="/requests"]').click();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.getByRole('button', { name: say('request.template-start') }).click();
    const use = sheet.getByRole('button', { name: `${say('request.template-use')} Bank records` });
    await use.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'templates');
    await use.click();
    await page.getByText(say('request.template-taken', { name: '\u2068Bank records\u2069' })).waitFor();
    expect([await page.getByLabel(say('request.field-title')).inputValue(), await page.getByLabel(say('request.field-urgent')).isChecked(), await page.locator('[data-measure] select').inputValue(), await page.locator('[data-measure] textarea').inputValue(), await page.getByLabel(say('request.reference'), { exact: true }).inputValue()]).toEqual([title, true, 'ORIGINAL_OR_CERTIFIED_RECORDS', sought, '']);
    await page.getByLabel(say('request.field-title')).fill('Begun with a template');
    await page.getByLabel(say('request.field-requested')).selectOption(people.authorities.get('Public Prosecution')!);
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await page.locator('#part-PURPOSE textarea').waitFor();
    expect(await page.locator('#part-PURPOSE textarea').inputValue()).toBe('Evidence in case 118/2026');
  }, longEnough);

  it('goes out with all of it: the other side opens the file, calls it as it likes, and reads the letter in its language', async () => {
    await until(ana!.client, async () => (await ana!.client.matter(draft)).sections.some(({ text }) => text === 'Evidence in case 118/2026'));
    await ana!.client.takeStep(draft, [measure], { action: 'submit', addressees: [ben!.id] });
    await people.settled(ana!, ben!);
    await people.settled(ana!, ben!);
    // Those who will be asked read the draft in advance, in a conversation, and have no request by it.
    const share = say('law.action.share-draft' as MessageId);
    const { page: ours } = lima!;
    await openRequest(ours);
    await ours.locator('.measure').getByRole('button', { name: share, exact: true }).click();
    const sharing = ours.getByRole('dialog');
    await sharing.getByRole('checkbox', { name: 'Salma Haddad' }).check();
    expect(await sharing.getByLabel(say('request.letter-language')).inputValue()).toBe('ar');
    expect(await axeFindings(ours)).toEqual([]);
    await everyWidth(ours, 'share');
    await sharing.getByRole('button', { name: share, exact: true }).click();
    await sharing.waitFor({ state: 'detached' });
    await ours.locator('.history').getByText('Salma Haddad (Public Prosecution)', { exact: true }).waitFor();
    await until(salma!.client, async () => (await salma!.client.spaces()).length > 0);
    await amman!.page.locator('.nav a[href="/"]').click();
    await amman!.page.locator('.space-row').filter({ hasText: 'Ana Ruiz' }).first().click();
    const advance = amman!.page.locator('.entry-message').filter({ hasText: (await tongueOf('ar')).frame.inAdvance.split('{subject}')[0]! });
    await advance.getByText('.docx').first().waitFor();
    await advance.locator('.handling-H1').first().waitFor();
    expect(await salma!.client.matters()).toEqual([]);
    await shot(amman!.page, 'shared');
    await people.settled(ana!, ben!);
    expect((await ben!.client.matter(draft)).enclosures).toMatchObject([{ sha256: sum }]);
    await ben!.client.takeStep(draft, [measure], { action: 'transmit', addressees: [salma!.id] });
    await people.settled(ben!, salma!);
    const { page } = amman!;
    await openRequest(page);
    await page.locator('.matter-facts').getByText('FE 118/2026', { exact: true }).waitFor();
    await page.locator('.enclosures').getByRole('button', { name: say('files.open') }).click();
    await page.getByText('The contract, signed.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say('request.reference-edit') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('request.reference'), { exact: true }).fill('JO-77');
    await sheet.getByRole('button', { name: say('request.reference-save') }).click();
    await page.locator('.matter-facts').getByText('JO-77', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'received');
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('#request-text').fill('fe 118');
    await page.locator('.request-row').filter({ hasText: 'JO-77' }).filter({ hasText: 'FE 118/2026' }).waitFor();
    await page.locator('#request-text').fill('fe 119');
    await page.locator('.request-row').waitFor({ state: 'detached' });
    await page.locator('#request-text').fill('');
    await shot(page, 'list');
    await openRequest(page);
    await page.getByRole('link', { name: say('request.letter'), exact: true }).click();
    await page.getByLabel(say('request.letter-language')).selectOption('fr');
    const { frame } = await tongueOf('fr');
    const sheets = page.locator('.letter-sheets[lang="fr"]');
    await sheets.getByText(facts, { exact: true }).first().waitFor();
    const words = (await sheets.textContent())!;
    expect(await sheets.locator('.letter-mark').first().textContent()).toBe('H1');
    for (const each of [frame.ourReference, 'FE 118/2026', frame.yourReference, 'JO-77', frame.enclosures, contract.name, sum]) expect(words).toContain(each);
    await page.getByText(say('request.letter-stale', { count: 1 })).waitFor();
    await shot(page, 'letter');
    await page.getByLabel(say('request.letter-text')).selectOption('');
    await sheets.getByText('Three payments in cash, in March', { exact: true }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }, longEnough);

  it('is answered with a file that comes with the step, which the other side opens beside it, and asks to use otherwise', async () => {
    const [{ space }] = await salma!.client.matters() as [MatterSummary];
    for (const action of ['acknowledge', 'assess']) await salma!.client.takeStep(space, [measure], { action });
    await people.settled(ana!, ben!, salma!);
    const [{ page }, { page: theirs }] = [amman!, lima!];
    const execute = say('law.action.execute' as MessageId);
    await openRequest(theirs);
    await openRequest(page);
    // A step that an address asks for before it is open is dropped, and does not open by itself once it is.
    await page.evaluate((path) => { history.pushState(null, '', path); }, `/requests/${space}?step=execute`);
    await page.getByRole('status').filter({ hasText: say('request.step-not-open') }).waitFor();
    await salma!.client.takeStep(space, [measure], { action: 'accept' });
    await page.locator('.measure').getByRole('button', { name: execute, exact: true }).waitFor();
    const sheet = page.getByRole('dialog');
    expect(await sheet.count()).toBe(0);
    await page.evaluate((path) => { history.pushState(null, '', path); }, `/requests/${space}?step=execute`);
    // What is begun anew has no files of before.
    await sheet.locator('.step-files input[type="file"]').setInputFiles(contract);
    await sheet.locator('.step-files .tray-row').getByText(contract.name, { exact: true }).waitFor();
    await sheet.getByRole('textbox').first().fill('Not yet');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.locator('.measure').getByRole('button', { name: execute, exact: true }).click();
    await sheet.getByText(say('request.kept')).waitFor();
    await sheet.locator('.step-files .tray-row').waitFor();
    await sheet.getByRole('button', { name: say('request.kept-discard') }).click();
    await sheet.locator('.step-files .tray-row').waitFor({ state: 'detached' });
    await sheet.locator('.step-files input[type="file"]').setInputFiles(result);
    await sheet.locator('.step-files .tray-row').getByText(result.name, { exact: true }).waitFor();
    await mark(page, sheet, 'H2');
    await sheet.getByRole('button', { name: execute, exact: true }).and(sheet.locator(':enabled')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await everyWidth(page, 'step-files');
    await sheet.getByRole('button', { name: execute, exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.locator('.history .enclosures').getByText(resultSum, { exact: true }).waitFor();
    const came = theirs.locator('.history .enclosures');
    await came.getByText(resultSum, { exact: true }).waitFor();
    for (const place of ['.history', '.page-head']) await theirs.locator(`${place} .handling-H2`).waitFor();
    expect(await axeFindings(theirs)).toEqual([]);
    await everyWidth(theirs, 'result');
    await came.getByRole('button', { name: say('files.open') }).click();
    await theirs.getByText('Three transfers, certified.').waitFor();
    await theirs.keyboard.press('Escape');
    await theirs.locator('.nav a[href="/offers"]').click();
    await theirs.locator('.request-use').getByText(resultSum, { exact: true }).waitFor();
    await theirs.locator('.request-use .handling-H2').waitFor();
    await everyWidth(theirs, 'ledger');
    // What was executed is at the service, since the browser beside has it.
    await people.settled(ana!);
    await ana!.client.takeStep(space, [measure], { action: 'request-consent', words: { purpose: 'A tax assessment' } });
    await page.locator('.nav a[href="/requests"]').click();
    await page.getByRole('list', { name: say('request.group-us') }).getByText(title, { exact: true }).waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...amman!.complaints]).toEqual([]);
  });
});
