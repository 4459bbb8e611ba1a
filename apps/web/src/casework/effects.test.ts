import { describe, expect, it } from '@jest/globals';
import { view } from '../letter/sample.js';
import { dueOf, effectsOf, forcesOf, keptWith } from './effects.js';
import { lawEdition } from './law.js';

const basis = (...instruments: string[]) => ({ instruments, agreed: [], lawPermits: [], periods: {} });

describe('what the law makes of a choice', () => {
  it('tells grounds on which a request must be refused from those on which it may, where a treaty does', () => {
    const forces = forcesOf({ basis: basis('ece'), kind: 'extradition' });
    expect([forces.get('POLITICAL ECE 3(1)'), forces.get('NATIONAL ECE 6'), forcesOf({ basis: basis('uncac'), kind: 'mla' }).size, forcesOf({ basis: basis('ece'), kind: 'mla' }).size]).toEqual(['mandatory', 'optional', 0, 0]);
  });

  it('says what runs where another instrument fixes a period beside the one that was chosen', () => {
    const kept = (instruments: string[], periods: Record<string, number | string>, edition?: number) => {
      const found = keptWith({ kind: 'extradition', basis: { ...basis(...instruments), periods, ...(edition !== undefined && { edition }) } }).get('PROVISIONAL_ARREST');
      return found === undefined ? null : [found.days, found.maximum, found.article];
    };
    const arrest = (period: number | string) => ({ PROVISIONAL_ARREST: period });
    expect([kept(['ece', 'bilateral'], arrest(30), lawEdition), kept(['bilateral', 'ece'], arrest('US_INDIA'), lawEdition)]).toEqual([[18, 30, 'ECE 16(4); bilateral treaty'], [18, 40, 'ECE 16(4)']]);
    // Shorter; alone; not chosen; written before; on no basis.
    expect([kept(['ece', 'bilateral'], arrest(10), lawEdition), kept(['bilateral'], arrest('NL_MEXICO'), lawEdition), kept(['ece', 'bilateral'], {}, lawEdition), kept(['ece', 'bilateral'], arrest(30), 2), kept(['ece', 'bilateral'], arrest(30)), kept(['magna-carta'], arrest(30), lawEdition)]).toEqual([null, null, null, null, null, null]);
  });

  it('says nothing of another instrument where the parties alone chose how their days count', () => {
    const own = { ...basis('bilateral'), periods: { DECISION: 20 }, counting: { DECISION: { count: 'working-days' as const } }, edition: lawEdition };
    expect(keptWith({ kind: 'mla', basis: own })).toEqual(new Map());
  });

  it('says of assets what their classification leads to, once for all that are returned', () => {
    const given = view();
    const classified = (id: string, ...classes: (string | null)[]) => ({ ...given.measureViews[0]!, id, steps: classes.map((classification) => ({ ...given.measureViews[0]!.steps[0]!, classification })) });
    const assets = { kind: 'asset' as const, measureViews: [classified('a', 'OTHERWISE', 'EMBEZZLED_PUBLIC_FUNDS', null), classified('b', 'EMBEZZLED_PUBLIC_FUNDS'), classified('c', 'OTHERWISE'), classified('d', null)] };
    const said = (action: string, ...ids: string[]) => dueOf(assets, action, ids).map(({ effect, article }) => [effect, article]);
    expect([said('return-assets', 'a', 'b'), said('share', 'c', 'd'), said('freeze', 'a')]).toEqual([[['SHALL_RETURN', 'UNCAC 57(3)(a)']], [['PRIORITY_CONSIDERATION', 'UNCAC 57(3)(c)']], []]);
    expect([[...effectsOf('asset').keys()], effectsOf('mla').size]).toEqual([['EMBEZZLED_PUBLIC_FUNDS', 'PRIOR_OWNERSHIP_OR_DAMAGE', 'OTHERWISE'], 0]);
  });
});
