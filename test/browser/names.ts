/** Names that want to be something else: markup, formulas, another direction, or wider than any screen. */
import type { Page } from 'playwright-core';

export const hostile = {
  offices: ['=HYPERLINK("http://x.example","y") <img src=x onerror="window.hit=1">', `${'נ'.repeat(90)} (A) 1`],
  rooms: ['</td><script>window.hit=1</script>', 'R'.repeat(80), 'חדר (A) 1'],
  delegates: ['<svg onload="window.hit=1"> A', `${'ד'.repeat(100)} [B]`],
} as const;
/** No name, as a table brings it: what a spreadsheet would compute. */
export const formula = "+cmd|' /C calc'!A0";
/** A line that says otherwise than it is written is no name. */
export const overridden = 'Room \u202Eelbat\u202C';

/** What is wrong with how a page shows these names, on a small screen: beyond its edges, run, made into elements, or not kept apart from the direction of what stands beside. */
export async function faultsOfNames(page: Page, names: readonly string[]): Promise<string[]> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 800 });
  const faults = await page.evaluate((all) => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the screen');
    // What scrolls by itself, or ends in dots, holds what is wider.
    const holds = (element: Element | null): boolean => element !== null && element !== document.body && (element.scrollWidth <= innerWidth && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || getComputedStyle(element).textOverflow === 'ellipsis' || getComputedStyle(element).webkitLineClamp !== 'none') || holds(element.parentElement));
    if ('hit' in window) found.push('run');
    if (document.querySelector('main img[src="x"], main svg[onload], main script, [role=dialog] script') !== null) found.push('made into elements');
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const shown = new Set<string>();
    while (texts.nextNode()) {
      const text = texts.currentNode.nodeValue ?? '', parent = texts.currentNode.parentElement!;
      for (const name of all) {
        if (!text.includes(name)) continue;
        shown.add(name);
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const { left, right } = range.getBoundingClientRect();
        if ((left < -1 || right > innerWidth + 1) && !holds(parent)) found.push(`beyond the edge, in ${parent.closest('[class]')!.className} of ${parent.parentElement!.className}: ${name.slice(0, 12)}`);
        if (parent.closest('bdi, textarea') === null && !text.includes(`\u2068${name}\u2069`)) found.push(`not kept apart, in ${parent.tagName}.${parent.className}: ${name.slice(0, 12)}`);
      }
    }
    return [...found, ...all.filter((name) => !shown.has(name)).map((name) => `not shown: ${name.slice(0, 12)}`)];
  }, [...names]);
  await page.setViewportSize(before);
  return [...new Set(faults)];
}
