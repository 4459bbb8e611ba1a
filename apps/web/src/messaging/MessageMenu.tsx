import type { RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import type { MessageAction, MessageActionId } from './message.js';

/** All actions of a message, with the keys that do the same. */
export function MessageMenu({ anchor, actions, onAction, onClose }: { anchor: RefObject<HTMLElement | null>; actions: MessageAction[]; onAction(action: MessageActionId): void; onClose(): void }) {
  const t = useText();
  return (
    <Popover triggerRef={anchor} className="menu" isOpen placement="bottom end" onOpenChange={(open) => { if (!open) onClose(); }}>
      <Menu aria-label={t('talk-action.label')} autoFocus="first" className="menu-list" onAction={(key) => onAction(key as MessageActionId)}>
        {actions.map(({ id, icon, text, keys }) => (
          <MenuItem key={id} id={id} textValue={t(text)} className={id === 'withdraw' ? 'menu-item menu-item-danger' : 'menu-item'}>
            <Icon name={icon} /><Text slot="label" data-key={keys[0]}>{t(text)}</Text>
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
