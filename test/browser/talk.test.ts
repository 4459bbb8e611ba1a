/** Conversation, by keyboard above all, in both languages: what is said, answered, changed, marked, asked and found. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { fixtureId, serveFixture, stage, type Fixture, type Stage } from './fixture.js';
import { pressOn } from './resting.js';

/** It takes no key before it has what was drafted there. */
const writing = (page: Page): Locator => page.locator('.composer:not([hidden]) textarea:not([readonly])');
const last = (page: Page): Locator => page.locator('.entry-message').last();
const saying = (page: Page, text: string): Locator => page.locator('.entry-message').filter({ hasText: text }).last();
const send = async (page: Page, text: string): Promise<Locator> => {
  await writing(page).fill(text);
  await page.keyboard.press('Enter');
  await saying(page, text).waitFor();
  return saying(page, text);
};
/** From writing to the newest message, without a mouse. */
const toNewest = async (page: Page): Promise<void> => {
  await writing(page).focus();
  await page.keyboard.press('PageUp');
  await page.waitForFunction(() => document.activeElement?.matches('article'));
};

describe.each([
  { language: 'en', locale: 'en-GB', space: 10, alert: 59, answered: 'We would need the freezing order' },
  { language: 'ar', locale: 'ar', space: 12, alert: 35, answered: 'الساعة 9:30' },
] as const)('a conversation in $language', ({ language, locale, space, alert, answered }) => {
  let browser: Browser;
  let fixture: Fixture;
  let say: Say;
  let shown: Stage[] = [];
  beforeAll(async () => {
    [browser, fixture, say] = await Promise.all([launchBrowser(), serveFixture(), catalogue(language)]);
  });
  afterAll(async () => {
    await browser.close();
    await fixture.stop();
  });
  const open = async (address = `/spaces/${fixtureId(space)}`, options: BrowserContextOptions = {}): Promise<Page> => {
    const opened = await stage(browser, fixture, 'ready', address, { locale, ...options });
    shown.push(opened);
    await opened.page.locator('.entry, .empty').first().waitFor();
    return opened.page;
  };
  const button = (page: Page | Locator, id: Parameters<Say>[0]): Locator => page.getByRole('button', { name: say(id), exact: true });
  /** Ends a test: nothing may have been complained about. */
  const quiet = async (): Promise<void> => {
    const complaints = shown.flatMap((each) => each.complaints);
    await Promise.all(shown.map((each) => each.close()));
    shown = [];
    expect(complaints).toEqual([]);
  };

  it('answers a message by keyboard, and the quote leads back to it', async () => {
    const page = await open();
    await toNewest(page);
    await page.keyboard.press('r');
    await page.locator('.answering').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('textarea'));
    await page.keyboard.type('An answer');
    await page.keyboard.press('Enter');
    const answer = saying(page, 'An answer');
    await answer.waitFor();
    const quoted = (await answer.locator('.quote-text').innerText()).slice(0, 20);
    await answer.locator('.quote').click();
    await page.locator('article:focus').filter({ hasText: quoted }).waitFor();
    await page.keyboard.press('Escape');
    await writing(page).and(page.locator(':focus')).waitFor();
    expect(await writing(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await quiet();
  });

  it('changes the last of one’s messages with the arrow up, and keeps what it said before', async () => {
    const page = await open();
    await send(page, 'The fourth of May');
    await page.keyboard.press('ArrowUp');
    const field = page.getByRole('textbox', { name: say('talk-edit.label') });
    await field.fill('The fifth of May');
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
    await saying(page, 'The fifth of May').locator('.edited').click();
    const details = page.getByRole('dialog');
    expect(await details.locator('.versions').innerText()).toContain('The fourth of May');
    await page.keyboard.press('Escape');
    await quiet();
  });

  it('withdraws after ten seconds in which it can be taken back, and leaves a trace', async () => {
    const page = await open();
    await send(page, 'Said in haste');
    await toNewest(page);
    await page.keyboard.press('Delete');
    await page.getByText(say('talk-withdraw.soon')).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('.toast').waitFor({ state: 'detached' });
    expect(await saying(page, 'Said in haste').locator('.message-text').count()).toBe(1);
    await page.keyboard.press('Delete');
    await page.locator('.toast').getByRole('button', { name: say('action.close') }).click();
    await last(page).locator('.message-gone').waitFor();
    expect(await page.getByText('Said in haste').count()).toBe(0);
    await quiet();
  });

  it('reacts by keyboard, in words or with any one emoji, and takes it back', async () => {
    const page = await open();
    await send(page, 'The file is complete');
    await toNewest(page);
    await page.keyboard.press('+');
    await button(page, 'talk-reaction.noted').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    const noted = last(page).locator('.reaction').first();
    await noted.waitFor();
    expect([await noted.innerText(), await noted.getAttribute('aria-pressed')]).toEqual([expect.stringContaining(say('talk-reaction.noted')), 'true']);
    expect(await noted.getAttribute('aria-label')).toContain(say('person.you'));
    await toNewest(page);
    await page.keyboard.press(':');
    await page.getByLabel(say('talk-reaction.own')).fill('ok');
    expect(await button(page, 'talk-reaction.add').isDisabled()).toBe(true);
    await page.getByLabel(say('talk-reaction.own')).fill('🚀');
    await page.keyboard.press('Enter');
    await last(page).locator('.reaction').filter({ hasText: '🚀' }).waitFor();
    await noted.click();
    await last(page).locator('.reaction').filter({ hasText: say('talk-reaction.noted') }).waitFor({ state: 'detached' });
    await quiet();
  });

  it('mentions whom the list offers, without a mouse', async () => {
    const page = await open();
    await writing(page).focus();
    await page.keyboard.type('Thanks @');
    await page.getByRole('listbox', { name: say('talk-mention.label') }).waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = await page.locator('.mention-list [aria-selected="true"] .mention-name').innerText();
    expect(await writing(page).getAttribute('aria-activedescendant')).toBe(await page.locator('.mention-list [aria-selected="true"]').getAttribute('id'));
    await page.keyboard.press('Enter');
    expect(await writing(page).inputValue()).toBe(`Thanks @${chosen} `);
    await page.keyboard.type('for this, @');
    await page.keyboard.press('Escape');
    await page.locator('.mention-list').waitFor({ state: 'detached' });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await saying(page, 'for this').waitFor();
    expect(await saying(page, 'for this').locator('.mention').allInnerTexts()).toEqual([`@${chosen}`]);
    await quiet();
  });

  it('marks a message, says so in words, and does not mark the next one by itself', async () => {
    const page = await open();
    await writing(page).fill('From a source we trust');
    await page.locator('.composer-tool[aria-haspopup="dialog"]').first().click();
    const marking = page.getByRole('dialog', { name: say('talk-marking.title') });
    await marking.getByLabel(say('handling.label')).selectOption('H3');
    await marking.getByLabel(say('talk-marks.source')).selectOption('B');
    await marking.getByLabel(say('talk-marks.information')).selectOption('2');
    await marking.getByLabel(say('talk-marks.tlp')).selectOption('amber');
    // H3 without its words goes nowhere.
    expect(await page.locator('.composer:not([hidden]) button[type="submit"]').isDisabled()).toBe(true);
    await marking.getByLabel(say('talk-marks.restriction'), { exact: true }).fill('Only for the hearing');
    await button(marking, 'talk-marks.done').click();
    await writing(page).focus();
    await page.keyboard.press('Enter');
    const sent = saying(page, 'From a source we trust');
    await sent.waitFor();
    await sent.getByRole('img', { name: say('handling.H3') }).waitFor();
    await sent.getByRole('img', { name: say('talk-tlp.amber') }).waitFor();
    expect(await sent.locator('.marks').innerText()).toContain('Only for the hearing');
    await page.locator('.composer-again').waitFor();
    expect(await page.locator('.composer-tool').first().innerText()).toContain(say('handling.short-none'));
    await page.locator('.composer-again').click();
    expect(await page.locator('.composer-tool').first().innerText()).toContain('H3');
    await quiet();
  });

  it('starts an answer to a marked message with its code, in sight', async () => {
    const page = await open();
    await pressOn(page, page.locator('.entry-message:has(.handling-H2)').last(), 'r');
    await page.locator('.answering').waitFor();
    expect(await page.locator('.composer-tool-set').first().innerText()).toContain('H2');
    await quiet();
  });

  it('acknowledges by keyboard, shows who has and who has not, and reminds', async () => {
    const page = await open(`/spaces/${fixtureId(space)}/m/${alert + 1}-${fixtureId(900_000 + (space - 10) * 20_000 + alert)}`);
    await page.waitForFunction(() => document.activeElement?.matches('.entry-message:has(.alert-line-open)'));
    await page.keyboard.press('a');
    await page.locator('.alert-done').last().waitFor();
    await page.getByLabel(say('talk-alert.ask')).click();
    await send(page, 'Please confirm by noon');
    const own = saying(page, 'Please confirm by noon');
    await own.locator('.alert-line').getByRole('button', { name: say('talk-alert.remind') }).click();
    await page.getByText(say('talk-alert.reminded')).waitFor();
    await own.locator('.alert-line .link-button').click();
    await page.getByRole('dialog').getByText(say('talk-alert.has-not')).waitFor();
    await page.keyboard.press('Escape');
    await quiet();
  });

  it('makes a poll, votes by keyboard, and closes it', async () => {
    const page = await open();
    await page.getByLabel(say('talk-poll.new')).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('talk-poll-new.question')).fill('Which day?');
    await sheet.getByRole('group').getByRole('textbox').nth(0).fill('Monday');
    await sheet.getByRole('group').getByRole('textbox').nth(1).fill('Monday');
    await sheet.getByText(say('talk-poll-new.twice')).waitFor();
    await sheet.getByRole('group').getByRole('textbox').nth(1).fill('Tuesday');
    await sheet.getByRole('button', { name: say('composer.send') }).click();
    const poll = saying(page, 'Which day?');
    await poll.waitFor();
    // As long as it is open, the sheet keeps the focus.
    await sheet.waitFor({ state: 'detached' });
    await poll.locator('.poll-option').first().focus();
    await page.keyboard.press('Enter');
    await poll.locator('.poll-option[aria-pressed="true"]').waitFor();
    expect(await poll.locator('.poll-option').first().innerText()).toContain(say('person.you'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => [...document.querySelectorAll('.poll')].at(-1)?.querySelectorAll('.poll-option')[1]?.getAttribute('aria-pressed') === 'true');
    expect(await poll.locator('.poll-option[aria-pressed="true"]').count()).toBe(1);
    await toNewest(page);
    await page.keyboard.press('k');
    await poll.locator('.poll-option:disabled').first().waitFor();
    await quiet();
  });

  it('pins, jumps to what is pinned, and takes an unpinning back', async () => {
    const page = await open();
    const before = await page.locator('.pin-bar').innerText();
    await send(page, 'The agreed timetable');
    await toNewest(page);
    await page.keyboard.press('p');
    await page.locator('.pin-bar').filter({ hasText: 'The agreed timetable' }).waitFor();
    await page.getByRole('button', { name: say('talk-pin.next') }).click();
    expect((await page.locator('.pin-bar').innerText()).slice(0, 12)).toBe(before.slice(0, 12));
    await page.locator('.pin-words').click();
    await page.locator('article:focus').waitFor();
    await page.getByRole('link', { name: say('space.show-details') }).click();
    const list = page.locator('.pin-list > li');
    await list.nth(1).waitFor();
    expect(await list.count()).toBe(2);
    await list.filter({ hasText: 'The agreed timetable' }).getByRole('button', { name: say('talk-action.unpin') }).click();
    await page.locator('.toast').getByRole('button', { name: say('talk-toast.undo') }).click();
    await list.filter({ hasText: 'The agreed timetable' }).waitFor();
    await quiet();
  });

  it('keeps topics apart: what is said, what is drafted, where one writes', async () => {
    const page = await open();
    const topics = page.getByRole('navigation', { name: say('talk-topic.label') });
    await topics.getByRole('link').nth(2).click();
    await topics.getByRole('link').nth(2).and(page.locator('[aria-current]')).waitFor();
    const title = await topics.locator('[aria-current] .topic-title').innerText();
    await page.locator('.composer-note').filter({ hasText: title }).waitFor();
    expect(await page.locator('.entry-message .topic-chip').count()).toBe(0);
    await writing(page).fill('Half a thought');
    await topics.getByRole('link', { name: say('talk-topic.main') }).click();
    await page.locator('.composer-note').filter({ hasText: say('talk-composer.in-main') }).waitFor();
    expect(await writing(page).inputValue()).toBe('');
    await topics.getByRole('link').nth(2).click();
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value === 'Half a thought');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(say('talk-topic.new'));
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('channel.title')).fill(title);
    await sheet.getByText(say('talk-topic-new.taken')).waitFor();
    await sheet.getByLabel(say('channel.title')).fill('Witnesses');
    await page.keyboard.press('Enter');
    await topics.locator('[aria-current]').filter({ hasText: 'Witnesses' }).waitFor();
    await send(page, 'About the witnesses');
    await button(page, 'talk-topic.rename').click();
    await sheet.getByLabel(say('channel.title')).fill('Witnesses and experts');
    await page.keyboard.press('Enter');
    await topics.getByRole('link', { name: say('talk-topic.all') }).click();
    await page.locator('.entry-message .topic-chip').first().waitFor();
    await toNewest(page);
    await saying(page, 'About the witnesses').locator('.topic-chip').filter({ hasText: 'Witnesses and experts' }).waitFor();
    await quiet();
  });

  it('forwards with origin and codes', async () => {
    const page = await open();
    await send(page, 'For the other group too');
    await toNewest(page);
    await page.keyboard.press('f');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio').nth(2).check();
    await sheet.getByLabel(say('talk-forward.comment')).fill('As agreed');
    await sheet.getByRole('button', { name: say('talk-forward.send') }).click();
    await sheet.waitFor({ state: 'detached' });
    const forwarded = saying(page, 'For the other group too');
    await forwarded.locator('.message-note').waitFor();
    expect(page.url()).not.toContain(fixtureId(space));
    await saying(page, 'As agreed').waitFor();
    await quiet();
  });

  it('says plainly which code forbids forwarding, before anybody writes a comment', async () => {
    const page = await open();
    await pressOn(page, page.locator('.entry-message:has(.handling-H2)').last(), 'f');
    const sheet = page.getByRole('dialog');
    await sheet.getByText(say('talk-forward.why-h2')).waitFor();
    expect(await sheet.getByRole('radio').count()).toBe(0);
    await page.keyboard.press('Escape');
    await quiet();
  });

  it('links to a message, opens at it, and is kind about what is not here', async () => {
    const page = await open(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
    await pressOn(page, page.locator('.entry-message').filter({ hasText: answered }).last(), 'c');
    await page.getByText(say('talk-copy.link')).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(new RegExp(`/spaces/${fixtureId(space)}/m/\\d+-[0-9a-f-]{36}$`));
    const opened = await open(new URL(link).pathname);
    await opened.locator('article:focus').filter({ hasText: answered }).waitFor();
    const missing = await open(`/spaces/${fixtureId(space)}/m/9-${fixtureId(7)}`);
    await missing.getByText(say('talk-link.missing-hint')).waitFor();
    const broken = await open(`/spaces/${fixtureId(space)}/m/nonsense`);
    await broken.getByText(say('talk-link.missing')).waitFor();
    await quiet();
  });

  it('jumps to a date', async () => {
    const page = await open(`/spaces/${fixtureId(13)}`);
    await button(page, 'talk-date.title').click();
    const then = new Date(Date.now() - 100 * 86_400_000);
    const day = `${then.getFullYear()}-${String(then.getMonth() + 1).padStart(2, '0')}-${String(then.getDate()).padStart(2, '0')}`;
    await page.getByLabel(say('talk-day.day')).fill(day);
    await page.keyboard.press('Enter');
    const index = Number(await page.locator('article:focus').getAttribute('aria-posinset'));
    expect(index).toBeGreaterThan(6_000);
    expect(index).toBeLessThan(8_500);
    await quiet();
  });

  it('shows who is writing, and lets each conversation be set', async () => {
    const page = await open(`/spaces/${fixtureId(11)}/details`);
    await send(page, 'Are you there?');
    await page.locator('.typing').filter({ hasText: 'Marchand' }).waitFor();
    const settings = page.locator('.details section').filter({ hasText: say('talk-settings.title') });
    for (const [legend, choice] of [['talk-settings.receipts', 'settings.off'], ['talk-settings.typing', 'settings.off'], ['talk-settings.level', 'talk-settings.level-mentions']] as const) {
      const group = settings.getByRole('group', { name: say(legend) }), radio = group.getByRole('radio', { name: say(choice) });
      await group.locator('label', { has: page.getByRole('radio', { name: say(choice) }) }).click();
      await radio.and(page.locator(':checked')).waitFor({ state: 'attached' });
      expect(await radio.isChecked()).toBe(true);
    }
    await quiet();
  });

  it('shows what was chosen for a conversation until the vault has it', async () => {
    const { page, close } = await stage(browser, fixture, 'held', `/spaces/${fixtureId(11)}/details`, { locale });
    const group = page.locator('.details section').filter({ hasText: say('talk-settings.title') }).getByRole('group', { name: say('talk-settings.receipts') });
    await group.locator('label', { has: page.getByRole('radio', { name: say('settings.off') }) }).click();
    const radio = group.getByRole('radio', { name: say('settings.off') });
    await radio.and(page.locator(':checked')).waitFor({ state: 'attached' });
    // The conversation is read anew while that is on its way.
    await page.evaluate(async () => { for (let i = 0; i < 30; i += 1) await new Promise(requestAnimationFrame); });
    expect(await radio.isChecked()).toBe(true);
    fixture.release();
    await close();
  });

  it('lists every key, and offers in the palette what can be done with the message one was on', async () => {
    const page = await open();
    await toNewest(page);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog');
    for (const id of ['talk-action.reply', 'talk-action.withdraw', 'talk-key.mention', 'talk-key.undo', 'shortcuts.palette'] as const) await sheet.getByText(say(id), { exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await toNewest(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(say('talk-action.on-message').replace('{action}', say('talk-action.reply')));
    await page.keyboard.press('Enter');
    await page.locator('.answering').waitFor();
    await quiet();
  });

  it('takes a tour that can be skipped and taken again', async () => {
    const page = await open('/');
    const welcome = page.locator('.welcome');
    await button(welcome, 'talk-tour.start').click();
    const tour = page.getByRole('dialog', { name: say('talk-tour.title') });
    const onwards = tour.locator('.button-primary:focus');
    await tour.getByRole('heading', { name: say('talk-tour.list') }).waitFor();
    await onwards.waitFor();
    await page.keyboard.press('Enter');
    await tour.getByRole('heading', { name: say('talk-tour.reading') }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button(tour, 'talk-tour.skip').click();
    await tour.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.welcome').waitFor();
    expect(await button(page.locator('.welcome'), 'talk-tour.start').count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(say('talk-tour.start'));
    await page.keyboard.press('Enter');
    for (const id of ['list', 'reading', 'writing', 'details', 'keys', 'safe'] as const) {
      await tour.getByRole('heading', { name: say(`talk-tour.${id}`) }).waitFor();
      await onwards.waitFor();
      await page.keyboard.press('Enter');
    }
    await tour.waitFor({ state: 'detached' });
    await quiet();
  });

  it('opens the menu of a message by a long press', async () => {
    const page = await open(undefined, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
    const session = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchEnd', touchPoints: { x: number; y: number }[]) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
    // A message with nothing above it. Where it moves away under the finger, as when what is before it comes in, the press is over, and a person presses again.
    const press = async (): Promise<boolean> => {
      const point = await page.waitForFunction(() => {
        const text = [...document.querySelectorAll('.entry-message .message-text')].find((each) => {
          const { left, top } = each.getBoundingClientRect();
          return document.elementFromPoint(left + 20, top + 10) === each;
        });
        const box = text?.getBoundingClientRect();
        return box && { x: box.left + 20, y: box.top + 10 };
      }).then((handle) => handle.jsonValue());
      if (!point) throw new Error('a message is on screen');
      await finger('touchStart', [point]);
      const opened = await page.getByRole('menu').waitFor({ timeout: 5_000 }).then(() => true, () => false);
      if (!opened) await finger('touchEnd', []);
      return opened;
    };
    for (let more = 3; !(await press()); more -= 1) expect(more).toBeGreaterThan(0);
    await finger('touchEnd', []);
    await page.getByRole('menuitem', { name: say('talk-action.reply') }).tap();
    await page.locator('.answering').waitFor();
    await quiet();
  });
});
