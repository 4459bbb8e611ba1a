/** Conversation over the real service, in two browsers at once: whatever one does, the other sees. Once in each language. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import type { Browser, Locator, Page } from 'playwright-core';
import { People, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, signInOn } from './person.js';

const longEnough = 120_000;
const writing = (page: Page): Locator => page.locator('.composer:not([hidden]) textarea');
const saying = (page: Page, text: string): Locator => page.locator('.entry-message').filter({ hasText: text }).last();
const placed = async (page: Page, text: string): Promise<Locator> => {
  const message = saying(page, text);
  // It has its place in the record; before that nothing can be done with it.
  await message.locator('.delivery-stored, .delivery-delivered, .delivery-read').waitFor();
  return message;
};
/** The keys of a message work once it is measured: before that it takes no focus. */
const focus = async (message: Locator): Promise<void> => {
  await message.waitFor();
  await message.focus();
};
const write = async (page: Page, text: string): Promise<Locator> => {
  await writing(page).fill(text);
  await writing(page).press('Enter');
  return placed(page, text);
};

describe.each(['en', 'ar'] as const)('two practitioners who talk, in %s', (language) => {
  let browser: Browser;
  let people: People;
  let say: Say;
  let wanjiru: Person;
  let claire: Person;
  let nairobi: Visit;
  let paris: Visit;
  let lighthouse: SpaceId;
  let harbour: SpaceId;
  const space = (id: SpaceId): string => `a[href="/spaces/${id}"]`;

  beforeAll(async () => {
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Parquet financier', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    lighthouse = await wanjiru.client.createChannel({ title: 'Lighthouse', purpose: null, members: [claire.id] });
    harbour = await claire.client.createChannel({ title: 'Harbour', purpose: null, members: [wanjiru.id] });
    await claire.client.send(harbour, plain('Unmarked, from the harbour'));
    await claire.client.send(harbour, plain('Not to be passed on', 'H2'));
    await Promise.all([wanjiru.client.settled(), claire.client.settled()]);
    nairobi = await signInOn(browser, people, wanjiru, 'Nairobi desk', { locale: locales[language] }, say);
    paris = await signInOn(browser, people, claire, 'Paris desk', { locale: locales[language] }, say);
    for (const { page } of [nairobi, paris]) {
      await page.locator(space(lighthouse)).click();
      await writing(page).waitFor();
    }
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await people.end();
  });

  it('answer with a quote', async () => {
    await write(nairobi.page, 'Did the statements arrive?');
    await focus(saying(paris.page, 'Did the statements arrive?'));
    await paris.page.keyboard.press('r');
    await paris.page.locator('.answering').waitFor();
    await write(paris.page, 'They did, this morning');
    await saying(nairobi.page, 'They did').locator('.quote').filter({ hasText: 'Did the statements arrive?' }).waitFor();
    expect(await saying(nairobi.page, 'They did').locator('.quote').innerText()).toContain('Did the statements arrive?');
  }, longEnough);

  it('change what they said, and the earlier words stay to be read', async () => {
    await write(nairobi.page, 'The hearing is on Monday');
    await saying(paris.page, 'on Monday').waitFor();
    await writing(nairobi.page).press('ArrowUp');
    await nairobi.page.getByRole('textbox', { name: say('talk-edit.label') }).fill('The hearing is on Tuesday');
    await nairobi.page.keyboard.press('Enter');
    await saying(paris.page, 'on Tuesday').locator('.edited').click();
    await paris.page.getByRole('dialog').locator('.versions').filter({ hasText: 'on Monday' }).waitFor();
    await paris.page.keyboard.press('Escape');
  }, longEnough);

  it('mention each other, and the list says so', async () => {
    await paris.page.locator(space(harbour)).click();
    await saying(paris.page, 'Not to be passed on').waitFor();
    await writing(nairobi.page).focus();
    await nairobi.page.keyboard.type('Could you look, @cla');
    await nairobi.page.getByRole('listbox', { name: say('talk-mention.label') }).waitFor();
    await nairobi.page.keyboard.press('Enter');
    await nairobi.page.keyboard.press('Enter');
    await paris.page.locator(space(lighthouse)).locator('.badge-mention').waitFor();
    await paris.page.bringToFront();
    await paris.page.locator(space(lighthouse)).click();
    await saying(paris.page, 'Could you look').locator('.mention-me').filter({ hasText: '@Claire Aubry' }).waitFor();
    await paris.page.locator(space(lighthouse)).locator('.badge-mention').waitFor({ state: 'detached' });
  }, longEnough);

  it('react in words', async () => {
    await focus(saying(paris.page, 'Could you look'));
    await paris.page.keyboard.press('+');
    await paris.page.getByRole('button', { name: say('talk-reaction.looking') }).click();
    const reaction = saying(nairobi.page, 'Could you look').locator('.reaction');
    await reaction.waitFor();
    expect([await reaction.innerText(), await reaction.getAttribute('aria-label')]).toEqual([expect.stringContaining(say('talk-reaction.looking')), expect.stringContaining('Claire Aubry')]);
  }, longEnough);

  it('pin what must stay in sight', async () => {
    await focus(saying(nairobi.page, 'on Tuesday'));
    await nairobi.page.keyboard.press('p');
    await paris.page.locator('.pin-bar').filter({ hasText: 'The hearing is on Tuesday' }).waitFor();
    await paris.page.locator('.pin-words').click();
    await paris.page.locator('article:focus').filter({ hasText: 'on Tuesday' }).waitFor();
  }, longEnough);

  it('ask for acknowledgement and see it given', async () => {
    await nairobi.page.getByLabel(say('talk-alert.ask')).click();
    const own = await write(nairobi.page, 'The room has changed');
    await own.locator('.alert-line').getByRole('button', { name: say('talk-alert.remind') }).click();
    await nairobi.page.getByText(say('talk-alert.reminded')).waitFor();
    const asked = saying(paris.page, 'The room has changed');
    await asked.getByRole('button', { name: say('talk-alert.acknowledge'), exact: true }).click();
    await asked.locator('.alert-done').waitFor();
    await own.getByRole('button', { name: say('talk-alert.remind') }).waitFor({ state: 'detached' });
    await own.locator('.alert-line .link-button').click();
    const details = nairobi.page.getByRole('dialog');
    await details.locator('.receivers').filter({ hasText: say('talk-alert.has') }).filter({ hasText: 'Claire Aubry' }).first().waitFor();
    await nairobi.page.keyboard.press('Escape');
  }, longEnough);

  it('vote, see who chose what, and close the poll', async () => {
    await paris.page.getByLabel(say('talk-poll.new')).click();
    const sheet = paris.page.getByRole('dialog');
    await sheet.getByLabel(say('talk-poll-new.question')).fill('Which day for the call?');
    await sheet.getByRole('group').getByRole('textbox').nth(0).fill('Wednesday');
    await sheet.getByRole('group').getByRole('textbox').nth(1).fill('Thursday');
    await sheet.getByRole('button', { name: say('composer.send') }).click();
    const own = await placed(paris.page, 'Which day for the call?');
    const asked = saying(nairobi.page, 'Which day for the call?');
    await focus(asked.locator('.poll-option').nth(1));
    await nairobi.page.keyboard.press('Enter');
    await own.locator('.poll-option').nth(1).filter({ hasText: 'Wanjiru Kamau' }).waitFor();
    await own.locator('.poll-option').nth(0).click();
    await asked.locator('.poll-option').nth(0).filter({ hasText: 'Claire Aubry' }).waitFor();
    await own.getByRole('button', { name: say('talk-action.close-poll') }).click();
    await asked.locator('.poll-option:disabled').first().waitFor();
  }, longEnough);

  it('open a topic with its own unread state', async () => {
    await nairobi.page.getByRole('button', { name: say('talk-topic.new') }).click();
    await nairobi.page.getByRole('dialog').getByLabel(say('channel.title')).fill('Translations');
    await nairobi.page.keyboard.press('Enter');
    await nairobi.page.locator('.topics [aria-current]').filter({ hasText: 'Translations' }).waitFor();
    const topic = paris.page.locator('.topics a').filter({ hasText: 'Translations' });
    await topic.waitFor();
    await paris.page.locator('.topics a').nth(1).click();
    await write(nairobi.page, 'Annex 3 is translated');
    await topic.locator('.badge-unread').waitFor();
    await paris.page.bringToFront();
    await topic.click();
    await saying(paris.page, 'Annex 3 is translated').waitFor();
    await topic.locator('.badge-unread').waitFor({ state: 'detached' });
    await paris.page.locator('.topics a').first().click();
    await nairobi.page.locator('.topics a').first().click();
    await saying(nairobi.page, 'Annex 3 is translated').locator('.topic-chip').filter({ hasText: 'Translations' }).waitFor();
  }, longEnough);

  it('see that the other is writing', async () => {
    await writing(paris.page).pressSequentially('One moment');
    await nairobi.page.locator('.typing').filter({ hasText: 'Claire Aubry' }).waitFor();
    await writing(paris.page).fill('');
  }, longEnough);

  it('forward what may be forwarded, with its origin, and are told what may not', async () => {
    const { page } = nairobi;
    await page.locator(space(harbour)).click();
    await focus(saying(page, 'Not to be passed on'));
    await page.keyboard.press('f');
    await page.getByText(say('talk-forward.why-h2')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focus(saying(page, 'Unmarked, from the harbour'));
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByRole('radio', { name: /Lighthouse/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: say('talk-forward.send') }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const origin = saying(paris.page, 'Unmarked, from the harbour').locator('.message-note');
    await origin.waitFor();
    expect(await origin.innerText()).toContain('Claire Aubry');
    await placed(page, 'Unmarked, from the harbour');
  }, longEnough);

  it('keep to themselves what they have read, once receipts are off', async () => {
    await paris.page.bringToFront();
    await paris.page.locator('[data-tour="details"]').click();
    const receipts = paris.page.getByRole('group', { name: say('talk-settings.receipts') });
    await receipts.getByRole('radio', { name: say('settings.off') }).check({ force: true });
    // It shows at once, and counts once the vault has it.
    await until(claire.client, async () => !(await claire.client.spaceSettings(lighthouse)).receipts);
    await receipts.getByRole('radio', { name: say('settings.off'), checked: true }).waitFor();
    expect(await receipts.getByRole('radio', { name: say('settings.off') }).isChecked()).toBe(true);
    await paris.page.locator('.details-head a').click();
    await writing(paris.page).waitFor();
    await write(nairobi.page, 'Are you reading this?');
    await saying(paris.page, 'Are you reading this?').waitFor();
    await saying(nairobi.page, 'Are you reading this?').locator('.delivery-delivered').waitFor();
    // A later message makes a round, after which a receipt for the earlier one would have come.
    await write(paris.page, 'That stays with me');
    await saying(nairobi.page, 'That stays with me').waitFor();
    expect(await saying(nairobi.page, 'Are you reading this?').locator('.delivery-read').count()).toBe(0);
  }, longEnough);

  it('withdraw, and a trace stays for both', async () => {
    await write(nairobi.page, 'Said in haste');
    await saying(paris.page, 'Said in haste').waitFor();
    await focus(saying(nairobi.page, 'Said in haste'));
    await nairobi.page.keyboard.press('Delete');
    await nairobi.page.locator('.toast').getByRole('button', { name: say('action.close') }).click();
    await nairobi.page.locator('.message-gone').last().waitFor();
    await paris.page.locator('.message-gone').last().waitFor();
    await paris.page.getByText('Said in haste').first().waitFor({ state: 'detached' });
  }, longEnough);

  it('gave the browsers nothing to complain about', () => { expect([...nairobi.complaints, ...paris.complaints]).toEqual([]); });
});
