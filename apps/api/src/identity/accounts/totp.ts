/** Time-based one-time passwords (RFC 6238): SHA-1, six digits, 30 seconds, one step to either side, each step once. */
import { Secret, TOTP } from 'otpauth';

const period = 30;

/** The step whose code was given, if it lies in the window and after `lastStep`; otherwise undefined. */
export function totpStep(secret: Uint8Array, code: string, now: Date, lastStep: number): number | undefined {
  const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / period) + delta;
  return step > lastStep ? step : undefined;
}
