/**
 * A space's log as somebody outside can follow it: signatures, order, and who sits inside by its public commits; no key of the space is needed.
 * Trust: every byte may be anybody's. The chain is the only judge of who is who; `at` is the word of whoever shows the log.
 */
import { applyCommitToLeaves, commitAuthor, equal, linkOf, parseCommit, parseItem, verifyItem, type Chain, type HandshakeLeaf, type LeafIdentity, type ParsedCommit, type VerifiedItem } from '@comity/e2ee';
import type { DeviceId, Instant, ItemHeader, ItemId, PractitionerId, SpaceId } from '@comity/contracts';

export type EntryRule =
  | 'out-of-order' | 'malformed' | 'wrong-space' | 'unknown-device' | 'bad-signature' | 'device-ended' | 'not-inside' | 'reordered' | 'transcript-fork' | 'wrong-epoch' | 'replayed'
  | 'commit-malformed' | 'commit-refused' | 'foreign-leaf' | 'another-log' | 'does-not-open' | 'illegible';

export interface CheckedItem { item: VerifiedItem; by: PractitionerId }
export interface CheckedCommit { /** Null where it is not known who sat inside before. */ author: LeafIdentity | null; added: LeafIdentity[]; removed: LeafIdentity[] }
export type Checked<T> = { ok: true; value: T } | { ok: false; rule: EntryRule };
const no = (rule: EntryRule): { ok: false; rule: EntryRule } => ({ ok: false, rule });

export class LogCheck {
  /** The link before the first entry, and the one after each. */
  private readonly links: Uint8Array[];
  private readonly seen = new Set<ItemId>();
  private epoch: number | null = null;
  /** Null where it is not known who sits inside: the log begins in the middle, or a commit is not shown. */
  private leaves: (LeafIdentity | null)[] | null = null;
  private inside: ReadonlySet<DeviceId> = new Set();

  constructor(private readonly chain: Chain, private readonly space: SpaceId, private readonly after: number, link: Uint8Array) { this.links = [link]; }

  /** The place of the last entry, and the link after it. */
  get seq(): number { return this.after + this.links.length - 1; }
  get link(): Uint8Array { return this.links.at(-1)!; }
  /** Whether it is known who sits inside. */
  get knowsMembers(): boolean { return this.leaves !== null; }

  /** Whether the log has this link there; undefined for a place it does not reach. */
  agrees(seq: number, link: Uint8Array): boolean | undefined {
    const own = seq < this.after ? undefined : this.links[seq - this.after];
    return own === undefined ? undefined : equal(own, link);
  }

  item(bytes: Uint8Array, at: Instant): Checked<CheckedItem> {
    const parsed = parseItem(bytes);
    if (!parsed.ok || parsed.header.kind === 'signal') return no('malformed');
    const { header } = parsed;
    if (header.space !== this.space) return no('wrong-space');
    const device = this.chain.devices.get(header.sender);
    if (device === undefined) return no('unknown-device');
    const item = verifyItem(parsed, device.key);
    if (item === undefined) return no('bad-signature');
    if (this.chain.device(header.sender, new Date(at)) === undefined) return no('device-ended');
    if (this.leaves !== null && !this.inside.has(header.sender)) return no('not-inside');
    const rule = this.orderRule(header);
    if (rule !== null) return no(rule);
    this.epoch = header.epoch;
    this.seen.add(header.id);
    return { ok: true, value: { item, by: device.practitioner } };
  }

  private orderRule({ transcript: stated, epoch, id }: ItemHeader): EntryRule | null {
    if (stated.seq > this.seq) return 'reordered';
    if (this.agrees(stated.seq, stated.link) === false) return 'transcript-fork';
    if (this.epoch !== null && epoch !== this.epoch) return 'wrong-epoch';
    return this.seen.has(id) ? 'replayed' : null;
  }

  commit(bytes: Uint8Array): Checked<CheckedCommit> {
    const commit = parseCommit(bytes);
    if (commit === undefined) return no('commit-malformed');
    if (commit.space !== this.space) return no('wrong-space');
    if (this.epoch !== null && commit.epoch !== this.epoch) return no('wrong-epoch');
    if (!leavesOf(commit).every((leaf) => this.isTrue(leaf))) return no('foreign-leaf');
    // The first commit of a space is its founder's, who alone sat there.
    const before = this.seq === 0 && commit.path !== undefined ? [commit.path] : this.leaves;
    const after = before === null ? null : applyCommitToLeaves<LeafIdentity>(before, commit);
    const author = before === null ? (commit.path ?? null) : commitAuthor(before, commit);
    if (after === undefined || author === undefined) return no('commit-refused');
    const removed = before === null ? [] : commit.removes.flatMap((leaf) => before[leaf] ?? []);
    this.begin(after, commit.epoch + 1);
    return { ok: true, value: { author, added: commit.joiner === undefined ? [...commit.adds] : [commit.joiner], removed } };
  }

  /** An entry that is not shown: of a commit it is not known whom it brought in. */
  pass(type: 'item' | 'commit'): void { if (type === 'commit') this.begin(null, null); }

  /** Goes on to the link after an entry of this hash. */
  advance(type: 'item' | 'commit', hash: Uint8Array): void { this.links.push(linkOf(this.link, this.seq + 1, type, hash)); }

  private begin(leaves: (LeafIdentity | null)[] | null, epoch: number | null): void {
    this.leaves = leaves;
    this.inside = new Set(leaves?.flatMap((leaf) => leaf?.device ?? []));
    this.epoch = epoch;
    this.seen.clear();
  }

  /** Whether a leaf is the device that the chain knows by that id. */
  private isTrue({ device, practitioner, key }: HandshakeLeaf): boolean {
    const known = this.chain.devices.get(device);
    return known?.practitioner === practitioner && equal(known.key, key);
  }
}

const leavesOf = ({ adds, path, joiner }: ParsedCommit): HandshakeLeaf[] => [...adds, ...(path === undefined ? [] : [path]), ...(joiner === undefined ? [] : [joiner])];

