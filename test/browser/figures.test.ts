/** The figures page: what is told and by whose signature, tables that are charts, a sheet that is inert; in both languages, both schemes, and at both ends of the widths. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture, type Stage } from './fixture.js';
import { locales } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 120_000;

describe.each(['en', 'ar'] as const)('figures in %s', (language) => {
  let say: Say, browser: Browser, fixture: Fixture, at: Stage;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, fixture, say] = await Promise.all([launchBrowser(), serveFixture(), catalogue(language)]);
    at = await stage(browser, fixture, 'ready', '/desk', { locale: locales[language], acceptDownloads: true });
  }, longEnough);
  afterAll(async () => {
    await at?.close();
    await browser?.close();
    await fixture?.stop();
  });
  const table = (id: 'kind' | 'outcome' | 'asked') => at.page.getByRole('table', { name: say(`figures.of-${id}`) });
  const shot = (name: string) => at.page.screenshot({ path: path.join(shots, `figures-${name}-${language}.png`), fullPage: true });

  it('are reached from the desk, and say since when and by whom they are told', async () => {
    await at.page.getByRole('link', { name: say('figures.title'), exact: true }).click();
    await at.page.getByRole('heading', { level: 1, name: say('figures.title') }).waitFor();
    await table('kind').waitFor();
    await at.page.locator('.figures-since').filter({ hasText: 'Lucía Ferrer' }).waitFor();
    expect(await at.page.locator('.figures-since').textContent()).toContain('Lucía Ferrer');
    expect(await at.page.locator('.figure-large').textContent()).toBe(language === 'en' ? '1,284' : new Intl.NumberFormat('ar').format(1_284));
  }, longEnough);

  it('stand in tables whose bars say the same, and name what is kept back', async () => {
    const rows = table('outcome').getByRole('row');
    expect(await rows.filter({ has: at.page.getByRole('rowheader', { name: say('figures.outcome-impossible'), exact: true }) }).getByRole('cell').textContent()).toBe(say('figures.withheld'));
    // The longest bar is of the largest count; none stands where nothing is told.
    const widths = await table('outcome').locator('tbody tr').evaluateAll((all) => all.map((row) => Number(row.querySelector('rect')?.getAttribute('width') ?? 0)));
    expect(widths[0]).toBe(100);
    expect(widths.map((width) => width > 0)).toEqual([true, true, true, false, false, false]);
    // Regions of which nothing is known take no row.
    expect(await table('asked').locator('tbody tr').count()).toBe(4);
  }, longEnough);

  it('count sessions too, and of each plenary and forum what became of its meetings', async () => {
    const cell = (of: string, row: string) => at.page.getByRole('table', { name: say(of as 'figures.sessions'), exact: true }).getByRole('row').filter({ has: at.page.getByRole('rowheader', { name: say(row as 'hall.kind-plenary'), exact: true }) }).getByRole('cell').textContent();
    expect(await cell('figures.sessions', 'hall.kind-operational')).toBe(say('figures.withheld'));
    await at.page.getByRole('button', { name: /=Spring plenary/ }).click();
    expect(await cell('figures.of-fate', 'figures.fate-contested')).toBe(say('figures.withheld'));
    const part = at.page.getByRole('region', { name: /=Spring plenary/ });
    expect(await part.getByText(new Intl.NumberFormat(language, { style: 'percent' }).format(251 / 262), { exact: true }).count()).toBe(1);
    const [download] = await Promise.all([at.page.waitForEvent('download'), part.getByRole('button', { name: say('figures.export') }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain(`"${say('figures.of-fate')}","${say('figures.fate-cut-short')}","14"\r\n`);
    expect(text).toContain(`"'=Spring plenary"`);
  }, longEnough);

  it('hold to WCAG, from 360 to 1440 pixels, light and dark', async () => {
    await shot('wide');
    expect(await axeFindings(at.page)).toEqual([]);
    await at.page.emulateMedia({ colorScheme: 'dark' });
    await shot('dark');
    expect(await axeFindings(at.page)).toEqual([]);
    await at.page.setViewportSize({ width: 360, height: 800 });
    await shot('narrow');
    await at.page.getByRole('table', { name: say('figures.assets') }).locator('tfoot').scrollIntoViewIfNeeded();
    await shot('narrow-assets');
    expect(await at.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await axeFindings(at.page)).toEqual([]);
    await at.page.emulateMedia({ colorScheme: 'light' });
    await at.page.setViewportSize({ width: 1440, height: 900 });
  }, longEnough);

  it('tell of assets by stage and amount, in a table that scrolls by itself', async () => {
    const assets = at.page.getByRole('table', { name: say('figures.assets') });
    const line = assets.getByRole('row').filter({ has: at.page.getByRole('rowheader', { name: say('figures.stage-frozen'), exact: true }) });
    expect(await line.getByRole('cell').allTextContents()).toEqual([33, 0, 0, 8, null, 12, null, 0, 0].map((count) => (count === null ? say('figures.withheld') : new Intl.NumberFormat(language).format(count))));
    expect(await assets.locator('rect').count()).toBe(4);
    await assets.locator('tfoot').scrollIntoViewIfNeeded();
    await shot('assets');
  }, longEnough);

  it('show days by bars of one scale, and the years beside each other, with nothing of what is kept back', async () => {
    const widths = (name: 'figures.days' | 'figures.years') => at.page.getByRole('table', { name: say(name), exact: true }).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('.figure-bar')].map((bar) => Number(bar.querySelector('rect')?.getAttribute('width') ?? 0))));
    const [mla, , asset] = await widths('figures.days');
    expect([mla!.map((width) => Math.round(width)), asset!.map((width) => width > 0)]).toEqual([[2, 10, 37, 100], [true, true, false, false]]);
    expect(await widths('figures.years')).toEqual([[100], [0]]);
    const cells = await at.page.getByRole('table', { name: say('figures.years'), exact: true }).getByRole('cell').allTextContents();
    expect(cells).toEqual([...[1_284, 1_043, 198, 43].map((count) => new Intl.NumberFormat(language).format(count)), ...Array.from({ length: 4 }, () => say('figures.withheld'))]);
  }, longEnough);

  it('show sessions and the network of each year, and what sessions of all years come to', async () => {
    const rows = (title: 'figures.sessions' | 'figures.network') => at.page.getByRole('table', { name: `${say('figures.years')} ${say(title)}`, exact: true }).getByRole('row').evaluateAll((all) => all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent)));
    const number = (count: number | null) => (count === null ? say('figures.withheld') : new Intl.NumberFormat(language, { useGrouping: count < 2_000 || count > 2_100 }).format(count));
    const held = [2, 1, null, 0, 0, 9].map(number);
    expect(await rows('figures.sessions')).toEqual([[number(2026), ...held], [number(2025), ...[0, 0, 0, 0, 0, 0].map(number)], [say('figures.years-all'), ...held]]);
    expect(await rows('figures.network')).toEqual([[2026, 132, 72, 161, 189, 11].map(number), [2025, 121, 70, 140, 163, 14].map(number)]);
    await at.page.getByRole('table', { name: `${say('figures.years')} ${say('figures.network')}`, exact: true }).locator('tbody tr').last().scrollIntoViewIfNeeded();
    await shot('years');
  }, longEnough);

  it('are taken out as a sheet', async () => {
    const [download] = await Promise.all([at.page.waitForEvent('download'), at.page.getByRole('button', { name: say('figures.export') }).first().click()]);
    expect(download.suggestedFilename()).toBe('figures-2026.csv');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain(`"${say('figures.of-kind')}","${say('figures.kind-mla')}","1043"\r\n`);
    expect(text).toContain(`"${say('figures.of-outcome')}","${say('figures.outcome-withdrawn')}","${say('figures.withheld')}"\r\n`);
    expect(text).toContain(`"${say('figures.assets')}","${say('figures.stage-returned')}: ${say('figures.amount-10m')}","12"\r\n`);
    expect(text).toContain(`"${say('figures.execute-p90')}","${say('figures.kind-mla')}","402"\r\n`);
    expect(text).toContain(`"${say('figures.years')}","2026: ${say('figures.kind-asset')}","43"\r\n`);
    expect(text).toContain(`"${say('figures.years')}","2025","${say('figures.withheld')}"\r\n`);
    expect(text).toContain(`"${say('figures.years')}","2025: ${say('figures.states')}","70"\r\n`);
    expect(text).toContain(`"${say('figures.years')}","${say('figures.years-all')}: ${say('figures.cases')}","9"\r\n`);
  }, longEnough);

  it('of another year are a choice away, and tell no count of few', async () => {
    await at.page.getByLabel(say('figures.year'), { exact: true }).selectOption('2025');
    await at.page.locator('.figure-large').filter({ hasText: say('figures.withheld') }).waitFor();
    expect(await table('kind').locator('rect').count()).toBe(0);
    await shot('few');
  }, longEnough);

  it('are decided on by an officer, with a signature', async () => {
    await at.page.getByRole('button', { name: say('figures.set'), exact: true }).click();
    const told = at.page.getByRole('checkbox', { name: new RegExp(say('figures.set-told')) });
    expect(await told.isChecked()).toBe(true);
    await shot('set');
    expect(await axeFindings(at.page)).toEqual([]);
    await told.uncheck();
    await at.page.getByRole('button', { name: say('figures.set-do'), exact: true }).click();
    await at.page.getByText(say('figures.off'), { exact: true }).waitFor();
    expect(at.complaints).toEqual([]);
  }, longEnough);

  it('ask the requesting side of a request what it is about, and nobody else', async () => {
    const own = await stage(browser, fixture, 'requests', `/requests/${fixtureId(31)}`, { locale: locales[language] });
    await own.page.getByLabel(say('figures.offence-ask'), { exact: true }).selectOption('laundering');
    await own.page.getByText(say('figures.told'), { exact: true }).waitFor();
    expect(own.complaints).toEqual([]);
    await own.close();
    const other = await stage(browser, fixture, 'requests', `/requests/${fixtureId(30)}`, { locale: locales[language] });
    await other.page.locator('#request-people').waitFor();
    await other.page.getByText(say('figures.known'), { exact: true }).click();
    await other.page.getByText(say('figures.known-otherwise', { count: 1 }), { exact: true }).waitFor();
    await other.page.getByText(say('figures.known-signed', { value: say('figures.outcome-acknowledged') }), { exact: true }).waitFor();
    expect(await other.page.getByLabel(say('figures.offence-ask'), { exact: true }).count()).toBe(0);
    for (const width of [1440, 360]) {
      await other.page.setViewportSize({ width, height: 900 });
      await other.page.locator('details[open]').screenshot({ path: path.join(shots, `figures-known-${width}-${language}.png`) });
      expect(await other.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(await axeFindings(other.page)).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
    const asset = await stage(browser, fixture, 'requests', `/requests/${fixtureId(90)}`, { locale: locales[language] });
    await asset.page.getByRole('combobox', { name: /Villa/ }).selectOption('1m');
    await asset.page.getByText(say('figures.told'), { exact: true }).waitFor();
    // What was told is what the service has.
    expect(await asset.page.getByRole('combobox', { name: /Villa/ }).inputValue()).toBe('1m');
    expect(await asset.page.getByRole('combobox', { name: /Estrela/ }).inputValue()).toBe('');
    await asset.page.setViewportSize({ width: 360, height: 800 });
    await asset.page.getByRole('combobox', { name: /Estrela/ }).scrollIntoViewIfNeeded();
    await asset.page.screenshot({ path: path.join(shots, `figures-amounts-${language}.png`), fullPage: true });
    expect(await axeFindings(asset.page)).toEqual([]);
    expect(await asset.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(asset.complaints).toEqual([]);
    await asset.close();
  }, longEnough);
});
