import { beforeAll, describe, expect, it } from '@jest/globals';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, encodeMessage, ready, type CaseContent, type Dossier, type DossierSource } from '@comity/e2ee';
import type { Marking } from '../marking.js';
import type { StepInput } from '../matters.js';
import type { Saying } from '../space/outbox.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { advanceOf } from './advance.js';
import { keptFrom, withSource } from './codes.js';
import { stepOf } from './compose.js';
import { take, type Matter, type Network } from './law.js';
import { Matters } from './matters.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [draft, talk, device] = [uuid<SpaceId>(1), uuid<SpaceId>(2), uuid<DeviceId>(3)];
const [nairobi, paris] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11)];
const [ana, ben, cem] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21), uuid<PractitionerId>(22)];
const measure = uuid(30);
const homes = new Map([[ana, nairobi], [ben, nairobi], [cem, paris]]);
const names = new Map([[ana, 'Ana'], [ben, 'Ben'], [cem, 'Cem']]);
const network: Network = { authorityOf: (person) => homes.get(person), stateOf: (authority) => (authority === paris ? 'FR' : 'KE'), humanOf: (person) => person };
const at = (minute: number) => new Date(Date.parse('2027-03-01T12:00:00.000Z') + minute * 60_000).toISOString() as Instant;
const env = {
  secrets: { practitioner: ana }, device, now: () => new Date(at(60)),
  directory: { chain: { persons: new Map([...homes].map(([person, authority]) => [person, { authority, name: names.get(person) }])), authorities: new Map([[paris, { name: 'Parquet' }]]) } },
} as unknown as Surroundings;

const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const message: DossierSource['place'] = { kind: 'message', space: talk, on: { id: uuid<ItemId>(40), seq: 7 } };
const offer: DossierSource['place'] = { ...message, kind: 'offer' };
const entry = { kind: 'entry', space: draft, entry: 'e'.repeat(64) } as DossierSource['place'];
const from = (by: PractitionerId, change: Partial<Marking>, place: DossierSource['place'] = message): DossierSource => ({ place, use: 'intelligence', by, at: at(0), words: 'The account', ...plain, ...change });
const dossier: Dossier = {
  requesting: nairobi, requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false,
  sections: ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'].map((part) => ({ part, text: part })),
  measures: [{ id: measure, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }],
};

/** A conversation, or a draft, as far as a step looks at it; `sent`: what waits there. */
function place(id: SpaceId, kind: Space['record']['kind'], people: readonly PractitionerId[]): { space: Space; sent: Saying[] } {
  const sent: Saying[] = [];
  const space = { id, record: { kind, left: false, founder: ana, departed: [] }, closed: false, members: () => people, owners: () => people, outbox: { add: (saying: Saying) => Promise.resolve(sent.push(saying)), acts: () => [] } };
  return { space: space as unknown as Space, sent };
}
const refusal = (doing: Promise<unknown>) => doing.then(() => 'done', (error: { problem?: { code: string; detail?: string }; failure?: { refusal?: { code: string } } }) => error.problem?.detail ?? error.problem?.code ?? error.failure?.refusal?.code);

describe('a draft that is read in advance', () => {
  /** What is sent, of a source with these codes, to people of both sides; or the code that forbids it. */
  const shared = async (source: DossierSource | null, marking: Partial<Marking> = {}) => {
    const { space, sent } = place(talk, 'channel', [ana, cem]);
    const sharing = { space: talk, text: 'A draft', marking: { ...plain, ...marking }, files: [] };
    const asked = [{ space: talk }, { people: [cem] }].map((prospect) => refusal((async () => advanceOf({ dossier, sourced: withSource([], source), codes: [] } as unknown as Matter, prospect, () => space, env))()));
    const said = await refusal((async () => advanceOf({ dossier, sourced: withSource([], source), codes: [] } as unknown as Matter, sharing, () => space, env).send!())());
    // Who only asks is told the same, and nothing is said.
    expect(await Promise.all(asked)).toEqual([said, said]);
    return sent.length === 0 ? said : sent.map((saying) => ('handling' in saying && saying.kind === 'message' && saying.content.type === 'text' ? [saying.handling, saying.content.restriction ?? null, saying.content.tlp ?? null] : saying)).flat();
  };

  it('says nothing of what somebody else may not let go on', async () => {
    for (const [marking, code] of [[{ handling: 'H2' }, 'H2'], [{ handling: 'H3', restriction: 'Ask me' }, 'H3'], [{ tlp: 'red' }, 'TLP:RED'], [{ tlp: 'amber-strict' }, 'TLP:AMBER+STRICT']] as const) {
      expect([await shared(from(ben, marking)), await shared(from(cem, marking))]).toEqual([code, code]);
      // Who wrote an entry last may not have written all of it.
      expect(await shared(from(ana, marking, entry))).toBe(code);
    }
  });

  it('is told before anybody is chosen what keeps it, of what it once came from, too', () => {
    const keptOf = (...sources: (DossierSource | null)[]) => keptFrom({ sourced: sources.reduce(withSource, []), codes: [] }, ana, nairobi, [nairobi, paris]);
    const kept = (...sources: (DossierSource | null)[]) => keptOf(...sources)?.code ?? null;
    expect([kept(null), kept(from(ben, { handling: 'H1', tlp: 'amber' })), kept(from(ana, { handling: 'H2' })), kept(from(ben, { handling: 'H2' })), kept(from(ben, { handling: 'H2' }), null), kept(from(ben, { tlp: 'red' }), from(ana, {}))]).toEqual([null, null, null, 'H2', 'H2', 'TLP:RED']);
    // The marking that forbids stands beside its code, whatever came in its place.
    expect(keptOf(from(ben, { tlp: 'red' }), from(ana, {}))?.marking).toMatchObject({ handling: 'none', tlp: 'red' });
  });

  it('raises a weaker code to that of what it comes from, and keeps a stricter one', async () => {
    for (const source of [from(ben, { handling: 'H1', tlp: 'amber' }), from(ana, { handling: 'H1', tlp: 'amber' }, entry), from(ben, { handling: 'H1', tlp: 'amber' }, offer)]) {
      expect(await shared(source)).toEqual(['H1', null, 'amber']);
      expect(await shared(source, { handling: 'H0', tlp: 'green' })).toEqual(['H1', null, 'amber']);
      expect(await shared(source, { handling: 'H3', restriction: 'For the judge', tlp: 'amber-strict' })).toEqual(['H3', 'For the judge', 'amber-strict']);
    }
  });

  it('has the codes that its officer chooses where it comes from their own message, or from nothing', async () => {
    for (const source of [from(ana, { handling: 'H2', tlp: 'red' }), from(ana, { handling: 'H2', tlp: 'red' }, offer), null]) expect(await shared(source, { handling: 'H0' })).toEqual(['H0', null, null]);
  });

  it('names whom it reaches of others, and is for people of whoever is asked', () => {
    const { space } = place(talk, 'channel', [ana, ben, cem]);
    const matter = { dossier, sourced: [], codes: [] } as unknown as Matter;
    for (const prospect of [{ space: talk }, { people: [cem] }]) expect(advanceOf(matter, prospect, () => space, env)).toEqual({ reaches: 'Cem (Parquet)', send: null });
    expect(() => advanceOf(matter, { people: [ben] }, () => space, env)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid-input' }) }));
  });
});

describe('a step that would share a draft', () => {
  /** A draft of Ben's. */
  function drafted(...actions: string[]): Matter {
    let matter: Matter | null = null;
    const add = (content: CaseContent, seq: number): void => {
      const encoded = encodeMessage(content);
      const verdict = take(matter, { seq, by: ben, device, at: content.sentAt, hash: encoded.ok ? caseHash(draft, ben, encoded.bytes) : '', content }, network, ben);
      if (!verdict.ok) throw new Error(verdict.refusal.code);
      ({ matter } = verdict);
    };
    add({ v: 1, type: 'dossier', after: null, dossier, sentAt: at(1) }, 1);
    for (const [i, action] of actions.entries()) add(stepOf(matter!, [measure], { action, ...(action === 'return' && { words: { reasons: 'Not yet' } }) }, {}, at(i + 2)), i + 2);
    return matter!;
  }
  function desk(matter: Matter) {
    const [own, there] = [place(draft, 'request', [ana, ben]), place(talk, 'channel', [ana, cem])];
    const judge = (before: Matter | null, content: CaseContent) => Promise.resolve(take(before, { seq: null, by: ana, device, at: content.sentAt, hash: '', content }, network, ben));
    Object.assign(own.space, { casebook: { present: () => Promise.resolve(matter), log: () => Promise.resolve(matter), judge, network } });
    const spaces = { all: () => [own.space, there.space], get: (id: SpaceId) => (id === draft ? own.space : there.space) };
    const matters = new Matters(spaces as unknown as ConstructorParameters<typeof Matters>[0], env);
    return { said: () => [own.sent.length, there.sent.length], step: (shares: StepInput['shares']) => refusal(matters.step(draft, [measure], { action: 'share-draft', ...(shares && { shares }) })) };
  }

  it('is judged before anything is said, and where that was all that was asked nothing is', async () => {
    const sharing = { space: talk, text: 'A draft', marking: plain, files: [] };
    const open = desk(drafted('draft', 'submit'));
    expect([await open.step({ people: [cem] }), await open.step({ space: talk }), open.said()]).toEqual(['done', 'done', [0, 0]]);
    expect([await open.step(sharing), open.said()]).toEqual(['done', [1, 1]]);
    const marked = desk({ ...drafted('draft', 'submit'), sourced: withSource([], from(ben, { handling: 'H2' })) });
    expect([await marked.step({ people: [cem] }), await marked.step(sharing), marked.said()]).toEqual(['H2', 'H2', [0, 0]]);
    // It was taken back from review meanwhile.
    const back = desk(drafted('draft', 'submit', 'return'));
    expect([await back.step({ people: [cem] }), await back.step(sharing), back.said()]).toEqual(['not-in-this-state', 'not-in-this-state', [0, 0]]);
  });
});
