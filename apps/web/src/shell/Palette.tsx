import './palette.css';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useLocation } from 'wouter';
import type { SpaceView } from '@comity/sdk';
import { useClient, usePeople, useSelf, useSpaces } from '../client/hooks.js';
import { Icon, type IconName } from '../design/Icon.js';
import { fold } from '../directory/grouping.js';
import { useFinding } from '../find/finding.js';
import { useText } from '../i18n/text.js';
import { useSpaceSort, useSpaceTitle } from '../messaging/space-title.js';
import { offeredCommands } from './commands.js';
import { useTour } from './tour-context.js';
import { useStateName } from '../states/names.js';

interface Found { key: string; icon: IconName; label: string; detail: string; go(): void }
const spaceIcons: Record<SpaceView['kind'], IconName> = { direct: 'person', channel: 'spaces', 'case-file': 'case-file', request: 'request' };
const most = 40;

/** Everything by name: conversations, people, actions. A combobox with a list, as ARIA describes it. */
export function Palette({ onClose, onShortcuts }: { onClose(): void; onShortcuts(): void }) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(search, onClose, onShortcuts);
  const active = found[Math.min(at, found.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length);
      setAt(next);
      document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter' && active) { event.preventDefault(); active.go(); }
  };
  return (
    <ModalOverlay className="overlay overlay-top" isOpen isDismissable onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className="sheet palette">
        <Dialog className="sheet-dialog" aria-label={t('palette.open')}>
          <div className="list-filter">
            <Icon name="search" small />
            <input className="input" autoFocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label={t('palette.search')} placeholder={t('palette.search')}
              {...(active ? { 'aria-activedescendant': `palette-${found.indexOf(active)}` } : {})} value={search} onChange={(event) => { setSearch(event.target.value); setAt(0); }} onKeyDown={onKeyDown} />
          </div>
          <div id="palette-list" role="listbox" aria-label={t('palette.results')} className="palette-list">
            {found.map((each, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the combobox's, which keeps the focus
              <div key={each.key} id={`palette-${index}`} role="option" aria-selected={each === active} tabIndex={-1} onClick={each.go} onPointerMove={() => setAt(index)}>
                <Icon name={each.icon} /><span className="row-words"><bdi>{each.label}</bdi><span className="muted">{each.detail}</span></span>
              </div>
            ))}
          </div>
          {found.length === 0 && <p className="muted list-none" role="status">{t('palette.none')}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useFound(search: string, onClose: () => void, onShortcuts: () => void): Found[] {
  const t = useText();
  const client = useClient();
  const self = useSelf();
  const { value: spaces } = useSpaces();
  const { value: people } = usePeople();
  const titleOf = useSpaceTitle();
  const sortOf = useSpaceSort();
  const state = useStateName();
  const [, navigate] = useLocation();
  const finding = useFinding();
  const tour = useTour();
  // What the page could do when the palette was opened: it does not change under one's hands.
  const [commands] = useState(offeredCommands);
  return useMemo(() => {
    const to = (path: string) => () => { onClose(); navigate(path); };
    const all: Found[] = [
      ...[...(spaces ?? [])].sort((a, b) => b.lastActivity.localeCompare(a.lastActivity)).map((space): Found => ({
        key: space.id, icon: spaceIcons[space.kind], label: titleOf(space), go: to(space.kind === 'request' ? `/requests/${space.id}` : `/spaces/${space.id}`),
        detail: [sortOf(space), space.kind === 'request' ? null : space.purpose ?? t('palette.conversation')].filter((part) => part !== null).join(' · '),
      })),
      { key: 'inbox', icon: 'inbox', label: t('nav.inbox'), detail: t('palette.action'), go: to('/inbox') },
      { key: 'tasks', icon: 'task', label: t('register.my-tasks'), detail: t('palette.action'), go: to('/tasks') },
      { key: 'requests', icon: 'request', label: t('request.title'), detail: t('palette.action'), go: to('/requests') },
      { key: 'request-new', icon: 'plus', label: t('request.new'), detail: t('palette.action'), go: to('/requests/new') },
      { key: 'sessions', icon: 'calendar', label: t('hall.title'), detail: t('palette.action'), go: to('/sessions') },
      { key: 'evidence', icon: 'seal', label: t('evidence.check'), detail: t('palette.action'), go: to('/evidence') },
      { key: 'search', icon: 'search', label: t('spaces.search'), detail: t('palette.action'), go: to('/search') },
      ...commands.map(({ id, icon, label, run }): Found => ({ key: id, icon, label, detail: t('talk-palette.here'), go: () => { onClose(); run(); } })),
      { key: 'tour', icon: 'info', label: t('talk-tour.start'), detail: t('palette.action'), go: () => { onClose(); tour(); } },
      { key: 'new', icon: 'plus', label: t('spaces.begin'), detail: t('palette.action'), go: to('/new') },
      { key: 'directory', icon: 'directory', label: t('nav.directory'), detail: t('palette.action'), go: to('/directory') },
      { key: 'alarms', icon: 'alarm', label: t('nav.alarms'), detail: t('palette.action'), go: to('/alarms') },
      { key: 'account', icon: 'account', label: t('nav.account'), detail: t('palette.action'), go: to('/account') },
      { key: 'settings', icon: 'settings', label: t('nav.settings'), detail: t('palette.action'), go: to('/settings') },
      ...(self.role === 'officer' || self.role === 'focal-point' ? [{ key: 'desk', icon: 'desk' as const, label: t('nav.desk'), detail: t('palette.action'), go: to('/desk') }] : []),
      { key: 'shortcuts', icon: 'info', label: t('shortcuts.title'), detail: t('palette.action'), go: onShortcuts },
      { key: 'lock', icon: 'lock', label: t('shell.lock'), detail: t('palette.action'), go: () => { onClose(); void client.remote.lock(); } },
      ...(people ?? []).map((person): Found => ({ key: person.id, icon: 'person', label: person.name, detail: `${person.authority.name} · ${state(person.authority.state)}`, go: to(`/directory/${person.id}`) })),
    ];
    const text = search.trim();
    const words = fold(text).split(/\s+/);
    const named = all.filter((each) => { const name = fold(`${each.label} ${each.detail}`); return words.every((word) => name.includes(word)); }).slice(0, most);
    // What has no such name may still have been written.
    const within: Found = { key: 'find', icon: 'search', label: t('find.open-for', { text }), detail: t('palette.action'), go: () => { finding.change({ text }); to('/search')(); } };
    return text === '' ? named : [...named, within];
  }, [search, spaces, people, titleOf, sortOf, state, t, navigate, onClose, onShortcuts, client, self.role, finding, commands, tour]);
}
