import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { meetingLimits, type AwayReason, type AwaySpan, type Remote, type SessionDay } from '@comity/contracts';
import { useAction } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { bothSpans, holdsSpan } from './agenda.js';
import { Plain } from './Plain.js';
import { useWallFormat } from './wall.js';

const reasons = ['arrival', 'departure', 'plenary', 'prayer', 'meal', 'break', 'late', 'other'] as const satisfies readonly AwayReason[];
const most = meetingLimits.spans;
const keyOf = ({ date, from, to, reason }: AwaySpan): string => `${date} ${from} ${to} ${reason}`;

interface Absent { version: number; away: AwaySpan[]; /** Of people: whether they take part from elsewhere. */ remote?: Remote | null }
interface Props<R extends Absent> { title: string; days: readonly SessionDay[]; /** As it is now; null: it was removed. */ current: R | null; onSave(row: R): Promise<unknown>; onClose(): void }

const saidOf = ({ away, remote = null }: Absent): string => JSON.stringify([away, remote]);

/** When somebody or something cannot be had. What somebody else said of it since it was opened is shown before it is written over, and can be kept beside what is typed. */
export function SessionAway<R extends Absent>({ title, days, current, onSave, onClose }: Props<R>) {
  const t = useText();
  const wall = useWallFormat();
  const { run, busy, failure, clear } = useAction();
  const [opened, setOpened] = useState(current);
  const [spans, setSpans] = useState<readonly AwaySpan[]>(current?.away ?? []);
  const [hours, setHours] = useState<Remote | null>(current?.remote ?? null);
  const theirs = !busy && opened !== null && current !== null && saidOf(current) !== saidOf(opened) ? current : null;
  const before = opened?.away ?? [], remote = opened?.remote;
  const keep = (row: R, mine: boolean): void => {
    const ownHours = mine && JSON.stringify(hours) !== JSON.stringify(remote ?? null);
    setSpans(mine ? bothSpans(before, row.away, spans) : row.away);
    if (!ownHours) setHours(row.remote ?? null);
    setOpened(row);
    clear();
  };
  const spanWords = ({ date, from, to, reason }: AwaySpan) => ({ day: wall.day(date), from: wall.time(from), to: wall.time(to), reason: t(`hall.away-${reason}`) });
  const set = (at: number, change: Partial<AwaySpan>): void => setSpans(spans.map((span, i) => (i === at ? { ...span, ...change } : span)));
  const wrong = spans.some(({ from, to }) => from === '' || from >= to);
  const empty = hours !== null && (hours.from === '' || hours.to === '' || hours.from === hours.to);
  const tooMany = spans.length > most;
  const barred = current === null || theirs !== null || wrong || empty || tooMany;
  const save = async (): Promise<void> => { if (!barred && await run((client) => client.act(() => onSave({ ...current, away: [...spans], ...(remote !== undefined && { remote: hours }) }).then(() => true)))) onClose(); };
  return (
    <Sheet title={t('hall.away-of', { name: title })} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {current === null && <Notice tone="warning" role="alert" title={t('hall.row-gone')} />}
        {theirs !== null && (
          <Notice tone="warning" role="alert" title={t('hall.row-overtaken')}>
            <ul>
              {theirs.away.filter((span) => !holdsSpan(before, span)).map((span) => <li key={keyOf(span)}>{t('hall.away-came', spanWords(span))}</li>)}
              {before.filter((span) => !holdsSpan(theirs.away, span)).map((span) => <li key={keyOf(span)}>{t('hall.away-went', spanWords(span))}</li>)}
              {JSON.stringify(theirs.remote) !== JSON.stringify(remote) && <li>{t('hall.away-hours')}</li>}
            </ul>
            <div className="row"><Button onPress={() => keep(theirs, false)}>{t('hall.conflict-theirs')}</Button><Button onPress={() => keep(theirs, true)}>{t('hall.away-both')}</Button></div>
          </Notice>
        )}
        {spans.length === 0 && <p className="muted">{t('hall.away-none')}</p>}
        {spans.map((span, i) => (
          <div key={i} className="set-up-row" role="group" aria-label={t('hall.away-number', { number: i + 1 })}>
            <Choice<string> label={t('hall.day')} value={span.date} onChange={(date) => set(i, { date })} options={days.map(({ date }) => ({ value: date, label: wall.day(date) }))} />
            <Plain label={t('hall.from')} type="time" value={span.from} onChange={(from) => set(i, { from })} required />
            <Plain label={t('hall.to')} type="time" value={span.to === '24:00' ? '23:59' : span.to} onChange={(to) => set(i, { to: to === '23:59' ? '24:00' : to })} required />
            <Choice<AwayReason> label={t('hall.reason')} value={span.reason} onChange={(reason) => set(i, { reason })} options={reasons.map((value) => ({ value, label: t(`hall.away-${value}`) }))} />
            <IconButton icon="close" label={t('hall.away-remove', { number: i + 1 })} onPress={() => setSpans(spans.filter((_, at) => at !== i))} />
          </div>
        ))}
        <div className="row">
          {spans.length < most && <Button icon="plus" onPress={() => setSpans([...spans, { date: days[0]!.date, from: days[0]!.starts[0]!, to: '12:00', reason: 'other' }])}>{t('hall.away-add')}</Button>}
          {spans.length + days.length <= most && <Button icon="plus" onPress={() => setSpans([...spans, ...days.map(({ date }): AwaySpan => ({ date, from: '00:00', to: '24:00', reason: 'other' }))])}>{t('hall.away-all')}</Button>}
        </div>
        {remote !== undefined && (
          <>
            <label className="hall-check"><input type="checkbox" checked={hours !== null} onChange={({ target }) => setHours(target.checked ? { zone: 'UTC', from: '09:00', to: '17:00' } : null)} /><span>{t('hall.remote')}</span></label>
            {hours && (
              <div className="set-up-row">
                <Plain label={t('hall.field-zone')} value={hours.zone} onChange={(zone) => setHours({ ...hours, zone })} dir="ltr" required />
                <Plain label={t('hall.from')} type="time" value={hours.from} onChange={(from) => setHours({ ...hours, from })} required />
                <Plain label={t('hall.to')} type="time" value={hours.to === '24:00' ? '00:00' : hours.to} onChange={(to) => setHours({ ...hours, to })} required />
              </div>
            )}
            {hours && !empty && hours.to < hours.from && <p className="muted" role="status">{t('hall.remote-night')}</p>}
            {empty && <p className="field-error">{t('hall.remote-empty')}</p>}
          </>
        )}
        {tooMany && <p className="field-error" role="alert">{t('hall.away-most', { count: spans.length, most })}</p>}
        {wrong && <p className="field-error">{t('hall.away-order')}</p>}
        <FailureNotice failure={theirs === null ? failure : null} />
        <div className="row row-end"><Button onPress={onClose}>{t('action.cancel')}</Button><Button look="primary" type="submit" isDisabled={barred} isPending={busy}>{t('hall.save')}</Button></div>
      </Form>
    </Sheet>
  );
}
