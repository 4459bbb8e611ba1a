/** Who owns a channel, at two screens: named by keyboard, given up, seen by all, ended by the faster of two. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;

describe.each(['en', 'ar'] as const)('who owns a channel, in browsers in %s', (language) => {
  const [nameOfAna, nameOfBen, nameOfCai] = ['Ana Ruiz', 'Ben Adu', 'Cai Lin'] as const;
  let say: Say;
  let browser: Browser;
  let people: People;
  let [ana, ben, cai]: Person[] = [];
  let [lima, cairo]: Visit[] = [];
  let space: SpaceId;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Fiscalía Especial', 'ES');
    ana = await people.enrol(nameOfAna, 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol(nameOfBen, 'Fiscalía Especial', ana);
    cai = await people.enrol(nameOfCai, 'Fiscalía Especial', ana);
    space = await ana.client.createChannel({ title: 'Harbour', purpose: null, members: [ben.id, cai.id] });
    await people.settled(ana, ben, cai);
    lima = await signInOn(browser, people, ana, 'Lima desk', { locale: locales[language] }, say);
    cairo = await signInOn(browser, people, ben, 'Cairo desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `owner-${name}-${language}.png`) });
  const openDetails = async (page: Page): Promise<void> => {
    await page.locator(`a[href="/spaces/${space}"]`).first().click();
    await page.getByRole('link', { name: say('space.show-details') }).click();
    await page.locator('.details').waitFor();
  };
  const rowOf = (page: Page, name: string) => page.locator('.details .people > li').filter({ hasText: name });
  const owning = (page: Page, name: string) => rowOf(page, name).getByText(say('space.owner'));
  const actions = (page: Page, name: string) => page.getByRole('button', { name: say('owner.actions', { name }) });
  const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });
  /** Beside the details a narrow window shows no thread. */
  const told = (page: Page, line: string) => page.getByText(line).first().waitFor({ state: 'attached' });

  it('is said to be one person alone, who names another by keyboard', async () => {
    const { page } = lima!;
    await openDetails(page);
    await page.getByText(say('owner.alone'), { exact: true }).waitFor();
    await actions(page, nameOfBen).focus();
    expect(await actions(page, nameOfAna).count()).toBe(0);
    await page.keyboard.press('Enter');
    await item(page, say('owner.make.do')).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([say('owner.make.do'), say('space.remove')]);
    await page.locator('[role=menuitem]:focus').filter({ hasText: say('owner.make.do') }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(say('owner.make.title', { name: nameOfBen })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'make');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: say('owner.made', { name: nameOfBen }) }).waitFor();
    await owning(page, nameOfBen).waitFor();
    await page.getByText(say('owner.alone'), { exact: true }).waitFor({ state: 'detached' });
    await page.locator(`button:focus[aria-label="${say('owner.actions', { name: nameOfBen })}"]`).waitFor();
    await told(page, say('event.owner-made', { self: 'yes', by: nameOfAna, who: nameOfBen, whom: 'no' }));
  }, longEnough);

  it('shows to who became one, and gives them what owners do', async () => {
    const { page } = cairo!;
    await openDetails(page);
    await told(page, say('event.owner-made', { self: 'no', by: nameOfAna, who: say('person.you'), whom: 'yes' }));
    await owning(page, nameOfAna).waitFor();
    await owning(page, nameOfBen).waitFor();
    await actions(page, nameOfAna).click();
    await item(page, say('owner.end.do')).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([say('owner.end.do'), say('space.remove')]);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'menu');
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
  }, longEnough);

  it('may be given up to another owner, after which nothing of it is offered, and be given back', async () => {
    const { page } = cairo!;
    await actions(page, nameOfBen).click();
    await item(page, say('owner.give-up.do')).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([say('owner.give-up.do')]);
    await item(page, say('owner.give-up.do')).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('owner.give-up.title')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'give-up');
    await sheet.getByRole('button', { name: say('owner.give-up.do') }).click();
    await page.getByRole('status').filter({ hasText: say('owner.given-up') }).waitFor();
    await page.locator('.details h3:focus').waitFor();
    await owning(page, nameOfBen).waitFor({ state: 'detached' });
    await page.locator('.details button[aria-haspopup="menu"]').first().waitFor({ state: 'detached' });
    await told(page, say('event.owner-given-up', { self: 'yes', by: nameOfBen }));
    await told(lima!.page, say('event.owner-given-up', { self: 'no', by: nameOfBen }));
    await lima!.page.getByText(say('owner.alone'), { exact: true }).waitFor();
    await actions(lima!.page, nameOfBen).click();
    await item(lima!.page, say('owner.make.do')).click();
    await lima!.page.getByRole('dialog').getByRole('button', { name: say('owner.make.do') }).click();
    await owning(page, nameOfBen).waitFor();
    await actions(page, nameOfBen).waitFor();
  }, longEnough);

  it('leaves in sight what happens meanwhile, where a narrow screen shows details alone', async () => {
    const { page } = lima!;
    const alone = page.locator('.notice').filter({ hasText: say('owner.alone') });
    const giveUp = async (): Promise<void> => {
      await actions(cairo!.page, nameOfBen).click();
      await item(cairo!.page, say('owner.give-up.do')).click();
      await cairo!.page.getByRole('dialog').getByRole('button', { name: say('owner.give-up.do') }).click();
      await alone.waitFor();
    };
    const name = async (): Promise<void> => {
      await actions(page, nameOfBen).click();
      await item(page, say('owner.make.do')).click();
      await page.getByRole('dialog').getByRole('button', { name: say('owner.make.do') }).click();
      await actions(cairo!.page, nameOfBen).waitFor();
    };
    await page.setViewportSize({ width: 360, height: 740 });
    await giveUp();
    await name();
    // It waits while a pointer is on it.
    const toast = page.locator('.toast').filter({ hasText: say('owner.made', { name: nameOfBen }) });
    await toast.hover();
    await giveUp();
    const [said, notice] = await Promise.all([toast.boundingBox(), alone.boundingBox()]);
    await shot(page, 'meanwhile');
    expect(said!.y >= notice!.y + notice!.height || said!.y + said!.height <= notice!.y).toBe(true);
    await name();
    await page.setViewportSize({ width: 1280, height: 800 });
  }, longEnough);

  it('is decided by who acts first; the other is told why nothing happened', async () => {
    const { page } = lima!;
    await owning(page, nameOfBen).waitFor();
    await actions(page, nameOfBen).click();
    await item(page, say('owner.end.do')).click();
    await page.getByRole('dialog').getByText(say('owner.end.title', { name: nameOfBen })).waitFor();
    // Meanwhile, in Cairo.
    await actions(cairo!.page, nameOfAna).click();
    await item(cairo!.page, say('owner.end.do')).click();
    await cairo!.page.getByRole('dialog').getByRole('button', { name: say('owner.end.do') }).click();
    await cairo!.page.getByRole('status').filter({ hasText: say('owner.ended', { name: nameOfAna }) }).waitFor();
    await told(page, say('event.owner-ended', { self: 'no', by: nameOfBen, who: say('person.you'), whom: 'yes' }));
    await page.getByRole('dialog').getByRole('button', { name: say('owner.end.do') }).click();
    await page.getByRole('alert').filter({ hasText: say('owner.lost') }).waitFor();
    await page.locator('.details button[aria-haspopup="menu"]').first().waitFor({ state: 'detached' });
    await until(ana!.client, async () => String((await ana!.client.space(space)).owners) === ben!.id);
    await shot(page, 'lost');
  }, longEnough);

  it('lets an owner take a member out, which everybody sees', async () => {
    const { page } = cairo!;
    await actions(page, nameOfCai).click();
    await item(page, say('space.remove')).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('space.remove-title', { name: nameOfCai })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'remove');
    await sheet.getByRole('button', { name: say('space.remove'), exact: true }).click();
    await rowOf(page, nameOfCai).waitFor({ state: 'detached' });
    await page.locator('.details h3:focus').waitFor();
    await told(page, say('event.removed', { self: 'yes', by: nameOfBen, who: nameOfCai }));
    await told(lima!.page, say('event.removed', { self: 'no', by: nameOfBen, who: nameOfCai }));
    await rowOf(lima!.page, nameOfCai).waitFor({ state: 'detached' });
    await until(cai!.client, async () => (await cai!.client.space(space)).left);
  }, longEnough);

  it('is said before the access of the only owner is ended', async () => {
    const { page } = lima!;
    await rowOf(page, nameOfBen).getByRole('link').click();
    await page.getByRole('button', { name: say('devices.access-end-title', { name: nameOfBen }) }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('owner.last-access', { count: 1, name: nameOfBen })).waitFor();
    expect(await sheet.getByRole('link', { name: 'Harbour' }).getAttribute('href')).toBe(`/spaces/${space}/details`);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'access');
    await sheet.getByRole('button', { name: say('action.cancel') }).click();
  }, longEnough);

  it('is asked to name another before the last owner’s only device is forgotten', async () => {
    const { page } = cairo!;
    await page.locator('.nav a[href="/account"]').click();
    await page.getByRole('button', { name: say('devices.end', { name: `${nameOfBen}'s desk` }) }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('devices.end-do') }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(say('device.ended'), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('account.forget') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('owner.last-device', { count: 1 })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'forget');
    await sheet.getByRole('link', { name: 'Harbour' }).click();
    await rowOf(page, nameOfBen).waitFor();
    await page.getByText(say('owner.alone'), { exact: true }).waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...lima!.complaints, ...cairo!.complaints]).toEqual([]);
  });
});
