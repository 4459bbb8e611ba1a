/** How people appear everywhere: a monogram, the name, the authority and its State, and whether their key was compared. */
import type { ReactNode } from 'react';
import type { PersonView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { Icon } from './Icon.js';
import { initials } from './initials.js';

/** A steady one of eight tints per person. */
export const tint = (id: string): number => [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 8, 0);

export function Monogram({ id, name, size = 'normal' }: { id: string; name: string; size?: 'small' | 'normal' | 'large' }) {
  return <span className={`monogram monogram-${size} tint-${tint(id)}`} aria-hidden="true">{initials(name)}</span>;
}

export function Verification({ person }: { person: PersonView }) {
  const t = useText();
  if (!person.current) return <span className="mark mark-ended"><Icon name="refused" small /><span className="mark-text">{t('person.ended')}</span></span>;
  const label = person.verified ? t('person.verified') : t('person.unverified');
  return (
    <span className={person.verified ? 'mark mark-verified' : 'mark mark-unverified'} title={label}>
      <Icon name={person.verified ? 'verified' : 'unverified'} small />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

export function Affiliation({ person }: { person: PersonView }) {
  const state = useStateName();
  return <span className="affiliation"><bdi>{person.authority.name}</bdi> · {state(person.authority.state)}</span>;
}

export function PersonLine({ person, detail }: { person: PersonView; detail?: ReactNode }) {
  return (
    <span className="person-line">
      <Monogram id={person.id} name={person.name} />
      <span className="person-words">
        <span className="person-name"><bdi>{person.name}</bdi> <Verification person={person} /></span>
        <Affiliation person={person} />
        {detail !== undefined && <span className="muted">{detail}</span>}
      </span>
    </span>
  );
}
