import { Confirm } from '../design/Confirm.js';
import { useText } from '../i18n/text.js';

/** What it means that somebody becomes an owner, or is none any more: said before it is done. */
export function OwnerConfirm({ name, change, onConfirm, onClose }: { name: string; change: 'make' | 'end' | 'give-up'; onConfirm(): void; onClose(): void }) {
  const t = useText();
  const title = change === 'give-up' ? t('owner.give-up-title') : t(`owner.${change}-title`, { name });
  return <Confirm title={title} confirm={t(`owner.${change}-do`)} danger={change !== 'make'} onConfirm={onConfirm} onClose={onClose}>{t(`owner.${change}-text`)}</Confirm>;
}
