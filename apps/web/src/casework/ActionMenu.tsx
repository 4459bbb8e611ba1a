import type { RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { Icon, type IconName } from '../design/Icon.js';

export interface Action { id: string; icon: IconName; label: string; disabled?: boolean }

export function ActionMenu({ anchor, label, actions, onAction, onClose }: { anchor: RefObject<HTMLElement | null>; label: string; actions: readonly Action[]; onAction(id: string): void; onClose(): void }) {
  return (
    <Popover triggerRef={anchor} className="menu" isOpen placement="bottom end" onOpenChange={(open) => { if (!open) onClose(); }}>
      <Menu aria-label={label} autoFocus="first" className="menu-list" onAction={(key) => onAction(String(key))} disabledKeys={actions.filter(({ disabled }) => disabled).map(({ id }) => id)}>
        {actions.map(({ id, icon, label: shown }) => <MenuItem key={id} id={id} textValue={shown} className="menu-item"><Icon name={icon} /><Text slot="label">{shown}</Text></MenuItem>)}
      </Menu>
    </Popover>
  );
}
