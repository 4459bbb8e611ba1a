/** A desk at which somebody works on requests: what they press and read there, in the words of the screen. */
import type { Locator, Page } from 'playwright-core';
import type { MessageId } from '../../apps/web/src/locales/ids.js';
import type { Visit } from '../support/browser.js';
import type { Say } from './catalogue.js';
import { unlockIfNeeded } from './person.js';

/** What is filled into a step: words and days by their member, and what is ticked. */
export interface Filled { words?: Readonly<Record<string, string>>; days?: Readonly<Record<string, string>>; grounds?: readonly string[]; choice?: string; people?: readonly string[]; /** Of which measures, by their place; otherwise as the sheet has it. */ measures?: readonly number[] }

export class Desk {
  constructor(readonly visit: Visit, private readonly say: Say) {}
  get page(): Page { return this.visit.page; }
  get sheet(): Locator { return this.page.getByRole('dialog'); }

  /** A word of the law: its id is made of data. */
  term(id: string, values?: Readonly<Record<string, unknown>>): string { return this.say(id as MessageId, values); }
  nameOf(action: string): string { return this.term(`law.action.${action}`); }

  /** After a load the keys are gone from memory. */
  unlock(): Promise<void> { return unlockIfNeeded(this.page, this.say); }
  async toRequests(): Promise<void> { await this.page.locator('.nav a[href="/requests"]').click(); }
  async toRequest(title: string): Promise<void> {
    await this.toRequests();
    await this.page.locator('.request-row').filter({ hasText: title }).click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await this.measure().waitFor();
  }

  measure(n = 0): Locator { return this.page.locator('.measure').nth(n); }
  async stands(state: string, n = 0): Promise<void> { await this.measure(n).locator('.tag-state').filter({ hasText: this.term(`law.state.${state}`) }).waitFor(); }
  part(id: string): Locator { return this.page.locator(`#part-${id} textarea`); }
  async write(parts: Readonly<Record<string, string>>): Promise<void> { for (const [id, text] of Object.entries(parts)) await this.part(id).fill(text); }

  /** The sheet of a step, from the button of a measure. */
  async open(action: string, n = 0): Promise<void> {
    await this.measure(n).getByRole('button', { name: this.nameOf(action), exact: true }).click();
    await this.sheet.waitFor();
  }
  async fill({ words = {}, days = {}, grounds = [], choice, people = [], measures }: Filled): Promise<void> {
    const { sheet } = this;
    for (const [i, each] of measures === undefined ? [] : (await sheet.locator('.choices').first().getByRole('checkbox').all()).entries()) await each.setChecked(measures!.includes(i));
    for (const ground of grounds) await sheet.getByRole('checkbox', { name: this.term(`law.ground.${ground}`) }).check();
    if (choice !== undefined) await sheet.getByRole('radio', { name: this.term(`law.choice.${choice}`) }).check();
    for (const [member, text] of Object.entries(words)) await sheet.getByRole('textbox', { name: this.term(`law.member.${member}`), exact: true }).fill(text);
    for (const [member, day] of Object.entries(days)) {
      if (member !== 'date') { await sheet.getByLabel(this.term(`law.member.${member}`)).fill(day); continue; }
      await sheet.getByLabel(this.say('request.step-day'), { exact: true }).fill(day);
      await sheet.getByLabel(this.say('request.step-time'), { exact: true }).fill('00:00');
    }
    for (const person of people) await sheet.getByRole('checkbox', { name: person }).check();
  }
  async confirm(action: string): Promise<void> {
    await this.sheet.getByRole('button', { name: this.nameOf(action), exact: true }).click();
    await this.sheet.waitFor({ state: 'detached' });
    await this.page.getByRole('status').filter({ hasText: this.say('request.taken', { action: this.nameOf(action) }) }).waitFor();
  }
  async take(action: string, filled: Filled = {}, n = 0): Promise<void> {
    await this.open(action, n);
    await this.fill(filled);
    await this.confirm(action);
  }

  /** Somebody of one's own authority comes in, from the list of who is in there. */
  async addColleague(name: string): Promise<void> {
    await this.page.locator('#request-people').getByRole('button', { name: this.say('space.add-members') }).click();
    await this.sheet.getByRole('checkbox', { name }).check();
    await this.sheet.getByRole('button', { name: this.say('space.add-confirm', { count: 1 }) }).click();
    await this.sheet.waitFor({ state: 'detached' });
    await this.page.locator('#request-people').getByText(name).waitFor();
  }

  /** Acknowledges what alarms over every page, until nothing does. */
  async seeAlarm(clock: string): Promise<void> {
    const alarms = this.page.locator('.clock-alarms');
    await alarms.getByRole('alert').filter({ hasText: this.term(`law.clock.${clock}`) }).waitFor();
    await alarms.getByRole('button', { name: this.say('request.alarm-see') }).click();
    await alarms.waitFor({ state: 'detached' });
  }

  /** What a person of either side reads alike: where the request and each measure stand, and what runs. */
  async standing(): Promise<{ state: string; measures: string[]; clocks: string[] }> {
    const { page } = this;
    return {
      state: await page.locator('.request-row-marks .tag-state').innerText(), measures: await page.locator('.measure .tag-state').allInnerTexts(),
      clocks: await page.locator('.clocks li').evaluateAll((all) => all.map((each) => each.textContent ?? '')),
    };
  }
}

/** Today, as a field of a date takes it where the browser is. */
export const dayOf = (page: Page): Promise<string> => page.evaluate(() => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
});
