import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SignedStatement } from '@comity/contracts';
import { Chain, ready, statementId } from '@comity/e2ee';
import { minutes, Network, now, person } from '../../../e2ee/test/network.js';
import { statementsAbout } from './statements.js';

beforeAll(ready);

const chainOf = ([first, ...rest]: SignedStatement[]): Chain => {
  const founded = Chain.found(first!, statementId(first!.body), now);
  if (!founded.ok) throw new Error(founded.rule);
  const { chain, refused } = founded.chain.applyAll(rest, now);
  expect(refused).toBeNull();
  return chain;
};

describe('the statements of a bundle', () => {
  it('are those about whom it names and what these rest on, in their order', () => {
    const network = new Network();
    network.accept(network.vouch(person('Somebody else')));
    const about = statementsAbout(network.statements, [network.device.id]);
    expect(about).toEqual(network.statements.slice(0, 5));
    expect([...chainOf(about).persons.values()].map(({ name }) => name)).toEqual(['First Officer', 'Second Officer', 'Focal Point', 'Practitioner']);
    expect(statementsAbout(network.statements, [])).toEqual([network.founding]);
  });

  it('have every end of theirs, and of whoever vouched for them', () => {
    const network = new Network();
    const heir = person('Heir');
    network.accept(network.vouch(heir, { issuedAt: minutes(-90) }));
    network.accept(network.revoke({ type: 'device', id: network.device.id }, [network.practitioner], { issuedAt: minutes(-80) }));
    network.accept(network.sign('handed-over', [network.focal], { authority: network.authority, from: network.focal.id, to: heir.id }, { issuedAt: minutes(-70) }));
    network.accept(network.revoke({ type: 'practitioner', id: network.focal.id }, [heir], { issuedAt: minutes(-60) }));
    const about = statementsAbout(network.statements, [network.device.id]);
    expect(about).toEqual(network.statements);
    expect(chainOf(about).device(network.device.id, now)).toBeUndefined();
  });
});
