import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { evidenceLimits, type EvidenceBundle, type EvidenceEntry, type Instant } from '@comity/contracts';
import { decodeBase64Url, fromUtf8, ready, statementId, toBase64Url, utf8 } from '@comity/e2ee';
import { minutes, now } from '../../../e2ee/test/network.js';
import { Ledger, relinked, withheld } from './ledger.fixture.js';
import { verifyEvidence } from './verify.js';

let ledger: Ledger;
let honest: Uint8Array;
let root: string;

beforeAll(async () => {
  await ready();
  ledger = await Ledger.written();
  honest = ledger.sealed();
  root = statementId(ledger.network.founding.body);
});

const faultOf = async (file: Uint8Array, expected?: string): Promise<string> => {
  const result = await verifyEvidence(file, { now, ...(expected !== undefined && { root: expected }) });
  return result.ok ? 'holds' : [result.fault.part, result.fault.at, result.fault.rule].filter((each) => each !== null).join(' ');
};
const reportOf = async (file: Uint8Array) => {
  const result = await verifyEvidence(file, { now });
  if (!result.ok) throw new Error(`${result.fault.part} ${result.fault.at ?? ''} ${result.fault.rule}`);
  return result.report;
};
/** The honest bundle with another entry in the place of one, sealed anew by its maker. */
const doctored = (seq: number, change: (entry: EvidenceEntry) => EvidenceEntry): Uint8Array => ledger.sealed({ entries: ledger.entries().map((entry) => (entry.seq === seq ? change(entry) : entry)) });
/** The log with one more entry. */
const extended = async (...item: Parameters<Ledger['item']>): Promise<Uint8Array> => {
  const { bytes, at, key } = await ledger.item(...item);
  return ledger.sealed({ entries: relinked([...ledger.entries(), { type: 'item', seq: 0, at, link: '', bytes: toBase64Url(bytes), key: toBase64Url(key!) }]) });
};
const asText = (file: Uint8Array): EvidenceBundle => JSON.parse(fromUtf8(file)!) as EvidenceBundle;
const flip = (text: string, at = 10): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
const words = utf8('{"v":1,"type":"text","text":"Later","sentAt":"2027-03-01T12:00:00.000Z"}');

describe('an evidence bundle', () => {
  it('says who signed what, who confirms it, and where the request stands', async () => {
    const { ana, ben, network, space, paris } = ledger;
    const report = await reportOf(honest);
    expect(report).toMatchObject({ root, expected: false, network: { id: network.id, name: 'Network' }, space: { id: space, kind: 'request' }, madeAt: minutes(0), madeBy: ana.person.id, from: 1, to: 7, link: toBase64Url(ledger.links.at(-1)!), statements: network.statements.length });
    expect(report.entries.map((entry) => [entry.type, 'by' in entry ? entry.by : null])).toEqual([['commit', ana.person.id], ['commit', ana.person.id], ['item', ana.person.id], ['item', ana.person.id], ['item', ben.person.id], ['item', ana.person.id], ['item', ana.person.id]]);
    expect(report.entries[1]).toMatchObject({ added: [ben.person.id], removed: [] });
    expect(report.entries[4]).toMatchObject({ inside: true, content: { type: 'text', text: 'The facts want a date' }, confirmedBy: [ana.person.id] });
    // The receipt reaches to the fifth; what comes after it nobody confirms but who signed it.
    expect(report.entries.map(({ confirmedBy }) => confirmedBy.includes(ben.person.id))).toEqual([true, true, true, true, false, false, false]);
    expect(report.people.find(({ id }) => id === ben.person.id)).toMatchObject({ role: 'focal-point', confirms: 5 });
    expect(report.people.find(({ id }) => id === ana.person.id)?.devices.map(({ ended }) => ended?.reason ?? null)).toEqual([null, null, 'lost']);
    expect(report.request).toMatchObject({ title: 'Payments', requested: paris, state: 'INTERNAL_REVIEW', measures: [{ state: 'INTERNAL_REVIEW', steps: [{ action: 'draft', by: ana.person.id, seq: 4, attested: false }, { action: 'submit', seq: 6 }] }] });
    expect(await faultOf(honest, root)).toBe('holds');
  });

  it('holds as published, by a second implementation that shares nothing with this one', async () => {
    const [{ root: pin, file }] = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../e2ee/vectors/comity/evidence.json'), 'utf8')) as [{ root: string; file: string }];
    const result = await verifyEvidence(utf8(file), { now, root: pin });
    if (!result.ok) throw new Error(`${result.fault.part} ${result.fault.at ?? ''} ${result.fault.rule}`);
    expect(result.report.entries.map((entry) => [entry.type, 'content' in entry ? (entry.content?.type ?? null) : undefined])).toEqual([['withheld-commit', undefined], ['item', 'text'], ['destroyed', undefined], ['item', null], ['item', 'withdraw']]);
    expect(result.report.people.find(({ id }) => id === result.report.madeBy)).toMatchObject({ name: 'Дарья "D" Практик', confirms: 5 });
  });

  it('is the same bytes when it is made again', () => {
    expect(ledger.sealed()).toEqual(honest);
  });

  it('holds without words, and without what is not shown, and says less then', async () => {
    const closed = await reportOf(ledger.sealed({ entries: ledger.entries(false) }));
    expect(closed.request).toBeNull();
    expect(closed.entries.every((entry) => entry.type !== 'item' || entry.content === null)).toBe(true);
    const partly = await reportOf(ledger.sealed({ entries: ledger.entries().map((entry) => ([2, 4].includes(entry.seq) ? withheld(entry) : entry)) }));
    expect(partly.entries.map(({ type }) => type)).toEqual(['commit', 'withheld-commit', 'item', 'withheld-item', 'item', 'item', 'item']);
    expect(partly.entries.map((entry) => ('inside' in entry ? entry.inside : undefined))).toEqual([undefined, undefined, null, undefined, null, null, null]);
    // Without the step before it, the next one does not stand.
    expect(partly.entries[5]).toMatchObject({ refused: { code: 'wrong-predecessor' } });
  });

  it('is checked against the root that is known', async () => {
    expect(await faultOf(honest, toBase64Url(new Uint8Array(32)))).toBe('root another-root');
    const invented = await Ledger.written();
    expect([await faultOf(invented.sealed()), await faultOf(invented.sealed(), root)]).toEqual(['holds', 'root another-root']);
  });

  describe('names the first broken link', () => {
    it('of a file that is cut, or none', async () => {
      expect(await faultOf(honest.subarray(0, honest.length - 1))).toBe('file not-json');
      expect(await faultOf(honest.subarray(0, 1_000))).toBe('file not-json');
      expect(await faultOf(new Uint8Array())).toBe('file not-json');
      expect(await faultOf(utf8('[]'))).toBe('file not-evidence');
      expect(await faultOf(utf8(fromUtf8(honest)!.replace(/"v":1\}$/, '"v":2}')))).toBe('file unknown-version');
      expect(await faultOf(utf8(`${fromUtf8(honest)!}\n`))).toBe('file not-canonical');
      expect(await faultOf(utf8(JSON.stringify({ ...asText(honest), more: 1 })))).toBe('file malformed');
      expect(await faultOf(utf8(`${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`))).toBe('file not-json');
      expect(await faultOf(utf8(`{"type":"comity-evidence","v":1,"entries":[${'0,'.repeat(evidenceLimits.entries)}0]}`))).toBe('file too-large');
      expect(await faultOf(utf8(`[${'0,'.repeat(evidenceLimits.values)}0]`))).toBe('file not-json');
      expect(await faultOf(new Uint8Array(evidenceLimits.bytes + 1))).toBe('file too-large');
    });

    it('of statements: altered, dropped, reordered, signed by others', async () => {
      const { network } = ledger;
      const { statements } = network;
      const all = (change: (list: typeof statements) => typeof statements) => ledger.sealed({ statements: change([...statements]) });
      expect(await faultOf(all((list) => list.map((each, i) => (i === 2 ? { ...each, signatures: each.signatures.map((signature) => flip(signature)) } : each))))).toBe('statement 3 bad-signature');
      expect(await faultOf(all((list) => list.map((each, i) => (i === 0 ? { ...each, signatures: [each.signatures[0]!, each.signatures[0]!] } : each))))).toBe('statement 1 bad-signature');
      expect(await faultOf(all((list) => list.filter((_, i) => i !== 2)))).toBe('statement 3 unknown-issuer');
      expect(await faultOf(all((list) => [list[1]!, list[0]!, ...list.slice(2)]))).toBe('statement 1 not-a-founding');
      expect(await faultOf(all((list) => [...list, list[3]!]))).toBe(`statement ${statements.length + 1} duplicate-statement`);
      expect(await faultOf(all((list) => [...list, network.sign('authority-admitted', [network.focal], { authority: { id: ledger.space as never, name: 'Invented', state: 'FR', kind: 'police' } })]))).toBe(`statement ${statements.length + 1} issuer-not-allowed`);
    });

    it('of the log: altered, dropped, reordered, repeated, cut at its beginning', async () => {
      const entries = ledger.entries();
      for (const seq of [3, 5, 7]) expect(await faultOf(doctored(seq, (entry) => ({ ...entry, bytes: flip((entry as { bytes: string }).bytes, 500) } as EvidenceEntry)))).toBe(`entry ${seq} bad-signature`);
      expect(await faultOf(doctored(2, (entry) => ({ ...entry, bytes: flip((entry as { bytes: string }).bytes, 300) } as EvidenceEntry)))).toMatch(/^entry 2 (commit-malformed|foreign-leaf|another-log)$/);
      expect(await faultOf(ledger.sealed({ entries: entries.filter(({ seq }) => seq !== 4) }))).toBe('entry 4 out-of-order');
      expect(await faultOf(ledger.sealed({ entries: entries.slice(1) }))).toBe('entry 1 out-of-order');
      expect(await faultOf(ledger.sealed({ entries: [...entries.slice(0, 3), entries[4]!, entries[3]!, ...entries.slice(5)] }))).toBe('entry 4 out-of-order');
      // Numbered and linked anew, it is what its signers had seen that gives it away.
      expect(await faultOf(ledger.sealed({ entries: relinked(entries.filter(({ seq }) => seq !== 4)) }))).toBe('entry 4 reordered');
      expect(await faultOf(ledger.sealed({ entries: relinked([...entries.slice(0, 5), entries[4]!, ...entries.slice(5)]) }))).toBe('entry 6 replayed');
      expect(await faultOf(ledger.sealed({ entries: relinked(entries.map((entry) => (entry.seq === 4 ? withheld(entries[6]!) : entry))) }))).toBe('entry 5 transcript-fork');
      expect(await faultOf(doctored(4, (entry) => ({ ...withheld(entry), hash: toBase64Url(new Uint8Array(32)) } as EvidenceEntry)))).toBe('entry 4 another-log');
      expect(await faultOf(doctored(4, (entry) => ({ ...entry, link: flip(entry.link) })))).toBe('entry 4 another-log');
    });

    it('of items that are not their sender’s, of a device that is over, or of somebody who was not inside', async () => {
      const { ana, lost, claire } = ledger;
      expect(await faultOf(await extended(ana, words))).toBe('holds');
      expect(await faultOf(await extended({ ...ana, device: { ...ana.device, secretKey: lost.device.secretKey } }, words))).toBe('entry 8 bad-signature');
      expect(await faultOf(await extended(lost, words))).toBe('entry 8 device-ended');
      expect(await faultOf(await extended(lost, words, minutes(-50)))).toBe('entry 8 not-inside');
      expect(await faultOf(await extended(claire, words))).toBe('entry 8 not-inside');
      expect(await faultOf(await extended({ ...ana, device: { ...ana.device, device: ledger.space as never } }, words))).toBe('entry 8 unknown-device');
    });

    it('of items of elsewhere, of another time, or that say what no client says', async () => {
      const { ana } = ledger;
      expect(await faultOf(await extended(ana, words, undefined, { space: ana.device.device as never }))).toBe('entry 8 wrong-space');
      expect(await faultOf(await extended(ana, words, undefined, { epoch: 1 }))).toBe('entry 8 wrong-epoch');
      expect(await faultOf(await extended(ana, words, undefined, { transcript: { seq: 8, link: new Uint8Array(32) } }))).toBe('entry 8 reordered');
      expect(await faultOf(await extended(ana, words, undefined, { transcript: { seq: 5, link: new Uint8Array(32) } }))).toBe('entry 8 transcript-fork');
      expect(await faultOf(await extended(ana, utf8('{"type":"text","v":1}')))).toBe('entry 8 illegible');
      expect(await faultOf(await extended(ana, utf8(`{"v":1,"type":"ask","epochs":[1],"not":[],"sentAt":"${now.toISOString()}"}`), undefined, { kind: 'keys' }))).toBe('entry 8 illegible');
      expect(await faultOf(doctored(5, (entry) => ({ ...entry, key: toBase64Url(new Uint8Array(32)) } as EvidenceEntry)))).toBe('entry 5 does-not-open');
    });

    it('of receipts', async () => {
      const { ana, ben, lost, network } = ledger;
      const receipts = (...each: string[]) => faultOf(ledger.sealed({ receipts: each }));
      const good = ledger.receipt(ben, 5);
      expect(await receipts(ledger.receipt(ana, 7), good)).toBe('holds');
      expect(await receipts(ledger.receipt(ana, 7), flip(good, 150))).toBe('receipt 2 bad-signature');
      expect(await receipts(ledger.receipt(ben, 5, new Uint8Array(32)))).toBe('receipt 1 transcript-fork');
      expect(await receipts(ledger.receipt(ben, 9, new Uint8Array(32)))).toBe('receipt 1 not-in-this-log');
      expect(await receipts(ledger.receipt(lost, 5))).toBe('receipt 1 device-ended');
      expect(await receipts(good, good)).toBe('receipt 2 twice');
      const unknown = network.statements.filter(({ body }) => body.kind !== 'device-certified' || body.device.id !== network.device.id);
      expect(await faultOf(ledger.sealed({ statements: unknown, receipts: [ledger.receipt({ ...ana, device: { ...ana.device, device: network.device.id } }, 5)] }))).toBe('receipt 1 unknown-device');
    });

    it('of its seal: by whom it was made, when, and that nothing changed since', async () => {
      const { ben, lost, network } = ledger;
      expect(await faultOf(ledger.sealed({}, ben))).toBe('holds');
      expect(await faultOf(ledger.sealed({}, lost))).toBe('seal device-ended');
      expect(await faultOf(ledger.sealed({ madeBy: network.device.id }, ben))).toBe('seal bad-signature');
      expect(await faultOf(ledger.sealed({ madeBy: ledger.space as never }))).toBe('seal unknown-device');
      expect(await faultOf(ledger.sealed({ madeAt: minutes(6) as Instant }))).toBe('seal made-in-the-future');
      const other = asText(honest);
      // What nothing else signs: the date of an entry, and that the last ones are there.
      for (const changed of [{ ...other, madeAt: minutes(-1) }, { ...other, entries: other.entries.map((entry) => ({ ...entry, at: minutes(-1) })) }, { ...other, entries: other.entries.slice(0, 6) }, { ...other, receipts: [] }, { ...other, statements: other.statements.slice(0, -1) }]) {
        expect(await faultOf(utf8(JSON.stringify(changed)))).toBe('seal bad-signature');
      }
    });

    it('wherever a byte is another', async () => {
      const text = fromUtf8(honest)!;
      let flipped = 0;
      for (let at = 3; at < text.length; at += 31) {
        const damaged = flip(text, at);
        const fault = await faultOf(utf8(damaged));
        if (fault === 'holds') throw new Error(`a byte at ${at} may be another: ${text.slice(at - 30, at + 30)}`);
        flipped += 1;
      }
      expect(flipped).toBeGreaterThan(500);
    });
  });

  it('takes whatever bytes as values', async () => {
    const bundle = asText(honest);
    for (const hostile of [null, 0, '', 'x', [], {}, [[]], -1, '2027-03-01T12:00:00.000Z']) {
      for (const member of Object.keys(bundle) as (keyof EvidenceBundle)[]) {
        if (hostile === bundle[member]) continue;
        const text = JSON.stringify({ ...bundle, [member]: hostile });
        expect(await faultOf(utf8(text))).not.toBe('holds');
      }
    }
    for (let length = 0; length < 64; length++) expect(await faultOf(decodeBase64Url(bundle.signature)!.subarray(0, length))).toMatch(/^file (?:not-json|not-evidence)$/);
  });
});
