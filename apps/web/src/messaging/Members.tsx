import './details.css';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { PersonView, SpaceView } from '@comity/sdk';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { PersonLine } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import type { MemberAction } from './MemberMenu.js';
import { ownsAlone } from './owns-alone.js';
import { useToast } from './toast.js';

const AddMembers = later(() => import('./AddMembers.js').then((m) => ({ default: m.AddMembers })));
const MemberMenu = later(() => import('./MemberMenu.js').then((m) => ({ default: m.MemberMenu })));
const MemberConfirm = later(() => import('./MemberConfirm.js').then((m) => ({ default: m.MemberConfirm })));

/** Who is in and who owns it; owners take in and out, and say who else is one. */
export function Members({ space }: { space: SpaceView }) {
  const t = useText();
  const person = usePerson();
  const self = useSelf();
  const show = useToast();
  const { run, busy, failure, clear } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef<HTMLElement | null>(null);
  const [adding, setAdding] = useState(false);
  const [about, setAbout] = useState<{ member: PersonView; action: MemberAction | null } | null>(null);
  // Menu and question come one after the other: the focus goes back past both, or to the heading where the button went with the ownership.
  useEffect(() => {
    if (about !== null || pressed.current === null) return;
    if (pressed.current.isConnected) pressed.current.focus();
    else if (document.activeElement === document.body) heading.current?.focus();
  }, [about, space.canManage]);
  // What failed while one was no owner says nothing about what one may do now.
  useEffect(() => { if (space.canManage) clear(); }, [space.canManage, clear]);
  const members = space.members.flatMap((id) => person(id) ?? []).sort((a, b) => a.authority.name.localeCompare(b.authority.name) || a.name.localeCompare(b.name));
  const owns = ({ id }: PersonView): boolean => space.owners.includes(id);
  const isSelf = ({ id }: PersonView): boolean => id === self.practitioner;
  const alone = space.canManage && ownsAlone(space, self.practitioner);
  // Another owner was faster, and ended what this person asks as.
  const lost = failure?.kind === 'problem' && failure.problem.code === 'not-allowed' && !space.canManage;

  /** One's own ownership is given up only to other owners. */
  const actionsFor = (member: PersonView): MemberAction[] => {
    if (isSelf(member)) return alone || members.length === 1 ? [] : ['give-up'];
    return [owns(member) ? 'end' : 'make', 'remove'];
  };
  const close = (): void => setAbout(null);
  const act = async (member: PersonView, action: MemberAction): Promise<void> => {
    close();
    const done = await run(async (client) => {
      await client.act((remote) => (action === 'remove' ? remote.removeMember(space.id, member.id) : remote.setOwner(space.id, member.id, action === 'make')));
      return true;
    });
    if (!done) return;
    if (action === 'make') show({ text: t('owner.made', { name: member.name }) });
    else if (action === 'end') show({ text: t('owner.ended', { name: member.name }) });
    else {
      // The button that had the focus is gone.
      heading.current?.focus();
      if (action === 'give-up') show({ text: t('owner.given-up') });
    }
  };
  return (
    <section>
      <div className="section-head">
        <h3 ref={heading} tabIndex={-1}>{t('space.members', { count: space.members.length })}</h3>
        {space.canManage && <Button icon="plus" onPress={() => setAdding(true)}>{t('space.add-members')}</Button>}
      </div>
      {lost ? <Notice tone="warning" role="alert" title={t('owner.given-up')}><p>{t('owner.lost')}</p></Notice> : <FailureNotice failure={failure} />}
      {alone && <Notice tone="info" title={t('owner.alone')}><p>{t('owner.alone-text')}</p></Notice>}
      <ul className="people">
        {members.map((member) => (
          <li key={member.id}>
            <Link href={`/directory/${member.id}`} className="person-link">
              <PersonLine person={member} detail={<>{owns(member) && <><Icon name="owner" small /> {t('space.owner')} · </>}{t('person.devices', { count: member.devices.filter((device) => device.current).length })}</>} />
            </Link>
            {space.canManage && actionsFor(member).length > 0 && (
              <IconButton icon="more" label={t('owner.actions', { name: member.name })} aria-haspopup="menu" onPress={({ target }) => {
                pressed.current = target as HTMLElement;
                if (!busy) setAbout({ member, action: null });
              }} />
            )}
          </li>
        ))}
      </ul>
      <Later>
        {adding && <AddMembers space={space} onClose={() => setAdding(false)} />}
        {about !== null && (about.action === null
          ? <MemberMenu anchor={pressed} label={t('owner.actions', { name: about.member.name })} actions={actionsFor(about.member)} onAction={(action) => setAbout({ ...about, action })} onClose={() => setAbout((now) => (now?.action === null ? null : now))} />
          : <MemberConfirm name={about.member.name} action={about.action} onClose={close} onConfirm={() => void act(about.member, about.action!)} />)}
      </Later>
    </section>
  );
}
