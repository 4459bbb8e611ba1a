/** A session at the screen of a delegate: what a person does there. */
import type { Locator, Page } from 'playwright-core';
import type { AuthorityId, MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import type { Visit } from '../support/browser.js';
import type { Say } from './catalogue.js';

export class DelegateDesk {
  constructor(readonly visit: Visit, private readonly say: Say) {}

  get page(): Page { return this.visit.page; }
  get sheet(): Locator { return this.page.getByRole('dialog'); }
  button(name: Parameters<Say>[0], within: Page | Locator = this.page): Locator { return within.getByRole('button', { name: this.say(name), exact: true }); }
  async to(name: 'talks.agenda' | 'talks.requests' | 'talks.attending'): Promise<void> { await this.page.getByRole('navigation', { name: this.say('hall.parts') }).getByRole('link', { name: this.say(name), exact: true }).click(); }
  group(turn: 'answer' | 'wait' | 'agreed'): Locator { return this.page.getByRole('region', { name: this.say(`talks.turn-${turn}`), exact: true }); }
  get minutes(): Locator { return this.page.getByRole('textbox', { name: this.say('note.text', { title: this.say('talks.paper-minutes') }) }); }
  /** A meeting of one's agenda. */
  item(request: MeetingRequestId): Locator { return this.page.locator('.agenda-item').filter({ has: this.page.locator(`a[href*="${request}"]`) }); }

  async enter(title: string): Promise<void> {
    await this.page.locator('.nav a[href="/sessions"]').click();
    await this.page.getByRole('link', { name: title }).click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  /** With a page that knows nothing yet: all days of the agenda. */
  async enterAnew(id: MeetingSessionId): Promise<void> {
    await this.page.goto(new URL(`/sessions/${id}`, this.page.url()).href);
    await this.page.getByRole('radio', { name: this.say('talks.view-list'), exact: true }).check({ force: true });
  }

  /** Asks an office for a meeting; `topic`: at a table, with whom of us and of them to talk about it. */
  async ask(office: string, topic?: { words: string; ours: string; theirs: string }): Promise<void> {
    const { page, say } = this;
    await this.to('talks.attending');
    await page.getByRole('link', { name: say('talks.ask-name', { name: office }) }).click();
    if (topic !== undefined) {
      await page.getByLabel(say('talks.room'), { exact: true }).selectOption('table');
      await page.getByRole('checkbox', { name: topic.ours }).check();
      await page.getByRole('textbox', { name: say('talks.topic'), exact: true }).fill(topic.words);
      await page.getByRole('checkbox', { name: new RegExp(topic.theirs) }).check();
    }
    await this.button('talks.send').click();
    await page.getByRole('heading', { level: 2, name: new RegExp(office) }).waitFor();
    if (topic !== undefined) await page.getByText(topic.words).waitFor();
  }

  /** Asks several offices for one meeting. */
  async askSeveral(names: readonly string[], offices: readonly AuthorityId[]): Promise<void> {
    const { page, say } = this;
    await this.to('talks.requests');
    await page.getByRole('link', { name: say('talks.ask'), exact: true }).click();
    for (const [i, office] of offices.entries()) await page.getByLabel(say(i === 0 ? 'talks.office' : 'talks.office-more'), { exact: true }).selectOption(office);
    await this.button('talks.send').click();
    for (const name of names) await page.getByRole('region', { name: say('talks.parties'), exact: true }).getByText(name).waitFor();
  }

  /** Opens what an office asked for and waits for an answer. */
  async openAsked(office: string): Promise<void> {
    await this.to('talks.requests');
    await this.group('answer').getByRole('link', { name: new RegExp(office) }).click();
  }
  async accept(): Promise<void> {
    await this.button('talks.do-accept').click();
    await this.button('talks.sign-accept').click();
    await this.sheet.waitFor({ state: 'detached' });
  }

  async openAgreed(request: MeetingRequestId): Promise<void> {
    await this.to('talks.requests');
    await this.group('agreed').locator(`a[href*="${request}"]`).click();
  }

  /** What became of a meeting, as its card in the agenda asks: who did not come. */
  async sayAbsent(request: MeetingRequestId, office: string): Promise<void> {
    await this.button('talks.say-else', this.item(request)).click();
    await this.sheet.getByRole('radio', { name: this.say('talks.became-no-show'), exact: true }).check({ force: true });
    await this.sheet.getByRole('checkbox', { name: new RegExp(office) }).check();
    await this.button('talks.say-sign').click();
    await this.sheet.waitFor({ state: 'detached' });
  }
}

/** Minutes of a meeting that is open at both screens: one begins them, and both write at once. */
export async function writeMinutes(one: DelegateDesk, other: DelegateDesk, say: Say): Promise<void> {
  await one.button('talks.begin-minutes').click();
  await one.minutes.click();
  await one.page.keyboard.type('Present:');
  await one.page.keyboard.press('Enter');
  await one.page.keyboard.type('–');
  await other.page.getByRole('link', { name: say('talks.paper-minutes'), exact: true }).click();
  await other.minutes.getByText('–').waitFor();
  await other.minutes.locator('p').first().click();
  await other.page.keyboard.press('End');
  await Promise.all([one.page.keyboard.type(' Ana speaks of May', { delay: 20 }), other.page.keyboard.type(' Ana and Ben', { delay: 20 })]);
  for (const { minutes } of [one, other]) for (const words of ['Present: Ana and Ben', '– Ana speaks of May']) await minutes.getByText(words, { exact: true }).waitFor();
}
