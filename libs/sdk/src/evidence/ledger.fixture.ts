/** A space's log for tests, as its people wrote it, and bundles of it: honest ones, and whatever a test makes of them. */
import { lawEdition } from '@comity/casework';
import { suites, type AuthorityId, type DeviceId, type EvidenceBundle, type EvidenceEntry, type Instant, type ItemId, type ItemKind, type SpaceId } from '@comity/contracts';
import {
  caseHash, commitChanges, contentKey, createGroup, decodeBase64Url, encodeEvidence, encodeMessage, epochOf, epochTag, firstLink, keyOfItem, newDevice, newKeyPackage, newText, nextLink, sealItem, sha256, signReceipt, toBase64Url, verifyItem,
  type CaseContent, type DeviceKeys, type Dossier, type Group, type MessageContent, type StepContent,
} from '@comity/e2ee';
import { id, minutes, Network, person, wire, type Person } from '../../../e2ee/test/network.js';
import { stepOf } from '../matter/compose.js';
import { take, type Matter } from '../matter/law.js';
import { networkOf } from '../matter/network.js';

export interface Member { person: Person; device: DeviceKeys }
interface Written { type: 'item' | 'commit'; bytes: Uint8Array; at: Instant; key?: Uint8Array }
export type Unsealed = Omit<EvidenceBundle, 'signature'>;

/** A draft between two people of one authority, with a word beside, and the device of a third that was revoked. */
export class Ledger {
  readonly network = new Network();
  readonly space = id<SpaceId>();
  readonly log: Written[] = [];
  readonly links: Uint8Array[] = [firstLink()];
  readonly ana = this.member(this.network.practitioner);
  readonly ben = this.member(this.network.focal);
  readonly lost = this.member(this.network.practitioner);
  readonly paris = id<AuthorityId>();
  /** Of another authority, and not inside. */
  claire!: Member;
  matter: Matter | null = null;
  private group!: Group;
  private minute = 0;

  static async written(): Promise<Ledger> {
    const ledger = new Ledger();
    const { network, ana, ben, lost, paris } = ledger;
    network.accept(network.sign('authority-admitted', network.officers, { authority: { id: paris, name: 'Parquet', state: 'FR', kind: 'prosecution' } }, { issuedAt: minutes(-80) }));
    const claire = person('Claire');
    network.accept(network.sign('focal-point-appointed', network.officers, { authority: paris, person: wire(claire) }, { issuedAt: minutes(-70) }));
    ledger.claire = ledger.member(claire);
    network.accept(network.revoke({ type: 'device', id: lost.device.device }, [network.practitioner], { issuedAt: minutes(-40) }));
    await ledger.found();
    await ledger.dossier(ana);
    await ledger.step(ana, 'draft');
    await ledger.text(ben, 'The facts want a date');
    await ledger.step(ana, 'submit');
    await ledger.text(ana, 'Sent on');
    return ledger;
  }

  member(who: Person): Member {
    const keys = newDevice();
    const device = id<DeviceId>();
    this.network.accept(this.network.certify(who, { id: device, keys }, { issuedAt: minutes(-60) }));
    return { person: who, device: { practitioner: who.id, device, ...keys } };
  }

  get seq(): number { return this.log.length; }
  private get now(): Instant { return minutes((this.minute += 1) - 30); }

  private async found(): Promise<void> {
    const { ana, ben, space } = this;
    const founded = await createGroup({ space, policy: { v: 1, kind: 'request', owners: [ana.person.id], history: 'all', retention: null, hold: false, suite: suites.hybrid }, self: ana.device });
    await this.commit(founded, {});
    // ts-mls asks the clock of the machine whether a key package is within its lifetime.
    await this.commit(this.group, { add: [(await newKeyPackage(ben.device, suites.hybrid, false, new Date())).bytes] });
  }

  private async commit(group: Group, changes: Parameters<typeof commitChanges>[1]): Promise<void> {
    const { next, commit } = await commitChanges(group, changes);
    this.group = next;
    this.append({ type: 'commit', bytes: commit, at: this.now });
  }

  private append(entry: Written): void {
    this.log.push(entry);
    this.links.push(nextLink(this.links.at(-1)!, { seq: this.seq, type: entry.type, bytes: entry.bytes }));
  }

  /** An item of this content, as `by` would write it now; the header says something else where a test wants it. */
  async item(by: Member, content: Uint8Array, at = this.now, change: { space?: SpaceId; kind?: ItemKind; epoch?: number; id?: ItemId; transcript?: { seq: number; link: Uint8Array } } = {}): Promise<Written> {
    const key = await contentKey(this.group);
    const bytes = sealItem({
      header: { kind: 'message', handling: 'none', space: this.space, epoch: epochOf(this.group), epochTag: epochTag(this.group), id: id<ItemId>(), sender: by.device.device, transcript: { seq: this.seq, link: this.links.at(-1)! }, treeHead: { size: 0, root: new Uint8Array(32) }, ...change },
      content, contentKey: key, deviceSecret: by.device.secretKey,
    });
    return { type: 'item', bytes, at, key: keyOfItem(verifyItem(bytes, by.device.secretKey.subarray(32))!, key)! };
  }

  private async says(by: Member, content: MessageContent, at = content.sentAt): Promise<void> { this.append(await this.item(by, bytesOf(encodeMessage(content)), at)); }
  private text(by: Member, words: string): Promise<void> { return this.says(by, newText(words, this.now)); }

  private async dossier(by: Member): Promise<void> {
    const dossier: Dossier = { requesting: this.network.authority, requested: this.paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false, sections: [], measures: [{ id: id(), assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }] };
    await this.acts(by, { v: 1, type: 'dossier', after: null, dossier, sentAt: this.now });
  }

  private async step(by: Member, action: string): Promise<void> { await this.acts(by, stepOf(this.matter!, this.matter!.measures.map((measure) => measure.id), { action }, {}, this.now) satisfies StepContent); }

  private async acts(by: Member, content: CaseContent): Promise<void> {
    const hash = caseHash(this.space, by.person.id, bytesOf(encodeMessage(content)));
    const verdict = take(this.matter, { seq: this.seq + 1, by: by.person.id, device: by.device.device, at: content.sentAt, hash, content }, networkOf(this.network), this.ana.person.id);
    if (!verdict.ok) throw new Error(verdict.refusal.code);
    this.matter = verdict.matter;
    await this.says(by, content);
  }

  receipt(by: Member, delivered: number, link = this.links[delivered]!): string { return toBase64Url(signReceipt({ space: this.space, device: by.device.device, delivered, read: delivered, link }, by.device.secretKey)); }

  /** What the log is in a bundle. `shown`: whether contents are. */
  entries(shown = true): EvidenceEntry[] {
    return this.log.map(({ type, bytes, at, key }, index): EvidenceEntry => {
      const common = { seq: index + 1, at, link: toBase64Url(this.links[index + 1]!), bytes: toBase64Url(bytes) };
      return type === 'item' ? { ...common, type, ...(shown && key !== undefined && { key: toBase64Url(key) }) } : { ...common, type };
    });
  }

  unsealed(change: Partial<Unsealed> = {}): Unsealed {
    return {
      v: 1, type: 'comity-evidence', madeAt: minutes(0), madeBy: this.ana.device.device, space: { id: this.space, kind: 'request', after: 0, link: toBase64Url(firstLink()) },
      statements: this.network.statements, entries: this.entries(), receipts: [this.receipt(this.ben, 5)], ...change,
    };
  }

  sealed(change: Partial<Unsealed> = {}, by: Member = this.ana): Uint8Array { return encodeEvidence(this.unsealed({ madeBy: by.device.device, ...change }), by.device.secretKey); }
}

/** Entries of which some are others, with links that follow anew, as whoever doctors a bundle would make them. */
export function relinked(entries: readonly EvidenceEntry[]): EvidenceEntry[] {
  let link = firstLink();
  return entries.map((entry, index) => {
    const type = entry.type === 'commit' || entry.type === 'withheld-commit' ? 'commit' : 'item';
    const seq = index + 1;
    const bytes = 'bytes' in entry ? decodeBase64Url(entry.bytes)! : undefined;
    link = bytes === undefined ? nextLink(link, { seq, type: 'destroyed', bytes: decodeBase64Url((entry as { hash: string }).hash)! }) : nextLink(link, { seq, type, bytes });
    return { ...entry, seq, link: toBase64Url(link) };
  });
}

export const withheld = (entry: EvidenceEntry): EvidenceEntry => ('bytes' in entry
  ? { type: `withheld-${entry.type}`, seq: entry.seq, at: entry.at, link: entry.link, hash: toBase64Url(sha256(decodeBase64Url(entry.bytes)!)) } : entry);

const bytesOf = (encoded: { ok: true; bytes: Uint8Array } | { ok: false; rule: string }): Uint8Array => {
  if (!encoded.ok) throw new Error(encoded.rule);
  return encoded.bytes;
};
