import type { SpaceId } from '@comity/contracts';
import { isOwnWords } from '../messaging/forwarding.js';
import { refOf, type Message } from '../messaging/message.js';
import { BringSheet } from './BringSheet.js';

/** A file without words is told by its name. */
export function BringMessage({ message, space, onClose }: { message: Message; space: SpaceId; onClose(): void }) {
  const on = refOf(message);
  if (on === null) return null;
  return <BringSheet from={{ space, on }} words={message.text || message.files.map(({ name }) => name).join('\n')} marking={message} own={isOwnWords(message)} onClose={onClose} />;
}
