import { Confirm } from '../design/Confirm.js';
import { useText } from '../i18n/text.js';
import type { MemberAction } from './MemberMenu.js';

/** What it means that somebody goes, becomes an owner, or is none any more: said before it is done. */
export function MemberConfirm({ name, action, onConfirm, onClose }: { name: string; action: MemberAction; onConfirm(): void; onClose(): void }) {
  const t = useText();
  if (action === 'remove') return <Confirm title={t('space.remove-title', { name })} confirm={t('space.remove')} danger onConfirm={onConfirm} onClose={onClose}>{t('space.remove-text')}</Confirm>;
  const title = action === 'give-up' ? t('owner.give-up.title') : t(`owner.${action}.title`, { name });
  return <Confirm title={title} confirm={t(`owner.${action}.do`)} danger={action !== 'make'} onConfirm={onConfirm} onClose={onClose}>{t(`owner.${action}.text`)}</Confirm>;
}
