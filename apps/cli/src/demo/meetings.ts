/** What the demo's offices meet about: who asks whom, how it ended so far, and where it stands. Every matter and case is invented. */
import type { SessionDay, SessionFacts } from '@comity/contracts';

type End = 'asked' | 'countered' | 'accepted' | 'declined' | 'withdrawn';
/** `topic`: its title and words, which the two of them alone read. `case`: by its reference. `at`: where it stands in the published timetable, a number of the day, a slot, a number of the room. */
export interface Asked { by: string; of: string; end: End; slots?: number; priority?: number; topic?: [title: string, words: string]; case?: string; at?: [day: number, time: string, room: number] }
/** `ahead`: days until it begins; `deadline`: until nobody asks any more. */
export interface Hall extends Pick<SessionFacts, 'kind' | 'title' | 'place' | 'zone' | 'requestsPerOffice'>, Pick<SessionDay, 'starts' | 'breaks'> {
  ahead: number; days: number; deadline: number; offices: 'all' | string[]; rooms: [name: string, kind: string, security: number][]; cases: string[]; asked: Asked[];
}
/** Of two offices; on the first of its slots, or the second of the day after where the other side proposes that. */
export interface Talks extends Omit<Asked, 'slots' | 'case' | 'at'> { title: string; zone: string; ahead: number; starts: string[] }

const coffeeAndLunch: SessionDay['breaks'] = [{ from: '11:00', to: '11:30', reason: 'break' }, { from: '12:30', to: '14:00', reason: 'meal' }];

export const halls: Hall[] = [
  {
    kind: 'plenary', title: 'Meridian Network, plenary', place: 'Vienna', zone: 'Europe/Vienna', requestsPerOffice: 6, ahead: 14, days: 3, deadline: 10, offices: 'all', cases: [],
    starts: ['09:30', '10:00', '10:30', '11:30', '12:00', '14:00', '14:30', '15:00', '15:30', '16:00'], breaks: coffeeAndLunch, rooms: [['Danube 1', 'table', 0], ['Danube 2', 'table', 0], ['Prater', 'quiet-room', 1]],
    asked: [
      { by: 'wanjiru', of: 'jiahui', end: 'accepted', slots: 2, priority: 3, topic: ['LIGHTHOUSE: accounts of the operator’s agent', 'Which of the accounts can be produced within three months, and in which form our court takes them.'], at: [0, '09:30', 0] },
      { by: 'wanjiru', of: 'claire', end: 'accepted', priority: 3, at: [0, '11:30', 0] },
      { by: 'beatriz', of: 'emilie', end: 'accepted', priority: 2, at: [0, '10:00', 1] },
      { by: 'leila', of: 'claire', end: 'accepted', priority: 2, at: [1, '09:30', 1] },
      { by: 'jiahui', of: 'emilie', end: 'accepted', priority: 1 },
      { by: 'claire', of: 'beatriz', end: 'asked', priority: 2 },
      { by: 'emilie', of: 'leila', end: 'countered', slots: 2, priority: 2 },
      { by: 'jiahui', of: 'beatriz', end: 'declined', priority: 1 },
      { by: 'leila', of: 'wanjiru', end: 'withdrawn', priority: 1 },
    ],
  },
  {
    kind: 'forum', title: 'Investigative forum: ports and shipping', place: 'Nairobi', zone: 'Africa/Nairobi', requestsPerOffice: 4, ahead: 21, days: 2, deadline: 17, offices: ['kenya', 'france', 'tunisia', 'singapore'], cases: ['LH-7', 'SC-12'],
    starts: ['09:00', '09:30', '10:00', '10:30', '11:30', '12:00'], breaks: [{ from: '11:00', to: '11:30', reason: 'break' }], rooms: [['Acacia', 'quiet-room', 2], ['Baobab', 'table', 1]],
    asked: [
      { by: 'wanjiru', of: 'jiahui', end: 'accepted', slots: 2, priority: 3, case: 'LH-7', topic: ['LIGHTHOUSE: who signs for the agent', 'Two names on the mandates of the branch, and what each of the registers says of them.'] },
      { by: 'claire', of: 'wanjiru', end: 'asked', priority: 3, case: 'LH-7', topic: ['Le bien dans les Alpes-Maritimes', 'Ce que la déclaration dit du bénéficiaire effectif, et sous quelles conditions nous pouvons en parler.'] },
      { by: 'leila', of: 'claire', end: 'countered', priority: 2, case: 'SC-12', topic: ['شحنات عبر ميناءين', 'ترتيب مواعيد سماع الشهود في البلدين حتى لا يسبق أحدهما الآخر.'] },
      { by: 'jiahui', of: 'leila', end: 'declined', priority: 1, case: 'SC-12' },
    ],
  },
];

export const talks: Talks[] = [
  { title: 'Kenya – Singapore', zone: 'Africa/Nairobi', ahead: 4, starts: ['10:00', '10:30'], by: 'wanjiru', of: 'jiahui', end: 'accepted', topic: ['Before the plenary: the agent’s two companies', 'What each side may say in front of others in Vienna.'] },
  { title: 'Brazil – Canada', zone: 'America/Toronto', ahead: 7, starts: ['09:00', '11:00'], by: 'beatriz', of: 'emilie', end: 'asked', topic: ['Preservation order: a second extension', 'The first one ends in five weeks; the account has meanwhile moved to another provider.'] },
  { title: 'France – Tunisia', zone: 'Europe/Paris', ahead: 9, starts: ['14:00', '15:00'], by: 'claire', of: 'leila', end: 'countered' },
];
