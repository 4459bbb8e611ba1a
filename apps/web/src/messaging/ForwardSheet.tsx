import '../directory/pages.css';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction, usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { fold } from '../directory/grouping.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { forbids, forbidsTo } from './forwarding.js';
import { Marks } from './Marks.js';
import { refOf, type Message } from './message.js';
import { spacePath } from './place.js';
import { SpaceSort } from './SpaceMark.js';
import { useSpaceTitle } from './space-title.js';

const reasons = { H2: 'talk-forward.why-h2', H3: 'talk-forward.why-h3', 'TLP:RED': 'talk-forward.why-tlp-red' } as const;
export const isOwnWords = ({ own, forwarded }: Message): boolean => own && forwarded === null;

/** Sends a message on, with its codes and its origin; where a code forbids that, says so at once. */
export function ForwardSheet({ message, space, onClose }: { message: Message; space: SpaceView; onClose(): void }) {
  const t = useText();
  const forbidden = forbids(message, isOwnWords(message));
  return (
    <Sheet title={t('talk-forward.title')} onClose={onClose} wide>
      <blockquote className="forward-preview"><Marks marking={message} /><p dir="auto">{message.text}</p></blockquote>
      {forbidden === null ? <Destinations message={message} from={space} onClose={onClose} /> : (
        <>
          <Notice tone="warning" title={t('talk-forward.forbidden')}><p>{t(reasons[forbidden])}</p><p>{t('talk-forward.instead')}</p></Notice>
          <div className="row row-end"><Button look="primary" onPress={onClose}>{t('action.close')}</Button></div>
        </>
      )}
    </Sheet>
  );
}

function Destinations({ message, from, onClose }: { message: Message; from: SpaceView; onClose(): void }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const self = useSelf();
  const person = usePerson();
  const titleOf = useSpaceTitle();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [search, setSearch] = useState('');
  const [to, setTo] = useState<SpaceId | null>(null);
  const [comment, setComment] = useState('');
  const own = isOwnWords(message);
  const allowed = useMemo(() => (spaces ?? []).filter((each) => !each.readOnly && each.id !== from.id && forbidsTo(message, own, self.authority, each.members.map((id) => person(id)?.authority.id ?? null)) === null), [spaces, from.id, message, own, self.authority, person]);
  const found = useMemo(() => allowed.filter((each) => fold(titleOf(each)).includes(fold(search.trim()))).sort((a, b) => b.lastActivity.localeCompare(a.lastActivity)), [allowed, search, titleOf]);
  const forward = async (): Promise<void> => {
    const on = refOf(message);
    if (to === null || on === null) return;
    const id = await run(({ remote }) => remote.forward({ space: from.id, on }, to, comment.trim()));
    if (id !== undefined) { onClose(); navigate(spacePath(to)); }
  };
  return (
    <>
      <p className="muted">{t('talk-forward.note')}</p>
      {!own && message.tlp === 'amber-strict' && <p>{t('talk-forward.amber-strict')}</p>}
      <div className="list-filter"><Icon name="search" small /><input type="search" className="input" aria-label={t('spaces.filter')} placeholder={t('spaces.filter')} value={search} onChange={(event) => setSearch(event.target.value)} /></div>
      <div className="picker-list" role="radiogroup" aria-label={t('talk-forward.to')}>
        {found.length === 0 && <p className="muted list-none" role="status">{t('spaces.none-found')}</p>}
        {found.map((each) => (
          <label key={each.id} className="picker-person">
            <input type="radio" name="forward-to" checked={to === each.id} onChange={() => setTo(each.id)} />
            <Destination space={each} title={titleOf(each)} />
          </label>
        ))}
      </div>
      <Field label={t('talk-forward.comment')} value={comment} onChange={setComment} autoComplete="off" maxLength={2000} />
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" icon="pass" isDisabled={to === null} isPending={busy} onPress={() => void forward()}>{t('talk-forward.send')}</Button>
      </div>
    </>
  );
}

function Destination({ space, title }: { space: SpaceView; title: string }) {
  const t = useText();
  return <span className="row-words"><bdi>{title}</bdi><span className="muted"><SpaceSort space={space} />{space.kind === 'direct' ? t('channel.kind-direct') : t('space.members', { count: space.members.length })}</span></span>;
}
