/** Losing everything, against the real service and at three screens: the focal point vouches anew, the person enrols once more, a colleague compares numbers again. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, passphrase, until, type Person } from '../scenario/people.js';
import { launchBrowser, visit, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, openSpace, signInOn, unlockIfNeeded } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 180_000;

describe.each(['en', 'ar'] as const)('somebody who lost everything, in %s', (language) => {
  const locale = locales[language];
  const name = 'Omar Nasser';
  let say: Say;
  const shot = (of: string): string => path.join(shots, `anew-${of}-${language}.png`);
  let browser: Browser;
  let people: People;
  let salma: Person;
  let omar: Person;
  let gina: Person;
  let space: SpaceId;
  let desk: Visit;
  let colleague: Visit;
  let omarAnew: Visit;
  let link: string;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution', 'JO');
    await people.admit('Financial Police', 'IT');
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    gina = await people.enrol('Gina Bruni', 'Financial Police', people.officers[0], 'focal-point');
    omar = await people.enrol('Omar Nasser', 'Public Prosecution', salma);
    space = await gina.client.createChannel({ title: 'Carousel', purpose: null, members: [omar.id] });
    await gina.client.send(space, plain('before the loss'));
    await gina.client.markVerified(omar.id, true);
    await people.settled(gina, omar);
    desk = await signInOn(browser, people, salma, 'Amman desk', { locale }, say);
    colleague = await signInOn(browser, people, gina, 'Rome desk', { locale }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('gets a link from the focal point, who is told what is lost', async () => {
    const { page } = desk;
    await page.goto(`${people.service.url}/directory/${omar.id}`);
    await page.getByRole('button', { name: say('anew.title', { name }) }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('anew.lost-title'), { exact: true }).waitFor();
    await sheet.getByText(name, { exact: true }).waitFor();
    await page.screenshot({ path: shot('sheet') });
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: say('anew.make') }).click();
    link = (await sheet.getByRole('group', { name: say('invite.link') }).textContent()) ?? '';
    expect(link).toContain('/enrol#1.');
    await sheet.getByRole('button', { name: say('invite.done') }).click();
  }, longEnough);

  it('enrols under the name that stands, and is told the same', async () => {
    omarAnew = await visit(browser, people.service.url, { locale });
    const { page } = omarAnew;
    await page.goto(link);
    await page.getByText(say('anew.enrol', { name })).waitFor();
    await page.getByText(say('anew.lost-title')).waitFor();
    await page.getByRole('definition').filter({ hasText: 'Omar Nasser' }).waitFor();
    expect(await page.getByLabel(say('field.name')).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: shot('enrolment'), fullPage: true });
    await page.getByLabel(say('field.login')).fill('omar.anew');
    await page.getByLabel(say('field.new-passphrase'), { exact: true }).fill(passphrase);
    await page.getByLabel(say('field.repeat-passphrase')).fill(passphrase);
    const secret = (await page.locator('.totp code').textContent()) ?? '';
    await page.locator('.totp input').fill(people.codesOf(secret.replace(/\s/g, '')).next());
    await page.getByRole('button', { name: say('enrol.submit') }).click();
    await page.locator('.recovery-groups').waitFor();
    const groups = await page.locator('.recovery-groups code').allTextContents();
    await page.getByRole('button', { name: say('recovery.done') }).click();
    await page.getByLabel(say('devices.code-entry')).fill(groups.join('-'));
    await page.getByRole('button', { name: say('devices.code-try') }).click();
    await page.getByRole('button', { name: say('passkey.later') }).click();
    await page.getByText(say('awaiting.what')).waitFor();
  }, longEnough);

  it('is vouched for at the desk, which says that the earlier identity ends', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: say('nav.desk') }).click();
    await page.getByText(say('anew.vouch-ends', { name })).waitFor();
    await page.screenshot({ path: shot('desk'), fullPage: true });
    await page.getByRole('button', { name: say('anew.vouch', { name }) }).click();
    await omarAnew.page.getByRole('navigation', { name: say('nav.label') }).waitFor();
    await until(omar.client, () => omar.client.phase().phase === 'signed-out');
  }, longEnough);

  it('comes back to a conversation with one press of its owner, and its timeline says who left and who came', async () => {
    const { page } = colleague;
    await openSpace(page, 'Carousel');
    await page.getByText(say('anew.space', { name })).waitFor();
    await page.getByText(say('event.name-earlier', { name })).last().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: shot('space') });
    await page.getByRole('button', { name: say('anew.add', { name }) }).click();
    await page.getByText(say('event.added', { self: 'yes', by: 'Gina Bruni', who: say('event.name-new', { name }) })).waitFor();
    await openSpace(omarAnew.page, 'Carousel');
    await omarAnew.page.getByRole('textbox', { name: say('composer.label') }).waitFor();
    expect(await omarAnew.page.getByText('before the loss').count()).toBe(0);
  }, longEnough);

  it('is compared anew by a colleague, whose mark is gone until then', async () => {
    const { page } = colleague;
    await page.goto(`${people.service.url}/directory/${omar.id}`);
    await unlockIfNeeded(page, say);
    await page.getByText(say('anew.replaced', { name })).waitFor();
    await page.getByRole('link', { name: say('anew.to-new') }).click();
    await page.getByText(say('anew.successor', { name, moment: '…' }).split('…', 1)[0]!).waitFor();
    await page.getByText(say('anew.compare-again')).waitFor();
    await page.getByText(say('person.unverified'), { exact: true }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: shot('person'), fullPage: true });
    await page.locator('.notice-action button').first().click();
    await page.getByRole('dialog').locator('.safety').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: say('safety.match') }).click();
    await page.getByText(say('person.verified'), { exact: true }).first().waitFor();
  }, longEnough);

  it('gave no browser anything to complain about', () => {
    for (const { complaints } of [desk, colleague, omarAnew]) expect(complaints.filter((text) => !/401|404|409/.test(text))).toEqual([]);
  });
});
