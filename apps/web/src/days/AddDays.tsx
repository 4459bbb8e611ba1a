import { useId, useState } from 'react';
import { dayLimits } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { useText } from '../i18n/text.js';
import { Plain } from '../meetings/Plain.js';
import { textIn } from '../meetings/table-file.js';
import { largestFile, nameOf, readDays, type DayRow, type DaysRead } from './days.js';

/** One by one, or from a file, which is shown before it is taken over. */
export function AddDays({ year, onAdd }: { year: number; onAdd(rows: DayRow[]): void }) {
  const t = useText();
  const id = useId();
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [read, setRead] = useState<DaysRead | null>(null);
  const here = read?.days.filter((day) => day.date.startsWith(`${year}-`)) ?? [];
  const open = async (file: File): Promise<void> => {
    const text = file.size > largestFile ? undefined : await textIn(file);
    setRead(text == null ? { days: [], unread: 0, refused: text === null ? 'unreadable' : 'length' } : readDays(text, year));
  };
  const add = (): void => {
    onAdd([{ date, name: nameOf(name) }]);
    setDate('');
    setName('');
  };
  return (
    <>
      <form className="set-up-row" onSubmit={(event) => { event.preventDefault(); if (date.startsWith(`${year}-`)) add(); }}>
        <Plain label={t('days.date')} type="date" value={date} onChange={setDate} required />
        <Plain label={t('days.name')} value={name} onChange={setName} maxLength={dayLimits.name / 2} dir="auto" />
        <Button type="submit" icon="plus" isDisabled={!date.startsWith(`${year}-`)}>{t('days.add')}</Button>
      </form>
      <div className="field">
        <label htmlFor={id}>{t('days.file')}</label>
        <input id={id} type="file" accept=".csv,.ics,text/csv,text/calendar" aria-describedby={`${id}-hint`} onChange={({ target }) => { const file = target.files?.[0]; if (file) void open(file); target.value = ''; }} />
        <span id={`${id}-hint`} className="hint">{t('days.file-hint')}</span>
      </div>
      <div role="status" className="stack">
        {read?.refused && <p>{t(read.refused === 'unreadable' ? 'files.unreadable' : `days.file-${read.refused}`)}</p>}
        {read && !read.refused && <p>{t('days.file-brings', { count: here.length, year: String(year) })}{read.unread > 0 && <> {t('days.file-unread', { count: read.unread })}</>}</p>}
        {here.length > 0 && <ul className="rows days-coming">{here.map((row) => <li key={row.date}><time dateTime={row.date}>{row.date}</time><bdi>{row.name ?? ''}</bdi></li>)}</ul>}
        {here.length > 0 && <div className="row"><Button onPress={() => { onAdd(here); setRead(null); }}>{t('days.file-take', { count: here.length })}</Button><Button look="quiet" onPress={() => setRead(null)}>{t('action.cancel')}</Button></div>}
      </div>
    </>
  );
}
