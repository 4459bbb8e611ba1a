import { useState } from 'react';
import type { InvitationView } from '@comity/sdk';
import { useAction, useAuthority, useClient, usePerson, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useRoleName } from '../identity/role-name.js';

/** Enrolments that wait for a signature first, then the invitations still open, then the past. */
export function Invitations() {
  const t = useText();
  const { value: invitations, failure } = useWatch(useClient().invitations());
  const of = (...states: InvitationView['state'][]) => (invitations ?? []).filter((each) => states.includes(each.state)).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const waiting = of('enrolled');
  const open = of('open');
  const past = of('vouched', 'expired', 'withdrawn');
  if (!invitations) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  return (
    <>
      <section className="card">
        <h2>{t('desk.waiting')}</h2>
        {waiting.length === 0 ? <p className="muted list-none">{t('desk.waiting-none')}</p> : <ul className="stack plain-list">{waiting.map((each) => <li key={each.id}><Enrolment invitation={each} /></li>)}</ul>}
      </section>
      <section className="card">
        <h2>{t('desk.open')}</h2>
        {open.length === 0 ? <Empty title={t('desk.open-none')}>{t('desk.open-none-hint')}</Empty> : <ul className="rows">{open.map((each) => <li key={each.id}><OpenInvitation invitation={each} /></li>)}</ul>}
      </section>
      {past.length > 0 && (
        <section className="card">
          <h2>{t('desk.past')}</h2>
          <ul className="rows">{past.map((each) => <li key={each.id}><PastInvitation invitation={each} /></li>)}</ul>
        </section>
      )}
    </>
  );
}

/** The act that makes somebody a member: the focal point's own signature over the newcomer's key. */
function Enrolment({ invitation }: { invitation: InvitationView }) {
  const t = useText();
  const format = useFormat();
  const authority = useAuthority()(invitation.authority);
  const roleName = useRoleName();
  const { run, busy, failure } = useAction();
  const [half, setHalf] = useState(false);
  const enrolment = invitation.enrolment;
  if (!enrolment) return null;
  const vouch = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.vouch(invitation.id)));
    setHalf(done?.complete === false);
  };
  return (
    <div className="enrolment">
      <div className="row-words">
        <strong><bdi>{enrolment.name}</bdi></strong>
        <span>{enrolment.title !== null && <><bdi>{enrolment.title}</bdi> · </>}{roleName(invitation.role)} · <bdi>{authority?.name}</bdi></span>
        <span className="muted">{t('desk.enrolled-at', { moment: format.moment(enrolment.at) })}{invitation.accessUntil !== null && <> · {t('desk.access-until', { moment: format.moment(invitation.accessUntil) })}</>}</span>
      </div>
      {invitation.supersedes !== null && <Notice tone="warning" title={t('anew.vouch-ends', { name: enrolment.name })}><p>{t('anew.vouch-sure')}</p></Notice>}
      {enrolment.proved === true && <p className="proof proof-good"><Icon name="verified" small />{t('desk.proved')}</p>}
      {enrolment.proved === false && <Notice tone="danger" title={t('desk.not-proved')} role="alert"><p>{t('desk.not-proved-todo')}</p></Notice>}
      {enrolment.proved === null && <Notice tone="warning" title={t('desk.proof-unknown')}><p>{t('desk.proof-unknown-todo')}</p></Notice>}
      <FailureNotice failure={failure} />
      {half && <p role="status">{t('desk.half-signed')}</p>}
      {enrolment.proved === true && !half && <Button look="primary" icon="verified" isPending={busy} onPress={() => void vouch()}>{invitation.supersedes === null ? t('desk.vouch', { name: enrolment.name }) : t('anew.vouch', { name: enrolment.name })}</Button>}
    </div>
  );
}

function OpenInvitation({ invitation }: { invitation: InvitationView }) {
  const t = useText();
  const format = useFormat();
  const authority = useAuthority()(invitation.authority);
  const person = usePerson();
  const roleName = useRoleName();
  const { run, busy, failure } = useAction();
  return (
    <>
      <Icon name="person" />
      <span className="row-words">
        <span>{invitation.supersedes !== null && <>{t('anew.invitation', { name: person(invitation.supersedes)?.name ?? t('person.unknown') })} · </>}{roleName(invitation.role)} · <bdi>{authority?.name}</bdi></span>
        <span className="muted">{t('desk.invited-by', { name: person(invitation.invitedBy)?.name ?? t('person.unknown'), until: format.moment(invitation.expiresAt) })}</span>
        <FailureNotice failure={failure} />
      </span>
      <Button isDisabled={busy} onPress={() => void run((client) => client.act((remote) => remote.withdrawInvitation(invitation.id)))}>{t('desk.withdraw')}</Button>
    </>
  );
}

function PastInvitation({ invitation }: { invitation: InvitationView }) {
  const t = useText();
  const format = useFormat();
  const authority = useAuthority()(invitation.authority);
  return (
    <>
      <Icon name={invitation.state === 'vouched' ? 'verified' : 'refused'} />
      <span className="row-words">
        <span><bdi>{invitation.enrolment?.name ?? authority?.name}</bdi></span>
        <span className="muted">{t(`invitation-state.${invitation.state}`)} · {format.moment(invitation.createdAt)}</span>
      </span>
    </>
  );
}
