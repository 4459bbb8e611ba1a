import { useCallback, useEffect, useState } from 'react';
import type { AuthorityId, SpaceId } from '@comity/contracts';
import type { MatterView } from '@comity/sdk';
import { useAuthority, useClient, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { distance } from './groups.js';

export const useMatter = (space: SpaceId): Watched<MatterView> => useWatch(useClient().matter(space));

/** What is shown of a request was seen, as soon as the window has the focus: its steps are read, the conversation is not. */
export function useStepsSeen({ space, measureViews }: Pick<MatterView, 'space' | 'measureViews'>): void {
  const { remote } = useClient();
  const newest = Math.max(0, ...measureViews.flatMap(({ steps }) => steps.map(({ seq }) => seq ?? 0)));
  useEffect(() => {
    const mark = (): void => {
      // A lost mark is made good by the next one.
      if (newest > 0 && document.visibilityState === 'visible' && document.hasFocus()) remote.markRead(space, newest, 'steps').catch(() => undefined);
    };
    mark();
    window.addEventListener('focus', mark);
    return () => window.removeEventListener('focus', mark);
  }, [remote, space, newest]);
}

/** The present, to the minute: what counts down is said anew as it passes. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** An authority with its State, as one says it in a line. */
export function useParty(): (id: AuthorityId) => string {
  const t = useText();
  const authority = useAuthority();
  const state = useStateName();
  return useCallback((id) => {
    const known = authority(id);
    return known === undefined ? t('request.authority-unknown') : t('request.party', { name: isolated(known.name), state: state(known.state) });
  }, [t, authority, state]);
}

/** “in 3 days”: the unit in which people would say it, of what is still to come. */
export function useDistance(): (instant: string, now: Date) => string {
  const t = useText();
  return useCallback((instant, now) => {
    const { unit, count } = distance(instant, now);
    return count === 0 ? t('request.within-the-hour') : t(`request.in-${unit}`, { count });
  }, [t]);
}

/** When something is due, and whether it is late: in words, for which the colour is only a second sign. */
export function useDue(): (instant: string, now: Date) => { tone: 'late' | 'near' | 'far'; words: string; on: string } {
  const t = useText();
  const format = useFormat();
  return useCallback((instant, now) => {
    const { late, near, unit, count } = distance(instant, now);
    const words = late
      ? (count === 0 ? t('request.due-late') : t(`request.due-late-${unit}`, { count }))
      : (count === 0 ? t('request.due-now') : t(`request.due-in-${unit}`, { count }));
    return { tone: late ? 'late' : near ? 'near' : 'far', words, on: format.moment(instant) };
  }, [t, format]);
}
