import type { DossierSource } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { SourceWords } from './SourceWords.js';

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
