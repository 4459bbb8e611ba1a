/** What a person signs in with: from the environment, or asked for. */
import { Secret, TOTP } from 'otpauth';
import { ask } from './prompt.js';
import type { Settings } from './settings.js';

export const passphraseOf = ({ secrets }: Settings): Promise<string> => ask('Passphrase: ', secrets.passphrase, 'COMITY_PASSPHRASE', true);

export function codeOf({ secrets }: Settings): Promise<string> {
  const given = secrets.code ?? (secrets.totpSecret === undefined ? undefined : new TOTP({ secret: Secret.fromBase32(secrets.totpSecret) }).generate());
  return ask('One-time code: ', given, 'COMITY_CODE or COMITY_TOTP_SECRET', false);
}
