import { describe, expect, it } from '@jest/globals';
import { AssetStage, Figures, handlingCodes } from '@comity/contracts';
import { between, idOf, reference, stepsOf, tableOf, type Row } from '../test/reference.js';
import { lifeCycles, type CycleId, type LifeCycle } from './index.js';

/** The events of the reference's tables and what they are called here. The rest of each row is compared as it stands. */
const actions: Record<string, Record<string, string[]>> = {
  mla: {
    'submit / return': ['submit', 'return'], 'share draft informally': ['share-draft'], 'send (requesting)': ['transmit'], 'acknowledge (requested)': ['acknowledge'], 'forward to competent authority': ['forward'],
    assess: ['assess'], 'ask / supply': ['ask', 'supply'], 'intend refusal or postponement': ['intend'], accept: ['accept'], 'conditions accepted → bound': ['accept-conditions'], 'postpone + ground': ['postpone'],
    'impediment ends': ['resume'], 'refuse + **reasons**': ['refuse'], 'refuse, dual criminality': ['refuse'], 'some / all measures done': ['execute-in-part', 'execute'], 'continue / remainder done': ['continue', 'execute'],
    'impossible + reasons': ['declare-impossible'], 'no longer required (requesting)': ['withdraw'], close: ['close'],
  },
  extradition: {
    'urgent request': ['request-provisional-arrest'], 'send; acknowledge': ['transmit', 'acknowledge'], 'arrest; start clock / declined': ['arrest', 'decline-arrest'], 'request and documents arrive in time': ['receive-request'],
    'limit reached': ['release'], 'later request (re-arrest possible)': ['receive-request'], 'consent before judge': ['consent'], 'ask / supply, optional limit': ['ask', 'supply'], 'court, appeal, executive steps': ['begin-proceedings'],
    'intend refusal': ['intend-refusal'], 'grant / on condition': ['grant', 'grant-on-condition'], 'refuse + reasons': ['refuse'], 'requesting State asks': ['ask-for-prosecution'], application: ['apply-for-enforcement'],
    'date and place fixed': ['schedule-surrender'], 'not taken: may release +15, must +30 days': ['lapse'], 'beyond control': ['reschedule'], 'domestic case or sentence': ['postpone', 'surrender-temporarily'],
    'handed over': ['surrender'], 'other offence / third State': ['consent-to-other-offence', 'consent-to-re-extradition'], withdrawal: ['withdraw'],
  },
  asset: {
    'spontaneous tip / request': ['receive-tip', 'request-tracing'], 'located / nothing': ['locate', 'find-nothing'], 'foreign order / reasoned request': ['submit-foreign-order', 'request-freezing'], 'ordered / declined': ['freeze', 'decline-freezing'],
    'lifting contemplated; requester heard': ['contemplate-lifting'], 'maintained / lifted': ['maintain', 'lift'], 'choose route': ['choose-route'], 'State sues': ['sue'], 'third-party claim / resolved': ['raise-claim', 'resolve-claim'],
    'ordered, then final / refused': ['confiscate', 'refuse'], classify: ['classify'], agreement: ['agree'], 'transfer less reasonable expenses': ['return-assets', 'compensate', 'share'], 'end-use reporting': ['report-end-use', 'close'],
  },
};
const sections = { mla: '2. MLA states', extradition: '4. Extradition', asset: '5. Asset recovery' };

/**
 * What the reference's tables imply and do not write out as rows: a draft that is "reviewed" was under review, as the first table has it, and so was
 * whatever else goes to another State with time to look at it; and can be withdrawn from there like from everywhere before surrender.
 */
const implied: Record<string, { draft: string; sends: string[]; rows: string[] }> = {
  mla: { draft: '', sends: [], rows: [] },
  extradition: { draft: 'DRAFT (reviewed)', sends: ['send; acknowledge'], rows: ['DRAFT submit INTERNAL_REVIEW [domestic]', 'INTERNAL_REVIEW return DRAFT [domestic]', 'INTERNAL_REVIEW withdraw WITHDRAWN [practice]', 'RESCHEDULED lapse LAPSED [ECE 18(4)–(5)]', 'RESCHEDULED reschedule RESCHEDULED [ECE 18(5)]'] },
  asset: { draft: 'INTELLIGENCE', sends: ['spontaneous tip / request'], rows: ['INTELLIGENCE submit INTERNAL_REVIEW [domestic]', 'INTERNAL_REVIEW return INTELLIGENCE [domestic]'] },
};

/** The states of a cell; `GRANTED*` is either granted state, and what stands in brackets is a remark. */
const statesOf = (cell: string) => cell.replaceAll(/ \(.*?\)/g, '').split(/, | \/ |; | → /).flatMap((name) => (name === 'GRANTED*' ? ['GRANTED', 'GRANTED_CONDITIONAL'] : [name]));
const states = (rows: Row[]) => new Set(rows.flatMap(({ from, to }) => [...statesOf(from), ...statesOf(to)]).filter((name) => /^[A-Z_]+$/.test(name)));
/** States that have a row, other than one about withdrawing and closing. */
const withRows = (rows: Row[]) => new Set(rows.filter(({ to }) => to !== 'WITHDRAWN' && to !== 'CLOSED').flatMap(({ from }) => statesOf(from)));

/** What the reference means by the states that it does not list one by one. */
function froms({ from }: Row, rows: Row[]): string[] {
  if (from === 'any open state from TRANSMITTED') {
    // States that some row leads into and that some row leads on from; INFO_REQUESTED's row is its `back`.
    return [...withRows(rows), 'INFO_REQUESTED'].filter((state) => !['DRAFT', 'INTERNAL_REVIEW', 'DRAFT_CONSULTATION', 'any open state from TRANSMITTED', 'EXECUTED', 'REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN'].includes(state));
  }
  if (from === 'any pre-surrender') return [...states(rows)].filter((state) => !['REFUSED', 'DOMESTIC_PROSECUTION', 'SENTENCE_ENFORCEMENT_CONSIDERED', 'LAPSED', 'SURRENDERED', 'SPECIALITY_CONSENT', 'RE_EXTRADITION_CONSENT', 'WITHDRAWN', 'CLOSED'].includes(state));
  return statesOf(from);
}

const stepsIn = ({ transitions }: LifeCycle) => transitions.filter(({ to }) => to !== 'stay').flatMap(({ from, action, to, article }) => from.map((state) => `${state} ${action} ${to} [${article}]`)).sort();
const cycleOf = (id: CycleId) => lifeCycles.get(id)!;

describe.each(Object.entries(sections))('the life cycle %s', (id, section) => {
  const rows = tableOf(section);
  const cycle = cycleOf(id as CycleId);
  it('names every event of its table and no other', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect([...new Set(rows.map(({ event }) => event))].sort()).toEqual(Object.keys(actions[id]!).sort());
  });
  it('has every row of its table, with its authority, and nothing else', () => {
    const summed = { '55(1)(a) obtain order': 'UNCAC 53(c), 54(1)(b)–(c), 55(1)', '57(3)(a) embezzled': 'UNCAC 57(3)' };
    const expected = rows.flatMap((row) => {
      // Two cells of the asset table list choices; these are compared below.
      const authority = Object.entries(summed).find(([begin]) => row.authority.startsWith(begin))?.[1] ?? row.authority;
      const { draft, sends } = implied[id]!;
      if (sends.includes(row.event)) expect(row.from).toBe(draft);
      return stepsOf({ ...row, authority }, actions[id]![row.event]!, sends.includes(row.event) ? ['INTERNAL_REVIEW'] : froms(row, rows));
    });
    expected.push(...implied[id]!.rows);
    if (id === 'extradition') {
      expect(reference).toContain('terminal states → CLOSED');
      // Terminal: without a row of their own; and a refusal and a surrender, whose rows are sequels.
      const ends = [...states(rows)].filter((state) => !withRows(rows).has(state) && !['CLOSED', 'REQUEST_TRANSMITTED', 'INFO_REQUESTED'].includes(state));
      expected.push(...[...ends, 'REFUSED', 'SURRENDERED'].map((state) => `${state} close CLOSED [—]`));
    }
    expect(stepsIn(cycle)).toEqual(expected.sort());
  });
  it('has the states of its table and no other', () => {
    expect([...cycle.states].sort()).toEqual([...new Set([...states(rows), 'INTERNAL_REVIEW'])].sort());
  });
  it('gives each event to whom its table gives it, with what it must carry', () => {
    const words: [RegExp, string[]][] = [[/\+ \W*reasons/, ['reasons']], [/\+ ground/, ['grounds']], [/date and place/, ['date', 'place']], [/conditions accepted/, ['conditions']], [/choose route/, ['route']], [/^classify/, ['classification']], [/ordered, then final/, ['order', 'finality']]];
    for (const { event, from: cell } of rows) {
      const from = implied[id]!.sends.includes(event) ? 'INTERNAL_REVIEW' : cell;
      const action = actions[id]![event]![0]!;
      const row = cycle.transitions.find((candidate) => candidate.action === action && (candidate.from.includes(statesOf(from)[0]!) || from.startsWith('any ')))!;
      const actor = /\((requesting|requested)\)/.exec(event)?.[1];
      if (actor !== undefined) expect([event, row.actors]).toEqual([event, [actor]]);
      for (const [pattern, carried] of words) if (pattern.test(event)) expect([event, row.carries]).toEqual([event, expect.arrayContaining(carried)]);
    }
  });
});

describe('the other life cycles', () => {
  it('of spontaneous information goes along the arrows of its sentence', () => {
    const sentence = between('### 3. Spontaneous information and joint work', '. Receiver honours');
    const stages = sentence.split(' → ').map((stage) => stage.replace(/\(.*\)/, '').split(' | '));
    expect(stages).toEqual([['OFFERED'], ['ACCEPTED', 'DECLINED'], ['DELIVERED'], ['USE_CONSENT', 'EXCULPATORY_NOTICE'], ['LINKED_REQUEST']]);
    const arrows = stages.flatMap((stage, index) => (stages[index + 1] ?? []).flatMap((to) => stage.filter((from) => from !== 'DECLINED').map((from) => `${from} ${to}`)));
    const { transitions, begin } = cycleOf('spontaneous');
    // What was delivered may lead to a request without a wider use, and the duties go on along the way.
    const moves = transitions.filter(({ to }) => to !== 'stay').flatMap(({ from, to }) => from.map((state) => `${state} ${to}`));
    expect(moves.sort()).toEqual([...arrows, 'DELIVERED LINKED_REQUEST'].sort());
    expect(sentence).toContain(`${begin.to}(${begin.carries.join(', ')})`);
  });
  it('of a wider use goes from the question to its two answers', () => {
    expect(reference).toContain('use limitation (46(19): CONSENT_REQUESTED → GRANTED/REFUSED; exculpatory disclosure: prior notice, consult if asked, or inform without delay)');
    expect(stepsIn(cycleOf('use'))).toEqual(['CONSENT_REQUESTED grant GRANTED [UNCAC 46(19)]', 'CONSENT_REQUESTED refuse REFUSED [UNCAC 46(19)]']);
  });
});

describe('what is said along the way', () => {
  const notices: [CycleId, string, string, string][] = [
    ['mla', 'STATUS_QUERY/STATUS_REPLY is a duty (46(24)', 'status-query', 'UNCAC 46(24)'], ['mla', 'STATUS_QUERY/STATUS_REPLY is a duty (46(24)', 'status-reply', 'UNCAC 46(24)'],
    ['mla', 'CANNOT_KEEP_CONFIDENTIAL must be notified promptly (46(20))', 'cannot-keep-confidential', 'UNCAC 46(20)'],
    ['mla', 'exculpatory disclosure: prior notice', 'notify-exculpatory-disclosure', 'UNCAC 46(19)'], ['mla', 'consult if asked', 'consult-on-disclosure', 'UNCAC 46(19)'], ['mla', 'or inform without delay', 'inform-of-disclosure', 'UNCAC 46(19)'],
    ...['request-consent', 'consent-to-use', 'refuse-use'].map((action): [CycleId, string, string, string] => ['mla', 'use limitation (46(19): CONSENT_REQUESTED → GRANTED/REFUSED', action, 'UNCAC 46(19)']),
    ['mla', 'Safe conduct lapses after 15 consecutive days, or as agreed (46(27))', 'release-witness', 'UNCAC 46(27)'],
    ['mla', 'ECMA 6(2) requires return unless waived', 'return-evidence', 'ECMA 6(2)'], ['mla', 'ECMA 6(2) requires return unless waived', 'waive-return', 'ECMA 6(2)'],
    ['extradition', 'notify ≤10 days from arrest', 'notify-consent', '3AP 6'], ['extradition', 'decision ≤20 from consent', 'notify-decision', '3AP 7'], ['extradition', 'Sub-records: CONFLICTING_REQUESTS (17), PROPERTY_HANDOVER (20), TRANSIT (21)', 'record', 'ECE 17, 20, 21'],
    ['extradition', 'PROVISIONALLY_ARRESTED | request and documents arrive in time', 'send-request', 'ECE 12, 16(4)'],
    ['extradition', 'stays 45 days after final discharge', 'discharge-finally', 'ECE 14(1)(b)'], ['extradition', 'or returns (14(1)(b))', 'return-of-person', 'ECE 14(1)(b)'],
    ...['request-speciality-consent', 'consent-to-other-offence', 'consent-to-re-extradition', 'refuse-speciality-consent'].map((action): [CycleId, string, string, string] => ['extradition', 'SURRENDERED | other offence / third State | SPECIALITY_CONSENT / RE_EXTRADITION_CONSENT', action, 'ECE 14(1)(a), 15']),
    ['asset', 'Notice events: CETS 198 41', 'inform', 'CETS 198 41'],
    ['spontaneous', 'notice and consent reservation, 2AP 11(4)', 'consent-to-use', '2AP 11(4)'], ['spontaneous', 'exculpatory disclosure: prior notice', 'give-exculpatory-notice', 'UNCAC 46(5)'], ['spontaneous', 'consult if asked', 'consult-on-disclosure', 'UNCAC 46(5)'],
    ['spontaneous', 'or inform without delay', 'inform-of-disclosure', 'UNCAC 46(5)'], ['spontaneous', '→ LINKED_REQUEST', 'link-request', 'practice'],
  ];
  it('is what the reference’s prose says, and nothing else', () => {
    const text = reference.replaceAll('\n', ' ');
    expect(notices.filter(([, quote]) => !text.includes(quote))).toEqual([]);
    const here = [...lifeCycles.values()].flatMap(({ id, transitions }) => transitions.filter(({ to }) => to === 'stay').map(({ action, article }) => `${id} ${action} ${article}`));
    // That an alarm was seen is the product's own, for the cycles whose clocks alarm; and so is that courts come in where the first table alone writes it out, what is accepted or agreed afterwards,
    // ends for which the tables have no state, and that another use is asked for of an asset as of evidence.
    const own = here.filter((line) => / (see-alarm|forward|offer-conditions|propose-agreement|discard|withdraw) /.test(line) || /^asset (request-consent|consent-to-use|refuse-use) /.test(line));
    expect(own.sort()).toEqual([
      'asset consent-to-use UNCAC 46(19), 55(3), 57(5)', 'asset discard domestic', 'asset forward UNCAC 46(13), 55(1)', 'asset propose-agreement UNCAC 57(5)', 'asset refuse-use UNCAC 46(19), 55(3), 57(5)', 'asset request-consent UNCAC 46(19), 55(3), 57(5)', 'asset withdraw practice', 'extradition forward ECE 12(1), 22', 'extradition see-alarm practice',
      'mla discard domestic', 'mla offer-conditions UNCAC 46(26)', 'mla see-alarm practice',
    ]);
    expect(here.filter((line) => !own.includes(line)).sort()).toEqual(notices.map(([id, , action, article]) => `${id} ${action} ${article}`).sort());
  });
});

describe('conditions', () => {
  it('bind whoever accepted them, under any instrument', () => {
    expect(reference).toContain('| CONSULTATION | conditions accepted → bound | IN_EXECUTION (conditional) | 46(26) |');
    expect(reference).toContain('grant / on condition | GRANTED / GRANTED_CONDITIONAL | 44(12), ECE 11');
    expect([...lifeCycles.values()].flatMap(({ id, duties }) => duties.map((duty) => `${id} ${duty.id} ${duty.article} ${duty.from.join()} ${String(duty.outlivesClosure)}`))).toEqual(['mla CONDITIONS UNCAC 46(26) accept-conditions true', 'extradition CONDITIONS UNCAC 44(12), ECE 11 grant-on-condition true', 'asset CONDITIONS UNCAC 57(5) agree true']);
  });
});

describe('the choices of an asset and of an extradition', () => {
  it('are the routes of their cell', () => {
    const cell = tableOf(sections.asset).find(({ event }) => event === 'choose route')!.authority;
    const routes = cell.split('; ').map((part) => /^(\S+) (.*)$/.exec(part)!).map(([, article, words]) => `${idOf(words!)} UNCAC ${article}`);
    expect(cycleOf('asset').choices.filter(({ list }) => list === 'route').map(({ id, article }) => `${id} ${article}`)).toEqual(routes);
  });
  it('are the classes of their cell, with what follows from each', () => {
    const cell = tableOf(sections.asset).find(({ event }) => event === 'classify')!.authority.replaceAll('*', '');
    expect(cell).toBe('57(3)(a) embezzled public funds → shall return; (b) other offence: prior ownership or damage recognised → shall return; (c) otherwise priority consideration');
    expect(cycleOf('asset').choices.filter(({ list }) => list === 'classification').map(({ id, article, effect, afterRoutes }) => [id, article, effect, afterRoutes])).toEqual([
      ['EMBEZZLED_PUBLIC_FUNDS', 'UNCAC 57(3)(a)', 'SHALL_RETURN', ['OBTAIN_ORDER', 'ENFORCE']],
      ['PRIOR_OWNERSHIP_OR_DAMAGE', 'UNCAC 57(3)(b)', 'SHALL_RETURN', ['OBTAIN_ORDER', 'ENFORCE']],
      ['OTHERWISE', 'UNCAC 57(3)(c)', 'PRIORITY_CONSIDERATION', undefined],
    ]);
    expect(reference).toContain('57(3)(a)–(b) presuppose execution under 55');
  });
  it('are the sub-records and the fields of their lists', () => {
    const records = between('Sub-records: ', '. Speciality').split(', ').map((part) => /^(\w+) \((\d+)\)$/.exec(part)!).map(([, id, article]) => `${id} ECE ${article}`);
    expect(cycleOf('extradition').choices.map(({ id, article }) => `${id} ${article}`)).toEqual(records);
    expect(cycleOf('asset').choices.filter(({ list }) => list === 'field').map(({ id }) => id)).toEqual(between('StAR case fields: ', ' (star').split(', ').map(idOf));
  });
});

describe('what the reference says beside its tables', () => {
  it('of handling has the codes that items travel with, in their order', () => {
    const named = between('Handling codes that travel with every item of information: ', 'Evaluation').match(/\bH\d\b/g);
    expect(named).toEqual(Object.keys(handlingCodes).filter((code) => code !== 'none'));
  });
  it('of figures has what is counted: by outcome and region, how long it takes to acknowledge and to execute, whose help there was, assets by state and amount', () => {
    const { tables, durations, assets, network, meetings } = Figures.shape;
    const stage = assets.shape.stages.element.shape, ofSession = meetings.shape.held.element.shape;
    const members: Record<string, readonly (readonly [has: readonly string[], wants: readonly string[]])[]> = {
      'authorities and States in a network': [[Object.keys(network.shape), ['authorities', 'states']]],
      'bilateral meetings held per plenary': [[Object.keys(ofSession), ['session', 'met']], [ofSession.kind.options, ['plenary']]],
      'MLA and extradition matters by year, region, outcome and duration (median and 90th percentile to acknowledge, to execute)': [
        [Object.keys(Figures.shape), ['year', 'total']], [tables.element.shape.of.options, ['kind', 'outcome', 'asked', 'asking']], [Object.keys(durations.element.shape), ['kind', 'acknowledge', 'execute']], [Object.keys(durations.element.shape.acknowledge.shape), ['median', 'p90']], [Object.keys(durations.element.shape.execute.shape), ['median', 'p90']],
      ],
      'facilitated by the secretariat': [[tables.element.shape.of.options, ['facilitated']]],
      'focal points nominated against invited (coverage gaps)': [[Object.keys(network.shape), ['appointed', 'invited', 'uncovered']]],
      'forums held and cases discussed': [[ofSession.kind.options, ['forum']], [Object.keys(ofSession), ['cases']], [Object.keys(ofSession.cases.unwrap().shape), ['listed', 'discussed']]],
      'assets by state and amount': [[stage.stage.options, AssetStage.options], [Object.keys(stage), ['stage', 'count', 'amounts']], [Object.keys(stage.amounts.element.shape), ['key', 'count']]],
    };
    expect(between('never from content: ', '. The United Nations report').split('; ')).toEqual(Object.keys(members));
    for (const [has, wants] of Object.values(members).flat()) expect(has).toEqual(expect.arrayContaining([...wants]));
  });
});
