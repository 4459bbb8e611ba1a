import { beforeAll, describe, expect, it } from '@jest/globals';
import { ready } from '@comity/e2ee';
import { newAccount } from './new-account.js';
import { newTotp } from './totp.js';

describe('a new account', () => {
  beforeAll(ready);

  const attempt = (passphrase: string) => () => newAccount({ name: 'Nadia Rusu', login: 'nadia.rusu', passphrase, totp: { secret: newTotp('nadia.rusu').secret, code: '000000' } });

  it('is refused, by name of the rule, with a passphrase that is short, common or its owner’s name', () => {
    for (const [passphrase, rule] of [['short', 'too-short'], ['password12345', 'common'], ['nadia rusu nadia', 'context-word']] as const) {
      expect(attempt(passphrase)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid-input', errors: [{ pointer: '/passphrase', rule }] }) }));
    }
  });

  it('is made with a good one', () => {
    expect(attempt('lantern harbour meridian 24')().recoveryCode).toHaveLength(69);
  });
});
