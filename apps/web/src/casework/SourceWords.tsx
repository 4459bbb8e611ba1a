import '../messaging/passed.css';
import { Link } from 'wouter';
import type { DossierSource } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { ConditionList } from '../offers/ConditionList.js';
import { sourcePath } from './source-place.js';

/** Who said it where and when, with its codes, in those words. Whoever is not inside there reads the words alone. */
export function SourceWords({ source }: { source: Omit<DossierSource, 'use'> }) {
  const { place, by: _by, at: _at, words, conditions: _conditions, ...marking } = source;
  const t = useText();
  const titleOf = useSpaceTitle();
  const space = (useSpaces().value ?? []).find(({ id }) => id === place.space);
  return (
    <div className="stack-tight">
      <p><SourceLine source={source} /></p>
      <p>{space === undefined ? <span className="muted">{t('request.source-outside')}</span> : <Link href={sourcePath(place)}>{t('request.source-see', { title: isolated(titleOf(space)) })}</Link>}</p>
      <Marks marking={marking} />
      <SourceConditions source={source} />
      <blockquote className="forward-preview"><p dir="auto" className="said">{words}</p></blockquote>
    </div>
  );
}

/** What binds whoever uses it, where it was accepted under conditions. */
export function SourceConditions({ source: { conditions } }: { source: Pick<DossierSource, 'conditions'> }) {
  const t = useText();
  return conditions && <div><p><strong>{t('offer.conditions')}</strong> <span className="muted">{t('offer.conditions-bind')}</span></p><ConditionList conditions={conditions} /></div>;
}

/** Who said it, when, and of what kind it is. */
export function SourceLine({ source: { place, by, at } }: { source: Pick<DossierSource, 'place' | 'by' | 'at'> }) {
  const t = useText();
  const format = useFormat();
  const who = usePerson()(by);
  return t(`request.source-${place.kind}`, { who: who === undefined ? t('person.unknown') : t('request.source-who', { name: isolated(who.name), authority: isolated(who.authority.name) }), at: format.moment(at) });
}
