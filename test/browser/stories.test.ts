/**
 * Three stories from an empty network to a verified bundle, all of it at the screen: two officers found the network, two States admit their authorities and
 * people, and these take a request for assistance, an extradition and a kleptocracy file to their end.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { EvidenceBundle } from '@comity/contracts';
import type { EvidenceResult } from '@comity/sdk';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import { TurnedClock } from '../scenario/turned-clock.js';
import { launchBrowser } from '../support/browser.js';
import { startService, type RunningService } from '../support/service.js';
import { axeFindings } from './axe.js';
import { Desk, dayOf } from './casework.js';
import { catalogue, type Say } from './catalogue.js';
import { admit, appoint, bring, foundNetwork, type Founded } from './founding.js';

const shots = path.join(import.meta.dirname, 'shots');
const program = path.resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
const run = promisify(execFile);
const longEnough = 240_000;
const [madrid, paris, lyon] = ['Fiscalía Especial', 'Parquet financier', 'Tribunal de Lyon'] as const;

describe('from an empty network to a verified bundle', () => {
  const clock = new TurnedClock();
  const token = randomBytes(32).toString('base64url');
  let say: Say;
  let browser: Browser;
  let service: RunningService;
  let founded: Founded;
  let folder: string;
  /** Of the requesting authority, of the requested one, and of a court of the same State. */
  let ana: Desk, ben: Desk, claire: Desk, jules: Desk, marie: Desk;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, service, say, folder] = await Promise.all([launchBrowser(), startService({ clock, settings: { WEB_ROOT: 'dist/web', SET_UP_TOKEN: token } }), catalogue('en'), mkdtemp(path.join(tmpdir(), 'comity-stories-'))]);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await service.stop();
    await rm(folder, { recursive: true });
  });

  const shot = ({ page }: Desk, name: string) => page.screenshot({ path: path.join(shots, `stories-${name}.png`), fullPage: true });
  const both = async (state: string, n = 0): Promise<void> => { for (const desk of [ana, claire]) await desk.stands(state, n); };
  /** Two desks show the same. Each page counts the days that are left by a minute of its own. */
  const alike = async (other: Desk = claire, part = (each: Awaited<ReturnType<Desk['standing']>>): unknown => each): Promise<void> => {
    const read = async (): Promise<unknown[]> => [part(await other.standing()), part(await ana.standing())];
    let [one, two] = await read();
    for (const until = Date.now() + 90_000; !isDeepStrictEqual(one, two) && Date.now() < until; [one, two] = await read()) await ana.page.waitForTimeout(500);
    expect(one).toEqual(two);
  };

  /** Checks a file by the command line, which reaches no service, as a court would. */
  const verify = async (file: string): Promise<EvidenceResult> => {
    const said = await run(process.execPath, [program, 'verify', file, '--root', founded.pin, '--json'], { env: { ...process.env, COMITY_ORIGIN: 'http://127.0.0.1:1', COMITY_STORE: path.join(folder, 'none') } })
      .catch((error: { stdout: string }) => error);
    return JSON.parse(said.stdout) as EvidenceResult;
  };
  /** On the page of whoever is asked: what holds has a cover, of what does not the first broken link is named. */
  const verifyAt = async ({ page }: Desk, file: string, result: EvidenceResult): Promise<void> => {
    await page.locator('main input[type=file]').setInputFiles(file);
    if (result.ok) return page.getByRole('status').filter({ hasText: say('evidence.holds') }).waitFor();
    const { part, at, rule } = result.fault;
    const where = at === null ? say(`evidence.part-${part}` as MessageId) : say(`evidence.place-${part}` as MessageId, { at });
    await page.getByRole('alert').filter({ hasText: say('evidence.broken-link', { where, why: say(`evidence.rule-${rule}` as MessageId) }) }).waitFor();
    expect(await page.locator('.letter-sheet').count()).toBe(0);
  };
  /** Saved at one desk, checked by the command line and at the other desk, and once more after somebody put other entries into it. */
  const bundle = async (from: Desk, to: Desk, name: string, tamper: (entries: EvidenceBundle['entries']) => EvidenceBundle['entries']): Promise<{ held: EvidenceResult & { ok: true }; broken: EvidenceResult }> => {
    const { page } = from;
    await page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    await page.getByRole('button', { name: say('evidence.open') }).click();
    await from.sheet.getByLabel(say('evidence.words'), { exact: true }).selectOption('case');
    const [download] = await Promise.all([page.waitForEvent('download'), from.sheet.getByRole('button', { name: say('evidence.save'), exact: true }).click()]);
    const [file, other] = [path.join(folder, `${name}.comity`), path.join(folder, `${name}-tampered.comity`)];
    await download.saveAs(file);
    const held = await verify(file);
    if (!held.ok) throw new Error(JSON.stringify(held));
    await to.page.goto(`${service.url}/evidence`);
    await to.unlock();
    await verifyAt(to, file, held);
    expect(await to.page.getByText(say('evidence.root-other')).count()).toBe(0);
    await shot(to, `${name}-cover`);
    const whole = JSON.parse(await readFile(file, 'utf8')) as EvidenceBundle;
    await writeFile(other, JSON.stringify({ ...whole, entries: tamper(whole.entries) }));
    const broken = await verify(other);
    await verifyAt(to, other, broken);
    await shot(to, `${name}-broken`);
    return { held, broken };
  };

  it('two officers found the network and admit authorities of two States, whose people enrol and are vouched for', async () => {
    const url = service.url;
    founded = await foundNetwork(browser, url, token, clock);
    for (const [name, state] of [[madrid, 'ES'], [paris, 'FR'], [lyon, 'FR']] as const) await admit(founded, name, state);
    const desk = async (name: string, login: string, authority: string) => new Desk(await appoint(browser, founded, url, clock, { name, login, authority }), say);
    ana = await desk('Ana Ruiz', 'ana.ruiz', madrid);
    claire = await desk('Claire Aubry', 'claire.aubry', paris);
    jules = await desk('Jules Roux', 'jules.roux', lyon);
    marie = new Desk(await bring(browser, jules.page, url, clock, { name: 'Marie Blanc', login: 'marie.blanc' }), say);
    ben = new Desk(await bring(browser, ana.page, url, clock, { name: 'Ben Adu', login: 'ben.adu' }), say);
    for (const officer of founded.desks) await officer.context.close();
  }, longEnough);

  it('assistance with three measures, one refused after consultation', async () => {
    const title = 'Port contract';
    const { page } = ana;
    await ana.toRequests();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.getByLabel(say('request.field-requested')).selectOption({ label: say('request.party-choice', { state: 'France', name: paris }) });
    await page.getByLabel(say('request.field-title')).fill(title);
    await page.getByLabel(say('request.basis-first')).selectOption('uncac');
    for (const [i, [assistance, sought]] of ([['ORIGINAL_OR_CERTIFIED_RECORDS', 'Statements of the account'], ['SEARCH_SEIZE_FREEZE', 'The premises of the broker'], ['TAKE_EVIDENCE_OR_STATEMENTS', 'The broker, as a witness']] as const).entries()) {
      if (i > 0) await page.getByRole('button', { name: say('request.measure-add', { kind: 'mla' }) }).click();
      const measure = page.locator('[data-measure]').nth(i);
      await measure.locator('select').selectOption(assistance);
      await measure.locator('textarea').fill(sought);
    }
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await ana.write({ REQUESTING_AUTHORITY: madrid, SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY: 'Case 118/2026', FACTS_SUMMARY: 'Three payments in cash', ASSISTANCE_AND_PROCEDURE_SOUGHT: 'Certified copies', PURPOSE: 'Evidence in case 118/2026' });
    await page.getByRole('button', { name: say('request.save'), exact: true }).click();
    await ana.stands('draft', 2);
    await ana.take('submit', { people: ['Ben Adu'] });
    await ben.toRequest(title);
    await ben.take('transmit', { people: ['Claire Aubry'] });
    await claire.toRequest(title);
    await claire.take('acknowledge');
    await claire.take('assess');
    for (const n of [0, 1, 2]) await both('under-assessment', n);
    await claire.take('accept', {}, 0);
    await claire.take('ask', { words: { question: 'Which account is it?' } }, 2);
    await ana.stands('info-requested', 2);
    // Two officers of one authority answer at once: the one who is faster is heard, the other is told by which article theirs is not, and has what they typed.
    await ben.open('supply', 2);
    await ben.fill({ words: { answer: 'The one at the port' } });
    await ana.take('supply', { words: { answer: 'The one of 12 March' } }, 2);
    await ben.sheet.getByRole('alert').filter({ hasText: say('request.step-gone') }).filter({ hasText: 'Ana Ruiz' }).filter({ hasText: 'UNCAC 46(16)' }).waitFor();
    expect(await ben.sheet.getByRole('button', { name: ben.nameOf('supply'), exact: true }).isDisabled()).toBe(true);
    expect(await ben.sheet.getByRole('textbox', { name: say('law.member.answer'), exact: true }).inputValue()).toBe('The one at the port');
    await shot(ben, 'faster');
    await ben.sheet.getByRole('button', { name: say('action.cancel') }).click();
    await claire.stands('under-assessment', 2);
    // What was asked stands beside its answer, on both sides.
    for (const desk of [ana, claire]) await desk.measure(2).locator('.question-answer .said').nth(1).waitFor();
    for (const desk of [ana, claire]) expect(await desk.measure(2).locator('.question-answer .said').allTextContents()).toEqual(['Which account is it?', 'The one of 12 March']);
    await claire.take('accept', {}, 2);
    // Put off for what goes on there, and taken up again.
    await claire.take('intend', { words: { reasons: 'The trial here begins in May' } }, 0);
    await claire.take('postpone', { grounds: ['interferes-with-ongoing-proceedings'] }, 0);
    await both('postponed', 0);
    await claire.take('resume', {}, 0);
    await ana.stands('under-assessment', 0);
    await claire.take('accept', {}, 0);
    await claire.take('intend', { grounds: ['sovereignty-security-ordre-public-essential-interests'], words: { reasons: 'The premises are a ministry’s' } }, 1);
    await ana.stands('consultation', 1);
    await ana.measure(1).locator('.history').getByText('The premises are a ministry’s').waitFor();
    // Conditions are offered, and read by whoever could accept them just so; they are not, and the measure is refused.
    await claire.take('offer-conditions', { words: { conditions: 'In the presence of the minister’s counsel' } }, 1);
    await ana.measure(1).locator('.history').getByText('In the presence of the minister’s counsel').waitFor();
    await ana.open('accept-conditions', 1);
    await ana.sheet.getByText('In the presence of the minister’s counsel').waitFor();
    expect(await ana.sheet.getByRole('textbox').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(ana, 'conditions');
    await ana.sheet.getByRole('button', { name: say('action.cancel') }).click();
    await claire.take('refuse', { grounds: ['sovereignty-security-ordre-public-essential-interests'], words: { reasons: 'Immunity of the premises' } }, 1);
    await both('refused', 1);
    await ana.measure(1).locator('.history').getByText('Immunity of the premises').waitFor();
    await claire.take('execute', {}, 0);
    await claire.take('execute-in-part', { words: { 'account-execute-in-part': 'The first hearing', 'reasons-execute-in-part': 'The witness fell ill' } }, 2);
    await claire.take('continue', {}, 2);
    await ana.take('withdraw', { words: { reasons: 'He came by himself' } }, 2);
    for (const [n, state] of ['executed', 'refused', 'withdrawn'].entries()) await both(state, n);
    // What is said along the way, each by whom it is for, and read by the other.
    for (const [from, to, action, member, words] of [
      [claire, ana, 'cannot-keep-confidential', 'reasons', 'The hearing is public'], [ana, claire, 'notify-exculpatory-disclosure', 'reasons', 'To the defence of the broker'], [claire, ana, 'consult-on-disclosure', 'reasons', 'After the hearing, if that can be'],
      [ana, claire, 'inform-of-disclosure', 'reasons', 'The court ordered it today'], [ana, claire, 'return-evidence', 'account', 'The first volume, by courier'], [claire, ana, 'waive-return', 'account', 'The second volume'],
    ] as const) {
      await from.take(action, { words: { [`${member}-${action}`]: words } });
      await to.measure().locator('.history').getByText(words).waitFor();
    }
    // Both ask for another use: where what comes first leaves the state as it is, it is named all the same, and not what was done long before.
    await ben.open('request-consent', 0);
    await ana.take('request-consent', { words: { purpose: 'A tax case' } }, 0);
    await ben.sheet.getByRole('alert').filter({ hasText: say('request.step-gone') }).filter({ hasText: 'Ana Ruiz' }).filter({ hasText: 'UNCAC 46(19)' }).waitFor();
    await ben.sheet.getByRole('button', { name: say('action.cancel') }).click();
    await claire.take('refuse-use', {}, 0);
    for (const desk of [ana, claire]) await desk.measure().locator('.history li').filter({ hasText: desk.nameOf('refuse-use') }).first().waitFor();
    await alike();
    await shot(ana, 'assistance');
    await ana.take('close', { measures: [0, 1, 2] });
    for (const n of [0, 1, 2]) await both('closed', n);
    await alike();
    // One bit of a step that was signed.
    const at = { seq: 0 };
    const { held, broken } = await bundle(ana, claire, 'assistance', (entries) => changed(entries, at, (item) => ({ ...item, bytes: flipped(item.bytes) })));
    expect(held.report.request).toMatchObject({ title, measures: [{ state: 'CLOSED' }, { state: 'CLOSED' }, { state: 'CLOSED' }] });
    expect(broken).toMatchObject({ ok: false, fault: { part: 'entry', at: at.seq, rule: 'bad-signature' } });
  }, longEnough);

  it('extradition: provisional arrest, a court that joins, the request in time, a grant and the surrender', async () => {
    const title = 'The paymaster of the port';
    const { page } = ana;
    const today = await dayOf(page);
    await ana.toRequests();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.locator('.segment').filter({ hasText: ana.term('law.cycle.extradition') }).click();
    await page.getByLabel(say('request.field-requested')).selectOption({ label: say('request.party-choice', { state: 'France', name: paris }) });
    await page.getByLabel(say('request.field-title')).fill(title);
    await page.getByLabel(say('request.field-urgent')).check();
    await page.getByLabel(say('request.basis-first')).selectOption('ece');
    await page.getByLabel(say('request.basis-add')).selectOption('uncac');
    await page.getByLabel(say('request.measure-sought', { kind: 'extradition' })).fill('Jean Martin\nborn 1970 in Marseille');
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await ana.write({ WARRANT_EXISTS_AND_REQUEST_FOLLOWS: 'A warrant of 3 March; the request follows', OFFENCE_WHEN_AND_WHERE: 'Bribery, in March, in Cádiz' });
    await page.getByRole('button', { name: say('request.save'), exact: true }).click();
    await ana.stands('draft');
    await ana.addColleague('Ben Adu');
    await ana.take('request-provisional-arrest', { people: ['Claire Aubry'] });
    await claire.toRequest(title);
    await both('provisional-arrest-requested');
    await claire.take('forward', { people: ['Jules Roux'] });
    // A second person of the court, whom the side that was asked brings in; not of the other side, and not by it.
    await claire.addColleague('Marie Blanc');
    await jules.toRequest(title);
    await jules.take('arrest', { days: { date: today } });
    await both('provisionally-arrested');
    for (const desk of [ana, claire]) await desk.seeAlarm('provisional-arrest');
    await jules.page.locator('.clock-alarms').waitFor({ state: 'detached' });
    for (const desk of [ana, claire, jules]) await desk.page.locator('.clocks li').filter({ hasText: 'Claire Aubry' }).filter({ hasText: 'Ana Ruiz' }).waitFor();
    await alike();
    await alike(jules, ({ clocks }) => clocks);
    await shot(ana, 'extradition-arrested');
    await page.getByRole('link', { name: say('request.complete-title') }).first().click();
    await ana.write({ JUDGMENT_OR_WARRANT: 'The warrant, certified', OFFENCES_TIME_PLACE_LAW: 'Bribery, article 419', ENACTMENTS_IDENTITY: 'The Code, and his passport' });
    await page.getByRole('button', { name: say('request.save'), exact: true }).click();
    await ben.toRequest(title);
    await ben.page.locator('.content-read').getByText('The warrant, certified', { exact: true }).waitFor();
    await ben.take('send-request');
    await claire.take('receive-request');
    await both('request-received');
    await marie.toRequest(title);
    await marie.take('begin-proceedings');
    await jules.take('grant-on-condition', { words: { conditions: 'No trial in his absence' } });
    await both('granted-conditional');
    await ana.measure().locator('.history').getByText('No trial in his absence').waitFor();
    await claire.take('schedule-surrender', { days: { date: today }, words: { place: 'Hendaye, the bridge' } });
    await both('surrender-scheduled');
    await alike();
    await claire.take('surrender', { days: { date: today } });
    await both('surrendered');
    await ana.measure().getByText(ana.term('law.duty.speciality')).waitFor();
    await ana.take('close');
    await both('closed');
    await alike();
    await jules.stands('closed');
    expect((await jules.standing()).measures).toEqual((await ana.standing()).measures);
    await shot(ana, 'extradition');
    // One entry is left out.
    const { held, broken } = await bundle(ana, claire, 'extradition', (entries) => entries.filter(({ seq }) => seq !== 7));
    expect(held.report.request).toMatchObject({ title, measures: [{ state: 'CLOSED' }] });
    expect(held.report.people.map(({ name }) => name).sort()).toEqual(expect.arrayContaining(['Ana Ruiz', 'Ben Adu', 'Claire Aubry', 'Jules Roux']));
    expect(broken).toEqual({ ok: false, fault: { part: 'entry', at: 7, rule: 'out-of-order' } });
  }, longEnough);

  it('a kleptocracy file: information under conditions, tracing, freezing, confiscation and return', async () => {
    const [channel, nature, secret, title] = ['Lighthouse', 'Payments through a bank in Paris', 'Account 77 received three payments', 'The villa at Cannes'] as const;
    const theirs = claire.page;
    await theirs.locator('.nav a[href="/"]').click();
    await theirs.getByRole('link', { name: 'New', exact: true }).click();
    await theirs.getByLabel('Title').fill(channel);
    await theirs.getByRole('checkbox', { name: /Ana Ruiz/ }).check();
    await theirs.getByRole('button', { name: 'Create channel' }).click();
    await theirs.getByRole('heading', { name: channel }).waitFor();
    await theirs.getByRole('link', { name: say('space.show-details') }).click();
    await theirs.getByRole('link', { name: say('offer.new'), exact: true }).click();
    await theirs.getByRole('textbox', { name: say('offer.nature'), exact: true }).fill(nature);
    await theirs.getByRole('textbox', { name: say('offer.condition', { number: 1 }), exact: true }).fill('Not in court without our consent');
    await theirs.getByRole('checkbox', { name: say('law.pack.uncac') }).check();
    await theirs.getByLabel(say('talk-marks.source')).selectOption('B');
    await theirs.getByRole('textbox', { name: say('offer.text'), exact: true }).fill(secret);
    await theirs.getByRole('button', { name: say('offer.send'), exact: true }).click();
    await theirs.getByText(say('offer.content-own')).waitFor();

    const { page } = ana;
    const offer = async (): Promise<void> => {
      await page.locator('.nav a[href="/offers"]').click();
      await page.getByRole('link', { name: nature }).click();
    };
    const step = async (action: string): Promise<void> => {
      await ana.sheet.getByRole('button', { name: say('request.take', { action }) }).click();
      await ana.sheet.waitFor({ state: 'detached' });
    };
    await offer();
    await page.getByText('Not in court without our consent').first().waitFor();
    expect(await page.getByText(secret).count()).toBe(0);
    await page.getByRole('button', { name: say('law.action.spontaneous-accept'), exact: true }).click();
    await step(say('law.action.spontaneous-accept'));
    await page.getByText(secret).waitFor();

    await ana.toRequests();
    await page.getByRole('link', { name: say('request.new') }).click();
    await page.locator('.segment').filter({ hasText: ana.term('law.cycle.asset') }).click();
    await page.getByLabel(say('request.field-requested')).selectOption({ label: say('request.party-choice', { state: 'France', name: paris }) });
    await page.getByLabel(say('request.field-title')).fill(title);
    await page.getByLabel(say('request.basis-first')).selectOption('uncac');
    await page.getByLabel(say('request.measure-sought', { kind: 'asset' })).fill('The villa\nat Cannes, in the name of a company');
    await page.getByLabel(say('register.field-holder'), { exact: true }).fill('Azur Holdings SA');
    await page.getByLabel(say('register.field-located'), { exact: true }).selectOption('FR');
    await page.getByRole('button', { name: say('request.save-new') }).click();
    await page.getByRole('button', { name: say('request.save'), exact: true }).click();
    await ana.stands('intelligence');
    await ana.take('submit', { people: ['Ben Adu'] });
    await ben.toRequest(title);
    await ben.take('receive-tip', { people: ['Claire Aubry'] });
    await claire.toRequest(title);
    await claire.stands('tracing');
    await claire.visit.page.locator('.measure dd').filter({ hasText: 'Azur Holdings SA' }).waitFor();
    await offer();
    await page.getByRole('button', { name: say('law.action.link-request'), exact: true }).click();
    await ana.sheet.getByLabel(say('offer.request')).selectOption({ label: title });
    await step(say('law.action.link-request'));
    await page.getByText(say('law.state.linked-request'), { exact: true }).first().waitFor();
    await shot(ana, 'assets-offer');

    await claire.take('locate', { words: { 'account-locate': 'In the land register of Cannes' } });
    await ana.toRequest(title);
    await both('traced');
    await claire.take('forward', { people: ['Jules Roux'] });
    await page.getByRole('link', { name: say('request.complete-title') }).first().click();
    await ana.write({ FACTS: 'Bought with what was paid', ACTIONS: 'Restraint of the title', ADMISSIBLE_ORDER: 'Of the Audiencia, No. 7', EXTENT: 'The whole', THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT: 'The company was heard', FINALITY_STATEMENT: 'Final since May' });
    // What both sides read stays, and what was found out since comes beside it.
    expect(await page.getByLabel(say('register.field-holder'), { exact: true }).count()).toBe(0);
    await page.getByLabel(say('register.field-asset-number'), { exact: true }).fill('Cannes, volume 12, No. 3041');
    await shot(ana, 'assets-facts');
    await page.getByRole('button', { name: say('request.save'), exact: true }).click();
    await ben.stands('traced');
    await ben.take('request-freezing');
    await jules.toRequest(title);
    await jules.take('freeze', { words: { order: 'Of 4 May' } });
    await both('frozen');
    await alike();
    await ben.take('choose-route', { choice: 'enforce' });
    await jules.take('confiscate', { words: { order: 'Of 9 October', finality: 'No appeal was made' } });
    await both('confiscated');
    await claire.take('classify', { choice: 'embezzled-public-funds' });
    await ana.take('propose-agreement', { words: { agreement: 'Less the costs of upkeep; to the ministry of health' } });
    await claire.take('agree');
    await both('agreed');
    await claire.take('return-assets', { words: { 'account-return-assets': 'The price of the villa, to the ministry', expenses: 'Upkeep: 12,000 EUR' } });
    await ana.take('report-end-use', { words: { report: 'Two schools in Palma' } });
    await both('monitored');
    await alike();
    await claire.take('close');
    await both('closed');
    await alike();
    await shot(claire, 'assets');
    // Another key is put beside a step.
    const at = { seq: 0 };
    const { held, broken } = await bundle(claire, ana, 'assets', (entries) => changed(entries, at, (item) => ({ ...item, key: flipped(item.key!) })));
    expect(held.report.request).toMatchObject({ title, measures: [{ state: 'CLOSED', facts: { holder: 'Azur Holdings SA', country: 'FR', number: 'Cannes, volume 12, No. 3041' } }] });
    expect(broken).toMatchObject({ ok: false, fault: { part: 'entry', at: at.seq, rule: 'does-not-open' } });
  }, longEnough);

  it('reads the same in Arabic, and gave the browsers nothing to complain about', async () => {
    const { page } = claire;
    await page.locator('.nav a[href="/settings"]').click();
    await page.locator('.segment').filter({ hasText: 'العربية' }).click();
    await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
    const arabic = new Desk(claire.visit, await catalogue('ar'));
    await arabic.toRequests();
    await page.locator('summary').filter({ hasText: arabic.term('request.group-closed') }).click();
    await page.locator('.request-row').filter({ hasText: 'The paymaster of the port' }).click();
    await arabic.stands('closed');
    expect(await axeFindings(page)).toEqual([]);
    await shot(claire, 'extradition-ar');
    for (const { visit } of [ana, ben, claire, jules, marie]) expect(visit.complaints).toEqual([]);
  }, longEnough);
});

type Item = Extract<EvidenceBundle['entries'][number], { type: 'item' }>;
/** The last item that is shown in words, changed; `at` tells which one that was. */
function changed(entries: EvidenceBundle['entries'], at: { seq: number }, change: (item: Item) => Item): EvidenceBundle['entries'] {
  const index = entries.findLastIndex((entry) => entry.type === 'item' && entry.key !== undefined);
  at.seq = entries[index]!.seq;
  return entries.with(index, change(entries[index] as Item));
}

/** One bit of the middle of what is written in base64url. */
function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[bytes.length >> 1]! ^= 1;
  return bytes.toString('base64url');
}
