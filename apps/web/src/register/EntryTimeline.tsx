import { Link } from 'wouter';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { EntryMarks } from './EntryMarks.js';
import type { Dated } from './listing.js';
import { entryPath } from './place.js';
import { kindIcons, noon, partName } from './words.js';

/** Everything dated, in the order in which it happened or is due. */
export function EntryTimeline({ years }: { years: readonly { year: string; items: readonly Dated[] }[] }) {
  const t = useText();
  const format = useFormat();
  return years.map(({ year, items }) => (
    <section key={year} className="card register-year">
      <h2>{format.year(noon(`${year}-06-15`))}</h2>
      <ol>
        {items.map(({ entry, field, date }) => (
          <li key={`${entry.id} ${field}`} className={entry.struck ? 'register-struck' : ''}>
            <time dateTime={date}>{format.dayOfYear(noon(date))}</time>
            <Icon name={kindIcons[entry.kind]} />
            <div>
              <Link href={entryPath(entry.space, entry.id)} className="register-link"><bdi>{entry.title}</bdi></Link>
              <div className="register-marks"><span className="muted">{t('register.kind-field', { kind: t(`register.kind-${entry.kind}`), field: partName(t, entry.kind, field) })}</span><EntryMarks entry={entry} /></div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  ));
}
