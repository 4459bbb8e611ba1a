import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useText } from '../i18n/text.js';
import { IconButton } from './Button.js';

/** A modal dialog: focus stays within and returns, Escape closes, the page behind does not scroll. */
export function Sheet({ title, onClose, children, wide = false, fixed = false }: { title: string; onClose(): void; children: ReactNode; wide?: boolean; fixed?: boolean }) {
  const t = useText();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!fixed} isKeyboardDismissDisabled={fixed} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className={wide ? 'sheet sheet-wide' : 'sheet'}>
        <Dialog className="sheet-dialog">
          <div className="sheet-head">
            <Heading slot="title">{title}</Heading>
            {!fixed && <IconButton icon="close" label={t('action.close')} onPress={onClose} />}
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
