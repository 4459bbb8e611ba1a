import type { SpaceView } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { isOwnWords } from '../messaging/forwarding.js';
import { refOf, type Message } from '../messaging/message.js';
import { DraftFrom } from './DraftFrom.js';

/** A forwarded message is of whoever wrote it. A file without words is told by its name. */
export function DraftFromMessage({ message, space, onClose }: { message: Message; space: SpaceView; onClose(): void }) {
  const self = useSelf();
  const person = usePerson();
  const on = refOf(message);
  if (on === null) return null;
  const { forwarded, sender, sentAt, text, files, handling, restriction, evaluation, tlp } = message;
  const by = forwarded?.sender ?? sender;
  const others = new Set([by, ...(space.kind === 'direct' ? space.members : [])].flatMap((id) => person(id)?.authority.id ?? []));
  others.delete(self.authority);
  const [requested = null] = others.size === 1 ? others : [];
  const words = text.trim() === '' ? files.map(({ name }) => name).join('\n') : text.trim();
  return <DraftFrom source={{ place: { kind: 'message', space: space.id, on }, by, at: forwarded?.sentAt ?? sentAt, words, handling, restriction, evaluation, tlp }} requested={requested} own={isOwnWords(message)} onClose={onClose} />;
}
