import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { linkWord } from './link-words.js';

const web = (file: string): Promise<string> => readFile(path.resolve(import.meta.dirname, '../../web/src', file), 'utf8');

describe('the words by which two devices are compared', () => {
  it('are those of the web client, in its order', async () => {
    const [list, catalogue] = await Promise.all([web('linking/word-list.ts'), web('locales/en.po')]);
    const messages = new Map([...catalogue.matchAll(/msgid "link-word\.([a-z-]+)"\nmsgstr "([^"]+)"/g)].map(([, name, word]) => [name, word]));
    const theirs = [...list.matchAll(/\['([a-z-]+)', '/g)].map(([, name]) => messages.get(name));
    expect(theirs).toHaveLength(64);
    expect(theirs.map((_, i) => linkWord(i + 1))).toEqual(theirs);
  });
});
