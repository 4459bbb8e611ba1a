/** A message of words alone, as most are. */
import type { HandlingCode } from '@comity/contracts';
import type { MessageInput } from './api.js';

export const plain = (text: string, handling: HandlingCode = 'none', more: Partial<MessageInput> = {}): MessageInput =>
  ({ text, marking: { handling, restriction: null, evaluation: null, tlp: null }, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [], ...more });
