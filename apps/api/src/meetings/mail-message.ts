/** A message by e-mail, as it is given away: an invitation (RFC 6047) or a code. No name of anybody, no title, no address of this service. */
import type { MailLanguage } from '@comity/contracts';
import { invitationOf, line, type CalendarMeeting } from './icalendar.js';
import { mailWords } from './mail-words.js';

/** `id`: the same for each try. */
export interface MailMessage { id: string; to: string; subject: string; text: string; language: MailLanguage; calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null }

/** `hasRooms`: not of talks that two offices have without the secretariat. */
export interface MailedMeeting extends CalendarMeeting { hasRooms: boolean }

export function invitationMail(meeting: MailedMeeting, { id, cancelled, from, to, language }: { id: string; cancelled: boolean; from: string; to: string; language: MailLanguage }): MailMessage {
  const words = mailWords[language], method = cancelled ? 'CANCEL' : 'REQUEST';
  const when = new Intl.DateTimeFormat(language, { timeZone: meeting.zone, dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }).formatRange(meeting.startsAt, meeting.endsAt);
  const where = meeting.location !== null ? line(meeting.location) : meeting.hasRooms ? words.nowhere : null;
  const subject = cancelled ? words.cancelled : words.invited;
  const text = [subject, '', `${words.when}: ${when} (${meeting.zone})`, ...(cancelled || where === null ? [] : [`${words.where}: ${where}`]), '', words.noAnswer, ''].join('\n');
  return { id, to, subject, text, language, calendar: { method, content: invitationOf(meeting, method, from, to) } };
}

export function codeMail(code: string, { id, to, language }: { id: string; to: string; language: MailLanguage }): MailMessage {
  const words = mailWords[language];
  return { id, to, subject: words.code, text: [`${words.code}: ${code}`, '', words.codeHint, words.stranger, ''].join('\n'), language, calendar: null };
}
