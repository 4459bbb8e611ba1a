/** What a new account consists of before it has met the service: identity, vault and the two keys of a passphrase. */
import { checkPassphrase, createVault, derivePassphraseKeys, newIdentity, newKdfParameters, newRecoveryCode, sealVaultRecord, toBase64Url, type KeyPair } from '@comity/e2ee';
import { problem, type Enrolment, type PractitionerId, type VaultWraps } from '@comity/contracts';
import { refused } from '../failure.js';
import { newId } from '../id.js';
import { encodeMain, newMain, type MainRecord } from './main-record.js';
import { base32Bytes } from './totp.js';

export interface NewAccount {
  practitioner: PractitionerId; identity: KeyPair; vaultKey: Uint8Array; wraps: VaultWraps; recoveryCode: string;
  /** What the service is told, once the network is known. */
  forService(network: MainRecord['network']): Enrolment['account'];
}
interface Input { name: string; login: string; passphrase: string; totp: { secret: string; code: string } }

/** Takes some hundred milliseconds: the passphrase is stretched. Nothing of it leaves the client but `authKey`. */
export function newAccount(input: Input): NewAccount {
  const secret = base32Bytes(input.totp.secret);
  if (secret?.length !== 20) throw refused(problem('invalid-input', { errors: [{ pointer: '/totp/secret', rule: 'must be 20 bytes in base 32' }] }));
  // The service never sees a passphrase: nobody but this client can judge it.
  const verdict = checkPassphrase(input.passphrase, [input.login, input.name]);
  if (!verdict.ok) throw refused(problem('invalid-input', { errors: [{ pointer: '/passphrase', rule: verdict.rule }] }));
  const practitioner = newId<PractitionerId>();
  const identity = newIdentity();
  const kdf = newKdfParameters();
  const derived = derivePassphraseKeys(input.passphrase, kdf);
  if (!derived.ok) throw new Error('the own parameters lie below the own floor');
  const recovery = newRecoveryCode();
  const { vaultKey, wraps } = createVault({ wrapKey: derived.wrapKey, kdf, recoverySecret: recovery.secret });
  return {
    practitioner, identity, vaultKey, wraps, recoveryCode: recovery.code,
    forService: (network) => ({
      person: practitioner,
      credentials: { login: input.login.trim().toLowerCase(), authKey: toBase64Url(derived.authKey), totp: { secret: toBase64Url(secret), code: input.totp.code } },
      wraps,
      main: toBase64Url(sealVaultRecord(vaultKey, 'main', 1, encodeMain(newMain({ practitioner, network, identity })))),
    }),
  };
}

