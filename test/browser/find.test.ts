/** Finding what was said, and being told of what comes, against the real service: two browsers, in either language. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, until as untilOf, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn, unlockIfNeeded, write } from './person.js';

const longEnough = 120_000;

/** What the page would have shown outside of itself. A test's browser always has the focus: `away` says when a person does not. */
interface Outside { shown: { title: string; options: NotificationOptions; closed: boolean; click(): void }[]; badges: number[]; asked: number; away: boolean }
declare global { interface Window { outside: Outside } }

async function watchOutside(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const outside: Outside = { shown: [], badges: [], asked: 0, away: false };
    window.outside = outside;
    window.Notification = class {
      static get permission(): NotificationPermission { return outside.asked > 0 ? 'granted' : 'default'; }
      static async requestPermission(): Promise<NotificationPermission> { outside.asked += 1; return 'granted'; }
      onclick: (() => void) | null = null;
      readonly record: Outside['shown'][number];
      constructor(title: string, options: NotificationOptions) {
        // A newer one takes the place of the older of the same tag.
        for (const older of outside.shown) if (older.options.tag === options.tag) older.closed = true;
        this.record = { title, options, closed: false, click: () => this.onclick?.() };
        outside.shown.push(this.record);
      }
      close(): void { this.record.closed = true; }
    } as unknown as typeof Notification;
    document.hasFocus = () => !outside.away;
    navigator.setAppBadge = async (count = 0) => { outside.badges.push(count); };
    navigator.clearAppBadge = async () => { outside.badges.push(0); };
  });
  await page.reload();
}
const look = (page: Page, away: boolean): Promise<void> => page.evaluate((gone) => { window.outside.away = gone; window.dispatchEvent(new Event(gone ? 'blur' : 'focus')); }, away);
const shown = (page: Page) => page.evaluate(() => window.outside.shown.map(({ title, options, closed }) => ({ title, body: options.body, lang: options.lang, dir: options.dir, silent: options.silent, closed })));
const shownNumber = (page: Page, count: number) => page.waitForFunction((wanted) => window.outside.shown.length === wanted, count);

describe.each(['en', 'ar'] as const)('finding and being told, in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let line: Line;
  let people: People;
  let wanjiru: Person;
  let reem: Person;
  let nairobi: Visit;
  let riyadh: Visit;
  let joint: SpaceId;

  beforeAll(async () => {
    [browser, line, say] = await Promise.all([launchBrowser(), Line.open(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Public Prosecution', 'SA');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    reem = await people.enrol('Reem Alotaibi', 'Public Prosecution', people.officers[0], 'focal-point');
    joint = await wanjiru.client.createChannel({ title: 'Meridian', purpose: null, members: [reem.id] });
    for (const text of ['صدر أمر التجميد عن القاضي يوم ١٤ مارس', '最高人民检察院已确认冻结令', 'La décision de gel a été confirmée', ...Array.from({ length: 60 }, (_, i) => `Line ${i} of the statement`)]) await wanjiru.client.send(joint, plain(text));
    await people.settled(wanjiru, reem);
    nairobi = await signInOn(browser, people, wanjiru, 'Nairobi desk', { locale: locales[language] }, say);
    riyadh = await signInOn(browser, people, reem, 'Riyadh desk', { locale: locales[language], proxy: line.proxy }, say);
    for (const visited of [nairobi, riyadh]) await visited.page.setViewportSize({ width: 1280, height: 800 });
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  const found = (page: Page, count: number) => page.getByText(say('find.total', { count }), { exact: true }).waitFor();
  const without = (page: Page, filter: string) => page.getByRole('button', { name: say('find.remove', { filter }) });
  const goTo = (page: Page, href: string): Promise<void> => page.locator(`.nav a[href="${href}"]`).click();

  it('search by one key, in Arabic and Chinese, and jump to the message in its place', async () => {
    const { page } = riyadh;
    await page.getByRole('heading', { name: say('spaces.title') }).click();
    await page.keyboard.press('/');
    const box = page.getByRole('searchbox', { name: say('find.text') });
    await box.fill('والتجميد قاضي 14');
    const hit = page.locator('.hit');
    await hit.getByText('صدر أمر').waitFor();
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['التجميد', 'القاضي', '١٤']);
    expect(await hit.locator('.hit-text').evaluate((text) => getComputedStyle(text).direction)).toBe('rtl');
    await box.fill('检察院冻结');
    await hit.getByText('最高人民').waitFor();
    await found(page, 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await messageWith(page, '最高人民检察院已确认冻结令').waitFor();
    expect(page.url()).toContain(`/spaces/${joint}/m/`);
    expect(page.url()).not.toContain(encodeURIComponent('检察院'));
    await page.goBack();
    // The search is still there.
    await hit.getByText('最高人民').waitFor();
  }, longEnough);

  it('search without a connection', async () => {
    const { page } = riyadh;
    line.cut();
    await page.getByRole('navigation', { name: say('nav.label') }).getByRole('status').waitFor();
    await page.getByRole('searchbox', { name: say('find.text') }).fill('decision');
    await page.locator('.hit').getByText('La décision de gel').waitFor();
    line.mend();
    await page.getByRole('navigation', { name: say('nav.label') }).getByRole('status').waitFor({ state: 'detached' });
  }, longEnough);

  it('narrow a search, save it, and run it again', async () => {
    const { page } = riyadh;
    await page.getByRole('searchbox', { name: say('find.text') }).fill('line');
    await found(page, 60);
    await page.getByRole('button', { name: say('find.filters') }).click();
    await page.getByLabel(say('find.sender'), { exact: true }).selectOption({ label: 'Reem Alotaibi' });
    await page.getByText(say('find.none')).waitFor();
    await without(page, say('find.chip-sender', { name: 'Reem Alotaibi' })).click();
    await page.getByLabel(say('find.space'), { exact: true }).selectOption({ label: 'Meridian' });
    await found(page, 60);
    await page.getByRole('button', { name: say('find.more') }).click();
    await page.locator('.hit').nth(59).waitFor();
    await page.getByRole('button', { name: say('find.save') }).click();
    await page.getByRole('dialog').getByLabel(say('find.name')).fill('The statement');
    await page.getByRole('dialog').getByRole('button', { name: say('find.save-do'), exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await without(page, say('find.chip-space', { title: 'Meridian' })).click();
    await page.getByRole('searchbox', { name: say('find.text') }).fill('');
    await page.getByRole('button', { name: 'The statement', exact: true }).click();
    await without(page, say('find.chip-space', { title: 'Meridian' })).waitFor();
    await found(page, 60);
  }, longEnough);

  it('never ask for notifications by themselves, only when a person presses the button', async () => {
    const { page } = riyadh;
    await watchOutside(page);
    await unlockIfNeeded(page, say);
    await goTo(page, '/settings');
    const ask = page.getByRole('button', { name: say('notice.ask') });
    await ask.waitFor();
    expect(await page.evaluate(() => window.outside.asked)).toBe(0);
    await ask.click();
    await page.getByText(say('notice.granted')).waitFor();
  }, longEnough);

  const mention = async (text: string): Promise<void> => {
    const { page } = nairobi;
    const box = page.getByRole('textbox', { name: say('composer.label') });
    // Until what was begun there is known, it takes no keys.
    await box.and(page.locator(':not([readonly])')).waitFor();
    await box.pressSequentially('@Reem');
    await page.getByRole('option', { name: /Reem Alotaibi/ }).waitFor();
    await page.keyboard.press('Enter');
    await box.pressSequentially(` ${text}`);
    await page.keyboard.press('Enter');
  };

  it('tell of a mention without its content, in the inbox, the title, the badge and a notification', async () => {
    const { page } = riyadh;
    await goTo(page, '/inbox');
    await page.getByRole('heading', { name: say('inbox.title'), level: 1 }).waitFor();
    await look(page, true);
    await nairobi.page.bringToFront();
    await openSpace(nairobi.page, 'Meridian');
    await mention('please confirm the vessel');
    await shownNumber(page, 1);
    expect(await shown(page)).toEqual([{ title: 'Comity', body: say('told.mention'), lang: language, dir: language === 'ar' ? 'rtl' : 'ltr', silent: true, closed: false }]);
    await page.getByRole('listitem').filter({ hasText: say('inbox.mention', { name: 'Wanjiru Kamau' }) }).getByText('please confirm the vessel').waitFor();
    await page.waitForFunction((title) => /^\([\d٠-٩]+\) /.test(document.title) && document.title.endsWith(`${title} · Comity`) && document.querySelector('link[rel=icon]')?.getAttribute('href') === '/favicon-waiting.svg', say('inbox.title'));
    expect((await page.evaluate(() => window.outside.badges)).at(-1)).toBeGreaterThan(0);
  }, longEnough);

  it('show nothing while somebody looks', async () => {
    const { page } = riyadh;
    await look(page, false);
    await people.settled(reem);
    const before = (await reem.client.space(joint)).unread;
    const counted = (more: number) => page.waitForFunction((count) => window.outside.badges.at(-1) === count, before + more);
    await counted(0);
    await write(nairobi.page, 'While you look', say);
    await counted(1);
    // Whether somebody looks is asked in turn: what was asked before is answered.
    await page.evaluate(() => navigator.locks.query().then(() => undefined));
    // What comes once they look away shows, alone and after whatever the other one would have shown.
    await look(page, true);
    await mention('look at this');
    await shownNumber(page, 2);
    expect((await shown(page)).map(({ body }) => body)).toEqual([say('told.mention'), say('told.mention')]);
    await counted(2);
  }, longEnough);

  it('take a notification back once all is read on another device', async () => {
    const { page } = riyadh;
    const all = await page.evaluate(() => window.outside.badges.at(-1));
    await until(reem, async () => (await reem.client.space(joint)).unread === all);
    await reem.client.markRead(joint, 1_000_000);
    await reem.client.settled();
    await page.getByText(say('inbox.empty')).waitFor();
    await page.waitForFunction((title) => document.title === `${title} · Comity` && window.outside.shown.every(({ closed }) => closed) && window.outside.badges.at(-1) === 0, say('inbox.title'));
  }, longEnough);

  it('are quiet in quiet hours, except for an alert', async () => {
    const { page } = riyadh;
    await reem.client.setNoticeSettings({ notify: true, quiet: { from: '20:00', to: '07:00', days: [0, 1, 2, 3, 4, 5, 6] }, remind: 'all' });
    await goTo(page, '/settings');
    // A clock that jumps ahead under an open page would lock it as idle.
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await page.clock.setFixedTime(new Date(`${tomorrow}T21:30:00Z`));
    await page.reload();
    await unlockIfNeeded(page, say);
    await page.getByLabel(say('notice.from'), { exact: true }).waitFor();
    await page.evaluate(() => { window.outside.asked = 1; });
    await look(page, true);
    const before = (await shown(page)).length;
    await write(nairobi.page, 'Late at night', say);
    await until(reem, async () => (await reem.client.space(joint)).unread === 1);
    await wanjiru.client.send(joint, plain('This cannot wait', 'none', { alert: true }));
    await shownNumber(page, before + 1);
    expect((await shown(page)).at(-1)?.body).toBe(say('told.alert'));
    await page.clock.setFixedTime(new Date(`${tomorrow}T11:30:00Z`));
    await write(nairobi.page, 'By day', say);
    await shownNumber(page, before + 2);
    expect((await shown(page)).at(-1)?.body).toBe(say('told.message'));
  }, longEnough);

  it('keep to the level of a conversation', async () => {
    const { page } = riyadh;
    const before = (await shown(page)).length;
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'none' });
    await goTo(page, '/inbox');
    await page.waitForFunction(() => window.outside.badges.at(-1) === 0);
    await page.locator('.inbox-unread').waitFor({ state: 'detached' });
    await mention('are you there?');
    await until(reem, async () => (await reem.client.space(joint)).mentions === 1);
    await goTo(page, '/');
    await page.locator('.space-row').filter({ hasText: 'are you there?' }).waitFor();
    await goTo(page, '/inbox');
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'mentions' });
    await page.locator('.inbox-mention').waitFor();
    await write(nairobi.page, 'Not for anybody in particular', say);
    await mention('this is for you');
    await shownNumber(page, before + 1);
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'all' });
    await page.locator('.inbox-unread').waitFor();
    await write(nairobi.page, 'For everybody again', say);
    await shownNumber(page, before + 2);
    expect((await shown(page)).slice(before).map(({ body }) => body)).toEqual([say('told.mention'), say('told.message')]);
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'mentions' });
    await page.locator('.inbox-unread').waitFor({ state: 'detached' });
  }, longEnough);

  it('work the inbox through by keyboard, and undo what was done', async () => {
    const { page } = riyadh;
    await look(page, false);
    const mentions = page.locator('.inbox-mention');
    await mentions.nth(1).waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.locator('.inbox-mention .inbox-link').first().focus();
    await page.keyboard.press('e');
    await page.getByText(say('inbox.done-read', { count: 1 })).waitFor();
    await mentions.nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await mentions.nth(1).waitFor();
    await people.settled(reem);
    expect((await reem.client.space(joint)).mentions).toBe(2);
    await page.getByRole('button', { name: say('inbox.all-read') }).click();
    await mentions.first().waitFor({ state: 'detached' });
    // Leaving gives it up to the service.
    await goTo(page, '/');
    await until(reem, async () => (await reem.client.space(joint)).mentions === 0);
    await goTo(page, '/inbox');
    await page.locator('.inbox-alert').getByRole('button', { name: say('inbox.acknowledge'), exact: true }).click();
    await page.getByText(say('inbox.done-acknowledged', { count: 1 }), { exact: true }).waitFor();
    await goTo(page, '/');
    await until(reem, async () => (await reem.client.space(joint)).alerts === 0);
  }, longEnough);

  it('search from the palette', async () => {
    const { page } = riyadh;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('التجميد');
    await page.getByRole('option', { name: say('find.open-for', { text: 'التجميد' }) }).click();
    await page.locator('.hit').getByText('صدر أمر').waitFor();
    await found(page, 1);
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    const complaints = [...nairobi.complaints, ...riyadh.complaints].filter((text) => !/net::ERR_/.test(text));
    expect(complaints).toEqual([]);
  });
});

const until = ({ client }: Person, holds: () => Promise<boolean>): Promise<void> => untilOf(client, holds);
