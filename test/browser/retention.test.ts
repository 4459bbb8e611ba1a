/** What a conversation keeps, at the screen: chosen when it is made, shown to all, and erased when its time is over. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import type { Browser, Page } from 'playwright-core';
import { People, type Person } from '../scenario/people.js';
import { TurnedClock } from '../scenario/turned-clock.js';
import { turnDatabase } from '../scenario/turned-database.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn, write } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 120_000;
const twoDays = 2 * 86_400_000;

describe.each(['en', 'ar'] as const)('how long a conversation keeps what is said, in browsers in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben]: Person[] = [];
  let [lima, madrid]: Visit[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    // Browsers have the real time, so that everybody else begins two days before.
    const clock = new TurnedClock();
    clock.turn(-twoDays);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } }, clock);
    await turnDatabase(people.service.databaseUrl, -twoDays);
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    const old = await ana.client.createChannel({ title: 'Harbour', purpose: null, members: [ben.id], retention: { days: 1 } });
    await ana.client.send(old, plain('Said two days ago'));
    const held = await ana.client.createChannel({ kind: 'case-file', title: 'Evidence', purpose: null, members: [ben.id], retention: { days: 1 } });
    await ana.client.setPolicy(held, { hold: true });
    await ana.client.send(held, plain('Seized two days ago'));
    await people.settled(ana, ben);
    await people.pass(twoDays);
    lima = await signInOn(browser, people, ana, 'Lima desk', { locale: locales[language] }, say);
    madrid = await signInOn(browser, people, ben, 'Madrid desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const kept = async (page: Page, mark: string): Promise<void> => {
    await page.locator('.space-head').getByText(mark).waitFor();
    await page.locator('#composer-readers').getByText(mark).waitFor();
  };

  it('leaves one row where everything is erased, for everybody', async () => {
    // Their time is not the test's to know.
    const words = say('event.erased').split('{date}').at(-1)!.trim();
    for (const { page } of [lima!, madrid!]) {
      await openSpace(page, 'Harbour');
      await page.locator('.entry-erased').getByText(words).waitFor();
      // The list is told of it in a message of its own.
      await page.getByText('Said two days ago').first().waitFor({ state: 'detached' });
      expect(await page.locator('.entry-erased').count()).toBe(1);
      expect(await page.getByText('Said two days ago').count()).toBe(0);
      await kept(page, say('policy.mark', { days: 1 }));
    }
  }, longEnough);

  it('is chosen when a channel is made, and shown where one reads and writes', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: say('spaces.new'), exact: true }).click();
    await page.getByLabel(say('channel.title')).fill('Berths');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel(say('policy.retention')).selectOption({ label: say('policy.retention-hours', { hours: 8 }) });
    await page.getByRole('button', { name: say('channel.create') }).click();
    await page.getByRole('heading', { name: 'Berths' }).waitFor();
    await kept(page, say('policy.mark-hours', { hours: 8 }));
    await write(page, 'Berth nine', say);
    await openSpace(madrid!.page, 'Berths');
    await kept(madrid!.page, say('policy.mark-hours', { hours: 8 }));
    await madrid!.page.getByRole('link', { name: say('space.show-details') }).click();
    await madrid!.page.locator('.details .facts').getByText(say('policy.retention-hours', { hours: 8 })).waitFor();
    expect(await madrid!.page.getByRole('button', { name: say('policy.change'), exact: true }).count()).toBe(0);
  }, longEnough);

  it('is changed by an owner, who is told what that destroys, and seen by all', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('button', { name: say('policy.change'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    const hour = say('policy.retention-hours', { hours: 1 });
    await sheet.getByLabel(say('policy.retention')).selectOption({ label: hour });
    await sheet.getByText(say('policy.sooner'), { exact: true }).waitFor();
    expect(await sheet.getByText(say('policy.hold')).count()).toBe(0);
    await sheet.getByRole('button', { name: say('policy.save'), exact: true }).click();
    await page.locator('.details .facts').getByText(hour).waitFor();
    await madrid!.page.locator('.details .facts').getByText(hour).waitFor();
    // Beside the details a narrow window shows no thread.
    await madrid!.page.getByText(say('event.policy-retention', { self: 'no', by: 'Ana Ruiz', what: hour })).waitFor({ state: 'attached' });
    await madrid!.page.locator('.details').getByRole('link', { name: say('action.close') }).click();
    await kept(madrid!.page, say('policy.mark-hours', { hours: 1 }));
  }, longEnough);

  /** The rules of the conversation whose details are open. */
  const changeHold = async (page: Page, on: boolean): Promise<void> => {
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('button', { name: say('policy.change'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('checkbox', { name: say('policy.hold-label') }).setChecked(on);
    await sheet.getByText(say('policy.sooner'), { exact: true }).waitFor({ state: on ? 'detached' : 'visible' });
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: say('policy.save'), exact: true }).click();
    await page.locator('.details .facts').getByText(on ? say('policy.hold-on') : say('policy.hold-off'), { exact: true }).waitFor();
  };

  it('is chosen for a case file too, which says what it is wherever it is named', async () => {
    const { page } = lima!;
    await page.getByRole('link', { name: say('spaces.new'), exact: true }).click();
    await page.getByRole('radio', { name: say('space.case-file'), exact: true }).check();
    await page.getByText(say('channel.case-file', { devices: 64 })).waitFor();
    await page.getByLabel(say('channel.title')).fill('Ledger');
    await page.getByRole('checkbox', { name: /Ben Adu/ }).check();
    await page.getByLabel(say('policy.retention')).selectOption({ label: say('policy.retention-hours', { hours: 8 }) });
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, `case-file-new-${language}.png`) });
    await page.getByRole('button', { name: say('channel.create-case-file') }).click();
    await page.locator('.space-head').getByText(say('space.case-file')).waitFor();
    await write(page, 'First exhibit', say);
    await page.getByRole('link', { name: /Ledger/ }).and(page.locator('.space-row')).getByText(say('space.case-file')).waitFor();
    // For who was taken into it.
    await madrid!.page.getByRole('link', { name: say('nav.inbox') }).click();
    const row = madrid!.page.locator('.inbox-row').filter({ hasText: 'Ledger' });
    await row.getByText(say('space.case-file')).waitFor();
    await madrid!.page.keyboard.press('Control+k');
    await madrid!.page.getByRole('combobox', { name: say('palette.search') }).fill(say('space.case-file'));
    await madrid!.page.getByRole('option', { name: /Ledger/ }).getByText(say('space.case-file')).waitFor();
    await madrid!.page.getByRole('option', { name: /Ledger/ }).click();
    await messageWith(madrid!.page, 'First exhibit').waitFor();
  }, longEnough);

  it('is suspended by a hold that an owner sets on a case file, in the sight of all', async () => {
    await changeHold(lima!.page, true);
    await madrid!.page.getByText(say('event.policy-hold', { self: 'no', by: 'Ana Ruiz' })).waitFor();
    await madrid!.page.locator('.space-head').getByText(say('policy.hold'), { exact: true }).waitFor();
    await madrid!.page.getByRole('link', { name: say('space.show-details') }).click();
    await madrid!.page.locator('.details .facts').getByText(say('policy.hold-on'), { exact: true }).waitFor();
    await madrid!.page.locator('.details').getByText(say('policy.case-file'), { exact: true }).waitFor();
    expect(await madrid!.page.getByRole('button', { name: say('policy.change'), exact: true }).count()).toBe(0);
    expect(await axeFindings(madrid!.page)).toEqual([]);
    await madrid!.page.screenshot({ path: path.join(shots, `case-file-held-${language}.png`) });
  }, longEnough);

  it('destroys nothing while it is held, and what is over when the hold is lifted', async () => {
    for (const { page } of [lima!, madrid!]) {
      await openSpace(page, 'Evidence');
      await messageWith(page, 'Seized two days ago').waitFor();
      await page.locator('.space-head').getByText(say('policy.hold'), { exact: true }).waitFor();
    }
    await changeHold(lima!.page, false);
    const { page } = madrid!;
    await page.getByText(say('event.policy-hold-lifted', { self: 'no', by: 'Ana Ruiz' })).waitFor();
    await page.locator('.entry-erased').waitFor();
    // Beside the conversation, the list says what was said last.
    await page.getByText('Seized two days ago').first().waitFor({ state: 'detached' });
    expect(await page.getByText('Seized two days ago').count()).toBe(0);
    await page.locator('.space-head').getByText(say('policy.hold'), { exact: true }).waitFor({ state: 'detached' });
    await lima!.page.locator('.details').getByRole('link', { name: say('action.close') }).click();
    await lima!.page.locator('.entry-erased').waitFor();
    await lima!.page.getByText('Seized two days ago').first().waitFor({ state: 'detached' });
    expect(await lima!.page.getByText('Seized two days ago').count()).toBe(0);
  }, longEnough);

  it('is closed by an owner beside its rules, read only then by all and out of the way, and opened again', async () => {
    const { page } = lima!, other = madrid!.page;
    for (const each of [page, other]) await openSpace(each, 'Ledger');
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.getByRole('button', { name: say('policy.change'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('closing.explain')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, `closing-sheet-${language}.png`) });
    await sheet.getByRole('button', { name: say('closing.close'), exact: true }).click();
    await other.getByText(say('closing.hint'), { exact: true }).waitFor();
    await other.getByText(say('closing.event-closed', { self: 'no', by: 'Ana Ruiz' })).waitFor();
    expect(await other.locator('.composer').count()).toBe(0);
    await other.locator('.spaces-closed').getByText(say('closing.list', { count: 1 })).waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await other.screenshot({ path: path.join(shots, `closing-${language}.png`) });
    await openSpace(other, 'Evidence');
    await other.locator('.spaces-closed:not([open])').waitFor();
    await page.locator('.details').getByRole('link', { name: say('action.close') }).click();
    await page.getByRole('button', { name: say('closing.open'), exact: true }).click();
    await page.locator('.composer').waitFor();
    await other.locator('.spaces-closed').waitFor({ state: 'detached' });
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...madrid!.complaints]).toEqual([]);
  });
});
