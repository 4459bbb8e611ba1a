import { describe, expect, it } from '@jest/globals';
import { rulesFor } from '../test/matter.js';
import { LegalBasis, lifeCycles, rulePacks, rulesOf, type CycleId } from './index.js';

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
