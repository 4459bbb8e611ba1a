/**
 * How far a person has read: one mark for each topic and one for what has none, and what is unread beyond it. Counts
 * follow each entry as it comes and each mark as it moves, so that nothing is ever counted from the beginning.
 */
import type { MentionAt } from '@comity/e2ee';
import type { Surroundings } from '../surroundings.js';
import { currentOf, type StoredEntry, type StoredMessage } from './entries.js';
import type { Ground } from './ground.js';
import type { ScopeName, Unread } from './record.js';

/** Read marks as the person's devices tell each other, by way of the vault. */
export interface Marks { read: number; views: Record<string, number> }

const stride = 64;
/** The list of mentions stands in the space's record; beyond it they are only counted. */
const mostMentions = 1_000;

export class Reading {
  constructor(private readonly space: Pick<Ground, 'record' | 'history'>, private readonly env: Pick<Surroundings, 'secrets' | 'directory'>) {}

  get marks(): Marks { return { read: this.space.record.readSeq, views: this.space.record.marks }; }
  get total(): { unread: number; mentions: number } {
    const { main, topics } = this.space.record;
    return topics.reduce((sum, { unread, mentions }) => ({ unread: sum.unread + unread, mentions: sum.mentions + mentions }), { unread: main.unread, mentions: main.mentions });
  }

  /** The place of the first unread message of a view. */
  firstOf(scope: ScopeName): number | null {
    const { main, topics } = this.space.record;
    if (scope !== 'all') return this.unreadOf(scope)?.first?.place ?? null;
    const firsts = [main, ...topics].flatMap(({ first }) => (first === null ? [] : [first.place]));
    return firsts.length === 0 ? null : Math.min(...firsts);
  }

  /** Whether a message is meant for this person. */
  mentionsMe(sender: string, mentions: readonly MentionAt[]): boolean {
    const { practitioner } = this.env.secrets;
    if (mentions.length === 0 || sender === practitioner) return false;
    const authority = this.env.directory.chain.persons.get(practitioner)?.authority;
    return mentions.some((mention) => mention.type === 'all' || mention.id === practitioner || mention.id === authority);
  }

  /** A message was taken in. */
  arrived(message: StoredMessage, place: number): void {
    const unread = this.unreadOf(message.topic ?? 'main');
    if (unread === undefined || !this.isUnread(message)) return;
    unread.unread += 1;
    if (this.means(message)) unread.mentions += 1;
    this.list(message, place);
    if (unread.first === null || place < unread.first.place) unread.first = { place, seq: message.seq };
  }

  /** A message that was taken in before became another: edited, or withdrawn. */
  async changed(before: StoredMessage, after: StoredMessage, place: number): Promise<void> {
    const scope = before.topic ?? 'main';
    const unread = this.unreadOf(scope);
    if (unread === undefined || !this.isUnread(before)) return;
    this.list(after, place);
    unread.mentions += Number(this.isUnread(after) && this.means(after)) - Number(this.means(before));
    if (this.isUnread(after)) return;
    unread.unread -= 1;
    if (unread.first?.place === place) await this.advance(unread, scope, place + 1, () => false);
  }

  /** Messages before a place were erased: nobody will read them any more. */
  async erased(messages: readonly StoredMessage[], before: number): Promise<void> {
    const { record } = this.space;
    for (const message of messages) {
      const unread = this.unreadOf(message.topic ?? 'main');
      if (unread === undefined || !this.isUnread(message)) continue;
      unread.unread -= 1;
      if (this.means(message)) unread.mentions -= 1;
    }
    record.mentioned = record.mentioned.filter(({ place }) => place >= before);
    for (const scope of ['main' as const, ...record.topics.map(({ id }) => id)]) {
      const unread = this.unreadOf(scope);
      if (unread !== undefined && unread.first !== null && unread.first.place < before) await this.advance(unread, scope, before, () => false);
    }
  }

  /** Moves the mark of a view, or of all; never backwards. Answers whether anything moved. */
  async readUpTo(seq: number, scope?: ScopeName): Promise<boolean> {
    const { record } = this.space;
    let moved = false;
    const whole = scope === undefined || scope === 'all';
    for (const each of whole ? ['main' as const, ...record.topics.map(({ id }) => id)] : [scope]) moved = (await this.pass(each, seq)) || moved;
    // Topics that are not known yet were read as well.
    if (whole && seq > (record.marks['all'] ?? 0)) record.marks['all'] = seq;
    return this.settle() || moved;
  }

  /** Takes the marks another device of this person set. */
  async follow(marks: Marks): Promise<boolean> {
    let moved = await this.readUpTo(marks.read);
    for (const [scope, seq] of Object.entries(marks.views) as [ScopeName, number][]) moved = (await this.readUpTo(seq, scope)) || moved;
    return moved;
  }

  /** Keeps the list of mentions: with a message while it is unread and means this person. */
  private list(message: StoredMessage, place: number): void {
    const { record } = this.space;
    const others = record.mentioned.filter((each) => each.place !== place);
    const wanted = this.isUnread(message) && this.means(message) && others.length < mostMentions;
    record.mentioned = wanted ? [...others, { place, seq: message.seq, scope: message.topic ?? 'main' }] : others;
  }

  /** Whether what has no topic was read up to there. */
  isBeyond(seq: number): boolean { return seq > this.markOf('main'); }
  private markOf(scope: ScopeName): number { const { readSeq, marks } = this.space.record; return Math.max(readSeq, marks['all'] ?? 0, marks[scope] ?? 0); }
  private unreadOf(scope: ScopeName): Unread | undefined { return scope === 'main' ? this.space.record.main : this.space.record.topics.find(({ id }) => id === scope); }
  private means(message: StoredMessage): boolean { return this.mentionsMe(message.sender, currentOf(message).mentions); }
  /** Whether an entry is a message of somebody else that this person has not read. */
  isUnread(entry: StoredEntry): entry is StoredMessage {
    return entry.type === 'message' && entry.sender !== this.env.secrets.practitioner && entry.withdrawn === undefined && entry.seq > this.markOf(entry.topic ?? 'main');
  }

  private async pass(scope: ScopeName, seq: number): Promise<boolean> {
    if (seq <= this.markOf(scope)) return false;
    const unread = this.unreadOf(scope);
    if (unread !== undefined && unread.first !== null && unread.first.seq <= seq) {
      await this.advance(unread, scope, unread.first.place, (message) => {
        if (message.seq > seq) return false;
        unread.unread -= 1;
        if (this.means(message)) unread.mentions -= 1;
        return true;
      });
    }
    this.space.record.marks[scope] = seq;
    this.space.record.mentioned = this.space.record.mentioned.filter((each) => each.scope !== scope || each.seq > seq);
    return true;
  }

  /** Finds what is unread from a place on that `passes` does not take. */
  private async advance(unread: Unread, scope: ScopeName, from: number, passes: (message: StoredMessage) => boolean): Promise<void> {
    const { history } = this.space;
    const view = history.scope(scope);
    for (let position = await view.positionOf(from); ; position += stride) {
      const places = await view.read(position, stride);
      const entries = await history.at(places);
      for (const [i, entry] of entries.entries()) {
        if (!this.isUnread(entry) || passes(entry)) continue;
        unread.first = { place: places[i] ?? 0, seq: entry.seq };
        return;
      }
      if (places.length < stride) break;
    }
    Object.assign(unread, { unread: 0, mentions: 0, first: null });
  }

  /** What was read of everything follows from the views: all before the first unread message. */
  private settle(): boolean {
    const { record } = this.space;
    const firsts = [record.main, ...record.topics].flatMap(({ first }) => (first === null ? [] : [first.seq]));
    const reached = firsts.length === 0 ? Math.min(record.cursor, Math.max(0, ...Object.values(record.marks))) : Math.min(...firsts) - 1;
    const moved = reached > record.readSeq;
    if (moved) record.readSeq = reached;
    record.marks = Object.fromEntries(Object.entries(record.marks).filter(([, seq]) => seq > record.readSeq));
    return moved;
  }
}
