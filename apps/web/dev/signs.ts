/** What waits and is new at sessions, one of each kind. */
import type { AuthorityId, MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import type { MeetingSign, RequestSign } from '@comity/sdk';
import { at, authorities, uuid } from './people.js';

const by = (n: number): AuthorityId => authorities[n]!.id;
const request = (n: number): MeetingRequestId => uuid(610 + n) as MeetingRequestId;
const said = (n: number, act: RequestSign['act'], office: number, more: Partial<RequestSign> = {}): RequestSign => ({ id: request(n), version: 2, act, by: by(office), at: at(60 * n), agreed: false, waits: false, fresh: true, ...more });
const meeting = (n: number, office: number, minutesAhead: number): MeetingSign['coming'][number] => ({ request: request(n), parties: [by(1), by(office)], startsAt: at(-minutesAhead), endsAt: at(-minutesAhead - 20) });

/** The plenary of a delegate: a meeting that is over in two minutes, one that begins soon in two, and what others said, the newest first; and a forum that this person prepares. */
export const signs: MeetingSign[] = [
  {
    session: uuid(600) as MeetingSessionId, title: 'Autumn plenary', role: 'delegate', deadline: at(-60 * 24 * 3), timetable: { version: 3, at: at(30) }, late: 1, coming: [meeting(8, 4, -18), meeting(9, 5, 17)],
    requests: [said(1, 'ask', 3, { waits: true }), said(2, 'counter', 4, { waits: true }), said(3, 'accept', 5), said(4, 'accept', 6, { agreed: true }), said(5, 'decline', 7), said(6, 'withdraw', 2, { agreed: true })],
  },
  { session: uuid(601) as MeetingSessionId, title: 'Investigative forum', role: 'secretary', deadline: null, timetable: null, late: 2, coming: [], requests: [] },
];
