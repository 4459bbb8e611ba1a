/** Requests played from memory: what the law says of them is the product's own; who signed what is nobody's business here. */
import { lawEdition, clocksOf, decide, dutiesOf, replay, requestStateOf, requiredContent, rulesOf, sendingOf, WordMember, type Actor, type Carried, type CaseEvent, type Rules } from '@comity/casework';
import { problem, type AuthorityId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import type { DossierInput, InboxEntry, Marking, MatterClock, MatterSummary, MatterView, MeasureView, Member, OpenStep, Passage, RefusedStep, Side, SpaceView, StepInput, StepRefusal, StepView, TimelineEntry } from '@comity/sdk';
import { at, authorities, me, people, personAt, uuid } from './people.js';
import { spaces } from './spaces.js';

const hash = 'A'.repeat(43) as NonNullable<Carried['reasons']>;
/** Where words of a script that are no reasons go. */
const saidIn: Partial<Record<string, Member>> = { ask: 'question', supply: 'answer', locate: 'account', 'status-reply': 'answer', 'execute-in-part': 'account' };
const day = 60 * 24;
interface Taken { event: CaseEvent; by: PractitionerId; words: StepView['words'] }
interface Measure { id: string; assistance: string | null; sought: string; taken: Taken[] }
interface Matter { space: SpaceId; requesting: AuthorityId; dossier: Omit<DossierInput, 'measures'>; measures: Measure[]; members: PractitionerId[]; refused: RefusedStep[]; passage: Passage | null }
type Script = [action: string, minutesAgo: number, by: number, carries?: Pick<StepInput, 'grounds' | 'limit' | 'deadline'> & { said?: string }];

const authority = (i: number): AuthorityId => { const found = authorities[i]; if (!found) throw new Error('no such authority'); return found.id; };
/** UNCAC steps back behind a treaty unless both agree otherwise (article 46(7)). */
const basis = (instruments: string[]) => ({ instruments, agreed: instruments.includes('ecma') ? ['uncac'] : [], lawPermits: [], periods: {}, edition: lawEdition });
const statesOf = ({ requesting, dossier: { requested } }: Pick<Matter, 'requesting' | 'dossier'>) => {
  const [ours, theirs] = [requesting, requested].map((id) => authorities.find((each) => each.id === id)!.state) as [string, string];
  return { requesting: ours, requested: theirs, executing: theirs };
};
const rulesFor = (matter: Pick<Matter, 'requesting' | 'dossier'>): Rules => { const made = rulesOf(matter.dossier.basis, matter.dossier.kind ?? 'mla', undefined, statesOf(matter)); if (!made.ok) throw new Error(made.refusal.code); return made.rules; };
const contentOf = ({ dossier }: Pick<Matter, 'dossier'>): string[] => dossier.sections.map(({ part }) => part);
const actorOf = (matter: Matter, by: PractitionerId): Actor => (people.find(({ id }) => id === by)?.authority.id === matter.requesting ? 'requesting' : 'requested');

interface Seed { kind?: 'asset'; requesting: number; requested: number; members: number[]; title: string; urgent: boolean; instruments: string[]; sections: [part: string, text: string][]; measures: [assistance: string | null, sought: string, script: Script[]][]; refused?: [action: string, minutesAgo: number, by: number, refusal: StepRefusal]; passage?: { by: number; to: number[]; failed: boolean } }

const sections: Seed['sections'] = [
  ['REQUESTING_AUTHORITY', 'Office of the Attorney General of Kenya, Mutual Legal Assistance Unit.'],
  ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'Criminal case 118/2026 before the Anti-Corruption Court, Nairobi: abuse of office and laundering of proceeds in the award of a port contract.'],
  ['FACTS_SUMMARY', 'Between March and June 2024 three instalments of the contract price were paid to an account in Madrid, and from there in cash or to two companies without business.'],
  ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'Certified records of the account, with the certificate of business records that our Evidence Act asks for.'],
  ['PURPOSE', 'Evidence in case 118/2026.'],
];
const sent = (ago: number, by: [drafts: number, sends: number], carries: Pick<StepInput, 'deadline'> = {}): Script[] => [['draft', ago + 3 * day, by[0]], ['submit', ago + 2 * day, by[0]], ['transmit', ago, by[1], carries]];
const until = (days: number): { deadline: Instant } => ({ deadline: at(-days * day - 90) });

const soon = until(2);

/** Kenya's is 7 and 8, France's 9 and 10, Spain's (one's own) 2 and 3, Saudi Arabia's 4 to 6, Brazil's 11. */
const seeds: Seed[] = [
  { requesting: 3, requested: 1, members: [7, 8, 2, 3], title: 'Port contract: account records and freezing', urgent: true, instruments: ['uncac'], sections, measures: [
    ['ORIGINAL_OR_CERTIFIED_RECORDS', 'Statements of account ES76 0182, January 2024 to June 2025, with the mandate and signature cards.', [...sent(6 * day, [7, 8], soon), ['acknowledge', 5 * day, 2], ['assess', 4 * day, 3], ['status-query', 300, 7]]],
    ['SEARCH_SEIZE_FREEZE', 'Freezing of the balance of the same account.', [...sent(6 * day, [7, 8], soon), ['acknowledge', 5 * day, 2], ['assess', 4 * day, 3], ['intend', 2 * day, 3, { grounds: ['PROHIBITED_IN_SIMILAR_DOMESTIC_CASE'], said: 'A balance cannot be frozen here without a domestic proceeding. Would you accept that we open one?' }]]],
  ], refused: ['refuse', 4 * day - 30, 2, { code: 'gate', article: 'UNCAC 46(26)', verified: true, entry: 'CONSULT_BEFORE_REFUSAL' }] },
  { requesting: 1, requested: 4, members: [2, 3, 9], title: 'Beneficial owner of the yacht “Alba”', urgent: false, instruments: ['ecma', 'uncac'], sections: [...sections, ['OFFENCE', 'Abuse of office, sections 45 and 46 of the Anti-Corruption and Economic Crimes Act.']], measures: [
    ['INFORMATION_ITEMS_EXPERT_EVALUATIONS', 'Extract of the register of beneficial owners.', [...sent(40 * day, [2, 3], until(-5)), ['acknowledge', 39 * day, 9], ['assess', 30 * day, 9], ['ask', 8 * day, 9, { limit: at(-6 * day), said: 'Which of the two companies named Alba Marine is meant?' }], ['supply', 5 * day, 3, { said: 'The one registered in Palma in 2019, number 8841.' }]]],
  ] },
  { requesting: 2, requested: 1, members: [4, 5, 2], title: 'سماع شاهد عبر الاتصال المرئي', urgent: false, instruments: ['untoc', 'uncac'], sections: [['FACTS_SUMMARY', 'حوّلت الشركة مبلغ العقد إلى حساب في مدريد على ثلاث دفعات بين مارس ويونيو 2024.'], ...sections.filter(([part]) => part !== 'FACTS_SUMMARY')], measures: [
    ['VIDEO_HEARING', 'سماع الشاهد من مقر المحكمة في مدريد، بحضور مترجم.', [...sent(9 * day, [5, 4]), ['acknowledge', 8 * day, 2]]],
  ] },
  { requesting: 1, requested: 5, members: [2], title: 'Notary file on the sale of the estate', urgent: false, instruments: ['uncac'], sections: sections.slice(0, 2), measures: [['ORIGINAL_OR_CERTIFIED_RECORDS', 'Certified copy of the notary file.', [['draft', 200, 2]]], ['TAKE_EVIDENCE_OR_STATEMENTS', '', [['draft', 200, 2]]]] },
  { requesting: 3, requested: 1, members: [7, 8, 2], title: 'Company register extract', urgent: false, instruments: ['uncac'], sections, measures: [
    ['ORIGINAL_OR_CERTIFIED_RECORDS', 'Extract of the register, with all changes since 2020.', [...sent(90 * day, [7, 8]), ['acknowledge', 89 * day, 2], ['assess', 88 * day, 2], ['accept', 87 * day, 2], ['execute', 80 * day, 2], ['close', 79 * day, 7]]],
  ] },
  // Transmitted, and not come through: by a colleague, and by oneself.
  ...[{ title: 'Statement of the ship’s agent in Santos, and of everybody who was on board on the night of the fire', by: 3, failed: false }, { title: 'Records of the shipping line', by: 2, failed: true }].map(({ title, by, failed }): Seed => ({
    requesting: 1, requested: 5, members: [2, 3], title, urgent: false, instruments: ['uncac'], sections, passage: { by, to: [11], failed },
    measures: [['TAKE_EVIDENCE_OR_STATEMENTS', 'A statement on the cargo.', sent(90, [5 - by, by])]],
  })),
];

/** Stands in no list: an asset of one's own, as its page asks what it is worth. */
const asset: Seed = { kind: 'asset', requesting: 1, requested: 5, members: [2, 3, 11], title: 'Villa in Búzios', urgent: false, instruments: ['uncac'], sections: [['FACTS', 'The villa was bought with the third instalment of the contract price.']], measures: [
  [null, 'Villa, Rua das Pedras 12, Búzios\nHeld through a company.', [['open', 20 * day, 2], ['submit', 19 * day, 2], ['request-tracing', 18 * day, 3], ['locate', 9 * day, 11, { said: 'Land register of Búzios, sheet 4410.' }]]],
  [null, 'Motor yacht “Estrela”', [['open', 20 * day, 2], ['submit', 19 * day, 2], ['request-tracing', 18 * day, 3]]],
] };

function played(seed: Seed, i: number): Matter {
  const dossier: Matter['dossier'] = { ...(seed.kind && { kind: seed.kind }), requested: authority(seed.requested), basis: basis(seed.instruments), title: seed.title, urgent: seed.urgent, sections: seed.sections.map(([part, text]) => ({ part, text })) };
  const matter: Matter = { space: uuid(30 + i) as SpaceId, requesting: authority(seed.requesting), dossier, measures: [], members: seed.members.map((n) => personAt(n).id), refused: [], passage: null };
  matter.measures = seed.measures.map(([assistance, sought, script], n): Measure => {
    const measure: Measure = { id: uuid(300 + i * 10 + n), assistance, sought, taken: [] };
    for (const [action, ago, by, { said, ...carries } = {}] of script) {
      const refusal = step(matter, measure, personAt(by).id, { action, ...carries, ...(said === undefined ? {} : { words: { [saidIn[action] ?? 'reasons']: said } }) }, at(ago));
      if (refusal) throw new Error(`${seed.title}: ${action} ${refusal.code} ${refusal.entry}`);
    }
    return measure;
  });
  if (seed.passage) {
    const { by, to, failed } = seed.passage;
    matter.passage = { by: personAt(by).id, addressees: to.map((n) => personAt(n).id), here: personAt(by).id === me.id, through: false, problem: failed ? problem('not-acceptable') : null };
  }
  if (seed.refused) {
    const [action, ago, by, refusal] = seed.refused;
    matter.refused = [{ seq: 40, by: personAt(by).id, at: at(ago), action, measures: matter.measures.map(({ id }) => id).slice(-1), refusal, wrote: personAt(by).id === me.id ? { step: { action, words: { reasons: 'The balance belongs to a third party, who has to be heard before it is frozen.' } } } : null }];
  }
  return matter;
}

/** Takes the step, or says what speaks against it. */
function step(matter: Matter, measure: Measure, by: PractitionerId, input: StepInput, now: Instant, dry = false): StepRefusal | null {
  const { action, words = {}, grounds, date, limit, deadline } = input;
  const given = { grounds, date, limit, deadline, ...Object.fromEntries(Object.keys(words).map((member) => [member, hash])), ...(action === 'draft' && measure.assistance !== null ? { assistance: measure.assistance } : {}), ...(rulesFor(matter).cycle.transitions.some((row) => row.action === action && row.carries.includes('content')) ? { content: contentOf(matter) } : {}) };
  const carries = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Carried;
  const history = measure.taken.map(({ event }) => event);
  if (action === 'transmit' && measure.taken.at(-1)?.by === by) return { code: 'second-officer', article: '—', verified: true, entry: action };
  const decision = decide(rulesFor(matter), history, { action, carries }, actorOf(matter, by), now);
  if (decision.ok && !dry) measure.taken.push({ event: decision.event, by, words });
  return decision.ok ? null : decision.refusal;
}

export class Matters {
  #matters: Matter[] = seeds.map(played);
  #asset = played(asset, 60);

  /** `many`: so many requests in all, the same few again and again under other titles. */
  constructor(private readonly changed: (space: SpaceId) => void, private readonly many = 0) {}

  /** The last step of each, where others took it, and what is due soon. */
  waiting(): InboxEntry[] {
    const latest = new Date(Date.now() + 3 * day * 60_000).toISOString();
    return this.#matters.flatMap((matter): InboxEntry[] => {
      const { space, title, waitingFor, clocks, measures: count } = summaryOf(matter);
      const nextDue = clocks[0]?.at;
      const { event, by } = matter.measures[0]!.taken.at(-1)!;
      const due: InboxEntry[] = waitingFor === 'us' && nextDue !== undefined && nextDue <= latest ? [{ kind: 'due', space, title, at: nextDue, clock: 'SUGGESTED_DEADLINE', count, before: 3, alarm: null, custody: false }] : [];
      return by === me.id ? due : [...due, { kind: 'step', space, title, on: { id: uuid(900) as ItemId, seq: 2 + event.seq }, sender: by, at: event.at, action: event.action, count: 1, upTo: 2 + event.seq }];
    });
  }
  list(): MatterSummary[] {
    const summaries = this.#matters.map(summaryOf);
    const copy = (i: number): MatterSummary => {
      const summary = summaries[i % summaries.length]!;
      const moved = <T extends Instant | null>(instant: T): T => (instant === null ? instant : new Date(Date.parse(instant) + (i % 97) * 7 * 3_600_000).toISOString() as T);
      return { ...summary, space: uuid(500_000 + i) as SpaceId, title: `${summary.title} ${i}`, clocks: summary.clocks.map((clock) => ({ ...clock, at: moved(clock.at) })) };
    };
    return [...summaries, ...Array.from({ length: Math.max(0, this.many - summaries.length) }, (_, i) => copy(i))];
  }
  view(space: SpaceId): MatterView | undefined { const matter = this.#find(space); return matter && viewOf(matter); }
  spaces(): SpaceView[] {
    const [template] = spaces;
    if (!template) throw new Error('there are conversations');
    return this.#matters.map((matter) => ({
      ...template, id: matter.space, kind: 'request', title: matter.dossier.title, purpose: null, topics: [], unread: 0, mentions: 0, alerts: 0, successors: [], alarms: [], sync: 'current', preview: null,
      members: matter.members, owners: matter.members.slice(0, 1), canManage: matter.members[0] === me.id, lastActivity: lastOf(matter), policy: { history: 'none', retention: null, hold: false },
    }));
  }
  /** Undefined where the space is no request. */
  timeline(space: SpaceId): TimelineEntry[] | undefined {
    const matter = this.#find(space);
    const [first] = matter?.measures ?? [];
    if (!matter || !first) return undefined;
    const steps = first.taken.map(({ event, by }, i): TimelineEntry => ({ type: 'step', key: `step-${i}`, seq: 3 + i, by, at: event.at, action: event.action, measures: matter.measures.map(({ id }) => id), refused: null }));
    const lost = matter.refused.map((each): TimelineEntry => ({ type: 'step', key: `lost-${each.seq}`, seq: each.seq, by: each.by, at: each.at, action: each.action ?? '', measures: each.measures, refused: each.refusal }));
    const by = first.taken[0]?.by ?? me.id;
    const started = first.taken[0]?.event.at ?? at(0);
    return [{ type: 'created', key: 'created', seq: 1, by, title: matter.dossier.title, at: started }, { type: 'dossier', key: 'dossier', seq: 2, by, at: started, title: matter.dossier.title, refused: null }, ...steps, ...lost];
  }
  /** What the law has against it, or null. */
  take(space: SpaceId, ids: string[], input: StepInput): StepRefusal | null {
    const matter = this.#find(space);
    const measures = matter?.measures.filter(({ id }) => ids.includes(id)) ?? [];
    if (!matter || measures.length === 0) return { code: 'unknown-measure', article: '—', verified: true, entry: input.action };
    if (input.action === 'complete') matter.passage = null;
    else for (const dry of [true, false]) for (const measure of measures) { const refusal = step(matter, measure, me.id, input, at(0), dry); if (refusal) return refusal; }
    this.changed(space);
    return null;
  }
  write(space: SpaceId | null, { measures, ...dossier }: DossierInput): SpaceId {
    const matter: Matter = (space === null ? undefined : this.#find(space)) ?? { space: uuid(30 + this.#matters.length) as SpaceId, requesting: me.authority.id, dossier, measures: [], members: [me.id], refused: [], passage: null };
    matter.dossier = dossier;
    matter.measures = measures.map((measure) => ({ ...measure, taken: matter.measures.find(({ id }) => id === measure.id)?.taken ?? [] }));
    for (const measure of matter.measures) if (measure.taken.length === 0) step(matter, measure, me.id, { action: rulesFor(matter).cycle.begin.action }, at(0));
    if (!this.#matters.includes(matter)) this.#matters.push(matter);
    this.changed(matter.space);
    return matter.space;
  }

  #find(space: SpaceId): Matter | undefined { return [...this.#matters, this.#asset].find((matter) => matter.space === space); }
}

const eventsOf = ({ taken }: Measure): CaseEvent[] => taken.map(({ event }) => event);
const lastOf = ({ measures }: Matter): Instant => measures.flatMap((measure) => measure.taken.map(({ event }) => event.at)).sort().at(-1) ?? at(0);
const ours = new Set(['RECEIVED', 'TRANSMITTED', 'FORWARDED', 'UNDER_ASSESSMENT', 'IN_EXECUTION', 'POSTPONED', 'PARTIALLY_EXECUTED', 'CONSULTATION']);

const officerOf = ({ measures }: Matter, side: Side) => measures.flatMap(({ taken }) => taken).filter(({ event }) => event.actor === side).sort((a, b) => a.event.at.localeCompare(b.event.at)).at(-1)?.by ?? null;

function summaryOf(matter: Matter): MatterSummary {
  const rules = rulesFor(matter);
  const state = requestStateOf(matter.measures.map(eventsOf)) ?? 'DRAFT';
  const side: Side = matter.requesting === me.authority.id ? 'requesting' : 'requested';
  const transmittedAt = matter.measures.flatMap((measure) => eventsOf(measure).filter(({ action }) => sendingOf(rules.cycle, action) !== undefined).map(({ at: when }) => when))[0] ?? null;
  const waits = transmittedAt === null ? 'requesting' : ours.has(state) ? 'requested' : 'requesting';
  const running = matter.measures.flatMap((measure) => clocksOf(eventsOf(measure), rules, at(0)).filter(({ status }) => status !== 'stopped'));
  const left = new Map(running.map(({ id, article, verified, meaning, startedAt, endsAt, actBy, pausedIn, pausedSince }): [string, MatterClock] => [`${id} ${endsAt}`, { id, article, verified, meaning, startedAt, at: endsAt, actBy, paused: pausedIn !== null, pausedIn, pausedSince, custody: id === 'PROVISIONAL_ARREST' || id === 'SURRENDER', measures: running.filter((each) => each.id === id && each.endsAt === endsAt).length }]));
  const clocks = [...left.values()].sort((a, b) => a.at.localeCompare(b.at));
  return {
    space: matter.space, draft: transmittedAt === null || matter.passage !== null ? matter.space : null, kind: matter.dossier.kind ?? 'mla', title: matter.dossier.title, requesting: matter.requesting, requested: matter.dossier.requested, side, state, urgent: matter.dossier.urgent, measures: matter.measures.length,
    waitingFor: state === 'CLOSED' ? 'nobody' : waits === side ? 'us' : 'them', transmittedAt, lastStepAt: lastOf(matter), officer: officerOf(matter, side), clocks, alarms: [], uses: [], unread: 0, references: { ours: matter.dossier.reference ?? null, theirs: null }, origin: null,
  };
}

const unmarked: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };

function viewOf(matter: Matter): MatterView {
  const rules = rulesFor(matter);
  const written = contentOf(matter);
  const { transmittedAt, ...summary } = summaryOf(matter);
  const measureViews = matter.measures.map((measure) => measureOf(matter, measure, rules));
  return {
    ...summary, source: null, transmittedAt, basis: matter.dossier.basis, sections: matter.dossier.sections, enclosures: [], translations: [], executing: [], guestsFrom: [], strangers: [], refused: matter.refused, passage: matter.passage, reopens: false,
    canEdit: transmittedAt === null && matter.measures.every(({ taken }) => (taken.at(-1)?.event.to ?? 'DRAFT') === 'DRAFT'),
    missing: transmittedAt === null ? matter.measures.flatMap(({ id, assistance }) => requiredContent(rules, 'transmit', assistance ?? undefined).filter((part) => !written.includes(part.id)).map((part) => ({ part: part.id, article: part.article, verified: part.verified, wherePossible: part.wherePossible === true, measure: id, action: 'transmit' }))) : [],
    measureViews, marking: unmarked, floor: unmarked, within: unmarked, keptBack: null, keptFromAsked: null, transmission: measureViews[0]?.steps.find(({ action }) => action === 'transmit') ?? null,
  };
}

function measureOf(matter: Matter, measure: Measure, rules: Rules): MeasureView {
  const history = eventsOf(measure);
  const replayed = replay(rules, history);
  const state = replayed.ok ? replayed.standing.state : null;
  const rowOf = (event: CaseEvent) => [rules.cycle.begin, ...rules.cycle.transitions].find(({ action, article }) => action === event.action && article === event.article);
  return {
    id: measure.id, assistance: measure.assistance, sought: measure.sought, facts: {}, state,
    steps: measure.taken.map(({ event, by, words }, i): StepView => ({
      seq: 3 + i, attested: false, action: event.action, actor: event.actor, by, at: event.at, storedAt: event.at, from: event.from, to: event.to, article: event.article, verified: rowOf(event)?.verified ?? true,
      grounds: event.carries.grounds ?? [], words, accepts: null, date: event.carries.date ?? null, limit: event.carries.limit ?? null, deadline: event.carries.deadline ?? null, route: event.carries.route ?? null, classification: event.carries.classification ?? null, record: event.carries.record ?? null, enclosures: [], marking: unmarked, passed: event.passed,
    })),
    earlier: 0, open: rules.cycle.transitions.filter(({ from }) => state !== null && from.includes(state)).map((row) => openOf(matter, measure, rules, row)),
    clocks: clocksOf(history, rules, at(0)).map((clock) => ({ ...clock, seen: [] })), duties: dutiesOf(history, rules, at(0)),
  };
}

function openOf(matter: Matter, measure: Measure, rules: Rules, row: Rules['cycle']['transitions'][number]): OpenStep {
  const mine = row.actors.includes(actorOf(matter, me.id));
  const carries: Member[] = [...new Set([...row.carries, ...row.wants, ...rules.requirements.filter(({ action }) => action === row.action).map(({ carries: member }) => member)])];
  const may = row.may.filter((member) => !carries.includes(member));
  const words = Object.fromEntries(WordMember.options.filter((member) => carries.includes(member)).map((member) => [member, '']));
  const tried = (grounds?: string[]) => step(matter, measure, me.id, { action: row.action, words, ...(grounds ? { grounds } : {}), ...(carries.includes('date') ? { date: at(0) } : {}) }, at(0), true);
  const grounds = rules.grounds.filter(({ bars }) => (carries.includes('grounds') || may.includes('grounds')) && (row.grounds === undefined || row.grounds.bars === bars))
    .map(({ id, article, verified }) => ({ id, article, verified, refusal: mine && carries.includes('grounds') ? tried([id]) : null }));
  return { action: row.action, article: row.article, verified: row.verified, actors: row.actors, sends: row.sends !== undefined, happened: row.happened === true, besides: row.to === 'stay' || row.action === 'withdraw', mine, carries, may, offered: null, earliest: null, grounds, choices: [], refusal: mine && !carries.includes('grounds') ? tried() : null };
}
