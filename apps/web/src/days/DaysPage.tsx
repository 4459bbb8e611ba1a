import '../meetings/set-up.css';
import './days.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useNow } from '../casework/hooks.js';
import { useAuthority, useClient, useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { useStateDays } from './hooks.js';
import { Year, type Said } from './Year.js';

/** The working days of a State in a year: whose word they are, and, for its focal points, what they are. Deadlines and talks of all count by them. */
export function DaysPage({ state: asked }: { state: string }) {
  const t = useText();
  const name = useStateName();
  const [, navigate] = useLocation();
  const own = useAuthority()(useSelf().authority)?.state ?? '';
  const { value: authorities } = useWatch(useClient().authorities());
  const thisYear = useNow().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [said, setSaid] = useState<{ of: string; said: Said } | null>(null);
  const state = asked === '' ? own : asked;
  const { value: views, failure } = useStateDays(state);
  const states = [...new Set([...(authorities ?? []).filter(({ kind }) => kind !== 'secretariat').map((each) => each.state), state])].filter((each) => each !== '');
  const [view] = views ?? [], of = `${state} ${year}`;
  return (
    <Page title={t('days.title')} lead={t('days.lead')} back="/sessions">
      <FailureNotice failure={failure} />
      <div className="set-up-row">
        <Choice label={t('days.state')} value={state} onChange={(value) => navigate(`/sessions/days/${value}`)} options={states.map((value) => ({ value, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label))} />
        <Choice label={t('days.year')} value={String(year)} onChange={(value) => setYear(Number(value))} options={[-1, 0, 1, 2, 3].map((after) => String(thisYear + after)).map((value) => ({ value, label: value }))} />
      </div>
      {view?.state === state ? <Year key={of} view={view} year={year} onSaid={(next) => setSaid(next && { of, said: next })} /> : !failure && <Busy />}
      <p role="status">{said?.of === of && t(said.said)}</p>
    </Page>
  );
}
