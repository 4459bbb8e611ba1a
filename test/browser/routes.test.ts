/** Every screen in both languages, both schemes and at both ends of the range of widths: no accessibility finding, no violation of the policy, nothing wider than the screen. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture, type Scene } from './fixture.js';
import { pressOn } from './resting.js';

const shots = path.join(import.meta.dirname, 'shots');
interface Screen { name: string; scene: Scene; address: string; act?: (page: Page) => Promise<void> }
const link = '/enrol#1.q0J8Zz3b5pXrTn2fWm7cVh1dKs9aLg4eYu6iOo0pAbC.Rr5tGg7hJj9kLl1zXx3cVv5bNn7mQq9wWe1rTt3yUuI.Aa1Ss2Dd3Ff4Gg5Hh6Jj7Kk8Ll9Zz0Xx1Cc2Vv3Bb4N';
/** What people added later may read. */
const newcomers = (page: Page) => page.locator('select', { has: page.locator('option[value="all"]') });
/** The register of the fixture's case file, and an entry of it. */
const register = (rest = ''): string => `/spaces/${fixtureId(15)}/register${rest}`;
const registered = (n: number): string => register(`/entry/${fixtureId(7000 + n)}`);
const dialog = async (page: Page): Promise<void> => { await page.getByRole('dialog').waitFor(); };
/** What an owner may do about a member, and the first of it being asked about. */
const memberMenu = async (page: Page, person: number): Promise<void> => {
  await page.locator(`.people li:has(a[href="/directory/${fixtureId(person)}"]) button`).click();
  await page.getByRole('menu').waitFor();
};
const memberQuestion = async (page: Page, person: number): Promise<void> => {
  await memberMenu(page, person);
  await page.getByRole('menuitem').first().click();
  await dialog(page);
};
const warned = async (page: Page): Promise<void> => { await page.getByRole('dialog').getByRole('status').locator('.notice-warning').waitFor(); };
/** The question has the focus where nothing happens. */
const forget = async (page: Page): Promise<void> => {
  await page.locator('.ways-out .button-danger').click();
  await warned(page);
  await page.getByRole('dialog').locator('.button-plain:focus').waitFor();
};

/** A basis of two instruments and a measure. */
const writeRequest = async (page: Page): Promise<void> => {
  const basis = page.locator('fieldset').filter({ has: page.locator('.card-legend') }).locator('select').first();
  await basis.selectOption('uncac');
  await page.locator('[data-instrument=uncac]').waitFor();
  await basis.selectOption('untoc');
  await page.locator('[data-measure] select').selectOption('VIDEO_HEARING');
  await page.locator('.content-ahead li').first().waitFor();
};

const screens: Screen[] = [
  { name: 'sign-in', scene: 'demo', address: '/' },
  { name: 'sign-in-ending', scene: 'ending', address: '/', act: async (page) => { await page.getByRole('status').locator('.notice-warning').waitFor(); } },
  { name: 'set-up', scene: 'set-up', address: '/' },
  { name: 'enrolment', scene: 'demo', address: link, act: async (page) => { await page.locator('input[autocomplete=username]').fill('marta.vidal'); await page.keyboard.press('Tab'); await page.locator('.qr').waitFor(); } },
  { name: 'enrolment-anew', scene: 'anew', address: link },
  { name: 'vault', scene: 'vault', address: '/' },
  { name: 'vault-expired', scene: 'expired', address: '/' },
  { name: 'link-ask', scene: 'vault', address: '/', act: async (page) => { await page.locator('input[value=device]').check(); } },
  { name: 'link-code', scene: 'vault', address: '/', act: async (page) => { await page.locator('input[value=device]').check(); await page.locator('button[type=submit]').click(); await page.locator('.qr').waitFor(); } },
  { name: 'link-compare', scene: 'asking', address: '/', act: async (page) => { await page.locator('input[value=device]').check(); await page.locator('button[type=submit]').click(); await page.locator('.link-words').waitFor(); } },
  { name: 'link-banner', scene: 'asked', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.link-banner').waitFor(); } },
  { name: 'link-look', scene: 'asked', address: '/', act: async (page) => { await page.locator('.link-banner button').click(); await dialog(page); } },
  { name: 'link-give', scene: 'asked', address: '/', act: async (page) => { await page.locator('.link-banner button').click(); await page.getByRole('dialog').locator('.button-primary').click(); await page.locator('.link-words').waitFor(); } },
  { name: 'link-no-camera', scene: 'asked', address: '/', act: async (page) => { await page.locator('.link-banner button').click(); await page.getByRole('dialog').locator('.button-plain').first().click(); await page.getByRole('dialog').locator('.notice').waitFor(); } },
  { name: 'awaiting', scene: 'awaiting', address: '/' },
  { name: 'locked', scene: 'locked', address: '/' },
  { name: 'list', scene: 'ready', address: '/' },
  { name: 'list-empty', scene: 'empty', address: '/' },
  { name: 'thread', scene: 'ready', address: `/spaces/${fixtureId(10)}` },
  { name: 'thread-arabic', scene: 'ready', address: `/spaces/${fixtureId(12)}` },
  { name: 'thread-alarm', scene: 'ready', address: `/spaces/${fixtureId(15)}` },
  { name: 'thread-empty', scene: 'ready', address: `/spaces/${fixtureId(17)}` },
  { name: 'thread-offline', scene: 'offline', address: `/spaces/${fixtureId(11)}`, act: async (page) => { await page.locator('.offline').waitFor(); await page.locator('textarea').fill('On the train until noon.'); await page.keyboard.press('Enter'); await page.locator('.delivery-queued').waitFor(); } },
  { name: 'thread-parts', scene: 'ready', address: `/spaces/${fixtureId(10)}/m/53-${fixtureId(900_052)}`, act: async (page) => { await page.locator('article:focus').waitFor(); await page.locator('.entry-flash').waitFor({ state: 'detached' }); } },
  { name: 'thread-parts-arabic', scene: 'ready', address: `/spaces/${fixtureId(12)}/m/36-${fixtureId(940_035)}`, act: async (page) => { await page.locator('article:focus').waitFor(); await page.locator('.entry-flash').waitFor({ state: 'detached' }); } },
  { name: 'thread-topic', scene: 'ready', address: `/spaces/${fixtureId(10)}/t/${fixtureId(80)}`, act: async (page) => { await page.locator('.entry-message').first().waitFor(); } },
  { name: 'thread-missing', scene: 'ready', address: `/spaces/${fixtureId(10)}/m/1-${fixtureId(7)}`, act: async (page) => { await page.locator('.notice-warning').waitFor(); } },
  { name: 'message-menu', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own').last(), '.'); await page.getByRole('menu').waitFor(); } },
  { name: 'message-react', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own').last(), '+'); await dialog(page); } },
  { name: 'message-reply', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-message').last(), 'r'); await page.locator('.answering').waitFor(); } },
  { name: 'message-edit', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own').last(), 'e'); await page.locator('.answering').waitFor(); } },
  { name: 'message-withdraw', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own').last(), 'Delete'); await page.locator('.toast').waitFor(); } },
  { name: 'forward', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own').last(), 'f'); await dialog(page); } },
  { name: 'forward-refused', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-message:has(.handling-H2)').last(), 'f'); await dialog(page); } },
  { name: 'mention', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('textarea:not([readonly])').first().pressSequentially('@'); await page.locator('.mention-list').waitFor(); } },
  { name: 'marking', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.composer-tool').first().click(); await dialog(page); await page.getByRole('dialog').locator('select').first().selectOption('H3'); } },
  { name: 'poll', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.composer-tool').last().click(); await dialog(page); } },
  { name: 'topic-many', scene: 'topics', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.topics li').nth(41).waitFor(); await page.locator('.space-state .notice').waitFor(); } },
  { name: 'topic-new', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.topic-new').click(); await dialog(page); } },
  { name: 'date', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await page.locator('.space-head button').last().click(); await dialog(page); } },
  { name: 'details', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: async (page) => { await page.locator('.details .facts').first().waitFor(); } },
  { name: 'message-details', scene: 'ready', address: `/spaces/${fixtureId(10)}`, act: async (page) => { await pressOn(page, page.locator('.entry-own .message-time').last(), 'Enter'); await dialog(page); } },
  { name: 'new', scene: 'ready', address: '/new', act: async (page) => { await page.locator('.picker-person input').nth(2).check(); } },
  { name: 'policy-new', scene: 'ready', address: '/new', act: async (page) => { await newcomers(page).selectOption('all'); await newcomers(page).scrollIntoViewIfNeeded(); } },
  { name: 'case-file-new', scene: 'ready', address: '/new', act: async (page) => { await page.locator('input[value=case-file]').check(); } },
  { name: 'case-file-details', scene: 'ready', address: `/spaces/${fixtureId(15)}/details`, act: async (page) => { await page.locator('.details .facts').first().scrollIntoViewIfNeeded(); } },
  { name: 'register', scene: 'ready', address: register(), act: async (page) => { await page.locator('.register-table tbody tr').first().waitFor(); } },
  { name: 'register-empty', scene: 'empty-register', address: register(), act: async (page) => { await page.locator('.empty').waitFor(); } },
  { name: 'register-none', scene: 'ready', address: register(), act: async (page) => { await page.locator('#register-text').fill('nowhere'); await page.locator('.empty').waitFor(); } },
  { name: 'register-elsewhere', scene: 'ready', address: `/spaces/${fixtureId(10)}/register` },
  { name: 'register-timeline', scene: 'ready', address: register('/timeline'), act: async (page) => { await page.locator('.register-year').first().waitFor(); } },
  { name: 'register-graph', scene: 'ready', address: register('/graph'), act: async (page) => { await page.locator('.graph-node').first().waitFor(); } },
  { name: 'register-graph-focus', scene: 'ready', address: register(`/graph/${fixtureId(7000)}/2`), act: async (page) => { await page.locator('.graph-centre').focus(); await page.locator('.graph-list summary').click(); } },
  { name: 'register-graph-many', scene: 'large-register', address: register('/graph'), act: async (page) => { await page.locator('.empty').waitFor(); } },
  { name: 'register-graph-large', scene: 'large-register', address: register('/graph'), act: async (page) => { await page.locator('.graph-kinds input').first().uncheck(); await page.locator('.graph-node').nth(499).waitFor(); } },
  { name: 'register-import', scene: 'ready', address: register('/import'), act: async (page) => {
    await page.locator('input[type=radio][value=document], .segment').last().click();
    await page.locator('input[type=file]').last().setInputFiles([{ name: 'Bericht.txt', mimeType: 'text/plain', buffer: Buffer.from('one') }, { name: 'تقرير.txt', mimeType: 'text/plain', buffer: Buffer.from('two') }]);
    await page.locator('.import-list li').nth(1).waitFor();
  } },
  { name: 'register-entry', scene: 'ready', address: registered(0), act: async (page) => { await page.locator('.register-proposal').waitFor(); } },
  { name: 'register-versions', scene: 'ready', address: registered(0), act: async (page) => { await page.locator('.register-changes').last().scrollIntoViewIfNeeded(); } },
  { name: 'register-exhibit', scene: 'ready', address: registered(2), act: async (page) => { await page.locator('.register-chain').first().waitFor(); } },
  { name: 'register-custody', scene: 'ready', address: registered(2), act: async (page) => { await page.locator('.section-head .button').click(); await dialog(page); } },
  { name: 'register-partial', scene: 'ready', address: registered(4), act: async (page) => { await page.locator('.notice-info').waitFor(); } },
  { name: 'register-task', scene: 'ready', address: registered(5), act: async (page) => { await page.locator('.register-facts').waitFor(); } },
  { name: 'register-struck', scene: 'ready', address: registered(10), act: async (page) => { await page.locator('.notice-warning').waitFor(); } },
  { name: 'register-strike', scene: 'ready', address: registered(1), act: async (page) => { await page.locator('.page-head .row .button-quiet').click(); await dialog(page); } },
  { name: 'register-missing', scene: 'ready', address: registered(99) },
  { name: 'register-new', scene: 'ready', address: register('/new/account'), act: async (page) => { await page.locator('input[inputmode=decimal]').fill('x'); await page.locator('.field-error').waitFor(); await page.locator('.register-link-fields select').selectOption({ index: 2 }); } },
  { name: 'register-exhibit-new', scene: 'ready', address: register('/new/exhibit'), act: async (page) => { await page.locator('.register-fields select').waitFor(); } },
  { name: 'register-promoted', scene: 'ready', address: register(`/from/21-${fixtureId(1_000_020)}`), act: async (page) => { await page.locator('.register-fields textarea').waitFor(); } },
  { name: 'register-revise', scene: 'ready', address: `${registered(0)}/revise`, act: async (page) => { await page.locator('.register-link-row').waitFor(); } },
  { name: 'register-frozen', scene: 'ready', address: `${registered(10)}/revise` },
  { name: 'policy-details', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: async (page) => { await page.locator('.details .facts').first().scrollIntoViewIfNeeded(); } },
  { name: 'policy-change', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: async (page) => { await page.locator('.details .section-head .button').last().click(); await dialog(page); await newcomers(page).selectOption('since'); } },
  { name: 'policy-give', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: async (page) => { await page.locator('.details section > .button').click(); await dialog(page); } },
  { name: 'owner-menu', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: (page) => memberMenu(page, 1040) },
  { name: 'owner-make', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: (page) => memberQuestion(page, 1041) },
  { name: 'owner-end', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: (page) => memberQuestion(page, 1040) },
  { name: 'owner-give-up', scene: 'ready', address: `/spaces/${fixtureId(10)}/details`, act: (page) => memberQuestion(page, 1010) },
  { name: 'owner-lost', scene: 'overtaken', address: `/spaces/${fixtureId(10)}/details`, act: async (page) => {
    await memberQuestion(page, 1040);
    await page.getByRole('dialog').locator('.button-danger').click();
    await page.locator('.details').getByRole('alert').locator('.notice-title').waitFor();
    // No row has a button any more.
    await page.locator('.details h3:focus').waitFor();
  } },
  { name: 'files-attached', scene: 'files', address: `/spaces/${fixtureId(11)}`, act: async (page) => { await page.locator('.tray-row').nth(2).waitFor(); } },
  { name: 'files-sent', scene: 'ready', address: `/spaces/${fixtureId(11)}`, act: async (page) => { await page.locator('.file-card').first().waitFor(); } },
  { name: 'files-of-space', scene: 'ready', address: `/spaces/${fixtureId(11)}/files`, act: async (page) => { await page.locator('.file-list .card').nth(3).waitFor(); } },
  { name: 'files-viewer', scene: 'ready', address: `/spaces/${fixtureId(11)}/files`, act: async (page) => { await page.locator('.file-card').filter({ hasText: 'ملخص' }).locator('.file-tools button').first().click(); await page.locator('.viewer-text').waitFor(); } },
  { name: 'transfers', scene: 'files', address: '/transfers', act: async (page) => { await page.locator('.tray-row').nth(4).waitFor(); } },
  { name: 'directory', scene: 'ready', address: '/directory' },
  { name: 'person', scene: 'ready', address: `/directory/${fixtureId(1021)}` },
  { name: 'person-anew', scene: 'ready', address: `/directory/${fixtureId(1070)}` },
  { name: 'vouch-anew', scene: 'ready', address: `/directory/${fixtureId(1011)}`, act: async (page) => { await page.locator('.card .row .button').last().click(); await dialog(page); } },
  { name: 'safety-number', scene: 'ready', address: `/directory/${fixtureId(1021)}`, act: async (page) => { await page.locator('.notice-action button').click(); await page.locator('.safety').waitFor(); } },
  { name: 'desk', scene: 'ready', address: '/desk' },
  { name: 'invite', scene: 'ready', address: '/desk', act: async (page) => { await page.locator('.page-head .button-primary').click(); await dialog(page); } },
  { name: 'step-up', scene: 'ready', address: '/desk', act: async (page) => {
    await page.locator('.page-head button.button-plain').click();
    await dialog(page);
    await page.getByRole('dialog').locator('input').first().fill('Ministry of Justice');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.locator('input[autocomplete=one-time-code]').waitFor();
  } },
  { name: 'access-end-owner', scene: 'ready', address: `/directory/${fixtureId(1011)}`, act: async (page) => { await page.locator('.card .row .button').nth(1).click(); await warned(page); } },
  { name: 'alarms', scene: 'ready', address: '/alarms' },
  { name: 'alarms-request', scene: 'requests', address: '/alarms', act: async (page) => {
    const say = await catalogue(await page.evaluate(() => document.documentElement.dir) === 'rtl' ? 'ar' : 'en');
    const alarm = page.getByRole('alert').filter({ hasText: say('alarm.request-altered.name') });
    for (const words of [say('alarm.request-altered.what'), say('alarm-safe.content'), say('alarm-todo.content')]) await alarm.getByText(words).waitFor();
    expect(await alarm.getByRole('link').getAttribute('href')).toBe(`/spaces/${fixtureId(30)}`);
  } },
  { name: 'account', scene: 'ready', address: '/account' },
  { name: 'forget-owner', scene: 'ready', address: '/account', act: forget },
  { name: 'forget-owner-unlisted', scene: 'unlisted', address: '/account', act: forget },
  { name: 'settings', scene: 'ready', address: '/settings' },
  { name: 'inbox', scene: 'ready', address: '/inbox', act: async (page) => { await page.locator('.inbox-row').first().waitFor(); } },
  { name: 'inbox-chosen', scene: 'ready', address: '/inbox', act: async (page) => {
    await page.locator('.inbox-row').first().waitFor();
    for (const i of [1, 2]) await page.locator('.inbox-row input').nth(i).check();
    await page.locator('.inbox-bulk').waitFor();
    // Scrolled by as much as the rows happen to be high today, the bar lies over half of one.
    await page.locator('h1').scrollIntoViewIfNeeded();
  } },
  { name: 'inbox-requests', scene: 'requests', address: '/inbox', act: async (page) => {
    await page.locator('.inbox-due').first().waitFor();
    // For how many measures stands behind the title, however long that is.
    expect(await page.locator('.inbox-step .inbox-place, .inbox-due .inbox-place').evaluateAll((places) => places.filter((place) => place.scrollWidth > place.clientWidth).length)).toBe(0);
  } },
  { name: 'my-tasks', scene: 'ready', address: '/tasks', act: async (page) => { await page.locator('.my-tasks').first().waitFor(); } },
  { name: 'register-chosen', scene: 'ready', address: register(), act: async (page) => { await page.locator('.register-table tbody .register-choose input').first().press('Space'); await page.locator('.register-bulk').waitFor(); } },
  { name: 'inbox-empty', scene: 'empty', address: '/inbox' },
  { name: 'search', scene: 'ready', address: '/search', act: async (page) => { await page.locator('#find-text').fill('order'); await page.locator('.hit').first().waitFor(); } },
  { name: 'search-filters', scene: 'ready', address: '/search', act: async (page) => {
    await page.locator('.find-line button').click();
    await page.locator('.find-filters select').first().selectOption({ index: 4 });
    await page.locator('.find-filters input[type=checkbox]').first().check();
    await page.locator('.chip').first().waitFor();
  } },
  { name: 'search-saved', scene: 'ready', address: '/search', act: async (page) => { await page.locator('.find-saved .chip').first().waitFor(); } },
  { name: 'requests', scene: 'requests', address: '/requests', act: async (page) => { await page.locator('.request-row').nth(3).waitFor(); await page.locator('.request-group summary').click(); } },
  { name: 'requests-table', scene: 'requests', address: '/requests?view=table', act: async (page) => { await page.locator('.request-table tbody tr').nth(4).waitFor(); } },
  { name: 'requests-board', scene: 'requests', address: '/requests?view=board', act: async (page) => { await page.locator('.board-card').nth(4).waitFor(); } },
  { name: 'requests-board-menu', scene: 'requests', address: '/requests?view=board', act: async (page) => { await page.locator('.board-card').nth(2).locator('button').click(); await page.getByRole('menuitem').nth(1).waitFor(); } },
  { name: 'requests-calendar', scene: 'requests', address: '/requests?view=calendar', act: async (page) => { await page.locator('.month-day[aria-current=date]').focus(); } },
  { name: 'requests-timeline', scene: 'requests', address: '/requests?view=timeline', act: async (page) => { await page.locator('.timeline-bar').nth(1).waitFor(); } },
  { name: 'requests-workload', scene: 'requests', address: '/requests?view=workload', act: async (page) => { await page.locator('.workload tbody tr').first().waitFor(); } },
  { name: 'requests-many', scene: 'many-requests', address: '/requests?view=calendar', act: async (page) => { await page.locator('.agenda-line').nth(5).waitFor(); } },
  { name: 'requests-none', scene: 'requests', address: '/requests?view=table&stage=EXECUTED&waiting=us', act: async (page) => { await page.locator('.empty').waitFor(); } },
  { name: 'requests-save', scene: 'requests', address: '/requests?waiting=us', act: async (page) => { await page.locator('.listing-saved .button').click(); await dialog(page); } },
  { name: 'requests-export', scene: 'requests', address: '/requests', act: async (page) => { await page.locator('.page-head button').click(); await page.getByRole('menu').waitFor(); } },
  { name: 'request-spaces', scene: 'requests', address: '/', act: async (page) => { await page.locator('.space-sort').nth(3).waitFor(); } },
  { name: 'requests-empty', scene: 'empty', address: '/requests' },
  { name: 'request-new', scene: 'requests', address: '/requests/new', act: writeRequest },
  { name: 'request-new-foot', scene: 'requests', address: '/requests/new', act: async (page) => { await writeRequest(page); await page.locator('.page-foot').scrollIntoViewIfNeeded(); } },
  { name: 'request-draft', scene: 'requests', address: `/requests/${fixtureId(33)}/draft`, act: async (page) => { await page.locator('#part-PURPOSE textarea').fill('Evidence'); await page.locator('.missing-list').scrollIntoViewIfNeeded(); } },
  { name: 'request-frozen', scene: 'requests', address: `/requests/${fixtureId(30)}/draft` },
  { name: 'request', scene: 'requests', address: `/requests/${fixtureId(30)}`, act: async (page) => { await page.locator('.measure').first().waitFor(); } },
  { name: 'request-passage', scene: 'requests', address: `/requests/${fixtureId(35)}`, act: async (page) => {
    await page.locator('.notice-info button').click();
    await dialog(page);
    await page.keyboard.press('Escape');
  } },
  { name: 'request-passage-failed', scene: 'requests', address: `/requests/${fixtureId(36)}`, act: async (page) => { await page.locator('.notice-warning button').waitFor(); } },
  { name: 'request-passage-again', scene: 'requests', address: `/requests/${fixtureId(36)}`, act: async (page) => { await page.locator('.notice-warning button').click(); await dialog(page); await page.getByRole('dialog').locator('.chip').waitFor(); } },
  { name: 'request-refused-steps', scene: 'requests', address: `/requests/${fixtureId(30)}`, act: async (page) => { await page.locator('.refused-steps').scrollIntoViewIfNeeded(); } },
  { name: 'request-taken-over', scene: 'requests', address: `/requests/${fixtureId(30)}`, act: async (page) => {
    const refused = page.locator('.refused-steps');
    await refused.locator('summary').click();
    const words = await refused.locator('.said').innerText();
    await refused.locator('button').click();
    await dialog(page);
    await page.getByRole('dialog').getByRole('status').and(page.locator('.notice')).waitFor();
    expect(await page.getByRole('dialog').locator('textarea').inputValue()).toBe(words);
  } },
  { name: 'request-unverified', scene: 'requests', address: `/requests/${fixtureId(32)}`, act: async (page) => { await page.locator('.duties .tag').first().scrollIntoViewIfNeeded(); } },
  { name: 'request-before', scene: 'requests', address: `/requests/${fixtureId(33)}`, act: async (page) => { await page.locator('.notice-warning').waitFor(); } },
  { name: 'request-submit', scene: 'requests', address: `/requests/${fixtureId(33)}`, act: async (page) => { await page.locator('.steps button').first().click(); await dialog(page); await page.locator('.picker-person').waitFor(); } },
  { name: 'request-law', scene: 'requests', address: `/requests/${fixtureId(30)}`, act: async (page) => {
    await page.locator('.measure').first().locator('.steps .button-plain').nth(3).click();
    await dialog(page);
    const sheet = page.getByRole('dialog');
    await sheet.locator('.choices').last().locator('input').first().check();
    await sheet.locator('textarea').fill('Not in conformity.');
    await sheet.locator('button[type=submit]').click();
    await sheet.getByRole('alert').locator('.notice-title').scrollIntoViewIfNeeded();
  } },
  { name: 'request-overtaken', scene: 'overtaken', address: `/requests/${fixtureId(32)}`, act: async (page) => {
    await page.locator('.steps .button-plain').last().click();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('dialog').locator('.refusal-line').waitFor();
  } },
  { name: 'letter', scene: 'requests', address: `/requests/${fixtureId(30)}/letter`, act: async (page) => { await page.locator('.letter-closing').first().waitFor(); } },
  { name: 'letter-draft', scene: 'requests', address: `/requests/${fixtureId(33)}/letter/ar`, act: async (page) => { await page.locator('.letter-mark').first().waitFor(); } },
  { name: 'letter-unverified', scene: 'requests', address: `/requests/${fixtureId(32)}/letter/fr`, act: async (page) => { await page.locator('.letter-check').waitFor(); } },
  { name: 'evidence', scene: 'ready', address: '/evidence', act: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'evidence-0.comity', mimeType: 'application/octet-stream', buffer: Buffer.from('{}') });
    await page.locator('.letter-closing').first().waitFor();
  } },
  { name: 'evidence-other', scene: 'requests', address: '/evidence', act: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'evidence-0.comity', mimeType: 'application/octet-stream', buffer: Buffer.from('{}') });
    await page.locator('.notice-warning').waitFor();
  } },
  { name: 'evidence-broken', scene: 'ready', address: '/evidence', act: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'evidence-0.comity', mimeType: 'application/octet-stream', buffer: Buffer.from('broken') });
    await page.getByRole('alert').waitFor();
  } },
  { name: 'request-none', scene: 'requests', address: `/requests/${fixtureId(99)}` },
  { name: 'request-conversation', scene: 'requests', address: `/spaces/${fixtureId(30)}`, act: async (page) => { await page.locator('.event-refused').waitFor(); } },
  { name: 'request-conversation-details', scene: 'requests', address: `/spaces/${fixtureId(30)}/details`, act: async (page) => { await page.locator('.details .facts').first().waitFor(); } },
  { name: 'palette', scene: 'ready', address: '/', act: async (page) => { await page.locator('.space-row').first().waitFor(); await page.keyboard.press('Control+k'); await dialog(page); } },
  { name: 'shortcuts', scene: 'ready', address: '/', act: async (page) => { await page.locator('.space-row').first().waitFor(); await page.keyboard.press('?'); await dialog(page); } },
  { name: 'not-found', scene: 'ready', address: '/nowhere' },
];

describe('every screen', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, fixture] = await Promise.all([launchBrowser(), serveFixture()]);
  });
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  describe.each([
    { language: 'en', locale: 'en-GB', scheme: 'light', width: 1440, height: 900 },
    { language: 'ar', locale: 'ar', scheme: 'dark', width: 360, height: 740 },
  ] as const)('in $language, $scheme, $width wide', ({ language, locale, scheme, width, height }) => {
    it.each(screens)('shows $name accessibly, within the policy and the screen', async ({ name, scene, address, act }) => {
      const { page, complaints, close } = await stage(browser, fixture, scene, address, { locale, colorScheme: scheme, viewport: { width, height } });
      await act?.(page);
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([language, language === 'ar' ? 'rtl' : 'ltr']);
      await page.screenshot({ path: path.join(shots, `${name}-${language}-${scheme}-${width}.png`) });
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => { scrollTo(0, 10_000); return document.querySelector('.shell') ? scrollY : 0; })).toBe(0);
      await close();
    });
  });
});
