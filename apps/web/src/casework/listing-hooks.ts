import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { MatterConditions, MatterSummary } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { useParty } from './hooks.js';
import { kinds, lifeCycles } from './law.js';
import { rowsOf, type Row } from './listing.js';
import { addressOf, readPlace, type Place } from './place.js';
import { useLawWords } from './words.js';

const stages = kinds.map((kind) => [kind, lifeCycles.get(kind)?.states ?? []] as const);

export function useRows(matters: readonly MatterSummary[] | undefined, now: Date): Row[] {
  const words = useLawWords();
  const party = useParty();
  return useMemo(() => rowsOf(matters ?? [], { stages, kindName: words.cycle, stageName: words.state, party, now }), [matters, words, party, now]);
}

/** Where a window last was, and for which words it looked: as long as it holds the requests, so that it is gone behind the lock. */
const left = new WeakMap<object, { text: string; address: string }>();

export interface Listing extends Place { conditions: MatterConditions; change(part: Partial<Listed>): void }
interface Listed extends Place { conditions: MatterConditions }

/** What is shown, and how: all of it in the address but the words. */
export function useListing(): Listing {
  const watch = useClient().matters();
  const search = useSearch();
  const [, navigate] = useLocation();
  const place = useMemo(() => readPlace(search), [search]);
  const [text, setText] = useState(() => left.get(watch)?.text ?? '');
  useEffect(() => { left.set(watch, { text, address: addressOf(place) }); }, [watch, text, place]);
  const change = useCallback((part: Partial<Listed>) => {
    if (part.conditions) setText(part.conditions.text);
    const next = addressOf({ ...place, ...part });
    // Another order, or another month, is looked at; going back leads to where one was.
    if (next !== addressOf(place)) navigate(next, { replace: part.order !== undefined || part.month !== undefined });
  }, [place, navigate]);
  return useMemo(() => ({ ...place, conditions: { ...place.conditions, text }, change }), [place, text, change]);
}

/** The way back to the listing as it was left. */
export function useListingAddress(): string {
  const watch = useClient().matters();
  return left.get(watch)?.address ?? '/requests';
}

/** Where the focus goes when what had it is gone: to how many are shown. */
export const toCount = (): void => { document.querySelector<HTMLElement>('.listing-count')?.focus(); };

/** Rows that are shown at once; more are asked for. */
export function useShown<T>(items: readonly T[], atOnce: number): { shown: readonly T[]; more: (() => void) | null } {
  const [count, setCount] = useState(atOnce);
  return { shown: items.slice(0, count), more: count < items.length ? () => setCount(count + atOnce) : null };
}
