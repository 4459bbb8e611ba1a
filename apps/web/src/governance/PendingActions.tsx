import type { StatementId } from '@comity/contracts';
import { useAction, useAuthority, useClient, usePerson, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import type { Remote } from '../worker/protocol.js';

type Pending = Awaited<ReturnType<Remote['pendingStatements']>>[number];

/** Root actions that wait for the second officer. */
export function PendingActions() {
  const t = useText();
  const client = useClient();
  const watch = client.pending();
  const { value: pending, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const sign = async (id: StatementId): Promise<void> => {
    await run((c) => c.act((remote) => remote.coSign(id)));
    await watch.refresh();
  };
  return (
    <section className="card">
      <h2>{t('pending.title')}</h2>
      <FailureNotice failure={failure ?? (pending ? null : unread)} />
      {pending?.length === 0 && <p className="muted list-none">{t('pending.none')}</p>}
      <ul className="rows">
        {pending?.map((each) => <li key={each.id}><PendingAction pending={each} busy={busy} onSign={() => void sign(each.id)} /></li>)}
      </ul>
    </section>
  );
}

function PendingAction({ pending, busy, onSign }: { pending: Pending; busy: boolean; onSign(): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const words = usePendingWords()(pending.body);
  const signed = format.list(pending.signedBy.map((id) => person(id)?.name ?? t('person.unknown')));
  return (
    <>
      <Icon name="desk" />
      <span className="row-words"><span>{words}</span><span className="muted">{t('pending.signed-by', { names: signed, moment: format.moment(pending.body.issuedAt) })}</span></span>
      {pending.canSign ? <Button look="primary" isDisabled={busy} onPress={onSign}>{t('pending.sign')}</Button> : <span className="tag">{t('pending.waits')}</span>}
    </>
  );
}

function usePendingWords(): (body: Pending['body']) => string {
  const t = useText();
  const state = useStateName();
  const authority = useAuthority();
  const person = usePerson();
  const format = useFormat();
  return (body) => {
    switch (body.kind) {
      case 'authority-admitted': return t('pending.admit', { name: body.authority.name, state: state(body.authority.state) });
      case 'focal-point-appointed': if (body.supersedes !== undefined) return t('anew.pending', { name: body.person.name, authority: authority(body.authority)?.name ?? '' });
        return t('pending.appoint', { name: body.person.name, authority: authority(body.authority)?.name ?? '' });
      case 'revoked': return t('pending.revoke', { name: body.subject.type === 'authority' ? authority(body.subject.id)?.name ?? '' : body.subject.type === 'practitioner' ? person(body.subject.id)?.name ?? '' : body.subject.id });
      case 'access-expires': return t('devices.pending-expire', { name: person(body.practitioner)?.name ?? '', moment: format.moment(body.at) });
      default: return t('pending.other', { kind: body.kind });
    }
  };
}
