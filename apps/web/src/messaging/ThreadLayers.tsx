import { useRef } from 'react';
import type { SpaceView } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { later, Later } from '../failure/Later.js';
import { actionsOn } from './message.js';
import type { RowCommands } from './MessageParts.js';
import type { Layer } from './thread-commands.js';

const MessageDetails = later(() => import('./MessageDetails.js').then((m) => ({ default: m.MessageDetails })));
const MessageMenu = later(() => import('./MessageMenu.js').then((m) => ({ default: m.MessageMenu })));
const ReactionPicker = later(() => import('./ReactionPicker.js').then((m) => ({ default: m.ReactionPicker })));
const ForwardSheet = later(() => import('./ForwardSheet.js').then((m) => ({ default: m.ForwardSheet })));
const BringMessage = later(() => import('../register/BringMessage.js').then((m) => ({ default: m.BringMessage })));
const DraftFromMessage = later(() => import('../casework/DraftFromMessage.js').then((m) => ({ default: m.DraftFromMessage })));

/** Menu, reactions, details and what is made of a message elsewhere exist once, for the message they were opened on. */
export function ThreadLayers({ layer, space, commands, anchorOf, onClose }: { layer: Layer; space: SpaceView; commands: RowCommands; anchorOf(message: Layer['message']): HTMLElement | null; onClose(): void }) {
  const self = useSelf();
  const anchor = useRef<HTMLElement | null>(null);
  const { kind, message } = layer;
  // oxlint-disable-next-line react-hooks/refs -- the place is where the message is now
  anchor.current = anchorOf(message);
  return (
    <Later onClose={onClose}>
      {kind === 'details' && <MessageDetails message={message} space={space} onClose={onClose} />}
      {kind === 'menu' && <MessageMenu anchor={anchor} actions={actionsOn(message, { left: space.readOnly, self: self.practitioner, kind: space.kind })} onAction={(action) => commands.act(message, action)} onClose={onClose} />}
      {kind === 'react' && <ReactionPicker anchor={anchor} mine={message.reactions.filter(({ by }) => by.includes(self.practitioner)).map(({ emoji }) => emoji)} onReact={(emoji, set) => commands.react(message, emoji, set)} onClose={onClose} />}
      {kind === 'forward' && <ForwardSheet message={message} space={space} onClose={onClose} />}
      {kind === 'promote' && <BringMessage message={message} space={space.id} onClose={onClose} />}
      {kind === 'draft' && <DraftFromMessage message={message} space={space} onClose={onClose} />}
    </Later>
  );
}
