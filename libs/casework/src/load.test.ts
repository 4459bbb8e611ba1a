import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Matter, day, rulesFor, type Step } from '../test/matter.js';
import { clocksOf, lifeCycles, loadLifeCycle, loadPack, rulePacks, type LifeCycleSource, type PackSource } from './index.js';
import { RulesDefective, sound } from './defect.js';

const treaty = () => JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../test/treaty.json'), 'utf8')) as PackSource;
const defect = (change: (file: Record<string, never>) => void) => {
  const file = treaty();
  change(file as never);
  const loaded = loadPack(file, lifeCycles);
  return loaded.ok ? 'sound' : [loaded.defect.entry, loaded.defect.rule];
};
type Any = Record<string, unknown>[];
const entry = (file: unknown, list: string, index = 0) => (file as Record<string, Any>)[list]![index]!;

describe('a treaty that is added as a file', () => {
  const loaded = loadPack(treaty(), lifeCycles);
  const law = { cycles: lifeCycles, packs: new Map([...rulePacks, ['ruritania-graustark', sound(loaded)]]) };
  const rules = rulesFor('mla', { instruments: ['ruritania-graustark', 'uncac'] }, law);
  const sent: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', {}, 0], ['requested', 'acknowledge', {}, 1], ['requested', 'assess', {}, 2]];
  it('decides without a line of code', () => {
    const matter = new Matter(rules, ...sent);
    expect(matter.history[2]!.carries.content).toEqual(['OFFICE_AND_CASE_NUMBER']);
    expect(matter.tries('requested', 'refuse', { grounds: ['MILITARY'] })).toEqual({ code: 'gate', entry: 'CONSULT_FIRST', article: 'Treaty 3(3)', verified: true });
    matter.does('requested', 'intend');
    expect(matter.tries('requested', 'refuse', { grounds: ['NON_CONFORMING'] })).toMatchObject({ code: 'unknown-ground' });
    expect(matter.tries('requested', 'refuse', { grounds: ['BANK_SECRECY', 'MILITARY'] })).toMatchObject({ code: 'barred-ground', article: 'UNCAC 46(8)' });
    expect(matter.does('requested', 'refuse', { grounds: ['MILITARY'] }).to).toBe('REFUSED');
  });
  it('brings its own clocks, which stand still while information is awaited', () => {
    const matter = new Matter(rules, ...sent, ['requested', 'ask', {}, 11]);
    const read = (today: number, which: string) => clocksOf(matter.history, rules, day(today)).filter(({ id }) => id === which).map(({ id, status, dueAt, latestAt }) => [id, status, dueAt, latestAt]);
    const at = (today: number) => read(today, 'EXECUTION');
    expect(at(15)).toEqual([['EXECUTION', 'paused', day(35), day(50)]]);
    matter.does('requesting', 'supply', {}, 21);
    expect([at(40.9), at(41), at(56), at(56.1)].map(([clock]) => clock)).toEqual([['EXECUTION', 'running', day(41), day(56)], ['EXECUTION', 'due', day(41), day(56)], ['EXECUTION', 'due', day(41), day(56)], ['EXECUTION', 'over', day(41), day(56)]]);
    // What was asked when the decision was due already does not move its day; nor does what is asked once it was made.
    expect(read(22, 'DECISION')).toEqual([['DECISION', 'over', day(11), day(11)]]);
    matter.does('requested', 'accept', {}, 23);
    matter.does('requested', 'ask', {}, 24);
    expect([read(30, 'DECISION'), at(60)]).toEqual([[['DECISION', 'stopped', day(11), day(11)]], [['EXECUTION', 'paused', day(77), day(92)]]]);
    expect(clocksOf(matter.history, rules, day(61))[0]).toMatchObject({ pack: 'ruritania-graustark', article: 'Treaty 5', meaning: 'deadline', startedAt: day(1), stoppedAt: null });
  });
  it('has clocks that nothing moves before they start or after they end', () => {
    const decided = new Matter(rules, ...sent, ['requested', 'accept', {}, 5], ['requested', 'ask', {}, 6], ['requesting', 'supply', {}, 9]);
    expect(clocksOf(decided.history, rules, day(30)).find(({ id }) => id === 'DECISION')).toMatchObject({ status: 'stopped', dueAt: day(11), stoppedAt: day(5) });
    const extradition = rulesFor('extradition', { instruments: ['ruritania-graustark'] }, law);
    const arrested = new Matter(extradition, ['requesting', 'draft'], ['requesting', 'request-provisional-arrest'], ['executing', 'arrest', { date: day(10) }, 10]);
    expect([8, 12].map((today) => clocksOf(arrested.history, extradition, day(today))[0]!.dueAt)).toEqual([day(35), day(37)]);
  });
  it('makes a step wait for a clock that stands still', () => {
    const arrested = new Matter(rulesFor('extradition', { instruments: ['ruritania-graustark'] }, law), ['requesting', 'draft'], ['requesting', 'request-provisional-arrest'], ['executing', 'arrest']);
    expect(arrested.tries('executing', 'release', {}, 300)).toMatchObject({ code: 'too-early', entry: 'PROVISIONAL_ARREST', article: 'Treaty 12' });
  });
  it('closes its own list of assistance', () => {
    const alone = rulesFor('mla', { instruments: ['ruritania-graustark'] }, law);
    expect(new Matter(alone).tries('requesting', 'draft', { assistance: 'SEARCH_SEIZE_FREEZE' })).toMatchObject({ code: 'not-provided-for', article: 'Treaty 1(2)' });
    expect(new Matter(rules).does('requesting', 'draft', { assistance: 'SEARCH_SEIZE_FREEZE' }).to).toBe('DRAFT');
  });
});

describe('a pack that does not hold together is refused by the name of its entry', () => {
  const cases: [string, (file: Record<string, never>) => void, [string, string]][] = [
    ['an unknown key', (file) => { (file as Record<string, unknown>).ground = []; }, ['ruritania-graustark/ground', 'unknown-key']],
    ['an unknown key of an entry', (file) => { entry(file, 'grounds').severity = 1; }, ['ruritania-graustark/grounds/MILITARY/severity', 'unknown-key']],
    ['no article', (file) => { delete entry(file, 'grounds', 1).article; }, ['ruritania-graustark/grounds/ESSENTIAL_INTERESTS/article', 'article-missing']],
    ['an empty article', (file) => { entry(file, 'clocks').article = ''; }, ['ruritania-graustark/clocks/EXECUTION/article', 'article-missing']],
    ['nobody said to have read it', (file) => { delete entry(file, 'gates').verified; }, ['ruritania-graustark/gates/CONSULT_FIRST/verified', 'verified-missing']],
    ['an id in small letters', (file) => { entry(file, 'grounds').id = 'military'; }, ['ruritania-graustark/grounds/military/id', 'wrong-shape']],
    ['an entry twice', (file) => { (file as unknown as { grounds: Any }).grounds.push({ ...entry(file, 'grounds') }); }, ['ruritania-graustark/grounds/MILITARY', 'duplicate']],
    ['a gate before an action that nobody takes', (file) => { entry(file, 'gates').action = 'reject'; }, ['ruritania-graustark/gates/CONSULT_FIRST/reject', 'unknown-action']],
    ['a gate through a state that there is not', (file) => { entry(file, 'gates').through = 'LIMBO'; }, ['ruritania-graustark/gates/CONSULT_FIRST/LIMBO', 'unknown-state']],
    ['a gate that nothing opens', (file) => { delete entry(file, 'gates').through; }, ['ruritania-graustark/gates/CONSULT_FIRST', 'wrong-shape']],
    ['a gate for a ground that it does not have', (file) => { entry(file, 'gates').grounds = ['WHIM']; }, ['ruritania-graustark/gates/CONSULT_FIRST/WHIM', 'unknown-term']],
    ['a clock that starts with what nobody does', (file) => { entry(file, 'clocks').starts = ['receive']; }, ['ruritania-graustark/clocks/EXECUTION/receive', 'unknown-action']],
    ['a clock that pauses nowhere', (file) => { entry(file, 'clocks').pauses = ['SLEEP']; }, ['ruritania-graustark/clocks/EXECUTION/SLEEP', 'unknown-state']],
    ['a clock without a period', (file) => { delete entry(file, 'clocks').days; }, ['ruritania-graustark/clocks/EXECUTION', 'no-period']],
    ['a clock with more at least than at most', (file) => { entry(file, 'clocks').maximum = 20; }, ['ruritania-graustark/clocks/EXECUTION', 'no-period']],
    ['a clock from a date that its event does not carry', (file) => { entry(file, 'clocks').from = 'date'; }, ['ruritania-graustark/clocks/EXECUTION/date', 'unknown-term']],
    ['a clock until a date that its event does not carry', (file) => { const clock = entry(file, 'clocks'); delete clock.days; delete clock.maximum; clock.until = 'limit'; }, ['ruritania-graustark/clocks/EXECUTION/limit', 'unknown-term']],
    ['a ground in matters that it does not govern', (file) => { entry(file, 'grounds').cycles = ['mla', 'asset']; }, ['ruritania-graustark/grounds/MILITARY/asset', 'not-governed']],
    ['a requirement that the row cannot carry', (file) => { (file as Record<string, unknown>).requirements = [{ id: 'X', article: 'Treaty 9', verified: true, cycle: 'mla', action: 'acknowledge', carries: 'reasons' }]; }, ['ruritania-graustark/requirements/X/reasons', 'unknown-term']],
    ['a duty that ends with no clock of its own', (file) => { (file as Record<string, unknown>).duties = [{ id: 'D', article: 'Treaty 8', verified: true, cycle: 'mla', bound: ['requesting'], from: ['execute'], until: [], ends: 'DOOM', outlivesClosure: true }]; }, ['ruritania-graustark/duties/D/DOOM', 'unknown-term']],
  ];
  const words = (file: Record<string, never>, language: string) => (file as unknown as { words: Record<string, Record<string, Record<string, string>>> }).words[language]!;
  cases.push(
    ['words for what it does not have', (file) => { words(file, 'ar')['grounds']!['WHIM'] = 'نزوة'; }, ['ruritania-graustark/words/ar/grounds/WHIM', 'unknown-term']],
    ['words that English lacks, in which all other languages are read instead', (file) => { delete words(file, 'en')['periods']; }, ['ruritania-graustark/words/en/periods/BY_PROTOCOL', 'words-missing']],
    ['words, and none in English', (file) => { delete (file as unknown as { words: Record<string, unknown> }).words['en']; }, ['ruritania-graustark/words/en', 'words-missing']],
    ['an empty word', (file) => { words(file, 'fr')['clocks']!['ARCHIVE_SEARCH'] = ' '; }, ['ruritania-graustark/words/fr/clocks/ARCHIVE_SEARCH', 'wrong-shape']],
  );
  it.each(cases)('%s', (_, change, expected) => {
    expect(defect(change)).toEqual(expected);
  });
  it('and the file itself is sound', () => {
    expect(defect(() => undefined)).toBe('sound');
    expect(loadPack('a treaty', lifeCycles)).toEqual({ ok: false, defect: { entry: 'file', rule: 'wrong-shape' } });
    expect(() => sound(loadPack(null, lifeCycles))).toThrow(new RulesDefective({ entry: 'file', rule: 'wrong-shape' }));
  });
});

describe('a life cycle that does not hold together is refused by the name of its row or state', () => {
  const row = { actors: ['requesting' as const], article: 'practice', verified: true };
  const table = (more: Partial<LifeCycleSource> = {}): LifeCycleSource => ({
    id: 'use', states: ['ASKED', 'PAUSED', 'DONE'], final: ['DONE'], begin: { ...row, action: 'ask', to: 'ASKED' },
    transitions: [{ ...row, from: ['ASKED'], action: 'pause', to: 'PAUSED' }, { ...row, from: ['PAUSED'], action: 'go-on', to: 'back' }, { ...row, from: ['ASKED'], action: 'finish', to: 'DONE' }], ...more,
  });
  const verdict = (file: unknown) => { const loaded = loadLifeCycle(file); return loaded.ok ? 'sound' : [loaded.defect.entry, loaded.defect.rule]; };
  const withRow = (...rows: LifeCycleSource['transitions']) => table({ transitions: [...table().transitions, ...rows] });
  it.each<[string, unknown, unknown]>([
    ['nothing wrong', table(), 'sound'],
    ['a state that nothing leads to', table({ states: ['ASKED', 'PAUSED', 'DONE', 'LOST'] }), ['use/states/LOST', 'unreachable']],
    ['a state that nothing leads out of', { ...withRow({ ...row, from: ['ASKED'], action: 'sink', to: 'SUNK' }), states: ['ASKED', 'PAUSED', 'DONE', 'SUNK'] }, ['use/states/SUNK', 'no-way-out']],
    ['a row to an unknown state', withRow({ ...row, from: ['ASKED'], action: 'fly', to: 'SKY' }), ['use/fly/SKY', 'unknown-state']],
    ['a row from an unknown state', withRow({ ...row, from: ['SKY'], action: 'fall', to: 'DONE' }), ['use/fall/SKY', 'unknown-state']],
    ['a beginning nowhere', table({ begin: { ...row, action: 'ask', to: 'NOWHERE' } }), ['use/ask/NOWHERE', 'unknown-state']],
    ['an end nowhere', table({ final: ['NEVER'] }), ['use/final/NEVER', 'unknown-state']],
    ['an action with two meanings', withRow({ ...row, from: ['ASKED'], action: 'finish', to: 'PAUSED' }), ['use/finish/ASKED', 'ambiguous']],
    ['a second beginning', withRow({ ...row, from: ['PAUSED'], action: 'ask', to: 'ASKED' }), ['use/ask', 'ambiguous']],
    ['a state twice', table({ states: ['ASKED', 'PAUSED', 'DONE', 'ASKED'] }), ['use/states/ASKED', 'duplicate']],
    ['a row without article', withRow({ actors: ['requesting'], verified: true, from: ['ASKED'], action: 'guess', to: 'DONE' } as never), ['use/transitions/guess/article', 'article-missing']],
    ['a dossier that is completed nowhere', table({ completes: ['NOWHERE'] }), ['use/completes/NOWHERE', 'unknown-state']],
    ['a row that follows what nobody does', withRow({ ...row, from: ['ASKED'], action: 'reap', to: 'DONE', follows: 'sow' }), ['use/reap/sow', 'unknown-action']],
    ['a row that is open once nobody did something', withRow({ ...row, from: ['ASKED'], action: 'reap', to: 'DONE', once: ['pause', 'sow'] }), ['use/reap/sow', 'unknown-action']],
    ['a row that answers what nobody asks', withRow({ ...row, from: ['ASKED'], action: 'reap', to: 'DONE', answers: 'sow' }), ['use/reap/sow', 'unknown-action']],
    ['a row that replies to what nobody asks', withRow({ ...row, from: ['ASKED'], action: 'reap', to: 'DONE', replies: 'sow' }), ['use/reap/sow', 'unknown-action']],
    ['a duty from what nobody does', table({ duties: [{ id: 'DUTY', article: 'practice', verified: true, bound: ['requesting'], from: ['vanish'], until: [], outlivesClosure: true }] }), ['use/duties/DUTY/vanish', 'unknown-action']],
    ['a choice after a route that there is not', table({ choices: [{ list: 'classification', id: 'GOOD', article: 'practice', verified: true, afterRoutes: ['DETOUR'] }] }), ['use/choices/GOOD/DETOUR', 'unknown-term']],
  ])('%s', (_, file, expected) => {
    expect(verdict(file)).toEqual(expected);
  });
  it('and those of the product reach every state, and an end from each', () => {
    for (const { states, transitions, begin, final } of lifeCycles.values()) {
      const next = (state: string) => transitions.filter(({ from }) => from.includes(state)).flatMap(({ to }) => (to === 'stay' ? [] : to === 'back' ? transitions.filter((other) => other.to === state).flatMap(({ from }) => from) : [to]));
      const reach = (start: string) => { const seen = new Set([start]); for (const state of seen) for (const to of next(state)) seen.add(to); return seen; };
      expect([...reach(begin.to)].sort()).toEqual([...states].sort());
      expect(states.filter((state) => ![...reach(state)].some((to) => final.includes(to)))).toEqual([]);
    }
  });
});
