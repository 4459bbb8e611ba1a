/**
 * What each device must hold of a space, by the words of the policy and of PROTOCOL (sections 7.2, 7.4, 7.5 and 15): from the
 * service's log and the diaries alone. Whoever adds a rule about who may read what adds it to `Reader`.
 */
import type { DeviceId, ItemId, PractitionerId } from '@comity/contracts';
import type { Line } from './diary.js';
import { goneAt } from './keeping.js';
import type { Entry, SpaceLog, Stay } from './log.js';

/** A message as it must be shown. Times are left out: they are the players' clocks. Who is outstanding is a set, sorted; everything else has the order of the log. */
export interface ExpectedMessage {
  type: 'message'; seq: number; id: ItemId; sender: PractitionerId; device: DeviceId; handling: string; text: string; edited: string[]; withdrawn: boolean;
  /** Where a reader may not read what opened it, a topic may be missing. */
  topic: ItemId | null; topicKnown: boolean; reply: string | null; reactions: { emoji: string; by: PractitionerId[] }[]; pinned: PractitionerId | null;
  alert: { acknowledged: PractitionerId[]; outstanding: PractitionerId[] } | null;
  poll: { options: { text: string; by: PractitionerId[] }[]; closed: boolean } | null;
  file: { name: string; bytes: Uint8Array } | null;
}
export type Expected = ExpectedMessage | { type: 'topic'; seq: number; id: ItemId } | { type: 'unopened'; seq: number } | { type: 'joined' | 'left'; seq: number; who: PractitionerId[] };

/** What a device may read of a log, entry by entry. */
export class Reader {
  private readonly stays: Stay[];
  private readonly stints: Stay[];
  /** Where the present, or last, stay begins for this reader: earlier than they came, if the past was given to them. */
  readonly since: number;
  /** The end of the log for this person. */
  readonly until: number;
  /** The last item that is gone for everybody: nothing that was written up to there is left. */
  readonly gone: number;

  /** `keyless`: epochs of which no device of the person ever had the key. Those of a given past come with it. */
  constructor(private readonly log: SpaceLog, readonly person: PractitionerId, readonly device: DeviceId, lines: ReadonlyMap<ItemId, Line>, private readonly keyless: ReadonlySet<number>, private readonly absences: readonly { from: number; to: number | null }[], now: Date) {
    this.stays = log.stays(person);
    this.stints = log.stints(device);
    this.until = this.stays.at(-1)?.to ?? log.head;
    this.gone = goneAt(log, this.until, now);
    this.since = Math.min(this.stays.at(-1)?.from ?? Infinity, this.given(lines));
  }

  get inside(): boolean { return this.stays.at(-1)?.to === null && this.stints.at(-1)?.to === null; }

  /**
   * Up to where this person need not know who came and went: a past is given from the first epoch that is not due, and one without
   * items is due by its beginning.
   */
  get bareUntil(): number {
    const { log, gone, since } = this;
    if (log.entries.every(({ policy }) => policy.retention === null)) return 0;
    return Math.min(this.stays.at(-1)?.from ?? 0, log.entries.find(({ seq, item }) => item !== null && seq > gone && seq >= since)?.seq ?? Infinity);
  }

  /** Whether this person was there when something was said that is gone: then a row says so. */
  outlived(lines: ReadonlyMap<ItemId, Line>): boolean {
    const from = this.stays.at(-1)?.from ?? Infinity;
    return this.log.entries.some(({ seq, item }) => seq >= from && seq <= this.gone && item !== null && ['text', 'topic'].includes(lines.get(item.id)?.saying.type ?? ''));
  }

  /** What somebody outside holds ends with the commit that took them out. Who came and went may still stand in what is gone. */
  reads({ seq, epoch, item }: Entry): 'yes' | 'closed' | 'no' {
    if (seq <= this.gone) return 'no';
    const last = this.stays.at(-1)!;
    const present = seq >= this.since && seq <= (last.to ?? Infinity) && this.stints.some(({ to }) => (to ?? Infinity) > last.from);
    if (present) return item !== null && seq >= last.from && this.keyless.has(epoch) ? 'closed' : 'yes';
    // Of earlier stays a device holds what it read before the next began.
    const place = this.stays.slice(0, -1).findIndex((stay) => within(seq, stay));
    const [stay, next] = [this.stays[place], this.stays[place + 1]];
    if (stay === undefined || next === undefined) return 'no';
    const seated = this.stints.some(({ from, to }) => from <= (stay.to ?? Infinity) && (to ?? Infinity) >= stay.from);
    const slept = this.absences.some(({ from, to }) => from < seq && (to ?? Infinity) >= next.from);
    return seated && !slept ? 'yes' : 'no';
  }

  /** The past goes with adding where the policy gives any: whole epochs, from the first that began when the policy says. */
  private given(lines: ReadonlyMap<ItemId, Line>): number {
    const { log, person } = this;
    const stay = this.stays.at(-1);
    let since = Infinity;
    for (const { seq, item, policy: { history } } of log.entries) {
      const line = item === null ? undefined : lines.get(item.id);
      if (stay === undefined || seq < stay.from || seq > (stay.to ?? Infinity) || line?.saying.type !== 'bringing' || !line.saying.people.includes(person) || history === 'none') continue;
      const first = history === 'all' ? 1 : log.epochs().find(({ at }) => at >= history.since)?.from ?? Infinity;
      if (first <= seq) since = Math.min(since, first);
    }
    return since;
  }
}

const within = (seq: number, { from, to }: Stay): boolean => seq >= from && seq <= (to ?? Infinity);

interface Draft extends Omit<ExpectedMessage, 'reply' | 'reactions' | 'alert' | 'poll'> {
  replyTo: ItemId | null; reactions: Map<string, { emoji: string; by: PractitionerId }>; asked: PractitionerId[] | null; acknowledged: PractitionerId[];
  options: string[] | null; multiple: boolean; votes: Map<PractitionerId, number[]>; closed: boolean;
}

/** Everything a device must show of a space, in order; `waiting`: what it has not sent yet, which shows on top of the rest. */
export function expectedOf(log: SpaceLog, reader: Reader, lines: ReadonlyMap<ItemId, Line>, waiting: readonly Line[]): Expected[] {
  const shown: (Draft | Exclude<Expected, ExpectedMessage>)[] = [];
  const messages = new Map<ItemId, Draft>();
  const topics = new Set<ItemId>();
  for (const entry of log.entries) {
    const reads = reader.reads(entry);
    if (reads === 'no') continue;
    const { seq, item, device } = entry;
    const line = item === null ? undefined : lines.get(item.id);
    if (line === undefined && item?.kind === 'message') throw new Error(`the log holds an item that nobody wrote: ${item.id}`);
    if (item === null) shown.push(...moves(log, seq));
    // What gave a past is closed to nobody: who was not there passes over it.
    else if (reads === 'closed') { if (line?.saying.type !== 'bringing') shown.push({ type: 'unopened', seq }); }
    else if (line !== undefined) {
      const { saying, by } = line;
      if (saying.type === 'topic') {
        topics.add(item.id);
        shown.push({ type: 'topic', seq, id: item.id });
      } else if (saying.type === 'text') {
        const message = draft(entry, item.id, line, device, saying, topics, [...log.peopleAfter(seq)].filter((person) => person !== by));
        messages.set(item.id, message);
        shown.push(message);
      } else if (saying.type !== 'bringing') {
        const message = messages.get(saying.on.id);
        if (message !== undefined && !message.withdrawn) act(message, by, saying);
      }
    }
  }
  for (const { by, saying } of waiting) {
    if (saying.type === 'text' || saying.type === 'topic' || saying.type === 'bringing') continue;
    const message = messages.get(saying.on.id);
    if (message !== undefined && !message.withdrawn) act(message, by, saying);
  }
  const inside = reader.inside ? log.peopleAfter(log.head) : new Set<PractitionerId>();
  return shown.map((each) => (each.type === 'message' ? finished(each, messages, inside) : each));
}

function moves(log: SpaceLog, seq: number): { type: 'joined' | 'left'; seq: number; who: PractitionerId[] }[] {
  const [before, now] = [log.peopleAfter(seq - 1), log.peopleAfter(seq)];
  const joined = [...now].filter((person) => !before.has(person)).sort();
  const left = [...before].filter((person) => !now.has(person)).sort();
  return [...(joined.length > 0 ? [{ type: 'joined' as const, seq, who: joined }] : []), ...(left.length > 0 ? [{ type: 'left' as const, seq, who: left }] : [])];
}

function draft({ seq }: Entry, id: ItemId, { by }: Line, device: DeviceId, saying: Extract<Line['saying'], { type: 'text' }>, topics: ReadonlySet<ItemId>, others: PractitionerId[]): Draft {
  const { text, handling, topic, reply, alert, poll, file } = saying;
  return {
    type: 'message', seq, id, sender: by, device, handling, text, edited: [], withdrawn: false, topic, topicKnown: topic === null || topics.has(topic), replyTo: reply?.id ?? null, reactions: new Map(), pinned: null,
    asked: alert ? others : null, acknowledged: [], options: poll?.options ?? null, multiple: poll?.multiple ?? false, votes: new Map(), closed: false, file,
  };
}

/** What acts do: in the order of the log, by whoever may (PROTOCOL, section 15.1 and 15.2). */
function act(message: Draft, by: PractitionerId, saying: Exclude<Line['saying'], { type: 'text' | 'topic' | 'bringing' }>): void {
  const own = by === message.sender;
  switch (saying.type) {
    case 'edit':
      if (!own || message.options !== null || message.edited.length >= 20) return;
      message.edited.push(message.text);
      message.text = saying.text;
      return;
    case 'withdraw':
      if (own) Object.assign(message, { withdrawn: true, text: '', edited: [], replyTo: null, reactions: new Map(), pinned: null, asked: null, options: null, file: null } satisfies Partial<Draft>);
      return;
    case 'reaction':
      message.reactions.delete(`${saying.emoji} ${by}`);
      if (saying.set) message.reactions.set(`${saying.emoji} ${by}`, { emoji: saying.emoji, by });
      return;
    case 'pin':
      message.pinned = saying.set ? by : null;
      return;
    case 'vote':
      if (message.options === null || message.closed || (!message.multiple && saying.choices.length > 1)) return;
      message.votes.delete(by);
      message.votes.set(by, saying.choices);
      return;
    case 'close-poll':
      if (own && message.options !== null) message.closed = true;
      return;
    case 'acknowledge':
      if (message.asked?.includes(by) === true && !message.acknowledged.includes(by)) message.acknowledged.push(by);
  }
}

function finished(message: Draft, messages: ReadonlyMap<ItemId, Draft>, inside: ReadonlySet<PractitionerId>): ExpectedMessage {
  const { replyTo, reactions, asked, acknowledged, options, multiple: _, votes, closed, ...rest } = message;
  return {
    ...rest, reply: replyTo === null ? null : messages.get(replyTo)?.text ?? null, reactions: [...Map.groupBy(reactions.values(), ({ emoji }) => emoji)].map(([emoji, those]) => ({ emoji, by: those.map(({ by }) => by) })),
    alert: asked === null ? null : { acknowledged, outstanding: asked.filter((person) => inside.has(person) && !acknowledged.includes(person)).sort() },
    poll: options === null ? null : { options: options.map((text, place) => ({ text, by: [...votes].filter(([, choices]) => choices.includes(place)).map(([person]) => person) })), closed },
  };
}
