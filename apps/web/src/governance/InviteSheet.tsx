import { useState } from 'react';
import type { AuthorityId, Instant, Role } from '@comity/contracts';
import { useAction, useClient, useSelf, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Copyable } from '../design/Copyable.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

const days = ['1', '3', '7', '14', '30'] as const;
const access = ['unlimited', '30', '90', '180', '365'] as const;

/** Makes a one-time link; it is shown once and travels outside of Comity. */
export function InviteSheet({ officer, onClose }: { officer: boolean; onClose(): void }) {
  const t = useText();
  const self = useSelf();
  const authorities = useWatch(useClient().authorities()).value ?? [];
  const { run, busy, failure } = useAction();
  const [authority, setAuthority] = useState<AuthorityId>(self.authority);
  const [role, setRole] = useState<Role>('practitioner');
  const [validDays, setValidDays] = useState<(typeof days)[number]>('7');
  const [until, setUntil] = useState<(typeof access)[number]>('unlimited');
  const [link, setLink] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const accessUntil = until === 'unlimited' ? null : new Date(Date.now() + Number(until) * 86_400_000).toISOString() as Instant;
    const made = await run((client) => client.act((remote) => remote.invite({ authority, role, validDays: Number(validDays), accessUntil })));
    if (made) setLink(made.link);
  };
  if (link !== null) {
    return (
      <Sheet title={t('invite.made')} onClose={onClose} fixed>
        <Notice tone="warning" title={t('invite.once')}><p>{t('invite.once-hint')}</p></Notice>
        <Copyable value={link} label={t('invite.link')} />
        <div className="row row-end"><Button look="primary" onPress={onClose}>{t('invite.done')}</Button></div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('desk.invite')} onClose={onClose}>
      <p className="muted">{t('invite.explain')}</p>
      {officer && <Choice label={t('invite.authority')} value={authority} onChange={setAuthority} options={authorities.filter((each) => !each.ended).map((each) => ({ value: each.id, label: each.name }))} />}
      <Segments label={t('invite.role')} value={role} onChange={setRole} options={[{ value: 'practitioner', label: t('role.practitioner') }, { value: 'focal-point', label: t('role.focal-point') }]} />
      <Choice label={t('invite.valid')} value={validDays} onChange={setValidDays} options={days.map((value) => ({ value, label: t('invite.days', { count: Number(value) }) }))} />
      <Choice label={t('invite.access')} value={until} onChange={setUntil} options={access.map((value) => ({ value, label: value === 'unlimited' ? t('invite.access-unlimited') : t('invite.days', { count: Number(value) }) }))} />
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} onPress={() => void make()}>{t('invite.make')}</Button>
      </div>
    </Sheet>
  );
}
