import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { haveTalksBegun } from '@comity/casework';
import type { DelegateId, MeetingSession, OutcomeWordBody, PractitionerId } from '@comity/contracts';
import type { MeetingActView } from '@comity/sdk';
import { useNow, useParty } from '../casework/hooks.js';
import { useClient, usePerson, useSelf, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ToastProvider } from '../messaging/toast.js';
import { AgendaTime, LateButton } from './AgendaItem.js';
import { MeetingAnswer, type Answer } from './MeetingAnswer.js';
import { isOver, mayDo, saidBy, turnOf, type Talk, type TermName } from './meeting-request.js';
import { TermChanges } from './MeetingChanges.js';
import { MeetingOutcome, useSaidWords } from './MeetingOutcome.js';
import { MeetingSpace } from './MeetingSpace.js';
import { useOthers, useTermLabel, useTermWords } from './MeetingWords.js';
import { meetings } from './hooks.js';
import { sessionPath } from './place.js';
import { useAgenda, useDelegatesWatch, useOutcomesWatch, useTalks } from './talks.js';

const BeginFile = later(() => import('./BeginFile.js').then((m) => ({ default: m.BeginFile })));

/** One request, and the meeting that comes of it. */
export function MeetingPage({ session, id }: { session: MeetingSession; id: string }) {
  const t = useText();
  const { talks, failure } = useTalks(session.id);
  const talk = talks?.find((each) => each.id === id);
  if (talk) return <ToastProvider><One session={session} talk={talk} talks={talks!} /></ToastProvider>;
  if (talks) return <Empty title={t('talks.gone')} action={<Link href={sessionPath(session.id, 'requests')} className="button button-primary">{t('talks.to-requests')}</Link>}>{t('talks.gone-hint')}</Empty>;
  return failure ? <FailureNotice failure={failure} /> : <Busy />;
}

function One({ session, talk, talks }: { session: MeetingSession; talk: Talk; talks: readonly Talk[] }) {
  const t = useText();
  const client = useClient();
  const self = useSelf();
  const now = useNow();
  const own = self.authority;
  const others = useOthers(own)(talk);
  const [doing, setDoing] = useState<Answer | null>(null);
  const { facts, id } = session;
  // What is on the screen was seen; a lost mark is made good by the next visit.
  useEffect(() => { void meetings(client.remote).markSeen(id, talk.id, talk.version).catch(() => undefined); }, [client, id, talk.id, talk.version]);
  const acts = mayDo(talk, own, { open: facts.state === 'open', late: facts.deadline !== null && new Date(facts.deadline) < now, begun: haveTalksBegun(session, talk.terms, now) });
  const turn = turnOf(talk, own);
  const space = useSpaces().value?.find((each) => each.id === talk.terms.space);
  // Other terms name the space of the topic, which only somebody inside can vouch for.
  const shut = talk.terms.space !== null && (space === undefined || space.left);
  const agenda = useAgenda(id).value;
  const meeting = agenda?.meetings.find(({ request }) => request === talk.id);
  return (
    <div className="stack">
      <div className="section-head">
        <h2><bdi>{others}</bdi></h2>
        <span className={talk.state === 'accepted' ? 'tag tag-good' : turn === 'ended' ? 'tag tag-ended' : 'tag'}>{t(`talks.state-of-${talk.state}`)}</span>
      </div>
      {talk.ended && <Ended talk={talk} />}
      {meeting && <section className="card stack" aria-label={t('talks.when')}><h3>{t('talks.when')}</h3><AgendaTime session={session} meeting={meeting} /><LateButton session={session} meeting={meeting} /></section>}
      {agenda && meeting && <MeetingOutcome session={session} talk={talk} meeting={meeting} published={agenda.version} />}
      {acts.length > 0 && !isOver(meeting, now) && (
        <div className="row">
          {acts.map((act) => <Button key={act} look={act === 'accept' && turn === 'answer' ? 'primary' : 'plain'} isDisabled={act === 'counter' && shut} onPress={() => setDoing(act)}>{t(act === 'accept' && talk.state === 'accepted' ? 'talks.do-wishes' : `talks.do-${act}`)}</Button>)}
          {acts.includes('counter') && shut && <p className="muted">{t('talks.counter-shut')}</p>}
        </div>
      )}
      <Parties session={session} talk={talk} />
      <Terms session={session} talk={talk} talks={talks} />
      {talk.terms.space !== null && <MeetingSpace id={talk.terms.space} session={id} talk={talk} />}
      {talk.terms.space === null && talk.state === 'accepted' && acts.includes('accept') && <Later><BeginFile session={session} talk={talk} /></Later>}
      <History session={session} talk={talk} talks={talks} />
      {doing && <MeetingAnswer session={session} talk={talk} talks={talks} act={doing} onClose={() => setDoing(null)} />}
    </div>
  );
}

function Ended({ talk: { ended, state } }: { talk: Talk }) {
  const t = useText();
  const party = useParty();
  return <p>{t(state === 'declined' ? 'talks.declined-by' : 'talks.withdrawn-by', { name: party(ended!.by) })}{ended!.reason !== null && <> {t(`talks.reason-${ended!.reason}`)}</>}</p>;
}

/** Who consents to the terms as they stand, and who comes. */
function Parties({ session, talk: { terms, consents, asking, state } }: { session: MeetingSession; talk: Talk }) {
  const t = useText();
  const party = useParty();
  const { value: delegates } = useWatch(useDelegatesWatch(session.id));
  const name = (id: DelegateId): string => delegates?.find((each) => each.id === id)?.name ?? t('person.unknown');
  const over = state === 'declined' || state === 'withdrawn';
  return (
    <section className="card" aria-label={t('talks.parties')}>
      <h3>{t('talks.parties')}</h3>
      <ul className="rows">
        {terms.parties.map((id) => {
          const wishes = consents.get(id);
          return (
            <li key={id}>
              <span className="row-words">
                <bdi>{party(id)}</bdi>
                <span className="muted">{[...(id === asking ? [t('talks.asking')] : []), ...(wishes === undefined || session.founder !== null ? [] : [t(`talks.priority-${String(wishes.priority) as '1' | '2' | '3'}`)])].join(' · ')}</span>
                {wishes && wishes.delegates.length > 0 && <span>{wishes.delegates.map((each) => <bdi key={each} className="talk-name">{name(each)}</bdi>)}</span>}
              </span>
              {!over && <span className={wishes ? 'tag tag-good' : 'tag'}>{t(wishes ? 'talks.consented' : 'talks.not-yet')}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const shown = ['slots', 'earliest', 'latest', 'languages', 'room', 'after', 'case'] as const satisfies readonly TermName[];

function Terms({ session, talk: { terms }, talks }: { session: MeetingSession; talk: Talk; talks: readonly Talk[] }) {
  const t = useText();
  const words = useTermWords(session, talks, useSelf().authority);
  const label = useTermLabel(session);
  const rows = shown.flatMap((name) => { const value = words(name, terms); return value === null ? [] : [{ name, value }]; });
  return (
    <section className="card" aria-label={t('talks.terms')}>
      <h3>{t('talks.terms')}</h3>
      <dl className="facts">{rows.map(({ name, value }) => <div key={name}><dt>{label(name)}</dt><dd><bdi>{value}</bdi></dd></div>)}</dl>
    </section>
  );
}

/** Every act, and every word on what became of the meeting, with who signed it; of other terms, what they change. */
function History({ session, talk, talks }: { session: MeetingSession; talk: Talk; talks: readonly Talk[] }) {
  const t = useText();
  const words = useWatch(useOutcomesWatch(session.id)).value?.find(({ request }) => request === talk.id)?.words ?? [];
  const said = words.toSorted((a, b) => (a.saidAt < b.saidAt ? 1 : -1));
  const last = talk.acts.map((act, i, all) => ({ act, before: all[i - 1] ?? null, what: saidBy(all, i) })).reverse();
  return (
    <section className="card" aria-label={t('talks.history')}>
      <h3>{t('talks.history')}</h3>
      <ol className="rows" reversed>{said.map((word) => <li key={word.authority + word.saidAt}><Word word={word} /></li>)}{last.map(({ act, before, what }) => <li key={act.at + act.act}><Act session={session} act={act} before={before} what={what} talks={talks} /></li>)}</ol>
    </section>
  );
}

function Word({ word }: { word: OutcomeWordBody }) {
  const t = useText();
  const words = useSaidWords();
  return (
    <span className="row-words">
      <strong>{words(word)}</strong>
      <Signed by={word.practitioner} at={word.saidAt} />
      {word.reason !== null && <span>{t(`talks.because-${word.reason}`)}</span>}
    </span>
  );
}

function Signed({ by, at }: { by: PractitionerId; at: string }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return <span className="muted"><bdi>{isolated(person(by)?.name ?? t('person.unknown'))}</bdi> · <time dateTime={at}>{format.moment(at)}</time></span>;
}

function Act({ session, act, before, what, talks }: { session: MeetingSession; act: MeetingActView; before: MeetingActView | null; what: ReturnType<typeof saidBy>; talks: readonly Talk[] }) {
  const t = useText();
  const party = useParty();
  return (
    <span className="row-words">
      <strong>{t(`talks.act-${what}`, { name: party(act.authority) })}</strong>
      <Signed by={act.by} at={act.at} />
      {act.reason !== null && <span>{t(`talks.reason-${act.reason}`)}</span>}
      {before !== null && act.act === 'counter' && <TermChanges session={session} before={before} after={act} talks={talks} own={act.authority} />}
    </span>
  );
}
