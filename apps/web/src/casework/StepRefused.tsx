import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { RefusedStep, StepRefusal } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { useText, type PlainId } from '../i18n/text.js';
import { RefusalLine } from './RefusalNotice.js';
import { useLawWords } from './words.js';
import { WroteWords } from './Wrote.js';

/** What to do about it. */
const hints: Partial<Record<StepRefusal['code'], PlainId>> = { overtaken: 'request.lost-hint', 'ahead-of-its-time': 'request.lost-hint-clock' };

/** Tells whoever took a step that theirs does not stand, why, and where their words are. */
export function StepRefused({ space, refused, onClose }: { space: SpaceId; refused: RefusedStep; onClose(): void }) {
  const t = useText();
  const words = useLawWords();
  return (
    <Sheet title={refused.action === null ? t('request.lost-dossier') : t('request.lost-step', { action: words.action(refused.action) })} onClose={onClose}>
      <RefusalLine refusal={refused.refusal} />
      <p className="muted">{t(hints[refused.refusal.code] ?? 'request.lost-hint-rule')}</p>
      {refused.wrote && <p className="muted">{t('request.lost-words')}</p>}
      {refused.wrote && <WroteWords wrote={refused.wrote} />}
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.close')}</Button>
        <Link href={`/requests/${space}`} className="button button-primary" onClick={onClose}>{t('request.open')}</Link>
      </div>
    </Sheet>
  );
}
