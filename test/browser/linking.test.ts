/** Linking a device, against the real service, in either language: two browsers of one person, by words in one language and in two, and by camera. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { People, passphrase, type Person } from '../scenario/people.js';
import { launchBrowser, visit, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { enterPassphrase, locales, signInOn } from './person.js';

const nameOf = { en: 'English', ar: 'العربية' } as const;
const longEnough = 120_000;
/** What the camera sees, in pixels. */
const [width, height] = [640, 480];

describe.each([['en', 'ar'], ['ar', 'en']] as const)('a person and a new device beside one in use, in %s', (language, other) => {
  const locale = locales[language];
  let say: Say;
  let sayOther: Say;
  let browser: Browser;
  let folder: string;
  let people: People;
  let salma: Person;
  let desk: Visit;

  beforeAll(async () => {
    [say, sayOther] = await Promise.all([catalogue(language), catalogue(other)]);
    folder = await mkdtemp(path.join(tmpdir(), 'comity-camera-'));
    // Until something is held before it, the camera sees grey.
    await writeFile(path.join(folder, 'seen.y4m'), film(Buffer.alloc(width * height, 128)));
    browser = await launchBrowser('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${path.join(folder, 'seen.y4m')}`);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Public Prosecution', 'JO');
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    desk = await signInOn(browser, people, salma, 'Amman desk', { locale }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
    await rm(folder, { recursive: true, force: true });
  });

  /** Signed in on a new browser, whose vault is closed: a reload forgets the passphrase that would open it. */
  const arrive = async (): Promise<Visit> => {
    const visited = await visit(browser, people.service.url, { locale });
    await enterPassphrase(visited.page, salma, say);
    await visited.page.getByLabel(say('field.device-name')).waitFor();
    await visited.page.reload();
    await visited.page.getByRole('radio', { name: say('link.by-device') }).waitFor();
    return visited;
  };
  const ask = async ({ page }: Visit, name: string): Promise<void> => {
    await page.getByRole('radio', { name: say('link.by-device') }).check();
    await page.getByLabel(say('field.device-name')).fill(name);
    await page.getByRole('button', { name: say('link.ask-do') }).press('Enter');
  };
  const lookAt = async (name: string): Promise<Locator> => {
    await desk.page.getByRole('alert').filter({ hasText: name }).getByRole('button', { name: say('link.banner-do') }).press('Enter');
    return desk.page.getByRole('dialog');
  };
  const words = async (within: Page | Locator, part = ''): Promise<string[]> => {
    await within.locator('.link-words li').last().waitFor();
    return within.locator(`.link-words li ${part}`).allInnerTexts();
  };
  const conversations = (page: Page) => page.getByRole('heading', { name: say('spaces.title') }).waitFor();

  it('compare seven words, by keyboard alone', async () => {
    const laptop = await arrive();
    await ask(laptop, 'Amman laptop');
    const dialog = await lookAt('Amman laptop');
    await dialog.getByText(say('link.warning')).waitFor();
    await dialog.getByRole('button', { name: say('link.compare-do') }).press('Enter');
    const here = await words(laptop.page);
    expect(here).toHaveLength(7);
    expect(await words(dialog)).toEqual(here);
    await laptop.page.getByRole('button', { name: say('link.same') }).press('Enter');
    await laptop.page.getByRole('heading', { name: say('link.confirm-there') }).waitFor();
    await dialog.getByRole('button', { name: say('link.same') }).press('Enter');
    await dialog.getByText(say('link.given')).waitFor();
    await conversations(laptop.page);
    await dialog.getByRole('button', { name: say('action.close') }).last().press('Enter');
    await desk.page.getByRole('link', { name: say('nav.account') }).click();
    await desk.page.getByRole('listitem').filter({ hasText: 'Amman laptop' }).first().waitFor();
    expect(laptop.complaints.filter((text) => !/401|404/.test(text))).toEqual([]);
    await laptop.context.close();
  }, longEnough);

  it('compare by number where the two speak different languages', async () => {
    const tablet = await arrive();
    await ask(tablet, 'Tablet');
    await tablet.page.getByRole('button', { name: nameOf[other] }).click();
    const dialog = await lookAt('Tablet');
    await dialog.getByRole('button', { name: say('link.compare-do') }).click();
    const numbers = await words(tablet.page, '.link-number');
    expect(await words(dialog, '.link-number')).toEqual(numbers);
    expect(await words(tablet.page)).not.toEqual(await words(dialog));
    await tablet.page.getByRole('button', { name: sayOther('link.same') }).click();
    await dialog.getByRole('button', { name: say('link.same') }).click();
    await tablet.page.getByRole('heading', { name: sayOther('spaces.title') }).waitFor();
    await dialog.getByRole('button', { name: say('action.close') }).last().click();
    await tablet.context.close();
  }, longEnough);

  it('stop when the words differ, and are told on both', async () => {
    const laptop = await arrive();
    await ask(laptop, 'Not quite');
    const dialog = await lookAt('Not quite');
    await dialog.getByRole('button', { name: say('link.compare-do') }).click();
    await words(laptop.page);
    await laptop.page.getByRole('button', { name: say('link.same') }).click();
    await dialog.getByRole('button', { name: say('link.differs') }).click();
    await dialog.getByText(say('link.stopped')).waitFor();
    await laptop.page.getByText(say('link.ended')).waitFor();
    await dialog.getByRole('button', { name: say('action.close') }).last().click();
    await desk.page.getByRole('link', { name: say('nav.alarms') }).click();
    await desk.page.getByText(say('alarm.link-tampered.name')).first().waitFor();
    await laptop.context.close();
  }, longEnough);

  it('refuse what they did not ask for, and learn what it means', async () => {
    const stranger = await arrive();
    await ask(stranger, 'Stranger');
    const dialog = await lookAt('Stranger');
    await dialog.getByRole('button', { name: say('link.not-me') }).click();
    await dialog.getByText(say('link.refused')).waitFor();
    await dialog.getByRole('link', { name: say('link.to-account') }).click();
    await desk.page.getByRole('heading', { name: say('account.devices') }).waitFor();
    await stranger.page.getByText(say('link.ended')).waitFor();
    await stranger.context.close();
  }, longEnough);

  it('read the code with the camera, and confirm who they are', async () => {
    // Long enough after the sign-in for the vault key to ask for a new one.
    await people.pass(1_000_000);
    const phone = await arrive();
    await ask(phone, 'Phone');
    const code = phone.page.getByRole('img', { name: say('link.code-label') });
    await code.waitFor();
    await writeFile(path.join(folder, 'seen.y4m'), film(await seen(phone.page, await code.screenshot())));
    await desk.page.getByRole('button', { name: say('link.title') }).click();
    const dialog = desk.page.getByRole('dialog').filter({ hasText: say('link.title') });
    await dialog.getByRole('button', { name: say('link.scan-do') }).click();
    await dialog.getByText(say('link.scanned-what', { name: 'Phone' })).waitFor();
    await dialog.getByRole('button', { name: say('link.give') }).click();
    const stepUp = desk.page.getByRole('dialog').last();
    await stepUp.getByLabel(say('field.passphrase')).fill(passphrase);
    await stepUp.getByLabel(say('field.code')).fill(salma.codes.next());
    await stepUp.getByRole('button', { name: say('step-up.confirm') }).click();
    await dialog.getByText(say('link.given')).waitFor();
    await conversations(phone.page);
    expect(desk.complaints.filter((text) => !/401|403|404|409/.test(text))).toEqual([]);
    await phone.context.close();
  }, longEnough);
});

/** A still film (YUV4MPEG2): light from dark, without colour. */
function film(luma: Buffer): Buffer {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(luma.length / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame]);
}

/** What a camera sees of a screenshot held before it, in shades of grey; a page of the browser reads the PNG. */
async function seen(page: Page, png: Buffer): Promise<Buffer> {
  const luma = await page.evaluate(async ({ source, across, down }) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: across, height: down });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#888';
    context.fillRect(0, 0, across, down);
    const side = down * 0.9;
    context.drawImage(image, (across - side) / 2, (down - side) / 2, side, side);
    const { data } = context.getImageData(0, 0, across, down);
    return Array.from({ length: across * down }, (_, i) => data[i * 4]!);
  }, { source: `data:image/png;base64,${png.toString('base64')}`, across: width, down: height });
  return Buffer.from(luma);
}
