import { meetingLimits, type ForumCase, type MeetingSessionId, type RequestState } from '@comity/contracts';
import { Button, IconButton } from '../design/Button.js';
import { useText } from '../i18n/text.js';
import { caseFault, referenceOf, withCases } from './cases.js';
import { useRequests } from './hooks.js';
import { Plain } from './Plain.js';

const over: ReadonlySet<RequestState | null> = new Set<RequestState | null>(['declined', 'withdrawn']);

/** The cases of a forum: numbers or references that offices know. What a case is about stands nowhere here. */
export function SessionCases({ session, cases, onChange }: { session: MeetingSessionId | null; cases: readonly ForumCase[]; onChange(cases: ForumCase[]): void }) {
  const t = useText();
  const fault = caseFault(cases);
  return (
    <fieldset className="stack set-up-days">
      <legend>{t('hall.cases')}</legend>
      <p className="hint">{t('hall.cases-hint')}</p>
      {session === null ? <Rows cases={cases} wanted={() => 0} onChange={onChange} /> : <Held session={session} cases={cases} onChange={onChange} />}
      {cases.length < meetingLimits.cases && <div className="row"><Button icon="plus" onPress={() => onChange(withCases(cases, 1, () => crypto.randomUUID()))}>{t('hall.case-add')}</Button><Button icon="plus" onPress={() => onChange(withCases(cases, 10, () => crypto.randomUUID()))}>{t('hall.case-add-ten')}</Button></div>}
      <p role="status" className={fault ? 'field-error' : 'muted'}>{fault ? t(`hall.${fault}`) : t('hall.cases-count', { count: cases.length })}</p>
    </fieldset>
  );
}

function Held({ session, cases, onChange }: { session: MeetingSessionId; cases: readonly ForumCase[]; onChange(cases: ForumCase[]): void }) {
  const { value: requests } = useRequests(session);
  return <Rows cases={cases} wanted={(id) => requests?.filter(({ terms, state }) => terms.case === id && !over.has(state)).length ?? 0} onChange={onChange} />;
}

/** What requests that are open name stays. */
function Rows({ cases, wanted, onChange }: { cases: readonly ForumCase[]; wanted(id: string): number; onChange(cases: ForumCase[]): void }) {
  const t = useText();
  return (
    <ol className="set-up-cases">
      {cases.map(({ id, reference }, i) => {
        const requests = wanted(id);
        return (
          <li key={id}>
            <Plain label={t('hall.case-number', { number: i + 1 })} value={reference} onChange={(typed) => onChange(cases.map((each) => (each.id === id ? { id, reference: referenceOf(typed) } : each)))} dir="ltr" maxLength={20} required />
            {requests > 0 ? <span className="muted">{t('hall.case-wanted', { count: requests })}</span> : <IconButton icon="close" label={t('hall.case-remove', { number: i + 1 })} onPress={() => onChange(cases.filter((each) => each.id !== id))} />}
          </li>
        );
      })}
    </ol>
  );
}
