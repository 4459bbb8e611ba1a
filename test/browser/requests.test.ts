/** A request for mutual legal assistance at three screens: written, reviewed by a second officer, transmitted, answered measure by measure, closed. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { verifyEvidence, type EvidenceContents, type EvidenceReport } from '@comity/sdk';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { People, until, type Person } from '../scenario/people.js';
import { madridAndAmman, twoSides } from '../scenario/two-sides.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn, unlockIfNeeded } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const title = 'Port contract';
const parts = { REQUESTING_AUTHORITY: 'Fiscalía Especial', SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY: 'Case 118/2026', FACTS_SUMMARY: 'Three payments in cash', ASSISTANCE_AND_PROCEDURE_SOUGHT: 'Certified copies' };

describe.each(['en', 'ar'] as const)('a request for assistance, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben, salma]: Person[] = [];
  let [lima, cadiz, amman]: Visit[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    ({ first: ana, second: ben, other: salma } = await twoSides(people, madridAndAmman));
    const options = { locale: locales[language] };
    lima = await signInOn(browser, people, ana, 'Lima desk', options, say);
    cadiz = await signInOn(browser, people, ben, 'Cádiz desk', options, say);
    amman = await signInOn(browser, people, salma, 'Amman desk', options, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `request-${name}-${language}.png`), fullPage: true });
  /** A word of the law: its id is made of data. */
  const term = (id: string, values?: Readonly<Record<string, unknown>>): string => say(id as MessageId, values);
  const nameOf = (action: string) => term(`law.action.${action}`);
  const measure = (page: Page, n: number) => page.locator('.measure').nth(n);
  const inState = (page: Page, n: number, state: string) => measure(page, n).locator('.tag-state').filter({ hasText: term(`law.state.${state}`) }).waitFor();

  const sheet = (page: Page) => page.getByRole('dialog');
  const open = async (page: Page, n: number, action: string): Promise<void> => {
    await measure(page, n).getByRole('button', { name: nameOf(action), exact: true }).click();
    await sheet(page).waitFor();
  };
  const confirm = async (page: Page, action: string): Promise<void> => {
    await sheet(page).getByRole('button', { name: nameOf(action), exact: true }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: say('request.taken', { action: nameOf(action) }) }).waitFor();
  };
  const openRequest = async (page: Page): Promise<void> => {
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('.request-row').filter({ hasText: title }).click();
    await measure(page, 0).waitFor();
  };
  const part = (page: Page, id: string) => page.locator(`#part-${id} textarea`);

  it('is written in a form that says what the law wants, and keeps what was written', async () => {
    const { page } = lima!;
    await page.locator('.nav a[href="/requests"]').click();
    await page.getByText(say('request.empty'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.getByLabel(say('request.field-requested')).selectOption(people.authorities.get('Public Prosecution')!);
    await page.getByLabel(say('request.field-title')).fill(title);
    await page.getByLabel(say('request.field-urgent')).check();
    // What keeps it from being saved is said, one thing after the other; a treaty alone has types of assistance and content of its own.
    const lacks = (what: string) => page.locator('.page-foot').getByText(say('request.lacks', { what, kind: 'mla', number: new Intl.NumberFormat(locales[language]).format(1) }), { exact: true }).waitFor();
    await lacks('basis');
    await page.getByLabel(say('request.basis-first')).selectOption('ecma');
    await lacks('assistance');
    await page.locator('[data-measure] select').selectOption('SERVE_JUDICIAL_DOCUMENTS');
    await lacks('sought');
    await page.locator('.content-ahead li').filter({ hasText: say('law.part.name-and-address-for-service') }).filter({ hasText: 'ECMA 14(1)(d)' }).waitFor();
    await shot(page, 'new-ecma');
    await page.getByRole('button', { name: say('request.basis-remove', { name: say('law.pack.ecma') }) }).click();
    await page.getByLabel(say('request.basis-first')).selectOption('uncac');
    await page.locator('[data-measure] select').selectOption('ORIGINAL_OR_CERTIFIED_RECORDS');
    await page.getByRole('button', { name: say('request.measure-add', { kind: 'mla' }) }).click();
    await page.locator('[data-measure] select:focus').selectOption('SEARCH_SEIZE_FREEZE');
    for (const [i, sought] of ['Statements of the account', 'The balance of the account'].entries()) await page.locator('[data-measure] textarea').nth(i).fill(sought);
    await page.locator('.content-ahead li').nth(5).waitFor();
    await page.getByText(say('request.law-around'), { exact: true }).click();
    await page.locator('.law-around li').filter({ hasText: say('law.condition.urgent') }).filter({ hasText: 'UNCAC 46(13)' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'new');
    const backTo = async (): Promise<void> => {
      await page.locator('.nav a[href="/directory"]').click();
      await page.getByRole('heading', { name: say('directory.title') }).waitFor();
      await page.goBack();
    };
    const written = async () => [await page.getByLabel(say('request.field-title')).inputValue(), await page.locator('[data-measure] textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value))];
    const kept = page.getByText(say('request.kept'), { exact: true });
    // Before it is drafted it is kept, too: away, and back after a reload; the session is locked then.
    await backTo();
    await kept.waitFor();
    await page.reload();
    await unlockIfNeeded(page, say);
    await kept.waitFor();
    expect(await written()).toEqual([title, ['Statements of the account', 'The balance of the account']]);
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await part(page, 'PURPOSE').waitFor();
    // Drafted, it is there no more; thrown away, neither.
    const newForm = async (): Promise<void> => {
      await page.locator('.nav a[href="/requests"]').click();
      await page.getByRole('link', { name: say('request.new') }).click();
      await page.getByLabel(say('request.field-title')).waitFor();
    };
    await newForm();
    expect([...await written(), await kept.count()]).toEqual(['', [''], 0]);
    await page.getByLabel(say('request.field-title')).fill('Not meant');
    await backTo();
    await kept.waitFor();
    expect(await written()).toEqual(['Not meant', ['']]);
    await page.getByRole('button', { name: say('request.kept-discard') }).click();
    await kept.waitFor({ state: 'detached' });
    await backTo();
    await page.getByLabel(say('request.field-title')).waitFor();
    expect([...await written(), await kept.count()]).toEqual(['', [''], 0]);
    await openRequest(page);
    await page.getByRole('link', { name: say('request.edit') }).first().click();
    for (const [id, text] of Object.entries(parts)) await part(page, id).fill(text);
    const missing = page.locator('.missing-list');
    expect(await missing.locator('li').allTextContents()).toEqual([expect.stringMatching(/UNCAC 46\(15\)\(f\)/)]);
    await missing.getByRole('button', { name: term('law.part.purpose') }).click();
    await page.locator('#part-PURPOSE textarea:focus').waitFor();
    await part(page, 'FACTS_SUMMARY').focus();
    await page.locator('.page-foot').getByRole('button', { name: say('request.missing-count', { count: 1 }) }).click();
    await page.locator('#part-PURPOSE textarea:focus').waitFor();
    await page.locator('#part-PURPOSE').getByText(term('law.why.purpose'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'form');
    // Away, and back after a reload: nothing is lost, and nothing was sent.
    await backTo();
    await kept.waitFor();
    await page.reload();
    await unlockIfNeeded(page, say);
    await kept.waitFor();
    expect(await part(page, 'FACTS_SUMMARY').inputValue()).toBe(parts.FACTS_SUMMARY);
    await until(ana!.client, async () => (await ana!.client.matters()).length > 0);
    const [known] = await ana!.client.matters();
    expect((await ana!.client.matter(known!.space)).sections).toEqual([]);
    await part(page, 'PURPOSE').fill('Evidence in case 118/2026');
    await page.getByText(say('request.complete'), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('request.save') }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await inState(page, 1, 'draft');
    await page.getByText(say('request.alone'), { exact: true }).waitFor();
  }, longEnough);

  it('goes to a second officer, without whom it is not transmitted', async () => {
    const { page } = lima!;
    await open(page, 0, 'submit');
    expect(await sheet(page).locator('.choices input:checked').count()).toBe(2);
    await sheet(page).getByRole('checkbox', { name: 'Ben Adu' }).check();
    expect(await axeFindings(page)).toEqual([]);
    await confirm(page, 'submit');
    await inState(page, 0, 'internal-review');
    const blocked = measure(page, 0).locator('.blocked').filter({ hasText: nameOf('transmit') });
    await blocked.getByText(term('law.refusal.second-officer', { entry: nameOf('transmit') })).waitFor();
    expect(await measure(page, 0).getByRole('button', { name: nameOf('transmit') }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'review');
  }, longEnough);

  it('is transmitted by that officer to people of the requested authority', async () => {
    const { page } = cadiz!;
    await openRequest(page);
    await open(page, 1, 'transmit');
    const send = sheet(page).getByRole('button', { name: nameOf('transmit'), exact: true });
    expect(await send.isDisabled()).toBe(true);
    await sheet(page).locator('.picker-person').first().waitFor();
    expect(await sheet(page).locator('.picker-person').allInnerTexts()).toEqual([expect.stringContaining('Salma Haddad')]);
    await sheet(page).getByRole('checkbox', { name: 'Salma Haddad' }).check();
    await sheet(page).getByLabel(term('law.member.deadline')).fill(new Date(Date.now() + 40 * 3_600_000).toISOString().slice(0, 10));
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'transmit');
    await confirm(page, 'transmit');
    await inState(page, 0, 'transmitted');
    await inState(lima!.page, 1, 'transmitted');
    expect(await lima!.page.getByRole('link', { name: say('request.edit') }).count()).toBe(0);
  }, longEnough);

  it('waits at the top of the other side’s list, urgent and due, and is assessed', async () => {
    const { page } = amman!;
    await page.locator('.nav a[href="/requests"]').click();
    const row = page.getByRole('list', { name: say('request.group-us') }).locator('.request-row').filter({ hasText: title });
    await row.locator('.tag-urgent').waitFor();
    await row.locator('.due-near').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'list');
    await row.click();
    for (const text of Object.values(parts)) await page.locator('.content-read').getByText(text, { exact: true }).waitFor();
    await open(page, 0, 'acknowledge');
    await confirm(page, 'acknowledge');
    await inState(page, 1, 'received');
    await open(page, 0, 'assess');
    await confirm(page, 'assess');
    await inState(page, 1, 'under-assessment');
  }, longEnough);

  it('is not refused before there was consultation: the article is named', async () => {
    const { page } = amman!;
    await open(page, 1, 'refuse');
    await sheet(page).getByRole('checkbox', { name: term('law.ground.non-conforming') }).check();
    await sheet(page).getByRole('textbox', { name: term('law.member.reasons') }).fill('Too early');
    await sheet(page).getByRole('button', { name: nameOf('refuse'), exact: true }).click();
    await sheet(page).getByRole('alert').filter({ hasText: 'UNCAC 46(26)' }).waitFor();
    await sheet(page).getByRole('alert').filter({ hasText: term('law.gate.consult-before-refusal') }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'law');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await inState(page, 1, 'under-assessment');
    // What was typed outlives the sheet, and the lock.
    await page.reload();
    await unlockIfNeeded(page, say);
    await open(page, 1, 'refuse');
    await sheet(page).getByText(say('request.kept')).waitFor();
    expect(await sheet(page).getByRole('checkbox', { name: term('law.ground.non-conforming') }).isChecked()).toBe(true);
    expect(await sheet(page).getByRole('textbox', { name: term('law.member.reasons') }).inputValue()).toBe('Too early');
    await shot(page, 'step-kept');
    await sheet(page).getByRole('button', { name: say('request.kept-discard') }).click();
    expect(await sheet(page).getByRole('textbox', { name: term('law.member.reasons') }).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
  }, longEnough);

  it('is refused for one measure after consultation, with ground and reasons, which the other side reads', async () => {
    const { page } = amman!;
    await open(page, 1, 'intend');
    // Who is consulted has to be told what about.
    expect(await sheet(page).getByRole('button', { name: nameOf('intend'), exact: true }).isDisabled()).toBe(true);
    await sheet(page).getByRole('textbox', { name: term('law.member.reasons') }).fill('Which premises?');
    await confirm(page, 'intend');
    await inState(page, 1, 'consultation');
    await open(page, 1, 'refuse');
    await sheet(page).getByText(say('request.unheard-hint')).waitFor();
    await sheet(page).getByRole('checkbox', { name: term('law.ground.non-conforming') }).check();
    await sheet(page).getByRole('textbox', { name: term('law.member.reasons') }).fill('The premises are not named');
    await confirm(page, 'refuse');
    await inState(page, 1, 'refused');
    const other = measure(lima!.page, 1);
    await inState(lima!.page, 1, 'refused');
    await other.locator('.history').getByText('The premises are not named').waitFor();
    await other.locator('.history').getByText(term('law.ground.non-conforming')).first().waitFor();
    await inState(lima!.page, 0, 'under-assessment');
  }, longEnough);

  it('is executed for the other, by keyboard, and closed', async () => {
    const { page } = amman!;
    for (const action of ['accept', 'execute']) {
      await measure(page, 0).getByRole('button', { name: nameOf(action), exact: true }).focus();
      await page.keyboard.press('Enter');
      await confirm(page, action);
      await page.locator('.measure h2:focus').waitFor();
    }
    await inState(page, 0, 'executed');
    await measure(page, 0).getByText(term('law.duty.use-limitation')).waitFor();
    await inState(lima!.page, 0, 'executed');
    expect(await axeFindings(lima!.page)).toEqual([]);
    await shot(lima!.page, 'executed');
    await open(lima!.page, 0, 'close');
    await sheet(lima!.page).locator('.choices input').nth(1).check();
    await confirm(lima!.page, 'close');
    await inState(page, 1, 'closed');
    await page.locator('.nav a[href="/requests"]').click();
    await page.locator('summary').filter({ hasText: say('request.group-closed') }).click();
    await page.locator('.request-row').filter({ hasText: title }).waitFor();
  }, longEnough);

  it('is asked to let what it brought be used otherwise, after it was closed, as the ledger of both sides says', async () => {
    const [one, other] = [lima!.page, amman!.page];
    const toLedger = (page: Page): Promise<void> => page.locator('.nav a[href="/offers"]').click();
    const ledger = (page: Page) => page.getByRole('region', { name: say('offer.under-requests') });
    const write = (page: Page, member: string, words: string): Promise<void> => sheet(page).getByRole('textbox', { name: term(`law.member.${member}`) }).fill(words);
    await toLedger(one);
    await ledger(one).getByText(term('law.duty.use-limitation')).first().waitFor();
    await ledger(one).getByRole('link', { name: say('offer.use-ask') }).click();
    await write(one, 'purpose', 'A civil claim');
    await confirm(one, 'request-consent');
    await toLedger(other);
    await ledger(other).getByText('A civil claim').waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await shot(other, 'use-asked');
    await ledger(other).getByRole('link', { name: say('offer.use-answer') }).click();
    await sheet(other).getByText('A civil claim').waitFor();
    await write(other, 'conditions', 'Under seal');
    await confirm(other, 'consent-to-use');
    await toLedger(one);
    await ledger(one).getByText(say('offer.use-granted', { purpose: '\u2068A civil claim\u2069' })).waitFor();
    await ledger(one).getByText('Under seal').first().waitFor();
    await ledger(one).getByRole('link', { name: say('offer.use-ask') }).waitFor();
    expect(await axeFindings(one)).toEqual([]);
    await shot(one, 'use-granted');
  }, longEnough);

  it('is found by its words and by those of its steps, once, and opens there', async () => {
    const { page } = lima!;
    await page.keyboard.press('/');
    const box = page.getByRole('searchbox', { name: say('find.text') });
    const hits = page.locator('.hit');
    await box.fill('payments in cash');
    await hits.getByText(say('find.in-request'), { exact: true }).waitFor();
    await page.getByText(say('find.total', { count: 1 }), { exact: true }).waitFor();
    await box.fill('civil claim');
    await hits.getByText(say('find.in-step'), { exact: true }).waitFor();
    await page.getByText(say('find.total', { count: 1 }), { exact: true }).waitFor();
    await shot(page, 'found');
    await hits.click();
    await measure(page, 0).locator('.history').getByText('A civil claim').waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?at=\d+$/);
  }, longEnough);

  it('is saved as an evidence bundle, in words only if they are chosen, which holds', async () => {
    const { page } = lima!;
    await page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    const root = await people.officers[0].client.status().then(({ network }) => network!.pin);
    let file = Buffer.alloc(0);
    const saved = async (words?: EvidenceContents): Promise<EvidenceReport> => {
      await page.getByRole('button', { name: say('evidence.open') }).click();
      if (words !== undefined) await sheet(page).getByLabel(say('evidence.words'), { exact: true }).selectOption(words);
      expect(await axeFindings(page)).toEqual([]);
      await shot(page, `evidence-${words ?? 'none'}`);
      // It stands there for as long as the making takes, which is not long here.
      const watched = await page.evaluateHandle(() => ({ bar: new Promise<string | null>((seen) => { const watch = new MutationObserver(() => { const found = document.querySelector('progress'); if (found) { watch.disconnect(); seen(found.getAttribute('aria-label')); } }); watch.observe(document.body, { childList: true, subtree: true }); }) }));
      const [download] = await Promise.all([page.waitForEvent('download'), sheet(page).getByRole('button', { name: say('evidence.save'), exact: true }).click()]);
      expect(await watched.evaluate(({ bar }) => bar)).toBe(say('evidence.making'));
      await sheet(page).waitFor({ state: 'detached' });
      await page.getByRole('status').filter({ hasText: say('evidence.saved') }).waitFor();
      expect(download.suggestedFilename()).toMatch(/^evidence-[0-9a-f]{8}\.comity$/);
      file = await readFile(await download.path());
      const result = await verifyEvidence(new Uint8Array(file), { root });
      if (!result.ok) throw new Error(`${result.fault.part} ${result.fault.at ?? ''} ${result.fault.rule}`);
      return result.report;
    };
    expect(await saved()).toMatchObject({ madeBy: ana!.id, request: null });
    expect(await saved('case')).toMatchObject({ madeBy: ana!.id, request: { title, measures: [{ state: 'CLOSED' }, { state: 'CLOSED' }] } });
    await page.getByRole('button', { name: say('evidence.open') }).click();
    await sheet(page).getByRole('link', { name: say('evidence.to-check') }).click();
    const choose = (buffer: Buffer) => page.locator('main input[type=file]').setInputFiles({ name: 'evidence.comity', mimeType: 'application/octet-stream', buffer });
    await choose(file);
    await page.getByRole('status').filter({ hasText: say('evidence.holds') }).waitFor();
    const sha256 = createHash('sha256').update(file).digest('hex').match(/.{4}/g)!.join(' ');
    const paper = page.locator('.letter-sheet').first();
    await paper.getByText(sha256).waitFor();
    await paper.locator('dd').getByText(title, { exact: true }).waitFor();
    expect(await page.getByText(say('evidence.root-other')).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'evidence-cover');
    const tampered = Buffer.from(file);
    tampered[tampered.indexOf('"link":"') + 20]! ^= 1;
    await choose(tampered);
    await page.getByRole('alert').filter({ hasText: say('evidence.broken') }).waitFor();
    expect(await page.locator('.letter-sheet').count()).toBe(0);
    await page.goBack();
  }, longEnough);

  it('tells of its steps in its conversation, from where one comes back to it', async () => {
    const { page } = cadiz!;
    await page.getByRole('link', { name: say('request.conversation') }).click();
    await page.locator('.event-step').filter({ hasText: nameOf('close') }).waitFor();
    // What it is, beside its title: the draft of the same title stands in the list as well.
    const [draft, ours, theirs] = [say('space.request-draft'), say('space.request-to', { name: 'Public Prosecution' }), say('space.request-from', { name: 'Fiscalía Especial' })];
    const sorts = async (on: Page) => (await on.locator('.space-row').filter({ hasText: title }).locator('.space-sort').allTextContents()).sort();
    for (const sort of [draft, ours]) await page.locator('.space-row').filter({ hasText: title }).getByText(sort, { exact: true }).waitFor();
    expect(await sorts(page)).toEqual([draft, ours].sort());
    await page.locator('.space-about').getByText(ours, { exact: true }).waitFor();
    await page.locator('.space-row').filter({ hasText: draft }).click();
    await page.locator('.space-about').getByText(draft, { exact: true }).waitFor();
    await page.goBack();
    await page.locator('.space-about').getByText(ours, { exact: true }).waitFor();
    await amman!.page.locator('.nav a[href="/"]').click();
    await amman!.page.locator('.space-row').filter({ hasText: title }).getByText(theirs, { exact: true }).waitFor();
    expect(await sorts(amman!.page)).toEqual([theirs]);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'conversation');
    await page.getByRole('link', { name: say('space.to-request') }).click();
    await inState(page, 0, 'closed');
  }, longEnough);

  it('says why it did not come through, and is completed by a colleague', async () => {
    const [[known], measureId] = [await ana!.client.matters(), randomUUID()];
    const { basis, requested } = await ana!.client.matter(known!.space);
    const made = await ana!.client.draftMatter({ requested, basis, title: 'Crane contract', urgent: false, sections: Object.entries({ ...parts, PURPOSE: 'Evidence' }).map(([part, text]) => ({ part, text })), measures: [{ id: measureId, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'The contract' }] });
    await ana!.client.takeStep(made, [measureId], { action: 'submit', addressees: [ben!.id] });
    await people.settled(ana!);
    // No device of hers can be added until it connects anew.
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    await database.query('with gone as (delete from key_package where device = any($1)) delete from last_resort_key_package where device = any($1)', [(await salma!.client.myDevices()).map(({ id }) => id)]);
    await database.end();
    const requestOf = async (page: Page): Promise<void> => {
      await page.locator('.nav a[href="/requests"]').click();
      await page.locator('.request-row').filter({ hasText: 'Crane contract' }).click();
      await measure(page, 0).waitFor();
    };
    await requestOf(cadiz!.page);
    await open(cadiz!.page, 0, 'transmit');
    await sheet(cadiz!.page).getByRole('checkbox', { name: 'Salma Haddad' }).check();
    await confirm(cadiz!.page, 'transmit');
    await cadiz!.page.getByText(say('request.passage-unreachable'), { exact: true }).waitFor();
    await cadiz!.page.getByRole('button', { name: say('request.passage-again') }).waitFor();
    await shot(cadiz!.page, 'passage');
    await requestOf(lima!.page);
    await lima!.page.getByText(say('request.passage'), { exact: true }).waitFor();
    await people.restart(salma!);
    await people.settled(salma!);
    await lima!.page.getByRole('button', { name: say('request.passage-complete') }).click();
    await sheet(lima!.page).locator('.chip').filter({ hasText: 'Salma Haddad' }).waitFor();
    expect(await axeFindings(lima!.page)).toEqual([]);
    await shot(lima!.page, 'passage-complete');
    await sheet(lima!.page).getByRole('button', { name: say('request.passage-complete') }).click();
    await sheet(lima!.page).waitFor({ state: 'detached' });
    for (const { page } of [lima!, cadiz!]) await page.getByRole('link', { name: say('request.deliberation') }).waitFor();
    await cadiz!.page.getByRole('button', { name: say('request.passage-again') }).waitFor({ state: 'detached' });
    expect(await cadiz!.page.getByRole('button', { name: say('request.passage-again') }).count()).toBe(0);
    await requestOf(amman!.page);
    await inState(amman!.page, 0, 'transmitted');
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...cadiz!.complaints, ...amman!.complaints]).toEqual([]);
  });
});
