/** What a request for the recovery of something that a register has begins with: as much of the entry as an asset is known by. */
import { assetFacts, type EntryView, type Facts } from '@comity/sdk';
import { typedOf } from '../register/draft.js';
import type { DraftMeasure } from './draft.js';

/** Where an account says what an asset says otherwise. */
const ofAccount: Readonly<Record<string, string>> = { institution: 'place', balance: 'value' };

/** Null for entries of other kinds. */
export function assetOf({ kind, title, fields }: Pick<EntryView, 'kind' | 'title' | 'fields'>): Pick<DraftMeasure, 'sought' | 'facts'> | null {
  if (kind !== 'asset' && kind !== 'account') return null;
  const { details, ...stated } = fields;
  const facts: Facts = Object.fromEntries(Object.entries(stated).map(([id, value]) => [kind === 'account' ? ofAccount[id] ?? id : id, value] as const).filter(([id]) => assetFacts.some((fact) => fact.id === id)));
  return { sought: [title, details].filter((each) => typeof each === 'string').join('\n').slice(0, 4_000), ...(Object.keys(facts).length > 0 && { facts: typedOf(facts) }) };
}
