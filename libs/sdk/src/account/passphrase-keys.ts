/** Derives a passphrase's keys, remembering the last ones while a sign-in goes on: stretching twice is slow for nothing. */
import { canonicalJson, derivePassphraseKeys, fromUtf8, wipe } from '@comity/e2ee';
import type { KdfParameters } from '@comity/contracts';
import { alarmed } from '../failure.js';

export class PassphraseKeys {
  private last: { passphrase: string; kdf: string; authKey: Uint8Array; wrapKey: Uint8Array } | undefined;

  /** Throws the alarm `kdf-weakened` for parameters below this client's floor, whoever asks for them. */
  of(passphrase: string, kdf: KdfParameters): { authKey: Uint8Array; wrapKey: Uint8Array } {
    const name = fromUtf8(canonicalJson(kdf)) ?? '';
    if (this.last?.passphrase === passphrase && this.last.kdf === name) return this.last;
    const derived = derivePassphraseKeys(passphrase, kdf);
    if (!derived.ok) throw alarmed('kdf-weakened');
    this.forget();
    this.last = { passphrase, kdf: name, authKey: derived.authKey, wrapKey: derived.wrapKey };
    return this.last;
  }

  forget(): void {
    if (this.last !== undefined) wipe(this.last.authKey, this.last.wrapKey);
    this.last = undefined;
  }
}
