import { memo } from 'react';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { useAction, usePerson } from '../client/hooks.js';
import { Monogram } from '../design/Person.js';
import { useFormat, sameDay, type Format } from '../i18n/format.js';
import { useText, type Text } from '../i18n/text.js';
import { explain } from '../failure/explain.js';
import { entryTime, startsDay, startsGroup } from './grouping.js';
import { useHappening } from './happening.js';
import { SenderLine } from './SenderLine.js';

type Message = Extract<TimelineEntry, { type: 'message' }>;
interface Props {
  entry: TimelineEntry | undefined; previous: TimelineEntry | undefined; index: number; total: number; isFirstNew: boolean;
  self: string; space: SpaceId; onDetails(message: Message): void;
}

/** One entry, in as few nodes as can be: ten thousand of them must scroll. */
export const EntryRow = memo(function EntryRow({ entry, previous, index, total, isFirstNew, self, space, onDetails }: Props) {
  const t = useText();
  const format = useFormat();
  if (!entry) return <article className="entry entry-pending" aria-posinset={index + 1} aria-setsize={total} aria-label={t('state.loading')} />;
  const head = startsGroup(entry, previous) || isFirstNew;
  const own = entry.type === 'message' && entry.sender === self;
  const kind = entry.type === 'message' ? `entry-message${own ? ' entry-own' : ''}${head ? ' entry-head' : ''}` : `entry-event entry-${entry.type}`;
  return (
    <article className={`entry ${kind}`} aria-posinset={index + 1} aria-setsize={total} data-index={index} tabIndex={-1}>
      {startsDay(entry, previous) && <p className="day"><span>{dayName(entryTime(entry), t, format)}</span></p>}
      {isFirstNew && <p className="new-mark"><span>{t('thread.new')}</span></p>}
      {entry.type === 'message' ? <MessageBody message={entry} head={head} own={own} space={space} onDetails={onDetails} /> : <Happening entry={entry} />}
    </article>
  );
});

function dayName(instant: string, t: Text, format: Format): string {
  const day = new Date(instant);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(day, today)) return t('day.today');
  if (sameDay(day, yesterday)) return t('day.yesterday');
  return format.day(instant);
}

function MessageBody({ message, head, own, space, onDetails }: { message: Message; head: boolean; own: boolean; space: SpaceId; onDetails(message: Message): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const sender = person(message.sender);
  const time = format.time(message.sentAt);
  // Beside the name where there is one, else beside the text.
  const when = (
    <button type="button" tabIndex={-1} className={message.delivery ? `message-time delivery delivery-${message.delivery}` : 'message-time'} onClick={() => onDetails(message)}
      aria-label={message.delivery ? t('message.time-delivery', { time, delivery: t(`delivery.${message.delivery}`) }) : t('message.time', { time })}
      title={message.delivery ? t(`delivery.${message.delivery}`) : undefined}>{time}</button>
  );
  return (
    <>
      {head && <Monogram id={message.sender} name={sender?.name ?? '?'} />}
      {head && <SenderLine sender={sender} own={own} />}
      {head && when}
      {message.handling !== 'none' && <span className={`handling handling-${message.handling}`} title={t(`handling.${message.handling}`)}>{message.handling}</span>}
      <div className="message-text" dir="auto">{message.text}</div>
      {!head && when}
      {message.delivery === 'refused' && <Refused message={message} space={space} />}
    </>
  );
}

function Refused({ message, space }: { message: Message; space: SpaceId }) {
  const t = useText();
  const { run, busy } = useAction();
  const why = message.refusal ? explain({ kind: 'problem', problem: message.refusal }) : null;
  return (
    <div className="refused">
      <p>{t('message.refused')} {why && t(why.what)}</p>
      <button type="button" className="button button-plain" disabled={busy} onClick={() => void run((client) => client.remote.resend(space, message.id))}>{t('message.resend')}</button>
      <button type="button" className="button button-quiet" disabled={busy} onClick={() => void run((client) => client.remote.discard(space, message.id))}>{t('message.discard')}</button>
    </div>
  );
}

function Happening({ entry }: { entry: Exclude<TimelineEntry, Message> }) {
  const t = useText();
  const format = useFormat();
  const words = useHappening()(entry);
  return (
    <p className="event">
      <span>{words}</span> <time dateTime={entry.at}>{format.time(entry.at)}</time>
      {entry.type === 'quarantined' && <> <Link href="/alarms">{t('alarm.see')}</Link></>}
    </p>
  );
}
