/** Founding a network: both root officers' identities and accounts, and the statement that is its pin. Answers each login's wraps, with which the recovery codes are tried. */
import { signStatement, statementId, toBase64Url } from '@comity/e2ee';
import type { AuthorityId, NetworkId, StatementId, VaultWraps } from '@comity/contracts';
import type { SetUpInput } from '../api.js';
import { newId } from '../id.js';
import type { Rest } from '../transport/rest.js';
import { body } from './bodies.js';
import { newAccount, type NewAccount } from './new-account.js';

export async function setUp(rest: Rest, input: SetUpInput, now: Date): Promise<{ recoveryCodes: [string, string]; pin: StatementId; wraps: ReadonlyMap<string, VaultWraps> }> {
  const [first, second] = [newAccount(input.officers[0], '/officers/0'), newAccount(input.officers[1], '/officers/1')];
  const id = newId<NetworkId>();
  const person = (account: NewAccount, officer: SetUpInput['officers'][0]) => ({ id: account.practitioner, name: officer.name, title: officer.title, key: toBase64Url(account.identity.publicKey) });
  const founded = body('network-founded', { network: id, issuers: [first.practitioner, second.practitioner], now }, {
    name: input.networkName,
    secretariat: { id: newId<AuthorityId>(), name: input.secretariat.name, state: input.secretariat.state, kind: 'secretariat' },
    officers: [person(first, input.officers[0]), person(second, input.officers[1])],
  });
  const statement = signStatement(founded, [first.identity.secretKey, second.identity.secretKey]);
  const network = { id, name: input.networkName, pin: statementId(founded) };
  await rest.call('setUp', { body: { token: input.token, statement, accounts: [first.forService(network), second.forService(network)] } });
  const wraps = new Map([first, second].map((account, i) => [input.officers[i === 0 ? 0 : 1].login.trim().toLowerCase(), account.wraps]));
  return { recoveryCodes: [first.recoveryCode, second.recoveryCode], pin: network.pin, wraps };
}
