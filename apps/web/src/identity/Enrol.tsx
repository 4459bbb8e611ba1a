import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { EnrolmentInput, Failure } from '@comity/sdk';
import type { Remote } from '../worker/protocol.js';
import type { Hold } from './hold.js';
import { Button } from '../design/Button.js';
import { Busy } from '../design/Busy.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { useAction, useClient } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { RichText, useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { settleLogin } from './login.js';
import { suggestDeviceName } from './device-name.js';
import { Frame } from './Frame.js';
import { PassphraseFields } from './PassphraseFields.js';
import { Pin } from './Pin.js';
import { PasskeyOffer } from './PasskeyOffer.js';
import { RecoveryCode } from './RecoveryCode.js';
import { useRoleName } from './role-name.js';
import { TotpFields } from './TotpFields.js';

type Invitation = Awaited<ReturnType<Remote['viewInvitation']>>;

/** From an invitation to an account: who invites, who I am, my secrets, my recovery code, perhaps a passkey. */
export function Enrol({ link, onHold, onDone }: { link: string; onHold(hold: Hold): void; onDone(): void }) {
  const t = useText();
  const client = useClient();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => {
    let current = true;
    client.remote.viewInvitation(link).then((view) => { if (current) setInvitation(view); }, (thrown: unknown) => { if (current) setRefused(thrown as Failure); });
    return () => { current = false; };
  }, [client, link]);

  const finish = (): void => { onDone(); onHold(null); };
  if (recoveryCode !== null && !confirmed) return <Frame title={t('recovery.title')}><RecoveryCode code={recoveryCode} owner={null} check={(typed) => client.remote.checkRecoveryCode(typed)} onConfirmed={() => setConfirmed(true)} /></Frame>;
  if (recoveryCode !== null) return <PasskeyOffer onDone={finish} />;
  if (refused) {
    return (
      <Frame title={t('enrol.refused')} lead={t('enrol.refused-lead')}>
        <div className="stack"><FailureNotice failure={refused} /><Button onPress={finish}>{t('enrol.to-sign-in')}</Button></div>
      </Frame>
    );
  }
  return (
    <Frame title={t('enrol.title')}>
      {invitation ? <EnrolForm invitation={invitation} link={link} onHold={onHold} onEnrolled={setRecoveryCode} /> : <Busy />}
    </Frame>
  );
}

function EnrolForm({ invitation, link, onHold, onEnrolled }: { invitation: Invitation; link: string; onHold(hold: Hold): void; onEnrolled(code: string): void }) {
  const t = useText();
  const format = useFormat();
  const state = useStateName();
  const roleName = useRoleName();
  const { run, busy, failure } = useAction();
  // Made for one person: who they are stands already.
  const [name, setName] = useState(invitation.person?.name ?? '');
  const [title, setTitle] = useState(invitation.person?.title ?? '');
  const [login, setLogin] = useState('');
  const [settledLogin, setSettledLogin] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [totp, setTotp] = useState<EnrolmentInput['totp'] | null>(null);
  const [deviceName, setDeviceName] = useState(() => suggestDeviceName(navigator.userAgent));
  const ready = name.trim() !== '' && settleLogin(login) !== null && passphrase !== null && totp !== null;
  // Another name needs another secret: what was typed for the old one no longer counts.
  const settle = (): void => {
    const settled = settleLogin(login);
    if (settled === settledLogin) return;
    setSettledLogin(settled);
    setTotp(null);
  };
  const submit = async (): Promise<void> => {
    if (passphrase === null || totp === null) return;
    onHold('enrolment');
    const done = await run((client) => client.remote.enrol({ link, name: name.trim(), title: title.trim() || null, login: settleLogin(login) ?? '', passphrase, totp, deviceName }));
    if (done) onEnrolled(done.recoveryCode);
    else onHold(null);
  };
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <div className="card invitation-card">
        <p><RichText id="enrol.invited" values={{ authority: invitation.authority, state: state(invitation.state), network: invitation.network, role: roleName(invitation.role) }} parts={[<strong key="0" />]} /></p>
        <p className="muted">{t('enrol.expires', { moment: format.moment(invitation.expiresAt) })}</p>
      </div>
      <section className="card stack">
        <h2>{t('pin.newcomer')}</h2>
        <p>{t('pin.why')}</p>
        <Pin pin={invitation.pin} />
      </section>
      <p>{t('enrol.explain')}</p>
      {invitation.person !== null && (
        <>
          <Notice tone="info" title={t('anew.enrol', { name: invitation.person.name })}><p>{t('anew.enrol-hint')}</p></Notice>
          <Notice tone="warning" title={t('anew.lost-title')}><p>{t('anew.lost')}</p></Notice>
        </>
      )}
      <fieldset className="part">
        <legend>{t('enrol.part-person')}</legend>
        {invitation.person === null ? (
          <>
            <Field label={t('field.name')} hint={t('field.name-hint')} value={name} onChange={setName} autoComplete="name" isRequired maxLength={120} autoFocus />
            <Field label={t('field.title')} hint={t('field.title-hint')} value={title} onChange={setTitle} autoComplete="organization-title" maxLength={120} />
          </>
        ) : (
          <dl className="facts">
            <div><dt>{t('anew.name')}</dt><dd><bdi>{name}</bdi></dd></div>
            {title !== '' && <div><dt>{t('anew.position')}</dt><dd><bdi>{title}</bdi></dd></div>}
          </dl>
        )}
        <Field label={t('field.login')} hint={t('field.login-hint')} value={login} onChange={setLogin} onBlur={settle} autoComplete="username" dir="ltr" isRequired maxLength={120} />
      </fieldset>
      <fieldset className="part">
        <legend>{t('enrol.part-passphrase')}</legend>
        <PassphraseFields context={[name, login]} onChange={setPassphrase} />
      </fieldset>
      <fieldset className="part">
        <legend>{t('enrol.part-authenticator')}</legend>
        <TotpFields login={settledLogin} onChange={setTotp} />
      </fieldset>
      <fieldset className="part">
        <legend>{t('enrol.part-device')}</legend>
        <Field label={t('field.device-name')} hint={t('field.device-name-hint')} value={deviceName} onChange={setDeviceName} isRequired maxLength={60} />
      </fieldset>
      <FailureNotice failure={failure} />
      <Button look="primary" type="submit" wide isPending={busy} isDisabled={!ready}>{busy ? t('enrol.working') : t('enrol.submit')}</Button>
    </Form>
  );
}
