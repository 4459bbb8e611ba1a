/** Entries of a register, of any kind, with all their fields filled. */
import { randomUUID } from 'node:crypto';
import { fieldsOf, type EntryKind, type FieldShape, type FileId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import type { EntryContent, FieldValue } from '@comity/e2ee';
import type { Corpus } from './corpus.js';

export const entryOf = (corpus: Corpus, by: PractitionerId, n: number, kind: EntryKind, more: Partial<EntryContent> & { sentAt: Instant }): EntryContent => ({
  v: 1, type: 'entry', kind, first: null, after: null, title: corpus.message(n).slice(0, 80).trim() || 'Untitled', fields: Object.fromEntries(fieldsOf(kind).map((field) => [field.id, valueOf(field.shape, n, corpus, by)])), settled: [],
  links: [], source: null, restriction: null, evaluation: null, tlp: null, ...more,
});

function valueOf(shape: FieldShape, n: number, corpus: Corpus, by: PractitionerId): FieldValue {
  switch (shape) {
    case 'line': return corpus.message(n).replace(/\s+/g, ' ').slice(0, 60).trim() || 'words';
    case 'text': return corpus.message(n);
    case 'date': return `${2016 + (n % 10)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
    case 'money': return { amount: '1200.50', currency: 'EUR' };
    case 'country': return 'PE';
    case 'practitioner': return by;
    case 'flag': return true;
    case 'file': return { on: { id: randomUUID() as ItemId, seq: 1 }, file: randomUUID() as FileId, name: 'ledger.pdf', size: 12, sha256: 'ab'.repeat(32) };
  }
}
