/** A space's details tell in words which suite protects it, and why. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { fixtureId, serveFixture, stage, type Fixture } from './fixture.js';

const shots = path.join(import.meta.dirname, 'shots');
const spaces = [
  { name: 'direct', id: 11, en: ['Post-quantum hybrid', 'ML-KEM-768', 'two people always use it'], ar: ['هجين مقاوم للحوسبة الكمومية', 'ML-KEM-768', 'بين شخصين دائمًا'], code: 'MLS 0xf0c1' },
  { name: 'small', id: 10, en: ['Post-quantum hybrid', 'ML-KEM-768', 'up to 64 devices'], ar: ['هجين مقاوم للحوسبة الكمومية', 'ML-KEM-768', 'وتتسع حتى'], code: 'MLS 0xf0c1' },
  { name: 'file', id: 15, en: ['Post-quantum hybrid', 'ML-KEM-768', 'Case files always use it', 'up to 64 devices'], ar: ['هجين مقاوم للحوسبة الكمومية', 'ML-KEM-768', 'تستخدمه ملفات القضايا دائمًا'], code: 'MLS 0xf0c1' },
  { name: 'large', id: 13, en: ['Classical', 'X25519 alone', 'more devices than the post-quantum hybrid takes in'], ar: ['تقليدي', 'X25519 وحدها', 'بعدد أجهزة أكبر'], code: 'MLS 0x0003' },
] as const;

describe("a space's details", () => {
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
    { language: 'en', locale: 'en-GB', scheme: 'dark', width: 360, height: 740 },
    { language: 'ar', locale: 'ar', scheme: 'light', width: 768, height: 900 },
    { language: 'ar', locale: 'ar', scheme: 'dark', width: 360, height: 740 },
  ] as const)('in $language, $scheme, $width wide', ({ language, locale, scheme, width, height }) => {
    it.each(spaces)('tell of the suite of the $name one', async ({ name, id, code, ...words }) => {
      const { page, complaints, close } = await stage(browser, fixture, 'ready', `/spaces/${fixtureId(id)}/details`, { locale, colorScheme: scheme, viewport: { width, height } });
      const protection = page.locator('.details section', { hasText: 'MLS 0x' });
      await protection.locator('p').last().scrollIntoViewIfNeeded();
      const told = await protection.innerText();
      for (const word of [...words[language], code]) expect(told).toContain(word);
      await page.screenshot({ path: path.join(shots, `suite-${name}-${language}-${scheme}-${width}.png`) });
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      await close();
    });
  });
});
