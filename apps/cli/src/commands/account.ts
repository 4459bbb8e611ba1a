/** Signing in and out, locking and unlocking this device. */
import { hostname } from 'node:os';
import { Secret, TOTP } from 'otpauth';
import { phaseOf, type Desk } from '../desk.js';
import { ask } from '../prompt.js';
import { Misuse } from '../settings.js';

export async function signIn({ client, output, settings }: Desk): Promise<void> {
  const { options, secrets } = settings;
  if (options.login === undefined) throw new Misuse('Name the login: --login NAME');
  await phaseOf(client);
  const passphrase = await ask('Passphrase: ', secrets.passphrase, 'COMITY_PASSPHRASE', true);
  const given = secrets.code ?? (secrets.totpSecret === undefined ? undefined : new TOTP({ secret: Secret.fromBase32(secrets.totpSecret) }).generate());
  const code = await ask('One-time code: ', given, 'COMITY_CODE or COMITY_TOTP_SECRET', false);
  let phase = await client.signInWithPassphrase(options.login, passphrase, code);
  if (phase.phase === 'vault-closed') {
    const secret = options.recovery === true ? { recoveryCode: await ask('Recovery code: ', secrets.recoveryCode, 'COMITY_RECOVERY_CODE', true) } : { passphrase };
    if (phase.former !== null) output.progress(phase.former === 'expired' ? 'This device was not used for 90 days and is over. What had not been sent from it is lost.' : 'This device was removed. What had not been sent from it is lost.');
    output.progress('This is a new device: it opens the vault and joins your spaces.');
    phase = await client.openVault(secret, options.device ?? `Command line on ${hostname()}`.slice(0, 60));
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
  const ending = phase.phase === 'signed-out' && phase.ending !== undefined;
  output.show({ signedOut: true, ...(ending && { ending: true }) }, [ending ? 'Locked here. The service cannot be reached: the session ends with the next command that reaches it.' : 'Signed out.']);
}

export async function lock({ client, output }: Desk): Promise<void> {
  await phaseOf(client);
  await client.lock();
  output.show({ locked: true }, ['Locked: nothing here opens without the passphrase.']);
}

export async function unlock(desk: Desk): Promise<void> {
  await phaseOf(desk.client);
  await desk.client.unlock({ passphrase: await ask('Passphrase: ', desk.settings.secrets.passphrase, 'COMITY_PASSPHRASE', true) });
  await whoami(desk);
}

export async function status({ client, output }: Desk): Promise<void> {
  const { version, network, setUp } = await client.status();
  output.show({ version, network, setUp }, [network === null ? `Comity ${version}: not set up` : `Comity ${version}: ${network.name}, root ${network.pin}`]);
}
