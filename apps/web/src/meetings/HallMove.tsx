import { useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Clash, InterpreterId, MeetingRoomId, Waiver } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { groundOf, mayBeAsked, type Hall, type Placements } from './hall.js';
import { useCaseTitle } from './MeetingWords.js';
import { useWallFormat } from './wall.js';
import type { HallWords } from './words.js';

interface Props {
  hall: Hall; words: HallWords; meeting: string; placements: Placements; locked: readonly string[]; closed: boolean; clashes: readonly Clash[]; warnings: readonly Clash[]; now: Date;
  onPut(slot: number, wish: Wish): void; onChange(what: 'pin' | 'out'): void; onClose(): void;
}
/** Left out: what suits. `waiver`: its offices were asked. */
export interface Wish { room?: MeetingRoomId | null; interpreter?: InterpreterId | null; waiver?: Waiver }
const automatic = 'automatic';
const waivers = ['agreed-orally', 'agreed-in-writing', 'urgent', 'other'] as const satisfies readonly Waiver[];

/** One meeting: who, when and where, what stands against it, and every slot and room it could go to. */
export function HallMove({ hall, words, meeting, placements, locked, closed, clashes, warnings, now, onPut, onChange, onClose }: Props) {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const { terms } = hall.meetings.get(meeting)!;
  const caseTitle = useCaseTitle(hall.rows.session);
  const placement = placements.get(meeting);
  const options = useMemo(() => hall.options(placements, meeting, now), [hall, placements, meeting, now]);
  const asked = useMemo(() => hall.options(placements, meeting, now, true), [hall, placements, meeting, now]);
  const begins = hall.slotOf(placement);
  const [slot, setSlot] = useState<number>(() => begins ?? options.find((option) => groundOf(hall, locked, option) === 'free')?.slot ?? 0);
  const [room, setRoom] = useState<string>(automatic);
  const [interpreter, setInterpreter] = useState<string>(automatic);
  const [waiver, setWaiver] = useState<Waiver | ''>('');
  const date = hall.dateOf(slot);
  const option = options[slot]!;
  const chosen = room === automatic ? undefined : room === '' ? null : room as MeetingRoomId;
  const ground = groundOf(hall, locked, option, chosen);
  const interpreters = useMemo(() => hall.interpretersAt(placements, meeting, slot), [hall, placements, meeting, slot]);
  // In a room that is taken a yes does not help.
  const askable = mayBeAsked(option, asked[slot]!) && (chosen == null || asked[slot]!.places.length === 0 || asked[slot]!.places.includes(chosen));
  const put = (): void => onPut(slot, { ...(chosen !== undefined && { room: chosen }), ...(interpreter !== automatic && { interpreter: interpreter === '' ? null : interpreter as InterpreterId }), ...(askable && waiver !== '' && { waiver }) });
  const fixed = placement?.place && locked.includes(placement.place.at.date);
  const times = options.filter((each) => hall.dateOf(each.slot) === date);
  return (
    <Sheet title={words.title(meeting)} wide onClose={onClose}>
      <dl className="facts">
        <div><dt>{t('hall.parties')}</dt><dd>{format.list(terms.parties.map(words.office))}</dd></div>
        {terms.case !== null && <div><dt>{t('talks.term-case')}</dt><dd>{caseTitle(terms.case)}</dd></div>}
        <div><dt>{t('hall.when')}</dt><dd>{words.place(placement?.place ?? null)}{placement?.pinned && <> · {t('hall.pinned')}</>}</dd></div>
        <div><dt>{t('hall.length')}</dt><dd>{t('hall.slots', { count: terms.slots })}</dd></div>
        {placement?.waiver && <div><dt>{t('hall.waiver')}</dt><dd>{t(`hall.waiver-${placement.waiver}`)}</dd></div>}
        {placement?.place?.interpreter && <div><dt>{t('hall.interpreter')}</dt><dd>{words.resource(placement.place.interpreter)}</dd></div>}
      </dl>
      {clashes.length > 0 && <Notice tone="warning" title={t('hall.clash')}><ul>{clashes.map((clash, i) => <li key={i}>{words.clash(clash)}</li>)}</ul></Notice>}
      {warnings.length > 0 && <Notice tone="info" title={t('hall.warning')}><ul>{warnings.map((warning, i) => <li key={i}>{words.clash(warning)}</li>)}</ul></Notice>}
      {!closed && (
        <>
          {fixed ? <Notice tone="info" title={t('hall.said-locked')} /> : (
            <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (ground !== 'locked') put(); }}>
              <Choice<string> label={t('hall.day')} value={date} onChange={(day) => setSlot(options.find((each) => hall.dateOf(each.slot) === day && each.state === 'free')?.slot ?? options.find((each) => hall.dateOf(each.slot) === day)!.slot)} options={hall.rows.session.facts.days.map((day) => ({ value: day.date, label: locked.includes(day.date) ? t('hall.locked-day', { day: wall.longDay(day.date) }) : wall.longDay(day.date) }))} />
              <Choice<string> label={t('hall.time')} value={String(slot)} onChange={(at) => setSlot(Number(at))} options={times.map((each) => ({ value: String(each.slot), label: `${wall.time(hall.table.at(each.slot).time)} · ${t(`hall.ground-${groundOf(hall, locked, each)}`)}` }))} />
              <Choice<string> label={t('hall.room')} value={room} onChange={setRoom} options={[{ value: automatic, label: t('hall.room-automatic') }, ...hall.rows.rooms.map(({ id, name }) => ({ value: id as string, label: option.places.includes(id) || option.places.length === 0 ? isolated(name) : t('hall.room-taken', { room: isolated(name) }) })), { value: '', label: t('hall.no-room') }]} />
              {interpreters.length > 0 && <Choice<string> label={t('hall.interpreter')} value={interpreter} onChange={setInterpreter} options={[{ value: automatic, label: t('hall.interpreter-automatic') }, ...interpreters.map(({ interpreter: { id, name }, free }) => ({ value: id as string, label: free ? isolated(name) : t('hall.interpreter-taken', { name: isolated(name) }) })), { value: '', label: t('hall.no-interpreter') }]} />}
              {ground !== 'free' && <Notice tone="warning" role="status" title={t(`hall.ground-${ground}`)}>{ground !== 'locked' && <><p>{words.against(option) ?? t('hall.blocked-place')}</p><p>{t(askable ? 'hall.clash-askable' : 'hall.clash-allowed')}</p></>}</Notice>}
              {askable && ground !== 'locked' && <Choice<Waiver | ''> label={t('hall.waiver')} value={waiver} onChange={setWaiver} options={[{ value: '', label: t('hall.waiver-none') }, ...waivers.map((value) => ({ value, label: t(`hall.waiver-${value}`) }))]} />}
              <div className="row row-end"><Button look="primary" type="submit" isDisabled={ground === 'locked'}>{t('hall.put')}</Button></div>
            </Form>
          )}
          {placement?.place && (
            <div className="row">
              <Button icon="pin" onPress={() => onChange('pin')}>{t(placement.pinned ? 'hall.unpin' : 'hall.pin')}</Button>
              {!fixed && <Button icon="withdraw" onPress={() => onChange('out')}>{t('hall.take-out')}</Button>}
            </div>
          )}
        </>
      )}
    </Sheet>
  );
}
