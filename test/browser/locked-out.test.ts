/** A browser whose person signed out everywhere, from another one: nothing in it opens any more, with the service or without it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { plain } from '@comity/sdk';
import { passphrase, People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { quietFindings } from './axe.js';
import { enterPassphrase, messageWith, openSpace, signInOn } from './person.js';

const longEnough = 120_000;

describe('a browser left behind', () => {
  let browser: Browser;
  let people: People;
  let noor: Person;
  let line: Line;
  let left: Visit;
  let page: Page;

  beforeAll(async () => {
    [browser, line] = await Promise.all([launchBrowser(), Line.open()]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution Service', 'NL');
    noor = await people.enrol('Noor Visser', 'Public Prosecution Service', people.officers[0], 'focal-point');
    const space = await people.officers[0].client.createChannel({ title: 'Ferry', purpose: null, members: [noor.id] });
    await people.officers[0].client.send(space, plain('For Noor alone'));
    left = await signInOn(browser, people, noor, 'Left in the hotel', { proxy: line.proxy });
    page = left.page;
    await openSpace(page, 'Ferry');
    await messageWith(page, 'For Noor alone').waitFor();
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  it('shows nothing once its person signed out everywhere elsewhere', async () => {
    await noor.client.signOut({ everywhere: true, forget: false });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('For Noor alone').count()).toBe(0);
  }, longEnough);

  it('shows nothing where the service cannot be reached either, and says why', async () => {
    // The worker that its tabs shared ends with the last of them.
    await page.close();
    line.silence();
    page = await left.context.newPage();
    await page.goto(people.service.url);
    await page.getByText('The service cannot be reached').waitFor();
    await page.getByText('This page tries again by itself').waitFor();
    expect(await page.getByText('For Noor alone').count()).toBe(0);
    expect(await page.getByRole('navigation', { name: 'Main navigation' }).count()).toBe(0);
  }, longEnough);

  it('goes on by itself when the service answers again, and opens to whoever signs in', async () => {
    line.mend();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enterPassphrase(page, noor);
    await openSpace(page, 'Ferry');
    await messageWith(page, 'For Noor alone').waitFor();
  }, longEnough);

  it('is locked at once by signing out without the service, says what stays open, and tells the service as soon as it answers', async () => {
    line.silence();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'your session there ends as soon as the connection is back' }).waitFor();
    expect(await page.getByText('For Noor alone').count()).toBe(0);
    expect(await quietFindings(page)).toEqual([]);
    line.mend();
    await page.getByText('Signed out on this device').waitFor({ state: 'detached' });
    expect((await left.context.cookies()).map(({ name }) => name)).toEqual([]);
    await enterPassphrase(page, noor);
    await messageWith(page, 'For Noor alone').or(page.getByRole('link', { name: 'Ferry' })).first().waitFor();
  }, longEnough);

  it('erases what it holds when it is revoked', async () => {
    await noor.client.signInWithPassphrase(noor.login, passphrase, noor.codes.next());
    const device = (await noor.client.myDevices()).find(({ name }) => name === 'Left in the hotel');
    await noor.client.endDevice(device!.id, 'lost');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.waitForFunction(async () => {
      const entries = await new Promise<number>((resolve) => {
        const opening = indexedDB.open('comity');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('entries').objectStore('entries').count();
          counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
        };
      });
      return entries === 0;
    });
  }, longEnough);
});
