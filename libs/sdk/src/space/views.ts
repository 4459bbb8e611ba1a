/** Spaces and their entries as callers see them. */
import { devicesAllowed, suites, type PractitionerId } from '@comity/contracts';
import type { Delivery, SpaceView, TimelineEntry, TimelinePage } from '../api.js';
import type { Surroundings } from '../surroundings.js';
import type { StoredEntry } from './history.js';
import type { Queued } from './outbox.js';
import type { Space } from './space.js';

export function viewSpace(space: Space, env: Surroundings): SpaceView {
  const { record } = space;
  const members = space.members();
  const owners = space.owners();
  const self = env.secrets.practitioner;
  return {
    id: record.id, kind: record.kind, title: record.title, purpose: record.purpose,
    other: record.kind === 'direct' ? (owners.find((person) => person !== self) ?? members.find((person) => person !== self) ?? null) : null,
    owners, members, canManage: record.kind === 'channel' && owners.includes(self) && !record.left, successors: successorsIn(space, env), left: record.left,
    unread: record.unread, lastActivity: record.lastActivity, preview: record.preview, epoch: record.epoch ?? 0, suite: record.suite, postQuantum: record.suite === suites.hybrid, room: record.suite === suites.hybrid ? devicesAllowed(record.suite) : null,
    sync: syncOf(space, env), alarms: env.alarms.of(record.id),
  };
}

/** Who could take the place that an earlier identity of theirs had in a channel. */
function successorsIn(space: Space, env: Surroundings): PractitionerId[] {
  if (space.record.kind !== 'channel') return [];
  const { chain } = env.directory;
  const members = space.members();
  const found = new Set<PractitionerId>();
  for (const person of [...space.record.departed, ...members]) {
    let last = chain.persons.get(person);
    while (last?.successor != null) last = chain.persons.get(last.successor);
    if (last !== undefined && last.id !== person && !members.includes(last.id) && chain.person(last.id, env.now()) !== undefined) found.add(last.id);
  }
  return [...found];
}

function syncOf(space: Space, env: Surroundings): SpaceView['sync'] {
  if (space.record.halted !== null || space.trouble !== null) return 'alarm';
  if (!env.link.online) return 'offline';
  if (space.barred || space.record.left) return 'barred';
  return space.syncing || space.record.cursor < space.head ? 'syncing' : 'current';
}

export async function readTimeline(space: Space, env: Surroundings, from: number, count: number): Promise<TimelinePage> {
  const queued = space.outbox.all().filter((item) => item.kind === 'message');
  const stored = space.history.total;
  const total = stored + queued.length;
  const start = Math.max(0, Math.min(total, from < 0 ? total + from : from));
  const wanted = Math.max(0, Math.min(count, total - start));
  const entries = start < stored ? await space.history.read(start, Math.min(wanted, stored - start)) : [];
  const marks = space.receipts.people();
  const others = space.members().filter((person) => person !== env.secrets.practitioner);
  const shown = entries.map((entry) => viewEntry(entry, env, others, marks));
  for (const item of queued.slice(Math.max(0, start - stored), start + wanted - stored < 0 ? 0 : start + wanted - stored)) shown.push(viewQueued(item, env));
  return { total, from: start, entries: shown, firstUnread: space.record.firstUnread };
}

type Marks = ReadonlyMap<PractitionerId, { delivered: number; read: number }>;

function viewEntry(entry: StoredEntry, env: Surroundings, others: readonly PractitionerId[], marks: Marks): TimelineEntry {
  if (entry.type === 'message') return viewMessage(entry, env, others, marks);
  const key = `${entry.type}:${entry.seq}`;
  if (entry.type === 'quarantined') return { type: entry.type, key, seq: entry.seq, rule: entry.rule, at: entry.at };
  if ('who' in entry) return { type: entry.type, key, seq: entry.seq, by: entry.by, who: entry.who, at: entry.at };
  return { type: entry.type, key, seq: entry.seq, by: entry.by, title: entry.title, at: entry.at };
}

function viewMessage(entry: Extract<StoredEntry, { type: 'message' }>, env: Surroundings, others: readonly PractitionerId[], marks: Marks): TimelineEntry {
  const own = entry.sender === env.secrets.practitioner;
  const reached = (mark: 'delivered' | 'read') => (own ? others.filter((person) => (marks.get(person)?.[mark] ?? 0) >= entry.seq) : []);
  const [deliveredTo, readBy] = [reached('delivered'), reached('read')];
  const delivery: Delivery | null = !own ? null : others.length === 0 || deliveredTo.length < others.length ? 'stored' : readBy.length < others.length ? 'delivered' : 'read';
  const { seq, id, sender, device, text, handling, sentAt } = entry;
  return { type: 'message', key: id, id, seq, sender, device, own, text, handling, sentAt, delivery, refusal: null, readBy, deliveredTo };
}

function viewQueued(item: Queued, env: Surroundings): TimelineEntry {
  const { id, text, handling, sentAt, state, refusal, seq } = item;
  return { type: 'message', key: id, id, seq, sender: env.secrets.practitioner, device: env.device, own: true, text, handling, sentAt, delivery: state, refusal, readBy: [], deliveredTo: [] };
}
