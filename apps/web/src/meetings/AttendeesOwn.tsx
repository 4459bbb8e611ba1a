import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AwayReason, AwaySpan, Delegate, DelegateId, MeetingSession, OfficeView, PractitionerId } from '@comity/contracts';
import { useAction, usePeople, usePerson } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { withoutSpan, withSpan } from './agenda.js';
import { meetings } from './hooks.js';
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
  const person = usePerson();
  const people = (usePeople().value ?? []).filter(({ authority, current, id }) => current && authority.id === office.authority && !delegates.some(({ practitioner }) => practitioner === id));
  const watch = useDelegatesWatch(session.id);
  const { run, busy, failure } = useAction();
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
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
          {delegates.map((delegate) => <li key={delegate.id}><bdi className="row-words">{delegate.name}</bdi>{!over && <IconButton icon="close" label={t('talks.remove', { name: delegate.name })} onPress={() => void remove(delegate)} />}</li>)}
        </ul>
      )}
      {!over && (
        <Form className="talk-add" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          {people.length > 0 && <Choice<string> label={t('talks.account')} value={account} onChange={setAccount} options={[{ value: '', label: t('talks.no-account') }, ...people.map(({ id, name: label }) => ({ value: id as string, label }))]} />}
          {account === '' && <Field label={t('talks.name')} value={name} onChange={setName} maxLength={120} autoComplete="off" />}
          <Button type="submit" icon="plus" isDisabled={chosen === ''} isPending={busy}>{t('talks.add-delegate')}</Button>
        </Form>
      )}
      <FailureNotice failure={failure} />
    </>
  );
}

const reasons = ['arrival', 'departure', 'plenary', 'prayer', 'meal', 'break', 'late', 'other'] as const satisfies readonly AwayReason[];

function Away({ session, office: { authority, version, away, remote: elsewhere }, over }: Omit<Props, 'delegates'> & { over: boolean }) {
  const t = useText();
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
      <p className="muted">{t('talks.away-hint')}</p>
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
