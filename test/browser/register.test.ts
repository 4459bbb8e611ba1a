/** The register of a case file at two screens: made by one and read by the other, revised by both at once, a task, a message and a file put on it, struck out. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { EvidenceBundle, SpaceId } from '@comity/contracts';
import { plain, verifyEvidence, type EntryInput } from '@comity/sdk';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn } from './person.js';
import { photograph } from './samples.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const yesterday = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);
const account = 'Account in Vienna';
const renamed = 'Vienna account, closed';

describe.each(['en', 'ar'] as const)('the register of a case file, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let folder: string;
  let space: SpaceId;
  let [ana, ben]: Person[] = [];
  let [lima, cadiz]: Visit[] = [];
  const bytes = randomBytes(150_000);

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    folder = mkdtempSync(path.join(tmpdir(), 'comity-register-'));
    writeFileSync(path.join(folder, 'ledger.bin'), bytes);
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    await people.admit('Public Prosecution', 'JO');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Public Prosecution', people.officers[0], 'focal-point');
    space = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id], history: 'all' });
    await people.settled(ana, ben);
    // So tall that no row of the table is left out.
    const options = { locale: locales[language], viewport: { width: 1280, height: 1600 } };
    lima = await signInOn(browser, people, ana, 'Lima desk', options, say);
    cadiz = await signInOn(browser, people, ben, 'Cádiz desk', options, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
    rmSync(folder, { recursive: true });
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `register-${name}-${language}.png`), fullPage: true });
  const narrow = async (page: Page, name: string): Promise<void> => {
    await shot(page, name);
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot(page, `${name}-narrow`);
    await page.setViewportSize(size);
  };
  const row = (page: Page, title: string) => page.locator('.register-table tbody tr').filter({ hasText: title });
  const heading = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title, exact: true });
  const toRegister = async (page: Page): Promise<void> => {
    await openSpace(page, 'Harbour');
    await page.getByRole('link', { name: say('space.to-register'), exact: true }).click();
    await heading(page, say('register.title')).waitFor();
    // What can be done stands elsewhere as long as nothing is on it.
    await page.locator('.register-count').or(page.getByText(say('register.empty'), { exact: true })).first().waitFor();
  };
  const openEntry = async (page: Page, title: string): Promise<void> => {
    await toRegister(page);
    await row(page, title).getByRole('link').click();
    await heading(page, title).waitFor();
  };
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  const begin = async (page: Page, kind: string, title: string): Promise<void> => {
    await toRegister(page);
    await page.getByRole('link', { name: say('register.new') }).click();
    await field(page, say('register.form-kind')).selectOption(kind);
    await field(page, say('register.field-title')).fill(title);
  };
  const save = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('button', { name: say('register.save-new') }).click();
    await heading(page, title).waitFor();
  };
  const fact = (page: Page, name: string) => page.locator('.register-facts > div').filter({ has: page.getByRole('term').filter({ hasText: name }) }).getByRole('definition');
  const proposal = (page: Page) => page.getByRole('region', { name: say('register.version-proposed') });
  const sheet = (page: Page) => page.getByRole('dialog');

  it('stands beside the conversation of a case file, a link and a key away', async () => {
    const { page } = lima!;
    await openSpace(page, 'Harbour');
    await page.getByRole('textbox', { name: say('composer.label') }).waitFor();
    await page.keyboard.press('Alt+g');
    await page.getByText(say('register.empty'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Alt+g');
    await page.getByRole('link', { name: say('space.to-register') }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: say('register.new') }).waitFor();
  }, longEnough);

  it('shows what one puts on it to the other, who reads of it in the conversation', async () => {
    const { page } = lima!;
    await begin(page, 'account', account);
    expect(await page.getByRole('button', { name: say('register.save-new') }).isDisabled()).toBe(true);
    await field(page, say('register.field-account-number')).fill('AT61 1904');
    const balance = say('register.field-balance');
    await field(page, say('register.amount', { field: balance })).fill('١٢٠٠٫٥');
    await page.getByText(say('register.currency-missing')).waitFor();
    await field(page, say('register.currency', { field: balance })).selectOption('EUR');
    await field(page, say('register.field-balance-on')).fill('2026-02-28');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'form');
    await save(page, account);
    await openSpace(cadiz!.page, 'Harbour');
    const line = cadiz!.page.locator('.event-register').filter({ hasText: account });
    await line.waitFor();
    await shot(cadiz!.page, 'conversation');
    await line.getByRole('link', { name: say('register.see') }).click();
    await heading(cadiz!.page, account).waitFor();
    expect(await fact(cadiz!.page, say('register.field-account-number')).textContent()).toBe('AT61 1904');
    expect(await fact(cadiz!.page, balance).first().textContent()).toMatch(/EUR/);
    await cadiz!.page.keyboard.press('Escape');
    await row(cadiz!.page, account).waitFor();
    expect(await axeFindings(cadiz!.page)).toEqual([]);
  }, longEnough);

  it('keeps both of two versions written at once, and lets one take over what is right', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    for (const page of [one, other]) {
      await openEntry(page, account);
      await page.getByRole('link', { name: say('register.revise') }).click();
      await field(page, say('register.field-title')).waitFor();
    }
    await field(one, say('register.field-title')).fill(renamed);
    await one.getByRole('button', { name: say('register.save') }).click();
    await heading(one, renamed).waitFor();
    await other.getByText(say('register.overtaken'), { exact: true }).waitFor();
    await field(other, say('register.field-institution')).fill('Danubia Bank');
    await other.getByRole('button', { name: say('register.save') }).click();
    for (const page of [one, other]) {
      await proposal(page).waitFor();
      await heading(page, renamed).waitFor();
      await proposal(page).getByText('Danubia Bank').waitFor();
    }
    await proposal(other).getByText(say('register.proposal-title-own')).waitFor();
    const title = proposal(one).getByRole('checkbox', { name: say('register.take', { field: say('register.field-title') }) });
    // What the other one left as it was is not undone.
    expect(await title.isChecked()).toBe(false);
    expect(await axeFindings(one)).toEqual([]);
    await shot(one, 'proposal');
    await proposal(one).getByRole('button', { name: say('register.take-over') }).click();
    for (const page of [one, other]) {
      await fact(page, say('register.field-institution')).filter({ hasText: 'Danubia Bank' }).waitFor();
      await proposal(page).waitFor({ state: 'detached' });
      await heading(page, renamed).waitFor();
      await page.getByText(say('register.version-settled'), { exact: true }).waitFor();
    }
    await shot(other, 'entry');
  }, longEnough);

  it('tells of a task who does it and that it is late, until it is done', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await begin(one, 'task', 'Ask the bank');
    await field(one, say('register.field-owner')).selectOption(ben!.id);
    await field(one, say('register.field-due')).fill(yesterday);
    await save(one, 'Ask the bank');
    expect(await fact(one, say('register.field-owner')).textContent()).toBe('Ben Adu');
    await toRegister(other);
    await field(other, say('register.open-tasks')).check();
    await row(other, 'Ask the bank').locator('.register-late').waitFor();
    await row(other, renamed).waitFor({ state: 'detached' });
    await shot(other, 'tasks');
    await row(other, 'Ask the bank').getByRole('link').click();
    await other.getByRole('button', { name: say('register.mark-done') }).click();
    await other.getByRole('button', { name: say('register.reopen') }).waitFor();
    await one.getByRole('button', { name: say('register.reopen') }).waitFor();
    // What one looked for is still there on coming back.
    await other.keyboard.press('Escape');
    await other.getByText(say('register.none-match'), { exact: true }).waitFor();
    expect(await field(other, say('register.open-tasks')).isChecked()).toBe(true);
  }, longEnough);

  it('takes up a message, with its words and a link to an entry, which shows at both ends', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await ben!.client.send(space, plain('The signatory is unknown'));
    await openSpace(one, 'Harbour');
    const message = messageWith(one, 'The signatory is unknown');
    await message.focus();
    await one.keyboard.press('g');
    await field(one, say('register.field-text')).waitFor();
    expect(await field(one, say('register.field-text')).inputValue()).toBe('The signatory is unknown');
    expect(await field(one, say('register.field-title')).inputValue()).toBe('The signatory is unknown');
    await field(one, say('register.field-title')).fill('Unknown signatory');
    await field(one, say('register.link-add')).selectOption({ label: say('register.entry-choice', { kind: say('register.kind-account'), title: renamed }) });
    await one.getByRole('button', { name: say('register.link-put'), exact: true }).click();
    await one.locator('.register-link-row input:focus').fill('signs for');
    expect(await axeFindings(one)).toEqual([]);
    await save(one, 'Unknown signatory');
    await openEntry(other, renamed);
    const end = other.locator('.register-links li').filter({ hasText: 'Unknown signatory' });
    await end.getByText('signs for').waitFor();
    await end.getByRole('link').click();
    await heading(other, 'Unknown signatory').waitFor();
    await other.getByRole('link', { name: say('register.see-message') }).click();
    await messageWith(other, 'The signatory is unknown').waitFor();
  }, longEnough);

  it('draws entries and what connects them, and is gone through by the keyboard', async () => {
    const { page } = cadiz!;
    const node = (title: string) => page.locator('.graph-node').filter({ hasText: title });
    await toRegister(page);
    await page.getByText(say('register.view-graph'), { exact: true }).click();
    await node(renamed).waitFor();
    await node('Ask the bank').waitFor();
    expect(await page.locator('.graph-line text').allTextContents()).toEqual(['signs for']);
    await page.getByRole('checkbox', { name: say('register.kind-task') }).uncheck();
    await node('Ask the bank').waitFor({ state: 'detached' });
    await page.getByText(say('register.graph-list'), { exact: true }).click();
    await page.locator('.graph-list li li').filter({ hasText: 'signs for' }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Two alone are left of it, one of which Tab leads to, and an arrow to the other.
    await openEntry(page, 'Unknown signatory');
    await page.getByRole('link', { name: say('register.to-graph') }).click();
    await page.locator('.graph-centre').filter({ hasText: 'Unknown signatory' }).waitFor();
    expect(await page.locator('.graph-node').count()).toBe(2);
    expect(await page.locator('.graph-node[tabindex="0"]').count()).toBe(1);
    await page.locator('.graph-centre').focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) if (await page.locator('.graph-centre:focus').count() === 1) await page.keyboard.press(key);
    expect(await node(renamed).evaluate((each) => each === document.activeElement)).toBe(true);
    await shot(page, 'graph');
    await page.keyboard.press('Enter');
    await heading(page, renamed).waitFor();
  }, longEnough);

  it('keeps what one types, though one goes elsewhere, until it is saved', async () => {
    const { page } = lima!;
    await begin(page, 'vehicle', 'Tug in the harbour');
    await field(page, say('register.field-keeper')).fill('Port authority');
    // A list is gone through with the keys, and nothing happens before one says so.
    const choice = field(page, say('register.link-add'));
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.register-link-row').count()).toBe(0);
    await choice.selectOption('');
    await page.getByRole('link', { name: say('action.back') }).click();
    await heading(page, say('register.title')).waitFor();
    await page.getByRole('link', { name: say('register.new') }).click();
    await page.getByText(say('register.kept'), { exact: true }).waitFor();
    expect(await field(page, say('register.field-keeper')).inputValue()).toBe('Port authority');
    expect(await field(page, say('register.form-kind')).inputValue()).toBe('vehicle');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'kept');
    await save(page, 'Tug in the harbour');
    await toRegister(page);
    await page.getByRole('link', { name: say('register.new') }).click();
    expect(await field(page, say('register.field-title')).inputValue()).toBe('');
  }, longEnough);

  it('shows what it would not offer itself, and says which field has what cannot be', async () => {
    const { page } = lima!;
    await ben!.client.writeEntry(space, { after: null, kind: 'asset', title: 'Yacht', fields: { country: 'KY' }, links: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, source: null });
    await openEntry(page, 'Yacht');
    await page.getByRole('link', { name: say('register.revise') }).click();
    const country = field(page, say('register.field-located'));
    expect(await country.inputValue()).toBe('KY');
    await country.selectOption('');
    await field(page, say('register.field-place')).fill('Ca\u202ellao');
    await page.getByRole('button', { name: say('register.save') }).click();
    await page.getByText(say('failure.field', { field: say('register.field-place'), rule: say('register.rule-control') })).waitFor();
    await page.waitForFunction((words) => [...document.querySelectorAll('[role=alert]')].some((each) => each.textContent.includes(words) && each.getBoundingClientRect().bottom < innerHeight), say('register.rule-control'));
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'wrong-field');
    await field(page, say('register.field-place')).fill('Callao');
    await page.getByRole('button', { name: say('register.save') }).click();
    await heading(page, 'Yacht').waitFor();
    await fact(page, say('register.field-place')).filter({ hasText: 'Callao' }).waitFor();
    expect(await fact(page, say('register.field-located')).count()).toBe(0);
  }, longEnough);

  it('leaves the form alone when the entry is struck out, or the message withdrawn, while one writes', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await openEntry(one, 'Tug in the harbour');
    await openEntry(other, 'Tug in the harbour');
    await one.getByRole('link', { name: say('register.revise') }).click();
    await field(one, say('register.field-make')).fill('Built in Callao');
    await other.getByRole('button', { name: say('register.strike') }).click();
    await field(other, say('register.reason')).fill('Another harbour');
    await sheet(other).getByRole('button', { name: say('register.strike'), exact: true }).click();
    await one.getByText(say('register.struck'), { exact: true }).waitFor();
    expect(await field(one, say('register.field-make')).inputValue()).toBe('Built in Callao');
    expect(await one.getByRole('button', { name: say('register.save') }).isDisabled()).toBe(true);
    expect(await axeFindings(one)).toEqual([]);
    await shot(one, 'struck-meanwhile');
    await ben!.client.send(space, plain('Seen on Monday'));
    await openSpace(one, 'Harbour');
    const message = messageWith(one, 'Seen on Monday');
    await message.focus();
    await one.keyboard.press('g');
    await field(one, say('register.field-title')).fill('Monday');
    const last = async () => (await ben!.client.timeline(space, -1, 1)).entries[0];
    await until(ben!.client, async () => { const entry = await last(); return entry?.type === 'message' && entry.seq !== null; });
    const sent = await last();
    if (sent?.type !== 'message' || sent.seq === null) throw new Error('the message is not there');
    await ben!.client.withdraw(space, { id: sent.id, seq: sent.seq });
    await one.getByText(say('register.message-gone'), { exact: true }).waitFor();
    expect(await field(one, say('register.field-title')).inputValue()).toBe('Monday');
    expect(await one.getByRole('button', { name: say('register.save-new') }).isDisabled()).toBe(true);
    await shot(one, 'message-gone');
  }, longEnough);

  it('registers a file by its fingerprint, and who had it', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    const file = await ben!.client.upload(space, { path: path.join(folder, 'ledger.bin') });
    await ben!.client.send(space, plain('The ledger', 'none', { files: [file] }));
    await openSpace(one, 'Harbour');
    const message = messageWith(one, 'The ledger');
    await message.locator('.file-name').waitFor();
    await message.focus();
    await one.keyboard.press('.');
    await one.getByRole('menuitem', { name: say('talk-action.promote') }).click();
    expect(await field(one, say('register.form-kind')).inputValue()).toBe('exhibit');
    await one.locator('select option:checked').filter({ hasText: 'ledger.bin' }).waitFor({ state: 'attached' });
    await field(one, say('register.field-title')).fill('Ledger of the broker');
    await field(one, say('register.field-obtained')).fill('2026-01-19');
    await save(one, 'Ledger of the broker');
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    await one.getByRole('group', { name: say('register.fingerprint') }).filter({ hasText: fingerprint }).waitFor();
    await one.getByRole('button', { name: say('register.custody-add') }).click();
    await field(one, say('register.custody-holder')).fill('Evidence store 2');
    await field(one, say('register.custody-reason')).fill('Sealed bag 4411');
    expect(await axeFindings(one)).toEqual([]);
    await shot(one, 'custody');
    await sheet(one).getByRole('button', { name: say('register.custody-add') }).click();
    await sheet(one).waitFor({ state: 'detached' });
    await openEntry(other, 'Ledger of the broker');
    await other.locator('.register-chain').filter({ hasText: 'Evidence store 2' }).filter({ hasText: 'Sealed bag 4411' }).waitFor();
    await other.getByRole('group', { name: say('register.fingerprint') }).filter({ hasText: fingerprint }).waitFor();
    await other.locator('.file-card').filter({ hasText: 'ledger.bin' }).waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await shot(other, 'exhibit');
  }, longEnough);

  it('gives a document another version of its file, and shows the ones before with it', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    const [draft, final] = ['A first draft of the report', 'The report as it was signed'];
    writeFileSync(path.join(folder, 'draft.txt'), draft);
    writeFileSync(path.join(folder, 'final.txt'), final);
    const file = await ana!.client.upload(space, { path: path.join(folder, 'draft.txt') });
    await ana!.client.send(space, plain('The draft', 'none', { files: [file] }));
    const last = async () => { const [message] = (await ana!.client.timeline(space, -1, 1)).entries; return message?.type === 'message' && message.text === 'The draft' && message.storedAt !== null ? message : undefined; };
    await until(ana!.client, async () => (await last()) !== undefined);
    const sent = (await last())!;
    await ana!.client.writeEntry(space, { after: null, kind: 'document', title: 'Report', fields: { file: { on: { id: sent.id, seq: sent.seq! }, file: sent.files[0]!.id } }, links: [], marking: { handling: 'H1', restriction: null, evaluation: null, tlp: null }, source: null });
    await openEntry(one, 'Report');
    await one.getByRole('link', { name: say('register.revise') }).click();
    await one.getByRole('button', { name: say('register.marking', { marking: 'H1' }) }).click();
    const marking = one.getByRole('dialog', { name: say('talk-marking.title') });
    await marking.getByLabel(say('talk-marks.source')).selectOption('B');
    await marking.getByLabel(say('talk-marks.information')).selectOption('2');
    await marking.getByRole('button', { name: say('talk-marks.done') }).click();
    await one.getByRole('button', { name: say('register.save') }).click();
    await heading(one, 'Report').waitFor();
    for (const words of [say('talk-source.B'), say('talk-information.2')]) await fact(one, say('register.field-marking')).getByText(words).waitFor();
    await one.getByRole('button', { name: say('register.file-new') }).click();
    await sheet(one).getByText(say('register.marking', { marking: 'H1 · B2' })).waitFor();
    await sheet(one).locator('input[type=file]').setInputFiles(path.join(folder, 'final.txt'));
    await sheet(one).locator('.tray-row').filter({ hasText: 'final.txt' }).waitFor();
    expect(await axeFindings(one)).toEqual([]);
    await narrow(one, 'new-version');
    await sheet(one).getByRole('button', { name: say('register.file-add') }).click();
    await sheet(one).waitFor({ state: 'detached' });
    await one.getByText(say('register.file-added')).waitFor();
    await openEntry(other, 'Report');
    const files = other.locator('.register-files > li');
    await files.nth(1).getByText('final.txt', { exact: true }).waitFor();
    expect(await files.count()).toBe(2);
    await other.locator('.register-exhibit > .message-files .file-name').getByText('final.txt').waitFor();
    const fingerprints = other.getByRole('group', { name: say('register.fingerprint') });
    expect(await fingerprints.evaluateAll((all) => all.map((each) => each.textContent))).toEqual([final, draft].map((text) => expect.stringContaining(createHash('sha256').update(text).digest('hex'))));
    await files.nth(0).getByText(say('register.version-former'), { exact: true }).waitFor();
    // How it was evaluated before is read at the other desk, as what the new version is said with.
    for (const words of [say('talk-source.B'), say('talk-information.2')]) await fact(other, say('register.field-marking')).getByText(words).waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await narrow(other, 'file-versions');
    await other.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    const [saved] = await Promise.all([other.waitForEvent('download'), files.nth(0).getByRole('button', { name: say('files.download') }).click()]);
    expect(readFileSync(await saved.path(), 'utf8')).toBe(draft);
  }, longEnough);

  it('is saved as an evidence bundle that holds, with every file that a document had', async () => {
    const [{ page }, root] = [lima!, (await ana!.client.status()).network!.pin];
    await toRegister(page);
    await page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    await page.getByRole('button', { name: say('evidence.open') }).click();
    await field(page, say('evidence.words')).selectOption('case');
    const [saved] = await Promise.all([page.waitForEvent('download'), sheet(page).getByRole('button', { name: say('evidence.save'), exact: true }).click()]);
    const file = readFileSync(await saved.path());
    const result = await verifyEvidence(file, { root });
    if (!result.ok) throw new Error(JSON.stringify(result.fault));
    const report = result.report.register!.find(({ title }) => title === 'Report')!;
    expect([report.versions, report.marking, report.files.map(({ by, state, file: { name } }) => [by, state, name])]).toEqual([
      3, { handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: null }, [[ana!.id, 'former', 'draft.txt'], [ana!.id, 'current', 'final.txt']],
    ]);
    const whole = JSON.parse(file.toString()) as EvidenceBundle;
    const without = { ...whole, entries: whole.entries.filter(({ seq }) => seq !== report.made.seq) };
    expect(await verifyEvidence(Buffer.from(JSON.stringify(without)), { root })).toEqual({ ok: false, fault: { part: 'entry', at: report.made.seq, rule: 'out-of-order' } });
  }, longEnough);

  it('is where a request is drafted from: of a message, to the authority of who sent it, marked as evidence', async () => {
    const { page } = lima!;
    await ben!.client.send(space, plain('The account was closed in June'));
    await openSpace(page, 'Harbour');
    await messageWith(page, 'The account was closed in June').focus();
    await page.keyboard.press('d');
    await sheet(page).getByText(say('request.source-evidence'), { exact: true }).click();
    await sheet(page).getByRole('button', { name: say('request.source-begin') }).click();
    await heading(page, say('request.new')).waitFor();
    await field(page, say('request.field-requested')).locator('option:checked').filter({ hasText: 'Public Prosecution' }).waitFor({ state: 'attached' });
    expect(await field(page, say('request.field-requested')).inputValue()).toBe(people.authorities.get('Public Prosecution'));
    await field(page, say('request.field-title')).fill('Account closed in June');
    await page.getByLabel(say('request.basis-first')).selectOption('uncac');
    await page.locator('[data-measure] select').selectOption('ORIGINAL_OR_CERTIFIED_RECORDS');
    await page.locator('[data-measure] textarea').fill('The order by which it was closed');
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await page.waitForURL((url) => /^\/requests\/[0-9a-f-]{36}/.test(url.pathname));
    await until(ana!.client, async () => (await ana!.client.matters()).length === 1);
    const [draft] = await ana!.client.matters();
    const { title, source } = await ana!.client.matter(draft!.space);
    expect([title, source?.use, source?.place.kind, source?.by]).toEqual(['Account closed in June', 'evidence', 'message', ben!.id]);
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('.request-row').filter({ hasText: title }).click();
    const region = page.getByRole('region', { name: say('request.source'), exact: true });
    await region.getByText(say('request.source-evidence'), { exact: true }).waitFor();
    await region.getByText('The account was closed in June').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'drafted');
    await page.locator('.nav a[href="/"]').click();
  }, longEnough);

  it('takes in what was said in another conversation, with who said it, and nothing that its code keeps there', async () => {
    const [one, other, [officer]] = [lima!.page, cadiz!.page, people.officers];
    const talk = await officer.client.openDirect(ana!.id);
    await officer.client.send(talk, plain('Between the two of us', 'H2'));
    await officer.client.send(talk, plain('Account of the broker\nIt was opened in May'));
    const { name } = (await ana!.client.people()).find(({ id }) => id === officer.id)!;
    await openSpace(one, name);
    const bring = async (words: string): Promise<void> => {
      await messageWith(one, words).focus();
      await one.keyboard.press('g');
      await sheet(one).getByText(words).waitFor();
    };
    await bring('Between the two of us');
    await sheet(one).getByText(say('talk-forward.why-h2')).waitFor();
    expect(await sheet(one).getByRole('radio').count()).toBe(0);
    await one.keyboard.press('Escape');
    await sheet(one).waitFor({ state: 'detached' });
    await bring('It was opened in May');
    await sheet(one).getByRole('radio', { name: 'Harbour' }).focus();
    await one.keyboard.press('Space');
    expect(await axeFindings(one)).toEqual([]);
    await narrow(one, 'bring');
    await sheet(one).getByRole('button', { name: say('register.bring-open') }).focus();
    await one.keyboard.press('Enter');
    await one.getByText(say('register.brought-hint')).waitFor();
    expect(await field(one, say('register.field-title')).inputValue()).toBe('Account of the broker');
    expect(await axeFindings(one)).toEqual([]);
    await narrow(one, 'brought');
    // Nothing is there before it is saved.
    expect((await ben!.client.timeline(space, -1, 1)).entries.some((entry) => entry.type === 'message' && entry.forwarded !== null)).toBe(false);
    await save(one, 'Account of the broker');
    await openEntry(other, 'Account of the broker');
    await fact(other, say('register.from-message')).getByText(name).waitFor();
    await shot(other, 'brought-entry');
    await fact(other, say('register.from-message')).getByRole('link').click();
    await messageWith(other, 'It was opened in May').getByText(name).waitFor();
  }, longEnough);

  it('takes in a folder, tells what it has already, and takes nothing out of an exhibit', async () => {
    const { page } = lima!;
    const photo = (await photograph(page)).buffer;
    mkdirSync(path.join(folder, 'seizure', 'desk'), { recursive: true });
    writeFileSync(path.join(folder, 'seizure', 'desk', 'photo.jpg'), photo);
    writeFileSync(path.join(folder, 'seizure', 'ledger copy.bin'), bytes);
    writeFileSync(path.join(folder, 'seizure', 'note.txt'), 'Found in the drawer');
    const bring = async (): Promise<void> => {
      await toRegister(page);
      await page.getByRole('link', { name: say('register.import') }).click();
      await page.locator('input[type=file][webkitdirectory]').setInputFiles(path.join(folder, 'seizure'));
      await page.locator('.import-list li').nth(2).waitFor();
    };
    const line = (name: string) => page.locator('.import-list li').filter({ hasText: name });
    await bring();
    await page.getByRole('button', { name: say('register.import-start', { count: 3 }) }).click();
    await line('photo.jpg').getByText(say('register.import-done')).waitFor();
    await line('note.txt').getByText(say('register.import-done')).waitFor();
    await line('ledger copy.bin').getByRole('link', { name: 'Ledger of the broker' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'import');
    await line('photo.jpg').getByRole('link', { name: say('register.see') }).click();
    await heading(page, 'photo.jpg').waitFor();
    expect(await fact(page, say('register.field-folder')).textContent()).toBe('seizure/desk');
    await page.getByRole('group', { name: say('register.fingerprint') }).filter({ hasText: createHash('sha256').update(photo).digest('hex') }).waitFor();
    // As a document it goes without what it tells, and is another file for that.
    await bring();
    await page.getByRole('button', { name: say('register.import-clear') }).click();
    // Of a folder that is dropped comes what can be read; what cannot is named, and stands in nothing's way.
    await page.evaluate(() => {
      const entry = (name: string, above: string, more: object) => ({ name, fullPath: `${above}/${name}`, isFile: 'file' in more, isDirectory: !('file' in more), ...more });
      const file = (name: string, above: string) => entry(name, above, { file: (take: (file: File) => void) => take(new File([name], name)) });
      const inside = [[file('list.txt', '/desk'), entry('locked.txt', '/desk', { file: (_: unknown, fail: (error: Error) => void) => fail(new DOMException('', 'NotReadableError')) }), entry('drawer', '/desk', { createReader: () => ({ readEntries: (_: unknown, fail: (error: Error) => void) => fail(new DOMException('', 'NotFoundError')) }) })], []];
      const folder = entry('desk', '', { createReader: () => ({ readEntries: (take: (entries: object[]) => void) => take(inside.shift()!) }) });
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], items: [{ kind: 'file', webkitGetAsEntry: () => folder }] } });
      document.querySelector('.import-zone')!.dispatchEvent(drop);
    });
    await line('locked.txt').getByText(say('files.unreadable')).waitFor();
    await line('drawer').getByText(say('register.import-incomplete')).waitFor();
    expect(await page.locator('.import-list li').count()).toBe(3);
    await page.getByRole('button', { name: say('register.import-start', { count: 1 }) }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'import-unread');
    await page.getByRole('button', { name: say('register.import-clear') }).click();
    await page.locator('input[type=file][webkitdirectory]').setInputFiles(path.join(folder, 'seizure'));
    await page.getByText(say('register.kind-document'), { exact: true }).click();
    await page.getByRole('button', { name: say('register.import-start', { count: 3 }) }).click();
    await line('photo.jpg').getByText(say('register.import-done')).waitFor();
    await line('note.txt').getByRole('link', { name: 'note.txt' }).waitFor();
    const photos = async () => (await ana!.client.entries(space, { kinds: ['document', 'exhibit'] })).filter(({ title }) => title === 'photo.jpg');
    await until(ana!.client, async () => (await photos()).length === 2);
    const made = await photos();
    expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(['document', 'exhibit']));
    expect(new Set(made.map(({ sha256 }) => sha256)).size).toBe(2);
  }, longEnough);

  it('strikes an entry out for good, with a reason that everybody reads', async () => {
    const [one, other] = [lima!.page, cadiz!.page];
    await openEntry(one, 'Unknown signatory');
    await openEntry(other, 'Unknown signatory');
    await one.getByRole('button', { name: say('register.strike') }).click();
    await field(one, say('register.reason')).fill('Found to be the director');
    await sheet(one).getByRole('button', { name: say('register.strike'), exact: true }).click();
    for (const page of [one, other]) {
      await page.getByText('Found to be the director').waitFor();
      await page.getByRole('link', { name: say('register.revise') }).waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: say('register.strike') }).count()).toBe(0);
    }
    await toRegister(other);
    await field(other, say('register.open-tasks')).uncheck();
    await row(other, 'Unknown signatory').getByText(say('register.struck'), { exact: true }).waitFor();
  }, longEnough);

  it('is sorted, narrowed down and read as a timeline', async () => {
    const { page } = cadiz!;
    await page.getByRole('button', { name: say('register.column-title') }).click();
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toBe(say('register.column-title'));
    await page.locator('.register-table .register-link').nth(10).waitFor();
    expect(await page.locator('.register-table .register-link').allTextContents()).toEqual(['Account of the broker', 'Ask the bank', 'Ledger of the broker', 'note.txt', 'photo.jpg', 'photo.jpg', 'Report', 'Tug in the harbour', 'Unknown signatory', renamed, 'Yacht']);
    await field(page, say('register.filter-words')).fill('danubia');
    await row(page, 'Ask the bank').waitFor({ state: 'detached' });
    await row(page, renamed).waitFor();
    expect(await page.locator('.register-table .register-link').allTextContents()).toEqual([renamed]);
    await field(page, say('register.filter-words')).fill('');
    await field(page, say('register.filter-kind')).selectOption('exhibit');
    await row(page, renamed).waitFor({ state: 'detached' });
    await field(page, say('register.filter-kind')).selectOption('');
    await row(page, renamed).waitFor();
    await shot(page, 'table');
    await page.getByText(say('register.view-timeline'), { exact: true }).click();
    await page.locator('.register-year').first().waitFor();
    expect(await page.locator('.register-year .register-link').allTextContents()).toEqual(['Ledger of the broker', renamed, 'Ask the bank']);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'timeline');
  }, longEnough);

  it('changes many entries at once, chosen by the keyboard, and hands them out for spreadsheets', async () => {
    const { page } = cadiz!;
    await toRegister(page);
    await field(page, say('register.filter-words')).fill('photo.jpg');
    await row(page, 'Ask the bank').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: say('register.choose-entry', { title: '\u2068photo.jpg\u2069' }) }).first().focus();
    await page.keyboard.press('Space');
    const bar = (count: number) => page.getByRole('group', { name: say('register.chosen', { count }) });
    await bar(1).waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await bar(2).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'chosen');
    const downloading = page.waitForEvent('download');
    const exporting = bar(2).getByRole('button', { name: say('request.export') });
    await exporting.click();
    // It is on its way for as long as the making takes, which is not long here.
    const made = page.evaluate(() => new Promise<string | null>((seen) => { const watch = new MutationObserver(() => { const found = document.querySelector('.register-bulk [aria-busy="true"]'); if (found) { watch.disconnect(); seen(found.textContent); } }); watch.observe(document.body, { childList: true, subtree: true, attributes: true }); }));
    await page.getByRole('menuitem', { name: say('request.export-csv') }).click();
    expect(await made).toBe(say('request.saving'));
    await exporting.waitFor();
    const csv = readFileSync(await (await downloading).path(), 'utf8').split('\r\n');
    expect(csv.slice(1).map((line) => line.split(',')[1])).toEqual(['"photo.jpg"', '"photo.jpg"', undefined]);
    const named = csv[0]!.split(',').indexOf(`"${say('register.field-file')}"`);
    expect(csv.slice(1, 3).map((line) => line.split(',')[named])).toEqual(['"photo.jpg"', '"photo.jpg"']);
    await bar(2).getByRole('button', { name: say('register.bulk-handling') }).click();
    await sheet(page).getByLabel(say('handling.label')).selectOption('H2');
    await sheet(page).getByRole('button', { name: say('register.bulk-handling') }).click();
    await bar(2).waitFor({ state: 'detached' });
    const marked = async () => (await ana!.client.entries(space, { text: 'photo.jpg' })).map(({ handling }) => handling);
    await until(ana!.client, async () => (await marked()).every((handling) => handling === 'H2'));
    expect(await marked()).toEqual(['H2', 'H2']);
    await field(page, say('register.filter-words')).fill('Ask the bank');
    await row(page, 'photo.jpg').first().waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: say('register.choose-all') }).check();
    await bar(1).getByRole('button', { name: say('register.bulk-assign') }).click();
    await sheet(page).getByLabel(say('register.field-owner')).selectOption(ana!.id);
    await sheet(page).getByRole('button', { name: say('register.bulk-assign') }).click();
    await bar(1).waitFor({ state: 'detached' });
    await lima!.page.locator('a[href="/inbox"]').first().click();
    await lima!.page.getByRole('link', { name: say('register.my-tasks') }).click();
    await lima!.page.locator('.my-tasks').filter({ hasText: 'Ask the bank' }).waitFor();
    expect(await axeFindings(lima!.page)).toEqual([]);
  }, longEnough);

  it('keeps of a long list only what is on screen, and leads through all of it by the keyboard', async () => {
    const { page } = lima!;
    const count = 120;
    const long = await ana!.client.createChannel({ kind: 'case-file', title: 'Archive', purpose: null, members: [ben!.id], history: 'all' });
    for (let i = 0; i < count; i += 1) await ana!.client.writeEntry(long, { after: null, kind: 'note', title: `Paper ${i}`, fields: { text: 'words' }, links: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, source: null });
    await people.settled(ana!, ben!);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('.nav a[href="/"]').click();
    await openSpace(page, 'Archive');
    await page.getByRole('link', { name: say('space.to-register'), exact: true }).click();
    await page.locator(`.register-table[aria-rowcount="${count + 1}"]`).waitFor();
    await row(page, `Paper ${count - 1}`).waitFor();
    expect(await page.locator('.register-table tbody tr').count()).toBeLessThan(40);
    const box = (index: number) => page.locator(`.register-table tr[aria-rowindex="${index}"] .register-choose input`);
    await box(2).focus();
    for (let index = 3; index <= 40; index += 1) {
      await page.keyboard.press('ArrowDown');
      await page.locator(`.register-table tr[aria-rowindex="${index}"] .register-choose input:focus`).waitFor();
    }
    expect(await box(2).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    // What has the focus stays while one scrolls away, and is gone on from.
    await page.locator('.page').evaluate((scroller) => { scroller.scrollTop = scroller.scrollHeight; });
    await row(page, 'Paper 0').last().waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('.register-table tr[aria-rowindex="39"] .register-choose input:focus').waitFor();
    await page.getByRole('checkbox', { name: say('register.choose-all') }).check();
    await page.getByRole('group', { name: say('register.chosen', { count }) }).waitFor();
    await shot(page, 'long');
  }, longEnough);

  it('folds all but the last versions of a file, and takes the next one also where it could first not be read', async () => {
    const { page } = lima!;
    const [kept, count] = [await ana!.client.createChannel({ kind: 'case-file', title: 'Minutes', purpose: null, members: [ben!.id], history: 'all' }), 6];
    const files = [];
    for (let i = 1; i <= count; i += 1) {
      writeFileSync(path.join(folder, `minutes ${i}.txt`), `Minutes of day ${i}`);
      files.push(await ana!.client.upload(kept, { path: path.join(folder, `minutes ${i}.txt`) }));
    }
    await ana!.client.send(kept, plain('All minutes', 'none', { files }));
    const last = async () => { const [message] = (await ana!.client.timeline(kept, -1, 1)).entries; return message?.type === 'message' && message.text === 'All minutes' && message.storedAt !== null ? message : undefined; };
    await until(ana!.client, async () => (await last()) !== undefined);
    const sent = (await last())!;
    const input = (i: number, after: string | null): EntryInput => ({ after, kind: 'document', title: 'Minutes', fields: { file: { on: { id: sent.id, seq: sent.seq! }, file: sent.files[i]!.id } }, links: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, source: null });
    const minutes = await ana!.client.writeEntry(kept, input(0, null));
    for (let i = 1; i < count; i += 1) await ana!.client.reviseEntry(kept, minutes, input(i, (await ana!.client.entry(kept, minutes)).versions.find(({ state }) => state === 'current')!.key));
    await people.settled(ana!);
    await openSpace(page, 'Minutes');
    await page.getByRole('link', { name: say('space.to-register'), exact: true }).click();
    await row(page, 'Minutes').getByRole('link').click();
    const shown = page.locator('.register-files > li');
    await shown.nth(4).waitFor();
    await shown.first().getByText('minutes 2.txt', { exact: true }).first().waitFor();
    expect(await shown.count()).toBe(5);
    // It is there again as it was, once somebody puts it back.
    const [there, away] = ['next.txt', 'away.txt'].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(there, 'Minutes of the last day');
    await page.getByRole('button', { name: say('register.file-new') }).click();
    await sheet(page).locator('input[type=file]').setInputFiles(there);
    const chosen = sheet(page).locator('.tray-row').filter({ hasText: 'next.txt' });
    await chosen.waitFor();
    renameSync(there, away);
    await sheet(page).getByRole('button', { name: say('register.file-add') }).click();
    await chosen.getByRole('alert').filter({ hasText: say('files.unreadable') }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await narrow(page, 'version-failed');
    renameSync(away, there);
    await sheet(page).getByRole('button', { name: say('register.file-add') }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await page.getByText(say('register.file-added')).waitFor();
    await page.getByRole('button', { name: say('register.file-earlier', { count: 2 }) }).click();
    await page.locator('#file-versions:focus').waitFor();
    expect(await shown.count()).toBe(count + 1);
    await shown.first().getByText('minutes 1.txt', { exact: true }).first().waitFor();
    await shown.last().getByText('next.txt', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...cadiz!.complaints]).toEqual([]);
  });
});
