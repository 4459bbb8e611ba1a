/**
 * One window's search: its conditions and what was found so far. It lives as long as the shell, so that coming back shows
 * the same results, and is gone behind the lock. What is searched for never stands in an address, which browsers write down.
 */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Failure, SearchAnswer, SearchConditions } from '@comity/sdk';
import type { Client } from '../client/client.js';

const pageSize = 40;
/** Milliseconds after the last keystroke. */
const patience = 120;
export interface FindingState { conditions: SearchConditions; answer: SearchAnswer | null; busy: boolean; failure: Failure | null }

export class Finding {
  #state: FindingState = { conditions: { text: '' }, answer: null, busy: false, failure: null };
  #listeners = new Set<() => void>();
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {}

  readonly snapshot = (): FindingState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  /** Whether anything is asked for. */
  get asked(): boolean { return isAsked(this.#state.conditions); }

  change(conditions: SearchConditions): void {
    this.#publish({ conditions });
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (!this.asked) { this.#publish({ answer: null, busy: false, failure: null }); return; }
    this.#publish({ busy: true });
    this.#timer = setTimeout(() => void this.#ask(0, pageSize), patience);
  }

  more(): void { void this.#ask(this.#state.answer?.hits.length ?? 0, pageSize); }

  /** Asks anew for as much as is shown: something came in, or the index grew. */
  refresh(): void {
    if (!this.asked || this.#state.busy) return;
    void this.#ask(0, Math.max(pageSize, this.#state.answer?.hits.length ?? 0));
  }

  async #ask(offset: number, limit: number): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { conditions } = this.#state;
    this.#publish({ busy: true });
    try {
      const answer = await this.client.remote.search({ ...conditions, offset, limit });
      if (turn !== this.#turn) return;
      const before = offset > 0 ? (this.#state.answer?.hits.slice(0, offset) ?? []) : [];
      this.#publish({ answer: { ...answer, hits: [...before, ...answer.hits] }, busy: false, failure: null });
    } catch (thrown) {
      if (turn === this.#turn) this.#publish({ busy: false, failure: thrown as Failure });
    }
  }

  #publish(part: Partial<FindingState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

export const isAsked = ({ text, ...filters }: SearchConditions): boolean => text.trim() !== '' || Object.values(filters).some((value) => value !== undefined && value !== false);

export const FindingContext = createContext<Finding | null>(null);
export function useFinding(): Finding {
  const finding = useContext(FindingContext);
  if (!finding) throw new Error('useFinding outside its provider');
  return finding;
}
export const useFindingState = (): FindingState => {
  const finding = useFinding();
  return useSyncExternalStore(finding.subscribe, finding.snapshot);
};
