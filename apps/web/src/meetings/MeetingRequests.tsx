import '../casework/casework.css';
import './talks.css';
import { Link } from 'wouter';
import type { AuthorityId, MeetingSession, MeetingSessionId } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { LimitNotice } from './MeetingLimits.js';
import { MeetingPage } from './MeetingPage.js';
import { openOf, shutOf, turnOf, turns, type Talk } from './meeting-request.js';
import { useCaseTitle, useOthers } from './MeetingWords.js';
import { Ask, AskAgain } from './Ask.js';
import { askPath, talkPath, useOfficesWatch, useTalks, useUnseen } from './talks.js';

/** Requests in and out, one of them, or a new one. `rest`: behind `requests/`. */
export function MeetingRequests({ session, rest }: { session: MeetingSession; rest: string }) {
  const [what = '', office = '', from = '', request = ''] = rest.split('/');
  if (what === 'new' && office === 'after') return <AskAgain key={request} session={session} from={from as MeetingSessionId} request={request} />;
  if (what === 'new') return <Ask key={office} session={session} office={office} />;
  return what === '' ? <List session={session} /> : <MeetingPage key={what} session={session} id={what} />;
}

function List({ session }: { session: MeetingSession }) {
  const t = useText();
  const self = useSelf();
  const now = useNow();
  const { talks, forged, failure } = useTalks(session.id);
  const { value: offices } = useWatch(useOfficesWatch(session.id));
  if (!talks) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const groups = Map.groupBy(talks, (talk) => turnOf(talk, self.authority));
  const limit = offices?.find(({ authority }) => authority === self.authority)?.requests ?? session.facts.requestsPerOffice;
  const shut = shutOf(session.facts, openOf(talks, self.authority), limit, now);
  const ask = shut === null ? <Link href={askPath(session.id)} className="button button-primary"><Icon name="plus" /><span>{t('talks.ask')}</span></Link> : undefined;
  return (
    <div className="stack">
      <div className="section-head"><h2>{t('talks.requests')}</h2>{talks.length > 0 && ask}</div>
      <FailureNotice failure={failure ?? null} />
      {forged > 0 && <Notice tone="danger" title={t('talks.forged', { count: forged })}><p>{t('talks.forged-hint')}</p></Notice>}
      <LimitNotice session={session} talks={talks} own={self.authority} limit={limit} />
      {talks.length === 0 && <Empty title={t('talks.none')} action={ask}>{t('talks.none-hint')}</Empty>}
      {turns.map((turn) => {
        const some = groups.get(turn);
        return some && <section key={turn} className="card" aria-label={t(`talks.turn-${turn}`)}><h3>{t(`talks.turn-${turn}`)}</h3><ul className="rows">{some.map((talk) => <Row key={talk.id} session={session} talk={talk} own={self.authority} />)}</ul></section>;
      })}
    </div>
  );
}

function Row({ session, talk, own }: { session: MeetingSession; talk: Talk; own: AuthorityId }) {
  const t = useText();
  const format = useFormat();
  const others = useOthers(own);
  const unseen = useUnseen(session.id)(talk);
  const caseTitle = useCaseTitle(session);
  const { terms: { parties, case: about }, consents, state, asking, acts } = talk;
  return (
    <li>
      <Icon name={asking === own ? 'up' : 'down'} />
      <span className="row-words">
        <Link href={talkPath(session.id, talk.id)}><bdi>{others(talk)}</bdi></Link>
        <span className="muted">{t(asking === own ? 'talks.asked-by-us' : 'talks.asked-of-us')} · {format.moment(acts.at(-1)!.at)}{about !== null && <> · {caseTitle(about)}</>}{parties.length > 2 && <> · {t('talks.consents', { count: consents.size, of: parties.length })}</>}</span>
      </span>
      {unseen && <span className="tag tag-new">{t('talks.unseen')}</span>}
      <span className={state === 'accepted' ? 'tag tag-good' : state === 'declined' || state === 'withdrawn' ? 'tag tag-ended' : 'tag'}>{t(`talks.state-of-${state}`)}</span>
    </li>
  );
}
