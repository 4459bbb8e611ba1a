import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AwayReason, AwaySpan, Delegate, DelegateId, MeetingSession, OfficeView, PractitionerId, Remote } from '@comity/contracts';
import { useAction, useAuthority, useClient, usePerson } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { withoutSpan, withSpan } from './agenda.js';
import { AccountChoice, DelegateAccount } from './DelegateAccount.js';
import { meetings } from './hooks.js';
import { SessionAway } from './SessionAway.js';
import { useDelegatesWatch, useOfficesWatch } from './talks.js';
import { useWallFormat } from './wall.js';

interface Props { session: MeetingSession; office: OfficeView; delegates: readonly Delegate[] }

/** Whom this office sends, and when it cannot meet. */
export function OwnDelegation({ session, office, delegates }: Props) {
  const t = useText();
  const over = session.facts.state === 'closed';
  return (
    <section className="card stack" aria-label={t('talks.own')}>
      <h2>{t('talks.own')}</h2>
      <Delegates session={session} office={office} delegates={delegates} over={over} />
      <Away session={session} office={office} over={over} />
    </section>
  );
}

function Delegates({ session, office, delegates, over }: Props & { over: boolean }) {
  const t = useText();
  const client = useClient();
  const person = usePerson();
  const watch = useDelegatesWatch(session.id);
  const { run, busy, failure } = useAction();
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
  const [open, setOpen] = useState<{ id: DelegateId; name: string; what: 'account' | 'away' } | null>(null);
  const opened = delegates.find(({ id }) => id === open?.id);
  const close = (): void => { setOpen(null); void watch.refresh(); };
  const chosen = account === '' ? name.trim() : person(account as PractitionerId)?.name ?? '';
  const add = async (): Promise<void> => {
    if (chosen === '') return;
    const row: Delegate = { id: crypto.randomUUID() as DelegateId, version: 0, authority: office.authority, name: chosen, practitioner: account === '' ? null : account as PractitionerId, away: [], remote: null };
    const done = await run(async ({ remote }) => { await meetings(remote).writeDelegates(session.id, [row]); return true; });
    await watch.refresh();
    if (!done) return;
    setName('');
    setAccount('');
  };
  const remove = async ({ id, version }: Delegate): Promise<void> => {
    await run(({ remote }) => meetings(remote).removeDelegate(session.id, id, version));
    await watch.refresh();
  };
  return (
    <>
      <h3>{t('talks.delegates')}</h3>
      {delegates.length === 0 && <p className="muted">{t('talks.delegates-none')}</p>}
      {delegates.length > 0 && (
        <ul className="rows" aria-label={t('talks.delegates')}>
          {delegates.map((delegate) => (
            <li key={delegate.id}>
              <span className="row-words"><bdi>{delegate.name}</bdi>{delegate.practitioner === null && <span className="muted">{t('talks.no-account')}</span>}{delegate.away.length > 0 && <span className="muted">{t('hall.away-spans', { count: delegate.away.length })}</span>}<RemoteWords remote={delegate.remote} /></span>
              {!over && <span className="row">
                <Button look="quiet" onPress={() => setOpen({ id: delegate.id, name: delegate.name, what: 'account' })} aria-label={t('talks.account-of', { name: delegate.name })}>{t('talks.account')}</Button>
                <Button look="quiet" onPress={() => setOpen({ id: delegate.id, name: delegate.name, what: 'away' })} aria-label={t('hall.away-of', { name: delegate.name })}>{t('hall.away')}</Button>
                <IconButton icon="close" label={t('talks.remove', { name: delegate.name })} onPress={() => void remove(delegate)} />
              </span>}
            </li>
          ))}
        </ul>
      )}
      {!over && (
        <Form className="talk-add" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <AccountChoice authority={office.authority} delegates={delegates} value={account} onChange={setAccount} />
          {account === '' && <Field label={t('talks.name')} value={name} onChange={setName} maxLength={120} autoComplete="off" />}
          <Button type="submit" icon="plus" isDisabled={chosen === ''} isPending={busy}>{t('talks.add-delegate')}</Button>
        </Form>
      )}
      <FailureNotice failure={failure} />
      {opened && open?.what === 'account' && <DelegateAccount session={session.id} delegate={opened} delegates={delegates} onClose={close} />}
      {open?.what === 'away' && <SessionAway title={open.name} days={session.facts.days} current={opened ?? null} onSave={(row) => meetings(client.remote).writeDelegates(session.id, [row])} onClose={close} />}
    </>
  );
}

/** From where, and within which hours there, somebody takes part who is not in the hall; in talks, when an office works. */
export function RemoteWords({ remote, works = false }: { remote: Remote | null; works?: boolean }) {
  const t = useText();
  const wall = useWallFormat();
  return remote !== null && <span className="muted">{t(works ? 'talks.works' : 'talks.remote', { zone: isolated(remote.zone), from: wall.time(remote.from), to: wall.time(remote.to) })}</span>;
}

const reasons = ['arrival', 'departure', 'plenary', 'prayer', 'meal', 'break', 'late', 'other'] as const satisfies readonly AwayReason[];

function Away({ session, office: { authority, version, away, remote: elsewhere }, over }: Omit<Props, 'delegates'> & { over: boolean }) {
  const t = useText();
  const client = useClient();
  const called = useAuthority()(authority)?.name ?? t('request.authority-unknown');
  const [hours, setHours] = useState(false);
  const wall = useWallFormat();
  const watch = useOfficesWatch(session.id);
  const { run, busy, failure } = useAction();
  const [reason, setReason] = useState<AwayReason>('arrival');
  const [date, setDate] = useState(session.facts.days[0]?.date ?? '');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const spans = away ?? [];
  const set = async (next: AwaySpan[]): Promise<boolean> => {
    const done = await run(async ({ remote }) => { await meetings(remote).setAvailability(session.id, authority, version, next, elsewhere); return true; });
    await watch.refresh();
    return done === true;
  };
  const incomplete = from === '' || to === '' || to <= from;
  const add = async (): Promise<void> => {
    if (incomplete || !(await set(withSpan(spans, { date, from, to, reason })))) return;
    setFrom('');
    setTo('');
  };
  return (
    <>
      <h3>{t('talks.away')}</h3>
      <p className="muted">{t(session.founder === null ? 'talks.away-hint' : 'talks.away-hint-talks')}</p>
      <div className="row"><RemoteWords remote={elsewhere} works={session.founder !== null} />{!over && <Button icon="calendar" onPress={() => setHours(true)}>{t('talks.hours')}</Button>}</div>
      {hours && <SessionAway title={called} days={session.facts.days} current={{ version, away: spans, remote: elsewhere }} onSave={(row) => meetings(client.remote).setAvailability(session.id, authority, row.version, row.away, row.remote).catch(async (thrown: unknown) => { await watch.refresh(); throw thrown; })} onClose={() => { setHours(false); void watch.refresh(); }} />}
      {spans.length > 0 && (
        <ul className="rows" aria-label={t('talks.away')}>
          {spans.map((span) => {
            const words = t('talks.away-span', { day: wall.day(span.date), from: wall.time(span.from), to: wall.time(span.to) });
            return <li key={`${span.date} ${span.from} ${span.to} ${span.reason}`}><span className="row-words"><span>{words}</span><span className="muted">{t(`talks.away-${span.reason}`)}</span></span>{!over && <IconButton icon="close" label={t('talks.remove', { name: words })} onPress={() => void set(withoutSpan(spans, span))} />}</li>;
          })}
        </ul>
      )}
      {!over && (
        <Form className="talk-add" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Choice<AwayReason> label={t('talks.away-why')} value={reason} onChange={setReason} options={reasons.map((value) => ({ value, label: t(`talks.away-${value}`) }))} />
          <Choice<string> label={t('talks.day')} value={date} onChange={setDate} options={session.facts.days.map((day) => ({ value: day.date, label: wall.day(day.date) }))} />
          <Field label={t('talks.from')} type="time" value={from} onChange={setFrom} dir="ltr" />
          <Field label={t('talks.to')} type="time" value={to} onChange={setTo} dir="ltr" />
          <Button type="submit" icon="plus" isDisabled={incomplete} isPending={busy}>{t('talks.away-add')}</Button>
        </Form>
      )}
      <FailureNotice failure={failure} />
    </>
  );
}
