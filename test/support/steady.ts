/**
 * Hands that are as steady as a person's. Pointer down and up are two messages to the browser; where a row moves between
 * them (a colleague's answer comes in, a list is put in another order) the press reaches nothing, and whoever sits there
 * presses again. So does a test; and what it waited for in vain says what the page showed.
 */
import { errors, type BrowserContext, type Locator, type Page } from 'playwright-core';

interface Press { at: EventTarget | null; landed: boolean }
type Watched = typeof globalThis & { press?: Press };

/** Runs in the page, before its own scripts. */
function watchPresses(): void {
  const watched = globalThis as Watched;
  const pressable = 'button, a, input, select, textarea, label, summary, [role]';
  addEventListener('pointerdown', ({ target }) => { watched.press = { at: target instanceof Element ? target.closest(pressable) : null, landed: false }; }, true);
  addEventListener('click', (event) => { if (watched.press?.at && event.composedPath().includes(watched.press.at)) watched.press.landed = true; }, true);
}

/** Whether the last press reached nothing although what it was meant for is still there. */
const missed = async (page: Page): Promise<boolean> => page.evaluate(() => {
  const { press } = globalThis as Watched;
  return press?.at instanceof Element && !press.landed && press.at.isConnected;
}).catch(() => false); // The page went elsewhere: it was pressed.

async function shown(page: Page): Promise<string> {
  const text = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[role=dialog], [role=alertdialog], [role=alert], nav, main')].map((each) => `${each.role ?? each.tagName.toLowerCase()}: ${each.innerText.replaceAll(/\s+/gu, ' ').slice(0, 2_000)}`).join('\n')).catch(() => '(no page)');
  return `${page.url()}\n${text}`;
}

const said = ['check', 'click', 'fill', 'focus', 'getAttribute', 'innerText', 'press', 'selectOption', 'setInputFiles', 'waitFor'] as const;
let steadied = false;

/** Makes all locators press again what a press missed, and say where they waited in vain; and the pages of this context tell. */
export async function steady(context: BrowserContext): Promise<void> {
  await context.addInitScript(watchPresses);
  if (steadied) return;
  steadied = true;
  const page = await context.newPage();
  const hands = Object.getPrototypeOf(page.locator('body')) as Record<string, (this: Locator, ...args: unknown[]) => Promise<unknown>>;
  await page.close();
  const click = hands['click']!;
  hands['click'] = async function pressAgain(...args) {
    await click.apply(this, args);
    for (let more = 3; more > 0 && await missed(this.page()); more--) await click.apply(this, args);
  };
  for (const name of said) {
    const own = hands[name]!;
    hands[name] = async function orSay(...args) {
      try { return await own.apply(this, args); } catch (error) {
        if (error instanceof errors.TimeoutError) error.stack = `${error.stack ?? error.message}\n\nwhere it waited:\n${(await Promise.all(this.page().context().pages().map(shown))).join('\n')}`;
        throw error;
      }
    };
  }
}
