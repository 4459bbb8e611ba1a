/**
 * Signatures at a session that this device verified before. Whether one is good depends on nothing but its key, what is signed and itself, and need not be computed again with each look at thousands of
 * requests; who signed, and whether they might then, is asked of the chain each time.
 */
import type { MeetingSessionId } from '@comity/contracts';
import { concat, sha256, toBase64Url, verifySignature } from '@comity/e2ee';
import type { Surroundings } from '../surroundings.js';

type Store = Pick<Surroundings['store'], 'getJson' | 'putJson'>;
const keyOf = (session: MeetingSessionId): string => `meetings-vouched/${session}`;

export class Vouched {
  private readonly met = new Set<string>();
  private news = false;

  private constructor(private readonly store: Store, private readonly session: MeetingSessionId, private readonly before: ReadonlySet<string>) {}

  static async at(store: Store, session: MeetingSessionId): Promise<Vouched> {
    return new Vouched(store, session, new Set(await store.getJson<string[]>(keyOf(session))));
  }

  readonly verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
    const digest = toBase64Url(sha256(concat(publicKey, signature, message)));
    if (!this.before.has(digest)) {
      if (!verifySignature(signature, message, publicKey)) return false;
      this.news = true;
    }
    this.met.add(digest);
    return true;
  };

  /** Of what was verified before, what was met once more stays. */
  async keep(): Promise<void> {
    if (this.news) await this.store.putJson(keyOf(this.session), [...this.met]);
  }
}
