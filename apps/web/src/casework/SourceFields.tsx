import { useState } from 'react';
import type { DossierSource } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { useText } from '../i18n/text.js';
import { SourceUseField } from './SourceUseField.js';
import { SourceWords } from './SourceWords.js';

/** Where the draft comes from, beside what is written of it: its words do not go out by themselves. It can be left out, as where what it names is gone, and taken back while the form is open. */
export function SourceFields({ source, onChange }: { source: DossierSource | null; onChange(source: DossierSource | null): void }) {
  const t = useText();
  const [left, setLeft] = useState<DossierSource | null>(null);
  if (source === null && left === null) return null;
  const toggle = (): void => {
    setLeft(source);
    onChange(source === null ? left : null);
  };
  return (
    <section className="card stack" aria-label={t('request.source')}>
      <h2>{t('request.source')}</h2>
      <p className="muted" role="status">{t(source === null ? 'request.source-left-out' : 'request.source-inside')}</p>
      {source !== null && <SourceWords source={source} />}
      {source !== null && <SourceUseField use={source.use} handling={source.handling} onChange={(use) => onChange({ ...source, use })} />}
      <div className="row"><Button look="quiet" onPress={toggle}>{t(source === null ? 'request.source-take-back' : 'request.source-leave-out')}</Button></div>
    </section>
  );
}
