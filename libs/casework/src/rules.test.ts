import { describe, expect, it } from '@jest/globals';
import { rulesFor } from '../test/matter.js';
import { sound } from './defect.js';
import { LegalBasis, lawEdition, lifeCycles, loadPack, rulePacks, rulesOf, type CycleId } from './index.js';

const refused = (cycle: CycleId, basis: Partial<LegalBasis> & { instruments: string[] }) => {
  const result = rulesOf(LegalBasis.parse(basis), cycle);
  return result.ok ? 'applies' : [result.refusal.code, result.refusal.entry];
};
const articles = (list: { article: string }[]) => list.map(({ article }) => article);

describe('the legal basis', () => {
  it('selects the packs: paragraphs 9 to 29 step back behind a treaty, the others do not', () => {
    const alone = rulesFor('mla', { instruments: ['uncac'] });
    expect(articles(alone.grounds)).toContain('UNCAC 46(21)(b)');
    const bound = rulesFor('mla', { instruments: ['ecma', 'uncac'] });
    expect(articles([...bound.grounds, ...bound.gates, ...bound.content, ...bound.clocks, ...bound.requirements]).filter((article) => article.startsWith('UNCAC'))).toEqual([]);
    expect(articles(bound.barred)).toEqual(['ECMA 1978 Protocol 1', 'UNCAC 46(8)']);
    expect(bound.assistance.map(({ id }) => id)).toEqual(expect.arrayContaining(['SEARCH_SEIZE_FREEZE', 'ASSET_RECOVERY_CH_V']));
    expect(bound.assistance.filter(({ id }) => id === 'VIDEO_HEARING').map(({ article }) => article)).toEqual(['2AP 9']);
  });
  it('applies them all the same where both agree', () => {
    const agreed = rulesFor('mla', { instruments: ['ecma', 'uncac'], agreed: ['uncac'] });
    expect(articles(agreed.gates)).toEqual(['UNCAC 46(26)', 'UNCAC 46(26)', 'UNCAC 46(26)', 'UNCAC 46(9)(b)']);
    expect(agreed.grounds.find(({ id }) => id === 'FISCAL')).toMatchObject({ article: 'ECMA 2', pack: 'ecma' });
  });
  it('does the same for the other Convention, and leaves extradition and assets’ own articles alone', () => {
    expect(articles(rulesFor('mla', { instruments: ['untoc', 'eio'] }).grounds).filter((article) => article.startsWith('UNTOC'))).toEqual([]);
    expect(articles(rulesFor('extradition', { instruments: ['uncac', 'bilateral'] }).grounds)).toContain('UNCAC 44(15)');
    expect(articles(rulesFor('asset', { instruments: ['uncac', 'bilateral'] }).content)).toContain('UNCAC 55(3)(c)');
  });
  it('takes away the paragraphs of the range and no others', () => {
    const uncac = rulePacks.get('uncac')!;
    const packs = new Map([...rulePacks, ['uncac', { ...uncac, yields: { ...uncac.yields!, paragraphs: [9, 20] as [number, number] } }]]);
    const bound = rulesFor('mla', { instruments: ['eio', 'uncac'] }, { packs, cycles: lifeCycles });
    expect(articles(bound.grounds).filter((article) => article.startsWith('UNCAC'))).toEqual(['UNCAC 46(21)(a)', 'UNCAC 46(21)(b)', 'UNCAC 46(21)(c)', 'UNCAC 46(21)(d)', 'UNCAC 46(25)']);
    expect(articles(bound.duties)).toEqual(['UNCAC 46(24)', 'UNCAC 46(26)']);
  });
  it('has the clock of the instrument that is named first', () => {
    const arrest = (instruments: string[], periods: LegalBasis['periods'] = {}) => rulesFor('extradition', { instruments, periods }).clocks.filter(({ id }) => id === 'PROVISIONAL_ARREST').map(({ days, maximum, article }) => [days, maximum, article]);
    expect(arrest(['ece', 'bilateral'])).toEqual([[18, 40, 'ECE 16(4)']]);
    expect(arrest(['bilateral', 'ece'])).toEqual([[18, 40, 'ECE 16(4)']]);
    expect(arrest(['ece', 'bilateral'], { PROVISIONAL_ARREST: 'US_INDIA' })).toEqual([[60, undefined, 'US–India 12(4)']]);
    expect(arrest(['eaw', 'ece'])).toEqual([[18, 40, 'ECE 16(4)']]);
    expect(rulesFor('extradition', { instruments: ['eaw', 'ece'] }).clocks.find(({ id }) => id === 'SIMPLIFIED_DECISION')).toMatchObject({ days: 10, pack: 'eaw' });
  });
  it('chooses among the periods that its instruments offer', () => {
    const speciality = (periods: LegalBasis['periods']) => rulesFor('extradition', { instruments: ['ece'], periods }).clocks.find(({ id }) => id === 'SPECIALITY');
    expect([speciality({})!.days, speciality({ SPECIALITY: 'ECE_4AP' })]).toEqual([45, expect.objectContaining({ days: 30, verified: false, article: 'ECE 4th Protocol' })]);
    expect(rulesFor('mla', { instruments: ['uncac'], periods: { SAFE_CONDUCT: 21 } }).clocks.find(({ id }) => id === 'SAFE_CONDUCT')!.days).toBe(21);
    expect(rulesFor('extradition', { instruments: ['bilateral'] }).clocks.map(({ id, article }) => [id, article])).toEqual([['INFORMATION', '—']]);
    expect(refused('extradition', { instruments: ['ece'], periods: { SPECIALITY: 3 } })).toEqual(['unknown-period', 'SPECIALITY']);
    expect(refused('mla', { instruments: ['uncac'], periods: { ETERNITY: 3 } })).toEqual(['unknown-period', 'ETERNITY']);
    expect(refused('mla', { instruments: ['uncac', 'ece'], periods: { SPECIALITY: 'ECE_4AP' } })).toBe('applies');
  });
  it('keeps what one instrument fixes beside the period that another leaves to the parties: whichever is stricter', () => {
    const runs = (cycle: CycleId, id: string, instruments: string[], periods: LegalBasis['periods'], edition?: number) =>
      rulesFor(cycle, { instruments, periods, ...(edition !== undefined && { edition }) }).clocks.filter((clock) => clock.id === id).map(({ days, maximum, article }) => [days, maximum, article]);
    const now = (...asked: [CycleId, string, string[], LegalBasis['periods']]) => runs(...asked, lawEdition);
    // At least so long: the longer.
    const preserved = (days: number) => now('mla', 'PRESERVATION', ['bilateral', 'budapest'], { PRESERVATION: days });
    expect([preserved(30), preserved(90)]).toEqual([[[60, undefined, 'Budapest 29(7)']], [[90, undefined, 'bilateral treaty']]]);
    // Within so long, and in custody no longer: due with the first, and over with the first.
    const decided = (days: number) => now('mla', 'DECISION', ['eio', 'bilateral'], { DECISION: days });
    expect([decided(20), decided(45)]).toEqual([[[20, undefined, 'bilateral treaty']], [[30, 45, 'EIO 12; bilateral treaty']]]);
    expect(decided(70)).toEqual([[30, 60, 'EIO 12']]);
    const surrendered = (days: number) => now('extradition', 'SURRENDER', ['bilateral', 'ece'], { SURRENDER: days });
    expect([surrendered(10), surrendered(90)]).toEqual([[[10, undefined, 'bilateral treaty']], [[15, 30, 'ECE 18(4)']]]);
    const arrested = (period: string | number) => now('extradition', 'PROVISIONAL_ARREST', ['ece', 'bilateral'], { PROVISIONAL_ARREST: period });
    expect([arrested('US_INDIA'), arrested('INDONESIA_PHILIPPINES'), arrested(12)]).toEqual([[[18, 40, 'ECE 16(4)']], [[18, 20, 'ECE 16(4); Indonesia–Philippines']], [[12, undefined, 'bilateral treaty']]]);
    // What an instrument itself leaves to them, and what stands alone, is as they chose.
    expect([now('mla', 'SAFE_CONDUCT', ['uncac'], { SAFE_CONDUCT: 3 }), now('mla', 'PRESERVATION', ['bilateral'], { PRESERVATION: 30 }), now('extradition', 'SPECIALITY', ['ece'], { SPECIALITY: 'ECE_4AP' })])
      .toEqual([[[3, undefined, 'UNCAC 46(27)']], [[30, undefined, 'bilateral treaty']], [[30, undefined, 'ECE 4th Protocol']]]);
    // A treaty that fixes less than a minimum of the basis, without anybody choosing.
    const short = sound(loadPack({ id: 'short', instruments: ['Treaty'], governs: ['mla'], mlaTreaty: true, clocks: [{ ...rulePacks.get('budapest')!.clocks[0]!, article: 'Treaty 4', days: 30 }] }, lifeCycles));
    const least = (edition: number) => rulesFor('mla', { instruments: ['short', 'budapest'], edition }, { packs: new Map([...rulePacks, ['short', short]]), cycles: lifeCycles }).clocks.filter(({ id }) => id === 'PRESERVATION').map(({ days, article }) => [days, article]);
    expect([least(lawEdition), least(2)]).toEqual([[[60, 'Budapest 29(7)']], [[30, 'Treaty 4']]]);
    // What was written before keeps the period that was chosen.
    expect([undefined, 2].map((edition) => [runs('mla', 'PRESERVATION', ['budapest', 'bilateral'], { PRESERVATION: 30 }, edition), runs('extradition', 'SURRENDER', ['ece', 'bilateral'], { SURRENDER: 90 }, edition)]))
      .toEqual([1, 2].map(() => [[[30, undefined, 'bilateral treaty']], [[90, undefined, 'bilateral treaty']]]));
  });
  it('weighs no clock against one that measures something else: the chosen one stands, for all that it is of', () => {
    const parties = rulePacks.get('bilateral')!.clocks.find(({ id }) => id === 'EXECUTION')!;
    const executed = (change: Partial<typeof parties>) => {
      const other = sound(loadPack({ id: 'other', instruments: ['Treaty'], governs: ['mla'], mlaTreaty: true, clocks: [{ ...parties, article: 'Treaty 5', agreed: undefined, days: 30, ...change }] }, lifeCycles));
      const rules = rulesFor('mla', { instruments: ['bilateral', 'other'], periods: { EXECUTION: 40 }, edition: lawEdition }, { packs: new Map([...rulePacks, ['other', other]]), cycles: lifeCycles });
      return rules.clocks.filter(({ id }) => id === 'EXECUTION').map(({ days, maximum, assistance }) => [days, maximum, assistance]);
    };
    expect([{ assistance: ['SEARCH'] }, { starts: ['acknowledge'] }, { stops: ['execute'] }, { pauses: ['INFO_REQUESTED'] }].map(executed)).toEqual(Array(4).fill([[40, undefined, undefined]]));
    expect([executed({}), executed({ stops: parties.stops.toReversed() })]).toEqual(Array(2).fill([[30, undefined, undefined]]));
  });
  it('offers the periods of the parties’ laws where no instrument of the basis has one of its own, and means the same as before where one has', () => {
    const [arrest, days] = ['PROVISIONAL_ARREST', { PROVISIONAL_ARREST: 30 }];
    const run = (cycle: CycleId, instruments: string[], periods: LegalBasis['periods'], edition?: number) => {
      const result = rulesOf(LegalBasis.parse({ instruments, periods, ...(edition !== undefined && { edition }) }), cycle);
      return result.ok ? result.rules.clocks.filter(({ id }) => id in periods).map((clock) => [clock.days, clock.article]) : [result.refusal.code, result.refusal.entry];
    };
    for (const edition of [undefined, 2, lawEdition]) {
      expect([run('extradition', ['uncac'], days, edition), run('extradition', ['eaw', 'uncac'], days, edition), run('extradition', ['reciprocity', 'uncac'], days, edition), run('mla', ['uncac', 'reciprocity'], { DECISION: 20, EXECUTION: 60 }, edition)])
        .toEqual([[[30, 'UNCAC 44(8),(10)']], [[30, 'UNCAC 44(8),(10)']], [[30, 'domestic']], [[20, 'domestic'], [60, 'domestic']]]);
      expect([run('extradition', ['uncac', 'bilateral'], days, edition), run('extradition', ['ece', 'uncac'], days, edition), run('mla', ['reciprocity', 'eio'], { DECISION: 20 }, edition), run('mla', ['uncac'], { DECISION: 20 }, edition)])
        .toEqual([[[30, 'bilateral treaty']], ['unknown-period', arrest], ['unknown-period', 'DECISION'], ['unknown-period', 'DECISION']]);
    }
    expect(['uncac', 'reciprocity'].map((id) => rulesFor('extradition', { instruments: [id] }).clocks.map((clock) => clock.id))).toEqual([['INFORMATION'], ['INFORMATION']]);
  });
  it('counts days of the parties as they chose, where no instrument fixes the same: in working days, and standing still while information is awaited', () => {
    const counted = (basis: Partial<LegalBasis> & { instruments: string[] }, cycle: CycleId = 'mla') => { const result = rulesOf(LegalBasis.parse({ edition: lawEdition, ...basis }), cycle); return result.ok ? result.rules.clocks.filter(({ id }) => basis.counting?.[id] !== undefined).map(({ id, days, count, pauses }) => [id, days, count, pauses]) : [result.refusal.code, result.refusal.entry]; };
    const both = { count: 'working-days', pauses: 'information' } as const, own = { instruments: ['bilateral'], periods: { DECISION: 20 } };
    expect([both, { count: 'working-days' } as const, { pauses: 'information' } as const].map((counting) => counted({ ...own, counting: { DECISION: counting } }))).toEqual([[['DECISION', 20, 'working-days', ['INFO_REQUESTED']]], [['DECISION', 20, 'working-days', undefined]], [['DECISION', 20, undefined, ['INFO_REQUESTED']]]]);
    // A day that is suggested is a day: it can only stand still.
    expect([counted({ instruments: ['uncac'], counting: { SUGGESTED_DEADLINE: { pauses: 'information' } } }), counted({ instruments: ['uncac'], counting: { SUGGESTED_DEADLINE: both } })]).toEqual([[['SUGGESTED_DEADLINE', undefined, undefined, ['INFO_REQUESTED']]], ['unknown-period', 'SUGGESTED_DEADLINE']]);
    // Not days that an instrument fixes, alone or beside theirs; not custody; not a minimum; not what nobody chose; not what there is not; and not before the third edition.
    expect([
      counted({ ...own, instruments: ['eio'], periods: {}, counting: { DECISION: both } }), counted({ ...own, instruments: ['bilateral', 'eio'], counting: { DECISION: both } }), counted({ instruments: ['bilateral'], periods: { SURRENDER: 10 }, counting: { SURRENDER: both } }, 'extradition'),
      counted({ instruments: ['bilateral'], periods: { PRESERVATION: 90 }, counting: { PRESERVATION: both } }), counted({ ...own, periods: {}, counting: { DECISION: both } }), counted({ ...own, counting: { ETERNITY: both } }), counted({ ...own, edition: 2, counting: { DECISION: both } }),
    ]).toEqual(['DECISION', 'DECISION', 'SURRENDER', 'PRESERVATION', 'DECISION', 'ETERNITY', 'DECISION'].map((id) => ['unknown-period', id]));
    expect([{}, { DECISION: {} }, { DECISION: { count: 'calendar-days' } }, { DECISION: { pauses: 'IN_EXECUTION' } }, { DECISION: both }, undefined].map((counting) => LegalBasis.safeParse({ ...own, counting }).success)).toEqual([false, false, false, false, true, true]);
  });
  it('names instruments that exist, and one that governs the matter', () => {
    expect(refused('mla', { instruments: ['uncac', 'magna-carta'] })).toEqual(['unknown-instrument', 'magna-carta']);
    expect(refused('mla', { instruments: ['ece'] })).toEqual(['not-governed', 'mla']);
    expect(refused('mla', { instruments: ['ece', 'uncac'] })).toBe('applies');
    expect(LegalBasis.safeParse({ instruments: [] }).success).toBe(false);
    expect(LegalBasis.safeParse({ instruments: ['uncac'], mood: 'good' }).success).toBe(false);
  });
  it('keeps UNTOC’s shorter list of assistance', () => {
    expect([rulesFor('mla', { instruments: ['untoc'] }).noOtherAssistance, rulesFor('mla', { instruments: ['untoc', 'reciprocity'] }).noOtherAssistance]).toEqual([{ article: 'UNTOC 18(3)', verified: true }, null]);
  });
});
