import { describe, expect, it } from '@jest/globals';
import type { PractitionerId } from '@comity/contracts';
import type { Marking } from '../marking.js';
import { strictest, type Word } from './bearing.js';

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

  it('is not weaker than what it came with from elsewhere, whoever brought it', () => {
    expect(bears({}, said(null, { tlp: 'red' }), said(ana!, { tlp: 'red' }), said(ana!, {}))).toEqual({ ...plain, tlp: 'red' });
  });
});
