import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';

/** A small dialog beside what opened it: Escape and a press outside close it, the focus returns. */
export function Float({ anchor, label, onClose, children, placement = 'bottom end' }: { anchor: RefObject<HTMLElement | null>; label: string; onClose(): void; children: ReactNode; placement?: PopoverProps['placement'] }) {
  return (
    <Popover triggerRef={anchor} className="float" isOpen placement={placement} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog className="float-dialog" aria-label={label}>{children}</Dialog>
    </Popover>
  );
}
