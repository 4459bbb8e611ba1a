/**
 * What an act does to the message it names: a pure function, the same for what the log brings and for what waits in the
 * outbox and shows already. Whoever acts is inside the space; what else is asked of them is asked here. An act that may
 * not be has no effect.
 */
import type { Act } from '@comity/e2ee';
import type { Instant, PractitionerId } from '@comity/contracts';
import { currentOf, type StoredMessage } from './entries.js';

/** Bounds on what may be done to one message, so that nobody can make it grow without end. */
export const deedLimits = { edits: 20, emojiOfOnePerson: 20, reminders: 10 } as const;

export type Deed = Exclude<Act, { type: 'topic' | 'rename-topic' }>;
/** `not-yours`: the sender's alone; `older`: a later act of the same person said otherwise already; the others: the message is none of which this can be done. */
export type DeedRule = 'not-yours' | 'older' | 'withdrawn' | 'forwarded' | 'too-many' | 'no-poll' | 'closed' | 'no-such-option' | 'no-alert' | 'not-asked';
export type DeedResult = { ok: true; message: StoredMessage } | { ok: false; rule: DeedRule };
/** `seq` is the act's own place in the log; for what is not in the log yet, one beyond all others. */
export interface Doer { by: PractitionerId; seq: number; at: Instant }

const no = (rule: DeedRule): DeedResult => ({ ok: false, rule });
const yes = (message: StoredMessage): DeedResult => ({ ok: true, message });

export function perform(message: StoredMessage, act: Deed, doer: Doer): DeedResult {
  if (message.withdrawn !== undefined) return no('withdrawn');
  switch (act.type) {
    case 'edit': return edit(message, act, doer);
    case 'withdraw': return doer.by === message.sender ? yes(withdrawn(message, doer)) : no('not-yours');
    case 'reaction': return react(message, act, doer);
    case 'pin': return pin(message, act.set, doer);
    case 'vote': return vote(message, act.choices, doer);
    case 'close-poll': return close(message, doer);
    case 'acknowledge': return acknowledge(message, doer);
    case 'remind': return remind(message, doer);
  }
}

/** Whether an act would say anything that does not stand so already: what would not need not be sent. */
export function isNews(message: StoredMessage, act: Deed, by: PractitionerId): boolean {
  switch (act.type) {
    case 'edit': return currentOf(message).text !== act.text || JSON.stringify(currentOf(message).mentions) !== JSON.stringify(act.mentions);
    case 'reaction': return act.set !== (message.reactions?.some((each) => each.by === by && each.emoji === act.emoji && each.set) ?? false);
    case 'pin': return act.set !== (message.pin?.set ?? false);
    case 'vote': return act.choices.join() !== (message.poll?.votes.find((each) => each.by === by)?.choices ?? []).join();
    case 'acknowledge': return message.alert?.acknowledged.some(({ person }) => person === by) !== true;
    case 'withdraw': return message.withdrawn === undefined;
    case 'close-poll': return message.poll?.closed == null;
    case 'remind': return true;
  }
}

/** Its text may change and its versions stay; words of others, and questions that were voted on, stand as they are. */
function edit(message: StoredMessage, act: Extract<Deed, { type: 'edit' }>, { by, seq, at }: Doer): DeedResult {
  if (by !== message.sender) return no('not-yours');
  // Read anew, with a past that was given: it is there already.
  if (message.edits?.some((each) => each.seq === seq && each.at === at && each.text === act.text) === true) return no('older');
  if (message.forwarded !== undefined) return no('forwarded');
  if (message.poll !== undefined) return no('closed');
  const edits = message.edits ?? [];
  if (edits.length >= deedLimits.edits) return no('too-many');
  const version = { seq, at, text: act.text, mentions: act.mentions };
  return yes({ ...message, edits: [...edits, version].sort((a, b) => a.seq - b.seq) });
}

/** All that remains: that there was a message, whose, when, and that it was withdrawn. */
function withdrawn({ type, seq, id, sender, device, handling, sentAt, topic }: StoredMessage, doer: Doer): StoredMessage {
  return { type, seq, id, sender, device, text: '', handling, sentAt, ...(topic !== undefined && { topic }), withdrawn: { seq: doer.seq, at: doer.at } };
}

function react(message: StoredMessage, { emoji, set }: { emoji: string; set: boolean }, { by, seq }: Doer): DeedResult {
  const reactions = message.reactions ?? [];
  const former = reactions.find((each) => each.by === by && each.emoji === emoji);
  if (former !== undefined && former.seq > seq) return no('older');
  if (former === undefined && reactions.filter((each) => each.by === by).length >= deedLimits.emojiOfOnePerson) return no('too-many');
  const next = { emoji, by, seq, set };
  return yes({ ...message, reactions: former === undefined ? [...reactions, next] : reactions.map((each) => (each === former ? next : each)) });
}

function pin(message: StoredMessage, set: boolean, { by, seq, at }: Doer): DeedResult {
  if ((message.pin?.seq ?? 0) > seq) return no('older');
  return yes({ ...message, pin: { by, at, seq, set } });
}

function vote(message: StoredMessage, choices: number[], { by, seq }: Doer): DeedResult {
  const { poll } = message;
  if (poll === undefined) return no('no-poll');
  if (poll.closed !== null && poll.closed < seq) return no('closed');
  if (choices.some((choice) => choice >= poll.options.length) || (!poll.multiple && choices.length > 1)) return no('no-such-option');
  const former = poll.votes.find((each) => each.by === by);
  if (former !== undefined && former.seq > seq) return no('older');
  const next = { by, seq, choices };
  return yes({ ...message, poll: { ...poll, votes: former === undefined ? [...poll.votes, next] : poll.votes.map((each) => (each === former ? next : each)) } });
}

function close(message: StoredMessage, { by, seq }: Doer): DeedResult {
  const { poll, sender } = message;
  if (poll === undefined) return no('no-poll');
  if (by !== sender) return no('not-yours');
  if (poll.closed !== null) return no('closed');
  return yes({ ...message, poll: { ...poll, closed: seq, votes: poll.votes.filter((each) => each.seq < seq) } });
}

function acknowledge(message: StoredMessage, { by, seq, at }: Doer): DeedResult {
  const { alert } = message;
  if (alert === undefined) return no('no-alert');
  if (!alert.asked.includes(by)) return no('not-asked');
  const former = alert.acknowledged.find(({ person }) => person === by);
  if (former !== undefined && former.seq <= seq) return no('older');
  const others = alert.acknowledged.filter((each) => each !== former);
  return yes({ ...message, alert: { ...alert, acknowledged: [...others, { person: by, at, seq }].sort((a, b) => a.seq - b.seq) } });
}

function remind(message: StoredMessage, { by, at }: Doer): DeedResult {
  const { alert, sender } = message;
  if (alert === undefined) return no('no-alert');
  if (by !== sender) return no('not-yours');
  if (alert.reminders.includes(at)) return no('older');
  if (alert.reminders.length >= deedLimits.reminders) return no('too-many');
  return yes({ ...message, alert: { ...alert, reminders: [...alert.reminders, at].sort() } });
}
