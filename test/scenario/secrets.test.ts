/** What opens a vault: passphrase, recovery code, passkeys; how each is changed, and what stops opening it. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authenticator } from '../e2e/identity/authenticator.js';
import { Hostile } from './hostile.js';
import { answers, routes } from '@comity/contracts';
import type { Rest, Transport } from '@comity/sdk';
import { clientOf, passphrase, People, until, type Between, type Device, type Person } from './people.js';

type Creation = Parameters<Authenticator['create']>[0];
type Assertion = Parameters<Authenticator['get']>[0];
const another = 'copper violin orchard 58';

/** Signing in by passkey as a browser does it: with the cookie that ties the attempt to whoever asked for its challenge. */
function asBrowser(origin: string, transport: Transport, keep: (session: string | undefined) => void): Transport {
  let attempt = '';
  const post = async (route: 'passkeySignInOptions' | 'signInPasskey', body: unknown) => {
    const response = await fetch(origin + routes[route].split(' ')[1], { method: 'POST', headers: { 'content-type': 'application/json', cookie: attempt }, body: JSON.stringify(body ?? {}) });
    for (const line of response.headers.getSetCookie()) {
      if (line.startsWith('comity_attempt=')) attempt = line.split(';')[0] ?? '';
      if (line.startsWith('comity_session=')) keep(line.split(/[=;]/)[1]);
    }
    return answers[route].parse(await response.json());
  };
  const call: Rest['call'] = async (route, given) => (route === 'passkeySignInOptions' || route === 'signInPasskey' ? await post(route, given?.body) as never : transport.rest.call(route, given));
  return { ...transport, rest: { call } };
}

describe('what opens a vault', () => {
  let people: People;
  let ines: Person;
  let authenticator: Authenticator;
  /** What the passkey computes: the same each time, known to it alone. */
  const output = randomBytes(32);
  const prf = () => new Uint8Array(output);
  let current = passphrase;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Court of Appeal', 'UY');
    ines = await people.enrol('Ines Perera', 'Court of Appeal', people.officers[0], 'focal-point');
    authenticator = new Authenticator(people.service.url);
  });
  afterAll(async () => {
    await Promise.all(open.map(({ client }) => client.close()));
    await people.end();
  });

  const signIn = async (device: Device): Promise<void> => { await device.client.signInWithPassphrase(ines.login, current, ines.codes.next()); };
  const signInByPasskey = async (device: Device, given?: Uint8Array): Promise<void> => {
    const options = await device.client.passkeySignInOptions();
    await device.client.signInWithPasskey({ ...authenticator.get(options as unknown as Assertion), clientExtensionResults: { prf: { results: { first: prf().buffer } } } }, given);
  };
  const open: Device[] = [];
  const fresh = (between: Between = (transport) => transport): Device => {
    const device: Device = clientOf(people.service.url, people.clock, (transport) => between(asBrowser(people.service.url, transport, (value) => { device.platform.cookies?.set(value); })));
    open.push(device);
    return device;
  };

  it('is not a passkey that only signs in', async () => {
    const made = await ines.client.addPasskey(authenticator.create(await ines.client.passkeyOptions() as unknown as Creation), 'Key ring');
    expect(made).toMatchObject({ name: 'Key ring', opensVault: false });
    const device = fresh();
    await signInByPasskey(device, prf());
    expect(device.client.phase()).toMatchObject({ phase: 'vault-closed', signedIn: false, passkeys: [] });
    await expect(device.client.openVault({ passkey: authenticator.credentialId, prf: prf() }, 'No')).rejects.toMatchObject({ kind: 'wrong-passkey' });
    await device.client.close();
  });

  it('is a passkey whose owner let it, in one touch with signing in', async () => {
    await ines.client.wrapForPasskey(authenticator.credentialId, prf());
    expect((await ines.client.passkeys()).map(({ opensVault }) => opensVault)).toEqual([true]);
    const device = fresh();
    await signInByPasskey(device, prf());
    expect(device.client.phase()).toMatchObject({ phase: 'vault-closed', signedIn: true, passkeys: [authenticator.credentialId] });
    expect((await device.client.openVault({ signedIn: true }, 'One touch')).phase).toBe('ready');
    await device.client.settled();
    await device.client.signOut({ everywhere: false, forget: true });
  });

  it('asks every passkey for the same input, and hands over nothing of what it computed', async () => {
    const sent: string[] = [];
    const device = fresh((transport) => ({ ...transport, rest: { call: (route, call) => { sent.push(JSON.stringify(call?.body ?? null)); return transport.rest.call(route, call); } } }));
    const options = await device.client.passkeyUnlockOptions([authenticator.credentialId]);
    const asked = (each: Record<string, unknown>) => (each['extensions'] as { prf: { eval: { first: Uint8Array } } }).prf.eval.first;
    expect(asked(options)).toEqual(asked(await device.client.passkeySignInOptions()));
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [{ id: authenticator.credentialId }] });
    const given = prf();
    await signInByPasskey(device, given);
    expect(given).toEqual(new Uint8Array(32));
    expect(sent.join()).not.toMatch(/"prf"|"results"/);
    expect(sent.join()).not.toContain(output.toString('base64url'));
    await device.client.close();
  });

  it('is not another passkey’s output, nor a wrap the service moved', async () => {
    const device = fresh();
    await signIn(device);
    await expect(device.client.openVault({ passkey: authenticator.credentialId, prf: new Uint8Array(randomBytes(32)) }, 'No')).rejects.toMatchObject({ kind: 'wrong-passkey' });
    await device.client.close();
    const moved = fresh(new Hostile().answer('vault', (vault) => ({ ...vault, wraps: { ...vault.wraps, passkeys: vault.wraps.passkeys.map((wrap) => ({ ...wrap, passkey: 'b3RoZXI' })) } })).between);
    await signIn(moved);
    await expect(moved.client.openVault({ passkey: 'b3RoZXI', prf: prf() }, 'No')).rejects.toMatchObject({ kind: 'wrong-passkey' });
    await moved.client.close();
  });

  it('unlocks a locked client by passkey, also after a restart and without the service', async () => {
    await ines.client.lock();
    expect(ines.client.phase()).toMatchObject({ phase: 'locked', passkeys: [authenticator.credentialId] });
    await expect(ines.client.unlock({ passkey: authenticator.credentialId, prf: new Uint8Array(randomBytes(32)) })).rejects.toMatchObject({ kind: 'wrong-passkey' });
    expect((await ines.client.unlock({ passkey: authenticator.credentialId, prf: prf() })).phase).toBe('ready');
    await ines.client.lock();
    await ines.client.close();
    const device = clientOf(people.service.url, people.clock, undefined, ines.device);
    await until(device.client, () => device.client.phase().phase === 'locked');
    expect((await device.client.unlock({ passkey: authenticator.credentialId, prf: prf() })).phase).toBe('ready');
    await device.client.close();
    await people.restart(ines);
  });

  it('is no longer a passkey that was removed, on any device', async () => {
    await ines.client.removePasskey(authenticator.credentialId);
    await ines.client.lock();
    expect(ines.client.phase()).toMatchObject({ phase: 'locked', passkeys: [] });
    await expect(ines.client.unlock({ passkey: authenticator.credentialId, prf: prf() })).rejects.toMatchObject({ kind: 'wrong-passkey' });
    await ines.client.unlock({ passphrase });
    const device = fresh();
    await signIn(device);
    await expect(device.client.openVault({ passkey: authenticator.credentialId, prf: prf() }, 'No')).rejects.toMatchObject({ kind: 'wrong-passkey' });
    await device.client.close();
  });

  it('is tried with the recovery code before there is need', async () => {
    await ines.client.checkRecoveryCode(ines.recoveryCode.toLowerCase().replaceAll('-', ' '));
    const fault = async (code: string) => ines.client.checkRecoveryCode(code).then(() => 'fits', (error: { kind: string; fault: string }) => `${error.kind} ${error.fault}`);
    expect(await fault(ines.recoveryCode.slice(0, -4))).toBe('wrong-recovery-code length');
    expect(await fault(`${ines.recoveryCode.slice(0, -1)}u`)).toBe('wrong-recovery-code character');
    expect(await fault(people.officers[0].recoveryCode)).toBe('wrong-recovery-code other');
    expect(await fault(ines.recoveryCode.replace(/^./, (first) => (first === '7' ? '8' : '7')))).toBe('wrong-recovery-code checksum');
  });

  it('is not trusted to the service’s word: what it stores must open', async () => {
    const device = await people.another(ines, undefined, new Hostile().answer('vaultWraps', (wraps) => ({ ...wraps, recovery: wraps.passphrase })).between);
    await expect(device.client.checkRecoveryCode(ines.recoveryCode)).rejects.toMatchObject({ kind: 'wrong-recovery-code', fault: 'other' });
    await device.client.signOut({ everywhere: false, forget: true });
  });

  it('is a new recovery code only when it came back from paper; the old one until then', async () => {
    const { recoveryCode } = await ines.client.newRecoveryCode();
    await expect(ines.client.replaceRecoveryCode(ines.recoveryCode)).rejects.toMatchObject({ kind: 'wrong-recovery-code', fault: 'other' });
    await ines.client.checkRecoveryCode(ines.recoveryCode);
    await ines.client.replaceRecoveryCode(recoveryCode);
    await expect(ines.client.checkRecoveryCode(ines.recoveryCode)).rejects.toMatchObject({ kind: 'wrong-recovery-code', fault: 'other' });
    ines.recoveryCode = recoveryCode;
    const device = await people.another(ines, { recoveryCode });
    await device.client.signOut({ everywhere: false, forget: true });
  });

  it('is a new passphrase only for whoever knows the old one or has the recovery code', async () => {
    await expect(ines.client.changePassphrase({ passphrase: 'not this one at all 9' }, another)).rejects.toMatchObject({ kind: 'wrong-passphrase' });
    await expect(ines.client.changePassphrase({ passphrase }, 'ines.perera')).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/passphrase' }] } });
    const second = await people.another(ines);
    await second.client.lock();
    await ines.client.changePassphrase({ recoveryCode: ines.recoveryCode }, another);
    current = another;
    await ines.client.lock();
    await expect(ines.client.unlock({ passphrase })).rejects.toMatchObject({ kind: 'wrong-passphrase' });
    await ines.client.unlock({ passphrase: another });
    // A device that was locked meanwhile asks how the key is wrapped now.
    expect((await second.client.unlock({ passphrase: another })).phase).toBe('ready');
    await expect(fresh().client.signInWithPassphrase(ines.login, passphrase, ines.codes.next())).rejects.toMatchObject({ problem: { code: 'sign-in-refused' } });
    const device = fresh();
    await signIn(device);
    expect(device.client.phase()).toMatchObject({ phase: 'vault-closed', signedIn: true });
    await device.client.openVault({ passphrase: another }, 'Third');
    for (const { client } of [second, device]) await client.signOut({ everywhere: false, forget: true });
  });

  it('is tried for both officers at the founding, and for nobody afterwards', async () => {
    const [officer] = people.officers;
    await expect(fresh().client.checkRecoveryCode(officer.recoveryCode, officer.login)).rejects.toMatchObject({ kind: 'not-ready' });
  });
});
