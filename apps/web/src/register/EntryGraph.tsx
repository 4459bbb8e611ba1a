import { useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { entryKinds, type EntryKind } from '@comity/contracts/register';
import type { EntryId, EntrySummary } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { EntryPick } from './EntryPick.js';
import { around, drawingOf, mostDrawn, pairsOf, towards, type Direction, type Pair } from './graph.js';
import { useTies } from './hooks.js';
import { entryPath, graphPath, type GraphFocus } from './place.js';
import { kindIcons } from './words.js';

interface Props { space: SpaceId; entries: readonly EntrySummary[]; focus: GraphFocus | null; hidden: readonly EntryKind[]; onHidden(hidden: readonly EntryKind[]): void }

/** The entries and what connects them, drawn; beside the drawing the same as a list. */
export function EntryGraph({ space, entries, focus, hidden, onHidden }: Props) {
  const t = useText();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { value: ties, failure } = useTies(space);
  const centre = focus === null ? undefined : entries.find(({ id }) => id === focus.id);
  const seen = useMemo(() => entries.filter(({ id, kind }) => id === centre?.id || !hidden.includes(kind)), [entries, hidden, centre]);
  const { shown, pairs } = useMemo(() => {
    const all = pairsOf(new Set(seen.map(({ id }) => id)), ties ?? []);
    if (!centre) return { shown: seen, pairs: all };
    const near = around(centre.id, all, focus?.steps ?? 1);
    return { shown: seen.filter(({ id }) => near.has(id)), pairs: all.filter(({ one, other }) => near.has(one) && near.has(other)) };
  }, [seen, ties, centre, focus?.steps]);
  const kinds = entryKinds.filter((kind) => entries.some((entry) => entry.kind === kind));
  const toggle = (kind: EntryKind): void => onHidden(hidden.includes(kind) ? hidden.filter((each) => each !== kind) : [...hidden, kind]);
  const tooMany = shown.length > mostDrawn;
  if (!ties) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  return (
    <>
      <fieldset className="card stack graph-tools">
        <legend className="visually-hidden">{t('register.graph-shown')}</legend>
        <div className="graph-kinds">
          {kinds.map((kind) => <label key={kind} className="register-check"><input type="checkbox" checked={!hidden.includes(kind)} onChange={() => toggle(kind)} /><Icon name={kindIcons[kind]} small /><span>{t(`register.kind-${kind}`)}</span></label>)}
        </div>
        {centre
          ? (
            <div className="graph-focus">
              <p>{t('register.graph-around', { title: isolated(centre.title) })}</p>
              <Segments label={t('register.graph-steps')} value={String(focus?.steps ?? 1)} onChange={(steps) => navigate(graphPath(space, { id: centre.id, steps: steps === '2' ? 2 : 1 }))} options={[{ value: '1', label: t('register.graph-step-1') }, { value: '2', label: t('register.graph-step-2') }]} />
              <Link href={graphPath(space)} className="button button-plain">{t('register.graph-all')}</Link>
            </div>
          )
          : (
            <EntryPick label={t('register.graph-focus')} entries={seen}>
              {(chosen) => <Button isDisabled={chosen === undefined} onPress={() => { if (chosen) navigate(graphPath(space, { id: chosen.id, steps: 1 })); }}>{t('register.graph-focus-do')}</Button>}
            </EntryPick>
          )}
      </fieldset>
      <p className="muted" role="status">{t('register.graph-count', { count: shown.length, links: format.number(pairs.length) })}</p>
      {tooMany && <Empty title={t('register.graph-many')}>{t('register.graph-many-hint', { most: format.number(mostDrawn) })}</Empty>}
      {shown.length === 0 || tooMany ? null : (
        <>
          <Drawn entries={shown} pairs={pairs} centre={centre?.id ?? null} />
          <AsList space={space} entries={shown} pairs={pairs} />
        </>
      )}
    </>
  );
}

const keysOf: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const scales = { least: 0.25, readable: 0.6, most: 1.5 } as const;
/** What links say is written beside them as long as they are few; otherwise beside those of the entry one looks at. */
const fewLinks = 40;

function Drawn({ entries, pairs, centre }: { entries: readonly EntrySummary[]; pairs: readonly Pair[]; centre: EntryId | null }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const [active, setActive] = useState<EntryId | null>(centre);
  const [looked, setLooked] = useState<EntryId | null>(null);
  const { places, width, height } = useMemo(() => drawingOf(entries.map(({ id }) => id), pairs, innerWidth < 700 ? 3 : 7), [entries, pairs]);
  const fit = (least: number): number => Math.max(least, Math.min(1, (box.current?.clientWidth ?? width) / width));
  useLayoutEffect(() => { setScale(Math.max(scales.readable, Math.min(1, (box.current?.clientWidth ?? width) / width))); }, [width]);
  useEffect(() => {
    const middle = centre === null ? undefined : places.get(centre);
    const view = box.current;
    if (middle && view) view.scrollTo(middle.x * scale - view.clientWidth / 2, middle.y * scale - view.clientHeight / 2);
  }, [centre, places, scale]);
  const near = useMemo(() => (looked === null ? null : around(looked, pairs, 1)), [looked, pairs]);
  // One of them is reached by Tab, the others from there by the arrows.
  const entrance = entries.some(({ id }) => id === active) ? active : centre ?? entries[0]?.id;
  const step = (event: KeyboardEvent, from: EntryId): void => {
    const direction = keysOf[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = towards(places, from, direction);
    if (next !== null) box.current?.querySelector<HTMLElement>(`[data-entry="${next}"]`)?.focus();
  };
  const links = useMemo(() => Map.groupBy(pairs.flatMap(({ one, other }) => [one, other]), (id) => id), [pairs]);
  return (
    <section className="graph" aria-label={t('register.view-graph')}>
      <div className="graph-zoom">
        <IconButton icon="minus" look="plain" label={t('register.graph-smaller')} isDisabled={scale <= scales.least} onPress={() => setScale(Math.max(scales.least, scale / 1.25))} />
        <IconButton icon="plus" look="plain" label={t('register.graph-larger')} isDisabled={scale >= scales.most} onPress={() => setScale(Math.min(scales.most, scale * 1.25))} />
        <Button onPress={() => setScale(fit(scales.least))}>{t('register.graph-fit')}</Button>
        <span className="muted">{t('register.graph-keys')}</span>
      </div>
      <div ref={box} className="graph-box card" dir="ltr">
        <div className="graph-size" style={{ '--width': `${width * scale}px`, '--height': `${height * scale}px`, '--scale': scale } as CSSProperties}>
          <div className="graph-canvas" style={{ '--width': `${width}px`, '--height': `${height}px` } as CSSProperties}>
            <svg width={width} height={height} aria-hidden="true" focusable="false">
              {pairs.map((pair) => <Line key={`${pair.one} ${pair.other}`} pair={pair} from={places.get(pair.one)} to={places.get(pair.other)} near={looked === pair.one || looked === pair.other} said={pairs.length <= fewLinks || looked === pair.one || looked === pair.other} />)}
            </svg>
            {entries.map(({ id, space, kind, title, struck }) => {
              const { x, y } = places.get(id) ?? { x: 0, y: 0 };
              return (
                <Link key={id} href={entryPath(space, id)} data-entry={id} tabIndex={id === entrance ? 0 : -1} className={`graph-node${struck ? ' register-struck' : ''}${id === centre ? ' graph-centre' : ''}${near !== null && !near.has(id) ? ' graph-far' : ''}`}
                  style={{ '--x': `${x}px`, '--y': `${y}px` } as CSSProperties} title={title}
                  aria-label={t('register.graph-node', { kind: t(`register.kind-${kind}`), title: isolated(title), struck: struck ? 'yes' : 'no', count: links.get(id)?.length ?? 0 })}
                  onKeyDown={(event) => step(event, id)} onFocus={() => { setActive(id); setLooked(id); }} onBlur={() => setLooked(null)} onMouseEnter={() => setLooked(id)} onMouseLeave={() => setLooked(null)}>
                  <span className="graph-sign"><Icon name={kindIcons[kind]} /></span>
                  <bdi className="graph-title">{title}</bdi>
                </Link>
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}

function Line({ pair: { one, said: words }, from, to, near, said }: { pair: Pair; from: { x: number; y: number } | undefined; to: { x: number; y: number } | undefined; near: boolean; said: boolean }) {
  if (!from || !to) return null;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2 - 14];
  // From whom it is said, where only one of the two does.
  const outwards = words.every((each) => each.from === one);
  const both = words.some((each) => each.from === one) && !outwards;
  const towardsTo = outwards ? 1 : -1;
  const turn = (Math.atan2((to.y - from.y) * towardsTo, (to.x - from.x) * towardsTo) * 180) / Math.PI;
  return (
    <g className={near ? 'graph-line graph-line-near' : 'graph-line'}>
      <line x1={from.x} y1={from.y - 14} x2={to.x} y2={to.y - 14} />
      {!both && <path d="M-5-5 5 0-5 5z" transform={`translate(${x} ${y}) rotate(${turn})`} />}
      {said && <text x={x} y={y - 8}>{words.map(({ label }) => label).join(' · ')}</text>}
    </g>
  );
}

/** The same for whoever does not look at it, or would rather read. */
function AsList({ space, entries, pairs }: { space: SpaceId; entries: readonly EntrySummary[]; pairs: readonly Pair[] }) {
  const t = useText();
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return (
    <details className="card graph-list">
      <summary>{t('register.graph-list')}</summary>
      <ul>
        {entries.map(({ id, space: kept, kind, title, struck }) => (
          <li key={id} className={struck ? 'register-struck' : ''}>
            <p><Icon name={kindIcons[kind]} small /> <Link href={entryPath(kept, id)} className="register-link"><bdi>{title}</bdi></Link> <span className="muted">{t(`register.kind-${kind}`)}{struck && <> · {t('register.struck')}</>}</span> <Link href={graphPath(space, { id, steps: 1 })}>{t('register.graph-focus-do')}<span className="visually-hidden">: {title}</span></Link></p>
            <ul>
              {pairs.filter(({ one, other }) => one === id || other === id).map(({ one, other, said }) => {
                const end = known.get(one === id ? other : one);
                return end && <li key={end.id}><bdi>{said.map(({ label }) => label).join(' · ')}</bdi>: <Link href={entryPath(end.space, end.id)}><bdi>{end.title}</bdi></Link>{said.every(({ from }) => from !== id) && <span className="muted"> · {t('register.link-from')}</span>}</li>;
              })}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
