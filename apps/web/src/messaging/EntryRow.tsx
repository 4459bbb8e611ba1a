import { memo } from 'react';
import { Link } from 'wouter';
import type { TimelineEntry } from '@comity/sdk';
import { later, Later } from '../failure/Later.js';
import { useFormat, sameDay, type Format } from '../i18n/format.js';
import { useText, type Text } from '../i18n/text.js';
import { DeviceRun } from './DeviceRun.js';
import type { DeviceChange } from './device-run.js';
import { entryTime, startsDay, startsGroup } from './grouping.js';
import { useHappening } from './happening.js';
import type { Message } from './message.js';
import { MessageBody, type RowSpace } from './MessageBody.js';
import type { RowCommands } from './MessageParts.js';

const StepLine = later(() => import('../casework/StepLine.js').then((m) => ({ default: m.StepLine })));
const OfferLine = later(() => import('../offers/OfferLine.js').then((m) => ({ default: m.OfferLine })));
const EntryLine = later(() => import('../register/EntryLine.js').then((m) => ({ default: m.EntryLine })));

interface Props {
  entry: TimelineEntry | undefined; previous: TimelineEntry | undefined; run: readonly DeviceChange[] | null; index: number; total: number; isFirstNew: boolean;
  space: RowSpace; commands: RowCommands;
  /** The topic's title where it has to be said. */
  topic: string | null;
  active: boolean; flash: boolean; going: boolean;
}

/** One entry, in as few nodes as can be: ten thousand of them must scroll. */
export const EntryRow = memo(function EntryRow({ entry, previous, run, index, total, isFirstNew, space, commands, topic, active, flash, going }: Props) {
  const t = useText();
  const format = useFormat();
  if (!entry) return <article className="entry entry-pending" aria-posinset={index + 1} aria-setsize={total} aria-label={t('state.loading')} />;
  // Another row stands for it.
  if (run?.length === 0) return <article hidden aria-posinset={index + 1} aria-setsize={total} data-index={index} />;
  const head = startsGroup(entry, previous) || isFirstNew || topic !== null;
  const own = entry.type === 'message' && entry.sender === space.self;
  const kind = entry.type === 'message' ? `entry-message${own ? ' entry-own' : ''}${head ? ' entry-head' : ''}${entry.mentionsMe ? ' entry-mentions-me' : ''}` : `entry-event entry-${entry.type}`;
  return (
    <article className={`entry ${kind}${flash ? ' entry-flash' : ''}${going ? ' entry-going' : ''}`} aria-posinset={index + 1} aria-setsize={total} data-index={index} tabIndex={-1}>
      {startsDay(entry, previous) && <p className="day"><span>{dayName(entryTime(entry), t, format)}</span></p>}
      {isFirstNew && <p className="new-mark"><span>{t('thread.new')}</span></p>}
      {entry.type === 'message' ? <MessageBody message={entry} head={head} own={own} space={space} commands={commands} topic={topic} active={active} /> : run !== null ? <DeviceRun run={run} /> : <EventLine entry={entry} space={space} commands={commands} />}
    </article>
  );
});

/** What is no message: of these the lines of casework load when there are some. */
function EventLine({ entry, space, commands }: { entry: Exclude<TimelineEntry, { type: 'message' }>; space: RowSpace; commands: RowCommands }) {
  const t = useText();
  if (entry.type !== 'entry' && entry.type !== 'offer' && entry.type !== 'step' && entry.type !== 'dossier') return <Happening entry={entry} commands={commands} />;
  return (
    <Later as="row" fallback={<p className="event">{t('state.loading')}</p>}>
      {entry.type === 'entry' ? <EntryLine entry={entry} space={space.id} /> : entry.type === 'offer' ? <OfferLine entry={entry} space={space.id} /> : <StepLine entry={entry} space={space.id} />}
    </Later>
  );
}

function dayName(instant: string, t: Text, format: Format): string {
  const day = new Date(instant);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(day, today)) return t('day.today');
  if (sameDay(day, yesterday)) return t('day.yesterday');
  return format.day(instant);
}

function Happening({ entry, commands }: { entry: Exclude<TimelineEntry, Message | { type: 'step' | 'dossier' | 'entry' | 'offer' }>; commands: RowCommands }) {
  const t = useText();
  const format = useFormat();
  const words = useHappening()(entry);
  return (
    <p className="event">
      <span>{words}</span>{entry.type !== 'erased' && <> · <time dateTime={entry.at}>{format.time(entry.at)}</time></>}
      {entry.type === 'quarantined' && <> <Link href="/alarms">{t('alarm.see')}</Link></>}
      {entry.type === 'topic' && <> <button type="button" className="link-button" onClick={() => commands.topic(entry.id)}>{t('talk-topic.open')}</button></>}
    </p>
  );
}
