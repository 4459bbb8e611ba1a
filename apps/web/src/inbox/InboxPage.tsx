import './inbox.css';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { useClient, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { useNow } from '../casework/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useSignsWatch } from '../meetings/hooks.js';
import { waitingOf } from '../meetings/waiting.js';
import { ToastProvider } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { DueRow, InboxRow } from './InboxRow.js';
import { MeetingRow } from './MeetingRow.js';
import { canSettle, inboxFilters, isAlert, isReadable, keyOf, matches, together, type InboxFilter, type InboxItem, type Settleable } from './rows.js';
import { useSettling } from './settling.js';

/** What waits for this person in all conversations, the newest first. */
export function InboxPage() {
  return <ToastProvider><Waiting /></ToastProvider>;
}

function Waiting() {
  const t = useText();
  const { value, failure } = useWatch(useClient().inbox());
  const { value: spaces } = useSpaces();
  const { isGone, settle, failure: unsettled } = useSettling();
  const now = useNow();
  const [filter, setFilter] = useState<InboxFilter>('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { value: signs, failure: unsigned } = useWatch(useSignsWatch());
  const waiting = useMemo(() => together(value ?? [], waitingOf(signs ?? [], now)).filter((entry) => !isGone(entry)), [value, signs, now, isGone]);
  const rows = waiting.filter((entry) => matches(entry, filter));
  const chosen = rows.filter(canSettle).filter((entry) => selected.has(keyOf(entry)));
  const list = useRef<HTMLUListElement>(null);
  const ready = value !== undefined && (signs !== undefined || Boolean(unsigned));
  // The keys work at once, where somebody who was faster has not gone on.
  useEffect(() => { if (ready && list.current?.contains(document.activeElement) !== true) links(list.current)[0]?.focus({ preventScroll: true }); }, [ready]);

  const select = (entries: readonly InboxItem[], on: boolean): void => setSelected((now) => {
    const next = new Set(now);
    for (const key of entries.map(keyOf)) if (on) next.add(key); else next.delete(key);
    return next;
  });
  const done = (entry: Settleable): void => settle(isAlert(entry) ? 'acknowledge' : 'read', [entry]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links(list.current);
    const at = all.findIndex((link) => link.closest('li')?.contains(event.target as Node));
    const entry = rows[at];
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
    else if (event.key === 'e' && entry && isReadable(entry)) {
      done(entry);
      (all[at + 1] ?? all[at - 1])?.focus();
    } else if (event.key === 'x' && entry && canSettle(entry)) select([entry], !selected.has(keyOf(entry)));
    else return;
    event.preventDefault();
  };
  return (
    <Page title={t('inbox.title')} lead={t('inbox.lead')} actions={<><Link href="/tasks" className="button button-plain"><Icon name="task" /><span>{t('register.my-tasks')}</span></Link><Button onPress={() => settle('read', rows.filter(isReadable))} isDisabled={!rows.some(isReadable)}>{t('inbox.all-read')}</Button></>}>
      <FailureNotice failure={unsettled ?? failure ?? unsigned} />
      {!ready && !failure && waiting.length === 0 && <Busy />}
      {ready && !unsigned && waiting.length === 0 && <Empty title={t('inbox.empty')} action={<Link href="/" className="button button-plain">{t('space.to-list')}</Link>}>{t('inbox.empty-hint')}</Empty>}
      {waiting.length > 0 && (
        <>
          <Segments label={t('inbox.show')} value={filter} onChange={setFilter} options={inboxFilters.map((each) => ({ value: each, label: t(`inbox.filter-${each}`, { count: waiting.filter((entry) => matches(entry, each)).length }) }))} />
          {chosen.length > 0 && <Bulk chosen={chosen} onSettle={settle} onClear={() => setSelected(new Set())} />}
          {rows.length === 0 && <p className="muted" role="status">{t('inbox.none')}</p>}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the links within */}
          <ul ref={list} className="card inbox-list" aria-label={t('inbox.title')} onKeyDown={onKeyDown}>
            {rows.map((entry) => (
              entry.kind === 'meeting' ? <MeetingRow key={keyOf(entry)} entry={entry} selected={selected.has(keyOf(entry))} onSelect={(on) => select([entry], on)} onSettle={() => { if (canSettle(entry)) done(entry); }} />
                : canSettle(entry) ? <InboxRow key={keyOf(entry)} entry={entry} space={spaces?.find(({ id }) => id === entry.space)} selected={selected.has(keyOf(entry))} onSelect={(on) => select([entry], on)} onSettle={() => done(entry)} />
                : <DueRow key={keyOf(entry)} entry={entry} now={now} />
            ))}
          </ul>
          <p className="muted inbox-keys">{t('inbox.keys')}</p>
        </>
      )}
    </Page>
  );
}

const links = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('.inbox-link') ?? [])];

/** What can be done with everything that was chosen. */
function Bulk({ chosen, onSettle, onClear }: { chosen: readonly Settleable[]; onSettle: ReturnType<typeof useSettling>['settle']; onClear(): void }) {
  const t = useText();
  const alerts = chosen.filter(isAlert);
  const others = chosen.filter((entry) => !isAlert(entry));
  const settle = (dealing: 'read' | 'acknowledge', entries: readonly Settleable[]) => () => { onSettle(dealing, entries); onClear(); };
  return (
    <div className="row inbox-bulk" role="group" aria-label={t('inbox.chosen', { count: chosen.length })}>
      <span>{t('inbox.chosen', { count: chosen.length })}</span>
      {others.length > 0 && <Button onPress={settle('read', others)}>{t('inbox.bulk-read', { count: others.length })}</Button>}
      {alerts.length > 0 && <Button onPress={settle('acknowledge', alerts)}>{t('inbox.bulk-acknowledge', { count: alerts.length })}</Button>}
      <Button look="quiet" onPress={onClear}>{t('inbox.clear')}</Button>
    </div>
  );
}
