import { Link } from 'wouter';
import { IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Counts } from '../messaging/Counts.js';
import { columns, ordered, type Order, type Row } from './listing.js';
import { useShown } from './listing-hooks.js';
import { More } from './More.js';
import { NextDue, ReferenceMarks, Urgent } from './RequestMarks.js';

const atOnce = 50;
interface Props { order: Order; onOrder(order: Order): void }

/** Requests in rows. Every heading sorts, and says so; where there is no room for all of them, what they would say stands below the title. */
export function RequestTable({ rows, order, onOrder, now }: Props & { rows: readonly Row[]; now: Date }) {
  const t = useText();
  const { shown, more } = useShown(rows, atOnce);
  return (
    <div className="request-table-box">
      <SortChoice order={order} onOrder={onOrder} />
      <table className="card request-table" aria-label={t('request.title')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`col-${column}`} aria-sort={order.by !== column ? 'none' : order.down ? 'descending' : 'ascending'}>
                <button type="button" onClick={() => onOrder(ordered(order, column))}>{t(`request.column-${column}`)}{order.by === column && <Icon name={order.down ? 'down' : 'up'} small />}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{shown.map((row) => <TableRow key={row.matter.space} row={row} now={now} />)}</tbody>
      </table>
      <More onMore={more} />
    </div>
  );
}

/** Where not every column has room for its heading. */
function SortChoice({ order, onOrder }: Props) {
  const t = useText();
  return (
    <div className="request-sort">
      <Choice label={t('request.sort')} value={order.by} onChange={(by) => onOrder(ordered({ by, down: true }, by))} options={columns.map((column) => ({ value: column, label: t(`request.column-${column}`) }))} />
      <IconButton icon={order.down ? 'down' : 'up'} label={t('request.sort-turn')} onPress={() => onOrder(ordered(order, order.by))} look="plain" />
    </div>
  );
}

function TableRow({ row, now }: { row: Row; now: Date }) {
  const t = useText();
  const format = useFormat();
  const { matter: { space, title, urgent, waitingFor, transmittedAt, lastStepAt, unread }, party, kind, stage } = row;
  const waiting = t(`request.who-${waitingFor}`);
  return (
    <tr>
      <th scope="row" className="col-title">
        <Link href={`/requests/${space}`} className="request-link"><bdi>{title}</bdi></Link>
        <span className="request-below request-below-other">{party}{row.matter.kind !== 'mla' && <> · {kind}</>}</span>
        <ReferenceMarks row={row} />
        <span className="request-below request-below-marks"><span className="tag">{stage}</span>{urgent && <Urgent />}<span className="muted">{t(`request.waiting-${waitingFor}`)}</span></span>
      </th>
      <td className="col-kind">{kind}</td>
      <td className="col-other">{party}</td>
      <td className="col-stage"><span className="tag">{stage}</span></td>
      <td className="col-waiting">{waiting}</td>
      <td className="col-urgent">{urgent ? <Urgent /> : <None />}</td>
      <td className="col-transmitted">{transmittedAt === null ? <None /> : <time dateTime={transmittedAt} title={format.moment(transmittedAt)}>{format.date(transmittedAt)}</time>}</td>
      <td className="col-last"><time dateTime={lastStepAt} title={format.moment(lastStepAt)}>{format.brief(lastStepAt)}</time> <Counts unread={unread} mentions={0} /></td>
      <td className="col-due">{row.next || row.matter.clocks.some(({ paused }) => paused) ? <NextDue row={row} now={now} /> : <None />}</td>
    </tr>
  );
}

const None = () => <span aria-hidden="true">–</span>;
