import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, SpaceId } from '@comity/contracts';
import { decodeMessage, encodeMessage, fromUtf8, readMarks, utf8, writeMarks, type CaseContent, type Dossier } from '@comity/e2ee';

const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const dossier: Dossier = { requesting: id<AuthorityId>(1), requested: id<AuthorityId>(2), basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, title: 'Vessel payments', urgent: false, sections: [{ part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: id(3), assistance: 'TRACE', sought: 'The account' }] };
const contents: CaseContent[] = [
  { v: 1, type: 'dossier', after: null, dossier, sentAt }, { v: 1, type: 'transmission', dossier, before: [], words: [], sentAt },
  { v: 1, type: 'case-step', action: 'transmit', measures: [{ id: id(3), after: 'A'.repeat(43), carries: {} }], words: [], executing: null, shared: { space: id<SpaceId>(4), addressees: [id(5)] }, sentAt },
];
const textOf = (content: CaseContent): string => { const encoded = encodeMessage(content); if (!encoded.ok) throw new Error(encoded.rule); return fromUtf8(encoded.bytes)!; };

describe('how an item of a request is marked beside its handling code', () => {
  it('stands before the moment of each, and in none that has nothing to say', () => {
    const marks = writeMarks({ restriction: 'Not for the press', evaluation: { source: 'B', information: 2 }, tlp: 'amber' })!;
    for (const content of contents) {
      const [plain, marked] = [textOf(content), textOf({ ...content, marks })];
      expect(marked).toBe(plain.replace(/"sentAt":"[^"]*"\}$/, (moment) => `"marks":{"restriction":"Not for the press","evaluation":{"source":"B","information":2},"tlp":"amber"},${moment}`));
      expect(decodeMessage(utf8(marked))).toEqual({ ok: true, content: { ...content, marks } });
      expect(decodeMessage(utf8(plain.replace('"sentAt"', '"marks":["H3"],"sentAt"')))).toMatchObject({ ok: false });
    }
    expect(writeMarks({ restriction: null, evaluation: null, tlp: null })).toBeUndefined();
  });

  it('says the words of H3 with it alone, in one form', () => {
    const marks = { restriction: 'Not for the press', evaluation: null, tlp: null } as const;
    expect([readMarks(writeMarks(marks), 'H3'), readMarks(undefined, 'H2')]).toEqual([marks, { restriction: null, evaluation: null, tlp: null }]);
    for (const [fields, handling] of [[undefined, 'H3'], [{}, 'none'], [{ restriction: 'words' }, 'H2'], [{ restriction: '' }, 'H3'], [{ restriction: 'x'.repeat(501) }, 'H3'], [{ tlp: 'white' }, 'none'], [{ tlp: 'red', more: 1 }, 'none'], [{ tlp: 'red', evaluation: { source: 'A', information: 1 } }, 'none'], [{ evaluation: null }, 'none']] as const) expect([fields, readMarks(fields, handling)]).toEqual([fields, undefined]);
  });
});
