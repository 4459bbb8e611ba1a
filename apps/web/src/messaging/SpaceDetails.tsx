import { Suspense, lazy, useState } from 'react';
import { Link } from 'wouter';
import type { PersonView, Ref, SpaceView } from '@comity/sdk';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { PersonLine } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { PolicySection } from './PolicySection.js';
import { PinList } from './Pins.js';
import { spacePath, type View } from './place.js';
import { SpaceSettings } from './SpaceSettings.js';

const AddMembers = lazy(() => import('./AddMembers.js').then((m) => ({ default: m.AddMembers })));
const Confirm = lazy(() => import('../design/Confirm.js').then((m) => ({ default: m.Confirm })));

/** Who is in, and what protects the conversation. */
export function SpaceDetails({ space, view, onJump }: { space: SpaceView; view: View; onJump(on: Ref): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PersonView | null>(null);
  const members = space.members.flatMap((id) => person(id) ?? []).sort((a, b) => a.authority.name.localeCompare(b.authority.name) || a.name.localeCompare(b.name));
  return (
    <aside className="details" aria-label={t('space.details')}>
      <header className="details-head">
        <h2>{t('space.details')}</h2>
        <Link href={spacePath(space.id, view)} className="button button-icon button-quiet" aria-label={t('action.close')} title={t('action.close')}><Icon name="close" /></Link>
      </header>
      {space.purpose !== null && <section><h3>{t('space.purpose')}</h3><p dir="auto">{space.purpose}</p></section>}
      <section>
        <div className="section-head">
          <h3>{t('space.members', { count: space.members.length })}</h3>
          {space.canManage && !space.left && space.kind !== 'direct' && <Button icon="plus" onPress={() => setAdding(true)}>{t('space.add-members')}</Button>}
        </div>
        <FailureNotice failure={failure} />
        <ul className="people">
          {members.map((member) => (
            <li key={member.id}>
              <Link href={`/directory/${member.id}`} className="person-link">
                <PersonLine person={member} detail={[space.owners.includes(member.id) ? t('space.owner') : '', t('person.devices', { count: member.devices.filter((device) => device.current).length })].filter((part) => part !== '').join(' · ')} />
              </Link>
              {space.canManage && !space.left && space.kind !== 'direct' && member.id !== self.practitioner && <IconButton icon="close" label={t('space.remove-member', { name: member.name })} isDisabled={busy} onPress={() => setRemoving(member)} />}
            </li>
          ))}
        </ul>
      </section>
      <PolicySection space={space} />
      <PinList space={space} onJump={onJump} />
      <SpaceSettings space={space} />
      <section>
        <h3>{t('space.protection')}</h3>
        <p>{t('space.protection-text')}</p>
        <dl className="facts">
          <div><dt>{t('space.epoch')}</dt><dd>{format.number(space.epoch)}</dd></div>
          <div><dt>{t('space.suite')}</dt><dd>{t(space.postQuantum ? 'suite.hybrid' : 'suite.classical')} <code dir="ltr">MLS 0x{space.suite.toString(16).padStart(4, '0')}</code></dd></div>
        </dl>
        <p>{t(space.postQuantum ? 'suite.hybrid-why' : 'suite.classical-why')} {space.kind === 'direct' ? t('suite.direct') : space.room !== null && t('suite.room', { count: space.room })}</p>
      </section>
      <Suspense fallback={null}>
        {adding && <AddMembers space={space} onClose={() => setAdding(false)} />}
        {removing && (
          <Confirm title={t('space.remove-title', { name: removing.name })} confirm={t('space.remove')} danger onClose={() => setRemoving(null)}
            onConfirm={() => { const { id } = removing; setRemoving(null); void run((client) => client.act((remote) => remote.removeMember(space.id, id))); }}>
            {t('space.remove-text')}
          </Confirm>
        )}
      </Suspense>
    </aside>
  );
}
