/** What becomes of meetings, over HTTP: who may say it, when, and of which. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Agenda, MeetingRequest, MeetingSession, MeetingWords, OutcomeWord, TimetableDraft, WallAt } from '@comity/contracts';
import { outcomeWordHash, signOutcomeWord } from '@comity/e2ee';
import type { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';
import { answered, Plenary } from './plenary.js';

describe('what became of a meeting', () => {
  let network: TestNetwork, plenary: Plenary;
  let kenya: Member, france: Member, spain: Member, stranger: Member, secretary: Member;
  let meeting: MeetingRequest, later: MeetingRequest;
  /** Ten minutes after the clock of the test begins. */
  const date = '2026-03-02', first: WallAt = { date, time: '10:10' }, second: WallAt = { date, time: '10:30' };
  const code = async (answering: Promise<{ status: number; body: unknown }>) => { const { status, body } = await answering; return status < 300 ? status : (body as { code: string }).code; };
  const publish = async (places: [MeetingRequest, WallAt | null, number][]) => {
    const { version } = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: places.map(([{ id }, at, version]) => ({ request: id, version, place: at && { at, room: null, interpreter: null }, pinned: false })) } }));
    succeed(await plenary.as(secretary, 'publishTimetable', { body: { draft: version } }), 200);
  };
  const listed = async (member: Member) => answered<MeetingWords[]>(await plenary.as(member, 'meetingOutcomes'));
  const word = (member: Member, change: Partial<OutcomeWord['body']> = {}) => plenary.word(member, meeting.id, first, change);

  beforeAll(async () => {
    network = await TestNetwork.founded();
    const point = async (name: string): Promise<Member> => network.appointFocalPoint(await network.admitAuthority(name), name);
    [kenya, france, spain, stranger] = [await point('Nairobi'), await point('Paris'), await point('Madrid'), await point('Lisbon')];
    [secretary] = network.officers;
    for (const member of [kenya, france, spain, stranger, secretary]) { succeed(await network.certify(member), 201); succeed(await network.attach(member), 200); }
    plenary = await Plenary.held(network, [kenya, france, spain].map(({ authority }) => authority!), { notice: 0, days: [{ date, starts: ['10:10', '10:30', '10:50'], breaks: [] }] });
    meeting = await plenary.agreed([kenya, france]);
    later = await plenary.agreed([kenya, spain]);
    await publish([[meeting, first, 0], [later, second, 0]]);
  }, 120_000);
  afterAll(async () => { await network?.stop(); });

  it('is not said before it began, nor of a meeting that was not published so', async () => {
    expect(await code(plenary.say(kenya, word(kenya)))).toBe('not-acceptable');
    network.clock.advance((Date.parse('2026-03-02T09:09:59.000Z') - network.clock.now().getTime()) / 1_000);
    expect(await code(plenary.say(kenya, word(kenya)))).toBe('not-acceptable');
    network.clock.advance(1);
    expect(await code(plenary.say(kenya, word(kenya, { at: second })))).toBe('not-acceptable');
    expect(await code(plenary.say(kenya, word(kenya, { published: 2 })))).toBe('not-acceptable');
    expect(await code(plenary.say(kenya, plenary.word(kenya, later.id, second)))).toBe('not-acceptable');
    expect(await listed(kenya)).toEqual([]);
  });

  it('is said by a party’s own device, for its own authority, and by nobody who is no party', async () => {
    const good = word(kenya);
    const forged = signOutcomeWord(good.body, france.device.secretKey);
    expect(await code(plenary.say(kenya, forged))).toBe('statement-refused');
    expect(await code(plenary.say(kenya, { ...good, body: { ...good.body, outcome: 'cut-short' } }))).toBe('statement-refused');
    // In another’s name, over one’s own device; another’s word, sent by oneself; of long ago.
    expect(await code(plenary.say(kenya, word(kenya, { authority: france.authority! })))).toBe('statement-refused');
    expect(await code(plenary.say(secretary, good))).toBe('statement-refused');
    expect(await code(plenary.say(kenya, word(kenya, { saidAt: network.inDays(-1) })))).toBe('statement-refused');
    expect(await code(plenary.say(kenya, good, later.id))).toBe('statement-refused');
    expect([await code(plenary.say(spain, word(spain))), await code(plenary.say(secretary, word(secretary))), await code(plenary.say(stranger, word(stranger)))]).toEqual(['not-found', 'not-found', 'not-found']);
    expect(await code(plenary.say(kenya, word(kenya, { outcome: 'no-show', absent: [spain.authority!] })))).toBe('not-acceptable');
    expect(await code(plenary.say(kenya, word(kenya, { outcome: 'not-held' })))).toBe('invalid-input');
    expect(await listed(kenya)).toEqual([]);
  });

  it('is each party’s word, which it corrects by one that names the one before', async () => {
    const missed = word(kenya, { outcome: 'no-show', absent: [france.authority!] });
    succeed(await plenary.say(kenya, missed), 200);
    const held = word(france);
    expect(answered<MeetingWords>(await plenary.say(france, held)).words.map(({ body: { outcome } }) => outcome).toSorted()).toEqual(['held', 'no-show']);
    // The same once more, one that follows nothing, and one that follows another party’s word.
    expect(await code(plenary.say(kenya, missed))).toBe('stale-version');
    expect(await code(plenary.say(kenya, word(kenya, { after: outcomeWordHash(held.body) })))).toBe('stale-version');
    succeed(await plenary.say(kenya, word(kenya, { after: outcomeWordHash(missed.body) })), 200);
    const seen = (await listed(kenya))[0]!.words.filter(({ body }) => body.authority === kenya.authority).map(({ body: { outcome } }) => outcome);
    expect(seen).toEqual(['no-show', 'held']);
  });

  it('is seen by the parties and the secretariat alone', async () => {
    expect((await listed(secretary)).map(({ request, words }) => [request, words.length])).toEqual([[meeting.id, 3]]);
    expect((await listed(france)).map(({ request }) => request)).toEqual([meeting.id]);
    expect(await listed(spain)).toEqual([]);
    expect(await code(plenary.as(stranger, 'meetingOutcomes'))).toBe('not-found');
  });

  it('is said of a meeting that is withdrawn after it began, and of one that was moved by its last place', async () => {
    network.clock.advance(1_200);
    succeed(await plenary.answer(spain, later, { act: 'withdraw' }), 200);
    await publish([[meeting, { date, time: '10:50' }, 1]]);
    // It stays in the timetable, where the other party finds it, and what is said of it.
    for (const member of [kenya, spain]) expect(answered<Agenda>(await plenary.as(member, 'agenda')).meetings.map(({ request }) => request)).toContain(later.id);
    succeed(await plenary.say(kenya, plenary.word(kenya, later.id, second, { outcome: 'no-show', absent: [spain.authority!] })), 200);
    const [{ words } = { words: [] }] = (await listed(france)).filter(({ request }) => request === meeting.id);
    const own = words.filter(({ body }) => body.authority === france.authority).at(-1)!;
    // What lay at ten past ten lies at ten to eleven now, and has not begun there.
    expect(await code(plenary.say(france, word(france, { after: outcomeWordHash(own.body) })))).toBe('not-acceptable');
    expect(await code(plenary.say(france, word(france, { after: outcomeWordHash(own.body), published: 2, at: { date, time: '10:50' } })))).toBe('not-acceptable');
    network.clock.advance(1_200);
    succeed(await plenary.say(france, word(france, { after: outcomeWordHash(own.body), published: 2, at: { date, time: '10:50' } })), 200);
  });

  it('is said after the session was closed, for sixty days', async () => {
    const back = async () => { for (const member of [kenya, secretary]) { succeed(await network.signIn(member), 200); succeed(await network.attach(member), 200); } };
    const { facts, version } = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
    succeed(await plenary.as(secretary, 'changeSession', { body: { version, facts: { ...facts, state: 'closed' } } }), 200);
    network.clock.advance(59 * 86_400);
    await back();
    const [{ words } = { words: [] }] = (await listed(kenya)).filter(({ request }) => request === later.id);
    const corrected = plenary.word(kenya, later.id, second, { after: outcomeWordHash(words[0]!.body) });
    succeed(await plenary.say(kenya, corrected), 200);
    network.clock.advance(2 * 86_400);
    await back();
    expect(await code(plenary.say(kenya, plenary.word(kenya, later.id, second, { after: outcomeWordHash(corrected.body) })))).toBe('not-acceptable');
  });
});
