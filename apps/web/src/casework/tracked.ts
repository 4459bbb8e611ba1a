/** What a request tracks, as people call it. */
import { useCallback } from 'react';
import type { MeasureInput } from '@comity/sdk';
import { isolated } from '../i18n/isolated.js';
import { useLawWords } from './words.js';

const longest = 100;

/** A measure is called by its type of assistance, a person or an asset by the first line of what is said of it. */
export function useTrackedName(): (tracked: Pick<MeasureInput, 'assistance' | 'sought'>) => string {
  const words = useLawWords();
  return useCallback(({ assistance, sought }) => (assistance === null ? isolated(firstLine(sought)) : words.assistance(assistance)), [words]);
}

export function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0]!;
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
