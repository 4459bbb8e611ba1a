/** The bar of topics: however many there are and whatever stands beside it, a new one can be begun. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
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

  it.each(['en-GB', 'ar'])('keeps the button for a new topic whole and in sight, at any width (%s)', async (locale) => {
    const { page, complaints, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(10)}/details`, { locale });
    const look = () => page.evaluate(() => {
      const [bar, list, button] = ['.topics', '.topics ul', '.topic-new'].map((selector) => document.querySelector(selector)!.getBoundingClientRect());
      const within = button!.left >= bar!.left && button!.right <= bar!.right && button!.left >= 0 && button!.right <= innerWidth;
      const apart = list!.right <= button!.left || button!.right <= list!.left || list!.bottom <= button!.top;
      return { within, apart, sideways: document.documentElement.scrollWidth > innerWidth };
    });
    const whole = { within: true, apart: true, sideways: false };
    await page.locator('.details').waitFor();
    await page.locator('.topic-new').waitFor();
    expect(await look()).toEqual(whole);
    await page.locator('.details-head a').click();
    await page.locator('.details').waitFor({ state: 'detached' });
    for (const width of [1440, 1024, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await look()]).toEqual([width, whole]);
    }
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});
