import { useState } from 'react';
import type { PersonView } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

const EndAccessSheet = later(() => import('./AccessSheets.js').then((m) => ({ default: m.EndAccessSheet })));
const RenewAccessSheet = later(() => import('./AccessSheets.js').then((m) => ({ default: m.RenewAccessSheet })));
const VouchAnewSheet = later(() => import('./VouchAnewSheet.js').then((m) => ({ default: m.VouchAnewSheet })));

/** In words: since when it is over and why, or until when it lasts. */
export function useAccessWords(): (person: PersonView) => string {
  const t = useText();
  const format = useFormat();
  return ({ access }) => {
    if (access.ended !== null) return t('devices.access-ended', { moment: format.moment(access.ended.at), reason: t(`devices.reason-${access.ended.reason}`) });
    return access.until === null ? t('devices.access-unlimited') : t('devices.access-until', { moment: format.moment(access.until) });
  };
}

/** What a focal point or officer may do about a person's access; nothing for everybody else. */
export function AccessActions({ person }: { person: PersonView }) {
  const t = useText();
  const [open, setOpen] = useState<'end' | 'renew' | 'anew' | null>(null);
  const { mayEnd, mayRenew, mayVouchAnew } = person.access;
  if (mayEnd === null && mayRenew === null && mayVouchAnew === null) return null;
  return (
    <div className="row">
      {mayRenew !== null && <Button onPress={() => setOpen('renew')} aria-label={t('devices.access-renew-title', { name: person.name })}>{t('devices.access-renew')}</Button>}
      {mayEnd !== null && <Button onPress={() => setOpen('end')} aria-label={t('devices.access-end-title', { name: person.name })}>{t('devices.access-end')}</Button>}
      {mayVouchAnew !== null && <Button onPress={() => setOpen('anew')} aria-label={t('anew.title', { name: person.name })}>{t('anew.start')}</Button>}
      <Later>
        {open === 'end' && <EndAccessSheet person={person} onClose={() => setOpen(null)} />}
        {open === 'anew' && <VouchAnewSheet person={person} onClose={() => setOpen(null)} />}
        {open === 'renew' && <RenewAccessSheet person={person} onClose={() => setOpen(null)} />}
      </Later>
    </div>
  );
}
