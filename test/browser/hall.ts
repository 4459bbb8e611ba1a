/** The timetable of a session at the screen of its secretariat: what a person does there, and the draft as a colleague sees it. */
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { MeetingSessionId, Placement } from '@comity/contracts';
import { meetingsOf, type Comity, type ImportTable } from '@comity/sdk';
import { until } from '../scenario/people.js';
import type { Say } from './catalogue.js';

/** What stands round a name that is set apart from the direction of what it stands in. */
const nothing = '[^\\p{L}\\p{N}]*';

export class HallDesk {
  id!: MeetingSessionId;

  constructor(readonly page: Page, private readonly say: Say, private readonly colleague: Comity) {}

  get secretariat() { return meetingsOf(this.colleague); }
  button(name: Parameters<Say>[0], within: Page | Locator = this.page): Locator { return within.getByRole('button', { name: this.say(name), exact: true }); }
  get sheet(): Locator { return this.page.getByRole('dialog'); }
  cell(meeting: string): Locator { return this.page.locator(`[data-meeting="${meeting}"]`); }
  async to(name: 'hall.set-up' | 'hall.timetable' | 'hall.requests' | 'hall.print' | 'hall.versions' | 'hall.went'): Promise<void> {
    await this.page.getByRole('navigation', { name: this.say('hall.parts') }).getByRole('link', { name: this.say(name), exact: true }).click();
  }

  async until(condition: () => Promise<boolean>): Promise<void> { await until(this.colleague, condition); }
  async draft(): Promise<Map<string, Placement>> { return new Map((await this.secretariat.draft(this.id)).placements.map((each) => [each.request, each])); }
  async placement(meeting: string): Promise<Placement> { return (await this.draft()).get(meeting)!; }
  /** Resolves once what the secretary did is at the service: it is the first to be taken back. */
  sent(): Promise<void> { return this.page.locator('.hall-count').filter({ hasNotText: this.say('hall.saving') }).waitFor(); }
  /** Resolves, with where it lies now, once the draft has the meeting elsewhere. */
  async movedFrom({ request, place: before }: Placement): Promise<Placement> {
    await this.until(async () => JSON.stringify((await this.placement(request)).place) !== JSON.stringify(before));
    return this.placement(request);
  }

  /** Opens the form of a new session, answers it, and is at its set-up. */
  async open(title: string, days: { first: string; last: string; from: string; to: string }, kind: 'plenary' | 'operational' = 'plenary'): Promise<void> {
    const { page, say } = this;
    await page.locator('.nav a[href="/sessions"]').click();
    await page.getByRole('link', { name: say('hall.new'), exact: true }).click();
    await page.getByRole('textbox', { name: say('hall.field-title'), exact: true }).fill(title);
    await page.getByLabel(say('hall.field-zone'), { exact: true }).fill('Europe/Vienna');
    await page.getByLabel(say('hall.field-kind'), { exact: true }).selectOption(kind);
    const group = page.getByRole('group', { name: say('hall.days'), exact: true });
    await group.getByLabel(say('hall.first-day'), { exact: true }).fill(days.first);
    await group.getByLabel(say('hall.last-day'), { exact: true }).fill(days.last);
    await group.getByLabel(say('hall.from'), { exact: true }).first().fill(days.from);
    await group.getByLabel(say('hall.to'), { exact: true }).first().fill(days.to);
    await group.getByRole('checkbox').check();
    await this.button('hall.add').click();
    await page.getByRole('region', { name: say('hall.offices'), exact: true }).waitFor();
    this.id = (await this.secretariat.sessions()).find((session) => session.title === title)!.id;
  }

  async import(table: ImportTable): Promise<void> { await this.page.getByRole('button', { name: `${this.say('hall.import')}: ${this.say(`hall.${table}`)}`, exact: true }).click(); }
  async takeImported(count: number): Promise<void> {
    await this.sheet.getByRole('button', { name: this.say('hall.import-take', { count }) }).click();
    await this.sheet.waitFor({ state: 'detached' });
  }

  /** Looks at what a table would write, and writes it. `broken`: with a line more, which is named first. */
  async take(table: ImportTable, csv: string, count: number, broken?: { line: string; says: string }): Promise<void> {
    const { page, say, sheet } = this;
    await this.import(table);
    const file = (text: string) => sheet.getByLabel(say('hall.import-file'), { exact: true }).setInputFiles({ name: `${table}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    if (broken !== undefined) {
      await file(`${csv}\n${broken.line}`);
      await sheet.getByText(broken.says).waitFor();
      expect(await sheet.getByRole('button', { name: say('hall.import-take', { count: 0 }) }).isDisabled()).toBe(true);
    }
    await file(csv);
    await this.takeImported(count);
    await page.getByRole('region', { name: say(`hall.${table}`), exact: true }).getByRole('heading', { name: new RegExp(`${count}$`) }).waitFor();
  }

  async openToAll(): Promise<void> {
    await this.page.getByRole('radio', { name: this.say('hall.state-open'), exact: true }).check({ force: true });
    await this.button('hall.save').click();
    await this.page.getByText(this.say('hall.saved'), { exact: true }).waitFor();
  }

  /** Orders a plan, watches it, looks at what it changes, and approves it. Answers how many meetings it moves. */
  async plan(mode: 'hall.plan' | 'hall.replan'): Promise<number> {
    await this.button(mode).click();
    // A short one is over before anybody looks.
    await this.page.getByRole('progressbar', { name: this.say('hall.planning') }).or(this.button('hall.plan-look')).first().waitFor();
    await this.changes('hall.plan-look');
    await this.approve();
    return (await this.secretariat.plan(this.id, (await this.secretariat.plans(this.id))[0]!.id)).difference!.length;
  }

  /** What a plan, or a publication, would change. */
  async changes(of: 'hall.plan-look' | 'hall.publish'): Promise<void> {
    await this.button(of).click();
    await this.sheet.locator('.hall-changes li').first().waitFor();
  }
  async approve(): Promise<void> {
    await this.button('hall.approve', this.sheet).click();
    await this.sheet.waitFor({ state: 'detached' });
    await this.page.getByText(this.say('hall.clashes', { count: 0 })).waitFor();
  }
  async publish(version: number): Promise<void> {
    await this.changes('hall.publish');
    await this.publishShown(version);
  }
  async publishShown(version: number): Promise<void> {
    await this.button('hall.publish-now', this.sheet).click();
    await this.sheet.waitFor({ state: 'detached' });
    expect((await this.secretariat.agenda(this.id)).version).toBe(version);
  }

  /** A room that nobody can use on any day, from now on. */
  async lose(room: string): Promise<void> {
    const { page, say } = this;
    await this.to('hall.set-up');
    const rooms = page.getByRole('region', { name: say('hall.rooms'), exact: true }), all = rooms.getByRole('button', { name: say('hall.show-all'), exact: true });
    await rooms.waitFor();
    if (await all.isVisible()) await all.click();
    await rooms.getByRole('button', { name: new RegExp(`:${nothing}${room}${nothing}$`, 'u') }).click();
    await this.button('hall.away-all', this.sheet).click();
    await this.button('hall.save', this.sheet).click();
    await this.sheet.waitFor({ state: 'detached' });
    await this.to('hall.timetable');
  }

  /** Scrolls, as a person does, until the meeting stands in the page in so many rows: only what is in sight is drawn. */
  async seek(meeting: string, rows = 1): Promise<Locator> {
    await this.page.locator('.hall-scroll').evaluate(async (grid, { selector, rows: wanted }) => {
      const across = document.documentElement.dir === 'rtl' ? -1 : 1, drawn = async () => { await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); };
      const there = (): boolean => grid.querySelectorAll(selector).length >= wanted;
      for (let top = 0; top < grid.scrollHeight && !there(); top += grid.clientHeight / 2) {
        for (let left = 0; left < grid.scrollWidth && !there(); left += grid.clientWidth / 2) {
          grid.scrollTo({ left: across * left, top, behavior: 'instant' });
          await drawn();
        }
      }
    }, { selector: `[data-meeting="${meeting}"]`, rows });
    return this.cell(meeting).nth(rows - 1);
  }

  /** A meeting in sight, and a free place in sight for it: in its row, at another time. */
  async movable(): Promise<{ meeting: string; time: string; date: string }> {
    const { page } = this;
    await page.locator('.hall-cell').first().waitFor();
    // What is below the edge of the window is not in sight.
    await page.locator('.hall-scroll').evaluate((node) => { node.scrollIntoView({ block: 'start' }); });
    const draft = await this.draft(), requests = await this.secretariat.requests(this.id);
    const parties = new Map(requests.map(({ id, terms }) => [id as string, terms]));
    const grid = (await page.locator('.hall-scroll').boundingBox())!;
    const seen = async (locator: Locator) => (await locator.evaluateAll((nodes) => nodes.map((node) => { const { x, y, width, height } = node.getBoundingClientRect(); return { x, y, width, height, meeting: (node as HTMLElement).dataset['meeting'] ?? '', time: node.querySelector('time')?.dateTime ?? '' }; })))
      .filter(({ x, y, width, height }) => x >= grid.x + 176 && x + width <= grid.x + grid.width && y >= grid.y && y + height <= Math.min(grid.y + grid.height, page.viewportSize()!.height));
    const slots = await seen(page.locator('.hall-time'));
    for (const { meeting } of await seen(page.locator('.hall-cell'))) {
      const own = draft.get(meeting)!, terms = parties.get(meeting)!;
      if (terms.slots > 1 || terms.languages !== null) continue;
      for (const { time: stamp } of slots) {
        const [date, time] = stamp.split('T') as [string, string];
        // Meetings of two slots are in the way at both.
        const taken = [...draft.values()].some(({ request, place }) => {
          const other = parties.get(request);
          if (request === meeting || place === null || other === undefined || place.at.date !== date || (other.slots === 1 ? place.at.time !== time : place.at.time > time)) return false;
          return place.room === own.place!.room || other.parties.some((party) => terms.parties.includes(party));
        });
        if (!taken && own.place!.at.time !== time) return { meeting, date, time };
      }
    }
    throw new Error('nothing in sight can go anywhere in sight');
  }

  /** With the mouse, along its row. */
  async drag(meeting: string, to: { date: string; time: string }): Promise<void> {
    const { page } = this;
    const from = (await this.cell(meeting).boundingBox())!, column = (await page.locator('.hall-time').filter({ has: page.locator(`time[datetime="${to.date}T${to.time}"]`) }).boundingBox())!;
    const y = from.y + from.height / 2;
    await page.mouse.move(from.x + from.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 8, y);
    await page.mouse.move(column.x + column.width / 2, y, { steps: 5 });
    await page.locator('.hall-ghost[data-ground="free"]').waitFor();
    await page.mouse.up();
    await page.locator('.hall-ghost').waitFor({ state: 'detached' });
  }

  /** By keyboard: to the next place along its row that is free. */
  async carry(meeting: string): Promise<void> {
    const { page } = this;
    await this.cell(meeting).focus();
    await page.keyboard.press('Space');
    await page.locator('.hall-scroll[data-grabbed="keys"]').waitFor();
    const forward = (await page.evaluate(() => document.documentElement.dir)) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press(forward);
      await page.locator('.hall-ghost').waitFor();
      if ((await page.locator('.hall-ghost').getAttribute('data-ground')) === 'free') break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.hall-ghost').waitFor({ state: 'detached' });
  }
}
