import { useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Clash, MeetingRoomId } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { groundOf, type Hall, type Placements } from './hall.js';
import { useCaseTitle } from './MeetingWords.js';
import { useWallFormat } from './wall.js';
import type { HallWords } from './words.js';

interface Props {
  hall: Hall; words: HallWords; meeting: string; placements: Placements; locked: readonly string[]; closed: boolean; clashes: readonly Clash[];
  onPut(slot: number, room?: MeetingRoomId | null): void; onChange(what: 'pin' | 'out'): void; onClose(): void;
}
const automatic = 'automatic';

/** One meeting: who, when and where, what stands against it, and every slot and room it could go to. */
export function HallMove({ hall, words, meeting, placements, locked, closed, clashes, onPut, onChange, onClose }: Props) {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const { terms } = hall.meetings.get(meeting)!;
  const caseTitle = useCaseTitle(hall.rows.session);
  const placement = placements.get(meeting);
  const options = useMemo(() => hall.options(placements, meeting), [hall, placements, meeting]);
  const begins = hall.slotOf(placement);
  const [slot, setSlot] = useState<number>(() => begins ?? options.find((option) => groundOf(hall, locked, option) === 'free')?.slot ?? 0);
  const [room, setRoom] = useState<string>(automatic);
  const date = hall.dateOf(slot);
  const option = options[slot]!;
  const chosen = room === automatic ? undefined : room === '' ? null : room as MeetingRoomId;
  const ground = groundOf(hall, locked, option, chosen);
  const fixed = placement?.place && locked.includes(placement.place.at.date);
  const times = options.filter((each) => hall.dateOf(each.slot) === date);
  return (
    <Sheet title={words.title(meeting)} wide onClose={onClose}>
      <dl className="facts">
        <div><dt>{t('hall.parties')}</dt><dd>{format.list(terms.parties.map(words.office))}</dd></div>
        {terms.case !== null && <div><dt>{t('talks.term-case')}</dt><dd>{caseTitle(terms.case)}</dd></div>}
        <div><dt>{t('hall.when')}</dt><dd>{words.place(placement?.place ?? null)}{placement?.pinned && <> · {t('hall.pinned')}</>}</dd></div>
        <div><dt>{t('hall.length')}</dt><dd>{t('hall.slots', { count: terms.slots })}</dd></div>
        {placement?.place?.interpreter && <div><dt>{t('hall.interpreter')}</dt><dd>{words.resource(placement.place.interpreter)}</dd></div>}
      </dl>
      {clashes.length > 0 && <Notice tone="warning" title={t('hall.clash')}><ul>{clashes.map((clash, i) => <li key={i}>{words.clash(clash)}</li>)}</ul></Notice>}
      {!closed && (
        <>
          {fixed ? <Notice tone="info" title={t('hall.said-locked')} /> : (
            <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (ground !== 'locked') onPut(slot, chosen); }}>
              <Choice<string> label={t('hall.day')} value={date} onChange={(day) => setSlot(options.find((each) => hall.dateOf(each.slot) === day && each.state === 'free')?.slot ?? options.find((each) => hall.dateOf(each.slot) === day)!.slot)} options={hall.rows.session.facts.days.map((day) => ({ value: day.date, label: locked.includes(day.date) ? t('hall.locked-day', { day: wall.longDay(day.date) }) : wall.longDay(day.date) }))} />
              <Choice<string> label={t('hall.time')} value={String(slot)} onChange={(at) => setSlot(Number(at))} options={times.map((each) => ({ value: String(each.slot), label: `${wall.time(hall.table.at(each.slot).time)} · ${t(`hall.ground-${groundOf(hall, locked, each)}`)}` }))} />
              <Choice<string> label={t('hall.room')} value={room} onChange={setRoom} options={[{ value: automatic, label: t('hall.room-automatic') }, ...hall.rows.rooms.map(({ id, name }) => ({ value: id as string, label: option.places.includes(id) || option.places.length === 0 ? name : t('hall.room-taken', { room: name }) })), { value: '', label: t('hall.no-room') }]} />
              {ground !== 'free' && <Notice tone="warning" role="status" title={t(`hall.ground-${ground}`)}>{ground !== 'locked' && <p>{words.against(option) ?? t('hall.blocked-place')} {t('hall.clash-allowed')}</p>}</Notice>}
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
