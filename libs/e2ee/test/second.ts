/**
 * A second, independent implementation of docs/PROTOCOL.md, on node:crypto alone, as plain as can be. It shares no code
 * with the library (not even the contracts): what both agree on is what the document says.
 */
import { argon2Sync, createCipheriv, createHash, createHmac, createPrivateKey, createPublicKey, decapsulate, diffieHellman, hkdfSync, sign, verify } from 'node:crypto';
import { xchachaOpen, xchachaSeal } from './xchacha20.js';

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');
export const b64 = (bytes: Buffer): string => bytes.toString('base64url');
export const uuid = (text: string): Buffer => hex(text.replaceAll('-', ''));
const u64 = (value: number): Buffer => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(value)); return b; };
const u32 = (value: number): Buffer => { const b = Buffer.alloc(4); b.writeUInt32BE(value); return b; };
const domain = (what: string): Buffer => Buffer.from(`comity/${what}/v1\0`);
export const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const hkdf = (secret: Buffer, info: Buffer): [Buffer, Buffer] => { const out = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 64)); return [out.subarray(0, 32), out.subarray(32)]; };

// Ed25519: keys as RFC 8410 wraps them.
const privateKey = (seed: Buffer) => createPrivateKey({ key: Buffer.concat([hex('302e020100300506032b657004220420'), seed]), format: 'der', type: 'pkcs8' });
export const publicKeyOf = (seed: Buffer): Buffer => createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);
const ed25519 = (seed: Buffer, ...parts: Buffer[]): Buffer => sign(null, Buffer.concat(parts), privateKey(seed));
const holds = (publicKey: Buffer, signature: Buffer, ...parts: Buffer[]): boolean =>
  verify(null, Buffer.concat(parts), createPublicKey({ key: Buffer.concat([hex('302a300506032b6570032100'), publicKey]), format: 'der', type: 'spki' }), signature);

/** RFC 8785, for values without fractions. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

export const statementSigned = (body: unknown): Buffer => Buffer.concat([domain('statement'), Buffer.from(canonical(body))]);
export const statementId = (body: unknown): string => b64(sha256(statementSigned(body)));
export const statementSignature = (body: unknown, seed: Buffer): string => b64(ed25519(seed, statementSigned(body)));

function padme(length: number): number {
  const least = Math.max(256, length);
  const e = Math.floor(Math.log2(least));
  const s = Math.floor(Math.log2(e)) + 1;
  const mask = (1 << (e - s)) - 1;
  return (least + mask) & ~mask;
}
export function pad(content: Buffer): Buffer {
  const padded = Buffer.alloc(padme(4 + content.length));
  u32(content.length).copy(padded);
  content.copy(padded, 4);
  return padded;
}

export interface ItemFields {
  kind: number; handling: number; space: string; epoch: number; epochTag: string; id: string; sender: string;
  transcriptSeq: number; transcriptLink: string; treeSize: number; treeRoot: string;
}
export const itemHeader = (f: ItemFields): Buffer => Buffer.concat([
  Buffer.of(1, f.kind, f.handling, 0), uuid(f.space), u64(f.epoch), hex(f.epochTag), uuid(f.id), uuid(f.sender),
  u64(f.transcriptSeq), hex(f.transcriptLink), u64(f.treeSize), hex(f.treeRoot), Buffer.of(0, 0),
]);
export const itemKeys = (contentKey: Buffer, id: string): [Buffer, Buffer] => hkdf(contentKey, Buffer.concat([Buffer.from('comity item v1'), uuid(id)]));

export function sealItem(f: ItemFields, content: Buffer, contentKey: Buffer, nonce: Buffer, deviceSeed: Buffer): Buffer {
  const header = itemHeader(f);
  const [key, commitment] = itemKeys(contentKey, f.id);
  const body = Buffer.concat([nonce, commitment, xchachaSeal(key, nonce, header, pad(content))]);
  return Buffer.concat([header, body, ed25519(deviceSeed, domain('item'), header, body)]);
}

/** Verifies and opens; throws when anything does not hold. */
export function openItem(item: Buffer, contentKey: Buffer, deviceKey: Buffer): Buffer {
  if (!holds(deviceKey, item.subarray(-64), domain('item'), item.subarray(0, -64))) throw new Error('signature');
  const [key, commitment] = hkdf(contentKey, Buffer.concat([Buffer.from('comity item v1'), item.subarray(60, 76)]));
  if (!commitment.equals(item.subarray(198, 230))) throw new Error('commitment');
  const padded = xchachaOpen(key, item.subarray(174, 198), item.subarray(0, 174), item.subarray(230, -64));
  return padded.subarray(4, 4 + padded.readUInt32BE(0));
}

export const link = (previous: Buffer, seq: number, type: number, bytes: Buffer): Buffer => sha256(domain('link'), previous, u64(seq), Buffer.of(type), sha256(bytes));

/** The signature of the device that makes an evidence bundle, over all the rest of it. */
export const evidenceSeal = (bundle: unknown, seed: Buffer): string => b64(ed25519(seed, domain('evidence'), sha256(Buffer.from(canonical(bundle)))));

export function receipt(space: string, device: string, delivered: number, read: number, at: Buffer, seed: Buffer): Buffer {
  const body = Buffer.concat([Buffer.of(1), uuid(space), uuid(device), u64(delivered), u64(read), at]);
  return Buffer.concat([body, ed25519(seed, domain('receipt'), body)]);
}

export const attach = (challenge: Buffer, device: string, seed: Buffer): Buffer => ed25519(seed, domain('attach'), challenge, uuid(device));

export function passphraseKeys(passphrase: string, kdf: { salt: string; ops: number; mem: number }): [Buffer, Buffer] {
  const message = Buffer.from(passphrase.replace(/\p{Zs}/gu, ' ').normalize('NFC'));
  const master = argon2Sync('argon2id', { message, nonce: Buffer.from(kdf.salt, 'base64url'), parallelism: 1, tagLength: 32, memory: kdf.mem / 1024, passes: kdf.ops });
  return hkdf(master, Buffer.from('comity passphrase v1'));
}

export function sealBox(secret: Buffer, label: string, associated: Buffer, nonce: Buffer, content: Buffer): Buffer {
  const [key, commitment] = hkdf(secret, Buffer.from(label));
  return Buffer.concat([Buffer.of(1), commitment, nonce, xchachaSeal(key, nonce, associated, content)]);
}
export const wrapForPassphrase = (vaultKey: Buffer, wrapKey: Buffer, kdf: unknown, nonce: Buffer): Buffer =>
  sealBox(wrapKey, 'comity vault passphrase v1', Buffer.concat([domain('vault-wrap'), Buffer.from(canonical(kdf))]), nonce, vaultKey);
export const wrapForRecovery = (vaultKey: Buffer, secret: Buffer, nonce: Buffer): Buffer => sealBox(secret, 'comity vault recovery v1', domain('vault-wrap'), nonce, vaultKey);
export const wrapForPasskey = (vaultKey: Buffer, passkey: string, output: Buffer, nonce: Buffer): Buffer =>
  sealBox(output, 'comity vault passkey v1', Buffer.concat([domain('vault-wrap'), Buffer.from(canonical({ passkey }))]), nonce, vaultKey);
export const vaultRecord = (vaultKey: Buffer, name: string, version: number, content: Buffer, nonce: Buffer): Buffer =>
  sealBox(vaultKey, 'comity vault record v1', Buffer.concat([domain('vault-record'), u64(version), Buffer.from(name)]), nonce, pad(content));

export interface KeyringFields { space: string; since: number; destroyedBefore: number; anchorSeq: number; anchorLink: string; epochs: { epoch: number; key: string; tag: string }[] }
export const keyring = (f: KeyringFields): Buffer => Buffer.concat([
  Buffer.of(2), uuid(f.space), u64(f.since), u64(f.destroyedBefore), u64(f.anchorSeq), hex(f.anchorLink), u32(f.epochs.length), ...f.epochs.flatMap((e) => [u64(e.epoch), hex(e.key), hex(e.tag)]),
]);

export function recoveryCode(secret: Buffer): string {
  let bits = '';
  for (const byte of Buffer.concat([secret, sha256(domain('recovery-code'), secret).subarray(0, 3)])) bits += byte.toString(2).padStart(8, '0');
  const characters = bits.match(/.{5}/g)!.map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)]!).join('');
  return characters.match(/.{4}/g)!.join('-');
}

export const invitationTokenHash = (token: Buffer): Buffer => sha256(domain('invitation'), token);
export const enrolmentProof = (secret: Buffer, claim: unknown): Buffer => createHmac('sha256', secret).update(domain('enrolment')).update(canonical(claim)).digest();

export function safetyNumber(a: { id: string; key: Buffer }, b: { id: string; key: Buffer }): string {
  const digits = ({ id, key }: { id: string; key: Buffer }) => {
    let hash = createHash('sha512').update(domain('safety')).update(key).update(uuid(id)).digest();
    for (let i = 0; i < 5_199; i++) hash = createHash('sha512').update(hash).update(key).digest();
    return [0, 5, 10, 15, 20, 25].map((at) => String(hash.readUIntBE(at, 5) % 100_000).padStart(5, '0')).join('');
  };
  return [digits(a), digits(b)].sort().join('').match(/.{5}/g)!.join(' ');
}

// X-Wing. ML-KEM keys are wrapped as RFC 9935 says (seed alone), X25519 keys as RFC 8410 does. Node encapsulates at random only, so
// encapsulations are given and opened.
const mlKemKey = (seed: Buffer) => createPrivateKey({ key: Buffer.concat([hex('3054020100300b060960864801650304040204428040'), seed]), format: 'der', type: 'pkcs8' });
const x25519Key = (seed: Buffer) => createPrivateKey({ key: Buffer.concat([hex('302e020100300506032b656e04220420'), seed]), format: 'der', type: 'pkcs8' });
const x25519Public = (bytes: Buffer) => createPublicKey({ key: Buffer.concat([hex('302a300506032b656e032100'), bytes]), format: 'der', type: 'spki' });
const publicHalf = (key: ReturnType<typeof createPrivateKey>, length: number): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-length);
const shake256 = (bytes: Buffer, length: number): Buffer => createHash('shake256', { outputLength: length }).update(bytes).digest();

const xwingKeys = (seed: Buffer) => { const expanded = shake256(seed, 96); return { mlKem: mlKemKey(expanded.subarray(0, 64)), x25519: x25519Key(expanded.subarray(64)) }; };
export const xwingSeed = (material: Buffer): Buffer => shake256(material, 32);
export const xwingPublicKey = (seed: Buffer): Buffer => { const keys = xwingKeys(seed); return Buffer.concat([publicHalf(keys.mlKem, 1184), publicHalf(keys.x25519, 32)]); };
export function xwingOpen(seed: Buffer, encapsulation: Buffer): Buffer {
  const keys = xwingKeys(seed);
  const [forMlKem, forX25519] = [encapsulation.subarray(0, 1088), encapsulation.subarray(1088)];
  const first = decapsulate(keys.mlKem, forMlKem);
  const second = diffieHellman({ privateKey: keys.x25519, publicKey: x25519Public(forX25519) });
  return createHash('sha3-256').update(first).update(second).update(forX25519).update(publicHalf(keys.x25519, 32)).update(hex('5c2e2f2f5e5c')).digest();
}

// Linking a device.
export const x25519PublicOf = (seed: Buffer): Buffer => publicHalf(x25519Key(seed), 32);
export const linkCommitment = (key: Buffer, nonce: Buffer): Buffer => sha256(domain('device-link-commitment'), key, nonce);
export interface LinkFields { pin: string; practitioner: string; link: string; deviceName: string }
export const linkTranscript = (f: LinkFields, key: Buffer, nonce: Buffer, answer: Buffer): Buffer =>
  sha256(domain('device-link'), Buffer.from(f.pin, 'base64url'), uuid(f.practitioner), uuid(f.link), key, nonce, answer, Buffer.from(f.deviceName));
export function linkWords(transcript: Buffer): number[] {
  const bits = [...sha256(domain('device-link-words'), transcript)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.slice(0, 42).match(/.{6}/g)!.map((six) => Number.parseInt(six, 2) + 1);
}
export const sealLinked = (vaultKey: Buffer, secret: Buffer, key: Buffer, linkNonce: Buffer, transcript: Buffer, nonce: Buffer): Buffer =>
  sealBox(Buffer.concat([diffieHellman({ privateKey: x25519Key(secret), publicKey: x25519Public(key) }), linkNonce]), 'comity device link v1', transcript, nonce, vaultKey);
export const linkCode = (link: string, key: Buffer, nonce: Buffer): string => `comity-link:1.${b64(uuid(link))}.${b64(key)}.${b64(nonce)}`;

/** RFC 9180 section 5.1 in base mode for KEM 0x647a, HKDF-SHA256 and ChaCha20-Poly1305; one message. */
export function hpkeSeal(shared: Buffer, info: Buffer, associated: Buffer, plaintext: Buffer): Buffer {
  const suite = Buffer.concat([Buffer.from('HPKE'), hex('647a00010003')]);
  const extract = (salt: Buffer, label: string, material: Buffer) => createHmac('sha256', salt).update('HPKE-v1').update(suite).update(label).update(material).digest();
  const context = Buffer.concat([Buffer.of(0), extract(Buffer.alloc(0), 'psk_id_hash', Buffer.alloc(0)), extract(Buffer.alloc(0), 'info_hash', info)]);
  const secret = extract(shared, 'secret', Buffer.alloc(0));
  // One block of HKDF-Expand is enough for both.
  const expand = (label: string, length: number) => createHmac('sha256', secret).update(Buffer.of(0, length)).update('HPKE-v1').update(suite).update(label).update(context).update(Buffer.of(1)).digest().subarray(0, length);
  const cipher = createCipheriv('chacha20-poly1305', expand('key', 32), expand('base_nonce', 12), { authTagLength: 16 });
  cipher.setAAD(associated, { plaintextLength: plaintext.length });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Order of members inside items of kind `message` and `signal`, by type; and of what stands in them. */
const members: Record<string, string[]> = {
  'text': ['v', 'type', 'text', 'sentAt', 'topic', 'reply', 'mentions', 'restriction', 'evaluation', 'tlp', 'alert', 'poll', 'forwarded', 'files'],
  'edit': ['v', 'type', 'on', 'text', 'mentions', 'sentAt'], 'reaction': ['v', 'type', 'on', 'emoji', 'set', 'sentAt'], 'pin': ['v', 'type', 'on', 'set', 'sentAt'], 'vote': ['v', 'type', 'on', 'choices', 'sentAt'],
  'withdraw': ['v', 'type', 'on', 'sentAt'], 'close-poll': ['v', 'type', 'on', 'sentAt'], 'acknowledge': ['v', 'type', 'on', 'sentAt'], 'remind': ['v', 'type', 'on', 'sentAt'],
  'topic': ['v', 'type', 'title', 'sentAt'], 'rename-topic': ['v', 'type', 'on', 'title', 'sentAt'], 'typing': ['v', 'type', 'topic', 'sentAt'], 'offer': ['v', 'type', 'sentAt', 'said'],
};
const inner: Record<string, string[]> = { on: ['id', 'seq'], reply: ['id', 'seq'], mentions: ['type', 'id', 'at', 'length'], evaluation: ['source', 'information'], poll: ['options', 'multiple'], forwarded: ['sender', 'authority', 'sentAt', 'from'], said: ['to', 'basis', 'nature', 'conditions', 'restriction', 'evaluation', 'tlp', 'sealed', 'hash'] };
/** Left out: null, false for an alert, and empty lists; but a vote for nothing is said. */
const silent = (name: string, value: unknown): boolean => value === undefined || value === null || (name === 'alert' && value === false) || (name !== 'choices' && Array.isArray(value) && value.length === 0);

function json(name: string, value: unknown): string {
  const order = inner[name];
  if (Array.isArray(value)) return `[${value.map((each) => json(name, each)).join(',')}]`;
  if (order === undefined || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  return `{${order.filter((member) => fields[member] !== undefined).map((member) => `"${member}":${json(member, fields[member])}`).join(',')}}`;
}
/** The one text of a content. */
export function content(fields: Record<string, unknown>): string {
  const order = members[String(fields['type'])] ?? [];
  return `{${order.filter((name) => !silent(name, fields[name])).map((name) => `"${name}":${json(name, fields[name])}`).join(',')}}`;
}

/** The one text of what a request consists of; what the record carries, and periods, in the order of their names. */
export function requestContent(fields: Record<string, unknown>): string {
  const object = (value: Record<string, unknown>, order: string[]): string => `{${order.filter((name) => value[name] !== undefined && value[name] !== null).map((name) => `"${name}":${request(name, value[name])}`).join(',')}}`;
  const orders: Record<string, string[]> = {
    dossier: ['kind', 'requesting', 'requested', 'basis', 'title', 'urgent', 'sections', 'measures'], basis: ['instruments', 'agreed', 'lawPermits', 'periods', 'edition', 'counting'], sections: ['part', 'text'],
    measures: ['id', 'after', 'assistance', 'sought', 'carries'], words: ['member', 'salt', 'text'], source: ['kind', 'space', 'on', 'entry', 'session', 'use', 'by', 'at', 'words', 'conditions', 'handling', 'restriction', 'evaluation', 'tlp'], on: ['id', 'seq'], evaluation: ['source', 'information'], shared: ['space', 'addressees'], before: ['action', 'by', 'at', 'measures'],
  };
  const request = (name: string, value: unknown): string => {
    if (name === 'carries' || name === 'periods' || name === 'counting') return canonical(value);
    if (Array.isArray(value)) return `[${value.map((each) => (typeof each === 'object' ? object(each as Record<string, unknown>, orders[name]!) : JSON.stringify(each))).join(',')}]`;
    return typeof value === 'object' ? object(value as Record<string, unknown>, orders[name]!) : JSON.stringify(value);
  };
  const order = { 'dossier': ['v', 'type', 'after', 'dossier', 'source', 'sentAt'], 'transmission': ['v', 'type', 'dossier', 'before', 'words', 'sentAt'], 'case-step': ['v', 'type', 'action', 'measures', 'words', 'executing', 'shared', 'sentAt'] }[String(fields['type'])]!;
  return object({ ...fields, words: (fields['words'] as unknown[] | undefined)?.length === 0 ? undefined : fields['words'] }, order);
}
export const requestHash = (spaceId: string, by: string, text: string): string => b64(sha256(domain('case-item'), uuid(spaceId), uuid(by), Buffer.from(text)));
export const wordsHash = ({ member, salt, text }: { member: string; salt: string; text: string }): string => b64(sha256(domain('case-words'), Buffer.from(`{"member":${JSON.stringify(member)},"salt":${JSON.stringify(salt)},"text":${JSON.stringify(text)}}`)));

/** The one text of what a register consists of; fields in the order given. Members that say nothing are left out. */
export function registerContent(fields: Record<string, unknown>): string {
  const orders: Record<string, string[]> = {
    entry: ['v', 'type', 'kind', 'first', 'after', 'title', 'fields', 'original', 'links', 'settled', 'source', 'restriction', 'evaluation', 'tlp', 'sentAt'],
    'entry-custody': ['v', 'type', 'id', 'holder', 'from', 'reason', 'sentAt'], 'entry-strike': ['v', 'type', 'id', 'reason', 'sentAt'],
  };
  const says = (value: unknown): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  const object = (value: Record<string, unknown>, order: string[]): string => `{${order.filter((name) => says(value[name])).map((name) => `"${name}":${JSON.stringify(value[name])}`).join(',')}}`;
  return object(fields, orders[String(fields['type'])]!);
}
export const entryHash = (spaceId: string, by: string, item: string, text: string): string => b64(sha256(domain('register-entry'), uuid(spaceId), uuid(by), uuid(item), Buffer.from(text)));
/** The name of an entry: by its first version, its kind, the file that it began with and its source. */
export function entryId(spaceId: string, fields: Record<string, unknown>, hash: string): string {
  const parts: [string, unknown][] = [['first', fields['first'] ?? hash], ['kind', fields['kind']], ['file', fields['original'] ?? (fields['fields'] as Record<string, unknown>)['file']], ['source', fields['source'] ?? undefined]];
  const text = `{${parts.filter(([, value]) => value !== undefined).map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`;
  return b64(sha256(domain('register-id'), uuid(spaceId), Buffer.from(text)));
}
