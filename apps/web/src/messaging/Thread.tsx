import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type Ref as Handle } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Instant } from '@comity/contracts';
import type { Failure, Ref, SpaceView, TimelineEntry } from '@comity/sdk';
import { useClient, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { useCommands } from '../shell/commands.js';
import { Announcer } from './Announcer.js';
import { useAttention } from './attention.js';
import { deviceRun } from './device-run.js';
import { EntryRow } from './EntryRow.js';
import { actionsOn } from './message.js';
import type { View } from './place.js';
import { useReadMark } from './read-mark.js';
import { useThreadCommands, type About } from './thread-commands.js';
import { Timeline } from './timeline.js';

const ThreadLayers = later(() => import('./ThreadLayers.js').then((m) => ({ default: m.ThreadLayers })));

export interface ThreadHandle { jump(on: Ref): void; toInstant(instant: Instant): void; focusNewest(): void }
interface Props {
  ref: Handle<ThreadHandle>; space: SpaceView; view: View;
  /** A message to open at, when the address names one. */
  target: Ref | null;
  onAbout(about: About): void; onTopic(topic: View): void;
  /** The message is not in this view. */
  onElsewhere(on: Ref): void;
  /** The message is not here at all. */
  onMissing(): void;
  onLeave(): void;
}

const isOwn = (entry: TimelineEntry | undefined): boolean => entry?.type === 'message' && entry.own;
const flashTime = 2_500;
const placingTime = 1_000;
/** How far from the end one is still there, in pixels: by a hair, and as one comes down to it. */
const justEnd = 2;
const nearEnd = 60;

/** The conversation, virtualised: only what is on screen is in the page, however long the past. */
export function Thread({ ref, space, view, target, onAbout, onTopic, onElsewhere, onMissing, onLeave }: Props) {
  const t = useText();
  const client = useClient();
  const self = useSelf();
  const timeline = useMemo(() => new Timeline(space.id, (...args) => client.remote.timeline(...args), view), [client, space.id, view]);
  const { entries, firstUnread, loaded, failure } = useSyncExternalStore(timeline.subscribe, timeline.snapshot);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(target === null);
  /** Where the view was when it was last looked at. */
  const seen = useRef({ top: 0, toEnd: 0 });
  const opened = useRef(false);
  /** The entry at which the thread is being opened, while rows are measured and what stands around the list still loads. */
  const placing = useRef<number | null>(null);
  // Where "new" began when the conversation was opened stays marked while reading.
  const [divider, setDivider] = useState<number | null>(null);
  const [away, setAway] = useState<{ below: boolean; above: boolean }>({ below: false, above: false });
  const [flash, setFlash] = useState<string | null>(null);
  const [lost, setLost] = useState<Failure | null>(null);
  const markRead = useReadMark(space.id, view);
  const rowSpace = useMemo(() => ({ id: space.id, left: space.readOnly, kind: space.kind, self: self.practitioner }), [space.id, space.readOnly, space.kind, self.practitioner]);

  const goTo = useCallback(async (index: number) => {
    const entry = await timeline.around(index);
    placing.current = null;
    atEnd.current = false;
    const scroll = (): void => list.current?.scrollToIndex(index, { align: 'center' });
    scroll();
    setFlash(entry?.key ?? null);
    focusWhenThere(scroller.current, index, scroll);
  }, [timeline]);
  const jump = useCallback((on: Ref) => {
    setLost(null);
    client.remote.locate(space.id, on, ...(view === undefined ? [] : [view])).then((index) => {
      if (index !== null) void goTo(index);
      else if (view === undefined) { onMissing(); if (target !== null) list.current?.scrollToIndex(timeline.snapshot().entries.length - 1, { align: 'end' }); }
      else onElsewhere(on);
    }, (thrown: unknown) => setLost(thrown as Failure));
  }, [client, space.id, view, goTo, onElsewhere, onMissing, target, timeline]);
  const toInstant = useCallback((instant: Instant) => {
    client.remote.indexAt(space.id, instant, ...(view === undefined ? [] : [view]))
      .then((index) => goTo(Math.min(index, timeline.snapshot().entries.length - 1)), (thrown: unknown) => setLost(thrown as Failure));
  }, [client, space.id, view, goTo, timeline]);
  const focusNewest = useCallback(() => {
    const last = timeline.snapshot().entries.length - 1;
    if (last < 0) return;
    placing.current = null;
    const scroll = (): void => list.current?.scrollToIndex(last, { align: 'end' });
    scroll();
    focusWhenThere(scroller.current, last, scroll);
  }, [timeline]);
  useImperativeHandle(ref, () => ({ jump, toInstant, focusNewest }), [jump, toInstant, focusNewest]);
  useEffect(() => {
    const timer = setTimeout(() => setFlash(null), flashTime);
    return () => clearTimeout(timer);
  }, [flash]);

  const commands = useThreadCommands(space, { onAbout, onTopic, jump });
  const { act, react, vote, openMenu, topic: toTopic } = commands;
  const rowCommands = useMemo(() => ({ act, react, vote, openMenu, jump, topic: toTopic }), [act, react, vote, openMenu, jump, toTopic]);
  const attention = useAttention({ entries, reader: rowSpace, commands: rowCommands, onLeave });
  const { focusedMessage } = attention;
  useCommands(useMemo(() => (focusedMessage ? actionsOn(focusedMessage, rowSpace).map(({ id, icon, text }) => ({ id: `message ${id}`, icon, label: t('talk-action.on-message', { action: t(text) }), run: () => act(focusedMessage, id) })) : []), [focusedMessage, rowSpace, act, t]));

  useEffect(() => {
    void timeline.open();
    return client.on((event) => { if (event.type === 'timeline' && event.space === space.id) timeline.changed(); });
  }, [client, timeline, space.id]);

  // Whoever goes up leaves the end. A row that grows or a view that shrinks only moves it out of sight, and is followed.
  const heedEnd = useCallback(() => {
    const thread = scroller.current;
    if (!thread) return;
    const { top, toEnd } = seen.current;
    const now = { top: thread.scrollTop, toEnd: thread.scrollHeight - thread.scrollTop - thread.clientHeight };
    if (placing.current !== null || (now.top < top && now.toEnd > Math.max(toEnd, justEnd))) atEnd.current = false;
    else if (now.toEnd < (now.top > top ? nearEnd : justEnd)) atEnd.current = true;
    seen.current = now;
  }, []);
  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || entries.length === 0) return;
    heedEnd();
    const first = handle.findItemIndex(handle.scrollOffset);
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize - 1);
    timeline.show(first, last);
    setAway((before) => {
      const below = !atEnd.current && seen.current.toEnd >= nearEnd;
      const above = divider !== null && first > divider;
      return before.below === below && before.above === above ? before : { below, above };
    });
    markRead(entries, last);
  }, [entries, timeline, divider, markRead, heedEnd]);

  // First placement: at the message the address names, else at the divider when something is new, else at the end.
  useLayoutEffect(() => {
    if (!loaded) return;
    setDivider(firstUnread);
    if (target !== null) return;
    placing.current = firstUnread;
    atEnd.current = firstUnread === null;
    if (firstUnread !== null) list.current?.scrollToIndex(firstUnread, { align: 'start', offset: -48 });
    else list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
    // Only when the timeline has been opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [loaded]);
  useEffect(() => { if (loaded && target !== null) jump(target); }, [loaded, target, jump]);
  useEffect(() => {
    if (!loaded) return undefined;
    const placed = (): void => { placing.current = null; };
    const timer = setTimeout(placed, placingTime);
    // Whoever moves meanwhile goes where they want.
    const thread = scroller.current?.parentElement;
    for (const sign of ['wheel', 'pointerdown', 'keydown'] as const) thread?.addEventListener(sign, placed, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of ['wheel', 'pointerdown', 'keydown'] as const) thread?.removeEventListener(sign, placed, { capture: true });
    };
  }, [loaded]);
  // New messages of others are followed while the end is in sight or nearly, one's own always.
  useLayoutEffect(() => {
    if (loaded && entries.length > 0 && (atEnd.current || (opened.current && ((placing.current === null && seen.current.toEnd < nearEnd) || isOwn(entries.at(-1)))))) {
      placing.current = null;
      list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
    }
    opened.current = loaded;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when their number changes, not when one is read
  }, [loaded, entries.length]);
  useEffect(look, [look]);

  // What shrinks the view (a phone's keyboard, a longer draft) or grows in it (a part of a message that loads) must not hide the end from who reads there.
  const onView = (): void => {
    heedEnd();
    if (placing.current !== null) list.current?.scrollToIndex(placing.current, { align: 'start', offset: -48 });
    else if (atEnd.current) list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
    look();
  };

  const titles = useMemo(() => new Map(space.topics.map((topic) => [topic.id, topic.title])), [space.topics]);
  /** In the view of everything, a topic is named where it begins. */
  const topicAt = (index: number): string | null => {
    const entry = entries[index];
    const before = entries[index - 1];
    if (view !== undefined || entry?.type !== 'message' || entry.topic === null || (before?.type === 'message' && before.topic === entry.topic)) return null;
    return titles.get(entry.topic) ?? null;
  };
  const anchorOf = (message: { key: string }): HTMLElement | null => {
    const index = entries.findIndex((entry) => entry?.key === message.key);
    const article = scroller.current?.querySelector<HTMLElement>(`article[data-index="${index}"]`) ?? null;
    return article?.querySelector<HTMLElement>('.message-tool[aria-haspopup]') ?? article;
  };

  return (
    <div className="thread">
      {!loaded && failure === null && <Busy />}
      <FailureNotice failure={failure ?? lost ?? commands.failure} />
      {loaded && entries.length === 0 && <Empty title={t('thread.empty')}>{t('thread.empty-hint')}</Empty>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions -- what scrolls must be reachable by keyboard, and a feed has keys of its own (WAI-ARIA, feed pattern) */}
      <div ref={scroller} className="thread-scroll" role={entries.length > 0 ? 'feed' : 'region'} aria-label={t('thread.label')} aria-busy={!loaded} tabIndex={0} {...attention.handlers}>
        <div className="thread-spacer" />
        <Virtualizer ref={list} scrollRef={scroller} data={entries} onScroll={look} onResize={onView} bufferSize={160} keepMounted={attention.focusedIndex === -1 ? [] : [attention.focusedIndex]}>
          {(entry, index) => (
            <EntryRow key={entry?.key ?? index} entry={entry} previous={entries[index - 1]} run={deviceRun(entries, index)} index={index} total={entries.length} isFirstNew={divider === index} space={rowSpace} commands={rowCommands}
              topic={topicAt(index)} active={entry !== undefined && attention.isActive(entry.key)} flash={entry !== undefined && entry.key === flash} going={entry?.type === 'message' && entry.id === commands.going} />
          )}
        </Virtualizer>
      </div>
      <div className="thread-jumps">
        {away.above && divider !== null && <Button icon="up" onPress={() => list.current?.scrollToIndex(divider, { align: 'start', offset: -48 })}>{t('thread.to-first-unread')}</Button>}
        {away.below && <Button icon="down" onPress={() => list.current?.scrollToIndex(entries.length - 1, { align: 'end' })}>{t('thread.to-newest')}</Button>}
      </div>
      <Announcer entries={entries} loaded={loaded} self={self.practitioner} />
      {commands.layer && <Later onClose={commands.close}><ThreadLayers layer={commands.layer} space={space} commands={rowCommands} anchorOf={anchorOf} onClose={commands.close} /></Later>}
    </div>
  );
}

const patience = 240;
const again = 20;

/** Rows come into the page some frames after the list was scrolled to them; where another scroll came between, it is scrolled again. */
function focusWhenThere(scroller: HTMLElement | null, index: number, scroll: () => void, frame = 1): void {
  requestAnimationFrame(() => {
    const article = scroller?.querySelector<HTMLElement>(`article[data-index="${index}"]`);
    // A row that is not measured yet is hidden, and cannot take the focus.
    article?.focus({ preventScroll: true });
    if (article && article === document.activeElement) return;
    if (!article && frame % again === 0) scroll();
    if (frame < patience) focusWhenThere(scroller, index, scroll, frame + 1);
  });
}
