import { memo, useId, useMemo, useState } from 'react';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import type { By, Filter } from './grid.js';
import type { Hall } from './hall.js';
import { useCaseTitle } from './MeetingWords.js';
import { useWallFormat } from './wall.js';
import type { HallWords } from './words.js';

interface Props { hall: Hall; words: HallWords; by: By; setBy(by: By): void; filter: Filter; setFilter(filter: Filter): void; closed: boolean; canUndo: boolean; canRedo: boolean; undo(): void; redo(): void; show(slot: number): void; publish(now: true): void }

/** By what the timetable is shown, and what is done with all of it. Names are not sorted anew with each place that something in hand is moved to. */
export const HallTools = memo(function HallTools({ hall, words, by, setBy, filter, setFilter, closed, canUndo, canRedo, undo, redo, show, publish }: Props) {
  const t = useText();
  const wall = useWallFormat();
  const { cases, days } = hall.rows.session.facts;
  const caseTitle = useCaseTitle(hall.rows.session);
  const classes = useMemo(() => [...new Set(hall.rows.rooms.map((room) => room.class))].sort(), [hall]);
  const id = useId();
  const [open, setOpen] = useState(false);
  const set = Object.values(filter).filter((each) => each !== null && each !== false).length;
  const offices = useMemo(() => hall.rows.offices.map(({ authority }) => ({ value: authority as string, label: words.office(authority) })).sort((a, b) => a.label.localeCompare(b.label)), [hall, words]);
  return (
    <div className="hall-tools">
      <Segments<By> label={t('hall.rows')} value={by} onChange={setBy} options={[{ value: 'rooms', label: t('hall.by-rooms') }, { value: 'offices', label: t('hall.by-offices') }]} />
      {/* On a small screen the timetable comes first. */}
      <div className="hall-unfold"><Button icon="settings" aria-expanded={open} aria-controls={id} onPress={() => setOpen(!open)}>{t('hall.filters', { count: set })}</Button></div>
      <div id={id} className={`hall-filters${open ? ' hall-unfolded' : ''}`}>
        <Choice<string> label={t('hall.filter-office')} value={filter.office ?? ''} onChange={(office) => setFilter({ ...filter, office: office === '' ? null : office })} options={[{ value: '', label: t('hall.all-offices') }, ...offices]} />
        {cases.length > 0 && <Choice<string> label={t('hall.filter-case')} value={filter.case ?? ''} onChange={(id) => setFilter({ ...filter, case: id === '' ? null : id })} options={[{ value: '', label: t('hall.all-cases') }, ...cases.map(({ id: value }) => ({ value, label: caseTitle(value) }))]} />}
        {days.length > 1 && <Choice<string> label={t('hall.filter-day')} value={filter.day ?? ''} onChange={(day) => { setFilter({ ...filter, day: day === '' ? null : day }); if (day !== '') show(hall.table.slots.findIndex(({ date }) => date === day)); }} options={[{ value: '', label: t('hall.all-days') }, ...days.map(({ date }) => ({ value: date, label: wall.day(date) }))]} />}
        {classes.length > 1 && <Choice<string> label={t('hall.filter-class')} value={filter.class ?? ''} onChange={(of) => setFilter({ ...filter, class: of === '' ? null : of })} options={[{ value: '', label: t('hall.all-rooms') }, ...classes.map((value) => ({ value, label: value }))]} />}
        {hall.rows.interpreters.length > 0 && <Choice<string> label={t('hall.filter-interpreter')} value={filter.interpreter ?? ''} onChange={(of) => setFilter({ ...filter, interpreter: of === '' ? null : of })} options={[{ value: '', label: t('hall.all-interpreters') }, ...hall.rows.interpreters.map(({ id: value, name: label }) => ({ value: value as string, label }))]} />}
        <Check label={t('hall.filter-pinned')} checked={filter.pinned} onChange={(pinned) => setFilter({ ...filter, pinned })} />
        <Check label={t('hall.filter-clashing')} checked={filter.clashing} onChange={(only) => setFilter({ ...filter, clashing: only })} />
      </div>
      {!closed && (
        <div className="row">
          <Button icon="back" isDisabled={!canUndo} onPress={undo}>{t('hall.undo')}</Button>
          <Button icon="forward" isDisabled={!canRedo} onPress={redo}>{t('hall.redo')}</Button>
          <Button look="primary" icon="check" onPress={() => publish(true)}>{t('hall.publish')}</Button>
        </div>
      )}
    </div>
  );
});

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange(checked: boolean): void }) {
  return <label className="hall-check"><input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} /><span>{label}</span></label>;
}
