import type { ReactNode } from 'react';
import type { Agenda } from '@comity/contracts';
import { usePerson } from '../client/hooks.js';
import { Choice, Segments } from '../design/Choice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { AgendaDay, AgendaItem } from './agenda.js';
import { useWallFormat } from './wall.js';

/** Which version it is, since when, and by whom. */
export function VersionWords({ version: { version, publishedAt, by } }: { version: Pick<Agenda, 'version' | 'publishedAt' | 'by'> }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const name = by === null ? undefined : person(by)?.name;
  const published = { version, at: format.moment(publishedAt ?? '') };
  return <>{name === undefined ? t('talks.version', published) : t('talks.version-by', { ...published, name })}</>;
}

export function VersionChoice({ last, shown, onChange }: { last: number; shown: number; onChange(version: number): void }) {
  const t = useText();
  return <Choice<string> label={t('talks.version-shown')} value={String(shown)} onChange={(value) => onChange(Number(value))} options={Array.from({ length: last }, (_, i) => last - i).map((version) => ({ value: String(version), label: t('talks.version-number', { version }) }))} />;
}

export function DayChoice({ days, shown, onChange }: { days: readonly AgendaDay[]; shown: string | undefined; onChange(date: string): void }) {
  const t = useText();
  const wall = useWallFormat();
  return <Segments<string> label={t('talks.day')} value={shown ?? ''} onChange={onChange} options={days.map(({ date }) => ({ value: date, label: wall.day(date) }))} />;
}

/** The meetings of a day, in their order. */
export function DayCard({ day: { date, items }, children }: { day: AgendaDay; children(item: AgendaItem): ReactNode }) {
  const day = useWallFormat().longDay(date);
  return (
    <section className="card" aria-label={day}>
      <h3>{day}</h3>
      <ol className="agenda">{items.map((item) => <li key={item.meeting.request}>{children(item)}</li>)}</ol>
    </section>
  );
}
