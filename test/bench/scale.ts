/**
 * A client of many spaces in a real browser: the built client on the built service, with everything in the browser's own store
 * before it is opened. Others found the spaces and write in them; the browser takes part as one device of one person.
 */
import { setTimeout } from 'node:timers/promises';
import type { SpaceView } from '@comity/sdk';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { addBrowser, enterPassphrase } from '../browser/person.js';
import { clientOf, passphrase, ready } from '../scenario/people.js';
import { invite, vouch, type Seat } from '../support/community.js';
import { Corpus } from './corpus.js';
import type { Product } from './product.js';
import { askWorker, Profile } from './profile.js';
import { figure, type Table } from './report.js';
import { Room, Writers, type RoomPlan } from './rooms.js';
import { frames, opened, scroll, switched } from './watching.js';

export interface Scale { spaces: number; items: number; crowded: number; longest: number; absent: { spaces: number; items: number } }
export const full: Scale = { spaces: 200, items: 100_000, crowded: 10, longest: 12_000, absent: { spaces: 50, items: 5_000 } };
export const small: Scale = { spaces: 20, items: 2_000, crowded: 1, longest: 1_000, absent: { spaces: 5, items: 500 } };
/** Other people than the one who is measured: with them the crowded spaces are full. */
export const others = 249;
const runs = 3;

type Add = (...row: string[]) => void;

export async function measureScale(product: Product, scale: Scale, progress: (line: string) => void): Promise<Table> {
  const rows: string[][] = [];
  const add: Add = (...row) => { rows.push(row); progress(row.join('; ')); };
  const profile = new Profile(product.url);
  const writers = new Writers(product.url);
  try {
    const rooms = await settle(product, scale, profile, writers, progress, add);
    await measureOpening(profile, rooms, scale, add);
    await measureUse(profile, rooms, scale, add);
    await measureReturn(profile, rooms, scale, add);
  } finally {
    await profile.remove();
    await writers.close();
  }
  return {
    title: `A client of ${scale.spaces} spaces and ${scale.items.toLocaleString('en-US')} items`,
    note: `In Chromium, headless, on a store on disk; ${scale.crowded} of the spaces have 250 members, one has ${scale.longest.toLocaleString('en-US')} items. Openings are medians of ${runs} and run from the start of the navigation, the browser itself started before, and come to rest.`,
    columns: ['what', 'measured', 'bar'], rows,
  };
}

/** The person enrols and takes everything in for the first time. */
export async function settle(product: Product, scale: Scale, profile: Profile, writers: Writers, progress: (line: string) => void, add: Add): Promise<Room[]> {
  const device = await enrol(product, profile);
  add('open with no space at all, ms', figure(await medianOf(runs, () => openAt(profile, '/', 0))), '-');
  const corpus = new Corpus(2);
  const rooms: Room[] = [];
  for (const [i, plan] of plansOf(scale).entries()) rooms.push(await Room.found(plan, membersOf(product.address.seats, plan.members, i), device, writers, corpus));
  progress(`founded ${rooms.length} spaces`);
  await inTurns(rooms, 16, (room) => room.fill());
  progress(`wrote ${scale.items} items`);
  add('the very first time: every space joined and every item taken in, s', figure(await takeIn(profile, scale.items) / 1_000), '-');
  await readAll(profile);
  return rooms;
}

export async function measureOpening(profile: Profile, [longest]: readonly Room[], { spaces }: Scale, add: Add): Promise<void> {
  add('open until the list and a conversation stand, ms', figure(await medianOf(runs, () => openAt(profile, addressOf(longest), spaces))), '2,000');
}

export async function measureUse(profile: Profile, [longest, ...rest]: readonly Room[], scale: Scale, add: Add): Promise<void> {
  const page = await profile.open();
  await opened(page, addressOf(longest), scale.spaces);
  const turns: number[] = [];
  for (const { id } of rest.slice(0, 20)) turns.push(await switched(page, id));
  add(`go to another of the spaces, p50 of ${turns.length}, ms`, figure(median(turns)), '-');
  if (longest !== undefined) await switched(page, longest.id);
  const scrolled = await frames(page, () => scroll(page));
  add(`scroll a conversation of ${scale.longest.toLocaleString('en-US')}: p95 frame, ms`, figure(scrolled.p95), '16.7');
  add('the same: frames a second', figure(scrolled.perSecond), '60.0');
  add('the same: frames that came late, of a hundred', figure(scrolled.late * 100), '-');
  await indexed(page);
  add('memory of page and worker after all of that, everything indexed for search, MB', figure(profile.memory()), '-');
  add('the same after a minute of rest, in which the browser collects what is not used any more, MB', figure(await rested(profile)), '300');
  await profile.close();
}

export async function measureReturn(profile: Profile, rooms: readonly Room[], { absent }: Scale, add: Add): Promise<void> {
  await inTurns(rooms.slice(-absent.spaces), 8, (room) => room.fill(absent.items / absent.spaces, 2));
  add(`after a week away: ${absent.items.toLocaleString('en-US')} items in ${absent.spaces} spaces are there, s`, figure(await takeIn(profile, absent.items) / 1_000), '-');
}

export async function rested(profile: Profile): Promise<number> {
  await setTimeout(60_000);
  return profile.memory();
}

const addressOf = (room: Room | undefined): string => (room === undefined ? '/' : `/spaces/${room.id}`);

/** The longest first, the crowded ones after it, the others of three to thirty members. */
function plansOf({ spaces, items, crowded, longest }: Scale): RoomPlan[] {
  const each = Math.floor((items - longest) / (spaces - 1));
  return Array.from({ length: spaces }, (_, i): RoomPlan => ({
    title: `Space ${i}`, members: i < crowded ? others : 2 + ((i * 7) % 29), items: i === 0 ? longest : i === 1 ? items - longest - each * (spaces - 2) : each, renewals: i === 0 ? 40 : 5,
  }));
}

const membersOf = (seats: readonly Seat[], count: number, turn: number): Seat[] => Array.from({ length: count }, (_, i) => seats[(turn * 13 + i) % seats.length]).filter((seat) => seat !== undefined);

/** The person enrols without a screen, and adds the browser as a device of theirs; answers which. */
export async function enrol({ url, founded, officerCookie }: Product, profile: Profile) {
  const { client } = clientOf(url);
  const login = 'measured';
  const { secret } = await client.newTotp(login);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await client.enrol({ link: await invite(url, founded, officerCookie), name: 'Measured', title: null, login, passphrase, totp: { secret, code: totp.generate() }, deviceName: 'Elsewhere' });
  await vouch(url, founded, officerCookie);
  await ready(client);
  const page = await profile.open();
  await page.goto('/');
  await enterPassphrase(page, { login, codes: { next: () => totp.generate({ timestamp: Date.now() + 30_000 }) } });
  await addBrowser(page, 'Browser');
  await profile.close();
  await client.settled();
  const device = (await client.myDevices()).find(({ name }) => name === 'Browser')?.id;
  if (device === undefined) throw new Error('the browser is no device');
  await client.close();
  return device;
}

export async function inTurns<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  await Promise.all(Array.from({ length: atOnce }, async () => { for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next); }));
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export async function medianOf(count: number, once: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) times.push(await once());
  return median(times);
}

async function openAt(profile: Profile, address: string, spaces: number): Promise<number> {
  const page = await profile.open();
  const time = await opened(page, address, spaces);
  await profile.close();
  return time;
}

/** Opens the client until so many messages are there that nobody has read; milliseconds from the start of the navigation. */
async function takeIn(profile: Profile, unread: number): Promise<number> {
  const page = await profile.open();
  await page.goto('/');
  const wanted = unread.toLocaleString('en-GB');
  const time = await page.waitForFunction((text) => document.querySelector('.nav-count')?.firstElementChild?.textContent === text && performance.now(), wanted, { timeout: 1_800_000 });
  const milliseconds = Number(await time.jsonValue());
  await profile.close();
  return milliseconds;
}

/** Marks everything read, as a person would have over the years. */
async function readAll(profile: Profile): Promise<void> {
  const page = await profile.open({ bare: true });
  await page.goto('/');
  await page.locator('.space-row').first().waitFor();
  for (const { id } of await askWorker(page, 'spaces') as SpaceView[]) await askWorker(page, 'markRead', id, Number.MAX_SAFE_INTEGER);
  await page.waitForFunction(() => document.querySelector('.nav-link .nav-count') === null);
  await profile.close();
}

/** Resolves when everything is in the index of search, as its page tells. */
async function indexed(page: Page): Promise<void> {
  await page.locator('.list-head a[href="/search"]').click();
  await page.getByRole('searchbox').fill('a');
  await page.getByText('that this device holds were searched').waitFor({ timeout: 600_000 });
}
