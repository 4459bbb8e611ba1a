/** What is to be said of a passphrase that somebody chooses. */
import { checkPassphrase, passphraseLimits, type PassphraseVerdict } from '@comity/e2ee';

/** `context`: words of the person that it must not consist of. */
export const judgePassphrase = (passphrase: string, context: string[]): PassphraseVerdict & { shortest: number } => ({ ...checkPassphrase(passphrase, context), shortest: passphraseLimits.shortest });
