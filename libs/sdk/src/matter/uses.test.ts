import { describe, expect, it } from '@jest/globals';
import { LegalBasis, decide, lawEdition, nothing, replay, requiredContent, rulesOf, type Actor, type Carried, type CaseEvent } from '@comity/casework';
import type { AuthorityId, HandlingCode, Instant, PractitionerId } from '@comity/contracts';
import { unmarked } from '../codes.js';
import type { Matter } from './law.js';
import { usesOf } from './uses.js';

const day = (count: number) => new Date(Date.parse('2027-03-01T09:00:00.000Z') + count * 86_400_000).toISOString() as Instant;
const hash = (words: string) => words.replaceAll(/\W/g, '').padEnd(43, 'A');
const [paris, nairobi] = ['paris', 'nairobi'] as PractitionerId[];

const assistance = 'TAKE_EVIDENCE_OR_STATEMENTS';
/** With which steps of both sides were marked. */
const codes = new Map<string, HandlingCode>([['execute-in-part', 'H2'], ['execute', 'H1'], ['request-consent', 'H3']]);
/** What came with them. */
const enclosures = new Map([['execute', [{ file: { name: 'statement.pdf' }, sha256: 'ab' }]], ['request-consent', [{ file: { name: 'complaint.pdf' }, sha256: 'cd' }]]]);

type Step = [actor: Actor, action: string, words?: Partial<Record<'conditions' | 'purpose' | 'reasons', string>>, more?: Carried];
const sent: Step[] = [['requesting', 'draft', {}, { assistance }], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['requested', 'assess']];
const executed: Step[] = [...sent, ['requested', 'accept'], ['requested', 'execute']];
const bound: Step[] = [...sent, ['requested', 'intend', { conditions: 'Not before May' }], ['requested', 'offer-conditions', { conditions: 'No death penalty' }], ['requesting', 'accept-conditions', {}, { conditions: hash('No death penalty') }], ['requested', 'execute']];

/** What was received of one measure, or person, that so many steps were taken in, a day after each other. */
function usesAfter(steps: Step[], instruments = ['uncac'], now = day(steps.length), kind: 'mla' | 'extradition' = 'mla') {
  const basis = LegalBasis.parse({ instruments, edition: lawEdition });
  const made = rulesOf(basis, kind);
  if (!made.ok) throw new Error(made.refusal.entry);
  const { rules } = made;
  const events: CaseEvent[] = [];
  for (const [i, [actor, action, words = {}, more = {}]] of steps.entries()) {
    const rows = [rules.cycle.begin, ...rules.cycle.transitions].filter((row) => row.action === action);
    const members = rows.flatMap((row) => [...row.carries, ...row.wants]);
    const carries: Carried = {
      ...(members.includes('content') && { content: requiredContent(rules, action, assistance).map(({ id }) => id) }),
      ...(members.includes('date') && { date: day(i) }),
      ...Object.fromEntries(members.filter((member) => ['account', 'reasons', 'place'].includes(member)).map((member) => [member, hash(action)])),
      ...Object.fromEntries(Object.entries(words).map(([member, text]) => [member, hash(text)])), ...more,
    };
    const decision = decide(rules, events, { action, carries }, actor, day(i));
    if (!decision.ok) throw new Error(`${action}: ${decision.refusal.code} ${decision.refusal.entry}`);
    events.push(decision.event);
  }
  const replayed = replay(rules, events);
  const taken = steps.map(([actor, action, words = {}], i) => ({ seq: i, storedAt: null, by: actor === 'requesting' ? nairobi : paris, hash: hash('x'), attested: false, words: Object.entries(words).map(([member, text]) => ({ member, text })), enclosed: enclosures.get(action) ?? [], marking: { ...unmarked, handling: codes.get(action) ?? 'none' } }));
  const measure = { id: 'one', assistance, sought: 'A statement', standing: replayed.ok ? replayed.standing : nothing, taken, last: '', executing: [] as AuthorityId[] };
  return usesOf({ rules, measures: [measure] } as unknown as Matter, now);
}

describe('what was received under a request, and what it may be used for', () => {
  const ask = (purpose: string): Step => ['requesting', 'request-consent', { purpose }];
  const cases: [name: string, steps: Step[], expected: object[]][] = [
    ['nothing, before anything was received', sent, []],
    ['what was executed, by what limits it', executed, [{ measure: 'one', assistance, sought: 'A statement', since: day(6), limits: [{ id: 'USE_LIMITATION', article: 'UNCAC 46(19)', verified: true }], conditions: [], received: [{ name: 'statement.pdf', sha256: 'ab' }], marking: { ...unmarked, handling: 'H1' }, asked: [], unasked: [], notices: [] }]],
    ['what was executed in part, from the first part on', [...sent, ['requested', 'accept'], ['requested', 'execute-in-part'], ['requested', 'execute']], [{ since: day(6), marking: { ...unmarked, handling: 'H2' } }]],
    ['the conditions that were accepted by their hash, in the words of the last offer', bound, [{ conditions: ['No death penalty'], limits: [{ id: 'USE_LIMITATION' }, { id: 'CONDITIONS' }] }]],
    ['a purpose that was asked for, as long as nobody answered', [...executed, ask('Tax case')], [{ received: [{ name: 'statement.pdf' }], marking: { ...unmarked, handling: 'H1' }, asked: [{ purpose: 'Tax case', by: nairobi, at: day(7), answer: null }] }]],
    ['a consent, with its conditions, and after it a refusal, with its reasons, each to its own question', [...executed, ask('Tax case'), ['requested', 'consent-to-use', { conditions: 'Not in public' }], ask('Press'), ['requested', 'refuse-use', { reasons: 'Secret' }]], [{ asked: [
      { purpose: 'Tax case', answer: { granted: true, words: 'Not in public', by: paris, at: day(8) } }, { purpose: 'Press', answer: { granted: false, words: 'Secret', by: paris, at: day(10) } },
    ] }]],
    ['what was said of disclosures, by whom and when', [...executed, ['requesting', 'notify-exculpatory-disclosure'], ['requested', 'consult-on-disclosure'], ['requesting', 'inform-of-disclosure']], [{ notices: [
      { action: 'notify-exculpatory-disclosure', by: nairobi, at: day(7) }, { action: 'consult-on-disclosure', by: paris, at: day(8) }, { action: 'inform-of-disclosure', by: nairobi, at: day(9) },
    ] }]],
    ['all of it after closure, which ends no limit', [...executed, ['requesting', 'close']], [{ since: day(6), limits: [{ id: 'USE_LIMITATION' }] }]],
  ];
  it.each(cases)('is %s', (_, steps, expected) => {
    const found = usesAfter(steps);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });
  it('is what whoever surrendered a person consented to though nobody asked, apart from what was asked for', () => {
    const surrendered: Step[] = [
      ['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['requested', 'begin-proceedings'], ['requested', 'grant'], ['requested', 'schedule-surrender'], ['requested', 'surrender'],
    ];
    const uses = (...steps: Step[]) => usesAfter([...surrendered, ...steps], ['ece'], day(30), 'extradition');
    const unasked = { action: 'consent-to-other-offence', words: 'Of 2019 alone', by: paris, at: day(8) };
    expect(uses(['requested', 'consent-to-other-offence', { conditions: 'Of 2019 alone' }])).toMatchObject([{ asked: [], unasked: [unasked] }]);
    expect(uses(['requested', 'consent-to-other-offence', { conditions: 'Of 2019 alone' }], ['requesting', 'request-speciality-consent', { purpose: 'Tax fraud' }], ['requested', 'refuse-speciality-consent'])).toMatchObject([{ asked: [{ purpose: 'Tax fraud', answer: { granted: false } }], unasked: [unasked] }]);
    expect(uses(['requesting', 'request-speciality-consent', { purpose: 'Tax fraud' }], ['requested', 'refuse-speciality-consent'], ['requested', 'consent-to-re-extradition'])).toMatchObject([{ asked: [{ purpose: 'Tax fraud', answer: { granted: false } }], unasked: [{ action: 'consent-to-re-extradition', words: null, by: paris, at: day(10) }] }]);
  });
  it('is nothing where no instrument of the basis limits it', () => {
    expect([usesAfter(executed, ['reciprocity']), usesAfter(executed, ['budapest', 'reciprocity'])]).toEqual([[], []]);
  });
  it('is read by a clock that is behind the last step as by that step', () => {
    expect(usesAfter(executed, ['uncac'], day(0))).toEqual(usesAfter(executed));
  });
});
