import './casework.css';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AuthorityId } from '@comity/contracts';
import type { DossierSource, SourceUse } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { forbiddingReasons } from '../messaging/forbidding.js';
import { forbids } from '../messaging/forwarding.js';
import { isPlain } from '../messaging/marking.js';
import { mostSought, type DraftedAsset } from './asset-of.js';
import { DraftedFrom } from './DraftedFrom.js';
import { draftOfSource } from './draft-of-source.js';
import { writtenAnew } from './draft.js';
import { originOf } from './source-place.js';
import { SourceUseField } from './SourceUseField.js';
import { SourceWords } from './SourceWords.js';

/** Makes a draft request of what was said informally. `requested`: the one on the other side, if that is certain. `asset`: what it is about, where that is to be recovered. `own`: this person's own words, theirs to give. */
export function DraftFrom({ source, requested, asset = null, own, onClose }: { source: Omit<DossierSource, 'use'>; requested: AuthorityId | null; asset?: DraftedAsset | null; own: boolean; onClose(): void }) {
  const t = useText();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [use, setUse] = useState<SourceUse | ''>('');
  const [taken, setTaken] = useState(false);
  const forbidden = forbids(source, own);
  // What is being written of another request stays; of this one it is gone on with.
  const begin = async (): Promise<void> => {
    if (use === '') return;
    const made = await run(async ({ remote }) => {
      const kept = writtenAnew.read(await remote.draft(null, 'request'));
      if (kept !== null) return kept.draft.source !== null && originOf(kept.draft.source.place) === originOf(source.place);
      await remote.saveDraft(null, writtenAnew.write({ draft: draftOfSource({ ...source, use }, requested, asset), base: null }), 'request');
      return true;
    });
    if (made === true) { onClose(); navigate('/requests/new'); } else setTaken(made === false);
  };
  return (
    <Sheet title={t('request.source-draft')} onClose={onClose} wide>
      <div className="stack">
        <SourceWords source={source} />
        <DraftedFrom origin={originOf(source.place)} />
        {forbidden !== null && <Notice tone="warning" title={t('request.source-forbidden')}><p>{t(forbiddingReasons[forbidden])}</p><p>{t('request.source-forbidden-hint')}</p></Notice>}
        {forbidden === null && <SourceUseField use={use} handling={source.handling} onChange={setUse} />}
        {forbidden === null && asset?.cut === true && isPlain(source) && <Notice tone="info" title={t('request.source-cut')}><p>{t('request.source-cut-hint', { count: format.number(mostSought) })}</p></Notice>}
        {forbidden === null && <p className="muted">{t('request.source-inside')}</p>}
        {taken && <Notice tone="warning" role="status" title={t('talks.promote-taken')} action={<Link href="/requests/new" className="button button-plain">{t('request.open')}</Link>} />}
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{forbidden === null ? t('action.cancel') : t('action.close')}</Button>
          {forbidden === null && <Button look="primary" icon="request" isDisabled={use === ''} isPending={busy} onPress={() => void begin()}>{t('request.source-begin')}</Button>}
        </div>
      </div>
    </Sheet>
  );
}
