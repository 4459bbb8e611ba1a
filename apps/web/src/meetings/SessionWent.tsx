import '../casework/casework.css';
import { outcomeOf } from '@comity/casework';
import type { MeetingSession } from '@comity/contracts';
import { useNow, useParty } from '../casework/hooks.js';
import { useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { BecameTag, useSaidWords } from './MeetingOutcome.js';
import { usePublished, useRequests } from './hooks.js';
import { useOutcomesWatch } from './talks.js';
import { useWallFormat } from './wall.js';

const SessionFigures = later(() => import('../figures/FiguresPage.js').then((m) => ({ default: m.SessionFigures })));

/** For the secretariat: what parties say of the meetings that began, what was not as planned first, and the figures. */
export function SessionWent({ session }: { session: MeetingSession }) {
  return (
    <div className="stack">
      <Told session={session} />
      <Later fallback={<Busy />}><SessionFigures session={session.id} title={session.facts.title} /></Later>
    </div>
  );
}

function Told({ session: { id } }: { session: MeetingSession }) {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const party = useParty();
  const says = useSaidWords();
  const now = useNow();
  const meetings = usePublished(id).value?.meetings ?? [];
  const requests = useRequests(id).value ?? [];
  const told = useWatch(useOutcomesWatch(id)).value ?? [];
  const rows = meetings.filter(({ startsAt }) => new Date(startsAt) <= now).flatMap((meeting) => {
    const terms = requests.find((each) => each.id === meeting.request)?.terms;
    return terms === undefined ? [] : [{ meeting, ...outcomeOf(terms.parties, told.find(({ request }) => request === meeting.request)?.words ?? [], meeting.at) }];
  });
  const amiss = rows.filter(({ state }) => state !== 'held' && state !== 'untold');
  return (
    <section className="card" aria-label={t('hall.went-amiss')}>
      <h2>{t('hall.went-amiss')}</h2>
      {amiss.length === 0 && <p className="muted">{t(rows.length === 0 ? 'hall.went-none' : 'hall.went-well')}</p>}
      {amiss.length > 0 && (
        <ul className="rows">
          {amiss.map(({ meeting, state, words }) => (
            <li key={meeting.request}>
              <span className="row-words">
                <bdi>{format.list(meeting.parties.map(party))}</bdi>
                <span className="muted">{wall.at(meeting.at)}</span>
                {[...words.values()].map((word) => <span key={word.authority} className="muted">{says(word)}</span>)}
              </span>
              <BecameTag state={state} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
