import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { DeviceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** The name is the person's own: all their devices show it, others go on seeing the certified one. */
export function RenameSheet({ device, onClose }: { device: DeviceView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState(device.name);
  const rename = async (): Promise<void> => { if (await run(async ({ remote }) => { await remote.renameDevice(device.id, name.trim()); return true; })) onClose(); };
  return (
    <Sheet title={t('devices.rename-title')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void rename(); }}>
        <Field label={t('field.device-name')} hint={t('devices.rename-hint', { name: device.certifiedName })} value={name} onChange={setName} isRequired maxLength={60} autoComplete="off" autoFocus />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy} isDisabled={name.trim() === ''}>{t('devices.rename-do')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}

const reasons = ['superseded', 'lost', 'compromised', 'other'] as const;

/** Ends a device for good. What it had it keeps: who lost it unlocked should do more. */
export function EndSheet({ device, onClose }: { device: DeviceView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [reason, setReason] = useState<(typeof reasons)[number]>('superseded');
  const end = async (): Promise<void> => { if (await run((client) => client.act(async (remote) => { await remote.endDevice(device.id, reason); return true; }))) onClose(); };
  return (
    <Sheet title={t('devices.end-title', { name: device.name })} onClose={onClose}>
      <p>{t('devices.end-explain')}</p>
      <Choice label={t('devices.reason')} value={reason} onChange={setReason} options={reasons.map((value) => ({ value, label: t(`devices.device-reason-${value}`) }))} />
      {(reason === 'lost' || reason === 'compromised') && <Notice tone="warning" title={t('devices.lost-unlocked')}><p>{t('devices.lost-unlocked-todo')}</p></Notice>}
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" isPending={busy} onPress={() => void end()}>{t('devices.end-do')}</Button>
      </div>
    </Sheet>
  );
}
