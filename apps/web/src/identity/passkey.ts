/** Passkeys (WebAuthn): the ceremony runs in the window, its options and response pass through the worker. */
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { Client } from '../client/client.js';

const key = 'comity:passkey';
/** Whether a passkey was used or made in this browser: it then is the first offer. */
export function passkeyKnown(): boolean {
  try { return localStorage.getItem(key) === '1'; } catch { return false; }
}
function remember(): void {
  try { localStorage.setItem(key, '1'); } catch { /* then it is simply not the first offer */ }
}

const webauthn = () => import('@simplewebauthn/browser');
const asOptions = <T,>(options: Record<string, unknown>): T => options as unknown as T;
const asResponse = (response: object): Record<string, unknown> => ({ ...response });
/** The person closed the browser's dialog, or it timed out. */
const cancelled = (thrown: unknown): boolean => thrown instanceof Error && (thrown.name === 'NotAllowedError' || thrown.name === 'AbortError');

/** Answers false when the person turned it down. */
export async function signInWithPasskey(client: Client): Promise<boolean> {
  const { startAuthentication } = await webauthn();
  const options = await client.remote.passkeySignInOptions();
  try {
    const response = await startAuthentication({ optionsJSON: asOptions<PublicKeyCredentialRequestOptionsJSON>(options) });
    await client.remote.signInWithPasskey(asResponse(response));
    remember();
    return true;
  } catch (thrown) {
    if (cancelled(thrown)) return false;
    throw thrown;
  }
}

export async function stepUpWithPasskey(client: Client): Promise<boolean> {
  const { startAuthentication } = await webauthn();
  const options = await client.remote.passkeyStepUpOptions();
  try {
    await client.remote.stepUpWithPasskey(asResponse(await startAuthentication({ optionsJSON: asOptions<PublicKeyCredentialRequestOptionsJSON>(options) })));
    return true;
  } catch (thrown) {
    if (cancelled(thrown)) return false;
    throw thrown;
  }
}

export async function addPasskey(client: Client, name: string): Promise<boolean> {
  const { startRegistration } = await webauthn();
  const options = await client.act((remote) => remote.passkeyOptions());
  try {
    const response = await startRegistration({ optionsJSON: asOptions<PublicKeyCredentialCreationOptionsJSON>(options) });
    await client.act((remote) => remote.addPasskey(asResponse(response), name));
    remember();
    return true;
  } catch (thrown) {
    if (cancelled(thrown)) return false;
    throw thrown;
  }
}
