import type { ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { Button } from './Button.js';
import { Sheet } from './Sheet.js';

/** For what cannot be undone: says what will happen before it does. */
export function Confirm({ title, children, confirm, danger = false, onConfirm, onClose }: { title: string; children: ReactNode; confirm: string; danger?: boolean; onConfirm(): void; onClose(): void }) {
  const t = useText();
  return (
    <Sheet title={title} onClose={onClose}>
      <p>{children}</p>
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look={danger ? 'danger' : 'primary'} onPress={onConfirm} autoFocus>{confirm}</Button>
      </div>
    </Sheet>
  );
}
