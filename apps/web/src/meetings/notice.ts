/** A notice about meetings: whether it is shown, in which words, and to where it leads. */
import type { ComityEvent, MeetingSign, NoticeSettings } from '@comity/sdk';
import type { Client } from '../client/client.js';
import type { PlainId } from '../i18n/text.js';
import { isWanted } from '../notices/decision.js';
import { closeNotification } from '../notices/notification.js';
import { meetings, touches } from './hooks.js';
import { sessionPath } from './place.js';

export type MeetingNotice = Extract<ComityEvent, { type: 'meeting-notice' }>;

const words = { asked: 'talks.told-asked', answered: 'talks.told-answered', timetable: 'talks.told-timetable', 'answer-due': 'talks.told-answer-due', soon: 'talks.told-soon', late: 'talks.told-late' } as const satisfies Record<MeetingNotice['kind'], PlainId>;
export const noticeWords = ({ kind }: Pick<MeetingNotice, 'kind'>): PlainId => words[kind];

export const noticePath = ({ kind, session, request }: MeetingNotice): string => sessionPath(session, kind === 'timetable' || (kind === 'late' && request !== null) ? 'agenda' : kind === 'late' ? '' : request === null ? 'requests' : `requests/${request}`);

/** Nobody misses a meeting of theirs because it lies in their quiet hours. */
export const isMeetingNoticeWanted = ({ kind }: Pick<MeetingNotice, 'kind'>, settings: NoticeSettings, now: Date): boolean => isWanted(kind === 'soon' ? 'alert' : 'due', 'all', settings, now);

/** Whether what it told of was looked at since, or answered; that a meeting begins stays so. */
export function wasSeen({ kind, session, request }: Pick<MeetingNotice, 'kind' | 'session' | 'request'>, signs: readonly MeetingSign[]): boolean {
  const { requests = [], timetable = null, late = 0 } = signs.find((sign) => sign.session === session) ?? {};
  switch (kind) {
    case 'asked': case 'answered': return !requests.some(({ id, fresh }) => fresh && (request === null || id === request));
    case 'answer-due': return !requests.some(({ waits }) => waits);
    case 'timetable': return timetable === null;
    case 'late': return late === 0;
    case 'soon': return false;
  }
}

/** Of the notification that was shown last: there is one at a time. */
let follow: (() => void) | undefined;
/** Takes a notification back once that is so, in whichever tab it happened: all of them hear of it. Where none was shown, there is nothing to take back, of what was shown before either. */
export function closeOnceSeen(client: Pick<Client, 'on' | 'remote'>, notice: MeetingNotice, shown: Notification | undefined, close = closeNotification): void {
  follow?.();
  follow = undefined;
  if (shown === undefined) return;
  const isOf = touches(notice.session, 'seen');
  follow = client.on((event) => {
    if (isOf(event)) void meetings(client.remote).signs().then((signs) => { if (wasSeen(notice, signs)) close(shown); }, () => undefined);
  });
}
