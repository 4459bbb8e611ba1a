import { useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntryView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { FormSheet } from '../design/FormSheet.js';
import { LongField } from '../design/LongField.js';
import { useText } from '../i18n/text.js';

/** Strikes an entry out, with a reason that stays beside it. */
export function StrikeSheet({ space, entry, onClose }: { space: SpaceId; entry: EntryView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  const strike = async (): Promise<void> => {
    if (ready && await run(({ remote }) => remote.strikeEntry(space, entry.id, reason.trim()).then(() => true))) onClose();
  };
  return (
    <FormSheet title={t('register.strike-title', { title: entry.title })} submit={t('register.strike')} look="danger" ready={ready} busy={busy} failure={failure} onSubmit={() => void strike()} onClose={onClose}>
      <p>{t('register.strike-hint')}</p>
      <LongField label={t('register.reason')} value={reason} onChange={setReason} isRequired autoFocus maxLength={registerLimits.reason} rows={2} />
    </FormSheet>
  );
}
