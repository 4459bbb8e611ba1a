import { Suspense, lazy, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { PersonView, SpaceView } from '@comity/sdk';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { PersonLine } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useToast } from './toast.js';

const AddMembers = lazy(() => import('./AddMembers.js').then((m) => ({ default: m.AddMembers })));
const OwnerConfirm = lazy(() => import('./OwnerConfirm.js').then((m) => ({ default: m.OwnerConfirm })));
const Confirm = lazy(() => import('../design/Confirm.js').then((m) => ({ default: m.Confirm })));

/** Who is in and who owns it; owners take in and out, and say who else is one. */
export function Members({ space }: { space: SpaceView }) {
  const t = useText();
  const person = usePerson();
  const self = useSelf();
  const show = useToast();
  const { run, busy, failure } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<{ what: 'remove' | 'owner'; member: PersonView } | 'add' | null>(null);
  const members = space.members.flatMap((id) => person(id) ?? []).sort((a, b) => a.authority.name.localeCompare(b.authority.name) || a.name.localeCompare(b.name));
  const owns = (id: PersonView['id']): boolean => space.owners.includes(id);
  const alone = space.canManage && members.length > 1 && !members.some(({ id }) => id !== self.practitioner && owns(id));
  // Another owner was faster, and ended what this person asks as.
  const lost = failure?.kind === 'problem' && failure.problem.code === 'not-allowed' && !space.canManage;
  const close = (): void => setOpen(null);
  const remove = (member: PersonView): void => {
    close();
    void run((client) => client.act((remote) => remote.removeMember(space.id, member.id)));
  };
  const setOwner = async (member: PersonView, owner: boolean): Promise<void> => {
    close();
    const done = await run(async (client) => { await client.act((remote) => remote.setOwner(space.id, member.id, owner)); return true; });
    if (!done) return;
    if (owner) show({ text: t('owner.made', { name: member.name }) });
    else if (member.id !== self.practitioner) show({ text: t('owner.ended', { name: member.name }) });
    else {
      // The button that had the focus is gone.
      heading.current?.focus();
      show({ text: t('owner.given-up') });
    }
  };
  const ownerLabel = (member: PersonView): string =>
    (!owns(member.id) ? t('owner.make', { name: member.name }) : member.id === self.practitioner ? t('owner.give-up') : t('owner.end', { name: member.name }));
  return (
    <section>
      <div className="section-head">
        <h3 ref={heading} tabIndex={-1}>{t('space.members', { count: space.members.length })}</h3>
        {space.canManage && <Button icon="plus" onPress={() => setOpen('add')}>{t('space.add-members')}</Button>}
      </div>
      {lost ? <Notice tone="warning" role="alert" title={t('owner.given-up')}><p>{t('owner.lost')}</p></Notice> : <FailureNotice failure={failure} />}
      {alone && <Notice tone="info" title={t('owner.alone')}><p>{t('owner.alone-text')}</p></Notice>}
      <ul className="people">
        {members.map((member) => (
          <li key={member.id}>
            <Link href={`/directory/${member.id}`} className="person-link">
              <PersonLine person={member} detail={[owns(member.id) ? t('space.owner') : '', t('person.devices', { count: member.devices.filter((device) => device.current).length })].filter((part) => part !== '').join(' · ')} />
            </Link>
            {space.canManage && !(alone && member.id === self.practitioner) && <IconButton icon={owns(member.id) ? 'disown' : 'owner'} label={ownerLabel(member)} onPress={() => { if (!busy) setOpen({ what: 'owner', member }); }} />}
            {space.canManage && member.id !== self.practitioner && <IconButton icon="close" label={t('space.remove-member', { name: member.name })} isDisabled={busy} onPress={() => setOpen({ what: 'remove', member })} />}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {open === 'add' && <AddMembers space={space} onClose={close} />}
        {open !== null && open !== 'add' && open.what === 'remove' && (
          <Confirm title={t('space.remove-title', { name: open.member.name })} confirm={t('space.remove')} danger onClose={close} onConfirm={() => remove(open.member)}>{t('space.remove-text')}</Confirm>
        )}
        {open !== null && open !== 'add' && open.what === 'owner' && <OwnerConfirm name={open.member.name} change={!owns(open.member.id) ? 'make' : open.member.id === self.practitioner ? 'give-up' : 'end'} onClose={close} onConfirm={() => void setOwner(open.member, !owns(open.member.id))} />}
      </Suspense>
    </section>
  );
}
