/** What an opened item says, by its kind and that of its space. Trust: a member wrote it, who may be hostile. */
import type { ItemHeader, SpaceKind } from '@comity/contracts';
import { decodeHistory, decodeKeys, decodeMessage, decodeProfile, isCaseContent, isRegisterContent, type ContentResult, type KeysContent, type MessageContent } from '@comity/e2ee';
import type { Opened } from './entries.js';

/** Undefined for what is not its kind's, in its one encoding, or does not belong into such a space. Signals are for nobody's log. */
export function contentOf({ kind, handling }: Pick<ItemHeader, 'kind' | 'handling'>, opened: Uint8Array, space: SpaceKind): Opened['content'] | undefined {
  switch (kind) {
    case 'profile': return read(decodeProfile(opened), (content) => ({ type: 'profile', ...content }));
    case 'history': return read(decodeHistory(opened), (content) => ({ type: 'history', ...content }));
    case 'keys': return read(decodeKeys(opened), keysOf);
    case 'signal': return undefined;
    case 'message': return read(decodeMessage(opened), (content) => (belongs(content, handling, space) ? content : undefined));
  }
}

const keysOf = (keys: KeysContent): Opened['content'] => ({ type: 'keys', keys, sentAt: keys.sentAt });

function belongs(content: MessageContent, handling: ItemHeader['handling'], space: SpaceKind): boolean {
  // A request has a space of its own; a register is what a case file has.
  if ((isCaseContent(content) && space !== 'request') || (isRegisterContent(content) && space !== 'case-file')) return false;
  // The words of a restriction and the code that announces them belong together.
  return (content.type !== 'text' && content.type !== 'entry') || (content.restriction !== null) === (handling === 'H3');
}

const read = <T, R>(decoded: ContentResult<T>, then: (content: T) => R): R | undefined => (decoded.ok ? then(decoded.content) : undefined);
