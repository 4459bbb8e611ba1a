/** Files, with the real service, in two browsers of which one is Arabic: first the sender's, then the receiver's. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { Line } from '../support/line.js';
import { axeFindings } from './axe.js';
import { catalogue, type Language, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn, unlockIfNeeded } from './person.js';
import { letter, note, photograph, recording, type Sample } from './samples.js';

const longEnough = 180_000;
const mebibyte = 1_048_576;
const shots = path.join(import.meta.dirname, 'shots');
const languages = ['ar', 'en'] as const;
/** Somebody's screen, whatever language it has by now. */
interface Desk { page: Page; say: Say; line: Line }

describe('practitioners who send each other files', () => {
  let browser: Browser;
  let lines: Line[] = [];
  let people: People;
  let hanan: Person;
  let jan: Person;
  let tunis: Visit;
  let hague: Visit;
  let tunisSays: Say;
  let hagueSays: Say;
  /** Who writes in a language, and to whom. */
  let writing: Record<Language, { from: Desk; to: Desk }>;
  let folder: string;
  let space: SpaceId;
  let photo: Sample;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-browser-files-'));
    [browser, lines, tunisSays, hagueSays] = await Promise.all([launchBrowser(), Promise.all([Line.open(), Line.open()]), catalogue('ar'), catalogue('en')]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web', DATA_DIR: path.join(folder, 'service') } });
    await people.admit('Pôle judiciaire financier', 'TN');
    await people.admit('Openbaar Ministerie', 'NL');
    hanan = await people.enrol('Hanan Mansour', 'Pôle judiciaire financier', people.officers[0], 'focal-point');
    jan = await people.enrol('Jan de Wit', 'Openbaar Ministerie', people.officers[0], 'focal-point');
    space = await hanan.client.createChannel({ title: 'Annexes', purpose: null, members: [jan.id] });
    tunis = await signInOn(browser, people, hanan, 'Tunis desk', { locale: locales.ar, proxy: lines[0]!.proxy }, tunisSays);
    hague = await signInOn(browser, people, jan, 'The Hague desk', { acceptDownloads: true, proxy: lines[1]!.proxy });
    for (const { page } of [tunis, hague]) await openSpace(page, 'Annexes');
    photo = await photograph(tunis.page);
    const [first, second]: [Desk, Desk] = [{ page: tunis.page, say: tunisSays, line: lines[0]! }, { page: hague.page, say: hagueSays, line: lines[1]! }];
    writing = { ar: { from: first, to: second }, en: { from: second, to: first } };
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    for (const line of lines) await line.close();
    await people.end();
    await rm(folder, { recursive: true });
  });

  const tray = (page: Page): Locator => page.locator('.tray');
  const attach = (page: Page, files: Sample[] | string): Promise<void> => page.locator('.composer input[type=file]').setInputFiles(files);
  const cardOf = (page: Page, name: string): Locator => page.locator('.file-card').filter({ hasText: name }).last();
  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `files-${name}.png`) });
  const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  /** Changes the language of a browser where a person does, and comes back. */
  async function change(page: Page, language: 'English' | 'العربية'): Promise<void> {
    await page.locator('.nav a[href="/settings"]').click();
    await page.getByRole('radio', { name: language }).check({ force: true });
    await page.locator(`html[lang="${language === 'English' ? 'en' : 'ar'}"]`).waitFor();
    await page.locator('.nav a[href="/"]').click();
    await openSpace(page, 'Annexes');
  }
  /** What the browser's downloads receive. */
  async function downloaded(page: Page, name: string, button: string): Promise<Buffer> {
    const [download] = await Promise.all([page.waitForEvent('download'), cardOf(page, name).getByRole('button', { name: `${button} ${name}` }).click()]);
    return readFile(await download.path());
  }

  it('attach several at once, with a text, and send before they are through', async () => {
    const { page } = tunis;
    await attach(page, [photo, letter(), note(), recording()]);
    await tray(page).locator('li').nth(3).waitFor();
    await page.getByRole('checkbox', { name: tunisSays('files.clean') }).waitFor();
    expect(await page.getByRole('checkbox', { name: tunisSays('files.clean') }).isChecked()).toBe(true);
    await tray(page).getByText(tunisSays('files.stored')).nth(3).waitFor();
    await shot(page, 'tray-ar-light-1280');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('textbox', { name: tunisSays('composer.label') }).fill('The annexes, as discussed');
    await page.keyboard.press('Enter');
    await messageWith(hague.page, 'The annexes, as discussed').locator('.file-name').filter({ hasText: 'IMG_2041.jpg' }).waitFor();
    expect(await messageWith(hague.page, 'The annexes, as discussed').locator('.file-card').count()).toBe(4);
    await tray(page).waitFor({ state: 'detached' });
  }, longEnough);

  it('show pictures of images and documents that the message brought along', async () => {
    const pictures = messageWith(hague.page, 'The annexes').locator('.file-picture img');
    await pictures.nth(1).waitFor();
    const sizes = await pictures.evaluateAll(async (images) => Promise.all((images as HTMLImageElement[]).map(async (image) => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; })));
    // Both stand upright: the photograph as the camera was held.
    for (const [width, height] of sizes) expect(height).toBeGreaterThan(width ?? 0);
    await shot(hague.page, 'message-en-light-1280');
  }, longEnough);

  it('send a photograph without place and camera, upright all the same, pixel for pixel', async () => {
    await hague.page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    const received = await downloaded(hague.page, 'IMG_2041.jpg', hagueSays('files.download'));
    expect(photo.buffer.includes('SECRET')).toBe(true);
    expect(received.includes('SECRET')).toBe(false);
    const scanOf = (bytes: Buffer): Buffer => bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xdb])));
    expect(sha(scanOf(received))).toBe(sha(scanOf(photo.buffer)));
    await cardOf(hague.page, 'IMG_2041.jpg').getByRole('button', { name: hagueSays('files.open') }).click();
    const image = hague.page.locator('.viewer-image');
    await image.waitFor();
    expect(await image.evaluate(async (element) => { await (element as HTMLImageElement).decode(); return [(element as HTMLImageElement).naturalWidth, (element as HTMLImageElement).naturalHeight]; })).toEqual([400, 640]);
    await hague.page.keyboard.press('+');
    await hague.page.getByRole('button', { name: /150|١٥٠/ }).waitFor();
    await shot(hague.page, 'image-en-light-1280');
    expect(await axeFindings(hague.page)).toEqual([]);
    await hague.page.keyboard.press('Escape');
    await image.waitFor({ state: 'detached' });
  }, longEnough);

  it('read a document page by page, without obeying it', async () => {
    const { page } = tunis;
    await cardOf(page, 'Request.pdf').getByRole('button', { name: `${tunisSays('files.open')} Request.pdf` }).click();
    await page.locator('.pdf-sheet[data-page="1"]').waitFor();
    await page.getByText('Page 1 of the request').waitFor();
    expect(await page.locator('.pdf-sheet canvas').evaluate((canvas) => { const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, (canvas as HTMLCanvasElement).width, (canvas as HTMLCanvasElement).height); return data.some((value, i) => i % 4 === 0 && value < 80); })).toBe(true);
    await shot(page, 'pdf-ar-light-1280');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await page.getByText('Page 2 of the request').waitFor();
    await page.getByText(tunisSays('files.page', { page: '2', pages: '2' })).waitFor();
    await page.keyboard.press('Escape');
    expect(sha(await onlyDownload({ page, say: tunisSays }, 'Request.pdf'))).toBe(sha(letter().buffer));
  }, longEnough);

  it('read a text as a text, whatever stands in it', async () => {
    const { page } = hague;
    await cardOf(page, 'مذكرة.txt').getByRole('button', { name: hagueSays('files.open') }).click();
    await page.getByText('<script>').waitFor();
    expect(await page.title()).not.toBe('obeyed');
    expect(await page.locator('.viewer-text').evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await shot(page, 'text-en-light-1280');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }, longEnough);

  it('listen to a recording', async () => {
    const { page } = tunis;
    await cardOf(page, 'Call.wav').getByRole('button', { name: `${tunisSays('files.open')} Call.wav` }).click();
    const audio = page.locator('audio');
    await audio.waitFor();
    await audio.evaluate((element) => new Promise<void>((resolve) => { const player = element as HTMLAudioElement; if (player.readyState > 0) resolve(); else player.addEventListener('loadedmetadata', () => resolve()); }));
    expect(Math.round(await audio.evaluate((element) => (element as HTMLAudioElement).duration))).toBe(1);
    await page.keyboard.press('Escape');
  }, longEnough);

  it.each(languages)('attach by dropping on the conversation, which says so, and by pasting, in %s', async (language) => {
    const { from: { page, say }, to } = writing[language];
    const name = `Dropped ${language}.txt`;
    const transfer = await page.evaluateHandle((file) => { const data = new DataTransfer(); data.items.add(new File(['dropped words'], file, { type: 'text/plain' })); return data; }, name);
    await page.locator('.thread').dispatchEvent('dragenter', { dataTransfer: transfer });
    await page.getByText(say('attach.drop')).waitFor();
    await shot(page, `drop-${language}-light-1280`);
    await page.locator('.thread').dispatchEvent('drop', { dataTransfer: transfer });
    await tray(page).locator('.file-name').filter({ hasText: name }).waitFor();
    await page.getByText(say('attach.drop')).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: say('composer.label') }).evaluate((box) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['pasted words'], 'Pasted.txt', { type: 'text/plain' }));
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await tray(page).locator('.file-name').filter({ hasText: 'Pasted.txt' }).waitFor();
    await tray(page).getByText(say('files.stored')).nth(1).waitFor();
    await tray(page).getByRole('button', { name: say('files.cancel', { name: 'Pasted.txt' }) }).click();
    await tray(page).locator('.file-name').filter({ hasText: 'Pasted.txt' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('composer.send'), exact: true }).click();
    await cardOf(to.page, name).waitFor();
    expect(sha(await onlyDownload(to, name))).toBe(sha(Buffer.from('dropped words')));
  }, longEnough);

  /** The words are those of a language, the size is not: one of them is large. */
  it.each([['ar', 64, 'Disk image.bin', 'The image of the disk'], ['en', 16, 'Telephone.bin', 'The image of the telephone']] as const)('send over a line that breaks, wait with the message, pause and go on, in %s with %d MiB', async (language, mebibytes, name, text) => {
    const { from: { page, say, line }, to } = writing[language];
    const large = path.join(folder, name);
    await makeLarge(large, mebibytes);
    line.cutAfter((mebibytes / 4) * mebibyte);
    await attach(page, large);
    await tray(page).getByText(say('files.waiting-line')).waitFor();
    expect(line.isCut).toBe(true);
    expect(Number(await tray(page).locator('progress').getAttribute('value'))).toBeGreaterThan(0);
    await page.getByRole('textbox', { name: say('composer.label') }).fill(text);
    await page.keyboard.press('Enter');
    const message = messageWith(page, text);
    await message.getByText(say('files.message-waits')).waitFor();
    await shot(page, `waiting-${language}-light-1280`);
    await message.getByRole('button', { name: say('files.pause', { name }) }).click();
    await message.getByText(say('files.paused')).waitFor();
    line.mend();
    await page.getByText(say('composer.offline')).waitFor({ state: 'detached' });
    expect(await messageWith(to.page, text).count()).toBe(0);
    await page.locator('.nav a[href="/transfers"]').click();
    await page.locator('.tray-row').first().waitFor();
    await shot(page, `transfers-${language}-light-1280`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: say('files.resume', { name }) }).click();
    await messageWith(to.page, text).waitFor({ timeout: 120_000 });
    await page.locator('.tray-row').filter({ hasText: name }).waitFor({ state: 'detached' });
    await page.goBack();
  }, longEnough);

  it('receive 64 MiB by stream, the same bytes', async () => {
    await hague.page.evaluate(() => {
      (globalThis as unknown as { showSaveFilePicker: unknown }).showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => (await navigator.storage.getDirectory()).getFileHandle(`picked ${suggestedName}`, { create: true });
    });
    await cardOf(hague.page, 'Disk image.bin').getByRole('button', { name: hagueSays('files.download') }).click();
    await cardOf(hague.page, 'Disk image.bin').getByText(hagueSays('files.save-saved')).waitFor();
    const picked = await hague.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const file = await (await root.getFileHandle('picked Disk image.bin')).getFile();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const left: string[] = [];
      for await (const name of (await root.getDirectoryHandle('downloads') as unknown as { keys(): AsyncIterable<string> }).keys()) left.push(name);
      await root.removeEntry('picked Disk image.bin');
      return { size: file.size, hash: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''), left };
    });
    expect([picked.size, picked.hash]).toEqual([64 * mebibyte, sha(await readFile(path.join(folder, 'Disk image.bin')))]);
  }, longEnough);

  it('change the language, each to that of the other, and find the conversation as it was', async () => {
    await change(tunis.page, 'English');
    await change(hague.page, 'العربية');
    const { ar: { from: first, to: second } } = writing;
    [tunisSays, hagueSays, first.say, second.say] = [hagueSays, tunisSays, hagueSays, tunisSays];
    writing = { ar: { from: second, to: first }, en: { from: first, to: second } };
    for (const { page } of [tunis, hague]) await messageWith(page, 'The image of the disk').waitFor();
  }, longEnough);

  it('list all files of the conversation, by type and by person, with their handling', async () => {
    await jan.client.settled();
    await writeFile(path.join(folder, 'Reply.txt'), 'OK');
    const other = await jan.client.upload(space, { path: path.join(folder, 'Reply.txt') });
    await jan.client.send(space, plain('', 'H1', { files: [other] }));
    const { page } = tunis;
    await page.getByRole('link', { name: tunisSays('attach.list') }).click();
    await page.getByText(tunisSays('files.count', { count: 9 })).waitFor();
    await page.locator('.file-list .handling').waitFor();
    await shot(page, 'list-en-light-1280');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel(tunisSays('files.kind')).selectOption('image');
    await page.getByText(tunisSays('files.count', { count: 1 }), { exact: true }).waitFor();
    await page.getByLabel(tunisSays('files.kind')).selectOption('all');
    await page.getByLabel(tunisSays('files.sender')).selectOption({ label: 'Jan de Wit' });
    await page.getByText(tunisSays('files.count', { count: 3 }), { exact: true }).waitFor();
    await page.locator('.file-list .file-name').filter({ hasText: 'Reply.txt' }).waitFor();
    await page.goBack();
  }, longEnough);

  it('are told which part of a file is not what was sent, and what to do', async () => {
    const large = path.join(folder, 'Ledger.bin');
    await makeLarge(large, 4);
    const id = await hanan.client.upload(space, { path: large });
    await hanan.client.send(space, plain('The ledger', 'none', { files: [id] }));
    await messageWith(hague.page, 'The ledger').waitFor();
    const blob = await storedBlob(path.join(folder, 'service'), id);
    const file = await open(blob, 'r+');
    await file.write(Buffer.from([1, 2, 3, 4]), 0, 4, 2 * (mebibyte + 41) + 500);
    await file.close();
    const card = cardOf(hague.page, 'Ledger.bin');
    await card.getByRole('button', { name: hagueSays('files.download') }).click();
    await card.getByText(hagueSays('failure.file.tampered')).waitFor();
    expect(await card.innerText()).toMatch(/الجزء [3٣] من [4٤]/);
    await card.getByText(hagueSays('todo.file.tampered')).waitFor();
    await card.scrollIntoViewIfNeeded();
    await shot(hague.page, 'tampered-ar-light-1280');
    expect(await axeFindings(hague.page)).toEqual([]);
  }, longEnough);

  it.each(languages)('go on after a reload with the file chosen again, and refuse another one, in %s', async (language) => {
    const { from: { page, say, line }, to } = writing[language];
    const name = `Statements ${language}.bin`;
    const large = path.join(folder, name);
    await makeLarge(large, 12);
    line.cutAfter(4 * mebibyte);
    await attach(page, large);
    await tray(page).getByText(say('files.waiting-line')).waitFor();
    // On a line that stands it could be through before it pauses.
    await tray(page).getByRole('button', { name: say('files.pause', { name }) }).click();
    await tray(page).getByText(say('files.paused')).waitFor();
    line.mend();
    await page.reload();
    await unlockIfNeeded(page, say);
    await tray(page).getByRole('button', { name: say('files.resume', { name }) }).click();
    await tray(page).getByText(say('failure.file.source-needed')).waitFor();
    await shot(page, `again-${language}-light-1280`);
    const wrong = path.join(folder, 'Other.bin');
    await writeFile(wrong, 'short');
    await tray(page).locator('input[type=file]').setInputFiles(wrong);
    await tray(page).getByText(say('files.not-the-same')).waitFor();
    await tray(page).locator('input[type=file]').setInputFiles(large);
    await tray(page).getByText(say('files.stored')).waitFor();
    await page.getByRole('button', { name: say('composer.send'), exact: true }).click();
    await cardOf(to.page, name).waitFor();
  }, longEnough);

  it('gave the browsers nothing to complain about', () => {
    expect([...tunis.complaints, ...hague.complaints].filter((text) => !/net::ERR_/.test(text))).toEqual([]);
  });

  /** Of a file whose place the browser does not ask for. */
  async function onlyDownload({ page, say }: Pick<Desk, 'page' | 'say'>, name: string): Promise<Buffer> {
    await page.evaluate(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker; });
    return downloaded(page, name, say('files.download'));
  }
});

async function makeLarge(at: string, mebibytes: number): Promise<void> {
  const file = await open(at, 'w');
  for (let i = 0; i < mebibytes; i += 1) await file.write(randomBytes(mebibyte));
  await file.close();
}

/** Where the service's own disk holds a file. */
async function storedBlob(folder: string, id: string): Promise<string> {
  for (const name of await readdir(folder, { recursive: true })) if (name.endsWith(id) && (await stat(path.join(folder, name))).isFile()) return path.join(folder, name);
  throw new Error('the service stored no such file');
}
