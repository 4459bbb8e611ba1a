import { describe, expect, it } from '@jest/globals';
import type { Delegate, DelegateId, Interpreter, InterpreterId, MeetingRoom, Office, PractitionerId } from '@comity/contracts';
import { rosterForms } from './roster-form.js';
import { authorityId, roomId } from './sample.js';

const away = [{ date: '2026-12-01', from: '09:00', to: '10:00', reason: 'late' as const }];
const room: MeetingRoom = { version: 3, id: roomId(1), name: 'Danube', class: 'table', seats: 6, security: 2, equipment: ['video', 'audio'], away };
const interpreter: Interpreter = { version: 2, id: roomId(2) as string as InterpreterId, name: 'Nur', pair: ['ar', 'fr'], away };
const delegate: Delegate = { version: 2, id: roomId(3) as string as DelegateId, authority: authorityId(1), name: 'Amina', practitioner: roomId(4) as string as PractitionerId, away, remote: { zone: 'Africa/Nairobi', from: '09:00', to: '17:00' } };
const office: Office = { version: 4, authority: authorityId(1), requests: 7, away, remote: null };

describe('a row of the set-up by hand', () => {
  it('that nobody changed is what it was, with what the form does not show', () => {
    expect(rosterForms.rooms.row(rosterForms.rooms.typed(room), room)).toEqual(room);
    expect(rosterForms.interpreters.row(rosterForms.interpreters.typed(interpreter), interpreter)).toEqual(interpreter);
    expect(rosterForms.delegates.row(rosterForms.delegates.typed(delegate), delegate)).toEqual(delegate);
    expect(rosterForms.offices.row(rosterForms.offices.typed(office), office)).toEqual(office);
  });
  it('takes what is typed, and is a new one where there was none', () => {
    expect(rosterForms.rooms.row({ ...rosterForms.rooms.typed(room), name: ' Prater ', seats: '12', equipment: 'video, video|wall' }, room)).toEqual({ ...room, name: 'Prater', seats: 12, equipment: ['video', 'wall'] });
    expect(rosterForms.interpreters.row({ name: 'Li', from: 'ZH', to: 'en' }, null)).toMatchObject({ version: 0, name: 'Li', pair: ['en', 'zh'], away: [] });
    expect([rosterForms.offices.row({ requests: '' }, office)?.requests, rosterForms.offices.row({ requests: '0' }, office)?.requests]).toEqual([null, 0]);
    expect(rosterForms.delegates.row({ name: 'Li', authority: authorityId(2), practitioner: '' }, null)).toMatchObject({ version: 0, authority: authorityId(2), practitioner: null });
  });
  it('is none where something does not fit', () => {
    const typed = rosterForms.rooms.typed(room);
    expect([{ name: ' ' }, { class: 'Big Table' }, { seats: '0' }, { seats: '2001' }, { seats: '1e3' }, { equipment: 'Video' }].map((change) => rosterForms.rooms.row({ ...typed, ...change }, room))).toEqual(Array<null>(6).fill(null));
    expect([rosterForms.offices.row({ requests: '501' }, office), rosterForms.offices.row({ requests: '-1' }, office), rosterForms.offices.row({ requests: '' }, null), rosterForms.interpreters.row({ name: 'Nur', from: 'fr', to: 'FR' }, null), rosterForms.delegates.row({ name: 'Li', authority: '' }, null)]).toEqual(Array<null>(5).fill(null));
  });
});
