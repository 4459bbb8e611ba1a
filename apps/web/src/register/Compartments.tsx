import { useState } from 'react';
import { Link } from 'wouter';
import type { PractitionerId } from '@comity/contracts';
import type { CompartmentView, SpaceView } from '@comity/sdk';
import { useAction, usePeople, usePerson, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { FormSheet } from '../design/FormSheet.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { registerPath, spacePath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { useToast } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { useCompartments } from './hooks.js';

/** What some members of a case file keep from the others: who is inside, as far as this person may know. */
export function Compartments({ space }: { space: SpaceView }) {
  const t = useText();
  const title = useSpaceTitle()(space);
  const [making, setMaking] = useState(false);
  const { value: compartments, failure } = useCompartments(space.id);
  const may = space.canManage && space.within === null;
  const action = may ? <Button look="primary" icon="plus" onPress={() => setMaking(true)}>{t('register.compartment-new')}</Button> : undefined;
  return (
    <Page title={t('register.compartments')} back={registerPath(space.id)} lead={<bdi>{title}</bdi>} {...(action && compartments?.length !== 0 && { actions: action })}>
      <p className="muted">{t('register.compartments-hint')}</p>
      <FailureNotice failure={failure} />
      {!compartments && !failure && <Busy />}
      {compartments?.length === 0 && <Empty title={t('register.compartments-none')} action={action}>{t(may ? 'register.compartments-none-owner' : 'register.compartments-none-hint')}</Empty>}
      {compartments && compartments.length > 0 && <ul className="register-compartments">{compartments.map((each) => <Compartment key={each.space} compartment={each} keepers={space.owners} />)}</ul>}
      {making && <NewCompartment space={space} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Compartment({ compartment: { space, title, members, canManage, led, announced }, keepers }: { compartment: CompartmentView; /** Who may make another one. */ keepers: readonly PractitionerId[] }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const name = (id: PractitionerId): string => person(id)?.name ?? t('person.unknown');
  return (
    <li className="card stack">
      <h2><Icon name="lock" /> <bdi>{title}</bdi></h2>
      {members === null ? <p>{t('register.compartment-outside')}</p> : <p>{t('register.compartment-members', { count: members.length, names: format.list(members.map((id) => isolated(name(id)))) })}</p>}
      <p className="muted">{announced ? t('register.compartment-announced', { name: isolated(name(announced.by)), at: format.moment(announced.at) }) : t('register.compartment-secret')}</p>
      {!led && <Notice tone="warning" title={t('register.compartment-unled')}><p>{t(members?.some((person) => keepers.includes(person)) === true ? 'register.compartment-unled-hint' : 'register.compartment-unled-none')}</p></Notice>}
      {members !== null && (
        <div className="row">
          <Link href={registerPath(space)} className="button button-plain"><Icon name="register" /><span>{t('register.compartment-entries')}<span className="visually-hidden">: {title}</span></span></Link>
          <Link href={spacePath(space, undefined, true)} className="button button-plain"><Icon name="person" /><span>{t(canManage ? 'register.compartment-manage' : 'register.compartment-see')}<span className="visually-hidden">: {title}</span></span></Link>
        </div>
      )}
    </li>
  );
}

function NewCompartment({ space, onClose }: { space: SpaceView; onClose(): void }) {
  const t = useText();
  const self = useSelf();
  const toast = useToast();
  const { value: people } = usePeople();
  const { run, busy, failure } = useAction();
  const [title, setTitle] = useState('');
  const [members, setMembers] = useState<PractitionerId[]>([]);
  const [announce, setAnnounce] = useState(false);
  const ready = title.trim() !== '' && members.length > 0;
  const others = [self.practitioner, ...(people ?? []).map(({ id }) => id).filter((id) => !space.members.includes(id))];
  const make = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.createCompartment(space.id, { title: title.trim(), members, announce })));
    if (done === undefined) return;
    toast({ text: t('register.compartment-made') });
    onClose();
  };
  return (
    <FormSheet title={t('register.compartment-new')} wide submit={t('register.compartment-make')} ready={ready} busy={busy} failure={failure} onSubmit={() => void make()} onClose={onClose}>
      <Field label={t('register.compartment-name')} hint={t('register.compartment-name-hint')} value={title} onChange={setTitle} isRequired autoFocus maxLength={120} autoComplete="off" />
      <PeoplePicker legend={t('register.compartment-who')} chosen={members} onChange={setMembers} without={others} />
      <label className="check-line"><input type="checkbox" checked={announce} onChange={({ target }) => setAnnounce(target.checked)} /><span>{t('register.compartment-announce')}</span></label>
      <p className="muted">{t('register.compartment-rules')}</p>
    </FormSheet>
  );
}
