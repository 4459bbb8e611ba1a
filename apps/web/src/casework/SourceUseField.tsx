import type { DossierSource, SourceUse } from '@comity/sdk';
import { Segments } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';

/** What the information is to serve as; `''`: not said yet. H1 keeps it out of court until whoever gave it permits that. */
export function SourceUseField({ use, handling, onChange }: { use: SourceUse | ''; handling: DossierSource['handling']; onChange(use: SourceUse): void }) {
  const t = useText();
  return (
    <>
      <Segments<SourceUse | ''> label={t('request.source-use')} value={use} onChange={(chosen) => { if (chosen !== '') onChange(chosen); }} options={(['intelligence', 'evidence'] as const).map((value) => ({ value, label: t(`request.source-${value}`) }))} />
      {use !== '' && <p className="hint">{t(`request.source-${use}-hint`)}</p>}
      {use === 'evidence' && handling === 'H1' && <Notice tone="warning" role="status" title={t('request.source-h1')}><p>{t('request.source-h1-hint')}</p></Notice>}
    </>
  );
}
