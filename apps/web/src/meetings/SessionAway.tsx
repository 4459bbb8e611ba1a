import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AwayReason, AwaySpan, Remote, SessionDay } from '@comity/contracts';
import { useAction } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Plain } from './Plain.js';
import { useWallFormat } from './wall.js';

const reasons = ['arrival', 'departure', 'plenary', 'prayer', 'meal', 'break', 'late', 'other'] as const satisfies readonly AwayReason[];
const most = 60;

/** When somebody or something cannot be had; for people also whether they take part from elsewhere (`remote` undefined: they cannot). */
export function SessionAway({ title, days, before, remote, onSave, onClose }: { title: string; days: readonly SessionDay[]; before: readonly AwaySpan[]; remote: Remote | null | undefined; onSave(away: AwaySpan[], remote: Remote | null): Promise<unknown>; onClose(): void }) {
  const t = useText();
  const wall = useWallFormat();
  const { run, busy, failure } = useAction();
  const [spans, setSpans] = useState<readonly AwaySpan[]>(before);
  const [hours, setHours] = useState<Remote | null>(remote ?? null);
  const set = (at: number, change: Partial<AwaySpan>): void => setSpans(spans.map((span, i) => (i === at ? { ...span, ...change } : span)));
  const wrong = spans.some(({ from, to }) => from === '' || from >= to) ;
  const empty = hours !== null && (hours.from === '' || hours.to === '' || hours.from === hours.to);
  const save = async (): Promise<void> => { if (await run((client) => client.act(() => onSave([...spans], hours).then(() => true)))) onClose(); };
  return (
    <Sheet title={t('hall.away-of', { name: title })} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (!wrong && !empty) void save(); }}>
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
        {wrong && <p className="field-error">{t('hall.away-order')}</p>}
        <FailureNotice failure={failure} />
        <div className="row row-end"><Button onPress={onClose}>{t('action.cancel')}</Button><Button look="primary" type="submit" isDisabled={wrong || empty} isPending={busy}>{t('hall.save')}</Button></div>
      </Form>
    </Sheet>
  );
}
