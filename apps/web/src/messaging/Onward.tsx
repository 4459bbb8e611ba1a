/** What is made of a message elsewhere: another message, or a draft request. */
import type { SpaceView } from '@comity/sdk';
import { DraftFromMessage } from '../casework/DraftFromMessage.js';
import { ForwardSheet } from './ForwardSheet.js';
import type { Message } from './message.js';

export function Onward({ to, ...made }: { to: 'forward' | 'draft'; message: Message; space: SpaceView; onClose(): void }) {
  return to === 'forward' ? <ForwardSheet {...made} /> : <DraftFromMessage {...made} />;
}
