import '../directory/pages.css';
import { useMemo, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { Marking, SpaceView } from '@comity/sdk';
import { usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { fold } from '../directory/grouping.js';
import { useText } from '../i18n/text.js';
import { forbidsTo } from './forwarding.js';
import { SpaceSort } from './SpaceMark.js';
import { useSpaceTitle } from './space-title.js';

/** Where something may be sent on to: this person may write there, and its code lets those inside read it. */
export function useDestinations(marking: Pick<Marking, 'tlp'>, own: boolean, from: SpaceId): SpaceView[] {
  const { value: spaces } = useSpaces();
  const self = useSelf();
  const person = usePerson();
  const { tlp } = marking;
  return useMemo(() => (spaces ?? []).filter((each) => !each.readOnly && each.id !== from && forbidsTo({ tlp }, own, self.authority, each.members.map((id) => person(id)?.authority.id ?? null)) === null), [spaces, from, tlp, own, self.authority, person]);
}

/** One conversation of several, the latest first, found by its title. */
export function SpacePick({ label, spaces, to, onTo }: { label: string; spaces: readonly SpaceView[]; to: SpaceId | null; onTo(to: SpaceId): void }) {
  const t = useText();
  const titleOf = useSpaceTitle();
  const [search, setSearch] = useState('');
  const found = useMemo(() => spaces.filter((each) => fold(titleOf(each)).includes(fold(search.trim()))).sort((a, b) => b.lastActivity.localeCompare(a.lastActivity)), [spaces, search, titleOf]);
  return (
    <>
      <div className="list-filter"><Icon name="search" small /><input type="search" className="input" aria-label={t('spaces.filter')} placeholder={t('spaces.filter')} value={search} onChange={(event) => setSearch(event.target.value)} /></div>
      <div className="picker-list" role="radiogroup" aria-label={label}>
        {found.length === 0 && <p className="muted list-none" role="status">{t('spaces.none-found')}</p>}
        {found.map((each) => (
          <label key={each.id} className="picker-person">
            <input type="radio" name="forward-to" checked={to === each.id} onChange={() => onTo(each.id)} />
            <Destination space={each} title={titleOf(each)} />
          </label>
        ))}
      </div>
    </>
  );
}

function Destination({ space, title }: { space: SpaceView; title: string }) {
  const t = useText();
  return <span className="row-words"><bdi>{title}</bdi><span className="muted"><SpaceSort space={space} />{space.kind === 'direct' ? t('channel.kind-direct') : t('space.members', { count: space.members.length })}</span></span>;
}
