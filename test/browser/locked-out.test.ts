/** A browser whose person signed out everywhere, from another one: nothing in it opens any more, with the service or without it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { plain } from '@comity/sdk';
import { passphrase, People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { addBrowser, enterPassphrase, locales, messageWith, openSpace, signInOn } from './person.js';

const longEnough = 120_000;

describe.each(['en', 'ar'] as const)('a browser left behind, in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let noor: Person;
  let line: Line;
  let left: Visit;
  let page: Page;

  beforeAll(async () => {
    [browser, line, say] = await Promise.all([launchBrowser(), Line.open(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution Service', 'NL');
    noor = await people.enrol('Noor Visser', 'Public Prosecution Service', people.officers[0], 'focal-point');
    const space = await people.officers[0].client.createChannel({ title: 'Ferry', purpose: null, members: [noor.id] });
    await people.officers[0].client.send(space, plain('For Noor alone'));
    left = await signInOn(browser, people, noor, 'Left in the hotel', { proxy: line.proxy, locale: locales[language] }, say);
    page = left.page;
    await openSpace(page, 'Ferry');
    await messageWith(page, 'For Noor alone').waitFor();
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  const signedOut = async (): Promise<void> => {
    await page.getByRole('heading', { name: say('sign-in.title') }).waitFor();
    expect(await page.getByText('For Noor alone').count()).toBe(0);
  };
  /** Without the service: what stays open is said, until the service can be told. */
  const owes = async (what: string): Promise<void> => {
    await signedOut();
    await page.getByRole('status').filter({ hasText: what }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    line.mend();
    await page.getByText(say('sign-in.ending')).waitFor({ state: 'detached' });
    expect((await left.context.cookies()).map(({ name }) => name)).toEqual([]);
  };
  const emptied = () => page.waitForFunction(async () => {
    const entries = await new Promise<number>((resolve) => {
      const opening = indexedDB.open('comity');
      opening.onsuccess = () => {
        const counting = opening.result.transaction('entries').objectStore('entries').count();
        counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
      };
    });
    return entries === 0;
  });

  it('shows nothing once its person signed out everywhere elsewhere', async () => {
    await noor.client.signOut({ everywhere: true, forget: false });
    await signedOut();
  }, longEnough);

  it('shows nothing where the service cannot be reached either, and says why', async () => {
    // The worker that its tabs shared ends with the last of them; until it has, it would serve the next one. It holds its lock for as long.
    const beside = await left.context.newPage();
    await beside.goto(`${people.service.url}/favicon.svg`);
    await page.close();
    await beside.waitForFunction(async () => (await navigator.locks.query()).held?.length === 0);
    await beside.close();
    line.silence();
    page = await left.context.newPage();
    await page.goto(people.service.url);
    await page.getByText(say('failure.offline')).waitFor();
    await page.getByText(say('start.todo')).waitFor();
    expect(await page.getByText('For Noor alone').count()).toBe(0);
    expect(await page.getByRole('navigation', { name: say('nav.label') }).count()).toBe(0);
  }, longEnough);

  it('goes on by itself when the service answers again, and opens to whoever signs in', async () => {
    line.mend();
    await page.getByRole('heading', { name: say('sign-in.title') }).waitFor();
    await enterPassphrase(page, noor, say);
    await openSpace(page, 'Ferry');
    await messageWith(page, 'For Noor alone').waitFor();
  }, longEnough);

  it('keeps its pages where the script of another cannot be had, and asks for that again', async () => {
    const nav = page.getByRole('navigation', { name: say('nav.label') }), lost = page.getByRole('alert').filter({ hasText: say('failure.part') });
    const sessions = page.getByRole('main').getByRole('heading', { name: say('hall.title') });
    /** Stylesheets of the page, and how many of them did not come. */
    const sheets = () => page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
      const came = ({ sheet }: HTMLLinkElement): boolean => { try { return (sheet?.cssRules.length ?? 0) > 0; } catch { return false; } };
      return [all.length, all.filter((link) => !came(link)).length];
    });
    line.cut();
    await nav.getByRole('link', { name: say('hall.title') }).click();
    await lost.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await sessions.count()).toBe(0);
    // What is here already stays to be read meanwhile.
    await nav.getByRole('link', { name: say('nav.spaces') }).click();
    await openSpace(page, 'Ferry');
    await messageWith(page, 'For Noor alone').waitFor();
    expect(await lost.count()).toBe(0);
    await nav.getByRole('button', { name: say('palette.open') }).click();
    await lost.getByRole('button', { name: say('action.close') }).click();
    await lost.waitFor({ state: 'detached' });
    await nav.getByRole('link', { name: say('hall.title') }).click();
    await lost.waitFor();
    expect((await sheets())[1]).toBeGreaterThan(0);
    line.mend();
    await lost.getByRole('button', { name: say('action.again') }).click();
    await sessions.waitFor();
    expect((await sheets())[1]).toBe(0);
    await nav.getByRole('link', { name: say('nav.spaces') }).click();
  }, longEnough);

  it('is locked at once by signing out without the service, says what stays open, and tells the service as soon as it answers', async () => {
    line.silence();
    await page.getByRole('link', { name: say('nav.account') }).click();
    await page.getByRole('button', { name: say('account.sign-out'), exact: true }).click();
    await owes(say('sign-in.ending-here'));
    await enterPassphrase(page, noor, say);
    await page.getByRole('link', { name: 'Ferry' }).first().waitFor();
  }, longEnough);

  it('says so too when its person signs out everywhere, which then holds for the other devices', async () => {
    await noor.client.signInWithPassphrase(noor.login, passphrase, noor.codes.next());
    line.silence();
    await page.getByRole('link', { name: say('nav.account') }).click();
    await page.getByRole('button', { name: say('account.everywhere') }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('account.everywhere') }).click();
    await owes(say('sign-in.ending-everywhere'));
    await until(noor.client, () => noor.client.phase().phase === 'signed-out');
  }, longEnough);

  it('erases what it holds when it is revoked', async () => {
    await enterPassphrase(page, noor, say);
    await page.getByRole('link', { name: 'Ferry' }).first().waitFor();
    await noor.client.signInWithPassphrase(noor.login, passphrase, noor.codes.next());
    const device = (await noor.client.myDevices()).find(({ name }) => name === 'Left in the hotel');
    await noor.client.endDevice(device!.id, 'lost');
    await signedOut();
    await emptied();
  }, longEnough);

  it('is forgotten without the service, too', async () => {
    await enterPassphrase(page, noor, say);
    await addBrowser(page, 'Left again', say);
    await page.getByRole('link', { name: 'Ferry' }).first().waitFor();
    line.silence();
    await page.getByRole('link', { name: say('nav.account') }).click();
    await page.getByRole('button', { name: say('account.forget') }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('account.forget') }).click();
    await owes(say('sign-in.ending-here'));
    await emptied();
  }, longEnough);
});
