/** A notice about meetings: whether it is shown, in which words, and to where it leads. */
import type { ComityEvent, NoticeSettings } from '@comity/sdk';
import type { PlainId } from '../i18n/text.js';
import { isWanted } from '../notices/decision.js';
import { sessionPath } from './place.js';

export type MeetingNotice = Extract<ComityEvent, { type: 'meeting-notice' }>;

const words = { asked: 'talks.told-asked', answered: 'talks.told-answered', timetable: 'talks.told-timetable', 'answer-due': 'talks.told-answer-due', soon: 'talks.told-soon', late: 'talks.told-late' } as const satisfies Record<MeetingNotice['kind'], PlainId>;
export const noticeWords = ({ kind }: Pick<MeetingNotice, 'kind'>): PlainId => words[kind];

export const noticePath = ({ kind, session, request }: MeetingNotice): string => sessionPath(session, kind === 'timetable' || (kind === 'late' && request !== null) ? 'agenda' : kind === 'late' ? '' : request === null ? 'requests' : `requests/${request}`);

/** Nobody misses a meeting of theirs because it lies in their quiet hours. */
export const isMeetingNoticeWanted = ({ kind }: Pick<MeetingNotice, 'kind'>, settings: NoticeSettings, now: Date): boolean => isWanted(kind === 'soon' ? 'alert' : 'due', 'all', settings, now);
