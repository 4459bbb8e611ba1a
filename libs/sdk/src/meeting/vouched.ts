/**
 * Signatures at a session that this device verified before. Whether one is good depends on nothing but its key, what is signed and itself, and need not be computed again with each look at thousands of
 * requests; who signed, and whether they might then, is asked of the chain each time.
 */
import type { MeetingSessionId } from '@comity/contracts';
import { concat, sha256, toBase64Url, verifySignature } from '@comity/e2ee';
import type { Surroundings } from '../surroundings.js';

type Store = Pick<Surroundings['store'], 'getJson' | 'putJson'>;
/** Acts of requests, or what parties say of their meetings: each is looked at by itself. */
type Signed = 'acts' | 'words';
const prefix = 'meetings-vouched/';
const keyOf = (session: MeetingSessionId, of: Signed): string => `${prefix}${session}${of === 'acts' ? '' : `/${of}`}`;

/** Of no session but these it is remembered any more. */
export async function forgetVouched(store: Pick<Surroundings['store'], 'list' | 'write'>, still: ReadonlySet<string>): Promise<void> {
  const over = (await store.list(prefix)).map(([key]) => key).filter((key) => !still.has(key.slice(prefix.length).split('/')[0]!));
  if (over.length > 0) await store.write({ put: [], delete: over });
}

export class Vouched {
  private readonly met = new Set<string>();
  private news = false;

  private constructor(private readonly store: Store, private readonly key: string, private readonly before: ReadonlySet<string>) {}

  static async at(store: Store, session: MeetingSessionId, of: Signed = 'acts'): Promise<Vouched> {
    const key = keyOf(session, of);
    return new Vouched(store, key, new Set(await store.getJson<string[]>(key)));
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
    if (this.news) await this.store.putJson(this.key, [...this.met]);
  }
}
