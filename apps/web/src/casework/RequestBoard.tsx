import { useRef, useState, type KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { ActionMenu, type Action } from './ActionMenu.js';
import { useMatter } from './hooks.js';
import { boardOf, type Row, type Stage } from './listing.js';
import { useShown } from './listing-hooks.js';
import { More } from './More.js';
import { NextDue, Urgent } from './RequestMarks.js';
import { isOpen, stepPath } from './steps.js';
import { useLawWords } from './words.js';

const atOnce = 20;

/** Where an arrow leads from a card: along its column, or to the same height of the next one. */
function neighbour(board: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const columns = [...board.querySelectorAll('[data-stage]')].map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')]);
  const column = columns.findIndex((cards) => cards.includes(from));
  const row = columns[column]?.indexOf(from) ?? -1;
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const beside = (by: number): HTMLElement | undefined => { const cards = columns[column + by]; return cards?.[Math.min(row, cards.length - 1)]; };
  switch (key) {
    case 'ArrowDown': return columns[column]?.[row + 1];
    case 'ArrowUp': return columns[column]?.[row - 1];
    case 'Home': return columns[column]?.[0];
    case 'End': return columns[column]?.at(-1);
    case forward: return beside(1);
    case back: return beside(-1);
    default: return undefined;
  }
}

/** Requests by stage. A stage changes by a step, which has a content of its own: it is taken on the request's page. */
export function RequestBoard({ rows, now }: { rows: readonly Row[]; now: Date }) {
  const t = useText();
  const board = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<SpaceId | null>(null);
  const stages = boardOf(rows);
  const several = new Set(stages.map(({ kind }) => kind)).size > 1;
  // One card is in the order of Tab; the arrows lead to the others.
  const reachable = rows.some(({ matter }) => matter.space === current) ? current : stages[0]?.rows[0]?.matter.space ?? null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!board.current || !(event.target instanceof HTMLElement) || event.target.dataset['card'] === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(board.current, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <>
      <p className="hint listing-keys">{t('request.board-keys')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the links within */}
      <div ref={board} className="board" role="group" aria-label={t('request.view-board')} onKeyDown={onKeyDown}>
        {stages.map((stage) => <Column key={`${stage.kind} ${stage.state}`} stage={stage} several={several} reachable={reachable} onReach={setCurrent} now={now} />)}
      </div>
    </>
  );
}

interface Reaching { reachable: SpaceId | null; onReach(space: SpaceId): void; now: Date }

/** Stages are those of the kind, which is named where there are others. */
function Column({ stage: { kind, state, rows }, several, ...reaching }: Reaching & { stage: Stage; several: boolean }) {
  const format = useFormat();
  const words = useLawWords();
  const { shown, more } = useShown(rows, atOnce);
  return (
    <section className="board-stage" data-kind={kind} data-stage={state} aria-label={several ? `${words.cycle(kind)}: ${words.state(state)}` : words.state(state)}>
      {several && <p className="muted board-kind">{words.cycle(kind)}</p>}
      <h2>{words.state(state)} <span className="muted">{format.number(rows.length)}</span></h2>
      <ul>{shown.map((row) => <li key={row.matter.space}><Card row={row} {...reaching} /></li>)}</ul>
      <More onMore={more} />
    </section>
  );
}

function Card({ row, reachable, onReach, now }: Reaching & { row: Row }) {
  const t = useText();
  const { matter: { space, title, side, urgent, waitingFor }, party } = row;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const tabIndex = space === reachable ? 0 : -1;
  return (
    <div className={`board-card${row.overdue ? ' board-card-late' : ''}`} onFocus={() => onReach(space)}>
      <div className="board-card-head">
        <Link href={`/requests/${space}`} className="request-link" data-card={space} tabIndex={tabIndex} onKeyDown={(event) => { if (event.key === '.') { event.preventDefault(); setOpen(true); } }}><bdi>{title}</bdi></Link>
        <button ref={button} type="button" className="button button-icon button-quiet" tabIndex={tabIndex} aria-haspopup="menu" aria-expanded={open} aria-label={t('request.card-menu', { title })} title={t('request.card-menu', { title })} onClick={() => setOpen(true)}><Icon name="more" /></button>
      </div>
      <p className="muted">{side === 'requesting' ? t('request.to', { name: party }) : t('request.from', { name: party })}</p>
      <p className="request-row-marks">{urgent && <Urgent />}<span className="muted">{t(`request.waiting-${waitingFor}`)}</span></p>
      <NextDue row={row} now={now} />
      {open && <CardMenu anchor={button} space={space} title={title} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Steps that this person may take now; each leads to the request's page, where it asks for what it carries. */
function CardMenu({ anchor, space, title, onClose }: { anchor: React.RefObject<HTMLButtonElement | null>; space: SpaceId; title: string; onClose(): void }) {
  const t = useText();
  const words = useLawWords();
  const [, navigate] = useLocation();
  const { value: matter, failure } = useMatter(space);
  const steps = new Map(matter?.measureViews.flatMap(({ open }) => open.filter(isOpen).map((step) => [step.action, step] as const)));
  const ordered = [...steps.values()].sort((a, b) => Number(a.besides) - Number(b.besides));
  const actions: Action[] = [
    { id: '', icon: 'forward', label: t('request.menu-open') },
    ...ordered.map(({ action }): Action => ({ id: action, icon: 'request', label: words.action(action) })),
    ...(ordered.length > 0 ? [] : [{ id: '-', icon: 'info', label: matter || failure ? t('request.menu-none') : t('request.menu-loading'), disabled: true } satisfies Action]),
  ];
  return <ActionMenu anchor={anchor} label={t('request.card-menu', { title })} actions={actions} onClose={onClose} onAction={(action) => navigate(action === '' ? `/requests/${space}` : stepPath(space, action))} />;
}
