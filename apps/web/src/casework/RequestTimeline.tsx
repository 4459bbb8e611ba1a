import { useMemo, type CSSProperties } from 'react';
import { Link } from 'wouter';
import { useFormat, useTag } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { barOf, datedOf, spanOf, type Dated, type Row, type Span } from './listing.js';
import { useShown } from './listing-hooks.js';
import { More } from './More.js';
import { useLawWords } from './words.js';

const atOnce = 50;

/** Every clock of the requests as a bar from its start to its last moment, the earliest end first; the present is a line across them. */
export function RequestTimeline({ rows, now }: { rows: readonly Row[]; now: Date }) {
  const t = useText();
  const items = useMemo(() => datedOf(rows, now), [rows, now]);
  const span = useMemo(() => spanOf(items, now), [items, now]);
  const { shown, more } = useShown(items, atOnce);
  const tag = useTag();
  const months = useMemo(() => {
    const name = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' });
    const withYear = new Intl.DateTimeFormat(tag, { month: 'short', year: 'numeric', timeZone: 'UTC' });
    return span.months.map((at, i) => ({ at, name: (i === 0 || new Date(at).getUTCMonth() === 0 ? withYear : name).format(at) }));
  }, [span, tag]);
  // As wide as they are long, like the bars below.
  const columns = months.map(({ at }, i) => `minmax(0, ${((months[i + 1]?.at ?? span.to) - at) / 86_400_000}fr)`).join(' ');
  if (items.length === 0) return <p className="muted">{t('request.timeline-none')}</p>;
  const present = barOf({ startedAt: new Date(span.from).toISOString() as Dated['clock']['at'], at: now.toISOString() as Dated['clock']['at'] }, span).length;
  return (
    <div className="timeline card" style={{ '--now': `${present}%` } as CSSProperties}>
      <div className="timeline-line timeline-head" aria-hidden="true"><span /><span className="timeline-months" style={{ gridTemplateColumns: columns }}>{months.map(({ at, name }) => <span key={at}>{name}</span>)}</span></div>
      <ul aria-label={t('request.view-timeline')}>{shown.map((item) => <li key={`${item.row.matter.space} ${item.clock.id} ${item.clock.article} ${item.clock.at}`}><Line item={item} span={span} /></li>)}</ul>
      <More onMore={more} />
    </div>
  );
}

function Line({ item: { row: { matter, party }, clock, late }, span }: { item: Dated; span: Span }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const { start, length } = barOf(clock, span);
  const when = clock.paused ? t('request.clock-paused') : t('request.timeline-when', { from: format.date(clock.startedAt), to: format.date(clock.at) });
  return (
    <div className="timeline-line">
      <span className="request-row-words">
        <Link href={`/requests/${matter.space}`} className="request-link"><bdi>{matter.title}</bdi></Link>
        <span className="muted">{party}</span>
        <span>{words.clock(clock.id)} <Article article={clock.article} verified={clock.verified} /></span>
        <span className="muted">{when}{late && <> · {t('request.overdue-only')}</>}</span>
      </span>
      <span className="timeline-track" aria-hidden="true"><span className={`timeline-bar timeline-${clock.paused ? 'paused' : late ? 'late' : clock.meaning}`} style={{ insetInlineStart: `${start}%`, inlineSize: `max(0.375rem, ${length}%)` }} /></span>
    </div>
  );
}
