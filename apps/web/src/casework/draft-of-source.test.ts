import { describe, expect, it } from '@jest/globals';
import type { DossierSource } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { draftOfSource } from './draft-of-source.js';

const source = (change: Partial<DossierSource> = {}) => ({ place: { kind: 'message', space: 'a', on: { id: 'b', seq: 1 } }, use: 'intelligence', by: 'c', at: '2026-11-01T00:00:00.000Z', words: ' Payments through a bank \nStatement 77', ...plain, ...change }) as DossierSource;
const begun = (change: Partial<DossierSource> = {}) => draftOfSource(source(change), null, { sought: 'The vessel Alba', cut: true });

describe('a draft of a request that comes from what was said', () => {
  it('begins with its first line, what it is about, and where it comes from', () => {
    expect(draftOfSource(source(), null, null)).toMatchObject({ kind: 'mla', title: 'Payments through a bank', requested: '', measures: [{ sought: '' }], source: source() });
    const draft = begun();
    expect([draft.kind, draft.title, draft.measures.map(({ sought }) => sought), 'cut' in draft.measures[0]!]).toEqual(['asset', 'Payments through a bank', ['The vessel Alba'], false]);
    expect(begun({ words: 'x'.repeat(200) }).title).toHaveLength(120);
  });

  it('has none of these words where they are marked, or bear conditions: the other side reads what it says', () => {
    for (const change of [{ handling: 'H1' }, { tlp: 'amber' }, { evaluation: { source: 'A', information: 1 } }, { conditions: ['Not to third States'] }] as const satisfies Partial<DossierSource>[]) {
      const draft = begun(change as Partial<DossierSource>);
      expect([draft.title, draft.measures.map(({ sought }) => sought), draft.source]).toEqual(['', [''], source(change as Partial<DossierSource>)]);
    }
  });
});
