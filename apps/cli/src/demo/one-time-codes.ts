/**
 * TOTP codes for demo accounts (RFC 6238). The service takes each time step once and tolerates one step of skew,
 * so a second sign-in within half a minute uses the neighbouring step, and a third waits for the next.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const period = 30_000;

export class OneTimeCodes {
  readonly #totp: TOTP;
  #lastStep = 0;
  constructor(secret: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: period / 1000 });
  }

  async next(): Promise<string> {
    const current = Math.floor(Date.now() / period);
    // The step before would lapse while a passphrase is being stretched.
    const step = Math.max(current, this.#lastStep + 1);
    if (step > current + 1) {
      await wait((step - 1) * period - Date.now());
      return this.next();
    }
    this.#lastStep = step;
    return this.#totp.generate({ timestamp: step * period });
  }
}
