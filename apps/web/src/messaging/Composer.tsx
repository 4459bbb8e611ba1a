import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FileId } from '@comity/contracts';
import type { Marking, SpaceView } from '@comity/sdk';
import { useAction, useClient, useOnline, usePerson } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { AttachButton } from '../files/AttachButton.js';
import { useAttachments } from '../files/attachments.js';
import { useDrop } from '../files/drop.js';
import { chosen } from '../files/input.js';
import { useText } from '../i18n/text.js';
import { useCommands } from '../shell/commands.js';
import { Answering } from './Answering.js';
import { useDraft } from './draft.js';
import { inShort, isComplete, isPlain, markedLike, markingOf, plain } from './marking.js';
import { useMentionables, withWrittenMentions } from './mentionables.js';
import { refOf } from './message.js';
import type { View } from './place.js';
import { isEphemeral, usePolicyWords } from './policy-words.js';
import type { About } from './thread-commands.js';
import { useTypingSignal } from './typing-signal.js';
import { trimmed, type Words } from './words.js';
import { WordsField } from './WordsField.js';

const MarkingFloat = later(() => import('./MarkingFloat.js').then((m) => ({ default: m.MarkingFloat })));
const TrayList = later(() => import('../files/TrayList.js').then((m) => ({ default: m.TrayList })));
const PollSheet = later(() => import('./PollSheet.js').then((m) => ({ default: m.PollSheet })));

/** The longest text of a message, as the protocol has it. */
export const longest = 20_000;
const empty: Words = { text: '', mentions: [] };

interface Props { space: SpaceView; view: View; about: About | null; onAbout(about: About | null): void; onEditLast(): void; onPageUp(): void }

/** Where messages are written. What is typed survives a reload; what is sent waits in the outbox when offline. */
export function Composer({ space, view, about, onAbout, onEditLast, onPageUp }: Props) {
  const t = useText();
  const online = useOnline();
  const client = useClient();
  const { run, failure } = useAction();
  const box = useRef<HTMLTextAreaElement>(null);
  const markingButton = useRef<HTMLButtonElement>(null);
  const [words, setWords] = useState(empty);
  const [marking, setMarking] = useState(plain);
  /** What the last message was marked with: offered, never applied by itself. */
  const [last, setLast] = useState<Marking | null>(null);
  const [alert, setAlert] = useState(false);
  const [open, setOpen] = useState<'marking' | 'poll' | null>(null);
  const mentionables = useMentionables(space);
  const setText = useCallback((text: string) => setWords({ text, mentions: [] }), []);
  const { loaded, typed } = useDraft(space.id, view ?? 'main', words.text, setText);
  const signal = useTypingSignal(space);
  const answered = about?.kind === 'reply' ? about.message : null;
  // In the view of everything an answer goes where the question stands.
  const topic = answered ? answered.topic : view === undefined || view === 'main' ? null : view;
  const topicTitle = topic === null ? null : space.topics.find((each) => each.id === topic)?.title ?? null;

  const [markedFor, setMarkedFor] = useState<string | null>(null);
  if ((answered?.key ?? null) !== markedFor) {
    setMarkedFor(answered?.key ?? null);
    if (answered) setMarking(markedLike(marking, answered));
  }
  useEffect(() => { if (answered) box.current?.focus(); }, [answered]);

  const attachments = useAttachments(space.id, 'message');
  const form = useRef<HTMLFormElement>(null);
  const over = useDrop(form, '.space-main', attachments.add);

  const tooLong = words.text.length > longest;
  const full = words.text.trim() !== '' || attachments.ids.length > 0;
  const ready = full && !tooLong && !attachments.preparing && isComplete(marking);
  const deliver = async (message: Words, poll: { options: string[]; multiple: boolean } | null, files: readonly FileId[] = []): Promise<boolean> => {
    const { text, mentions } = trimmed(withWrittenMentions(message, mentionables));
    const reply = answered ? refOf(answered) : null;
    const id = await run(({ remote }) => remote.send(space.id, { text, mentions, marking, topic, reply, alert, poll, files: [...files] }));
    if (id === undefined) return false;
    setLast(isPlain(marking) ? null : marking);
    setMarking(plain);
    setAlert(false);
    if (answered) onAbout(null);
    return true;
  };
  const send = async (): Promise<void> => {
    if (full && !isComplete(marking)) setOpen('marking');
    if (!ready) return;
    const message = words;
    const { ids } = attachments;
    const giveBack = attachments.take();
    typed();
    setWords(empty);
    box.current?.focus();
    // Refused before it reached the outbox: give the words back.
    if (await deliver(message, null, ids)) return;
    setWords((now) => (now.text === '' ? message : now));
    giveBack();
  };
  const change = (next: Words): void => { typed(); setWords(next); if (next.text.trim() !== '') signal(client, topic); };
  useCommands(useMemo(() => [
    { id: 'composer poll', icon: 'poll' as const, label: t('talk-poll.new'), run: () => setOpen('poll') },
    { id: 'composer marking', icon: 'handling' as const, label: t('talk-marking.title'), run: () => setOpen('marking') },
  ], [t]));

  return (
    <form ref={form} className="composer" hidden={about?.kind === 'edit'} onSubmit={(event) => { event.preventDefault(); void send(); }}
      onPaste={(event) => { if (event.clipboardData.files.length > 0) { event.preventDefault(); attachments.add(chosen(event.clipboardData.files)); } }}>
      {over && <p className="drop-target"><Icon name="attach" />{t('attach.drop')}</p>}
      {!online && <p className="offline" role="status"><Icon name="offline" small />{t('composer.offline')}</p>}
      <FailureNotice failure={failure} />
      {answered && <Answering about={{ kind: 'reply', message: answered }} onCancel={() => onAbout(null)} />}
      {attachments.rows.length > 0 && <Later><TrayList space={space.id} rows={attachments.rows} /></Later>}
      <div className="composer-box">
        <WordsField box={box} words={words} mentionables={mentionables} label={t('composer.label')} placeholder={topicTitle === null ? t('composer.placeholder') : t('talk-composer.placeholder', { title: topicTitle })} describedBy="composer-readers" readOnly={!loaded}
          onChange={change} onSubmit={() => void send()} onEmptyUp={onEditLast} onPageUp={onPageUp} {...(answered ? { onEscape: () => onAbout(null) } : {})} />
        <div className="composer-tools">
          <AttachButton onFiles={attachments.add} />
          <button ref={markingButton} type="button" className={isPlain(marking) ? 'composer-tool' : 'composer-tool composer-tool-set'} aria-haspopup="dialog" aria-label={t('talk-marking.now', { marking: isPlain(marking) ? t('handling.short-none') : inShort(marking) })} title={t('talk-marking.title')} onClick={() => setOpen('marking')}>
            <Icon name="handling" small /><bdi>{isPlain(marking) ? t('handling.short-none') : inShort(marking)}</bdi>
          </button>
          {last && isPlain(marking) && <button type="button" className="composer-tool composer-again" onClick={() => setMarking(last)}>{t('talk-marking.again', { marking: inShort(last) })}</button>}
          <button type="button" className={alert ? 'composer-tool composer-tool-set' : 'composer-tool'} aria-pressed={alert} aria-label={t('talk-alert.ask')} title={t('talk-alert.ask')} onClick={() => setAlert(!alert)}><Icon name="bell" small /><span className="composer-tool-words">{t('talk-alert.ask-short')}</span></button>
          <button type="button" className="composer-tool" aria-haspopup="dialog" aria-label={t('talk-poll.new')} title={t('talk-poll.new')} onClick={() => setOpen('poll')}><Icon name="poll" small /><span className="composer-tool-words">{t('talk-poll.new-short')}</span></button>
          <span className="composer-gap" />
          <IconButton type="submit" look="primary" icon="send" label={t('composer.send')} isDisabled={!ready} />
        </div>
      </div>
      <Note space={space} view={view} topic={topicTitle} wrong={tooLong ? t('composer.too-long') : isComplete(marking) ? null : t('talk-marking.restriction-missing')} />
      <Later>
        {open === 'marking' && <MarkingFloat anchor={markingButton} marking={marking} onChange={setMarking} onClose={() => setOpen(null)} />}
        {open === 'poll' && <PollSheet question={words.text} marking={markingOf(marking)} failure={failure} onClose={() => setOpen(null)} onSend={async (question, poll) => {
          if (!(await deliver({ text: question, mentions: question === words.text ? words.mentions : [] }, poll))) return;
          typed();
          setWords(empty);
          setOpen(null);
        }} />}
      </Later>
    </form>
  );
}

/** Where the message goes and who will be able to read it. */
function Note({ space, view, topic, wrong }: { space: SpaceView; view: View; topic: string | null; wrong: string | null }) {
  const t = useText();
  const words = usePolicyWords();
  const person = usePerson();
  const authorities = new Set(space.members.flatMap((id) => person(id)?.authority.id ?? [])).size;
  const { retention, hold } = space.policy;
  const where = topic !== null ? t('talk-composer.in-topic', { title: topic }) : space.topics.length > 0 || view === 'main' ? t('talk-composer.in-main') : null;
  return (
    <p id="composer-readers" className={wrong === null ? 'composer-note' : 'composer-note composer-note-bad'}>
      {wrong ?? <>{where !== null && <><strong>{where}</strong> · </>}{t('composer.readers', { members: space.members.length, authorities })}{retention !== null && !hold && isEphemeral(retention) && <> · <strong>{words.mark(retention)}</strong></>}</>}
    </p>
  );
}
