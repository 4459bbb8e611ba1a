import { describe, expect, it } from '@jest/globals';
import { MailLanguage } from '@comity/contracts';
import { codeMail, invitationMail } from './mail-message.js';
import { mailWords } from './mail-words.js';

const meeting = { id: 'r', zone: 'Europe/Vienna', date: '2026-11-30', time: '09:00', startsAt: new Date('2026-11-30T08:00:00Z'), endsAt: new Date('2026-11-30T08:20:00Z'), location: 'Table 1\r\nBcc: evil@example\u2028X', version: 3, publishedAt: new Date('2026-11-20T08:00:00Z'), hasRooms: true };
const mail = (language: MailLanguage, cancelled = false) => invitationMail(meeting, { id: 'm', cancelled, from: 'meetings@comity.example', to: "o'neill+x@office.example", language });

describe('a message', () => {
  it.each(MailLanguage.options)('says in %s when and where, each in a line', (language) => {
    const { subject, text, calendar } = mail(language);
    expect(text.split('\n').map((line) => line.includes('Bcc')).filter(Boolean)).toEqual([true]);
    expect(text.split('\n')[2]).toMatch(/(2026|٢٠٢٦).*(Europe\/Vienna)/);
    expect(text.split('\n')[3]).toContain('Table 1 Bcc: evil@example X');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(calendar!.content.split('\r\n').filter((line) => /^(Bcc|X)/.test(line))).toEqual([]);
    expect(new Set([subject, mail(language, true).subject, codeMail('123456', { id: 'm', to: 'a@b.example', language }).subject]).size).toBe(3);
  });

  it.each(MailLanguage.options)('says in %s that there is no room yet, unless there will be none', (language) => {
    const text = (hasRooms: boolean) => invitationMail({ ...meeting, location: null, hasRooms }, { id: 'm', cancelled: false, from: 'meetings@comity.example', to: 'a@b.example', language }).text;
    expect(text(true)).toContain(`${mailWords[language].where}: ${mailWords[language].nowhere}`);
    for (const word of [mailWords[language].where, mailWords[language].nowhere]) expect(text(false)).not.toContain(word);
  });

  it('names its reader as an address, and nothing else', () => {
    const unfolded = mail('en').calendar!.content.replaceAll('\r\n ', '');
    expect(unfolded).toContain("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:o'neill%2Bx@office.example\r\n");
    expect(unfolded).toContain('LOCATION:Table 1 Bcc: evil@example X\r\n');
    expect(mail('en', true).text).not.toContain('Table 1');
  });
});
