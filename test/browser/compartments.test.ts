/** A compartment of a case file and the access log, at two screens: one of its owner, one of a member who is not inside. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, openSpace, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;
const nothing = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;

describe.each(['en', 'ar'] as const)('a compartment of a case file, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let line: Line;
  let file: SpaceId;
  let [ana, ben, eve]: Person[] = [];
  let [lima, cadiz]: Visit[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, line, say] = await Promise.all([launchBrowser(), Line.open(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    [ben, eve] = [await people.enrol('Ben Adu', 'Fiscalía Especial', ana), await people.enrol('Eva Mamani', 'Fiscalía Especial', ana)];
    file = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all' });
    await ana.client.writeEntry(file, { kind: 'person', title: 'The caller', fields: {}, links: [], marking: nothing, source: null, after: null });
    await people.settled(ana, ben, eve);
    const options = { locale: locales[language] };
    lima = await signInOn(browser, people, ana, 'Lima desk', { ...options, proxy: line.proxy }, say);
    // High enough for all of the register: what is out of sight is not in the page.
    cadiz = await signInOn(browser, people, eve, 'Cádiz desk', { ...options, viewport: { width: 1280, height: 1000 } }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `compartments-${name}-${language}.png`), fullPage: true });
  const row = (page: Page, title: string) => page.locator('.register-table tbody tr').filter({ hasText: title });
  const heading = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title, exact: true });
  const card = (page: Page, title: string) => page.locator('.register-compartments li').filter({ hasText: title });
  const sheet = (page: Page) => page.getByRole('dialog');
  const toRegister = async (page: Page): Promise<void> => {
    await openSpace(page, 'Harbour');
    await page.getByRole('link', { name: say('space.to-register'), exact: true }).click();
    await heading(page, say('register.title')).waitFor();
    await page.locator('.register-table').waitFor();
  };
  const toCompartments = async (page: Page): Promise<void> => {
    await toRegister(page);
    await page.getByRole('link', { name: say('register.compartments'), exact: true }).click();
    await heading(page, say('register.compartments')).waitFor();
  };

  it('is made by an owner for some members, by the keyboard alone', async () => {
    const { page } = lima!;
    await toCompartments(page);
    await page.getByText(say('register.compartments-none'), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('register.compartment-new') }).press('Enter');
    await sheet(page).getByLabel(say('register.compartment-name'), { exact: true }).fill('Sources');
    expect(await sheet(page).getByRole('button', { name: say('register.compartment-make') }).isDisabled()).toBe(true);
    // Whoever is not in the case file is not offered.
    expect(await sheet(page).getByRole('checkbox', { name: /Amina Diallo/ }).count()).toBe(0);
    await sheet(page).getByRole('checkbox', { name: /Ben Adu/ }).press('Space');
    await sheet(page).getByRole('checkbox', { name: say('register.compartment-announce') }).press('Space');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'new');
    await sheet(page).getByRole('button', { name: say('register.compartment-make') }).press('Enter');
    await card(page, 'Sources').waitFor();
    await sheet(page).waitFor({ state: 'detached' });
    await card(page, 'Sources').getByText('Ben Adu').waitFor();
    expect(await card(page, 'Sources').innerText()).toContain('Ben Adu');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'list');
  }, longEnough);

  it('takes new entries and moved ones, which stand marked in the register of whoever is inside', async () => {
    const { page } = lima!;
    await toRegister(page);
    await page.getByLabel(say('register.filter-where'), { exact: true }).selectOption({ label: 'Sources' });
    await page.getByText(say('register.none-match'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('register.new') }).first().click();
    await page.getByText(say('register.kept-inside-hint')).waitFor();
    await page.getByLabel(say('register.form-kind'), { exact: true }).selectOption('person');
    await page.getByLabel(say('register.field-title'), { exact: true }).fill('The informant');
    await page.getByRole('button', { name: say('register.save-new') }).click();
    await heading(page, 'The informant').waitFor();
    await toRegister(page);
    await row(page, 'The informant').getByText('Sources').waitFor();
    await row(page, 'The caller').getByRole('link').click();
    await page.getByRole('button', { name: say('register.move') }).click();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'move');
    await sheet(page).getByRole('button', { name: say('register.move-do') }).click();
    await page.getByRole('link', { name: say('register.moved-see') }).waitFor();
    expect(await page.locator('.page-head').innerText()).toContain('Sources');
    await shot(page, 'moved');
    await toRegister(page);
    await row(page, 'The caller').filter({ hasText: 'Sources' }).first().waitFor();
    expect(await row(page, 'The caller').filter({ hasText: 'Sources' }).count()).toBe(1);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot(page, 'register-narrow');
    await page.setViewportSize({ width: 1280, height: 720 });
  }, longEnough);

  it('takes several at once, gives one back with a word on who reads it then, and takes a note', async () => {
    for (const title of ['The driver', 'The guard']) await ana!.client.writeEntry(file, { kind: 'person', title, fields: {}, links: [], marking: nothing, source: null, after: null });
    await ana!.client.newNote(file, 'Plan of the raid');
    await people.settled(ana!, ben!, eve!);
    const { page } = lima!;
    // All rows are on the screen, and so in the page.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await toRegister(page);
    for (const title of ['The driver', 'The guard']) await row(page, title).getByRole('checkbox').check();
    await page.getByRole('button', { name: say('register.bulk-move'), exact: true }).click();
    expect(await sheet(page).getByRole('button', { name: say('register.bulk-move'), exact: true }).isDisabled()).toBe(true);
    await sheet(page).getByLabel(say('register.move-to'), { exact: true }).selectOption({ label: 'Sources' });
    expect(await sheet(page).getByText(say('register.move-wider', { count: 1 })).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'several');
    await sheet(page).getByRole('button', { name: say('register.bulk-move'), exact: true }).click();
    await sheet(page).waitFor({ state: 'detached' });
    for (const title of ['The driver', 'The guard']) {
      await row(page, title).filter({ hasText: 'Sources' }).waitFor();
      await row(page, title).filter({ hasText: say('register.struck') }).waitFor();
    }
    await row(page, 'The driver').filter({ hasText: 'Sources' }).getByRole('link').click();
    await page.getByRole('link', { name: say('register.moved-see') }).waitFor();
    await page.getByRole('button', { name: say('register.move'), exact: true }).click();
    await sheet(page).getByText(say('register.move-wider', { count: 1 })).waitFor();
    expect(await sheet(page).getByText('Eva Mamani').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot(page, 'back-narrow');
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
    await sheet(page).getByRole('button', { name: say('register.move-do') }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: say('register.moved-see') }).waitFor();
    expect(await page.locator('.page-head').innerText()).not.toContain('Sources');
    // A note, which all of the case file see closed.
    await toRegister(page);
    await page.getByRole('link', { name: say('note.title'), exact: true }).click();
    await page.getByRole('link', { name: 'Plan of the raid' }).click();
    await page.getByRole('button', { name: say('register.move'), exact: true }).click();
    await sheet(page).getByText(say('note.move-hint')).waitFor();
    await sheet(page).getByRole('button', { name: say('register.move-do') }).click();
    await page.getByRole('link', { name: say('note.moved-see') }).click();
    await page.getByText(say('note.struck-hint')).waitFor();
    await page.locator('.notice').getByRole('link', { name: /Sources/ }).waitFor();
    expect(await page.getByRole('button', { name: say('note.rename') }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'note');
  }, longEnough);

  it('says of what somebody changed before it had arrived that it stays where it was, until that was seen', async () => {
    const { page } = lima!;
    await ben!.client.writeEntry(file, { kind: 'person', title: 'The cook', fields: {}, links: [], marking: nothing, source: null, after: null });
    await people.settled(ben!);
    await toRegister(page);
    await row(page, 'The cook').getByRole('link').click();
    await page.getByRole('button', { name: say('register.move'), exact: true }).click();
    line.cut();
    await sheet(page).getByLabel(say('register.move-to'), { exact: true }).selectOption({ label: 'Sources' });
    await sheet(page).getByRole('button', { name: say('register.move-do') }).click();
    await sheet(page).waitFor({ state: 'detached' });
    const cook = (await ben!.client.entries(file)).find(({ title }) => title === 'The cook')!;
    const { versions } = await ben!.client.entry(cook.space, cook.id);
    await ben!.client.reviseEntry(file, cook.id, { kind: 'person', title: 'The cook', fields: { alias: 'Pastry' }, links: [], marking: nothing, source: null, after: versions[0]!.key });
    await people.settled(ben!);
    line.mend();
    const undone = page.locator('.undone');
    await undone.getByText(say('register.unmoved-changed')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'unmoved');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shot(page, 'unmoved-narrow');
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
    await undone.getByRole('button', { name: say('action.close'), exact: true }).click();
    await undone.waitFor({ state: 'detached' });
    await toRegister(page);
    expect(await undone.count()).toBe(0);
    await row(page, 'The cook').filter({ hasNotText: say('register.struck') }).filter({ hasNotText: 'Sources' }).waitFor();
  }, longEnough);

  it('is a name, and no more, to a member who is not inside', async () => {
    const { page } = cadiz!;
    await toCompartments(page);
    await card(page, 'Sources').getByText(say('register.compartment-outside')).waitFor();
    expect(await page.getByRole('button', { name: say('register.compartment-new') }).count()).toBe(0);
    await toRegister(page);
    await row(page, 'The caller').getByText(say('register.struck')).waitFor();
    expect(await page.locator('.register-table tbody tr').filter({ hasText: 'The informant' }).count()).toBe(0);
    await row(page, 'The caller').getByRole('link').click();
    await page.getByText(say('register.move-reason')).waitFor();
    expect(await page.getByText('Sources').count()).toBe(0);
  }, longEnough);

  it('has its readers written down with those of the case file, for all who may read of them', async () => {
    await people.settled(ben!);
    const informant = (await ben!.client.entries(file)).find(({ title }) => title === 'The informant')!;
    await ben!.client.entry(informant.space, informant.id);
    await people.restart(ben!);
    await until(ben!.client, async () => (await ben!.client.accessLog(file)).some(({ seq }) => seq !== null));
    const { page } = lima!;
    await toRegister(page);
    await page.getByRole('link', { name: say('register.log-see') }).click();
    await heading(page, say('register.log')).waitFor();
    const group = (name: string) => page.locator('.register-log').filter({ has: page.getByRole('heading', { level: 2 }).filter({ hasText: name }) });
    await group('The informant').getByText('Ben Adu').waitFor();
    // What she opened herself shows at once, and is told to the others later.
    await group('The caller').getByText(say('register.log-soon')).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'log');
    await page.getByRole('radio', { name: say('register.log-by-who') }).check({ force: true });
    await group('Ben Adu').getByText('The informant').waitFor();
    await page.getByLabel(say('register.log-who'), { exact: true }).selectOption({ label: 'Ben Adu' });
    await group('Ana Ruiz').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('request.export') }).click();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: say('request.export-csv') }).click()]);
    const csv = readFileSync(await saved.path(), 'utf8');
    expect(csv).toContain('The informant');
    expect(csv).not.toContain('Ana Ruiz');
    // The other has the log as well, without what is inside.
    await toRegister(cadiz!.page);
    await cadiz!.page.getByRole('link', { name: say('register.log-see') }).click();
    await cadiz!.page.locator('.register-log').filter({ hasText: 'The caller' }).first().waitFor();
    expect(await cadiz!.page.getByText('The informant').count()).toBe(0);
  }, longEnough);
});
