import { useRef, useState } from 'react';
import type { Marking } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { inShort, isPlain } from '../messaging/marking.js';
import { MarkingFloat } from '../messaging/MarkingFloat.js';

/** How the entry may be used: the same codes as a message has. */
export function MarkingButton({ marking, onChange }: { marking: Marking; onChange(marking: Marking): void }) {
  const t = useText();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <div className="row">
      <button ref={anchor} type="button" className="button button-plain" aria-haspopup="dialog" onClick={() => setOpen(true)}><Icon name="handling" /><span>{isPlain(marking) ? t('register.unmarked') : t('register.marking', { marking: inShort(marking) })}</span></button>
      {open && <MarkingFloat anchor={anchor} marking={marking} onChange={onChange} onClose={() => setOpen(false)} />}
    </div>
  );
}
