/** Several tabs of one browser: one client, one connection, and whatever one of them does shows in the others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import type { Browser, Page } from 'playwright-core';
import { People, passphrase, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { messageWith, openSpace, signInOn, write } from './person.js';

const longEnough = 120_000;

describe('two tabs of one browser', () => {
  let browser: Browser;
  let line: Line;
  let people: People;
  let noor: Person;
  let first: Visit;
  let second: Page;

  beforeAll(async () => {
    [browser, line] = await Promise.all([launchBrowser(), Line.open()]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution Service', 'NL');
    noor = await people.enrol('Noor Visser', 'Public Prosecution Service', people.officers[0], 'focal-point');
    first = await signInOn(browser, people, noor, 'The Hague desk', { proxy: line.proxy });
    const space = await people.officers[0].client.createChannel({ title: 'Ferry', purpose: null, members: [noor.id] });
    await people.officers[0].client.send(space, plain('Before the second tab'));
    second = await first.context.newPage();
    await second.goto(people.service.url);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  it('are one sign-in, one device and one connection', async () => {
    await second.getByRole('heading', { name: 'Conversations' }).waitFor();
    await openSpace(first.page, 'Ferry');
    await openSpace(second, 'Ferry');
    await messageWith(first.page, 'Before the second tab').waitFor();
    await messageWith(second, 'Before the second tab').waitFor();
    expect(line.tunnels).toBe(1);
    await until(noor.client, async () => (await noor.client.myDevices()).filter(({ current }) => current).length > 1);
    expect((await noor.client.myDevices()).filter(({ current }) => current)).toHaveLength(2);
  }, longEnough);

  it('show what is written in either of them, once', async () => {
    await write(first.page, 'From the first tab');
    await messageWith(second, 'From the first tab').waitFor();
    await write(second, 'From the second tab');
    for (const page of [first.page, second]) await messageWith(page, 'From the second tab').waitFor();
    for (const page of [first.page, second]) expect((await page.locator('.message-text').allInnerTexts()).filter((text) => text.includes('tab'))).toEqual(['Before the second tab', 'From the first tab', 'From the second tab']);
  }, longEnough);

  it('lock and open together', async () => {
    await first.page.keyboard.press('Alt+l');
    await second.getByRole('heading', { name: 'Locked' }).waitFor();
    await second.getByLabel('Passphrase').fill(passphrase);
    await second.getByRole('button', { name: 'Unlock' }).click();
    await messageWith(first.page, 'From the first tab').waitFor();
    await messageWith(second, 'From the first tab').waitFor();
  }, longEnough);

  it('go on, unlocked, when the first of them is closed', async () => {
    await first.page.close();
    await write(second, 'The first tab is gone');
    await people.officers[0].client.settled();
    await second.getByRole('button', { name: /stored by the service|delivered to everyone|read by everyone/ }).last().waitFor();
    expect(line.tunnels).toBe(1);
    const third = await first.context.newPage();
    await third.goto(people.service.url);
    await openSpace(third, 'Ferry');
    await messageWith(third, 'The first tab is gone').waitFor();
    expect(first.complaints).toEqual([]);
  }, longEnough);
});
