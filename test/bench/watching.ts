/** What a person would see happen in the page, timed in the page itself. */
import type { SpaceId } from '@comity/contracts';
import type { Page } from 'playwright-core';

/** Opens an address; milliseconds from the start of the navigation until the list of spaces and the conversation, if one is named, stand. */
export async function opened(page: Page, address: string, spaces: number): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  const stands = await page.waitForFunction(([id, rows]) => {
    if (document.querySelectorAll('.space-row').length < rows || document.querySelector('.list-head') === null) return false;
    if (id === null) return performance.now();
    const last = [...document.querySelectorAll('.thread-scroll article[aria-posinset]')].at(-1);
    return last?.matches('.entry-message') === true && last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize') && document.querySelector('textarea, [role=textbox]') !== null && performance.now();
  }, [address === '/' ? null : address, spaces] as const, { timeout: 120_000, polling: 'raf' });
  return Number(await stands.jsonValue());
}

/** Clicks a space of the list; milliseconds from the click until its newest message stands. */
export async function switched(page: Page, space: SpaceId): Promise<number> {
  return page.evaluate(async (id) => {
    const row = document.querySelector<HTMLElement>(`.space-row[href="/spaces/${id}"]`);
    if (row === null) throw new Error('the space is not in the list');
    const former = document.querySelector('.thread-scroll');
    const began = performance.now();
    row.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const thread = document.querySelector('.thread-scroll');
      const last = [...(thread?.querySelectorAll('article[aria-posinset]') ?? [])].at(-1);
      if (thread !== former && last?.matches('.entry-message') === true && last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize')) return performance.now() - began;
      if (performance.now() - began > 60_000) throw new Error('the conversation does not come');
    }
  }, space);
}

export interface Frames { p95: number; perSecond: number; /** Of all frames, those before which one was left out. */ late: number }

/** The times between the frames of the page while something is done. */
export async function frames(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seenFrames: seen });
    const frame = (at: number): void => { seen.push(at); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  });
  await work();
  const times = await page.evaluate(() => (window as unknown as { seenFrames: number[] }).seenFrames);
  const between = times.slice(1).map((time, i) => time - (times[i] ?? 0)).sort((a, b) => a - b);
  return { p95: between[Math.floor(between.length * 0.95)] ?? Number.NaN, perSecond: (1_000 * between.length) / between.reduce((sum, each) => sum + each, 0), late: between.filter((each) => each > 25).length / between.length };
}

/** Up through a long list and down again, as fast as one reads along; without a place, through the conversation from its end. */
export async function scroll(page: Page, list = '.thread-scroll'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator(list).boundingBox();
  if (box === null) throw new Error('there is nothing to scroll');
  const up = list === '.thread-scroll' ? 1 : -1;
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), gestureSourceType: 'mouse' as const, speed: 2_000 };
  await session.send('Input.synthesizeScrollGesture', { ...at, yDistance: up * 20_000 });
  await session.send('Input.synthesizeScrollGesture', { ...at, yDistance: up * -8_000 });
  await session.detach();
}

/** What has to be in the page; `said`: what stands above a list once it is all there. */
export interface Awaited { there: string; said?: string }

/** Milliseconds from the start of the navigation. */
export async function stands(page: Page, what: Awaited): Promise<number> {
  const time = await page.waitForFunction(({ there, said }) => document.querySelector(there) !== null && (said === undefined || document.querySelector('.register-count')?.textContent?.includes(said) === true) && performance.now(), what, { timeout: 120_000, polling: 'raf' });
  return Number(await time.jsonValue());
}

/** Milliseconds from the click. */
export async function clicked(page: Page, target: string, what: Awaited): Promise<number> {
  await page.locator(target).first().waitFor({ state: 'attached' });
  return page.evaluate(async ([selector, { there, said }]) => {
    const began = performance.now();
    document.querySelector<HTMLElement>(selector)!.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      if (document.querySelector(there) !== null && (said === undefined || document.querySelector('.register-count')?.textContent?.includes(said) === true)) return performance.now() - began;
      if (performance.now() - began > 60_000) throw new Error(`${there} does not come`);
    }
  }, [target, what] as const);
}

/** Types key by key into an empty field, then takes all out and puts it in at once; milliseconds from that until `answer` says something else. */
export async function typed(page: Page, field: string, text: string, answer: string): Promise<number> {
  const input = page.locator(field);
  const before = await page.locator(answer).textContent();
  await input.pressSequentially(text);
  await page.waitForFunction(([place, said]) => document.querySelector(place)?.textContent !== said, [answer, before] as const);
  await input.fill('');
  await page.waitForFunction(([place, said]) => document.querySelector(place)?.textContent === said, [answer, before] as const);
  const answered = page.evaluate(async ([place, said, typedIn]) => {
    const began = await new Promise<number>((resolve) => { document.querySelector(typedIn)!.addEventListener('input', () => resolve(performance.now()), { once: true, capture: true }); });
    while (document.querySelector(place)?.textContent === said) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, [answer, before, field] as const);
  await input.fill(text);
  const time = await answered;
  await input.fill('');
  await page.waitForFunction(([place, said]) => document.querySelector(place)?.textContent === said, [answer, before] as const);
  return time;
}

/** Elements of rows of the register that are in the page though nobody sees them. */
export async function beyond(page: Page): Promise<number> {
  return page.evaluate(() => {
    const frame = document.querySelector('.page')!.getBoundingClientRect();
    return [...document.querySelectorAll('.register-table tbody tr')].filter((row) => { const { top, bottom } = row.getBoundingClientRect(); return bottom <= frame.top || top >= frame.bottom; }).reduce((sum, row) => sum + 1 + row.querySelectorAll('*').length, 0);
  });
}

/** What the page was busy with, by its own account. */
export class Heard {
  private constructor(private readonly page: Page) {}

  /** From the next navigation on. */
  static async of(page: Page): Promise<Heard> {
    await page.addInitScript(() => {
      const heard = { tasks: [] as number[], keys: [] as number[] };
      Object.assign(window, { heard });
      new PerformanceObserver((list) => { heard.tasks.push(...list.getEntries().map(({ duration }) => duration)); }).observe({ type: 'longtask' });
      new PerformanceObserver((list) => { heard.keys.push(...list.getEntries().filter(({ name }) => name.startsWith('key') || name === 'input').map(({ duration }) => duration)); }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    return new Heard(page);
  }

  anew(): Promise<void> { return this.page.evaluate(() => { Object.assign((window as unknown as { heard: object }).heard, { tasks: [], keys: [] }); }); }
  /** 0: none of more than 50 ms. */
  longest(): Promise<number> { return this.page.evaluate(() => Math.max(0, ...(window as unknown as { heard: { tasks: number[] } }).heard.tasks)); }
  /** From a key until what it wrote is on the screen; 16 if none took longer. */
  slowest(): Promise<number> { return this.page.evaluate(() => Math.max(16, ...(window as unknown as { heard: { keys: number[] } }).heard.keys)); }
}

/** How long it takes from an event that the page hears until what it makes of it is drawn. */
export class Painted {
  private constructor(private readonly page: Page) {}

  /** From the next navigation on. */
  static async of(page: Page): Promise<Painted> {
    await page.addInitScript(() => {
      const painted: { times: Record<string, number[]>; open: number } = { times: {}, open: 0 };
      Object.assign(window, { painted });
      for (const type of ['pointermove', 'keydown', 'change']) addEventListener(type, () => {
        const began = performance.now(), { port1, port2 } = new MessageChannel();
        painted.open += 1;
        // What is posted before a frame is drawn is heard after it.
        port1.onmessage = () => { (painted.times[type] ??= []).push(performance.now() - began); painted.open -= 1; };
        requestAnimationFrame(() => port2.postMessage(null));
      }, { capture: true, passive: true });
    });
    return new Painted(page);
  }

  anew(): Promise<void> { return this.page.evaluate(() => { (window as unknown as { painted: { times: object } }).painted.times = {}; }); }
  async times(type: 'pointermove' | 'keydown' | 'change'): Promise<number[]> {
    await this.page.waitForFunction(() => (window as unknown as { painted: { open: number } }).painted.open === 0);
    return this.page.evaluate((of) => (window as unknown as { painted: { times: Record<string, number[]> } }).painted.times[of] ?? [], type);
  }
}
