import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AuthorityId, MeetingOutcome as Outcome, MeetingSession, OutcomeReason, OutcomeWordBody, PublishedMeeting } from '@comity/contracts';
import { useNow, useParty } from '../casework/hooks.js';
import { useAction, useSelf, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { Checks } from './AskFields.js';
import { EnterOutcome } from './EnterOutcome.js';
import { FollowUp } from './FollowUp.js';
import { meetings } from './hooks.js';
import type { Talk } from './meeting-request.js';
import { becameOf, isWhole, maySay, outcomeReasons, outcomes, type Became, type Said } from './outcome.js';
import { useOutcomesWatch } from './talks.js';

/** `published`: the version of the timetable that has the meeting so. */
interface Props { session: MeetingSession; talk: Talk; meeting: PublishedMeeting; published: number }
const tags: Partial<Record<Became['state'], string>> = { held: 'tag tag-good', contested: 'tag tag-warning', untold: 'tag' };
const useWordsOf = ({ session, talk }: Props) => useWatch(useOutcomesWatch(session.id)).value?.find(({ request }) => request === talk.id);

/** Paris says: it was held. */
export function useSaidWords(): (word: Pick<OutcomeWordBody, 'authority' | 'outcome' | 'absent'>) => string {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  return ({ authority, outcome, absent }) => (outcome === 'no-show' ? t('talks.said-no-show', { name: party(authority), absent: format.list(absent.map(party)) }) : t(`talks.said-${outcome}`, { name: party(authority) }));
}

/** On the page of a meeting that began: what each party says became of it, and what this office says. */
export function MeetingOutcome(props: Props) {
  const t = useText();
  const now = useNow();
  const format = useFormat();
  const words = useSaidWords();
  const view = useWordsOf(props);
  const became = becameOf(props.talk.terms.parties, view, props.meeting, useSelf().authority);
  const said = [...(became.own === null ? [] : [became.own]), ...became.others].map((word) => ({ key: word.authority, at: word.saidAt, what: words(word), why: word.reason === null ? null : t(`talks.because-${word.reason}`) }));
  const { space } = props.talk.terms;
  if (new Date(props.meeting.startsAt) > now) return null;
  return (
    <section className="card stack" aria-label={t('talks.became')}>
      <div className="section-head"><h3>{t('talks.became')}</h3><BecameTag state={became.state} /></div>
      {view?.sound === false && <Notice tone="danger" title={t('talks.became-forged')} />}
      {became.state === 'contested' && <Notice tone="warning" title={t('talks.became-contested-title')}><p>{t('talks.became-contested-hint')}</p></Notice>}
      {became.state === 'untold' ? <p className="muted">{t('talks.became-nobody')}</p> : (
        <ul className="rows" aria-label={t('talks.became')}>
          {said.map(({ key, what, why }) => <li key={key}><span className="row-words"><span>{what}</span>{why !== null && <span className="muted">{why}</span>}</span></li>)}
        </ul>
      )}
      <SayOutcome {...props} became={became} />
      <div className="row">
        <FollowUp session={props.session} talk={props.talk} />
        {space !== null && became.state !== 'untold' && <EnterOutcome space={space} title={t('talks.became-entry', { date: format.moment(props.meeting.startsAt), state: t(`talks.became-${became.state}`) })} day={props.meeting.at.date} since={said.map(({ at }) => at).sort().at(-1) ?? ''} words={said.map(({ what, why }) => [what, why].filter((part) => part !== null).join(' – '))} />}
      </div>
    </section>
  );
}

/** In the agenda: what became of it in a word, and one press for the usual. */
export function AgendaOutcome(props: Props) {
  const words = useSaidWords();
  const now = useNow();
  const became = becameOf(props.talk.terms.parties, useWordsOf(props), props.meeting, useSelf().authority);
  if (new Date(props.meeting.startsAt) > now) return null;
  return (
    <span className="agenda-became">
      {became.state !== 'untold' && <BecameTag state={became.state} />}
      {became.same !== null && became.others.map((word) => <span key={word.authority} className="muted">{words(word)}</span>)}
      <SayOutcome {...props} became={became} />
    </span>
  );
}

export function BecameTag({ state }: Pick<Became, 'state'>) {
  const t = useText();
  return <span className={tags[state] ?? 'tag tag-ended'}>{t(`talks.became-${state}`)}</span>;
}

function SayOutcome({ session, talk, meeting, published, became }: Props & { became: Became }) {
  const t = useText();
  const now = useNow();
  const toast = useToast();
  const watch = useOutcomesWatch(session.id);
  const { run, busy, failure } = useAction();
  const [choosing, setChoosing] = useState(false);
  if (!maySay(session, meeting, now)) return null;
  const say = async (said: Said): Promise<void> => {
    const done = await run((client) => client.act((remote) => meetings(remote).sayOutcome(session.id, talk.id, { ...said, at: meeting.at, published, before: became.before })));
    await watch.refresh();
    if (done === undefined) return;
    setChoosing(false);
    toast({ text: t('talks.say-done') });
  };
  const usual: Said = became.same ?? { outcome: 'held', reason: null, absent: [] };
  return (
    <>
      <span className="row">
        {became.own === null && <Button icon="seal" look="primary" isPending={busy && !choosing} onPress={() => void say(usual)}>{t(became.same === null ? 'talks.say-held' : 'talks.say-same')}</Button>}
        <Button onPress={() => setChoosing(true)}>{t(became.own === null ? 'talks.say-else' : 'talks.say-correct')}</Button>
      </span>
      {!choosing && <FailureNotice failure={failure} />}
      {choosing && <OutcomeSheet talk={talk} own={became.own} busy={busy} onSay={say} onClose={() => setChoosing(false)}><FailureNotice failure={failure} /></OutcomeSheet>}
    </>
  );
}

function OutcomeSheet({ talk: { terms: { parties } }, own, busy, onSay, onClose, children }: { talk: Talk; own: OutcomeWordBody | null; busy: boolean; onSay(said: Said): Promise<void>; onClose(): void; children: ReactNode }) {
  const t = useText();
  const party = useParty();
  const [outcome, setOutcome] = useState<Outcome>(own?.outcome ?? 'held');
  const [reason, setReason] = useState<OutcomeReason | ''>(own?.reason ?? '');
  const [absent, setAbsent] = useState<string[]>(own?.absent ?? []);
  const said: Said = { outcome, reason: outcome === 'not-held' && reason !== '' ? reason : null, absent: outcome === 'no-show' ? absent as AuthorityId[] : [] };
  const whole = isWhole(parties, said);
  return (
    <Sheet title={t('talks.became')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (whole) void onSay(said); }}>
        <Segments label={t('talks.say-which')} value={outcome} onChange={setOutcome} options={outcomes.map((value) => ({ value, label: t(`talks.became-${value}`) }))} />
        {outcome === 'not-held' && <Choice<OutcomeReason | ''> label={t('talks.reason')} value={reason} onChange={setReason} options={[{ value: '', label: t('request.choose') }, ...outcomeReasons.map((value) => ({ value, label: t(`talks.because-${value}`) }))]} />}
        {outcome === 'no-show' && <Checks legend={t('talks.say-absent')} options={parties.map((value) => ({ value: value as string, label: party(value) }))} chosen={absent} onChange={setAbsent} />}
        <p className="muted">{t('talks.say-hint')}</p>
        {children}
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" icon="seal" type="submit" isDisabled={!whole} isPending={busy}>{t('talks.say-sign')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
