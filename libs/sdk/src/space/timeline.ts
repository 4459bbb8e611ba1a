/** A space's timeline as callers see it, in windows over one of its views. */
import type { Ref, SpacePolicy } from '@comity/e2ee';
import type { Instant, PractitionerId } from '@comity/contracts';
import type { Delivery, MessageEntry, TimelineEntry, TimelinePage } from '../api.js';
import type { Surroundings } from '../surroundings.js';
import { currentOf, timeOf, type StoredEntry, type StoredMessage } from './entries.js';
import { Present } from './present.js';
import type { QueuedText } from './outbox.js';
import type { ScopeName } from './record.js';
import { policyView } from './space-view.js';
import type { Space } from './space.js';

type Marks = ReadonlyMap<PractitionerId, { delivered: number; read: number }>;
/** What all entries of a window are seen by. */
interface Light { deeds: ReturnType<Present['deeds']>; others: readonly PractitionerId[]; marks: Marks; receipts: boolean }

/** Dates are looked for among entries in the order of the log, which senders' clocks follow only roughly. */
const disorder = 64;

export class Timeline {
  private readonly present: Present;

  constructor(private readonly space: Space, private readonly env: Surroundings) { this.present = new Present(space, env); }

  async page(from: number, count: number, scope: ScopeName): Promise<TimelinePage> {
    const { history, reading } = this.space;
    const began = this.space.readsAnew;
    const view = history.scope(scope);
    const queued = this.present.queued(scope);
    const stored = view.total;
    const total = stored + queued.length;
    const start = Math.max(0, Math.min(total, from < 0 ? total + from : from));
    const wanted = Math.max(0, Math.min(count, total - start));
    const light = this.light();
    const entries: TimelineEntry[] = [];
    for (const entry of start < stored ? await history.at(await view.read(start, Math.min(wanted, stored - start))) : []) entries.push(...await this.entry(entry, light));
    for (const item of queued.slice(Math.max(0, start - stored), Math.max(0, start + wanted - stored))) {
      entries.push('type' in item ? { type: 'topic', key: item.id, id: item.id, seq: null, by: item.by, title: item.title, at: item.at } : await this.queued(item, light));
    }
    const first = reading.firstOf(scope);
    const firstUnread = first === null ? null : await view.positionOf(first);
    return { total, from: start, entries, erased: this.space.record.erasedPlaces, firstUnread, anew: began || this.space.readsAnew };
  }

  async pins(): Promise<TimelineEntry[]> {
    const { history, record, outbox } = this.space;
    const light = this.light();
    const places = new Set(record.pins);
    for (const { content } of outbox.acts()) if (content.type === 'pin') { const found = await history.find(content.on); if (found !== undefined) places.add(found.place); }
    const entries: MessageEntry[] = [];
    for (const entry of await history.at([...places].sort((a, b) => a - b))) if (entry.type === 'message') entries.push(await this.message(entry, light));
    return entries.filter(({ pinned }) => pinned !== null).sort((a, b) => ((a.pinned?.at ?? '') < (b.pinned?.at ?? '') ? 1 : -1));
  }

  /** The position of an item in a view. */
  async locate(on: Ref, scope: ScopeName): Promise<number | null> {
    const { history } = this.space;
    const found = await history.find(on);
    if (found === undefined) return null;
    const view = history.scope(scope);
    const position = await view.positionOf(found.place);
    const [place] = await view.read(position, 1);
    return place === found.place ? position : null;
  }

  /** The position of the first entry of that instant or later. */
  async indexAt(instant: Instant, scope: ScopeName): Promise<number> {
    const { history } = this.space;
    const view = history.scope(scope);
    const timeAt = async (position: number) => {
      const [entry] = await history.at(await view.read(position, 1));
      return entry === undefined ? null : timeOf(entry);
    };
    let low = 0;
    let high = view.total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (((await timeAt(middle)) ?? '') < instant) low = middle + 1;
      else high = middle;
    }
    const from = Math.max(0, low - disorder);
    const before = (await history.at(await view.read(from, low - from))).findIndex((entry) => (timeOf(entry) ?? '') >= instant);
    return before === -1 ? low : from + before;
  }

  private light(): Light {
    const { space, env } = this;
    return { deeds: this.present.deeds(), others: space.members().filter((person) => person !== env.secrets.practitioner), marks: space.receipts.people(), receipts: env.settingsOf(space.id).receipts };
  }

  private async entry(entry: StoredEntry, light: Light): Promise<TimelineEntry[]> {
    if (entry.type === 'act' || entry.type === 'note' || entry.type === 'trace') return [];
    if (entry.type === 'message') return [await this.message(entry, light)];
    if (entry.type === 'topic') return [{ type: 'topic', key: entry.id, id: entry.id, seq: entry.seq, by: entry.by, title: entry.title, at: entry.at }];
    if (entry.type === 'step') return [{ type: entry.type, key: entry.id, seq: entry.seq, by: entry.by, at: entry.at, action: entry.action, measures: entry.measures, refused: entry.refused }];
    if (entry.type === 'dossier') return [{ type: entry.type, key: entry.id, seq: entry.seq, by: entry.by, at: entry.at, title: entry.title, refused: entry.refused }];
    if (entry.type === 'entry') return entry.title === null || entry.kind === null ? [] : [{ type: entry.type, key: entry.id, seq: entry.seq, by: entry.by, at: entry.at, id: entry.entry, kind: entry.kind, title: entry.title, change: entry.change }];
    if (entry.type === 'offer') {
      const { type, id, seq, by, at, on, action, refused } = entry;
      // A line is there also where what reads offers cannot be loaded.
      return [{ type, key: id, seq, by, at, on, action, refused, offer: await this.space.offers.get().then((book) => book.shown(entry), () => null) }];
    }
    const key = `${entry.type}:${entry.seq}`;
    if (entry.type === 'unopened' || entry.type === 'erased') return [{ type: entry.type, key, seq: entry.seq, at: entry.at }];
    if (entry.type === 'quarantined') return [{ type: entry.type, key, seq: entry.seq, rule: entry.rule, at: entry.at }];
    if (entry.type === 'policy') return [{ type: entry.type, key, seq: entry.seq, by: entry.by, before: entry.before === null ? null : policyView(entry.before), after: policyView(entry.after), owners: ownersChanged(entry.before, entry.after), at: entry.at }];
    if (entry.type === 'history') return [{ type: entry.type, key, seq: entry.seq, by: entry.by, to: entry.to, from: entry.from, at: entry.at }];
    if (entry.type === 'profile' && entry.closing !== undefined) return [{ type: 'closing', key, seq: entry.seq, by: entry.by, change: entry.closing, at: entry.at }];
    if ('who' in entry) return [{ type: entry.type, key, seq: entry.seq, by: entry.by, who: entry.who, devices: entry.devices, at: entry.at }];
    return [{ type: entry.type, key, seq: entry.seq, by: entry.by, title: entry.title, at: entry.at }];
  }

  private async queued(item: QueuedText, light: Light): Promise<MessageEntry> {
    const entry = await this.message(this.present.messageOf(item), light);
    return { ...entry, files: [...entry.files, ...this.env.files.queuedViews(item.uploads ?? [])], seq: item.seq, delivery: item.state, refusal: item.refusal, readBy: [], deliveredTo: [] };
  }

  private async message(stored: StoredMessage, light: Light): Promise<MessageEntry> {
    const { space, env } = this;
    const message = this.present.done(stored, light.deeds.get(stored.id));
    const self = env.secrets.practitioner;
    const { seq, id, sender, device, handling, sentAt, topic = null, restriction = null, evaluation = null, tlp = null, forwarded = null } = message;
    const { text, mentions } = currentOf(message);
    const withdrawn = message.withdrawn?.at ?? null;
    return {
      type: 'message', key: id, id, seq, sender, device, own: sender === self, text, handling, restriction, evaluation, tlp, sentAt, storedAt: message.storedAt ?? null, ...this.reached(message, light), refusal: null,
      mentions, mentionsMe: space.reading.mentionsMe(sender, mentions), topic, reply: await this.reply(message, light), edited: versionsOf(message), withdrawn, reactions: reactionsOf(message),
      pinned: message.pin?.set === true ? { by: message.pin.by, at: message.pin.at } : null, forwarded, files: env.files.viewsOf(message.files ?? []), alert: alertOf(message, self, space.members()), poll: pollOf(message, self),
    };
  }

  /** Who has it and who read it. Whoever does not tell what they read is not told what others read. */
  private reached({ sender, seq }: StoredMessage, { others, marks, receipts }: Light): Pick<MessageEntry, 'delivery' | 'deliveredTo' | 'readBy'> {
    if (sender !== this.env.secrets.practitioner) return { delivery: null, deliveredTo: [], readBy: [] };
    const deliveredTo = others.filter((person) => (marks.get(person)?.delivered ?? 0) >= seq);
    const readBy = receipts ? others.filter((person) => (marks.get(person)?.read ?? 0) >= seq) : [];
    const delivery: Delivery = others.length === 0 || deliveredTo.length < others.length ? 'stored' : readBy.length < others.length ? 'delivered' : 'read';
    return { delivery, deliveredTo, readBy };
  }

  /** The message answered, as it stands now: read anew each time, so that what was withdrawn is quoted nowhere. */
  private async reply({ reply, withdrawn }: StoredMessage, light: Light): Promise<MessageEntry['reply']> {
    if (reply === undefined || withdrawn !== undefined) return null;
    const found = await this.space.history.find(reply);
    if (found?.entry.type !== 'message') return null;
    const answered = this.present.done(found.entry, light.deeds.get(reply.id));
    return { on: reply, sender: answered.sender, text: currentOf(answered).text, withdrawn: answered.withdrawn !== undefined };
  }
}

function ownersChanged(before: SpacePolicy | null, after: SpacePolicy): { now: PractitionerId[]; made: PractitionerId[]; ended: PractitionerId[] } | null {
  if (before === null) return { now: after.owners, made: [], ended: [] };
  const made = after.owners.filter((owner) => !before.owners.includes(owner));
  const ended = before.owners.filter((owner) => !after.owners.includes(owner));
  return made.length + ended.length === 0 ? null : { now: after.owners, made, ended };
}

/** Earlier versions, oldest first: the last one is the text itself. */
function versionsOf({ text, sentAt, edits = [] }: StoredMessage): MessageEntry['edited'] {
  return [{ at: sentAt, text }, ...edits.map((edit) => ({ at: edit.at, text: edit.text }))].slice(0, -1);
}

/** In the order of the log, whatever order they were opened in. */
function reactionsOf({ reactions = [] }: StoredMessage): MessageEntry['reactions'] {
  const byEmoji = Map.groupBy(reactions.filter(({ set }) => set).sort((a, b) => a.seq - b.seq), ({ emoji }) => emoji);
  return [...byEmoji].map(([emoji, those]) => ({ emoji, by: those.map(({ by }) => by) }));
}

function alertOf({ alert }: StoredMessage, self: PractitionerId, members: readonly PractitionerId[]): MessageEntry['alert'] {
  if (alert === undefined) return null;
  const { asked, acknowledged, reminders } = alert;
  const done = new Set(acknowledged.map(({ person }) => person));
  const inside = new Set(members);
  return { acknowledged: acknowledged.map(({ person, at }) => ({ person, at })), outstanding: asked.filter((person) => inside.has(person) && !done.has(person)), mine: done.has(self), reminded: reminders.at(-1) ?? null };
}

function pollOf({ poll }: StoredMessage, self: PractitionerId): MessageEntry['poll'] {
  if (poll === undefined) return null;
  const votes = [...poll.votes].sort((a, b) => a.seq - b.seq);
  const options = poll.options.map((text, i) => ({ text, by: votes.filter(({ choices }) => choices.includes(i)).map(({ by }) => by) }));
  return { options, multiple: poll.multiple, closed: poll.closed !== null, mine: poll.votes.find(({ by }) => by === self)?.choices ?? [] };
}
