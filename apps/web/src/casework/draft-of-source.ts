/** What a draft request begins with that comes from what was said informally. */
import type { AuthorityId } from '@comity/contracts';
import type { DossierSource } from '@comity/sdk';
import { isPlain } from '../messaging/marking.js';
import { begun } from '../register/draft.js';
import type { DraftedAsset } from './asset-of.js';
import { newDraft, newMeasure, type Draft } from './draft.js';

export function draftOfSource(source: DossierSource, requested: AuthorityId | null, asset: DraftedAsset | null): Draft {
  const { cut: _cut, ...measure } = asset ?? { cut: false };
  // What is marked, or bears conditions, does not slip into what the other side reads.
  const free = isPlain(source) && source.conditions === undefined;
  return {
    ...newDraft(), requested: requested ?? '', source, title: free ? begun((source.words.split('\n', 1)[0] ?? '').trim(), 120) : '',
    ...(asset !== null && { kind: 'asset', ...(free && { measures: [{ ...newMeasure(), ...measure }] }) }),
  };
}
