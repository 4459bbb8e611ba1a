import { useState } from 'react';
import type { DeviceView } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { useDeviceWords } from './device-words.js';

const RenameSheet = later(() => import('./DeviceSheets.js').then((m) => ({ default: m.RenameSheet })));
const LinkSheet = later(() => import('../linking/LinkSheet.js').then((m) => ({ default: m.LinkSheet })));
const EndSheet = later(() => import('./DeviceSheets.js').then((m) => ({ default: m.EndSheet })));

/** Current devices first, each with a name of its person's choosing; what ended stays in sight. */
export function Devices() {
  const t = useText();
  const words = useDeviceWords();
  const { value, failure } = useWatch(useClient().devices());
  const [open, setOpen] = useState<{ what: 'rename' | 'end'; device: DeviceView } | null>(null);
  const [linking, setLinking] = useState(false);
  const devices = [...value ?? []].sort((a, b) => Number(b.thisOne) - Number(a.thisOne) || Number(b.current) - Number(a.current) || b.certifiedAt.localeCompare(a.certifiedAt));
  return (
    <section className="card">
      <div className="section-head"><h2>{t('account.devices')}</h2><Button icon="plus" onPress={() => setLinking(true)}>{t('link.title')}</Button></div>
      <p className="muted">{t('devices.hint')}</p>
      {!value && <FailureNotice failure={failure} />}
      <ul className="rows">
        {devices.map((device) => (
          <li key={device.id}>
            <Icon name="device" />
            <span className="row-words">
              <bdi>{device.name}</bdi>
              <span className="muted">{words(device)}{device.name !== device.certifiedName && <> · {t('devices.seen-as', { name: device.certifiedName })}</>}</span>
            </span>
            {!device.current && <span className="tag tag-ended">{t('device.ended')}</span>}
            {device.thisOne && <span className="tag tag-good">{t('device.this-one')}</span>}
            {device.current && <IconButton icon="edit" label={t('devices.rename', { name: device.name })} onPress={() => setOpen({ what: 'rename', device })} />}
            {device.current && !device.thisOne && <Button onPress={() => setOpen({ what: 'end', device })} aria-label={t('devices.end', { name: device.name })}>{t('devices.end-short')}</Button>}
          </li>
        ))}
      </ul>
      <Later>
        {linking && <LinkSheet onClose={() => setLinking(false)} />}
        {open?.what === 'rename' && <RenameSheet device={open.device} onClose={() => setOpen(null)} />}
        {open?.what === 'end' && <EndSheet device={open.device} onClose={() => setOpen(null)} />}
      </Later>
    </section>
  );
}
