/** A message of the timeline, and what may be done with it. */
import type { PractitionerId, SpaceKind } from '@comity/contracts';
import type { Ref, TimelineEntry } from '@comity/sdk';
import type { IconName } from '../design/Icon.js';

export type Message = Extract<TimelineEntry, { type: 'message' }>;

/** A message that has its place in the record can be acted on; one that still waits cannot. */
export const refOf = (message: Message): Ref | null => (message.seq === null ? null : { id: message.id, seq: message.seq });

/** Every action on a message: its key while the message has the focus, its icon, its words. One table for toolbar, menu, keyboard, list of shortcuts and palette. */
export const messageActions = [
  { id: 'reply', keys: ['R'], icon: 'reply', text: 'talk-action.reply' },
  { id: 'react', keys: ['+', ':'], icon: 'react', text: 'talk-action.react' },
  { id: 'acknowledge', keys: ['A'], icon: 'check', text: 'talk-action.acknowledge' },
  { id: 'forward', keys: ['F'], icon: 'pass', text: 'talk-action.forward' },
  { id: 'draft', keys: ['D'], icon: 'request', text: 'talk-action.draft' },
  { id: 'pin', keys: ['P'], icon: 'pin', text: 'talk-action.pin' },
  { id: 'unpin', keys: ['P'], icon: 'pin', text: 'talk-action.unpin' },
  { id: 'promote', keys: ['G'], icon: 'register', text: 'talk-action.promote' },
  { id: 'copy', keys: ['T'], icon: 'copy', text: 'talk-action.copy' },
  { id: 'link', keys: ['C'], icon: 'link', text: 'talk-action.link' },
  { id: 'details', keys: ['Enter'], icon: 'info', text: 'talk-action.details' },
  { id: 'edit', keys: ['E'], icon: 'edit', text: 'talk-action.edit' },
  { id: 'remind', keys: ['M'], icon: 'bell', text: 'talk-action.remind' },
  { id: 'close-poll', keys: ['K'], icon: 'poll', text: 'talk-action.close-poll' },
  { id: 'withdraw', keys: ['Delete'], icon: 'withdraw', text: 'talk-action.withdraw' },
] as const satisfies readonly { id: string; keys: readonly string[]; icon: IconName; text: string }[];
export type MessageAction = (typeof messageActions)[number];
export type MessageActionId = MessageAction['id'];

/** Who looks at it, and whether they may still write there. */
export interface Reader { left: boolean; self: PractitionerId; kind: SpaceKind }
export const isAsked = ({ alert }: Message, self: PractitionerId): boolean => alert !== null && !alert.mine && alert.outstanding.includes(self);

export function actionsOn(message: Message, { left, self, kind }: Reader): MessageAction[] {
  const placed = message.seq !== null;
  const alive = placed && message.withdrawn === null;
  const writable = alive && !left;
  const allowed: Record<MessageActionId, boolean> = {
    reply: writable, react: writable, forward: alive, draft: alive, pin: writable && message.pinned === null, unpin: writable && message.pinned !== null,
    // Elsewhere it is sent on into a case file.
    promote: kind === 'case-file' ? writable : alive,
    acknowledge: writable && isAsked(message, self),
    copy: message.withdrawn === null && message.text !== '', link: placed, details: true,
    // The words of others, and a question that people answer, stay as they are.
    edit: writable && message.own && message.forwarded === null && message.poll === null, withdraw: writable && message.own,
    remind: writable && message.own && message.alert !== null && message.alert.outstanding.length > 0,
    'close-poll': writable && message.own && message.poll !== null && !message.poll.closed,
  };
  return messageActions.filter(({ id }) => allowed[id]);
}

interface Pressed { key: string; code: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }
const latin = /^[a-z]$/i;

/** The action of a key, by what it writes; on keyboards that write no Latin letters, by where it lies. */
export function actionOfKey(event: Pressed, actions: readonly MessageAction[]): MessageAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const letter = latin.test(event.key) || !event.code.startsWith('Key') ? event.key : event.code.slice(3);
  const wanted = letter.length === 1 ? letter.toUpperCase() : letter === 'Backspace' ? 'Delete' : letter;
  return actions.find(({ keys }) => (keys as readonly string[]).includes(wanted));
}
