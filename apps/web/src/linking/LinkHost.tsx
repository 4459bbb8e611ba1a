import './linking.css';
import { useState } from 'react';
import { useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';

const LinkSheet = later(() => import('./LinkSheet.js').then((m) => ({ default: m.LinkSheet })));

/** Wherever the person is: says that a device asks to be linked. Nothing is answered before they look at it. */
export function LinkHost() {
  const request = useWatch(useClient().link()).value ?? null;
  const [open, setOpen] = useState(false);
  return (
    <>
      {request !== null && !open && <LinkBanner name={request.name} onOpen={() => setOpen(true)} />}
      {open && <Later><LinkSheet onClose={() => setOpen(false)} /></Later>}
    </>
  );
}

function LinkBanner({ name, onOpen }: { name: string; onOpen(): void }) {
  const t = useText();
  return (
    <div className="link-banner">
      <Notice tone="warning" role="alert" title={t('link.banner', { name })} action={<Button look="primary" onPress={onOpen}>{t('link.banner-do')}</Button>} />
    </div>
  );
}
