import { beforeAll, describe, expect, it } from '@jest/globals';
import type { MeetingSessionId } from '@comity/contracts';
import { concat, randomBytes, ready, sha256, toBase64Url } from '@comity/e2ee';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { forgetVouched, Vouched } from './vouched.js';

beforeAll(ready);
/** Signs as RFC 8032 has it. */
async function signer() {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as CryptoKeyPair;
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), sign: async (text: string) => { const message = new TextEncoder().encode(text); return { message, signature: new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)) }; } };
}
const [spring, autumn] = ['spring', 'autumn'] as [MeetingSessionId, MeetingSessionId];

describe('signatures that a device verified before', () => {
  it('are those alone that were good, of that message and that key, at that session', async () => {
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32)), { publicKey, sign } = await signer(), other = await signer();
    const { message, signature } = await sign('a meeting');
    const all = async (session: MeetingSessionId): Promise<boolean[]> => {
      const vouched = await Vouched.at(store, session);
      const said = [vouched.verify(signature, message, publicKey), vouched.verify(signature, (await other.sign('another')).message, publicKey), vouched.verify(signature, message, other.publicKey), vouched.verify(signature.with(0, signature[0]! ^ 1), message, publicKey), vouched.verify(signature.subarray(1), message, publicKey)];
      await vouched.keep();
      return said;
    };
    for (const session of [spring, spring, autumn]) expect(await all(session)).toEqual([true, false, false, false, false]);
    expect((await store.list('meetings-vouched/')).map(([key]) => key)).toEqual(['meetings-vouched/autumn', 'meetings-vouched/spring']);
    expect(await store.getJson('meetings-vouched/spring')).toHaveLength(1);
  });
  it('are not computed again, and those that nobody shows any more are forgotten', async () => {
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32)), { publicKey, sign } = await signer();
    const [first, second] = [await sign('a first'), await sign('a second')];
    const before = await Vouched.at(store, spring);
    expect(before.verify(first.signature, first.message, publicKey)).toBe(true);
    await before.keep();
    const [kept] = (await store.getJson<string[]>('meetings-vouched/spring'))!;
    // What bears a digest that is kept is taken at its word.
    const forged = new Uint8Array(64), digest = toBase64Url(sha256(concat(publicKey, forged, first.message)));
    expect((await Vouched.at(store, autumn)).verify(forged, first.message, publicKey)).toBe(false);
    await store.putJson('meetings-vouched/autumn', [digest]);
    expect((await Vouched.at(store, autumn)).verify(forged, first.message, publicKey)).toBe(true);
    const later = await Vouched.at(store, spring);
    expect(later.verify(second.signature, second.message, publicKey)).toBe(true);
    await later.keep();
    expect(await store.getJson<string[]>('meetings-vouched/spring')).not.toContain(kept);
  });
  it('stay where acts of requests, or words of what became of meetings, are looked at without the others, until their session is forgotten', async () => {
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32)), { publicKey, sign } = await signer();
    const look = async (text: string, session: MeetingSessionId, of?: 'words'): Promise<void> => {
      const { message, signature } = await sign(text), vouched = await Vouched.at(store, session, of);
      expect(vouched.verify(signature, message, publicKey)).toBe(true);
      await vouched.keep();
    };
    await look('an act', spring);
    await look('a word', spring, 'words');
    await look('a word', autumn, 'words');
    const [acts, words] = [await store.getJson<string[]>('meetings-vouched/spring'), await store.getJson<string[]>('meetings-vouched/spring/words')];
    expect([acts!.length, words!.length, acts![0] === words![0]]).toEqual([1, 1, false]);
    await forgetVouched(store, new Set([autumn]));
    expect((await store.list('')).map(([key]) => key)).toEqual(['meetings-vouched/autumn/words']);
  });
});
