import type { RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

export type MemberAction = 'make' | 'end' | 'give-up' | 'remove';

/** What an owner may do about a member. */
export function MemberMenu({ anchor, label, actions, onAction, onClose }: { anchor: RefObject<HTMLElement | null>; label: string; actions: MemberAction[]; onAction(action: MemberAction): void; onClose(): void }) {
  const t = useText();
  const text = (action: MemberAction): string => (action === 'remove' ? t('space.remove') : t(`owner.${action}.do`));
  return (
    <Popover triggerRef={anchor} className="menu" isOpen placement="bottom end" onOpenChange={(open) => { if (!open) onClose(); }}>
      <Menu aria-label={label} autoFocus="first" className="menu-list" onAction={(key) => onAction(key as MemberAction)}>
        {actions.map((action) => (
          <MenuItem key={action} id={action} textValue={text(action)} className={action === 'remove' ? 'menu-item menu-item-danger' : 'menu-item'}>
            <Icon name={action === 'remove' ? 'close' : 'owner'} /><Text slot="label">{text(action)}</Text>
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
