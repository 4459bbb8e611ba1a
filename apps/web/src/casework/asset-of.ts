/** What a request for the recovery of something that a register has begins with: as much of the entry as an asset is known by. */
import { assetFacts, type EntryView, type Facts } from '@comity/sdk';
import { begun, typedOf } from '../register/draft.js';
import type { DraftMeasure } from './draft.js';

/** As much as what is sought holds. */
export const mostSought = 4_000;
/** `cut`: not all that the entry says fits. */
export type DraftedAsset = Pick<DraftMeasure, 'sought' | 'facts'> & { cut: boolean };

/** Where an account says what an asset says otherwise. */
const ofAccount: Readonly<Record<string, string>> = { institution: 'place', balance: 'value' };

/** Null for entries of other kinds. */
export function assetOf({ kind, title, fields }: Pick<EntryView, 'kind' | 'title' | 'fields'>): DraftedAsset | null {
  if (kind !== 'asset' && kind !== 'account') return null;
  const { details, ...stated } = fields;
  const facts: Facts = Object.fromEntries(Object.entries(stated).map(([id, value]) => [kind === 'account' ? ofAccount[id] ?? id : id, value] as const).filter(([id]) => assetFacts.some((fact) => fact.id === id)));
  const said = [title, details].filter((each) => typeof each === 'string').join('\n'), sought = begun(said, mostSought);
  return { sought, cut: sought !== said, ...(Object.keys(facts).length > 0 && { facts: typedOf(facts) }) };
}
