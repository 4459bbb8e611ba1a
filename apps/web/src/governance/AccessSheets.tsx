import { useState } from 'react';
import type { Instant } from '@comity/contracts';
import type { EndReason, PersonView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { OwnedAlone, useOwnedAlone } from '../messaging/OwnedAlone.js';
import { DayField, endOfDay } from './DayField.js';

const reasons = ['left', 'lost', 'compromised', 'superseded', 'other'] as const satisfies readonly EndReason[];

interface Props { person: PersonView; onClose(): void }

/** Ends somebody's access, now and for a reason, or at the end of a day. */
export function EndAccessSheet({ person, onClose }: Props) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [reason, setReason] = useState<EndReason>('left');
  const [day, setDay] = useState('');
  const [half, setHalf] = useState(false);
  const at = when === 'now' ? null : endOfDay(day);
  const alone = useOwnedAlone(person.id);
  const end = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.endAccess(person.id, { at: at as Instant | null, reason })));
    if (done?.complete === true) onClose();
    else if (done) setHalf(true);
  };
  return (
    <Sheet title={t('devices.access-end-title', { name: person.name })} onClose={onClose}>
      {half ? <Notice tone="info" title={t('desk.half-signed')} role="status" /> : (
        <>
          <Segments label={t('devices.access-when')} value={when} onChange={setWhen} options={[{ value: 'now', label: t('devices.access-now') }, { value: 'day', label: t('devices.access-day') }]} />
          {when === 'now'
            ? <Choice label={t('devices.reason')} value={reason} onChange={setReason} options={reasons.map((value) => ({ value, label: t(`devices.reason-${value}`) }))} />
            : <DayField label={t('devices.access-last-day')} hint={t('devices.access-last-day-hint')} value={day} onChange={setDay} />}
          <p>{when === 'now' ? t('devices.access-end-explain') : t('devices.access-limit-explain')}</p>
          <OwnedAlone spaces={alone} title={t('owner.last-access', { name: person.name, count: alone.length })}>{t('owner.last-access-text')}</OwnedAlone>
          {person.access.mayEnd === 'together' && <Notice tone="info" title={t('devices.access-together')} />}
          <FailureNotice failure={failure} />
        </>
      )}
      <div className="row row-end">
        <Button onPress={onClose}>{half ? t('action.close') : t('action.cancel')}</Button>
        {!half && <Button look="danger" isPending={busy} isDisabled={when === 'day' && at === null} onPress={() => void end()}>{when === 'now' ? t('devices.access-end-do') : t('devices.access-limit-do')}</Button>}
      </div>
    </Sheet>
  );
}

/** Renews an access that ran out or will, under the same key. */
export function RenewAccessSheet({ person, onClose }: Props) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [limit, setLimit] = useState<'unlimited' | 'day'>('day');
  const [day, setDay] = useState('');
  const [half, setHalf] = useState(false);
  const until = limit === 'unlimited' ? null : endOfDay(day);
  const renew = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.renewAccess(person.id, until as Instant | null)));
    if (done?.complete === true) onClose();
    else if (done) setHalf(true);
  };
  return (
    <Sheet title={t('devices.access-renew-title', { name: person.name })} onClose={onClose}>
      {half ? <Notice tone="info" title={t('desk.half-signed')} role="status" /> : (
        <>
          <p className="muted">{t('devices.access-renew-explain')}</p>
          <Segments label={t('devices.access-until-when')} value={limit} onChange={setLimit} options={[{ value: 'day', label: t('devices.access-day') }, { value: 'unlimited', label: t('invite.access-unlimited') }]} />
          {limit === 'day' && <DayField label={t('devices.access-last-day')} hint={t('devices.access-last-day-hint')} value={day} onChange={setDay} />}
          {person.access.mayRenew === 'together' && <Notice tone="info" title={t('devices.access-together')} />}
          <FailureNotice failure={failure} />
        </>
      )}
      <div className="row row-end">
        <Button onPress={onClose}>{half ? t('action.close') : t('action.cancel')}</Button>
        {!half && <Button look="primary" isPending={busy} isDisabled={limit === 'day' && until === null} onPress={() => void renew()}>{t('devices.access-renew-do')}</Button>}
      </div>
    </Sheet>
  );
}
