import { useState } from 'react';
import { useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { FiguresLink } from '../figures/FiguresLink.js';
import { Page } from '../shell/Page.js';
import { Pin } from '../identity/Pin.js';
import { Invitations } from './Invitations.js';
import { OwnPeople } from './OwnPeople.js';
import { PendingActions } from './PendingActions.js';

const InviteSheet = later(() => import('./InviteSheet.js').then((m) => ({ default: m.InviteSheet })));
const AdmitSheet = later(() => import('./AdmitSheet.js').then((m) => ({ default: m.AdmitSheet })));

/** Where focal points answer for their people, and officers for the network. */
export function Desk() {
  const t = useText();
  const self = useSelf();
  const [open, setOpen] = useState<'invite' | 'admit' | null>(null);
  const officer = self.role === 'officer';
  return (
    <Page title={t('desk.title')} lead={officer ? t('desk.lead-officer') : t('desk.lead')}
      actions={<>
        <FiguresLink />
        {officer && <Button icon="desk" onPress={() => setOpen('admit')}>{t('desk.admit')}</Button>}
        <Button look="primary" icon="plus" onPress={() => setOpen('invite')}>{t('desk.invite')}</Button>
      </>}>
      {officer && <PendingActions />}
      <Invitations />
      <OwnPeople />
      {officer && (
        <section className="card">
          <h2>{t('pin.title')}</h2>
          <p className="muted">{t('pin.why')}</p>
          <Pin pin={self.network.pin} />
        </section>
      )}
      <Later>
        {open === 'invite' && <InviteSheet officer={officer} onClose={() => setOpen(null)} />}
        {open === 'admit' && <AdmitSheet onClose={() => setOpen(null)} />}
      </Later>
    </Page>
  );
}
