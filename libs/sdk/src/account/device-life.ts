/** How this device counts as one of its person's: certified for a while, certified once more in use, told when it is over. */
import { endOf, toBase64Url } from '@comity/e2ee';
import { limits, type Session } from '@comity/contracts';
import { day, instant } from '../clock.js';
import { ComityFailure } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { issue } from './statements.js';

/** How long before its end a device in use renews itself: whoever uses it once a month has it for good. */
const ahead = 60 * day;

/** Certifies this device, for the first time or once more. Throws `step-up-required` when the sign-in is too old. */
export async function certify(env: Surroundings, name: string): Promise<void> {
  const { practitioner, device } = env.secrets;
  const until = instant(new Date(env.now().getTime() + limits.deviceDays * day));
  await issue(env, 'device-certified', { practitioner, device: { id: env.device, name, key: toBase64Url(device.publicKey) } }, until);
}

/** Renews this device if its end has come nearer, and the sign-in is fresh enough to sign statements: at most once a month. */
export async function renewIfDue(env: Surroundings, session: Session): Promise<void> {
  const known = env.directory.chain.devices.get(env.device);
  const end = known === undefined ? null : endOf(known);
  const now = env.now();
  if (known === undefined || end === null || known.ended !== null || new Date(end).getTime() - now.getTime() >= ahead || new Date(session.freshUntil) <= now) return;
  try {
    await certify(env, known.name);
  } catch (error) {
    // There are weeks to try again; nobody is kept from their work for it.
    if (!(error instanceof ComityFailure)) throw error;
  }
}

/** Why the service takes this device for none of its person's any more; null as long as it does, or when it never was one. */
export function endedAs(env: Surroundings): 'expired' | 'ended' | null {
  const known = env.directory.chain.devices.get(env.device);
  if (known === undefined) return null;
  return known.ended === null ? 'expired' : 'ended';
}
