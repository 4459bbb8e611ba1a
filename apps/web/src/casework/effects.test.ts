import { describe, expect, it } from '@jest/globals';
import { view } from '../letter/sample.js';
import { dueOf, effectsOf, forcesOf } from './effects.js';

const basis = (...instruments: string[]) => ({ instruments, agreed: [], lawPermits: [], periods: {} });

describe('what the law makes of a choice', () => {
  it('tells grounds on which a request must be refused from those on which it may, where a treaty does', () => {
    const forces = forcesOf({ basis: basis('ece'), kind: 'extradition' });
    expect([forces.get('POLITICAL ECE 3(1)'), forces.get('NATIONAL ECE 6'), forcesOf({ basis: basis('uncac'), kind: 'mla' }).size, forcesOf({ basis: basis('ece'), kind: 'mla' }).size]).toEqual(['mandatory', 'optional', 0, 0]);
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
