import { asStated, daysOf, type DaysOf } from '@comity/casework';
import { meetingsOf, type StateDaysView } from '@comity/sdk';
import { useMemo } from 'react';
import { useClient, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';

/** What is stated of the days of some States. */
export const useStateDays = (...states: readonly string[]): Watched<StateDaysView[]> =>
  useWatch(useClient().watch(`state-days ${states.join(' ')}`, (remote) => meetingsOf(remote).days(states), ({ type }) => type === 'connection' || type === 'directory'));

/** Days by what was stated, and by the table of what was not. */
export function useDaysOf(...states: readonly string[]): DaysOf {
  const { value: views } = useStateDays(...states);
  return useMemo(() => {
    const known = new Map((views ?? []).map(({ state, stated }) => [state, stated === null ? daysOf(state) : asStated(daysOf(state), stated)]));
    return (state) => known.get(state) ?? daysOf(state);
  }, [views]);
}
