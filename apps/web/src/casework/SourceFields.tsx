import type { DossierSource } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { SourceUseField } from './SourceUseField.js';
import { SourceWords } from './SourceWords.js';

/** Where the draft comes from, beside what is written of it: its words do not go out by themselves. */
export function SourceFields({ source, onChange }: { source: DossierSource; onChange(source: DossierSource): void }) {
  const t = useText();
  return (
    <section className="card stack" aria-label={t('request.source')}>
      <h2>{t('request.source')}</h2>
      <p className="muted">{t('request.source-inside')}</p>
      <SourceWords source={source} />
      <SourceUseField use={source.use} handling={source.handling} onChange={(use) => onChange({ ...source, use })} />
    </section>
  );
}
