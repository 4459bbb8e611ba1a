import { useCallback } from 'react';
import type { SpaceView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';

/** A channel's title, or the other person's name; a channel whose title is not read yet says so. */
export function useSpaceTitle(): (space: SpaceView) => string {
  const t = useText();
  const person = usePerson();
  return useCallback((space) => {
    if (space.kind === 'direct' && space.other !== null) return person(space.other)?.name ?? t('person.unknown');
    return space.title ?? t('space.untitled');
  }, [t, person]);
}
