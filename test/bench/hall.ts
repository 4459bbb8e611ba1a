/** The timetable page of a full congress in a real browser, as its secretary moves meetings about. */
import type { CDPSession, Locator, Page } from 'playwright-core';
import { secondsOf } from '../../apps/web/src/meetings/plan-seconds.js';
import { unlock } from './case-file.js';
import type { Congress } from './congress.js';
import { percentile } from './latency.js';
import { Profile } from './profile.js';
import { figure, type Table } from './report.js';
import { enrol, medianOf, rested } from './scale.js';
import { frames, Heard, Painted, stands } from './watching.js';

const runs = 3, turns = 10, moves = 20;
const cell = { there: '.hall-cell' };

export async function measureHall(congress: Congress, meetings: number, progress: (line: string) => void): Promise<Table> {
  const rows: string[][] = [];
  const add = (what: string, measured: number, bar = '-'): void => { rows.push([what, figure(measured), bar]); progress(rows.at(-1)!.join('; ')); };
  const profile = new Profile(congress.product.url);
  try {
    const { plan: { progress: reached }, first, done } = congress.begun;
    add('plan all of it: from the order until a first timetable is told of, ms', first, '500');
    add('the same: until it can be looked at, ms', done, meetings < 500 ? '2,000' : '5,000');
    add('the same: at most so far from the best possible, %', ((reached!.bound - reached!.weight) / reached!.bound) * 100, '1.0');
    await enrol(congress.product, profile);
    await unlock(profile);
    await measure(congress, profile, add);
  } finally {
    await profile.remove();
  }
  return {
    title: `A timetable of ${meetings.toLocaleString('en-US')} meetings in a browser`,
    note: `In Chromium, headless, on the built service: ${congress.delegations.length} offices, all meetings placed. Opening is the median of ${runs}, from the start of the navigation in a browser that has come to rest; the first time, all signatures are verified, afterwards the device knows which it verified. What somebody does with pointer or keys is timed from when the page hears of it until it is drawn: by pointer, ${turns} meetings over ${moves} places each; by keys likewise, each pressed when the one before is drawn, where the wait for the next frame, up to 16.7 ms, is in it. Scrolling may leave out every other frame.`,
    columns: ['what', 'measured', 'bar'], rows,
  };
}

async function measure(congress: Congress, profile: Profile, add: (what: string, measured: number, bar?: string) => void): Promise<void> {
  const address = `/sessions/${congress.id}`;
  const open = async (): Promise<number> => {
    const page = await profile.open();
    await page.goto(address, { waitUntil: 'commit' });
    const time = await stands(page, cell);
    await profile.close();
    return time;
  };
  add('open it for the first time on a device, ms', await open());
  add('open it with a fresh page, ms', await medianOf(runs, open), '2,000');

  const page = await profile.open(), heard = await Heard.of(page), painted = await Painted.of(page);
  await page.goto(address);
  await stands(page, cell);
  const grid = page.locator('.hall-scroll');
  await grid.evaluate((node) => { node.scrollIntoView({ block: 'start' }); });
  for (const [by, value] of [['rooms', 'rooms'], ['offices', 'offices']] as const) {
    await page.locator(`.hall-tools input[type=radio][value="${value}"]`).check({ force: true });
    await stands(page, cell);
    await heard.anew();
    const scrolled = await frames(page, () => overAll(page, grid));
    add(`scroll all of it by ${by}, both ways: p95 frame, ms`, scrolled.p95, '33.3');
    add('the same: frames a second', scrolled.perSecond);
    add('the same: longest task of the page, ms', await heard.longest(), '50.0');
  }
  await page.locator('.hall-tools input[type=radio][value="rooms"]').check({ force: true });
  const toBeginning = async (): Promise<void> => {
    await grid.evaluate((node) => { node.scrollTo({ left: 0, top: 0, behavior: 'instant' }); });
    await stands(page, cell);
  };

  const undo = page.locator('.hall-tools .row button').first();
  const taken: number[] = [], pulled: number[] = [], dropped: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await toBeginning();
    const [from, area] = [await inSight(page, turn), (await grid.boundingBox())!];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await painted.anew();
    await page.mouse.move(from.x + 8, from.y);
    taken.push(...await painted.times('pointermove'));
    await painted.anew();
    for (let move = 0; move < moves; move += 1) await page.mouse.move(area.x + 240 + ((move * 132) % 900), area.y + 90 + ((move * 3) % 9) * 48);
    pulled.push(...await painted.times('pointermove'));
    await page.locator('.hall-ghost[data-ground]').waitFor();
    await heard.anew();
    await page.mouse.up();
    await page.locator('.hall-ghost').waitFor({ state: 'detached' });
    await undo.and(page.locator(':enabled')).click();
    await undo.and(page.locator(':disabled')).waitFor();
    dropped.push(await heard.longest());
  }
  add('take a meeting in hand, and see where it may go, p95, ms', percentile(taken, 0.95), '-');
  add('drag it on: p95 until its new place is drawn with clashes and availability, ms', percentile(pulled, 0.95), '16.0');
  add('the same: at most, ms', Math.max(...pulled), '-');
  add('put it down and take that back, all clashes counted anew: longest task, ms', Math.max(...dropped), '-');

  const keyed: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await toBeginning();
    await page.locator('.hall-cell').nth(turn).focus();
    await page.keyboard.press('Space');
    await painted.times('keydown');
    await painted.anew();
    for (let move = 0; move < moves; move += 1) {
      await page.keyboard.press(move % 4 === 3 ? 'ArrowDown' : 'ArrowRight');
      await painted.times('keydown');
    }
    keyed.push(...await painted.times('keydown'));
    await page.keyboard.press('Escape');
  }
  add('move it by keys: p95 until its new place is drawn, ms', percentile(keyed, 0.95), '33.0');

  const office = page.locator('.hall-tools select').first();
  await painted.anew();
  for (let n = 1; n <= turns; n += 1) await office.selectOption({ index: n });
  add('show one office’s alone: p95 until they are drawn, ms', percentile(await painted.times('change'), 0.95), '50.0');
  await office.selectOption({ index: 0 });
  await stands(page, cell);

  await congress.loseRoom();
  const { plan, done } = await congress.plan('replan', secondsOf('replan', congress.begun.plan.progress!.wanted));
  add('a room is lost, plan anew: from the order until it can be looked at, ms', done, '1,000');
  add('the same: meetings that are elsewhere', plan.difference!.length, '-');
  const look = page.locator('.hall-plans .notice .button-primary');
  await look.waitFor();
  await heard.anew();
  add('look at what a plan anew would change, ms', await shownBy(look, '.hall-changes li'), '-');
  await page.getByRole('dialog').locator('.button-primary').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await stands(page, cell);
  add('longest task of the page from that look until it is approved and stands, ms', await heard.longest(), '-');
  add('memory of page and worker after all of that, MB', profile.memory(), '-');
  add('the same after a minute of rest, in which the browser collects what is not used any more, MB', await rested(profile), '300');
  await profile.close();
}

/** To the end of the days, to the last row, and back. */
async function overAll(page: Page, grid: Locator): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page), { x, y, width, height } = (await grid.boundingBox())!;
  const at = { x: Math.round(x + width / 2), y: Math.round(y + Math.min(height, 500) / 2), gestureSourceType: 'mouse' as const, speed: 3_000 };
  const [across, down] = await grid.evaluate((node) => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight] as const);
  for (const move of [{ xDistance: -across }, { yDistance: -down }, { xDistance: across }, { yDistance: down }]) await session.send('Input.synthesizeScrollGesture', { ...at, ...move });
  await session.detach();
}

/** The middle of one of the meetings that nothing hides. */
async function inSight(page: Page, nth: number): Promise<{ x: number; y: number }> {
  return page.evaluate((n) => {
    const places = [...document.querySelectorAll('.hall-cell')].map((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return { each, x: x + width / 2, y: y + height / 2 }; });
    const seen = places.filter(({ each, x: left, y: top }) => document.elementFromPoint(left, top)?.closest('.hall-cell') === each), { x, y } = seen[n % seen.length]!;
    return { x, y };
  }, nth);
}

/** Milliseconds from the click. */
async function shownBy(target: Locator, there: string): Promise<number> {
  return target.evaluate(async (button, selector) => {
    const began = performance.now();
    (button as HTMLElement).click();
    while (document.querySelector(selector) === null) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, there);
}
