import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PractitionerId } from '@comity/contracts';
import { useAction, usePeople, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { Monogram } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { useDeviceWords } from '../account/device-words.js';
import { AccessActions, useAccessWords } from '../governance/Access.js';
import { useRoleName } from '../identity/role-name.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { Succession } from './Succession.js';

const SafetyNumber = later(() => import('./SafetyNumber.js').then((m) => ({ default: m.SafetyNumber })));

/** One person: who vouches for them, their devices, and whether the two of you compared keys. */
export function PersonPage({ id }: { id: PractitionerId }) {
  const t = useText();
  const deviceWords = useDeviceWords();
  const state = useStateName();
  const roleName = useRoleName();
  const self = useSelf();
  const [, navigate] = useLocation();
  const { value: people } = usePeople();
  const { run, busy, failure } = useAction();
  const accessWords = useAccessWords();
  const [comparing, setComparing] = useState(false);
  if (!people) return <Busy />;
  const person = people.find((each) => each.id === id);
  if (!person) return <Page title={t('person.missing')} back="/directory"><p>{t('person.missing-hint')}</p></Page>;
  const isSelf = person.id === self.practitioner;
  const write = async (): Promise<void> => {
    const space = await run((client) => client.act((remote) => remote.openDirect(person.id)));
    if (space !== undefined) navigate(`/spaces/${space}`);
  };
  return (
    <Page title={person.name} back="/directory" mark={<Monogram id={person.id} name={person.name} size="large" />}
      lead={<>{person.title !== null && <><bdi>{person.title}</bdi> · </>}<bdi>{person.authority.name}</bdi> · {state(person.authority.state)}</>}>
      {!person.current && <Notice tone="danger" title={t('person.ended')}><p>{accessWords(person)} {t('person.ended-hint')}</p></Notice>}
      <Succession person={person} />
      <p><span className="tag">{roleName(person.role)}</span></p>
      {!isSelf && person.current && (
        <>
          {person.verified
            ? <Notice tone="good" title={t('person.verified')} action={<Button onPress={() => setComparing(true)}>{t('safety.show')}</Button>}><p>{t('person.verified-hint')}</p></Notice>
            : <Notice tone="info" title={t('person.unverified')} action={<Button onPress={() => setComparing(true)}>{t('safety.compare')}</Button>}><p>{t('person.unverified-hint')}</p></Notice>}
          <div className="row"><Button look="primary" icon="spaces" isPending={busy} onPress={() => void write()}>{t('person.write')}</Button></div>
        </>
      )}
      <FailureNotice failure={failure} />
      {(person.access.mayEnd !== null || person.access.mayRenew !== null || person.access.mayVouchAnew !== null) && (
        <section className="card">
          <h2>{t('devices.access')}</h2>
          {person.current && <p className="muted">{accessWords(person)}</p>}
          <AccessActions person={person} />
        </section>
      )}
      <section className="card">
        <h2>{t('person.devices-title')}</h2>
        <p className="muted">{t('person.devices-note')}</p>
        <ul className="rows">
          {person.devices.map((device) => (
            <li key={device.id}>
              <Icon name="device" />
              <span className="row-words"><bdi>{device.name}</bdi><span className="muted">{deviceWords(device)}</span></span>
              {!device.current && <span className="tag tag-ended">{t('device.ended')}</span>}
              {device.thisOne && <span className="tag">{t('device.this-one')}</span>}
            </li>
          ))}
        </ul>
      </section>
      {comparing && <Later><SafetyNumber person={person} onClose={() => setComparing(false)} /></Later>}
    </Page>
  );
}
