import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { SpaceView, TimelineEntry } from '@comity/sdk';
import { useClient, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Announcer } from './Announcer.js';
import { EntryRow } from './EntryRow.js';
import { MessageDetails } from './MessageDetails.js';
import { useReadMark } from './read-mark.js';
import { Timeline } from './timeline.js';

type Message = Extract<TimelineEntry, { type: 'message' }>;

const waitsOwn = (entry: TimelineEntry | undefined): boolean => entry?.type === 'message' && entry.own && entry.seq === null;

/** The conversation, virtualised: only what is on screen is in the page, however long the past. */
export function Thread({ space }: { space: SpaceView }) {
  const t = useText();
  const client = useClient();
  const self = useSelf();
  const timeline = useMemo(() => new Timeline(space.id, (...args) => client.remote.timeline(...args)), [client, space.id]);
  const { entries, firstUnread, loaded, failure } = useSyncExternalStore(timeline.subscribe, timeline.snapshot);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(true);
  // Where "new" began when the conversation was opened stays marked while reading.
  const [divider, setDivider] = useState<number | null>(null);
  const [away, setAway] = useState<{ below: boolean; above: boolean }>({ below: false, above: false });
  const [details, setDetails] = useState<Message | null>(null);
  const markRead = useReadMark(space.id);

  useEffect(() => {
    void timeline.open();
    return client.on((event) => { if (event.type === 'timeline' && event.space === space.id) timeline.changed(); });
  }, [client, timeline, space.id]);

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || entries.length === 0) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize - 1);
    timeline.show(first, last);
    atEnd.current = handle.scrollSize - handle.scrollOffset - handle.viewportSize < 60;
    setAway((before) => {
      const below = !atEnd.current;
      const above = divider !== null && first > divider;
      return before.below === below && before.above === above ? before : { below, above };
    });
    markRead(entries, last);
  }, [entries, timeline, divider, markRead]);

  // First placement: at the divider when something is new, else at the end.
  useLayoutEffect(() => {
    if (!loaded) return;
    setDivider(firstUnread);
    if (firstUnread !== null) list.current?.scrollToIndex(firstUnread, { align: 'start', offset: -48 });
    else list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
    // Only when the timeline has been opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [loaded]);
  // New messages of others are followed while the end is in sight, one's own always.
  useLayoutEffect(() => {
    if (loaded && entries.length > 0 && (atEnd.current || waitsOwn(entries.at(-1)))) list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when their number changes, not when one is read
  }, [loaded, entries.length]);
  useEffect(look, [look]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const focused = event.target instanceof HTMLElement ? entries[Number(event.target.dataset['index'] ?? -1)] : undefined;
    if (event.key === 'Enter' && focused?.type === 'message') { event.preventDefault(); setDetails(focused); }
    if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
    const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
    const at = articles.findIndex((article) => article === document.activeElement);
    const next = articles[at === -1 ? articles.length - 1 : at + (event.key === 'PageDown' ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: 'nearest' }); }
  };

  return (
    <div className="thread">
      {!loaded && failure === null && <Busy />}
      <FailureNotice failure={failure} />
      {loaded && entries.length === 0 && <Empty title={t('thread.empty')}>{t('thread.empty-hint')}</Empty>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions -- what scrolls must be reachable by keyboard, and a feed has keys of its own (WAI-ARIA, feed pattern) */}
      <div ref={scroller} className="thread-scroll" role={entries.length > 0 ? 'feed' : 'region'} aria-label={t('thread.label')} aria-busy={!loaded} tabIndex={0} onKeyDown={onKeyDown}>
        <div className="thread-spacer" />
        <Virtualizer ref={list} scrollRef={scroller} data={entries} onScroll={look} onResize={look} bufferSize={160}>
          {(entry, index) => <EntryRow key={entry?.key ?? index} entry={entry} previous={entries[index - 1]} index={index} total={entries.length} isFirstNew={divider === index} self={self.practitioner} space={space.id} onDetails={setDetails} />}
        </Virtualizer>
      </div>
      <div className="thread-jumps">
        {away.above && divider !== null && <Button icon="up" onPress={() => list.current?.scrollToIndex(divider, { align: 'start', offset: -48 })}>{t('thread.to-first-unread')}</Button>}
        {away.below && <Button icon="down" onPress={() => list.current?.scrollToIndex(entries.length - 1, { align: 'end' })}>{t('thread.to-newest')}</Button>}
      </div>
      <Announcer entries={entries} loaded={loaded} self={self.practitioner} />
      {details && <MessageDetails message={details} space={space} onClose={() => setDetails(null)} />}
    </div>
  );
}
