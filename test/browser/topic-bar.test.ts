/** The bar of topics: however many there are and whatever stands beside it, a new one can be begun. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { fixtureId, serveFixture, stage, type Fixture } from './fixture.js';

describe('the bar of topics', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => { [browser, fixture] = await Promise.all([launchBrowser(), serveFixture()]); }, 120_000);
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });

  const languages = ['en-GB', 'ar'];
  const whole = { within: true, apart: true, sideways: false };
  const look = (page: Page) => page.evaluate(async () => {
    // What a width changes is drawn.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const [bar, list, button] = ['.topics', '.topics ul', '.topic-new'].map((selector) => document.querySelector(selector)!.getBoundingClientRect());
    const within = [bar!, { left: 0, right: innerWidth, top: 0, bottom: innerHeight }].every(({ left, right, top, bottom }) => button!.left >= left && button!.right <= right && button!.top >= top && button!.bottom <= bottom);
    const apart = list!.right <= button!.left || button!.right <= list!.left || list!.bottom <= button!.top;
    return { within, apart, sideways: document.documentElement.scrollWidth > innerWidth };
  });

  it.each(languages.flatMap((locale) => [[locale, 'few', 'ready'], [locale, 'forty', 'topics']] as const))('keeps the button for a new topic whole and in sight, at any width (%s, %s topics)', async (locale, _, scene) => {
    const { page, complaints, close } = await stage(browser, fixture, scene, `/spaces/${fixtureId(10)}/details`, { locale });
    await page.locator('.details').waitFor();
    await page.locator('.topic-new').waitFor();
    expect(await look(page)).toEqual(whole);
    await page.locator('.details-head a').click();
    await page.locator('.details').waitFor({ state: 'detached' });
    for (const width of [1440, 1024, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await look(page)]).toEqual([width, whole]);
      await page.locator('.topics li').last().scrollIntoViewIfNeeded();
      expect([width, await look(page)]).toEqual([width, whole]);
    }
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});
