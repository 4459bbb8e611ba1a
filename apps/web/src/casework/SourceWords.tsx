import { Link } from 'wouter';
import type { DossierSource } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { sourcePath } from './source-place.js';

/** Who said it where and when, with its codes, in those words. Whoever is not inside there reads the words alone. */
export function SourceWords({ source: { place, by, at, words, ...marking } }: { source: Omit<DossierSource, 'use'> }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const titleOf = useSpaceTitle();
  const space = (useSpaces().value ?? []).find(({ id }) => id === place.space);
  const who = person(by);
  return (
    <div className="stack-tight">
      <p>{t(`request.source-${place.kind}`, { who: who === undefined ? t('person.unknown') : t('request.source-who', { name: isolated(who.name), authority: isolated(who.authority.name) }), at: format.moment(at) })}</p>
      <p>{space === undefined ? <span className="muted">{t('request.source-outside')}</span> : <Link href={sourcePath(place)}>{t('request.source-see', { title: isolated(titleOf(space)) })}</Link>}</p>
      <Marks marking={marking} />
      <blockquote className="forward-preview"><p dir="auto" className="said">{words}</p></blockquote>
    </div>
  );
}
