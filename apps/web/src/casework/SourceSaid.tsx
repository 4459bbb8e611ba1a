import type { AuthorityId } from '@comity/contracts';
import type { DossierSource } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { SourceConditions, SourceLine, SourceWords } from './SourceWords.js';

/** Where a request comes from, for the side that drafted it. */
export function SourceSaid({ source }: { source: DossierSource }) {
  const t = useText();
  return (
    <section className="card stack-tight" aria-label={t('request.source')}>
      <h2>{t('request.source')}</h2>
      <p><span className="tag">{t(`request.source-${source.use}`)}</span></p>
      <p className="muted">{t('request.source-inside')}</p>
      <SourceWords source={source} />
    </section>
  );
}

/** For whoever reviews or sends it: that there was contact before, with whom, what binds it, and that the other side does not read this. At a meeting others were, whoever of them wrote it down. */
export function SourceBefore({ source, requesting }: { source: DossierSource; requesting: AuthorityId }) {
  const t = useText();
  const authority = usePerson()(source.by)?.authority.id;
  const theirs = source.place.kind === 'meeting' || (authority !== undefined && authority !== requesting);
  return (
    <div className="hint stack-tight">
      <p>{t('request.source-contact', { theirs: theirs ? 'yes' : 'no' })} <SourceLine source={source} /> <span className="tag">{t(`request.source-${source.use}`)}</span></p>
      <SourceConditions source={source} />
      <p>{t('request.source-inside')}</p>
    </div>
  );
}
