/** Who owns a channel, at two screens, one of them Arabic: named by keyboard, seen by all, ended by the faster of two. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { quietFindings } from './axe.js';
import { catalogue } from './catalogue.js';
import { signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;

describe('who owns a channel, in browsers', () => {
  let browser: Browser;
  let people: People;
  let [ana, ben]: Person[] = [];
  let [lima, cairo]: Visit[] = [];
  let space: SpaceId;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser();
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    space = await ana.client.createChannel({ title: 'Harbour', purpose: null, members: [ben.id] });
    await people.settled(ana, ben);
    lima = await signInOn(browser, people, ana, 'Lima desk');
    cairo = await signInOn(browser, people, ben, 'Cairo desk');
    const { page } = cairo;
    await page.locator('a[href="/settings"]').click();
    await page.getByRole('radio', { name: 'العربية' }).check({ force: true });
    await page.locator('html[lang="ar"]').waitFor();
    await page.locator('.nav a[href="/"]').click();
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const openDetails = async (page: Page, button: string): Promise<void> => {
    await page.locator(`a[href="/spaces/${space}"]`).first().click();
    await page.getByRole('link', { name: button }).click();
    await page.locator('.details').waitFor();
  };
  const rowOf = (page: Page, name: string) => page.locator('.details .people > li').filter({ hasText: name });

  it('is said to be one person alone, who names another by keyboard', async () => {
    const { page } = lima!;
    await openDetails(page, 'Show members and details');
    await page.getByText('You are the only owner').waitFor();
    expect(await page.getByRole('button', { name: 'Actions about Ana Ruiz' }).count()).toBe(0);
    const actions = page.getByRole('button', { name: 'Actions about Ben Adu' });
    await actions.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Make owner' }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Make owner', 'Remove']);
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Make Ben Adu an owner?').waitFor();
    expect(await quietFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'owner-make.png') });
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Ben Adu is an owner now' }).waitFor();
    await rowOf(page, 'Ben Adu').getByText('owner').waitFor();
    await page.getByText('You are the only owner').waitFor({ state: 'detached' });
    await page.locator('button:focus[aria-label="Actions about Ben Adu"]').waitFor();
    await page.getByText('You made Ben Adu an owner').waitFor({ state: 'attached' });
  }, longEnough);

  it('shows in Arabic to who became one, and gives them what owners do', async () => {
    const { page } = cairo!;
    await openDetails(page, 'عرض الأعضاء والتفاصيل');
    await page.getByText('منحك Ana Ruiz الملكية').waitFor({ state: 'attached' });
    expect(await rowOf(page, 'Ana Ruiz').getByText('مالك').count()).toBe(1);
    expect(await rowOf(page, 'Ben Adu').getByText('مالك').count()).toBe(1);
    await page.getByRole('button', { name: 'إجراءات بشأن Ana Ruiz' }).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['إنهاء الملكية', 'إخراج']);
    expect(await quietFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'owner-menu-ar.png') });
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
  }, longEnough);

  it('is decided by who acts first; the other is told why nothing happened', async () => {
    const { page } = lima!;
    await page.getByRole('button', { name: 'Actions about Ben Adu' }).click();
    await page.getByRole('menuitem', { name: 'End ownership' }).click();
    await page.getByRole('dialog').getByText('End the ownership of Ben Adu?').waitFor();
    // Meanwhile, in Cairo.
    await cairo!.page.getByRole('button', { name: 'إجراءات بشأن Ana Ruiz' }).click();
    await cairo!.page.getByRole('menuitem', { name: 'إنهاء الملكية' }).click();
    await cairo!.page.getByRole('dialog').getByRole('button', { name: 'إنهاء الملكية' }).click();
    await cairo!.page.getByRole('status').filter({ hasText: 'لم يعد Ana Ruiz مالكًا' }).waitFor();
    await page.getByText('Ben Adu ended your ownership').waitFor({ state: 'attached' });
    await page.getByRole('dialog').getByRole('button', { name: 'End ownership' }).click();
    await page.getByRole('alert').filter({ hasText: 'Another owner changed that a moment ago' }).waitFor();
    expect(await page.getByRole('button', { name: /^Actions about/ }).count()).toBe(0);
    expect((await ana!.client.space(space)).owners).toEqual([ben!.id]);
    await page.screenshot({ path: path.join(shots, 'owner-lost.png') });
  }, longEnough);

  it('is said before the access of the only owner is ended', async () => {
    const { page } = lima!;
    await rowOf(page, 'Ben Adu').getByRole('link').click();
    await page.getByRole('button', { name: 'End the access of Ben Adu' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Ben Adu is the only owner of a conversation you are in').waitFor();
    expect(await sheet.getByRole('link', { name: 'Harbour' }).getAttribute('href')).toBe(`/spaces/${space}/details`);
    expect(await quietFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'owner-access.png') });
    await sheet.getByRole('button', { name: 'Cancel' }).click();
  }, longEnough);

  it('is asked to name another before the last owner’s only device is forgotten', async () => {
    const say = await catalogue('ar');
    const { page } = cairo!;
    await page.locator('.nav a[href="/account"]').click();
    await page.getByRole('button', { name: say('devices.end').replace('{name}', "Ben Adu's desk") }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('devices.end-do') }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(say('device.ended'), { exact: true }).waitFor();
    await page.getByRole('button', { name: 'نسيان هذا المتصفح' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('أنت المالك الوحيد لمحادثة').waitFor();
    expect(await quietFindings(page)).toEqual([]);
    await page.screenshot({ path: path.join(shots, 'owner-forget-ar.png') });
    await sheet.getByRole('link', { name: 'Harbour' }).click();
    await rowOf(page, 'Ben Adu').waitFor();
    await page.getByText('أنت المالك الوحيد', { exact: true }).waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...cairo!.complaints]).toEqual([]);
  });
});
