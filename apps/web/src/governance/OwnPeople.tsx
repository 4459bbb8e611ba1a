import { Link } from 'wouter';
import { usePeople, useSelf } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { useRoleName } from '../identity/role-name.js';
import { AccessActions, useAccessWords } from './Access.js';

/** The people one answers for, and how long they may stay. */
export function OwnPeople() {
  const t = useText();
  const self = useSelf();
  const roleName = useRoleName();
  const words = useAccessWords();
  const people = (usePeople().value ?? []).filter((person) => person.authority.id === self.authority && person.id !== self.practitioner);
  const order = [...people].sort((a, b) => Number(b.current) - Number(a.current) || a.name.localeCompare(b.name));
  return (
    <section className="card">
      <h2>{t('devices.own-people')}</h2>
      {order.length === 0 && <p className="muted list-none">{t('devices.own-people-none')}</p>}
      <ul className="rows">
        {order.map((person) => (
          <li key={person.id}>
            <Icon name="person" />
            <span className="row-words"><Link href={`/directory/${person.id}`}><bdi>{person.name}</bdi></Link><span className="muted">{roleName(person.role)} · {words(person)}</span></span>
            {!person.current && <span className="tag tag-ended">{t('device.ended')}</span>}
            <AccessActions person={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}
