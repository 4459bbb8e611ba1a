import { describe, expect, it } from '@jest/globals';
import type { HandlingCode, PractitionerId } from '@comity/contracts';
import type { EntryContent } from '@comity/e2ee';
import { strictest, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { StoredMessage } from '../space/entries.js';
import { bearingOf, bearingsOf } from './bearing.js';
import type { VersionMark } from './fold.js';
import type { Readable } from './view.js';

const [ana, ben] = ['ana', 'ben'] as PractitionerId[];
const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const said = (by: PractitionerId | null, marking: Partial<Marking>): Word => ({ by: by ?? null, marking: { ...plain, ...marking } });
const bears = (standing: Partial<Marking>, ...words: Word[]) => strictest({ ...plain, ...standing }, words);

describe('what an entry bears where it goes on', () => {
  it('is the word of whoever wrote it alone, who may weaken it', () => {
    expect(bears({ tlp: 'green' }, said(ana!, { handling: 'H2', tlp: 'red' }), said(ana!, { tlp: 'green' }))).toEqual({ ...plain, tlp: 'green' });
  });

  it('is not weakened by one for another, each code for itself', () => {
    expect(bears({}, said(ana!, { handling: 'H2', tlp: 'amber' }), said(ben!, {}))).toEqual({ ...plain, handling: 'H2', tlp: 'amber' });
    expect(bears({ tlp: 'red' }, said(ana!, { handling: 'H1' }), said(ben!, { tlp: 'red' }))).toEqual({ ...plain, handling: 'H1', tlp: 'red' });
    // Until that one says so as well.
    expect(bears({}, said(ana!, { handling: 'H2' }), said(ben!, {}), said(ana!, {}))).toEqual(plain);
    expect(bears({}, said(ana!, { handling: 'H1' }), said(ben!, { handling: 'H2' }), said(ana!, {}))).toEqual({ ...plain, handling: 'H2' });
  });

  it('has the words of its restriction, and the evaluation that stands', () => {
    const evaluation = { source: 'B', information: 2 } as const;
    expect(bears({ evaluation }, said(ana!, { handling: 'H3', restriction: 'Ask me first', evaluation: { source: 'A', information: 1 } }), said(ben!, { evaluation }))).toEqual({ handling: 'H3', restriction: 'Ask me first', evaluation, tlp: null });
  });

  it('has the restrictions of all whose code is H3, each once', () => {
    const words = (standing: string, ...others: [PractitionerId | null, string][]) => bears({ handling: 'H3', restriction: standing }, ...others.map(([by, restriction]) => said(by, { handling: 'H3', restriction })), said(ben!, { handling: 'H1' })).restriction;
    expect([words('free to use', [ana!, 'Ask me first']), words('Ask me first', [ana!, 'Ask me first'])]).toEqual(['free to use\nAsk me first', 'Ask me first']);
    // Moved further, it came with the words of both.
    expect([words('free to use\nAsk me first', [null, 'free to use\nAsk me first'], [ana!, 'Ask me first']), words('Do not ask', [ana!, 'ask'])]).toEqual(['free to use\nAsk me first', 'Do not ask\nask']);
  });

  describe('where not all of it is here', () => {
    const content = { title: 'A payment', fields: {}, source: null, restriction: null, evaluation: null, tlp: null } as unknown as EntryContent;
    const version = (by: PractitionerId, handling: HandlingCode, place: number): VersionMark => ({ place, seq: place, by, at: '2027-03-01T12:00:00.000Z', content: null, hash: String(place), after: null, state: 'former', handling }) as VersionMark;
    /** What stands in the history, by place, and the message that the entry was made of. */
    const of = (standing: EntryContent, versions: VersionMark[], message?: Partial<StoredMessage>) => {
      const history = { at: (places: number[]) => Promise.resolve(places.map((place) => (place === 1 ? { type: 'gone' } : { type: 'entry', content: standing }))), find: () => Promise.resolve(message && { entry: { type: 'message', ...message } }) };
      return bearingOf({ history } as unknown as Parameters<typeof bearingOf>[0], { head: { content: standing, handling: 'none' }, versions } as unknown as Readable);
    };

    it('bears the code of a version that is not, too', async () => {
      expect([await of(content, [version(ana!, 'H2', 1), version(ben!, 'none', 2)]), await of(content, [version(ben!, 'H2', 1), version(ben!, 'none', 2)])]).toEqual([{ ...plain, handling: 'H2' }, plain]);
    });

    it('and of the message that has its file, whoever registers that, until its author says otherwise', async () => {
      const filed = { ...content, type: 'entry', fields: { file: { on: { id: 'm', seq: 1 }, sha256: 'ab' } } } as unknown as EntryContent;
      const sent = { sender: ana!, handling: 'H2', tlp: 'amber', text: '' } as Partial<StoredMessage>;
      expect([await of(filed, [version(ben!, 'none', 2)], sent), await of(filed, [version(ana!, 'none', 2)], sent), await of(filed, [version(ben!, 'none', 2)])]).toEqual([{ ...plain, handling: 'H2', tlp: 'amber' }, plain, plain]);
    });

    it('is read of many at once, each place once and in the order of the log', async () => {
      const asked: { places: number[][]; seqs: number[] } = { places: [], seqs: [] };
      const entries = Array.from({ length: 40 }, (_, i) => ({ head: { content: { ...content, source: { id: `m${i % 3}`, seq: 100 - (i % 3) } }, handling: 'none' }, versions: [version(ben!, 'none', i)] }) as unknown as Readable);
      const history = {
        at: (places: number[]) => { asked.places.push(places); return Promise.resolve(places.map(() => ({ type: 'entry', content }))); },
        find: ({ seq }: { seq: number }) => { asked.seqs.push(seq); return Promise.resolve({ entry: { type: 'message', sender: ana!, handling: seq === 99 ? 'H2' : 'none' } }); },
      };
      const bearing = await bearingsOf({ history } as unknown as Parameters<typeof bearingsOf>[0], entries);
      expect(entries.map((entry) => bearing.entry(entry).handling)).toEqual(entries.map((_, i) => (i % 3 === 1 ? 'H2' : 'none')));
      expect(asked).toEqual({ places: [entries.map((_, i) => i)], seqs: [98, 99, 100] });
    });

    it('and of the message that it was made of, also once that was withdrawn', async () => {
      const made = { ...content, source: { id: 'm', seq: 1 } } as unknown as EntryContent;
      const withdrawn = { sender: ana!, handling: 'H2', text: '', withdrawn: { seq: 3, at: '2027-03-01T12:00:00.000Z' } } as Partial<StoredMessage>;
      expect([await of(made, [version(ben!, 'none', 2)], withdrawn), await of(made, [version(ben!, 'none', 2)])]).toEqual([{ ...plain, handling: 'H2' }, plain]);
    });
  });

  it('is not weaker than what it came with from elsewhere, whoever brought it', () => {
    expect(bears({}, said(null, { tlp: 'red' }), said(ana!, { tlp: 'red' }), said(ana!, {}))).toEqual({ ...plain, tlp: 'red' });
  });
});
