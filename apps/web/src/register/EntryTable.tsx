import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { EntrySummary } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { EntryMarks } from './EntryMarks.js';
import { dateOf, ordered, taskState, type Column, type Order } from './listing.js';
import { entryPath } from './place.js';
import { kindIcons, noon } from './words.js';

const columns = ['title', 'date', 'changed'] as const satisfies readonly Column[];

/** Entries in rows. Every heading sorts, and says so. */
export function EntryTable({ space, entries, order, onOrder }: { space: SpaceId; entries: readonly EntrySummary[]; order: Order; onOrder(order: Order): void }) {
  const t = useText();
  return (
    <div className="register-list"><table className="card register-table" aria-label={t('register.title')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`register-${column}`} aria-sort={order.by !== column ? 'none' : order.down ? 'descending' : 'ascending'}>
              <button type="button" onClick={() => onOrder(ordered(order, column))}>{t(`register.column-${column}`)}{order.by === column && <Icon name={order.down ? 'down' : 'up'} small />}</button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{entries.map((entry) => <Row key={entry.id} space={space} entry={entry} />)}</tbody>
    </table></div>
  );
}

function Row({ space, entry }: { space: SpaceId; entry: EntrySummary }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { kind, title, struck, changed } = entry;
  const by = person(changed.by)?.name ?? t('person.unknown');
  return (
    <tr className={struck ? 'register-struck' : ''}>
      <td>
        <div className="register-name">
          <Icon name={kindIcons[kind]} />
          <div>
            <Link href={entryPath(space, entry.id)} className="register-link"><bdi>{title}</bdi></Link>
            <div className="register-marks"><span className="muted">{t(`register.kind-${kind}`)}</span><EntryMarks entry={entry} /></div>
          </div>
        </div>
      </td>
      <td><When entry={entry} /></td>
      <td className="register-changed"><time dateTime={changed.at} title={format.moment(changed.at)}>{format.brief(changed.at)}</time> <bdi className="muted">{by}</bdi></td>
    </tr>
  );
}

/** The date of an entry; of a task whether it is late, in words as well. */
function When({ entry }: { entry: EntrySummary }) {
  const t = useText();
  const format = useFormat();
  const date = dateOf(entry);
  if (date === null) return <span aria-hidden="true">–</span>;
  const words = format.date(noon(date));
  if (!entry.task || entry.struck) return <time dateTime={date}>{words}</time>;
  const state = taskState(entry.task);
  return state === 'late' ? <span className="register-late">{t('register.overdue', { date: words })}</span> : <span>{state === 'done' ? words : t('register.due', { date: words })}</span>;
}
