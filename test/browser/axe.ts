/** axe-core in a page whose policy allows no foreign script: evaluated by the debugger, which stands above the policy. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation { id: string; nodes: { html: string; failureSummary: string }[] }

/** Every finding against WCAG 2.2 A and AA and against axe's best practices of landmarks, in words. Buttons that were pending are announced by name for some seconds after they are gone. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.locator('[data-live-announcer] [role="img"]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)).then(() => undefined));
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    awaitPromise: true, returnByValue: true,
    expression: "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))",
  });
  await session.detach();
  return (result.value as Violation[]).flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} — ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`));
}
