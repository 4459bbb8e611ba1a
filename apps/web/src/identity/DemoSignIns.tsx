import './demo.css';
import { useState } from 'react';
import { useAction } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { Monogram } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { signInDemo, type DemoPerson } from './demo.js';
import { useRoleName } from './role-name.js';

/** Published sign-ins of a demo network, grouped by authority: one click takes the ordinary path. */
export function DemoSignIns({ people }: { people: readonly DemoPerson[] }) {
  const t = useText();
  const state = useStateName();
  const roleName = useRoleName();
  const { run, busy, failure } = useAction();
  const [chosen, setChosen] = useState<string | null>(null);
  const [wait, setWait] = useState(0);
  const groups = [...new Map(people.map((person) => [person.authority, people.filter((other) => other.authority === person.authority)]))];
  const start = (person: DemoPerson): void => {
    setChosen(person.login);
    void run((client) => signInDemo(client, person, setWait));
  };
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demo.title')}</h2>
      <p className="muted">{t('demo.lead')}</p>
      <p role="status" className="demo-status">{busy ? (wait > 0 ? t('demo.waiting', { seconds: wait }) : t('demo.signing-in')) : ''}</p>
      <FailureNotice failure={failure} />
      {groups.map(([authority, members]) => (
        <div key={authority} className="demo-group">
          <h3><bdi>{authority}</bdi> <span className="muted">{state(members[0]?.state ?? '')}</span></h3>
          <ul>
            {members.map((person) => (
              <li key={person.login}>
                <button type="button" className="demo-person" disabled={busy} onClick={() => start(person)}>
                  <Monogram id={person.login} name={person.name} />
                  <span className="person-words">
                    <span className="person-name"><bdi>{person.name}</bdi></span>
                    <span className="affiliation">{roleName(person.role)} · {state(person.state)}</span>
                  </span>
                  {busy && chosen === person.login ? <span className="spinner" aria-hidden="true" /> : <Icon name="forward" />}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
