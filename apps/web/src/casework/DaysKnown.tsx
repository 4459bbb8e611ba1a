import './days-known.css';
import { Link } from 'wouter';
import type { KnownDays } from '@comity/casework';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { useParty } from './hooks.js';

const stated = { stated: 'request.days-stated', verified: 'request.days-kept', unverified: 'request.days-partly' } as const;

/** By whose word the days of each State are counted: it stated them itself, they were compared with its law, or neither; whoever stated any of them is named. */
export function DaysKnown({ days }: { days: readonly KnownDays[] }) {
  const t = useText();
  const format = useFormat();
  const name = useStateName();
  const party = useParty();
  return days.map(({ state, known, authority, at }) => (
    <Link key={state} href={`/sessions/days/${state}`} className={known === 'unverified' ? 'tag days-known' : 'muted'}>
      {authority !== null && at !== null ? t(stated[known], { state: isolated(name(state)), name: party(authority), on: format.moment(at) }) : t(known === 'verified' ? 'request.days-verified' : 'request.days-unverified', { state: isolated(name(state)) })}
    </Link>
  ));
}
