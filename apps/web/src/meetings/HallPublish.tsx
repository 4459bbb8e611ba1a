import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import type { Clash, Elsewhere, PlaceChange } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { begunAsPublished } from '@comity/timetable';
import { useNow } from '../casework/hooks.js';
import { useAction } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isProblem } from '../failure/is-problem.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import type { DraftView } from './draft.js';
import type { Hall, Placements } from './hall.js';
import { HallChanges } from './HallChanges.js';
import { meetings, usePublished, useSession } from './hooks.js';
import { sessionPath } from './place.js';
import type { HallWords } from './words.js';

/** What offices will see in place of what they see now; nothing goes out that breaks a rule that bars, what only warns is shown before. */
export function HallPublish({ hall, words, view, clashes: all, warnings: worth, unplaced, onClose }: { hall: Hall; words: HallWords; view: DraftView; clashes: readonly Clash[]; warnings: readonly Clash[]; unplaced: number; onClose(): void }) {
  const t = useText();
  const format = useFormat();
  const { id, facts } = hall.rows.session;
  const { value: published, failure: unread } = usePublished(id);
  const { run, busy, failure } = useAction();
  const now = useNow();
  // What happened is judged no more.
  const begun = useMemo(() => begunAsPublished(view.placements.values(), published?.meetings ?? [], now.toISOString()), [view.placements, published, now]);
  const [clashes, warnings] = useMemo(() => [all, worth].map((each) => each.filter(({ requests }) => requests.length === 0 || requests.some((request) => !begun.has(request)))) as [Clash[], Clash[]], [all, worth, begun]);
  const changes = useMemo(() => (published ? changesTo(hall, begun, view.placements, published.meetings.map(({ request, at, room, interpreter }) => ({ request, place: { at, room: room?.id ?? null, interpreter } }))) : null), [hall, begun, view.placements, published]);
  const barred = clashes.length > 0 || facts.state !== 'open' || view.saving;
  // The list may be long, and whoever pressed is at its end.
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => { if (failure) refusal.current?.scrollIntoView({ block: 'nearest' }); }, [failure]);
  const publish = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => meetings(remote).publish(id, view.version)));
    if (done) onClose();
  };
  return (
    <Sheet title={t('hall.publish-title', { version: format.number((published?.version ?? 0) + 1) })} wide onClose={onClose}>
      {facts.state !== 'open' && <Notice tone="warning" title={t('hall.publish-not-open')}><p>{t('hall.publish-not-open-hint')}</p></Notice>}
      {clashes.length > 0 && (
        <Notice tone="danger" title={t('hall.publish-clashes', { count: clashes.length })}>
          <ul>{clashes.slice(0, 10).map((clash, i) => <li key={i}>{format.list(clash.requests.map(words.title))}: {words.clash(clash)}</li>)}</ul>
        </Notice>
      )}
      <HeldElsewhere held={clashes.flatMap((clash) => hall.heldBy(clash) ?? [])} words={words} />
      {warnings.length > 0 && (
        <Notice tone="warning" title={t('hall.publish-warnings', { count: warnings.length })}>
          <ul>{warnings.slice(0, 10).map((warning, i) => <li key={i}>{format.list(warning.requests.map(words.title))}: {words.clash(warning)}</li>)}</ul>
        </Notice>
      )}
      {unplaced > 0 && <Notice tone="info" title={t('hall.unplaced', { count: unplaced })}><p>{t('hall.publish-unplaced')}</p></Notice>}
      {changes ? <HallChanges partiesOf={hall.partiesOf} words={words} changes={changes} /> : !unread && <Busy />}
      <div ref={refusal} className="stack">
        <FailureNotice failure={failure ?? unread} advice={isProblem(failure, 'not-acceptable') ? 'hall.publish-refused' : null} describe={(pointer, rule) => { const [, meeting = '', person] = /^\/placements\/([^/]+)(?:\/elsewhere\/[^/]+\/[^/]+\/([^/]+))?$/.exec(pointer) ?? []; return rule === 'booked-elsewhere' ? words.elsewhere(meeting, person) : words.clash({ rule, resource: null }); }} />
        <HeldElsewhere held={heldIn(failure)} words={words} />
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} isDisabled={barred || !changes} onPress={() => void publish()}>{t('hall.publish-now')}</Button>
      </div>
    </Sheet>
  );
}

type Held = NonNullable<Elsewhere['held']>;
/** The meetings of other sessions that a refusal names; it names none of talks. */
const heldIn = (failure: Failure | null): Held[] => (failure?.kind !== 'problem' ? [] : (failure.problem.errors ?? []).flatMap(({ pointer }): Held[] => {
  const [, session, request] = /^\/placements\/[^/]+\/elsewhere\/([^/]+)\/([^/]+)\/[^/]+$/.exec(pointer) ?? [];
  return request === undefined ? [] : [{ session, request } as Held];
}));

/** The meetings of other sessions that are in the way, each once. */
function HeldElsewhere({ held, words }: { held: readonly Held[]; words: HallWords }) {
  const t = useText();
  const once = [...new Map(held.map((each) => [each.request, each])).values()];
  return once.length === 0 ? null : <Notice tone="info" title={t('hall.elsewhere')}><ul>{once.map((each) => <li key={each.request}><Other {...each} words={words} /></li>)}</ul></Notice>;
}

function Other({ session: id, request: other, words }: Held & { words: HallWords }) {
  const t = useText();
  const format = useFormat();
  const { value: session, failure: hidden } = useSession(id), { value: published, failure: unread } = usePublished(id);
  const meeting = published?.meetings.find(({ request }) => request === other);
  if (!(hidden || unread) && (!session || !published)) return <Busy />;
  if (!session || !meeting) return <>{t('hall.meeting-unknown')}</>;
  return <Link href={sessionPath(id, 'timetable')}>{t('hall.elsewhere-meeting', { meeting: format.list(meeting.parties.map(words.office)), session: isolated(session.facts.title), at: words.at(meeting.at) })}</Link>;
}

/** What is not agreed any more goes, unless it began. */
function changesTo(hall: Hall, begun: ReadonlySet<string>, placements: Placements, published: readonly { request: PlaceChange['request']; place: NonNullable<PlaceChange['after']> }[]): PlaceChange[] {
  const before = new Map(published.map(({ request, place }) => [request, place]));
  const after = new Map([...placements.values()].flatMap(({ request, place }) => (place && (hall.meetings.has(request) || begun.has(request)) ? [[request, place] as const] : [])));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((request): PlaceChange[] => {
    const [was, is] = [before.get(request) ?? null, after.get(request) ?? null];
    const same = was !== null && is !== null && was.at.date === is.at.date && was.at.time === is.at.time && was.room === is.room && was.interpreter === is.interpreter;
    return same || was === is ? [] : [{ request, before: was, after: is }];
  });
}
