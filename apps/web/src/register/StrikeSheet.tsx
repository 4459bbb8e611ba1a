import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntryView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { LongField } from '../design/LongField.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
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
    <Sheet title={t('register.strike-title', { title: entry.title })} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void strike(); }}>
        <p>{t('register.strike-hint')}</p>
        <LongField label={t('register.reason')} value={reason} onChange={setReason} isRequired autoFocus maxLength={registerLimits.reason} rows={2} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="danger" type="submit" isDisabled={!ready} isPending={busy}>{t('register.strike')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
