import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pages } from './web-client.js';

describe('the addresses of pages', () => {
  it('are those that the client has pages for', () => {
    const shell = readFileSync(join(import.meta.dirname, '../../../web/src/shell/Shell.tsx'), 'utf8');
    const routes = new Set([...shell.matchAll(/<Route path="\/([^/"]*)/g)].map(([, first = '']) => first));
    expect(routes.size).toBeGreaterThan(5);
    expect([...routes].filter((first) => !pages.has(first))).toEqual([]);
  });
});
