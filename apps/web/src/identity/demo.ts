/**
 * Signs a demo person in through the ordinary door: computes the code from the published secret, as an authenticator
 * would. Each code works once, so a quick second sign-in takes a neighbouring step, and then waits for a new one.
 */
import type { ServiceStatus } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { suggestDeviceName } from './device-name.js';
import { stepSeconds, totpCode } from './totp.js';

export type DemoPerson = NonNullable<ServiceStatus['demo']>[number];
const refused = (thrown: unknown): boolean => {
  const failure = thrown as Failure;
  return failure.kind === 'problem' && failure.problem.code === 'sign-in-refused';
};

/** `onWait` says how many seconds until the next attempt; 0 when it goes on. Throws the last failure. */
export async function signInDemo(client: Client, person: DemoPerson, onWait: (seconds: number) => void): Promise<void> {
  for (let round = 0; ; round++) {
    for (const step of round === 0 ? [0, 1] : [1]) {
      try {
        const phase = await client.remote.signInWithPassphrase(person.login, person.passphrase, await totpCode(person.totpSecret, new Date(), step));
        if (phase.phase === 'vault-closed') await client.remote.openVault({ passphrase: person.passphrase }, suggestDeviceName(navigator.userAgent));
        if (phase.phase === 'locked') await client.remote.unlock({ passphrase: person.passphrase });
        return;
      } catch (thrown) {
        if (!refused(thrown) || round >= 3) throw thrown;
      }
    }
    await nextStep(onWait);
  }
}

/** Resolves when the next step of the clock has begun. */
function nextStep(onWait: (seconds: number) => void): Promise<void> {
  const target = (Math.floor(Date.now() / 1000 / stepSeconds) + 1) * stepSeconds;
  return new Promise((resolve) => {
    const tick = (): void => {
      const left = Math.ceil(target - Date.now() / 1000);
      onWait(Math.max(0, left));
      if (left <= 0) { clearInterval(timer); resolve(); }
    };
    const timer = setInterval(tick, 500);
    tick();
  });
}
