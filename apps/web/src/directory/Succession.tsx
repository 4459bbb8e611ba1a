import { Link } from 'wouter';
import type { PersonView } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** The same person under another identity, as their focal point signed it; what was compared for the one does not hold for the other. */
export function Succession({ person }: { person: PersonView }) {
  const t = useText();
  const format = useFormat();
  const self = useSelf();
  const lookUp = usePerson();
  const earlier = person.supersedes === null ? undefined : lookUp(person.supersedes);
  const officers = self.role === 'officer' && person.role === 'officer' && person.id !== self.practitioner;
  return (
    <>
      {person.successor !== null && (
        <Notice tone="info" title={t('anew.replaced', { name: person.name })} action={<Link href={`/directory/${person.successor}`} className="button button-plain">{t('anew.to-new')}</Link>}>
          <p>{t('anew.replaced-hint')}</p>
        </Notice>
      )}
      {earlier !== undefined && (
        <Notice tone={person.verified ? 'info' : 'warning'} title={t('anew.successor', { name: person.name, moment: format.moment(earlier.access.ended?.at ?? earlier.access.until ?? '') })} action={<Link href={`/directory/${earlier.id}`} className="button button-plain">{t('anew.to-earlier')}</Link>}>
          {!person.verified && <p>{earlier.verified ? t('anew.compare-again') : t('anew.compare')}</p>}
        </Notice>
      )}
      {officers && <Notice tone="info" title={t('anew.officer')}><p>{t('anew.officer-hint')}</p></Notice>}
    </>
  );
}
