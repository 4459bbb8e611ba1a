import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Instant, SpaceId } from '@comity/contracts';
import type { Failure, Ref, SpaceView } from '@comity/sdk';
import { useClient, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { useCommands, type Command } from '../shell/commands.js';
import { Composer } from './Composer.js';
import type { Message } from './message.js';
import { messagePath, readPlace, registerPath, spacePath, type View } from './place.js';
import { SpaceHead } from './SpaceHead.js';
import { Thread, type ThreadHandle } from './Thread.js';
import type { About } from './thread-commands.js';
import { ToastProvider } from './toast.js';
import { TypingLine } from './TypingLine.js';

const AlarmCard = later(() => import('../alarms/AlarmCard.js').then((m) => ({ default: m.AlarmCard })));
const ClosedNotice = later(() => import('./ClosedNotice.js').then((m) => ({ default: m.ClosedNotice })));
const EditBox = later(() => import('./EditBox.js').then((m) => ({ default: m.EditBox })));
const PinBar = later(() => import('./Pins.js').then((m) => ({ default: m.PinBar })));
const SpaceDetails = later(() => import('./SpaceDetails.js').then((m) => ({ default: m.SpaceDetails })));
const Successors = later(() => import('./Successors.js').then((m) => ({ default: m.Successors })));
const TopicBar = later(() => import('./TopicBar.js').then((m) => ({ default: m.TopicBar })));
const TopicSheet = later(() => import('./TopicSheet.js').then((m) => ({ default: m.TopicSheet })));
const DateJump = later(() => import('./DateJump.js').then((m) => ({ default: m.DateJump })));

/** One conversation: who can read, what was said, what to say. */
export function SpacePage({ id, rest }: { id: SpaceId; rest: string }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const space = spaces?.find((each) => each.id === id);
  if (!spaces) return <Busy />;
  if (!space) return <Empty title={t('space.missing')} action={<Link href="/" className="button button-plain">{t('space.to-list')}</Link>}>{t('space.missing-hint')}</Empty>;
  return <ToastProvider key={id}><Conversation space={space} rest={rest} /></ToastProvider>;
}

function Conversation({ space, rest }: { space: SpaceView; rest: string }) {
  const t = useText();
  const client = useClient();
  const [, navigate] = useLocation();
  const { view: asked, details, target } = useMemo(() => readPlace(rest), [rest]);
  // A topic that is not known (any more) is no place to write into.
  const view = asked === undefined || asked === 'main' || space.topics.some((topic) => topic.id === asked) ? asked : undefined;
  const topic = space.topics.find((each) => each.id === view) ?? null;
  const thread = useRef<ThreadHandle>(null);
  const dateButton = useRef<HTMLButtonElement>(null);
  const main = useRef<HTMLElement>(null);
  // What one answers or edits belongs to the view where one began.
  const [begun, setBegun] = useState<{ about: About | null; view: View }>({ about: null, view });
  const about = begun.view === view ? begun.about : null;
  const setAbout = useCallback((next: About | null) => setBegun({ about: next, view }), [view]);
  const [open, setOpen] = useState<'new-topic' | 'rename-topic' | 'date' | null>(null);
  const [missing, setMissing] = useState(false);
  const [undone, setUndone] = useState<Failure | null>(null);
  useEffect(() => client.on((event) => { if (event.type === 'undone' && event.space === space.id) setUndone({ kind: 'problem', problem: event.problem }); }), [client, space.id]);

  const onTopic = useCallback((to: View) => navigate(spacePath(space.id, to, details)), [navigate, space.id, details]);
  const onElsewhere = useCallback((on: Ref) => navigate(messagePath(space.id, on)), [navigate, space.id]);
  const onMissing = useCallback(() => setMissing(true), []);
  const toWriting = useCallback(() => main.current?.querySelector<HTMLElement>('.composer:not([hidden]) textarea')?.focus(), []);
  const onEditLast = useCallback(() => {
    void client.remote.timeline(space.id, -50, 50, ...(view === undefined ? [] : [view])).then(({ entries }) => {
      const own = entries.findLast((entry): entry is Message => entry.type === 'message' && entry.own && entry.seq !== null && entry.withdrawn === null);
      if (own) setAbout({ kind: 'edit', message: own });
    }, () => undefined);
  }, [client, space.id, view, setAbout]);
  const jump = useCallback((on: Ref) => {
    if (details && matchMedia('(max-width: 80rem)').matches) onElsewhere(on);
    else thread.current?.jump(on);
  }, [details, onElsewhere]);
  useCommands(useMemo((): Command[] => [
    ...space.topics.map((each): Command => ({ id: `topic ${each.id}`, icon: 'topic', label: t('talk-topic.go', { title: each.title }), run: () => onTopic(each.id) })),
    ...(space.topics.length > 0 ? [{ id: 'topic all', icon: 'topic' as const, label: t('talk-topic.go', { title: t('talk-topic.all') }), run: () => onTopic(undefined) }, { id: 'topic main', icon: 'topic' as const, label: t('talk-topic.go', { title: t('talk-topic.main') }), run: () => onTopic('main') }] : []),
    ...(space.readOnly ? [] : [{ id: 'topic new', icon: 'topic' as const, label: t('talk-topic.new'), run: () => setOpen('new-topic') }]),
    ...(space.kind === 'case-file' ? [{ id: 'register', icon: 'register' as const, label: t('space.register'), run: () => navigate(registerPath(space.id)) }] : []),
    { id: 'date', icon: 'calendar', label: t('talk-date.title'), run: () => setOpen('date') },
    { id: 'details', icon: 'details', label: t('space.show-details'), run: () => navigate(spacePath(space.id, view, true)) },
  ], [space.topics, space.readOnly, space.kind, space.id, view, t, onTopic, navigate]));

  const gone = missing || target === 'unknown';
  return (
    <div className={details ? 'space space-with-details' : 'space'}>
      <section ref={main} className={space.topics.length > 0 ? 'space-main space-main-topics' : 'space-main'} aria-label={t('space.conversation')}>
        <SpaceHead space={space} view={view} topic={topic} details={details} dateButton={dateButton} onDate={() => setOpen('date')} onNewTopic={() => setOpen('new-topic')} onRename={() => setOpen('rename-topic')} />
        <SpaceState space={space}>
          {gone && <Notice tone="warning" role="status" title={t('talk-link.missing')} action={<Button onPress={() => { setMissing(false); navigate(spacePath(space.id), { replace: true }); }}>{t('action.close')}</Button>}><p>{t('talk-link.missing-hint')}</p></Notice>}
          {undone && <><FailureNotice failure={undone} /><Button onPress={() => setUndone(null)}>{t('action.close')}</Button></>}
        </SpaceState>
        {space.topics.length > 0 && <Later fallback={<nav className="topics" />}><TopicBar space={space} view={view} details={details} onNew={() => setOpen('new-topic')} /></Later>}
        <div className="space-body">
          <Later><PinBar space={space} onJump={jump} /></Later>
          <Thread key={`${space.id} ${view ?? ''}`} ref={thread} space={space} view={view} target={target === 'unknown' ? null : target} onAbout={setAbout} onTopic={onTopic} onElsewhere={onElsewhere} onMissing={onMissing} onLeave={toWriting} />
          <TypingLine space={space.id} view={view} topics={space.topics} />
          {!space.readOnly && <Composer key={`composer ${space.id} ${view ?? ''}`} space={space} view={view} about={about} onAbout={setAbout} onEditLast={onEditLast} onPageUp={() => thread.current?.focusNewest()} />}
          <Later>{about?.kind === 'edit' && <EditBox key={about.message.key} space={space} message={about.message} onDone={() => { setAbout(null); requestAnimationFrame(toWriting); }} />}</Later>
        </div>
      </section>
      {details && <Later fallback={<Busy />}><SpaceDetails space={space} view={view} onJump={jump} /></Later>}
      <Later onClose={() => setOpen(null)}>
        {open === 'new-topic' && <TopicSheet space={space} topic={null} onClose={() => setOpen(null)} />}
        {open === 'rename-topic' && topic && <TopicSheet space={space} topic={topic} onClose={() => setOpen(null)} />}
        {open === 'date' && <DateJump anchor={dateButton} onJump={(instant: Instant) => thread.current?.toInstant(instant)} onClose={() => setOpen(null)} />}
      </Later>
    </div>
  );
}

function SpaceState({ space, children }: { space: SpaceView; children: ReactNode }) {
  const t = useText();
  const open = space.alarms.filter((alarm) => !alarm.acknowledged);
  const succeeded = space.successors.length > 0 && !space.left;
  return (
    <div className="space-state">
      {space.sync === 'syncing' && <p className="sync" role="status"><span className="spinner" aria-hidden="true" />{t('space.syncing')}</p>}
      {space.left && <Notice tone="info" title={t('space.left')}><p>{t('space.left-hint')}</p></Notice>}
      {space.closed && !space.left && <Later><ClosedNotice space={space} /></Later>}
      {space.sync === 'barred' && <Notice tone="warning" title={t('space.barred')}><p>{t('space.barred-hint')}</p></Notice>}
      <Later>
        {succeeded && <Successors space={space} />}
        {open.slice(0, 2).map((alarm) => <AlarmCard key={alarm.id} alarm={alarm} compact />)}
      </Later>
      {children}
    </div>
  );
}
