import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { haveTalksBegun } from '@comity/casework';
import type { DeclineReason, DelegateId, MeetingSession, RequestAct } from '@comity/contracts';
import type { Meetings } from '@comity/sdk';
import { useNow, useParty } from '../casework/hooks.js';
import { useAction, usePerson, useSelf, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { TermsFields, WishesFields } from './AskFields.js';
import { termsDraftOf, termsOf, wishesDraftOf, wishesOf } from './ask-draft.js';
import { changesOf, lastWishes, mayDo, saidBy, type Talk } from './meeting-request.js';
import { TermChanges } from './MeetingChanges.js';
import { meetings } from './hooks.js';
import { useDelegatesWatch, useRooms, useTalks } from './talks.js';

const reasons = ['no-time', 'not-competent', 'already-in-contact', 'not-now', 'other'] as const satisfies readonly DeclineReason[];

export type Answer = Exclude<RequestAct, 'ask'>;
interface Props { session: MeetingSession; talk: Talk; talks: readonly Talk[]; act: Answer; onClose(): void }

/** Answers a request, or takes it back. When the others do something meanwhile, what was typed stays, and what changed is shown first. */
export function MeetingAnswer({ session, talk, talks, act, onClose }: Props) {
  const t = useText();
  const toast = useToast();
  const party = useParty();
  const self = useSelf(), own = self.authority;
  const now = useNow();
  const person = usePerson();
  const { refresh } = useTalks(session.id);
  const { value: delegates = [] } = useWatch(useDelegatesWatch(session.id));
  const { value: rooms = [] } = useRooms(session.id);
  const { run, busy, failure, clear } = useAction();
  const [seen, setSeen] = useState(talk);
  const [terms, setTerms] = useState(() => termsDraftOf(talk.terms));
  const [wishes, setWishes] = useState(() => wishesDraftOf(lastWishes(talk, own)));
  const [reason, setReason] = useState<DeclineReason | ''>('');
  const stale = talk.version !== seen.version;
  const allowed = mayDo(talk, own, { open: session.facts.state === 'open', late: false, begun: haveTalksBegun(session, talk.terms, now) }).includes(act);
  const proposed = termsOf(terms, seen.terms.parties, seen.terms.space);
  const wanting = act === 'accept' || act === 'counter';
  const disordered = terms.earliest !== '' && terms.latest !== '' && terms.latest < terms.earliest;
  const lacking = (act === 'decline' && reason === '') || (act === 'counter' && (disordered || (session.founder !== null && terms.earliest === '') || changesOf(seen.terms, proposed).length === 0));
  const mine = delegates.filter(({ authority }) => authority === own), alone = session.founder !== null && mine.length === 0;
  const comes = async (ask: Meetings): Promise<DelegateId[]> => {
    const [row] = await ask.writeDelegates(session.id, [{ version: 0, id: crypto.randomUUID() as DelegateId, authority: own, name: person(self.practitioner)?.name ?? '', practitioner: self.practitioner, away: [], remote: null }]);
    return row === undefined ? [] : [row.id];
  };
  const send = async (): Promise<void> => {
    if (lacking || stale) return;
    const done = await run((client) => client.act(async (remote) => {
      const ask = meetings(remote);
      const why = reason === '' ? null : reason, wanted = wishesOf(wishes);
      // Whoever agrees to talks comes, unless the office names others.
      if (alone && wanting) wanted.delegates = await comes(ask);
      const { parties: _parties, space: _space, ...change } = proposed;
      if (act === 'accept') await ask.accept(session.id, seen.id, seen.version, wanted);
      else if (act === 'counter') await ask.counter(session.id, seen.id, seen.version, change, wanted, why);
      else if (act === 'decline') await ask.decline(session.id, seen.id, seen.version, why ?? 'other');
      else await ask.withdraw(session.id, seen.id, seen.version, why);
      return true;
    }));
    await refresh();
    if (!done) return;
    onClose();
    toast({ text: t(`talks.done-${act}`) });
  };
  return (
    <Sheet title={t(act === 'accept' && seen.state === 'accepted' ? 'talks.do-wishes' : `talks.do-${act}`)} onClose={onClose} wide={act === 'counter'}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        {stale && (
          <Notice tone="warning" role="alert" title={t('talks.overtaken')} {...(allowed ? { action: <Button onPress={() => { clear(); setSeen(talk); }}>{t('talks.overtaken-go')}</Button> } : {})}>
            {talk.acts.map((each, i) => (i < seen.acts.length ? null : <p key={each.at + each.act}>{t(`talks.act-${saidBy(talk.acts, i)}`, { name: party(each.authority) })}</p>))}
            <TermChanges session={session} before={seen} after={talk} talks={talks} own={own} />
            <p>{t(allowed ? 'talks.overtaken-hint' : 'talks.overtaken-over')}</p>
          </Notice>
        )}
        {act === 'counter' && <><p className="muted">{t('talks.counter-hint')}</p><TermsFields session={session} rooms={rooms} talks={talks} own={own} self={seen.id} terms={terms} onChange={setTerms} /></>}
        {wanting && <WishesFields delegates={mine} alone={alone} ranked={session.founder === null} wishes={wishes} onChange={setWishes} />}
        {act !== 'accept' && <Choice<DeclineReason | ''> label={t('talks.reason')} value={reason} onChange={setReason} options={[{ value: '', label: t(act === 'decline' ? 'request.choose' : 'talks.no-reason') }, ...reasons.map((value) => ({ value, label: t(`talks.reason-${value}`) }))]} />}
        {act === 'withdraw' && <p className="muted">{t('talks.withdraw-hint')}</p>}
        {!stale && <FailureNotice failure={failure} {...(session.founder === null ? {} : { describe: () => t('talks.not-free') })} />}
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={act === 'withdraw' || act === 'decline' ? 'danger' : 'primary'} icon="seal" type="submit" isDisabled={lacking || stale} isPending={busy}>{t(act === 'accept' && seen.state === 'accepted' ? 'talks.sign-wishes' : `talks.sign-${act}`)}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
