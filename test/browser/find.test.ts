/** Finding what was said, and being told of what comes, against the real service: two browsers, one of them in Arabic. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, until as untilOf, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { messageWith, openSpace, signInOn, unlockIfNeeded, write } from './person.js';

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
const shown = (page: Page) => page.evaluate(() => window.outside.shown.map(({ title, options, closed }) => ({ title, body: options.body, silent: options.silent, closed })));
const shownNumber = (page: Page, count: number) => page.waitForFunction((wanted) => window.outside.shown.length === wanted, count);

describe('finding and being told', () => {
  let browser: Browser;
  let line: Line;
  let people: People;
  let wanjiru: Person;
  let reem: Person;
  let nairobi: Visit;
  let riyadh: Visit;
  let joint: SpaceId;

  beforeAll(async () => {
    [browser, line] = await Promise.all([launchBrowser(), Line.open()]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Public Prosecution', 'SA');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    reem = await people.enrol('Reem Alotaibi', 'Public Prosecution', people.officers[0], 'focal-point');
    joint = await wanjiru.client.createChannel({ title: 'Meridian', purpose: null, members: [reem.id] });
    for (const text of ['صدر أمر التجميد عن القاضي يوم ١٤ مارس', '最高人民检察院已确认冻结令', 'La décision de gel a été confirmée', ...Array.from({ length: 60 }, (_, i) => `Line ${i} of the statement`)]) await wanjiru.client.send(joint, plain(text));
    await people.settled(wanjiru, reem);
    nairobi = await signInOn(browser, people, wanjiru, 'Nairobi desk');
    riyadh = await signInOn(browser, people, reem, 'Riyadh desk', { proxy: line.proxy });
    for (const visited of [nairobi, riyadh]) await visited.page.setViewportSize({ width: 1280, height: 800 });
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await people.end();
  });

  it('search by one key, in Arabic and Chinese, and jump to the message in its place', async () => {
    const { page } = riyadh;
    await page.getByRole('heading', { name: 'Conversations' }).click();
    await page.keyboard.press('/');
    const box = page.getByRole('searchbox', { name: 'Words in a message' });
    await box.fill('والتجميد قاضي 14');
    const hit = page.locator('.hit');
    await hit.getByText('صدر أمر').waitFor();
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['التجميد', 'القاضي', '١٤']);
    expect(await hit.locator('.hit-text').evaluate((text) => getComputedStyle(text).direction)).toBe('rtl');
    await box.fill('检察院冻结');
    await hit.getByText('最高人民').waitFor();
    await page.getByText('1 message found').waitFor();
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
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('status').waitFor();
    await page.getByRole('searchbox', { name: 'Words in a message' }).fill('decision');
    await page.locator('.hit').getByText('La décision de gel').waitFor();
    line.mend();
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('status').waitFor({ state: 'detached' });
  }, longEnough);

  it('narrow a search, save it, and run it again', async () => {
    const { page } = riyadh;
    await page.getByRole('searchbox', { name: 'Words in a message' }).fill('line');
    await page.getByText('60 messages found').waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Written by').selectOption({ label: 'Reem Alotaibi' });
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: 'Remove filter: Written by Reem Alotaibi' }).click();
    await page.getByLabel('Conversation', { exact: true }).selectOption({ label: 'Meridian' });
    await page.getByText('60 messages found').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('.hit').nth(59).waitFor();
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByLabel('Name').fill('The statement');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove filter: In Meridian' }).click();
    await page.getByRole('searchbox', { name: 'Words in a message' }).fill('');
    await page.getByRole('button', { name: 'The statement', exact: true }).click();
    await page.getByRole('button', { name: 'Remove filter: In Meridian' }).waitFor();
    await page.getByText('60 messages found').waitFor();
  }, longEnough);

  it('never ask for notifications by themselves, only when a person presses the button', async () => {
    const { page } = riyadh;
    await watchOutside(page);
    await page.getByRole('link', { name: 'Settings' }).click();
    const ask = page.getByRole('button', { name: 'Allow notifications' });
    await ask.waitFor();
    expect(await page.evaluate(() => window.outside.asked)).toBe(0);
    await ask.click();
    await page.getByText('This browser may show notifications').waitFor();
  }, longEnough);

  const mention = async (text: string): Promise<void> => {
    const { page } = nairobi;
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially('@Reem');
    await page.getByRole('option', { name: /Reem Alotaibi/ }).waitFor();
    await page.keyboard.press('Enter');
    await box.pressSequentially(` ${text}`);
    await page.keyboard.press('Enter');
  };

  it('tell of a mention without its content, in the inbox, the title, the badge and a notification', async () => {
    const { page } = riyadh;
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    await look(page, true);
    await nairobi.page.bringToFront();
    await openSpace(nairobi.page, 'Meridian');
    await mention('please confirm the vessel');
    await shownNumber(page, 1);
    expect(await shown(page)).toEqual([{ title: 'Comity', body: 'You were mentioned in Comity', silent: true, closed: false }]);
    await page.getByRole('listitem').filter({ hasText: 'Wanjiru Kamau mentioned you' }).getByText('please confirm the vessel').waitFor();
    await page.waitForFunction(() => /^\(\d+\) Inbox/.test(document.title) && document.querySelector('link[rel=icon]')?.getAttribute('href') === '/favicon-waiting.svg');
    expect((await page.evaluate(() => window.outside.badges)).at(-1)).toBeGreaterThan(0);
  }, longEnough);

  it('show nothing while somebody looks', async () => {
    const { page } = riyadh;
    await look(page, false);
    const before = await page.evaluate(() => window.outside.badges.at(-1) ?? 0);
    await write(nairobi.page, 'While you look');
    await page.waitForFunction((count) => window.outside.badges.at(-1) === count + 1, before);
    expect(await shown(page)).toHaveLength(1);
  }, longEnough);

  it('take a notification back once all is read on another device', async () => {
    const { page } = riyadh;
    await look(page, true);
    const all = await page.evaluate(() => window.outside.badges.at(-1));
    await until(reem, async () => (await reem.client.space(joint)).unread === all);
    await reem.client.markRead(joint, 1_000_000);
    await reem.client.settled();
    await page.getByText('Nothing waits for you').waitFor();
    await page.waitForFunction(() => document.title === 'Inbox · Comity' && window.outside.shown.every(({ closed }) => closed) && window.outside.badges.at(-1) === 0);
  }, longEnough);

  it('are quiet in quiet hours, except for an alert', async () => {
    const { page } = riyadh;
    await reem.client.setNoticeSettings({ notify: true, quiet: { from: '20:00', to: '07:00', days: [0, 1, 2, 3, 4, 5, 6] } });
    await page.getByRole('link', { name: 'Settings' }).click();
    // A clock that jumps ahead under an open page would lock it as idle.
    await page.clock.setFixedTime(new Date('2026-12-01T22:30:00+01:00'));
    await page.reload();
    await unlockIfNeeded(page);
    await page.getByLabel('From').waitFor();
    await page.evaluate(() => { window.outside.asked = 1; });
    await look(page, true);
    const before = (await shown(page)).length;
    await write(nairobi.page, 'Late at night');
    await until(reem, async () => (await reem.client.space(joint)).unread === 1);
    await wanjiru.client.send(joint, plain('This cannot wait', 'none', { alert: true }));
    await shownNumber(page, before + 1);
    expect((await shown(page)).at(-1)?.body).toBe('An alert in Comity asks for your acknowledgement');
    await page.clock.setFixedTime(new Date('2026-12-01T12:30:00+01:00'));
    await write(nairobi.page, 'By day');
    await shownNumber(page, before + 2);
    expect((await shown(page)).at(-1)?.body).toBe('New message in Comity');
  }, longEnough);

  it('keep to the level of a conversation', async () => {
    const { page } = riyadh;
    const before = (await shown(page)).length;
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'none' });
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.locator('.inbox-unread').waitFor({ state: 'detached' });
    await mention('are you there?');
    await until(reem, async () => (await reem.client.space(joint)).mentions === 1);
    await reem.client.setSpaceSettings(joint, { receipts: true, typing: true, level: 'mentions' });
    await page.locator('.inbox-mention').waitFor();
    await write(nairobi.page, 'Not for anybody in particular');
    await mention('this is for you');
    await shownNumber(page, before + 1);
    expect((await shown(page)).at(-1)?.body).toBe('You were mentioned in Comity');
  }, longEnough);

  it('do the same in Arabic: the inbox is worked through by keyboard, and what was done can be undone', async () => {
    const { page } = riyadh;
    await look(page, false);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('العربية').click();
    await page.getByRole('link', { name: 'الوارد' }).click();
    const mentions = page.locator('.inbox-mention');
    await mentions.nth(1).waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.locator('.inbox-mention .inbox-link').first().focus();
    await page.keyboard.press('e');
    await page.getByText('عُلّم مقروءًا').waitFor();
    expect(await mentions.count()).toBe(1);
    await page.keyboard.press('Control+z');
    await mentions.nth(1).waitFor();
    expect((await reem.client.space(joint)).mentions).toBe(2);
    await page.getByRole('button', { name: 'علّم الكل مقروءًا' }).click();
    await mentions.first().waitFor({ state: 'detached' });
    // Leaving gives it up to the service.
    await page.getByRole('link', { name: 'الرسائل' }).click();
    await until(reem, async () => (await reem.client.space(joint)).mentions === 0);
    await page.getByRole('link', { name: 'الوارد' }).click();
    await page.locator('.inbox-alert').waitFor();
    await page.locator('.inbox-alert').getByRole('button', { name: 'أقرّ بالاطلاع' }).click();
    await page.getByText('أُقرّ بالاطلاع').waitFor();
    await page.getByRole('link', { name: 'الرسائل' }).click();
    await until(reem, async () => (await reem.client.space(joint)).alerts === 0);
  }, longEnough);

  it('search in Arabic from the palette', async () => {
    const { page } = riyadh;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('التجميد');
    await page.getByRole('option', { name: /ابحث في الرسائل عن/ }).click();
    await page.locator('.hit').getByText('صدر أمر').waitFor();
    await page.getByText('عُثر على رسالة واحدة').waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    const complaints = [...nairobi.complaints, ...riyadh.complaints].filter((text) => !/net::ERR_/.test(text));
    expect(complaints).toEqual([]);
  });
});

const until = ({ client }: Person, holds: () => Promise<boolean>): Promise<void> => untilOf(client, holds);
