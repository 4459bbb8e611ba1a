/**
 * A space's keyring in the vault: what lets another device of this person, or the next one, read what this one could.
 * Trust: sealed under the vault key. Two copies that contradict each other mean that a device was led into a fork.
 */
import { decodeKeyring, encodeKeyring, firstLink, fromBase64Url, mergeKeyrings, newKeyring, toBase64Url, type Keyring, type SpacePolicy } from '@comity/e2ee';
import { limits, Suite, type Instant, type SpaceId } from '@comity/contracts';
import type { VaultClient } from '../account/vault-client.js';
import { decodeJson, encodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import type { Seat } from './record.js';
import type { Anchor, Ground } from './ground.js';
import type { Marks } from './reading.js';

/** Who sat where after the first entry that this person may read of a stay, and by which policy. */
export interface Beginning { since: number; seats: (Seat | null)[]; policy: SpacePolicy }

/** What a device finds in the vault about a space. */
export interface VaultKeyring {
  keyring: Keyring;
  /** The suite the space began with, which it keeps. */
  suite: Suite;
  /** Where stays of this person begin, the latest last. */
  beginnings: Beginning[];
  /** The last link a device saw: the log must reach it. */
  latest: Anchor | null;
  marks: Marks;
  /** Of a space that this person left: when all that was said in it is over. Null: they did not, or it is kept for good. */
  ends: Instant | null;
}
interface Text { v: 1; keyring: string; suite: number; beginnings?: Beginning[]; latest: { seq: number; link: string } | null; marks: Marks; /** Earlier versions wrote none. */ ends?: Instant | null }

const staysKept = 16;
/** Bytes of a record that still fit the vault once they are padded (of the Padmé sizes below 1 MiB the last is a 32nd short of it) and sealed. */
const room = (limits.vaultRecordBytes * 31) / 32 - 4;

export const recordPrefix = 'space:';
export const recordName = (space: SpaceId): string => `${recordPrefix}${space}`;

export function readKeyring(bytes: Uint8Array): VaultKeyring | undefined {
  const text = decodeJson<Text | null>(bytes);
  const keyring = text?.v === 1 ? decodeKeyring(fromBase64Url(text.keyring)) : undefined;
  const suite = Suite.safeParse(text?.suite);
  if (text === null || keyring === undefined || !suite.success) return undefined;
  return { keyring, suite: suite.data, beginnings: text.beginnings ?? [], latest: text.latest === null ? null : { seq: text.latest.seq, link: fromBase64Url(text.latest.link) }, marks: text.marks, ends: text.ends ?? null };
}

/** Keys go before the rest: without where a stay began its seats are found along the log as far as that tells them. */
export function writeKeyring(record: VaultKeyring): Uint8Array {
  const bytes = encode(record);
  return bytes.length <= room || record.beginnings.length === 0 ? bytes : writeKeyring({ ...record, beginnings: record.beginnings.slice(1) });
}

const encode = ({ keyring, suite, beginnings, latest, marks, ends }: VaultKeyring): Uint8Array =>
  encodeJson({ v: 1, keyring: toBase64Url(encodeKeyring(keyring)), suite, beginnings, latest: latest === null ? null : { seq: latest.seq, link: toBase64Url(latest.link) }, marks, ends } satisfies Text);

export class KeyringSync {
  constructor(private readonly vault: VaultClient, private readonly env: Surroundings) {}

  /** Brings this device's keys of a space into the vault, together with what other devices put there. */
  async write(space: Ground): Promise<void> {
    if (space.transcript.from !== null) await space.transcript.prepare(space.transcript.from);
    let own = this.own(space);
    let conflict = false;
    let told: Marks | undefined;
    await this.vault.write(recordName(space.id), (current) => {
      // Keys may have been destroyed while the vault was read.
      own = this.own(space);
      const there = current === undefined ? undefined : readKeyring(current);
      if (there === undefined) return writeKeyring(own);
      told = there.marks;
      const merged = mergeKeyrings(there.keyring, own.keyring);
      conflict = !merged.ok;
      if (!merged.ok) return current ?? writeKeyring(own);
      // Entry 0 stands for an anchor nobody knew yet, unless all may be read: every log begins with the same link.
      const { anchor: first, since } = merged.keyring;
      const anchor = first.seq > 0 || since === 1 ? first : own.keyring.anchor.seq > 0 ? own.keyring.anchor : there.keyring.anchor;
      return writeKeyring({ keyring: { ...merged.keyring, anchor }, suite: there.suite, beginnings: together(there.beginnings, own.beginnings), latest: later(there.latest, own.latest), marks: furthest(there.marks, own.marks), ends: knowsAll(own, there) ? own.ends : there.ends });
    });
    if (told !== undefined) await space.followMarks(told);
    if (conflict) await this.env.alarms.raise('epoch-fork', space.id);
    else await space.vaultHolds(own);
  }

  private own(space: Ground): VaultKeyring {
    const { record, transcript } = space;
    const { firstSeats, firstPolicy } = record;
    const from = transcript.from;
    const link = from === null ? undefined : transcript.kept(from);
    const anchor: Anchor = from === null || link === undefined ? { seq: 0, link: firstLink() } : { seq: from, link };
    const epochs = new Map(space.epochKeys.all().map(({ epoch, key, tag }) => [epoch, { key, tag }]));
    const latest = transcript.link;
    return { keyring: { ...newKeyring(space.id, record.since, anchor), destroyedBefore: record.destroyedBefore, epochs }, suite: record.suite, beginnings: firstSeats === null || firstPolicy === null ? [] : [{ since: record.since, seats: firstSeats, policy: firstPolicy }], latest: latest === undefined ? null : { seq: record.cursor, link: latest }, marks: { read: record.readSeq, views: record.marks }, ends: space.retention.end };
  }
}

/** Of a stay the first copy counts. Somebody who comes and goes all the time has the latest stays. */
const together = (there: readonly Beginning[], own: readonly Beginning[]): Beginning[] =>
  [...there, ...own.filter(({ since }) => !there.some((each) => each.since === since))].sort((a, b) => a.since - b.since).slice(-staysKept);

export const newestEpoch = ({ destroyedBefore, epochs }: Keyring): number => Math.max(destroyedBefore - 1, ...epochs.keys());

/** Whether a device knows at least what the others told the vault: one that is behind cannot say when all of a space is over. */
const knowsAll = (own: VaultKeyring, there: VaultKeyring): boolean =>
  newestEpoch(own.keyring) >= newestEpoch(there.keyring) && (own.latest?.seq ?? 0) >= (there.latest?.seq ?? 0);

/** Marks only move forward. */
function furthest(a: Marks, b: Marks): Marks {
  const read = Math.max(a.read, b.read);
  const views: Marks['views'] = { ...a.views };
  for (const [scope, seq] of Object.entries(b.views)) views[scope] = Math.max(seq, views[scope] ?? 0);
  return { read, views: Object.fromEntries(Object.entries(views).filter(([, seq]) => seq > read)) };
}

const later = (a: Anchor | null, b: Anchor | null): Anchor | null => (a === null ? b : b === null || a.seq >= b.seq ? a : b);
