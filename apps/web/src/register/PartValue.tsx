import { fieldsOf, type EntryKind } from '@comity/contracts/register';
import { useText } from '../i18n/text.js';
import { evaluationWords } from '../messaging/Marks.js';
import { isPlain, tlpName } from '../messaging/marking.js';
import type { Content, Part } from './parts.js';
import { useValueWords } from './words.js';

/** A part of an entry as one reads it; what is not stated says so. `titles`: of the entries that links name. */
export function PartValue({ kind, part, content, titles }: { kind: EntryKind; part: Part; content: Content; titles?: ReadonlyMap<string, string> }) {
  const t = useText();
  const words = useValueWords();
  const nothing = <span className="muted">{t('register.empty-value')}</span>;
  if (part === 'title') return <bdi>{content.title}</bdi>;
  if (part === 'links') return content.links.length === 0 ? nothing : <ul className="register-plain">{content.links.map(({ to, label }) => <li key={to}><bdi>{label}</bdi>: <bdi>{titles?.get(to) ?? t('register.link-unread')}</bdi></li>)}</ul>;
  if (part === 'marking') {
    const { handling, restriction, evaluation, tlp } = content.marking;
    if (isPlain(content.marking)) return nothing;
    return (
      <ul className="register-plain">
        {handling !== 'none' && <li>{t(`handling.${handling}`)}{restriction !== null && <>: <bdi>{restriction}</bdi></>}</li>}
        {evaluation && <li>{evaluationWords(t, evaluation)}</li>}
        {tlp && <li><bdi>{tlpName(tlp)}</bdi>: {t(`talk-tlp.${tlp}`)}</li>}
      </ul>
    );
  }
  const field = fieldsOf(kind).find(({ id }) => id === part);
  const value = content.fields[part];
  if (!field || value === undefined) return nothing;
  const said = words(field, value);
  return field.shape === 'text' ? <p className="register-words" dir="auto">{said}</p> : <bdi>{said}</bdi>;
}
