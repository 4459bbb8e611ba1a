import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { RefusedStep } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { RefusalLine } from './RefusalNotice.js';
import { useLawWords } from './words.js';

/** Tells whoever took a step that another came first and theirs does not stand. */
export function StepRefused({ space, refused, onClose }: { space: SpaceId; refused: RefusedStep; onClose(): void }) {
  const t = useText();
  const words = useLawWords();
  return (
    <Sheet title={refused.action === null ? t('request.lost-dossier') : t('request.lost-step', { action: words.action(refused.action) })} onClose={onClose}>
      <RefusalLine refusal={refused.refusal} />
      <p className="muted">{t('request.lost-hint')}</p>
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.close')}</Button>
        <Link href={`/requests/${space}`} className="button button-primary" onClick={onClose}>{t('request.open')}</Link>
      </div>
    </Sheet>
  );
}
