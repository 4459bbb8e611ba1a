/** What a person does in a space beside reading: every call ends in an item in the outbox, or is refused before. */
import { newText, type MentionAt, type MessageContent, type Ref, type TextContent } from '@comity/e2ee';
import { problem, type FileId, type ItemId, type Problem } from '@comity/contracts';
import type { MessageInput } from '../api.js';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { isNews, perform, type Deed, type DeedRule } from './deeds.js';
import { Present } from './present.js';
import { timelineLimits } from './intake.js';
import type { Space } from './space.js';
import { expectOpen } from './writable.js';

/** An act without what every act has. */
type Draft<T> = T extends unknown ? Omit<T, 'v' | 'sentAt'> : never;

export class Conversation {
  private readonly present: Present;

  constructor(private readonly space: Space, private readonly env: Surroundings) { this.present = new Present(space, env); }

  async send(input: MessageInput): Promise<ItemId> {
    const { text, marking, topic, reply, mentions, alert, poll, files } = input;
    const { handling, restriction, evaluation, tlp } = marking;
    if ((handling === 'H3') !== (restriction !== null)) throw invalid('/marking/restriction', handling === 'H3' ? 'H3 says its restriction in words' : 'only H3 has words');
    if (topic !== null && !this.present.topics().some(({ id }) => id === topic)) throw refused(problem('not-found', { detail: 'there is no such topic' }));
    if (reply !== null && (await this.present.message(reply)) === undefined) throw refused(problem('not-found', { detail: 'there is no such message to reply to' }));
    return this.say(newText(text, this.now(), { topic, reply, mentions, restriction, evaluation, tlp, alert, poll }), handling, { uploads: [...new Set(files)] });
  }

  async edit(on: Ref, text: string, mentions: MentionAt[]): Promise<void> { await this.act({ type: 'edit', on, text: mentions.length === 0 ? text.replace(/\r\n?/g, '\n') : text, mentions }); }
  async act(draft: Draft<Deed>): Promise<void> {
    expectOpen(this.space);
    const act = { ...draft, v: 1, sentAt: this.now() } as Deed;
    const message = await this.present.message(act.on);
    if (message === undefined) throw refused(problem('not-found', { detail: 'there is no such message' }));
    const result = perform(message, act, { by: this.env.secrets.practitioner, seq: Number.MAX_SAFE_INTEGER, at: act.sentAt });
    if (!isNews(message, act, this.env.secrets.practitioner)) return;
    if (!result.ok) throw refused(refusalOf(result.rule));
    if (act.type === 'pin' && act.set && this.space.record.pins.length >= timelineLimits.pins) throw refused(refusalOf('too-many'));
    // Withdrawn is withdrawn: what was sent with it goes from the service, too.
    await this.say(act, 'none', act.type === 'withdraw' ? { removes: (message.files ?? []).map(({ id }) => id) } : {});
  }

  async createTopic(title: string): Promise<ItemId> {
    const mine = this.space.record.topics.filter(({ by }) => by === this.env.secrets.practitioner).length;
    if (this.present.topics().length >= timelineLimits.topics || mine >= timelineLimits.topicsOfOnePerson) throw refused(refusalOf('too-many'));
    return this.say({ v: 1, type: 'topic', title, sentAt: this.now() }, 'none');
  }

  async renameTopic(on: Ref, title: string): Promise<void> {
    const topic = this.present.topics().find(({ id, seq }) => id === on.id && seq === on.seq);
    if (topic === undefined) throw refused(problem('not-found', { detail: 'there is no such topic' }));
    if (topic.title !== title) await this.say({ v: 1, type: 'rename-topic', on, title, sentAt: this.now() }, 'none');
  }

  /** Sends one of this space's messages on to another. Marking and origin go with it; mentions stay behind, for they would call people elsewhere. */
  async forward(on: Ref, to: Conversation, comment: string): Promise<ItemId> {
    const { passed, passOn } = await import('./passing.js');
    return passOn(await passed(this.space, on, this.env), to.space, this.env, comment);
  }

  private async say(content: MessageContent, handling: MessageInput['marking']['handling'], files: { uploads?: FileId[]; removes?: FileId[] } = {}): Promise<ItemId> {
    expectOpen(this.space);
    return this.space.outbox.add({ kind: 'message', handling, content, ...files });
  }

  private now(): TextContent['sentAt'] { return instant(this.env.now()); }
}

const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));

const refusals: Record<DeedRule, string> = {
  'older': 'it was said otherwise since',
  'not-yours': 'only its sender may do this', 'withdrawn': 'the message was withdrawn', 'forwarded': 'the words of others stay as they are', 'too-many': 'no more of these fit here',
  'no-poll': 'the message asks for no vote', 'closed': 'a poll stands as it was asked, and is over when it was closed', 'no-such-option': 'the poll has no such choice', 'no-alert': 'the message asks for no acknowledgement', 'not-asked': 'somebody else was asked',
};
const refusalOf = (rule: DeedRule): Problem => problem(rule === 'not-yours' ? 'not-allowed' : 'not-acceptable', { detail: refusals[rule] });
