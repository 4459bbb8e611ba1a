import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntryView, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { LongField } from '../design/LongField.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { entryPath } from './place.js';

/** Carries an entry on in a compartment, and strikes it out here with a reason that everybody reads. */
export function MoveSheet({ entry, compartments, onClose }: { entry: EntryView; compartments: readonly SpaceView[]; onClose(): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [to, setTo] = useState<SpaceId | ''>(compartments.length === 1 ? compartments[0]!.id : '');
  const [reason, setReason] = useState(t('register.move-reason'));
  const ready = to !== '' && reason.trim() !== '';
  const move = async (): Promise<void> => {
    if (!ready) return;
    const moved = await run(({ remote }) => remote.moveEntry(entry.space, entry.id, to, reason.trim()));
    if (moved !== undefined) navigate(entryPath(to, moved), { replace: true });
  };
  return (
    <Sheet title={t('register.move-title', { title: entry.title })} onClose={() => { if (!busy) onClose(); }}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void move(); }}>
        <p>{t('register.move-hint')}</p>
        <Choice<SpaceId | ''> label={t('register.compartment')} value={to} onChange={setTo} options={[...(compartments.length === 1 ? [] : [{ value: '' as const, label: t('register.choose') }]), ...compartments.map(({ id, title }) => ({ value: id, label: title ?? t('space.untitled') }))]} />
        <LongField label={t('register.reason')} hint={t('register.move-reason-hint')} value={reason} onChange={setReason} isRequired maxLength={registerLimits.reason} rows={2} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button isDisabled={busy} onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={!ready} isPending={busy}>{t('register.move-do')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
