import type { SpaceId } from '@comity/contracts';
import { useAction, usePerson } from '../client/hooks.js';
import { Monogram } from '../design/Person.js';
import { explain } from '../failure/explain.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Forwarded } from './Forwarded.js';
import { Marks } from './Marks.js';
import type { Message, Reader } from './message.js';
import { AlertLine, Poll, Quote, Reactions, type RowCommands } from './MessageParts.js';
import { MessageTools } from './MessageTools.js';
import { SenderLine } from './SenderLine.js';
import { MessageText } from './MessageText.js';
import { TimesDiffer } from './TimesDiffer.js';

/** What a row knows of its conversation: little, so that it is drawn anew only when that changes. */
export type RowSpace = Reader & { id: SpaceId };
const MessageFiles = later(() => import('../files/MessageFiles.js').then((m) => ({ default: m.MessageFiles })));

interface Props { message: Message; head: boolean; own: boolean; space: RowSpace; commands: RowCommands; topic: string | null; active: boolean }

export function MessageBody({ message, head, own, space, commands, topic, active }: Props) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const sender = person(message.sender);
  const time = format.time(message.sentAt);
  // Beside the name where there is one, else beside the text.
  const when = (
    <button type="button" tabIndex={-1} className={message.delivery ? `message-time delivery delivery-${message.delivery}` : 'message-time'} onClick={() => commands.act(message, 'details')}
      aria-label={message.delivery ? t('message.time-delivery', { time, delivery: t(`delivery.${message.delivery}`) }) : t('message.time', { time })}
      title={message.delivery ? t(`delivery.${message.delivery}`) : undefined}>{time}</button>
  );
  const { topic: topicId } = message;
  return (
    <>
      {head && <Monogram id={message.sender} name={sender?.name ?? '?'} />}
      {head && <SenderLine sender={sender} own={own} />}
      {head && when}
      {topic !== null && topicId !== null && <button type="button" className="topic-chip" tabIndex={-1} aria-label={t('talk-topic.go', { title: topic })} onClick={() => commands.topic(topicId)}><bdi>{topic}</bdi></button>}
      {message.pinned && <p className="message-note message-note-pin">{t('talk-pin.by', { name: person(message.pinned.by)?.name ?? t('person.unknown') })}</p>}
      {message.forwarded && <Forwarded origin={message.forwarded} />}
      <Marks marking={message} />
      {message.reply && <Quote reply={message.reply} onJump={commands.jump} />}
      {message.withdrawn !== null
        ? <p className="message-gone">{t('talk-message.withdrawn', { moment: format.moment(message.withdrawn) })}</p>
        : (message.text !== '' || message.edited.length > 0) && (
          <div className="message-text" dir="auto">
            <MessageText text={message.text} mentions={message.mentions} />
            {message.edited.length > 0 && <> <button type="button" tabIndex={-1} className="edited" onClick={() => commands.act(message, 'details')}>{t('talk-message.edited')}</button></>}
          </div>
        )}
      {message.withdrawn === null && message.files.length > 0 && <Later as="row" fallback={<div className="files-holder" />}><MessageFiles space={space.id} on={message.seq === null ? null : { id: message.id, seq: message.seq }} files={message.files} /></Later>}
      <TimesDiffer written={message.sentAt} stored={message.storedAt} className="message-claim" />
      {!head && when}
      {message.withdrawn === null && message.alert && <AlertLine message={message} commands={commands} disabled={space.left || message.seq === null} />}
      {message.withdrawn === null && message.poll && <Poll message={message} commands={commands} disabled={space.left || message.seq === null} />}
      {message.reactions.length > 0 && <Reactions message={message} commands={commands} disabled={space.left} />}
      {message.delivery === 'refused' && <Refused message={message} space={space.id} />}
      {active && <MessageTools message={message} space={space} commands={commands} />}
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
