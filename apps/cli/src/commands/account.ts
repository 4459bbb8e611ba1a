/** Signing in and out, locking and unlocking this device. */
import { hostname } from 'node:os';
import { codeOf, passphraseOf } from '../credentials.js';
import { phaseOf, type Desk } from '../desk.js';
import { ask } from '../prompt.js';
import { Misuse } from '../settings.js';
import { askLink } from './linking.js';

export async function signIn({ client, output, settings }: Desk): Promise<void> {
  const { options, secrets } = settings;
  if (options.link === true && options.recovery === true) throw new Misuse('Either --link or --recovery');
  if (options.login === undefined) throw new Misuse('Name the login: --login NAME');
  await phaseOf(client);
  const passphrase = await passphraseOf(settings);
  const code = await codeOf(settings);
  let phase = await client.signInWithPassphrase(options.login, passphrase, code);
  if (phase.phase === 'vault-closed') {
    const deviceName = options.device ?? `Command line on ${hostname()}`.slice(0, 60);
    const secret = options.recovery === true ? { recoveryCode: await ask('Recovery code: ', secrets.recoveryCode, 'COMITY_RECOVERY_CODE', true) } : { passphrase };
    if (phase.former !== null) output.progress(phase.former === 'expired' ? 'This device was not used for 90 days and is over. What had not been sent from it is lost.' : 'This device was removed. What had not been sent from it is lost.');
    output.progress('This is a new device: it opens the vault and joins your spaces.');
    phase = options.link === true ? await askLink({ client, output }, deviceName) : await client.openVault(secret, deviceName);
  }
  await client.settled();
  await whoami({ client, output, settings });
}

export async function whoami({ client, output }: Desk): Promise<void> {
  const phase = await phaseOf(client);
  if (!('self' in phase)) {
    output.show({ phase: phase.phase }, [phase.phase]);
    return;
  }
  const { self } = phase;
  output.show({ phase: phase.phase, ...self }, [`${self.name ?? self.login} (${self.role ?? 'not vouched for yet'}), ${self.network.name}: ${phase.phase}`]);
}

export async function signOut({ client, output, settings }: Desk): Promise<void> {
  await phaseOf(client);
  await client.signOut({ everywhere: settings.options.everywhere === true, forget: settings.options.forget === true });
  const phase = client.phase();
  const ending = phase.phase === 'signed-out' ? phase.ending : undefined;
  output.show({ signedOut: true, ...(ending !== undefined && { ending: true }) }, [
    ending === undefined ? 'Signed out.' : ending === 'others' ? 'Locked here. The session here was over already: those of other devices end with the next sign-in here.' : 'Locked here. The service cannot be reached: the session ends with the next command that reaches it.',
  ]);
}

export async function lock({ client, output }: Desk): Promise<void> {
  await phaseOf(client);
  await client.lock();
  output.show({ locked: true }, ['Locked: nothing here opens without the passphrase.']);
}

export async function unlock(desk: Desk): Promise<void> {
  await phaseOf(desk.client);
  await desk.client.unlock({ passphrase: await passphraseOf(desk.settings) });
  await whoami(desk);
}

export async function status({ client, output }: Desk): Promise<void> {
  const { version, network, setUp } = await client.status();
  output.show({ version, network, setUp }, [network === null ? `Comity ${version}: not set up` : `Comity ${version}: ${network.name}, root ${network.pin}`]);
}
