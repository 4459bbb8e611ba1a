/** The fixture's conversations; entries are computed from their index, so ten thousand cost nothing. */
import { retentionHours, type HandlingCode, type Instant, type PractitionerId, type SpaceId, type SpaceRetention } from '@comity/contracts';
import type { Alarm, PolicyView, SpaceView, TimelineEntry } from '@comity/sdk';
import { filesAt } from './files.js';
import { at, me, people, personAt, uuid } from './people.js';
import { alertsIn, itemAt, mentionsIn, openedAt, saidAt, topics } from './said.js';

const english = [
  'Good morning. The account statements arrived last night; the translation of annexes 3 and 4 will follow by Thursday.',
  'Thank you. Could you confirm whether the beneficial owner appears under the same spelling in the register?',
  'Confirmed: same spelling, different date of birth. I attach no document here; the certified copy goes through the central authority.',
  'We would need the freezing order by the 14th. After that the time limit under article 31 runs out on our side.',
  'Understood.',
  'Our judge asks for the description of facts in two paragraphs, without the names of the witnesses. I will draft it this afternoon and put it here for your comments before we transmit anything formally.',
];
const arabic = [
  'صباح الخير. وصلتنا كشوف الحسابات أمس، وسنوافيكم بترجمة المرفقين 3 و4 يوم الخميس.',
  'شكرًا لكم. هل يظهر المستفيد الحقيقي بالتهجئة نفسها في السجل التجاري؟',
  'نعم، بالتهجئة نفسها، لكن تاريخ الميلاد مختلف. سترسل النسخة المصدّقة عن طريق السلطة المركزية.',
  'نحتاج إلى أمر التجميد قبل يوم 14، لأن المهلة المنصوص عليها في المادة 31 تنتهي بعد ذلك.',
];
const handlings: HandlingCode[] = ['none', 'none', 'none', 'H1', 'none', 'none', 'H2'];

interface Seed { title: string | null; purpose: string | null; other: number | null; members: number[]; count: number; unread: number; ago: number; words: string[]; alarm?: Alarm['rule']; policy?: Partial<PolicyView>; owners?: number[]; file?: true }
const seeds: Seed[] = [
  { title: 'Operation Meridian: asset tracing', purpose: 'Parallel tracing in Spain, Kenya and France', other: null, members: [2, 3, 7, 9, 10], count: 64, unread: 3, ago: 4, words: english, policy: { history: 'all', retention: { days: 365 } }, owners: [2, 9] },
  { title: null, purpose: null, other: 9, members: [2, 9], count: 12, unread: 0, ago: 45, words: english },
  { title: 'استرداد الموجودات: القضية 14', purpose: 'تنسيق أوامر التجميد بين السلطات', other: null, members: [2, 4, 5, 6, 13], count: 40, unread: 12, ago: 120, words: arabic },
  { title: 'Plenary 2027: practical arrangements', purpose: null, other: null, members: [0, 1, 2, 4, 7, 9, 11, 13, 14], count: 10_000, unread: 0, ago: 900, words: english },
  { title: null, purpose: null, other: 4, members: [2, 4], count: 30, unread: 1, ago: 1500, words: arabic },
  { title: 'Spontaneous information, maritime', purpose: 'Article 46(4)', other: null, members: [2, 7, 14, 11], count: 22, unread: 0, ago: 4200, words: english, alarm: 'transcript-fork', policy: { retention: { days: 365 }, hold: true }, file: true },
  { title: 'Joint investigation team: draft agreement', purpose: null, other: null, members: [2, 9, 10], count: 18, unread: 0, ago: 9000, words: english, policy: { retention: { days: 7 } } },
  { title: 'Newly created', purpose: null, other: null, members: [2, 3], count: 0, unread: 0, ago: 20_000, words: english, owners: [3] },
];

/** What a message has not. */
export const bare = { restriction: null, evaluation: null, tlp: null, mentions: [], mentionsMe: false, topic: null, reply: null, edited: [], withdrawn: null, reactions: [], pinned: null, forwarded: null, files: [], alert: null, poll: null };

export const alarms: Alarm[] = seeds.flatMap((seed, i) => (seed.alarm ? [{ id: `alarm-${i}`, rule: seed.alarm, space: uuid(10 + i) as SpaceId, seq: 12, at: at(seed.ago), acknowledged: false }] : []));
const largest = Math.max(...seeds.map((seed) => seed.members.length));
const isWeek = (retention: SpaceRetention | undefined): boolean => retention !== undefined && retentionHours(retention) === 168;
const idAt = (index: number): PractitionerId => personAt(index).id;

/** The largest channel is a classical one. */
const suiteOf = (seed: (typeof seeds)[number]): Pick<SpaceView, 'suite' | 'postQuantum' | 'room'> =>
  (seed.other === null && seed.members.length >= largest ? { suite: 3, postQuantum: false, room: null } : { suite: 0xf0c1, postQuantum: true, room: 64 });

const policyOf = (seed: Seed): PolicyView => ({ history: 'none', retention: null, hold: false, ...seed.policy });

export const spaces: SpaceView[] = seeds.map((seed, i) => {
  const last = seed.count > 0 ? entryOf(i, seed.count - 1) : null;
  return {
    id: uuid(10 + i) as SpaceId, kind: seed.other !== null ? 'direct' : seed.file ? 'case-file' : 'channel', title: seed.title, purpose: seed.purpose, other: seed.other === null ? null : idAt(seed.other),
    owners: (seed.owners ?? [2]).map(idAt), members: seed.members.map(idAt), canManage: seed.other === null && (seed.owners ?? [2]).includes(2), within: null, strangers: [], successors: i === 0 ? [idAt(14)] : [], left: false, closed: false, readOnly: false, unread: seed.unread, mentions: mentionsIn(i), alerts: alertsIn(i), topics: topics[i] ?? [], settings: { receipts: true, typing: true, level: 'all' }, lastActivity: at(seed.ago),
    preview: last?.type === 'message' ? { sender: last.sender, text: last.text } : null, epoch: 7 + i, ...suiteOf(seed), policy: policyOf(seed), sync: seed.alarm ? 'alarm' : 'current', alarms: alarms.filter((alarm) => alarm.space === uuid(10 + i)),
  };
});
export const countOf = (space: number): number => seeds[space]?.count ?? 0;
export const unreadOf = (space: number): number => seeds[space]?.unread ?? 0;

/** The entry of a space at an index: events first, one quarantined where there is an alarm, messages otherwise. */
export function entryOf(space: number, index: number): TimelineEntry {
  const seed = seeds[space];
  if (!seed) throw new Error('no such space');
  const members = seed.members.map(personAt);
  const when = at(seed.ago + (seed.count - 1 - index) * (index % 4 === 0 ? 55 : 50)) as Instant;
  const key = `${space}-${index}`;
  const owner = members[0] ?? me;
  if (index === 0 && isWeek(seed.policy?.retention)) return { type: 'erased', key, seq: 1, at: when };
  if (index === 0) return { type: 'created', key, seq: 1, by: owner.id, title: seed.title, at: when };
  if (index === 1 && seed.other === null) return { type: 'joined', key, seq: 2, by: owner.id, who: members.slice(1).map((person) => person.id), devices: [], at: when };
  if (seed.policy?.history === 'all' && index === seed.count - 8) return { type: 'policy', key, seq: index + 1, by: owner.id, before: { history: 'none', retention: null, hold: false }, after: { history: 'all', retention: { days: 365 }, hold: false }, owners: null, at: when };
  if (seed.policy?.history === 'all' && index === seed.count - 7) return { type: 'history', key, seq: index + 1, by: owner.id, to: [idAt(10)], from: at(seed.ago + 9_000), at: when };
  if (isWeek(seed.policy?.retention) && index === seed.count - 2) return { type: 'policy', key, seq: index + 1, by: idAt(9), before: policyOf(seed), after: policyOf(seed), owners: { now: [owner.id], made: [], ended: [idAt(9), idAt(10)] }, at: when };
  const opened = openedAt(space, index + 1);
  if (opened) return { type: 'topic', key, id: opened.id, seq: index + 1, by: owner.id, title: opened.title, at: when };
  if (seed.alarm && index === 11) return { type: 'quarantined', key, seq: 12, rule: seed.alarm, at: when };
  if (index === 2 && seed.alarm) return { type: 'unopened', key, seq: 3, at: when };
  const joiner = [members[1], members[1], owner][index - (seed.count - 11)];
  if (joiner && seed.count > 20) return { type: 'device-joined', key, seq: index + 1, by: null, who: [joiner.id], devices: joiner.devices.slice(0, 1).map((device) => device.id), at: at(seed.ago + 500) };
  const sender = members[Math.floor(index / 2) % members.length] ?? me;
  const own = sender.id === me.id;
  const others = members.filter((person) => person.id !== me.id).map((person) => person.id);
  const read = index < seed.count - 6;
  const device = sender.devices[0] ?? people[0]?.devices[0];
  if (!device) throw new Error('people have devices');
  return {
    ...bare, type: 'message', key, id: itemAt(space, index), seq: index + 1, sender: sender.id, device: device.id, own, text: seed.words[index % seed.words.length] ?? '',
    handling: handlings[index % handlings.length] ?? 'none', sentAt: when, storedAt: space === 0 && index === seed.count - 2 ? at(seed.ago) : when, delivery: own ? (read ? 'read' : 'delivered') : null, refusal: null, readBy: own && read ? others : [], deliveredTo: own ? others : [],
    ...saidAt(space, index), files: filesAt(space, index),
  };
}
