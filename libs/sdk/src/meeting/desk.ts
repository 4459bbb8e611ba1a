/** Meetings: what a person does about them. Acts are signed by this device; topics go into spaces of the parties, in which the secretariat is not. */
import { haveTalksBegun } from '@comity/casework';
import { meetingLimits, problem, type AuthorityId, type Instant, type MeetingActBody, type MeetingRequest, type MeetingRequestId, type MeetingSessionId, type MeetingTerms, type MeetingWords, type OutcomeWordBody, type PlanId, type SpaceId } from '@comity/contracts';
import { meetingActHash, outcomeWordHash, randomBytes, signMeetingAct, signOutcomeWord } from '@comity/e2ee';
import { stateDays, viewDays } from '../days/stating.js';
import { refused } from '../failure.js';
import { newId } from '../id.js';
import type { CsvPreview, FileOf, ImportedRow, ImportTable, MeetingMethod, MeetingRequestView, Meetings, MeetingTopic, MeetingWordsView, StateNames } from '../meetings.js';
import { Conversation } from '../space/conversation.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';
import type { RouteName } from '../transport/rest.js';
import { closesAt } from './closing.js';
import { delegatesOf, interpretersOf, officesOf, roomsOf } from './csv.js';
import { wordsOf } from './outcome-view.js';
import { keepSeen, seenOf } from './seen.js';
import { signsOf } from './signs.js';
import { pagesOf } from './pages.js';
import { keepRead, preReadingOf } from './pre-reading.js';
import { viewOf } from './request-view.js';
import { Vouched } from './vouched.js';

type Act = Pick<MeetingActBody, 'act' | 'terms'> & Partial<Pick<MeetingActBody, 'wishes' | 'reason' | 'after'>>;

/** Calls one of the methods by its name; throws problem `not-found` for any other. */
export function callMeetings(env: Surroundings, spaces: Pick<Spaces, 'all' | 'create' | 'get'>, origin: string, method: MeetingMethod, args: unknown[]): Promise<unknown> {
  const desk = deskOf(env, spaces, origin);
  if (!Object.hasOwn(desk, method)) throw refused(problem('not-found'));
  return (desk[method] as (...given: unknown[]) => Promise<unknown>)(...args);
}

function deskOf(env: Surroundings, spaces: Pick<Spaces, 'all' | 'create' | 'get'>, origin: string): Meetings {
  const { rest } = env;
  const self = (): AuthorityId => {
    const person = env.directory.chain.person(env.secrets.practitioner, env.now());
    if (person === undefined) throw refused(problem('not-allowed'));
    return person.authority;
  };
  const known = () => [...env.directory.chain.authorities.values()].filter(({ ended }) => ended === null);
  const at = (id: MeetingSessionId, more: Record<string, string> = {}) => ({ params: { id, ...more } });

  const seen = async (request: MeetingRequest): Promise<MeetingRequestView> => {
    // Whoever signed may have come after this client looked last.
    const view = viewOf(request, env.directory.chain, self());
    if (view?.sound === true) return view;
    await env.directory.refresh();
    const again = viewOf(request, env.directory.chain, self());
    if (again === undefined) throw refused(problem('statement-refused', { detail: 'nobody signed this request' }));
    return again;
  };
  const signed = async (session: MeetingSessionId, request: MeetingRequestId, { act, terms, wishes = null, reason = null, after = null }: Act): Promise<MeetingRequestView> => {
    const { secrets: { practitioner, network, device } } = env;
    const body: MeetingActBody = { v: 1, network: network.id, session, request, after, act, terms, wishes, reason, authority: self(), practitioner, device: env.device, at: env.now().toISOString() as Instant };
    return seen(await rest.call('actOnRequest', { ...at(session, { request }), body: signMeetingAct(body, device.secretKey) }));
  };
  /** What this person saw, if it is still so. */
  const asSeen = async (session: MeetingSessionId, id: MeetingRequestId, version: number): Promise<{ request: MeetingRequest; view: MeetingRequestView }> => {
    const request = await rest.call('meetingRequest', at(session, { request: id }));
    const view = await seen(request);
    if (!view.sound) throw refused(problem('statement-refused', { detail: 'an act of this request is not signed by whom it names' }));
    if (view.version !== version) throw refused(problem('stale-version', { version: view.version }));
    return { request, view };
  };
  const answer = async (session: MeetingSessionId, id: MeetingRequestId, version: number, make: (terms: MeetingTerms, view: MeetingRequestView) => Act): Promise<MeetingRequestView> => {
    const { request, view } = await asSeen(session, id, version);
    return signed(session, id, { ...make(view.terms, view), after: meetingActHash(request.acts.at(-1)!.body) });
  };
  /** Where the service would not take it, nothing is made that is left over. */
  const expectFileless = async ({ session, request, version }: FileOf): Promise<void> => {
    const [held, { view: { state, terms } }] = await Promise.all([rest.call('meetingSession', at(session)), asSeen(session, request, version)]);
    if (held.facts.state !== 'open' || state !== 'accepted' || terms.space !== null || haveTalksBegun(held, terms, env.now())) throw refused(problem('not-acceptable', { detail: 'a case file is begun of a meeting that is agreed on, has none, and stands open' }));
  };
  const said = async (session: MeetingSessionId, all: MeetingWords[], verify?: Vouched['verify']): Promise<MeetingWordsView[]> => {
    const views = () => all.map((words) => wordsOf(words, session, env.directory.chain, verify));
    if (views().some(({ sound }) => !sound)) await env.directory.refresh();
    return views();
  };
  /** A case file of the parties with the topic in it, which whoever of them comes in later reads from its beginning. */
  const sealed = async ({ text, people }: MeetingTopic, parties: readonly AuthorityId[]): Promise<SpaceId> => {
    const { chain } = env.directory, own = env.secrets.practitioner;
    const others = [...new Set(people)].filter((person) => person !== own);
    const strangers = others.filter((person) => !parties.includes(chain.person(person, env.now())?.authority as AuthorityId));
    if (others.length === 0 || strangers.length > 0 || parties.includes(chain.network.secretariat)) throw refused(problem('not-allowed', { detail: 'a topic is for people of the parties alone' }));
    const owners = [...Map.groupBy(others, (person) => chain.person(person, env.now())?.authority)].flatMap(([authority, [first]]) => (authority === self() || first === undefined ? [] : [first]));
    const id = await spaces.create({ kind: 'case-file', owners: [own], title: text.split('\n')[0]!.slice(0, 100), purpose: null, history: 'all', retention: null }, others, { owners });
    await new Conversation(spaces.get(id), env).send({ text, marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [] });
    return id;
  };
  const inParts = async <T, R>(rows: T[], write: (part: T[]) => Promise<R[]>): Promise<R[]> => {
    const written: R[] = [];
    for (let i = 0; i < rows.length; i += meetingLimits.rows) written.push(...await write(rows.slice(i, i + meetingLimits.rows)));
    return written;
  };
  const removing = (route: RouteName) => async (session: MeetingSessionId, row: string, version: number): Promise<void> => { await rest.call(route, { ...at(session, { row }), query: { version } }); };

  const desk: Meetings = {
    sessions: () => rest.call('meetingSessions'),
    session: (id) => rest.call('meetingSession', at(id)),
    addSession: (facts) => rest.call('addSession', { body: { id: newId<MeetingSessionId>(), facts } }),
    beginTalks: (id, other, facts) => rest.call('beginTalks', { body: { id, with: other, facts } }),
    changeSession: (id, version, facts) => rest.call('changeSession', { ...at(id), body: { version, facts } }),

    offices: (id) => rest.call('offices', at(id)),
    rooms: (id) => rest.call('rooms', at(id)),
    interpreters: (id) => rest.call('interpreters', at(id)),
    delegates: (id) => rest.call('delegates', at(id)),
    writeOffices: (id, rows) => inParts(rows, (part) => rest.call('writeOffices', { ...at(id), body: { rows: part } })),
    writeRooms: (id, rows) => inParts(rows, (part) => rest.call('writeRooms', { ...at(id), body: { rows: part } })),
    writeInterpreters: (id, rows) => inParts(rows, (part) => rest.call('writeInterpreters', { ...at(id), body: { rows: part } })),
    writeDelegates: (id, rows) => inParts(rows, (part) => rest.call('writeDelegates', { ...at(id), body: { rows: part } })),
    removeOffice: removing('removeOffice'), removeRoom: removing('removeRoom'), removeInterpreter: removing('removeInterpreter'), removeDelegate: removing('removeDelegate'),
    setAvailability: (id, row, version, away, remote) => rest.call('setAvailability', { ...at(id, { row }), body: { version, away, remote } }),
    preview: (async (id: MeetingSessionId, table: ImportTable, csv: string, states: StateNames = {}, coming: AuthorityId[] = []): Promise<CsvPreview<ImportedRow[ImportTable]>> => {
      const around = async () => ({ authorities: known(), states, days: (await rest.call('meetingSession', at(id))).facts.days.map(({ date }) => date) });
      switch (table) {
        case 'offices': return officesOf(csv, await around(), await rest.call('offices', at(id)));
        case 'rooms': return roomsOf(csv, await rest.call('rooms', at(id)), newId);
        case 'interpreters': return interpretersOf(csv, await rest.call('interpreters', at(id)), newId);
        case 'delegates': return delegatesOf(csv, await around(), new Set([...coming, ...(await rest.call('offices', at(id))).map(({ authority }) => authority)]), env.directory.chain.persons, await rest.call('delegates', at(id)), newId);
      }
    }) as Meetings['preview'],

    requests: async (id) => {
      const vouched = await Vouched.at(env.store, id), own = self();
      const view = (request: MeetingRequest) => viewOf(request, env.directory.chain, own, vouched.verify);
      // Of what is sound its view is kept alone. Which of them it is says a key of our own: what the service answers may have any.
      const looked = (request: MeetingRequest): { view: MeetingRequestView } | { request: MeetingRequest } => { const found = view(request); return found?.sound === true ? { view: found } : { request }; };
      const all: ReturnType<typeof looked>[] = [];
      for await (const page of pagesOf((after?: MeetingRequestId) => rest.call('meetingRequests', { ...at(id), query: after === undefined ? {} : { after } }), meetingLimits.rows)) all.push(...page.map(looked));
      if (all.some((each) => 'request' in each)) await env.directory.refresh();
      // What nobody signed is no request.
      const signed = all.flatMap((each) => ('view' in each ? each.view : view(each.request)) ?? []);
      await vouched.keep();
      return signed;
    },
    request: async (id, request) => seen(await rest.call('meetingRequest', at(id, { request }))),
    seal: async (others, topic, file) => {
      if (file !== undefined) await expectFileless(file);
      return sealed(topic, [self(), ...others]);
    },
    ask: async (id, { parties: others, terms, wishes, topic }) => {
      const parties = [self(), ...others];
      const space = topic === null ? null : 'space' in topic ? topic.space : await sealed(topic, parties);
      return signed(id, newId<MeetingRequestId>(), { act: 'ask', wishes, terms: { slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, ...terms, parties, space } });
    },
    accept: (id, request, version, wishes) => answer(id, request, version, (terms) => ({ act: 'accept', terms, wishes })),
    counter: (id, request, version, change, wishes, reason) => answer(id, request, version, (terms) => ({ act: 'counter', terms: { ...terms, ...change, parties: terms.parties, space: terms.space }, wishes, reason })),
    beginFile: (id, request, version, space) => answer(id, request, version, (terms, { consents }) => ({ act: 'accept', terms: { ...terms, space }, wishes: consents.find(({ authority }) => authority === self())?.wishes ?? null })),
    decline: (id, request, version, reason) => answer(id, request, version, (terms) => ({ act: 'decline', terms, reason })),
    withdraw: (id, request, version, reason) => answer(id, request, version, (terms) => ({ act: 'withdraw', terms, reason })),

    outcomes: async (id) => {
      const vouched = await Vouched.at(env.store, id, 'words'), all = await said(id, await rest.call('meetingOutcomes', at(id)), vouched.verify);
      await vouched.keep();
      return all;
    },
    sayOutcome: async (session, request, { before, ...word }) => {
      const { secrets: { practitioner, network, device } } = env, authority = self();
      const [held] = (await desk.outcomes(session)).filter((each) => each.request === request);
      const own = held?.words.filter((each) => each.authority === authority) ?? [], last = own.at(-1);
      if (own.length !== before) throw refused(problem('stale-version', { version: own.length }));
      const body: OutcomeWordBody = { v: 1, network: network.id, session, request, after: last === undefined ? null : outcomeWordHash(last), ...word, authority, practitioner, device: env.device, saidAt: env.now().toISOString() as Instant };
      return (await said(session, [await rest.call('sayOutcome', { ...at(session, { request }), body: signOutcomeWord(body, device.secretKey) })]))[0]!;
    },

    days: (states) => viewDays(env, states),
    stateDays: (input) => stateDays(env, input),
    closing: (space) => closesAt(desk, space, spaces, env.now()),
    preReading: (space) => preReadingOf(spaces.get(space), env.store),
    markRead: (space, entry, read) => keepRead(env.store, space, entry, read),
    figures: (id) => rest.call('sessionFigures', at(id)),
    seen: (id) => seenOf(env.store, id),
    markSeen: async (id, request, version) => { if (await keepSeen(env.store, id, request, version)) env.emit({ type: 'meetings', session: id, of: 'seen' }); },
    signs: () => signsOf(env, (id) => desk.seen(id)),

    draft: (id, since = 0) => rest.call('timetableDraft', { ...at(id), query: { since } }),
    edit: (id, edits) => rest.call('editDraft', { ...at(id), body: { edits: edits.map(({ request, version, place, pinned, waiver = null }) => ({ request, version, place, pinned, waiver })) } }),
    lockDays: (id, lockVersion, locked) => rest.call('lockDays', { ...at(id), body: { lockVersion, locked } }),
    check: (id) => rest.call('checkDraft', at(id)),
    elsewhere: (id) => rest.call('elsewhere', at(id)),
    bePresent: (id, word) => rest.call('bePresent', { ...at(id), body: word }),
    plans: (id) => rest.call('plans', at(id)),
    plan: (id, plan) => rest.call('plan', at(id, { plan })),
    orderPlan: (id, mode, seconds, seed = new DataView(randomBytes(4).buffer).getUint32(0)) => rest.call('orderPlan', { ...at(id), body: { id: newId<PlanId>(), mode, seconds, seed } }),
    cancelPlan: (id, plan) => rest.call('cancelPlan', at(id, { plan })),
    approvePlan: (id, plan, draft) => rest.call('approvePlan', { ...at(id, { plan }), body: { draft } }),
    publish: (id, draft) => rest.call('publishTimetable', { ...at(id), body: { draft } }),
    publications: (id) => rest.call('publications', at(id)),
    agenda: (id, version) => rest.call('agenda', { ...at(id), ...(version !== undefined && { query: { version } }) }),

    feed: () => rest.call('feedStatus'),
    makeFeed: async () => {
      const { path, madeAt } = await rest.call('makeFeed');
      return { address: new URL(path, origin).href, madeAt };
    },
    endFeed: async () => { await rest.call('endFeed'); },

    screen: (id) => rest.call('screenStatus', at(id)),
    makeScreen: async (id, names) => {
      const { token, madeAt } = await rest.call('makeScreen', { ...at(id), body: { names } });
      return { address: new URL(`/screen#${token}`, origin).href, madeAt };
    },
    endScreen: async (id) => { await rest.call('endScreen', at(id)); },

    mail: () => rest.call('mailStatus'),
    setMail: (address, language) => rest.call('setMail', { body: { address, language } }),
    confirmMail: (code) => rest.call('confirmMail', { body: { code } }),
    endMail: async () => { await rest.call('endMail'); },
  };
  return desk;
}
