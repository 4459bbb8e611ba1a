import './files.css';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { usePerson, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { Page } from '../shell/Page.js';
import { useAllFiles, type MessageWithFiles } from './all-files.js';
import { kinds, kindOf, type Kind } from './kinds.js';
import { MessageFiles } from './MessageFiles.js';

/** Rows of a page; more are asked for. */
const atOnce = 50;

/** All files of a conversation, with who sent them, when, and how they may be handled. */
export function SpaceFiles({ id }: { id: SpaceId }) {
  const t = useText();
  const person = usePerson();
  const title = useSpaceTitle();
  const { messages, complete, failure } = useAllFiles(id);
  const space = useSpaces().value?.find((each) => each.id === id);
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [sender, setSender] = useState('all');
  const [shown, setShown] = useState(atOnce);
  const senders = useMemo(() => [...new Set(messages.map((message) => message.sender))], [messages]);
  const found = useMemo(() => messages.filter((message) => sender === 'all' || message.sender === sender).flatMap((message) => message.files.filter((file) => kind === 'all' || kindOf(file) === kind).map((file) => ({ message, file }))), [messages, kind, sender]);
  return (
    <Page title={t('files.of-space')} back={`/spaces/${id}`} lead={space && <bdi>{title(space)}</bdi>} actions={<Link href="/transfers" className="button button-plain">{t('files.transfers')}</Link>}>
      <div className="file-filters">
        <Choice label={t('files.kind')} value={kind} onChange={(value) => setKind(value)} options={[{ value: 'all', label: t('files.kind-all') }, ...kinds.map((value) => ({ value, label: t(`files.kind-${value}`) }))]} />
        <Choice label={t('files.sender')} value={sender} onChange={setSender} options={[{ value: 'all', label: t('files.sender-all') }, ...senders.map((value) => ({ value: value as string, label: person(value)?.name ?? t('person.unknown') }))]} />
      </div>
      <FailureNotice failure={failure} />
      <p className="muted" role="status">{complete ? t('files.count', { count: found.length }) : t('files.reading')}</p>
      {!complete && found.length === 0 && <Busy />}
      {complete && found.length === 0 && <Empty title={t('files.none')}>{t(messages.length === 0 ? 'files.none-hint' : 'files.none-match')}</Empty>}
      <ul className="file-list">{found.slice(0, shown).map(({ message, file }) => <li key={`${message.key} ${file.id}`} className="card"><Origin message={message} /><MessageFiles space={id} on={{ id: message.id, seq: message.seq ?? 0 }} files={[file]} /></li>)}</ul>
      {shown < found.length && <button type="button" className="button button-plain" onClick={() => setShown(shown + atOnce)}>{t('files.more')}</button>}
    </Page>
  );
}

function Origin({ message }: { message: MessageWithFiles }) {
  const t = useText();
  const format = useFormat();
  const sender = usePerson()(message.sender);
  return (
    <p className="file-origin">
      <span><bdi>{sender?.name ?? t('person.unknown')}</bdi> · <time dateTime={message.sentAt}>{format.moment(message.sentAt)}</time></span>
      {message.handling !== 'none' && <span className="handling">{t(`handling.${message.handling}`)}</span>}
    </p>
  );
}
