/** Invitations by e-mail, through a real server for mail: who gets which, what stands in them, and what becomes of them when something fails. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { Pool } from 'pg';
import supertest from 'supertest';
import type { AuthorityId, Delegate, MailLanguage, MeetingRequest, MeetingSession, Placement } from '@comity/contracts';
import { readConfig } from '../../apps/api/src/config.js';
import type { SessionContext } from '../../apps/api/src/identity/sessions/session-context.js';
import { codeMail } from '../../apps/api/src/meetings/mail-message.js';
import { MeetingMail } from '../../apps/api/src/meetings/mail.js';
import { Mailer } from '../../apps/api/src/meetings/mailer.js';
import { MailQueue } from '../../apps/api/src/meetings/mail-queue.js';
import { startService } from '../support/service.js';
import { MailHouse, partsOf, type Received } from '../support/smtp.js';
import type { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';
import { answered, delegateRow, facts, Plenary, roomRow, wishes } from './plenary.js';

const from = 'meetings@comity.example';

describe('invitations by e-mail', () => {
  let network: TestNetwork, house: MailHouse, pool: Pool;
  let kenya: Member, france: Member, spain: Member, secretary: Member;
  let offices: AuthorityId[];
  const logged: string[] = [];

  beforeAll(async () => {
    house = await MailHouse.open();
    network = await TestNetwork.founded({ settings: { SMTP_URL: house.url, MAIL_FROM: from }, onLog: (line) => logged.push(line) });
    pool = new Pool({ connectionString: network.service.databaseUrl });
    const point = async (name: string): Promise<Member> => network.appointFocalPoint(await network.admitAuthority(name), name);
    [kenya, france, spain] = [await point('Nairobi'), await point('Paris'), await point('Madrid')];
    secretary = network.officers[0];
    for (const member of [kenya, france, spain, secretary]) await ready(member);
    offices = [kenya, france, spain].map(({ authority }) => authority!);
  }, 120_000);
  beforeEach(() => {
    house.refuses = null;
    house.received.splice(0);
  });
  afterAll(async () => {
    await pool?.end();
    await network?.stop();
    await house?.close();
  });

  const ready = async (member: Member): Promise<void> => {
    succeed(await network.certify(member), 201);
    succeed(await network.attach(member), 200);
  };
  const signedInAgain = async (): Promise<void> => {
    for (const member of [kenya, france, secretary]) { await network.signIn(member); await network.attach(member); }
  };
  const colleague = async (name: string, notAfter: Parameters<TestNetwork['vouch']>[2] = null): Promise<Member> => {
    const member = await network.vouch(kenya, name, notAfter);
    await ready(member);
    return member;
  };
  const sent = async (): Promise<Received[]> => {
    await network.service.app.get(MailQueue).sweep();
    return house.received.splice(0);
  };
  const codeIn = ([mail]: Received[]): string => /\b\d{6}\b/.exec(partsOf(mail!.raw).parts[0]!.content)![0];
  const set = (member: Member, address: string, language: MailLanguage = 'en') => network.as(member, 'setMail', { body: { address, language } });
  const confirm = (member: Member, code: string) => network.as(member, 'confirmMail', { body: { code } });
  const wanted = async (member: Member, address: string, language: MailLanguage = 'en'): Promise<void> => {
    answered(await set(member, address, language));
    answered(await confirm(member, codeIn(house.received.splice(0))));
    await sent();
  };
  const waiting = async () => (await pool.query<{ id: string; attempts: number }>('select id, attempts from meeting_mail_queue')).rows;

  /** A session at which a request is agreed; `place` publishes it there, or nowhere. */
  const held = async (delegates: Member[] = [], change: Parameters<typeof facts>[0] = {}, room = roomRow('Table 1')) => {
    const plenary = await Plenary.held(network, offices, change);
    answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [room] } }));
    const rows = delegates.map((member) => delegateRow(kenya.authority!, member.person.name, { practitioner: member.id }));
    if (rows.length > 0) answered(await plenary.as(kenya, 'writeDelegates', { body: { rows } }));
    const request: MeetingRequest = await plenary.agreed([kenya, france], {}, [wishes({ delegates: rows.map(({ id }) => id) })]);
    let version = 0;
    const place = async (time: string | null, date = plenaryDate(change)): Promise<void> => {
      const edit: Placement = { request: request.id, version, place: time === null ? null : { at: { date, time }, room: room.id, interpreter: null }, pinned: false };
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [edit] } }));
      version += 1;
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: version } }));
    };
    return { plenary, request, place };
  };
  const later = { days: [{ date: '2027-06-01', starts: ['09:00', '09:20'], breaks: [] }] };
  const plenaryDate = ({ days }: Parameters<typeof facts>[0] = {}): string => days?.[0]?.date ?? '2026-11-30';
  /** What a reader that is not ours makes of a message. */
  const read = ({ raw }: Received) => {
    const { headers, parts } = partsOf(raw);
    const [words, calendar] = parts;
    const component = new ICAL.Component(ICAL.parse(calendar!.content) as unknown[] as never);
    for (const zone of component.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
    const event = new ICAL.Event(component.getFirstSubcomponent('vevent')!);
    return { headers, types: parts.map((part) => part.headers['content-type']), text: words!.content, calendar: calendar!.content, method: component.getFirstPropertyValue('method'), event };
  };

  it('come once the code that was sent there is entered, and then with what is published already', async () => {
    const person = await colleague('Achieng');
    const { place } = await held([person]);
    expect(answered(await network.as(person, 'mailStatus'))).toEqual({ available: true, address: null, language: null, confirmed: false });
    expect(answered(await set(person, 'achieng@office.example'))).toEqual({ available: true, address: 'achieng@office.example', language: 'en', confirmed: false });
    const mails = house.received.splice(0), code = codeIn(mails);
    expect([mails.length, mails[0]!.to, partsOf(mails[0]!.raw).parts.length]).toEqual([1, ['achieng@office.example'], 1]);
    await place('09:00');
    expect(await sent()).toEqual([]);
    const other = code === '000000' ? '111111' : '000000';
    expect((await confirm(person, other)).body).toMatchObject({ code: 'not-acceptable' });
    expect(answered(await confirm(person, code))).toMatchObject({ confirmed: true });
    expect((await confirm(person, code)).body).toMatchObject({ code: 'not-acceptable' });
    expect((await sent()).map(({ to }) => to)).toEqual([['achieng@office.example']]);
    // Another language needs no code, another address does; until then nothing comes to either.
    expect(answered(await set(person, 'achieng@office.example', 'fr'))).toMatchObject({ language: 'fr', confirmed: true });
    expect(answered(await set(person, 'elsewhere@office.example'))).toMatchObject({ confirmed: false });
    for (let tries = 0; tries < 5; tries += 1) await confirm(person, other);
    expect((await confirm(person, codeIn(house.received.splice(0)))).body).toMatchObject({ code: 'not-acceptable' });
    answered(await set(person, 'elsewhere@office.example'));
    network.clock.advance(1_799);
    succeed(await network.signIn(person), 200);
    await network.attach(person);
    network.clock.advance(2);
    expect((await confirm(person, codeIn(house.received.splice(0)))).body).toMatchObject({ code: 'not-acceptable' });
    succeed(await network.as(person, 'endMail'), 204);
    expect(answered(await network.as(person, 'mailStatus'))).toMatchObject({ address: null });
    // Nobody's mailbox is filled from here, also where the address is deleted in between.
    const codes: number[] = [];
    for (let more = 0; more < 3; more += 1) {
      codes.push((await set(person, 'victim@office.example')).status);
      succeed(await network.as(person, 'endMail'), 204);
    }
    expect([codes, house.received.splice(0).length]).toEqual([[200, 200, 429], 2]);
    // Nor from another process, or after a new start.
    const second = await startService({ databaseUrl: network.service.databaseUrl, clock: network.clock, settings: { SMTP_URL: house.url, MAIL_FROM: from } });
    try {
      const wish = second.app.get(MeetingMail).set({ practitioner: person.id, network: network.id } as SessionContext, { address: 'victim@office.example', language: 'en' });
      await expect(wish).rejects.toMatchObject({ problem: { code: 'too-many-requests', retryAfter: 86_400 - 1_801 } });
    } finally {
      await second.stop();
    }
    expect((await pool.query('select 1 from meeting_mail where practitioner = $1', [person.id])).rows).toEqual([]);
    await signedInAgain();
  });

  it('say when and where, in the person’s language, as the calendar does: with each version that is another meeting for them, and when it falls away', async () => {
    const [named, unnamed] = [await colleague('Barasa'), await colleague('Chebet')];
    await wanted(named, 'barasa@office.example', 'fr');
    await wanted(unnamed, 'chebet@office.example');
    const { request, place } = await held([named], { title: 'Vessel payments', place: 'Hall; A, "B"\\ SUMMARY:x' }, roomRow('Room ÄÖÜ =?utf-8?q?=0D=0ABcc:_evil@example?= ATTENDEE:mailto:evil@example'));
    await place('09:00');
    const [first, ...none] = await sent();
    expect([none, first!.from, first!.to]).toEqual([[], from, ['barasa@office.example']]);
    const mail = read(first!);
    expect(mail.types).toEqual([expect.stringContaining('text/plain'), 'text/calendar; charset=utf-8; method=REQUEST; component=VEVENT']);
    expect([mail.method, mail.event.uid, mail.event.sequence, mail.event.summary, mail.event.location]).toEqual(['REQUEST', `${request.id}@comity`, 1, 'Bilateral meeting', 'Room ÄÖÜ =?utf-8?q?=0D=0ABcc:_evil@example?= ATTENDEE:mailto:evil@example, Hall; A, "B"\\ SUMMARY:x']);
    expect([mail.event.startDate.toJSDate().toISOString(), mail.event.endDate.toJSDate().toISOString()]).toEqual(['2026-11-30T08:00:00.000Z', '2026-11-30T08:20:00.000Z']);
    expect([mail.event.organizer, mail.event.attendees.map((each) => [each.getFirstValue(), each.getParameter('rsvp'), each.getParameter('partstat')])]).toEqual([`mailto:${from}`, [['mailto:barasa@office.example', 'FALSE', 'ACCEPTED']]]);
    expect(Object.keys(mail.headers).sort()).toEqual(['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-auto-response-suppress'].sort());
    expect(mail.text).toContain('lundi 30 novembre 2026');
    expect(mail.text).toContain('09:00');
    for (const word of ['Vessel', 'Paris', 'Nairobi', 'Barasa', 'localhost', network.service.url]) expect(first!.raw).not.toContain(word);
    // The same event as in the person's calendar.
    const { path } = answered<{ path: string }>(await network.as(named, 'makeFeed'));
    const feed = (await supertest(network.service.url).get(path)).text;
    for (const line of mail.calendar.split('\r\n').filter((each) => /^(UID|SEQUENCE|DTSTART|DTEND|SUMMARY|LOCATION)/.test(each))) expect(feed).toContain(line);

    await place('09:00');
    expect(await sent()).toEqual([]);
    await place('09:40');
    const moved = read((await sent())[0]!);
    expect([moved.method, moved.event.uid, moved.event.sequence, moved.event.startDate.toJSDate().toISOString()]).toEqual(['REQUEST', mail.event.uid, 3, '2026-11-30T08:40:00.000Z']);
    await place(null);
    const gone = read((await sent())[0]!);
    expect([gone.method, gone.event.uid, gone.event.sequence, gone.event.component.getFirstPropertyValue('status')]).toEqual(['CANCEL', mail.event.uid, 4, 'CANCELLED']);
    expect(gone.types[1]).toContain('method=CANCEL');
  });

  it('follow what changes without a new version: the place of the session, and whose account a delegate’s is', async () => {
    const [before, after] = [await colleague('Gathoni'), await colleague('Hamisi')];
    await wanted(before, 'gathoni@office.example');
    await wanted(after, 'hamisi@office.example');
    const { plenary, place } = await held([before], later);
    await place('09:00');
    const first = read((await sent())[0]!);
    network.clock.advance(60);
    const { version, facts: stood } = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
    answered(await plenary.as(secretary, 'changeSession', { body: { version, facts: { ...stood, place: 'Geneva' } } }));
    const [corrected, ...others] = await sent(), mail = read(corrected!);
    expect([others, corrected!.to, mail.method, mail.event.uid, mail.event.sequence, mail.event.location]).toEqual([[], ['gathoni@office.example'], 'REQUEST', first.event.uid, 1, 'Table 1, Geneva']);
    // RFC 5546 section 2.1.5: of two with one number, the later one.
    const stamped = ({ event }: typeof mail) => String(event.component.getFirstPropertyValue('dtstamp'));
    expect(stamped(mail) > stamped(first)).toBe(true);
    answered(await plenary.as(secretary, 'changeSession', { body: { version: version + 1, facts: { ...stood, place: 'Geneva', title: 'Summer' } } }));
    expect(await sent()).toEqual([]);

    const [row] = answered<Delegate[]>(await plenary.as(kenya, 'delegates'));
    answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [{ ...row!, practitioner: after.id }] } }));
    const both = new Map((await sent()).map((each) => [each.to[0], read(each)]));
    expect([both.size, ...['gathoni@office.example', 'hamisi@office.example'].map((to) => [both.get(to)?.method, both.get(to)?.event.uid, both.get(to)?.event.startDate.toJSDate().toISOString()])]).toEqual([
      2, ['CANCEL', first.event.uid, '2027-06-01T07:00:00.000Z'], ['REQUEST', first.event.uid, '2027-06-01T07:00:00.000Z'],
    ]);
    await place('09:20');
    expect((await sent()).map(({ to }) => to)).toEqual([['hamisi@office.example']]);
  });

  it('tell of the timetable that was on its way when the address was confirmed', async () => {
    const person = await colleague('Imani');
    const { plenary, place } = await held([person], later);
    await place('09:00');
    answered(await set(person, 'imani@office.example'));
    const code = codeIn(house.received.splice(0)), publisher = await pool.connect();
    try {
      await publisher.query('begin');
      await publisher.query('select from meeting_session where id = $1 for no key update', [plenary.id]);
      let done = false;
      const confirmed = confirm(person, code).finally(() => { done = true; });
      const waits = async (): Promise<void> => {
        const { rows: [row] } = await pool.query<{ held: number }>("select count(*)::int as held from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        if (row!.held === 0 && !done) await waits();
      };
      await waits();
      await publisher.query('insert into meeting_publication (session, version, published_by, published_at) select session, 2, published_by, published_at from meeting_publication where session = $1', [plenary.id]);
      await publisher.query(`insert into meeting_published (session, version, request, parties, date, time, starts_at, ends_at, room, room_name, languages, interpreter, delegates)
        select session, 2, request, parties, date, '09:20', starts_at + interval '20 minutes', ends_at + interval '20 minutes', room, room_name, languages, interpreter, delegates from meeting_published where session = $1`, [plenary.id]);
      await publisher.query('update meeting_session set published = 2 where id = $1', [plenary.id]);
      await publisher.query('commit');
      answered(await confirmed);
    } finally {
      publisher.release();
    }
    expect((await sent()).map(read).map(({ event }) => [event.sequence, event.startDate.toJSDate().toISOString()])).toEqual([[2, '2027-06-01T07:20:00.000Z']]);
  });

  it('are tried again until the server takes them, under one name; what a process left behind is taken up, and two processes send each once', async () => {
    const person = await colleague('Ekirapa');
    await wanted(person, 'ekirapa@office.example');
    house.refuses = { at: 'data', code: 451 };
    const { place } = await held([person]);
    await place('09:00');
    expect(await sent()).toEqual([]);
    const [{ id } = { id: '' }] = await waiting();
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual([1]);
    house.refuses = null;
    // Not before it is time.
    expect([await sent(), (await waiting()).length]).toEqual([[], 1]);
    network.clock.advance(61);
    const [mail] = await sent();
    expect(partsOf(mail!.raw).headers['message-id']).toBe(`<${id}@comity.example>`);
    expect(await waiting()).toEqual([]);
    // A newer version takes the place of what waits; a process that was killed holds it no longer than it has to.
    house.refuses = { at: 'data', code: 451 };
    await place('09:20');
    await sent();
    await place('09:40');
    await sent();
    house.refuses = null;
    const [left, ...others] = await waiting();
    expect(others).toEqual([]);
    await pool.query("update meeting_mail_queue set held_until = now() + interval '1 minute', next_at = now() - interval '1 year'");
    expect(await sent()).toEqual([]);
    await pool.query("update meeting_mail_queue set held_until = now() - interval '1 second'");
    const second = await startService({ databaseUrl: network.service.databaseUrl, clock: network.clock, settings: { SMTP_URL: house.url, MAIL_FROM: from } });
    try {
      await Promise.all([network.service.app.get(MailQueue).sweep(), second.app.get(MailQueue).sweep()]);
    } finally {
      await second.stop();
    }
    const both = house.received.splice(0);
    expect([both.length, partsOf(both[0]!.raw).headers['message-id'], read(both[0]!).event.sequence]).toEqual([1, `<${left!.id}@comity.example>`, 3]);
    // An address that does not exist is not asked for again, and neither is a server for ever.
    house.refuses = { at: 'rcpt', code: 550 };
    await place('10:30');
    expect([await sent(), await waiting()]).toEqual([[], []]);
    house.refuses = { at: 'data', code: 451 };
    await place('10:50');
    await sent();
    expect((await waiting()).length).toBe(1);
    network.clock.advance(3 * 86_400 + 3_600);
    await sent();
    network.clock.advance(7_200);
    await sent();
    expect(await waiting()).toEqual([]);
    await signedInAgain();
  });

  it('go with the person’s access, and leave no address, code or name in the log', async () => {
    const person = await colleague('Fatuma', network.inDays(1));
    await wanted(person, 'fatuma@office.example');
    const { place } = await held([person]);
    house.refuses = { at: 'data', code: 451 };
    await place('09:00');
    await sent();
    house.refuses = null;
    expect((await waiting()).length).toBe(1);
    network.clock.advance(2 * 86_400);
    expect([await sent(), await waiting(), (await pool.query("select 1 from meeting_mail where address like 'fatuma%'")).rows]).toEqual([[], [], []]);
    expect(logged.some((line) => line.includes('mail-not-given'))).toBe(true);
    for (const word of ['office.example', from, 'Bilateral', 'Fatuma']) expect(logged.filter((line) => line.includes(word))).toEqual([]);
  });

  it('go to nobody whose access ended while others were being sent', async () => {
    await signedInAgain();
    const people = [await colleague('Juma', network.inDays(1)), await colleague('Kamau', network.inDays(1))];
    for (const person of people) await wanted(person, `${person.person.name.toLowerCase()}@office.example`);
    const { place } = await held(people, later);
    house.refuses = { at: 'data', code: 451 };
    await place('09:00');
    await sent();
    house.refuses = null;
    expect((await waiting()).length).toBe(2);
    // From the moment it is time a round of the service's own may send them as well.
    void house.arrival('METHOD:REQUEST').then(() => { network.clock.advance(2 * 86_400); });
    network.clock.advance(61);
    expect([(await sent()).length, await waiting()]).toEqual([1, []]);
  });

  it('are refused where the operator has no server for mail', async () => {
    const quiet = await TestNetwork.founded();
    try {
      const [officer] = quiet.officers;
      expect(answered(await quiet.as(officer, 'mailStatus'))).toMatchObject({ available: false });
      expect((await quiet.as(officer, 'setMail', { body: { address: 'a@office.example', language: 'en' } })).body).toMatchObject({ code: 'not-acceptable' });
    } finally {
      await quiet.stop();
    }
  });

  it('are given one after the other over one connection, and over another one where the server hung up', async () => {
    let connections = 0;
    const hungUp = Promise.withResolvers<void>();
    const hasty = await MailHouse.open({ socketTimeout: 3_000, onConnect: (_session, done) => { connections += 1; done(); }, onClose: () => { hungUp.resolve(); } });
    const mailer = new Mailer(readConfig({ NODE_ENV: 'test', SMTP_URL: hasty.url, MAIL_FROM: from }));
    const give = () => mailer.send(codeMail('123456', { id: randomUUID(), to: 'a@office.example', language: 'en' }));
    try {
      await give();
      await give();
      expect(connections).toBe(1);
      await hungUp.promise;
      await give();
      expect([connections, hasty.received.length]).toEqual([2, 3]);
    } finally {
      mailer.close();
      await hasty.close();
    }
  });

  it('are given to nobody who cannot encrypt, or is not who they should be', async () => {
    const mail = codeMail('123456', { id: randomUUID(), to: 'a@office.example', language: 'en' });
    const config = readConfig({ NODE_ENV: 'test', SMTP_URL: house.url, MAIL_FROM: from });
    const given = async (tls: 'start' | 'first' | 'none', port = config.mail!.port): Promise<void> => {
      const mailer = new Mailer({ ...config, mail: { ...config.mail!, port, tls } });
      await mailer.send(mail).finally(() => { mailer.close(); });
    };
    await expect(given('start')).rejects.toThrow(/STARTTLS/);
    expect(house.received).toEqual([]);
    await given('none');
    expect(house.received.splice(0).length).toBe(1);
    const stranger = await MailHouse.open({ secure: true });
    try {
      await expect(given('first', Number(new URL(stranger.url).port))).rejects.toThrow(/self-signed|certificate/);
      expect(stranger.received).toEqual([]);
    } finally {
      await stranger.close();
    }
  });
});
