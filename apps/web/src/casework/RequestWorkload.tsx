import { useMemo } from 'react';
import type { PractitionerId } from '@comity/contracts';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { loadsOf, type Row } from './listing.js';
import { NextClock } from './NextClock.js';

/** Who of one's own side has how much on their desk: each is whoever did something last. A name leads to what they have. */
export function RequestWorkload({ rows, now, onOfficer }: { rows: readonly Row[]; now: Date; onOfficer(officer: PractitionerId): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const loads = useMemo(() => loadsOf(rows), [rows]);
  const most = Math.max(1, ...loads.map(({ open }) => open));
  if (loads.length === 0) return <p className="muted">{t('request.workload-none')}</p>;
  return (
    <div className="request-table-box">
      <p className="muted">{t('request.workload-hint')}</p>
      <table className="card request-table workload" aria-label={t('request.view-workload')}>
        <thead><tr>{(['officer', 'open', 'us', 'overdue', 'urgent', 'due'] as const).map((column) => <th key={column} scope="col" className={`col-${column}`}>{t(`request.load-${column}`)}</th>)}</tr></thead>
        <tbody>
          {loads.map(({ officer, open, us, overdue, urgent, next }) => (
            <tr key={officer}>
              <th scope="row" className="col-officer">{officer === null ? <span className="muted">{t('request.load-nobody')}</span> : <button type="button" className="button-link" onClick={() => onOfficer(officer)}><bdi>{person(officer)?.name ?? t('person.unknown')}</bdi></button>}</th>
              <td className="col-open"><span className="load-bar" aria-hidden="true" style={{ inlineSize: `${(open / most) * 6}rem` }} />{format.number(open)}</td>
              <td className="col-us">{format.number(us)}</td>
              <td className={`col-overdue${overdue > 0 ? ' load-late' : ''}`}>{format.number(overdue)}</td>
              <td className="col-urgent">{format.number(urgent)}</td>
              <td className="col-due">{next ? <NextClock clock={next} now={now} /> : <span aria-hidden="true">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
