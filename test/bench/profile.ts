/** A person's browser: Chromium on a profile on disk, so that it can be closed and opened again with what it stored. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Method } from '../../apps/web/src/worker/protocol.js';
import { chromiumPath } from '../support/browser.js';
import { cpuSeconds, pssKiB, tree } from './processes.js';

export class Profile {
  private readonly directory = mkdtempSync(path.join(tmpdir(), 'comity-profile-'));
  private context: BrowserContext | undefined;

  constructor(private readonly url: string) {}

  /** Starts the browser; answers its page, which is blank yet. `bare` without the policy that keeps scripts of others out, for what no person does. */
  async open({ bare = false } = {}): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.directory, { executablePath: chromiumPath(), args: ['--disable-dev-shm-usage', `--comity-bench=${this.directory}`], baseURL: this.url, viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/Madrid', bypassCSP: bare });
    await atRest();
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What the processes that run pages and workers hold that is proportionally their own, in MB; without those that draw the browser's own windows. */
  memory(): number {
    const commands = tree(process.pid).map((pid) => { try { return { pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }; } catch { return { pid, command: '' }; } });
    return commands.filter(({ command }) => command.includes('--type=renderer') && !command.includes('--top-chrome-webui')).reduce((sum, { pid }) => sum + pssKiB(pid), 0) / 1_000;
  }
}

/** Once the browser has drawn its own windows, which keeps a core busy for seconds after its start: nobody opens a page before that. */
async function atRest(): Promise<void> {
  const step = 250, until = performance.now() + 15_000;
  for (let before = cpuSeconds(process.pid), calm = 0; calm < 2 && performance.now() < until;) {
    await setTimeout(step);
    const now = cpuSeconds(process.pid);
    calm = now - before < step / 10_000 ? calm + 1 : 0;
    before = now;
  }
}

/** Asks the keys' worker as a tab does, past the screen; the page has to be bare. */
export async function askWorker(page: Page, method: Method, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(async ([name, values]) => {
    const sources = await Promise.all([...document.scripts].filter(({ src }) => src !== '').map(async ({ src }) => (await fetch(src)).text()));
    const script = /assets\/main-[\w-]+\.js/.exec(sources.join())?.[0];
    if (script === undefined) throw new Error('the page names no worker');
    const { port } = new SharedWorker(`/${script}`, { type: 'module', name: 'comity-keys' });
    const tab = `comity:tab:${crypto.randomUUID()}`;
    return new Promise<unknown>((resolve, reject) => {
      void navigator.locks.request(tab, () => new Promise<void>((leave) => {
        port.onmessage = ({ data }: MessageEvent<{ type: string; id?: number; value?: unknown; failure?: unknown }>) => {
          if (data.id !== 1) return;
          if (data.type === 'answer') resolve(data.value);
          else reject(new Error(JSON.stringify(data.failure)));
          leave();
        };
        port.postMessage({ type: 'start', take: false, tab });
        port.postMessage({ type: 'call', id: 1, method: name, args: values });
      }));
    });
  }, [method, args] as const);
}
