/** What stands out in the fixture's conversations: topics, replies, polls and the like, by the place of the message. */
import type { Instant, ItemId } from '@comity/contracts';
import type { MentionAt, MessageEntry, TopicView } from '@comity/sdk';
import { at, me, personAt, uuid } from './people.js';

type Part = Partial<MessageEntry>;
export const itemAt = (space: number, index: number): ItemId => uuid(900_000 + space * 20_000 + index) as ItemId;
const id = (person: number) => personAt(person).id;
const topic = (n: number): ItemId => uuid(80 + n) as ItemId;
const mention = (text: string): MentionAt[] => [{ type: 'person', id: me.id, at: text.indexOf('@'), length: me.name.length + 1 }];
const reply = (space: number, index: number, sender: number, text: string): Part => ({ reply: { on: { id: itemAt(space, index), seq: index + 1 }, sender: id(sender), text, withdrawn: false } });

export const topics: Record<number, TopicView[]> = {
  0: [
    { id: topic(0), seq: 21, title: 'Freezing order', unread: 1, mentions: 1, lastActivity: at(12) },
    { id: topic(1), seq: 22, title: 'Bank statements, annexes 3 and 4', unread: 0, mentions: 0, lastActivity: at(300) },
  ],
  2: [
    { id: topic(2), seq: 11, title: 'أمر التجميد', unread: 2, mentions: 0, lastActivity: at(130) },
    { id: topic(3), seq: 12, title: 'كشوف الحسابات', unread: 0, mentions: 0, lastActivity: at(500) },
  ],
};

/** More than any screen is high. */
export const manyTopics: TopicView[] = Array.from({ length: 40 }, (_, i) => ({ id: topic(100 + i), seq: 21 + i, title: `Request ${i + 1}`, unread: i % 9 === 0 ? 2 : 0, mentions: 0, lastActivity: at(100 + i) }));

const toMe = `@${me.name} could your office confirm the account number before noon? The register entry is at https://register.example/companies/4471.`;
const toMeArabic = `@${me.name} هل يمكن لمكتبكم تأكيد رقم الحساب قبل الظهر؟ القيد في السجل: https://register.example/companies/4471`;

const said: Record<string, Part> = {
  '0-44': { topic: topic(1) }, '0-45': { topic: topic(1), reactions: [{ emoji: '👌', by: [id(2), id(9)] }] }, '0-46': { topic: topic(1), ...reply(0, 45, 7, 'We would need the freezing order by the 14th. After that the time limit under article 31 runs out on our side.') },
  '0-48': { pinned: { by: id(2), at: at(400) }, evaluation: { source: 'B', information: 2 }, tlp: 'amber', handling: 'H1' },
  '0-50': { edited: [{ at: at(700), text: 'We would need the freezing order by the 12th.' }] },
  '0-49': { withdrawn: at(600), text: '' },
  '0-47': { forwarded: { sender: id(11), authority: personAt(11).authority.id, sentAt: at(5000), from: null }, handling: 'H0' },
  '0-52': { handling: 'H3', restriction: 'Only for the freezing proceedings before the investigating judge in Madrid.', tlp: 'red' },
  '0-59': { alert: { acknowledged: [{ person: id(3), at: at(200) }, { person: id(9), at: at(150) }], outstanding: [id(2), id(10)], mine: false, reminded: null }, text: 'The hearing moves to Thursday, 09:30. Please acknowledge.' },
  '0-58': { topic: topic(0), text: toMe, mentions: mention(toMe), mentionsMe: true },
  '0-60': { handling: 'none', text: 'Which day suits the joint call?', poll: { options: [{ text: 'Tuesday, 14:00 CET', by: [id(3), id(9), id(10)] }, { text: 'Wednesday, 10:00 CET', by: [id(7)] }, { text: 'Thursday, 16:00 CET', by: [] }], multiple: false, closed: false, mine: [] }, reactions: [{ emoji: '👍', by: [id(3), id(7)] }, { emoji: '👀', by: [id(9)] }] },
  '0-61': { text: 'Annex 4 replaces the version of Monday.', alert: { acknowledged: [{ person: id(3), at: at(60) }], outstanding: [id(7), id(9), id(10)], mine: false, reminded: null } },
  '0-63': { topic: topic(0), ...reply(0, 58, 9, toMe) },
  '2-28': { topic: topic(3) }, '2-27': { topic: topic(3), reactions: [{ emoji: '👌', by: [id(2), id(5)] }] },
  '2-25': { edited: [{ at: at(700), text: 'نحتاج إلى أمر التجميد قبل يوم 12.' }], pinned: { by: id(4), at: at(400) } },
  '2-32': { handling: 'H2' },
  '2-33': { withdrawn: at(600), text: '' },
  '2-34': { handling: 'H3', restriction: 'لإجراءات التجميد أمام قاضي التحقيق فقط.', tlp: 'amber-strict', evaluation: { source: 'A', information: 1 } },
  '2-35': { alert: { acknowledged: [{ person: id(4), at: at(200) }], outstanding: [id(2), id(6)], mine: false, reminded: null }, text: 'نُقلت الجلسة إلى الخميس، الساعة 9:30. يرجى الإقرار.' },
  '2-36': { text: 'أي يوم يناسب الاجتماع المشترك؟', poll: { options: [{ text: 'الثلاثاء، 14:00', by: [id(4), id(5)] }, { text: 'الأربعاء، 10:00', by: [id(6)] }], multiple: true, closed: false, mine: [] }, reactions: [{ emoji: '👍', by: [id(4), id(5)] }] },
  '2-38': { topic: topic(2), text: toMeArabic, mentions: mention(toMeArabic), mentionsMe: true, ...reply(2, 35, 13, 'نُقلت الجلسة إلى الخميس، الساعة 9:30. يرجى الإقرار.') },
};

export const saidAt = (space: number, index: number): Part => said[`${space}-${index}`] ?? {};
/** Where topics were opened. */
export const openedAt = (space: number, seq: number): TopicView | undefined => topics[space]?.find((each) => each.seq === seq);
export const mentionsIn = (space: number): number => (topics[space] ?? []).reduce((sum, each) => sum + each.mentions, 0) + (space === 2 ? 1 : 0);
export const alertsIn = (space: number): number => Object.entries(said).filter(([key, part]) => key.startsWith(`${space}-`) && part.alert && part.alert.outstanding.includes(me.id)).length;
export const edited = (entry: MessageEntry, text: string): Part => ({ text, edited: [...entry.edited, { at: entry.sentAt as Instant, text: entry.text }] });
