/**
 * Passkeys (WebAuthn): the ceremony runs in the window, its options and response pass through the worker. What a passkey
 * computes to open the vault (PRF) is taken out of the response and handed to the worker, which alone uses and wipes it.
 */
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { Failure } from '@comity/sdk';
import type { Client } from '../client/client.js';

const webauthn = () => import('@simplewebauthn/browser');
const asOptions = <T,>(options: Record<string, unknown>): T => options as unknown as T;
/** The person closed the browser's dialog, or it timed out. */
const cancelled = (thrown: unknown): boolean => thrown instanceof Error && (thrown.name === 'NotAllowedError' || thrown.name === 'AbortError');

interface Computed { response: Record<string, unknown>; prf: Uint8Array | undefined; able: boolean }

/** Parts what the passkey computed from the response, which goes on to the service. */
function part(response: { clientExtensionResults: object }): Computed {
  const { prf } = response.clientExtensionResults as { prf?: { enabled?: boolean; results?: { first?: ArrayBuffer | Uint8Array } } };
  const first = prf?.results?.first;
  const output = first === undefined ? undefined : first instanceof Uint8Array ? first : new Uint8Array(first);
  return { response: { ...response, clientExtensionResults: {} }, prf: output, able: prf?.enabled === true || output !== undefined };
}

async function assertion(options: Record<string, unknown>): Promise<Computed> {
  const { startAuthentication } = await webauthn();
  return part(await startAuthentication({ optionsJSON: asOptions<PublicKeyCredentialRequestOptionsJSON>(options) }));
}

/** What `work` answers, or null when the person turned the ceremony down. */
async function unlessCancelled<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (cancelled(thrown)) return null;
    throw thrown;
  }
}

/** Answers false when the person turned it down. A passkey that can opens the vault, or unlocks, in the same touch. */
export async function signInWithPasskey(client: Client): Promise<boolean> {
  const options = await client.remote.passkeySignInOptions();
  const done = await unlessCancelled(async () => {
    const { response, prf } = await assertion(options);
    await client.remote.signInWithPasskey(response, prf);
    return true;
  });
  return done ?? false;
}

export async function stepUpWithPasskey(client: Client): Promise<boolean> {
  const options = await client.remote.passkeyStepUpOptions();
  return (await unlessCancelled(async () => {
    await client.remote.stepUpWithPasskey((await assertion(options)).response);
    return true;
  })) ?? false;
}

/** What one of these passkeys computes, to open the vault or unlock with; null when turned down. */
export async function askPasskey(client: Client, passkeys: string[]): Promise<{ passkey: string; prf: Uint8Array } | null> {
  const options = await client.remote.passkeyUnlockOptions(passkeys);
  return unlessCancelled(async () => {
    const { response, prf } = await assertion(options);
    if (prf === undefined) throw Object.assign(new Error('the passkey computed nothing'), { kind: 'wrong-passkey' } satisfies Failure);
    return { passkey: String(response['id']), prf };
  });
}

/** Each try gives a copy away; what is left here is wiped. */
async function wrap(client: Client, id: string, prf: Uint8Array): Promise<void> {
  try {
    await client.act((remote) => remote.wrapForPasskey(id, prf.slice()));
  } finally {
    prf.fill(0);
  }
}

/** Lets a passkey that is there already open the vault; false when turned down. */
export async function letOpenVault(client: Client, id: string): Promise<boolean> {
  const computed = await askPasskey(client, [id]);
  if (computed === null) return false;
  await wrap(client, id, computed.prf);
  return true;
}

/** `opens`: it opens the vault, too; otherwise it only signs in. Null when the person turned it down. */
export async function addPasskey(client: Client, name: string): Promise<{ opens: boolean } | null> {
  const { startRegistration } = await webauthn();
  const options = await client.act((remote) => remote.passkeyOptions());
  return unlessCancelled(async () => {
    const { response, prf, able } = part(await startRegistration({ optionsJSON: asOptions<PublicKeyCredentialCreationOptionsJSON>(options) }));
    const { id } = await client.act((remote) => remote.addPasskey(response, name));
    if (!able) return { opens: false };
    // Some compute only when used, not when made: then a second touch.
    if (prf === undefined) return { opens: await letOpenVault(client, id) };
    await wrap(client, id, prf);
    return { opens: true };
  });
}
