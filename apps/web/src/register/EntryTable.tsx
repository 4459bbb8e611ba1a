import { useRef, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { EntryId, EntrySummary } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { EntryMarks } from './EntryMarks.js';
import { ordered, type Column, type Order } from './listing.js';
import { entryPath } from './place.js';
import { When } from './When.js';
import { kindIcons } from './words.js';

const columns = ['title', 'date', 'changed'] as const satisfies readonly Column[];

/** Entries in rows. Every heading sorts, and says so. */
export function EntryTable({ entries, order, onOrder, chosen, onChosen }: { entries: readonly EntrySummary[]; order: Order; onOrder(order: Order): void; chosen: ReadonlySet<EntryId>; onChosen(chosen: ReadonlySet<EntryId>): void }) {
  const t = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const choose = (ids: readonly EntryId[], wanted: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids) if (wanted) next.add(id); else next.delete(id);
    onChosen(next);
  };
  const every = entries.every(({ id }) => chosen.has(id));
  /** With the arrows from row to row; with Shift as well, both are chosen. */
  const step = (event: KeyboardEvent, from: number): void => {
    const to = event.key === 'ArrowDown' ? from + 1 : event.key === 'ArrowUp' ? from - 1 : -1;
    const [here, there] = [entries[from], entries[to]];
    if (!here || !there) return;
    event.preventDefault();
    if (event.shiftKey) choose([here.id, there.id], true);
    body.current?.querySelectorAll<HTMLInputElement>('.register-choose input')[to]?.focus();
  };
  return (
    <div className="register-list"><table className="card register-table" aria-label={t('register.title')}>
      <thead>
        <tr>
          <th scope="col" className="register-choose"><input type="checkbox" aria-label={t('register.choose-all')} checked={every} onChange={({ target }) => choose(entries.map(({ id }) => id), target.checked)} /></th>
          {columns.map((column) => (
            <th key={column} scope="col" className={`register-${column}`} aria-sort={order.by !== column ? 'none' : order.down ? 'descending' : 'ascending'}>
              <button type="button" onClick={() => onOrder(ordered(order, column))}>{t(`register.column-${column}`)}{order.by === column && <Icon name={order.down ? 'down' : 'up'} small />}</button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>{entries.map((entry, i) => <Row key={entry.id} entry={entry} chosen={chosen.has(entry.id)} onChosen={(wanted) => choose([entry.id], wanted)} onStep={(event) => step(event, i)} />)}</tbody>
    </table></div>
  );
}

function Row({ entry, chosen, onChosen, onStep }: { entry: EntrySummary; chosen: boolean; onChosen(wanted: boolean): void; onStep(event: KeyboardEvent): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { kind, title, struck, changed } = entry;
  const by = person(changed.by)?.name ?? t('person.unknown');
  return (
    <tr className={struck ? 'register-struck' : ''}>
      <td className="register-choose"><input type="checkbox" aria-label={t('register.choose-entry', { title: isolated(title) })} checked={chosen} onChange={({ target }) => onChosen(target.checked)} onKeyDown={onStep} /></td>
      <td className="register-entry">
        <div className="register-name">
          <Icon name={kindIcons[kind]} />
          <div>
            <Link href={entryPath(entry.space, entry.id)} className="register-link"><bdi>{title}</bdi></Link>
            <div className="register-marks"><span className="muted">{t(`register.kind-${kind}`)}</span><EntryMarks entry={entry} /></div>
          </div>
        </div>
      </td>
      <td><When entry={entry} /></td>
      <td className="register-changed"><time dateTime={changed.at} title={format.moment(changed.at)}>{format.brief(changed.at)}</time> <bdi className="muted">{by}</bdi></td>
    </tr>
  );
}
