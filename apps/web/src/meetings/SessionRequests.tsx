import './set-up.css';
import { useMemo, useState } from 'react';
import type { AuthorityId, MeetingSession, RequestState } from '@comity/contracts';
import { useParty } from '../casework/hooks.js';
import { SheetMenu } from '../casework/SheetMenu.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { unisolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useOffices } from './hooks.js';
import type { Talk } from './meeting-request.js';
import { useCaseTitle } from './MeetingWords.js';
import { countsOf, dueOf, listed, loads, orders, requestStates, type Filter, type OfficeLoad, type Order } from './request-list.js';
import { useTalks } from './talks.js';

const atOnce = 50;
const any = '';

/** For the secretariat: who asked whom, where it stands and whose answer is due. What a request is about is not here: the secretariat cannot know. */
export function SessionRequests({ session }: { session: MeetingSession }) {
  const t = useText();
  const party = useParty();
  const { talks, forged, failure } = useTalks(session.id);
  const offices = useOffices(session.id);
  const [filter, setFilter] = useState<Filter>({ state: null, office: null, due: null });
  const [order, setOrder] = useState<Order>('oldest');
  const [most, setMost] = useState(atOnce);
  const sheet = useSheet(session);
  const some = useMemo(() => (talks ? listed(talks, filter, order, party) : []), [talks, filter, order, party]);
  const of = useMemo(() => (talks && offices.value ? loads(talks, offices.value, session.facts.requestsPerOffice) : []), [talks, offices.value, session.facts.requestsPerOffice]);
  if (!talks || !offices.value) return failure ?? offices.failure ? <FailureNotice failure={failure ?? offices.failure} /> : <Busy />;
  if (talks.length === 0) return <Empty title={t('hall.requests-none')}>{t('hall.requests-none-hint')}</Empty>;
  const counts = countsOf(talks);
  const change = (next: Partial<Filter>): void => { setFilter({ ...filter, ...next }); setMost(atOnce); };
  const named = of.map((load) => ({ ...load, label: party(load.office) })).sort((a, b) => a.label.localeCompare(b.label));
  const withCount = (label: string, count: number): string => t('hall.requests-of', { label, count });
  return (
    <div className="stack">
      {forged > 0 && <Notice tone="danger" title={t('talks.forged', { count: forged })}><p>{t('talks.forged-hint')}</p></Notice>}
      <section className="card stack" aria-label={t('hall.requests')}>
        <div className="section-head">
          <h2>{t('hall.requests')}</h2>
          <SheetMenu name={`requests-${session.id}`} title={t('hall.requests')} count={some.length} table={() => sheet(some)} />
        </div>
        <div className="set-up-row">
          <Choice<string> label={t('hall.requests-state')} value={filter.state ?? any} onChange={(state) => change({ state: state === any ? null : state as RequestState })}
            options={[{ value: any, label: withCount(t('hall.requests-any'), talks.length) }, ...requestStates.map((value) => ({ value: value as string, label: withCount(t(`talks.state-of-${value}`), counts[value]) }))]} />
          <Choice<string> label={t('hall.requests-office')} value={filter.office ?? any} onChange={(office) => change({ office: office === any ? null : office as AuthorityId })} options={[{ value: any, label: t('hall.all-offices') }, ...named.map(({ office, label }) => ({ value: office as string, label }))]} />
          <Choice<string> label={t('hall.requests-due')} value={filter.due ?? any} onChange={(due) => change({ due: due === any ? null : due as AuthorityId })} options={[{ value: any, label: t('hall.requests-due-any') }, ...named.filter(({ due, office }) => due > 0 || office === filter.due).map(({ office, label, due }) => ({ value: office as string, label: withCount(label, due) }))]} />
          <Choice<Order> label={t('hall.requests-order')} value={order} onChange={setOrder} options={orders.map((value) => ({ value, label: t(`hall.requests-by-${value}`) }))} />
        </div>
        <p role="status" className="muted">{t('hall.requests-shown', { shown: Math.min(most, some.length), count: some.length })}</p>
        <ul className="rows">{some.slice(0, most).map((talk) => <Row key={talk.id} session={session} talk={talk} />)}</ul>
        {most < some.length && <div><Button onPress={() => setMost(most + atOnce)}>{t('hall.requests-more')}</Button></div>}
      </section>
      <Loads loads={of} onDue={(due) => change({ due, state: null, office: null })} />
    </div>
  );
}

function Row({ session, talk }: { session: MeetingSession; talk: Talk }) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const caseTitle = useCaseTitle(session);
  const { terms: { parties: [asking, ...others], slots, case: about }, state, acts } = talk;
  const due = dueOf(talk);
  return (
    <li>
      <span className="row-words">
        <span>{t('hall.requests-asks', { who: party(asking!), whom: format.list(others.map(party)) })}</span>
        <span className="muted">{t('hall.requests-changed')} {format.moment(acts.at(-1)!.at)} · {t('talks.minutes', { count: slots * session.facts.slotMinutes })}{about !== null && <> · {caseTitle(about)}</>}</span>
        {due.length > 0 && <span className="muted">{t('hall.requests-waits', { who: format.list(due.map(party)) })}</span>}
      </span>
      <span className={state === 'accepted' ? 'tag tag-good' : state === 'declined' || state === 'withdrawn' ? 'tag tag-ended' : 'tag'}>{t(`talks.state-of-${state}`)}</span>
    </li>
  );
}

/** Of each office: what it asked for, against its limit, and what it owes. */
function Loads({ loads: all, onDue }: { loads: readonly OfficeLoad[]; onDue(office: AuthorityId): void }) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const [most, setMost] = useState(atOnce);
  return (
    <section className="card stack" aria-label={t('hall.requests-offices')}>
      <h2>{t('hall.requests-offices')}</h2>
      <ul className="rows">
        {all.slice(0, most).map(({ office, open, limit, of, due, accepted }) => (
          <li key={office}>
            <span className="row-words">
              <span>{party(office)}</span>
              <span className="muted">{limit === null ? t('hall.requests-load', { open, of, accepted }) : t('hall.requests-load-limit', { open, limit, of, accepted })}</span>
            </span>
            {due > 0 && <Button look="quiet" onPress={() => onDue(office)} aria-label={`${party(office)}: ${t('hall.requests-owes', { count: due })}`}>{t('hall.requests-owes', { count: due })}</Button>}
            {limit !== null && open >= limit && limit > 0 && <span className="tag">{t('hall.requests-full', { limit: format.number(limit) })}</span>}
          </li>
        ))}
      </ul>
      {most < all.length && <div><Button onPress={() => setMost(all.length)}>{t('hall.show-all')}</Button></div>}
    </section>
  );
}

/** What is listed, as a spreadsheet has it. */
function useSheet({ facts }: MeetingSession): (talks: readonly Talk[]) => string[][] {
  const t = useText();
  const party = useParty();
  const caseTitle = useCaseTitle({ facts });
  return (talks) => [
    [t('hall.requests-state'), t('hall.requests-asking'), t('hall.requests-asked'), t('hall.requests-due'), t('hall.requests-since'), t('hall.requests-changed'), t('hall.minutes-in-all'), t('hall.requests-languages'), t('talks.reason'), ...(facts.cases.length > 0 ? [t('hall.filter-case')] : [])],
    ...talks.map((talk) => {
      const { state, asking, terms: { parties, slots, languages, case: about }, acts, ended } = talk;
      return [t(`talks.state-of-${state}`), party(asking), parties.slice(1).map(party).join('; '), dueOf(talk).map(party).join('; '), acts[0]!.at, acts.at(-1)!.at, String(slots * facts.slotMinutes), languages?.join(' – ') ?? '', ended?.reason ? t(`talks.reason-${ended.reason}`) : '', ...(facts.cases.length > 0 ? [about === null ? '' : caseTitle(about)] : [])].map(unisolated);
    }),
  ];
}
