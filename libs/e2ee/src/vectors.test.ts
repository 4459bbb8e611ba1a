/** The published vectors: what the second implementation computes, and what the library must agree with. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { handlingCodes, itemKinds, SignedStatement, suites, type DeviceId, type DeviceLinkId, type HandlingCode, type ItemHeader, type Instant, type ItemId, type ItemKind, type KdfParameters, type PractitionerId, type SpaceId, type StatementBody, type StatementId } from '@comity/contracts';
import {
  attachSignature, bytesToUuid, caseHash, formatLinkCode, linkCommitment, linkWords, linkTranscript, openLinked, parseLinkCode, canonicalJson, Chain, decodeKeyring, decodeMessage, decodeSignal, encodeMessage, encodeSignal, entryHash, entryId, newText, derivePassphraseKeys, encodeEvidence, encodeKeyring, enrolmentProof, formatRecoveryCode, fromBase64Url, fromUtf8, invitationTokenHash, nextLink, openItem, openVaultRecord, openWithItemKey, parseEvidence, verifyEvidenceSeal,
  openVaultWithPasskey, openVaultWithPassphraseKey, openVaultWithRecoveryCode, parseInvitationLink, parseRecoveryCode, randomBytes, readOfferContent, readSource, ready, safetyNumber, sealItem, sealVaultRecord, signReceipt, signStatement, statementId, utf8, uuidToBytes, verifyAttach, verifyItem, verifyReceipt, wordsHash,
  type CaseContent, type MessageContent, type OfferContent, type RegisterContent, type SignalContent,
} from '@comity/e2ee';
import * as second from '../test/second.js';
import { vectors, type Vectors } from '../test/vectors.js';
import { xchachaSeal, hchacha20, xchachaOpen } from '../test/xchacha20.js';
import { itemKey } from './item-key.js';
import { suiteOf } from './mls/provider/index.js';
import { xwing } from './mls/provider/xwing.js';
import { pad } from './padding.js';
import { sodium } from './sodium.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../vectors/comity');
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex');
/** libsodium's 64-byte secret of a seed. */
const secretOf = (seed: string) => sodium.crypto_sign_seed_keypair(bytes(seed)).privateKey;
const read = <K extends keyof Vectors>(name: K): Vectors[K] => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Vectors[K];
const nameOf = <T extends string>(codes: Record<T, number>, code: number): T => (Object.keys(codes) as T[]).find((name) => codes[name] === code)!;

beforeAll(ready);

describe('the second implementation', () => {
  it('computes XChaCha20-Poly1305 as the draft’s own vectors do (sections 2.2.1 and A.3.1)', () => {
    const key = second.hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
    expect(hex(hchacha20(key, second.hex('000000090000004a0000000031415927')))).toBe('82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc');
    const sealed = xchachaSeal(second.hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'), second.hex('404142434445464748494a4b4c4d4e4f5051525354555657'), second.hex('50515253c0c1c2c3c4c5c6c7'), Buffer.from("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."));
    expect(hex(sealed.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49');
  });
  // To publish changed vectors, delete the file, run this test, and review the difference.
  it.each(Object.entries(vectors()))('computes what is published in %s.json', (name, computed) => {
    const path = join(folder, `${name}.json`);
    const published = existsSync(path);
    if (!published) writeFileSync(path, `${JSON.stringify(computed, null, 2)}\n`);
    expect(published).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(computed);
  });
  it('opens what the library seals', () => {
    const { header, deviceSeed, devicePublicKey } = read('items')[0]!;
    const [contentKey, content] = [randomBytes(32), randomBytes(300)];
    const item = sealItem({ header: headerOf(header), content, contentKey, deviceSecret: secretOf(deviceSeed) });
    expect(hex(second.openItem(Buffer.from(item), Buffer.from(contentKey), second.hex(devicePublicKey)))).toBe(hex(content));
    const sealed = Buffer.from(sealVaultRecord(contentKey, 'main', 2, content));
    expect(hex(second.vaultRecord(Buffer.from(contentKey), 'main', 2, Buffer.from(content), sealed.subarray(33, 57)))).toBe(hex(sealed));
    expect(() => xchachaOpen(Buffer.alloc(32), Buffer.alloc(24), Buffer.alloc(0), sealed)).toThrow('authenticate');
  });
});

const headerOf = (f: second.ItemFields): Omit<ItemHeader, 'version'> => ({
  kind: nameOf<ItemKind>(itemKinds, f.kind), handling: nameOf<HandlingCode>(handlingCodes, f.handling), space: f.space as SpaceId, epoch: f.epoch, epochTag: bytes(f.epochTag), id: f.id as ItemId, sender: f.sender as DeviceId,
  transcript: { seq: f.transcriptSeq, link: bytes(f.transcriptLink) }, treeHead: { size: f.treeSize, root: bytes(f.treeRoot) },
});

describe('the library', () => {
  it('writes ids as published', () => {
    for (const v of read('ids')) expect([hex(uuidToBytes(v.uuid)), bytesToUuid(bytes(v.bytes))]).toEqual([v.bytes, v.uuid]);
  });
  it('signs statements as published, and the chain accepts them in order', () => {
    const published = read('statements');
    let chain: Chain | undefined;
    for (const v of published) {
      const statement = SignedStatement.parse({ body: v.body, signatures: v.signatures });
      expect(fromUtf8(canonicalJson(v.body))).toBe(v.canonical);
      expect(statementId(v.body as unknown as StatementBody)).toBe(v.id);
      expect(signStatement(statement.body, v.seeds.map(secretOf)).signatures).toEqual(v.signatures);
      const now = new Date('2027-02-01T00:00:00.000Z');
      const result = chain === undefined ? Chain.found(statement, v.id as StatementId, now) : chain.apply(statement, now);
      expect(result).toMatchObject({ ok: true });
      if (result.ok) chain = result.chain;
    }
    expect(chain?.length).toBe(published.length);
  });
  it('verifies and opens items as published, and derives their keys', () => {
    for (const v of read('items')) {
      const item = verifyItem(bytes(v.item), bytes(v.devicePublicKey))!;
      expect(item.header).toEqual({ version: 1, ...headerOf(v.header) });
      expect(fromUtf8(openItem(item, bytes(v.contentKey))!)).toBe(v.content);
      const { key, commitment } = itemKey(bytes(v.contentKey), uuidToBytes(v.header.id));
      expect([hex(key), hex(commitment)]).toEqual([v.itemKey, v.commitment]);
      expect(hex(pad(utf8(v.content)))).toBe(hex(second.pad(Buffer.from(v.content))));
    }
  });
  it('chains transcripts as published', () => {
    for (const v of read('transcript')) expect(hex(nextLink(bytes(v.previous), { seq: v.seq, type: v.type as 'item' | 'commit', bytes: bytes(v.bytes) }))).toBe(v.link);
  });
  it('signs and verifies receipts as published', () => {
    for (const v of read('receipts')) {
      const receipt = { space: v.space as SpaceId, device: v.device as DeviceId, delivered: v.delivered, read: v.read, link: bytes(v.link) };
      expect(hex(signReceipt(receipt, secretOf(v.deviceSeed)))).toBe(v.receipt);
      expect(verifyReceipt(bytes(v.receipt), bytes(v.devicePublicKey))).toEqual(receipt);
    }
  });
  it('reads, seals and opens evidence as published', () => {
    for (const { file, deviceSeed, shown } of read('evidence')) {
      const parsed = parseEvidence(utf8(file));
      if (!parsed.ok) throw new Error(parsed.rule);
      const { signature, ...bundle } = parsed.bundle;
      expect(fromUtf8(encodeEvidence(bundle, secretOf(deviceSeed)))).toBe(file);
      const key = secretOf(deviceSeed).subarray(32);
      expect([verifyEvidenceSeal(parsed.bundle, key), verifyEvidenceSeal({ ...parsed.bundle, madeAt: '2027-01-21T09:00:00.000Z' as Instant }, key), signature.length]).toEqual([true, false, 86]);
      const opened = bundle.entries.flatMap((entry) => (entry.type === 'item' && entry.key !== undefined ? [{ seq: entry.seq, content: fromUtf8(openWithItemKey(verifyItem(fromBase64Url(entry.bytes), key)!, fromBase64Url(entry.key))!) }] : []));
      expect(opened).toEqual(shown);
    }
  });
  it('attaches devices as published', () => {
    for (const v of read('attach')) {
      expect(hex(attachSignature(secretOf(v.deviceSeed), bytes(v.challenge), v.device as DeviceId))).toBe(v.signature);
      expect(verifyAttach(bytes(v.devicePublicKey), bytes(v.challenge), v.device as DeviceId, bytes(v.signature))).toBe(true);
    }
  });
  it('derives passphrase keys and opens vaults as published', () => {
    const v = read('vault');
    const kdf = v.kdf as KdfParameters;
    const keys = derivePassphraseKeys(v.passphrase, kdf);
    expect(keys.ok && [hex(keys.authKey), hex(keys.wrapKey)]).toEqual([v.authKey, v.wrapKey]);
    const wraps = { ...v.wraps, passphrase: { ...v.wraps.passphrase, kdf } };
    expect(hex(openVaultWithPassphraseKey(wraps, bytes(v.wrapKey))!)).toBe(v.vaultKey);
    expect(hex(openVaultWithRecoveryCode(wraps, bytes(v.recoverySecret))!)).toBe(v.vaultKey);
    expect(hex(openVaultWithPasskey(wraps, v.wraps.passkeys[0]!.passkey, bytes(v.passkeyOutput))!)).toBe(v.vaultKey);
    for (const r of v.records) expect(fromUtf8(openVaultRecord(bytes(v.vaultKey), r.name, r.version, fromBase64Url(r.sealed))!)).toBe(r.content);
  });
  it('writes and reads contents as published', () => {
    for (const { fields, text } of read('contents')) {
      const type = (fields as Record<string, unknown>)['type'];
      const whole = (type === 'text' ? { ...newText('', fields.sentAt as Instant), ...fields } : fields) as unknown;
      const encoded = type === 'typing' ? encodeSignal(whole as SignalContent) : encodeMessage(whole as MessageContent);
      expect(encoded.ok && fromUtf8(encoded.bytes)).toBe(text);
      expect(type === 'typing' ? decodeSignal(utf8(text)) : decodeMessage(utf8(text))).toEqual({ ok: true, content: whole });
      if (type === 'offer') expect(readOfferContent(whole as OfferContent)).toMatchObject((fields as unknown as OfferContent).said);
    }
  });
  it('writes, reads and names what requests consist of as published', () => {
    for (const { space, by, fields, text, hash, words } of read('requests')) {
      const content = fields as unknown as CaseContent;
      const encoded = encodeMessage(content);
      expect(encoded.ok && fromUtf8(encoded.bytes)).toBe(text);
      expect(decodeMessage(utf8(text))).toEqual({ ok: true, content });
      if (content.type === 'dossier' && content.source !== undefined) expect(readSource(content.source)).toMatchObject({ words: content.source['words'] });
      expect(caseHash(space as SpaceId, by as PractitionerId, utf8(text))).toBe(hash);
      expect(content.type === 'dossier' ? [] : content.words.map(wordsHash)).toEqual(words);
    }
  });
  it('writes, reads and names what registers consist of as published', () => {
    for (const { space, by, item, fields, text, hash, entry } of read('registers')) {
      const content = fields as unknown as RegisterContent;
      const encoded = encodeMessage(content);
      expect(encoded.ok && fromUtf8(encoded.bytes)).toBe(text);
      expect(decodeMessage(utf8(text))).toEqual({ ok: true, content });
      expect(entryHash(space as SpaceId, by as PractitionerId, item as ItemId, utf8(text))).toBe(hash);
      expect(content.type === 'entry' ? entryId(space as SpaceId, content, hash) : content.id).toBe(entry);
    }
  });
  it('writes keyrings as published', () => {
    for (const v of read('keyrings')) {
      const ring = { space: v.space as SpaceId, since: v.since, destroyedBefore: v.destroyedBefore, anchor: { seq: v.anchorSeq, link: bytes(v.anchorLink) }, epochs: new Map(v.epochs.map((e) => [e.epoch, { key: bytes(e.key), tag: bytes(e.tag) }])) };
      expect(hex(encodeKeyring(ring))).toBe(v.keyring);
      expect(decodeKeyring(bytes(v.keyring))).toEqual(ring);
    }
  });
  it('writes and reads recovery codes as published', () => {
    for (const v of read('recovery-codes')) {
      expect(formatRecoveryCode(bytes(v.secret))).toBe(v.code);
      expect(parseRecoveryCode(v.code)).toEqual({ ok: true, secret: bytes(v.secret) });
    }
  });
  it('reads invitations and proves enrolments as published', () => {
    const v = read('invitations');
    expect(parseInvitationLink(v.link)).toEqual({ origin: v.origin, token: bytes(v.token), secret: bytes(v.secret), pin: v.pin });
    expect(hex(invitationTokenHash(bytes(v.token)))).toBe(v.tokenHash);
    for (const p of v.proofs) expect(hex(enrolmentProof(bytes(v.secret), { ...p.claim, id: p.claim.id as PractitionerId }))).toBe(p.proof);
  });
  it('links devices as published', () => {
    for (const v of read('device-links')) {
      const [reveal, answer] = [{ key: bytes(v.key), nonce: bytes(v.nonce) }, bytes(v.answer)];
      expect(hex(linkCommitment(reveal))).toBe(v.commitment);
      const transcript = linkTranscript({ pin: v.pin as StatementId, practitioner: v.practitioner as PractitionerId, link: v.link as DeviceLinkId, deviceName: v.deviceName }, reveal, answer);
      expect([hex(transcript), linkWords(transcript)]).toEqual([v.transcript, v.words]);
      expect(hex(openLinked(bytes(v.sealed), bytes(v.secretKey), answer, reveal.nonce, transcript)!)).toBe(v.vaultKey);
      expect([formatLinkCode({ link: v.link as DeviceLinkId, ...reveal }), parseLinkCode(v.code)]).toEqual([v.code, { link: v.link, ...reveal }]);
    }
  });
  it('computes safety numbers as published', () => {
    for (const v of read('safety-numbers')) {
      const party = (p: { id: string; key: string }) => ({ id: p.id as PractitionerId, key: bytes(p.key) });
      expect(safetyNumber(party(v.a), party(v.b))).toBe(v.number);
    }
  });
  it('derives keys, opens encapsulations and messages of the hybrid suite as published', async () => {
    const { hpke } = suiteOf(suites.hybrid);
    for (const v of read('hybrid-suite')) {
      const derived = await hpke.deriveKeyPair(bytes(v.material));
      expect([hex(await hpke.exportPrivateKey(derived.privateKey)), hex(await hpke.exportPublicKey(derived.publicKey))]).toEqual([v.derivedSeed, v.derivedPublicKey]);
      expect(hex(xwing.decapsulate(bytes(v.seed), bytes(v.encapsulation)))).toBe(v.shared);
      expect(hex(await hpke.open(await hpke.importPrivateKey(bytes(v.seed)), bytes(v.encapsulation), bytes(v.sealed), bytes(v.info), bytes(v.associated)))).toBe(v.plaintext);
    }
  });
  it('encapsulates what the second implementation opens', () => {
    const { secretKey, publicKey } = xwing.generateKeyPair();
    expect(hex(second.xwingPublicKey(Buffer.from(secretKey)))).toBe(hex(publicKey));
    const { shared, encapsulation } = xwing.encapsulate(publicKey);
    expect(hex(second.xwingOpen(Buffer.from(secretKey), Buffer.from(encapsulation)))).toBe(hex(shared));
  });
});
