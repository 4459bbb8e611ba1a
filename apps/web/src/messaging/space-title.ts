import { useCallback } from 'react';
import type { SpaceView } from '@comity/sdk';
import { useAuthority, useClient, usePerson, useWatch } from '../client/hooks.js';
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

/** What a title does not say: that it is a case file; of a request, whether this is its draft, or with whom it is shared. */
export function useSpaceSort(): (space: SpaceView) => string | null {
  const t = useText();
  const { value: matters } = useWatch(useClient().matters());
  const authority = useAuthority();
  return useCallback(({ kind, id, within }) => {
    if (kind === 'case-file') return t(within ? 'space.compartment' : 'space.case-file');
    if (kind !== 'request') return null;
    const matter = matters?.find(({ space, draft }) => id === space || id === draft);
    if (matter?.draft === id) return t('space.request-draft');
    const ours = matter?.side === 'requesting';
    const other = matter && authority(ours ? matter.requested : matter.requesting);
    return other === undefined ? t('space.kind-request') : t(ours ? 'space.request-to' : 'space.request-from', { name: other.name });
  }, [t, matters, authority]);
}
