/** The published vectors, computed by the second implementation from fixed inputs. Numbers and bytes are chosen, not random. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as second from './second.js';
import { b64, hex } from './second.js';
import { sealFile } from './second-file.js';

/** 32 (or `length`) bytes that name themselves: the first is `label`, then counting up. */
const bytes = (label: number, length = 32): Buffer => Buffer.from(Array.from({ length }, (_, i) => (label * 16 + i * 7) & 255));
const id = (label: number): string => `${label.toString(16).padStart(8, '0')}-0000-4000-8000-0000000000${label.toString(16).padStart(2, '0')}`;
const instant = (day: number): string => `2027-01-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const space = id(0x51);
const device = id(0x61);
const deviceSeed = bytes(6);

const person = (label: number, name: string) => ({ id: id(label), name, title: null as string | null, key: b64(second.publicKeyOf(bytes(label))) });

function statements() {
  const [secretariat, authority] = [id(0x41), id(0x42)];
  const officers = [person(1, 'Ada Officer'), person(2, 'Bo Officer')];
  const focal = person(3, 'Chloé Focal-Point');
  const practitioner = { ...person(4, 'Дарья "D" Практик'), title: 'Judge \\ juge' };
  const temporary = person(5, 'Eve € 😀');
  let day = 0;
  const make = (kind: string, issuers: number[], particular: object, notAfter: string | null = null) => {
    const issuedAt = instant(++day);
    const body = { v: 1, network: id(0x40), issuers: issuers.map(id), issuedAt, notBefore: issuedAt, notAfter, kind, ...particular };
    return { body, seeds: issuers.map((label) => bytes(label).toString('hex')), canonical: second.canonical(body), id: second.statementId(body), signatures: issuers.map((label) => second.statementSignature(body, bytes(label))) };
  };
  return [
    make('network-founded', [1, 2], { name: 'Example Network', secretariat: { id: secretariat, name: 'Secretariat', state: 'UN', kind: 'secretariat' }, officers }),
    make('authority-admitted', [1, 2], { authority: { id: authority, name: 'Central Authority', state: 'FR', kind: 'central-authority' } }),
    make('focal-point-appointed', [2, 1], { authority, person: focal }),
    make('practitioner-vouched', [3], { authority, person: practitioner }),
    make('practitioner-vouched', [3], { authority, person: temporary }, '2028-01-01T00:00:00.000Z'),
    make('device-certified', [4], { practitioner: id(4), device: { id: device, name: 'Laptop', key: b64(second.publicKeyOf(deviceSeed)) } }),
    make('access-expires', [3], { practitioner: id(5), at: '2027-06-01T00:00:00.000Z' }),
    make('handed-over', [3], { authority, from: id(3), to: id(4) }),
    make('revoked', [4], { subject: { type: 'practitioner', id: id(3) }, reason: 'left' }),
    make('revoked', [4], { subject: { type: 'device', id: device }, reason: 'lost' }),
    make('revoked', [1, 2], { subject: { type: 'authority', id: authority }, reason: 'other' }),
  ];
}

function items() {
  const contents = ['', 'hello', 'é'.repeat(126), 'x'.repeat(253), 'y'.repeat(1_000)];
  return contents.map((content, i) => {
    const header: second.ItemFields = {
      kind: 1 + (i % 2), handling: i, space, epoch: i === 0 ? 0 : 2 ** (i * 8), epochTag: bytes(7).toString('hex'), id: id(0x70 + i), sender: device,
      transcriptSeq: i * 1_000, transcriptLink: bytes(8 + i).toString('hex'), treeSize: 0, treeRoot: '00'.repeat(32),
    };
    const [contentKey, nonce] = [bytes(9), bytes(10 + i, 24)];
    const [key, commitment] = second.itemKeys(contentKey, header.id);
    return {
      header, content, contentKey: contentKey.toString('hex'), deviceSeed: deviceSeed.toString('hex'), devicePublicKey: second.publicKeyOf(deviceSeed).toString('hex'), nonce: nonce.toString('hex'),
      itemKey: key.toString('hex'), commitment: commitment.toString('hex'), item: second.sealItem(header, Buffer.from(content), contentKey, nonce, deviceSeed).toString('hex'),
    };
  });
}

function transcript() {
  let link: Buffer = Buffer.alloc(32);
  return ['first', '', 'third', 'fourth'].map((text, i) => {
    const previous = link;
    const type = i % 2 === 0 ? 'commit' : 'item';
    link = second.link(previous, i + 1, type === 'item' ? 1 : 2, Buffer.from(text));
    return { previous: previous.toString('hex'), seq: i + 1, type, bytes: Buffer.from(text).toString('hex'), link: link.toString('hex') };
  });
}

/** A bundle of a log of five entries: one is not shown, one destroyed, of the three items one is closed. */
function evidence() {
  const known = statements().slice(0, 6);
  const contentKey = bytes(9);
  const said = [{ v: 1, type: 'text', text: 'The vessel leaves soon: 5 000 € / « demain »', sentAt: instant(10) }, { v: 1, type: 'text', text: 'Closed', sentAt: instant(11) }, { v: 1, type: 'withdraw', on: { id: id(0x81), seq: 4 }, sentAt: instant(12) }];
  let previous: Buffer = Buffer.alloc(32);
  let seq = 0;
  const add = <T extends object>(type: number, entry: Buffer, shown: T) => {
    seq += 1;
    previous = second.link(previous, seq, type, entry);
    return { ...shown, seq, at: instant(9 + seq), link: b64(previous) };
  };
  const item = (nth: number, open: boolean) => {
    const fields: second.ItemFields = { kind: 1, handling: nth, space, epoch: 1, epochTag: bytes(7).toString('hex'), id: id(0x80 + nth), sender: device, transcriptSeq: seq, transcriptLink: previous.toString('hex'), treeSize: 0, treeRoot: '00'.repeat(32) };
    const sealed = second.sealItem(fields, Buffer.from(second.content(said[nth]!)), contentKey, bytes(12 + nth, 24), deviceSeed);
    return add(1, sealed, { type: 'item', bytes: b64(sealed), ...(open && { key: b64(second.itemKeys(contentKey, fields.id)[0]) }) });
  };
  const hidden = (type: number, name: string) => add(type, Buffer.from(name), { type: name, hash: b64(second.sha256(Buffer.from(name))) });
  const entries = [hidden(2, 'withheld-commit'), item(0, true), hidden(1, 'destroyed'), item(1, false), item(2, true)];
  const bundle = {
    v: 1, type: 'comity-evidence', madeAt: instant(20), madeBy: device, space: { id: space, kind: 'channel', after: 0, link: b64(Buffer.alloc(32)) }, entries,
    statements: known.map(({ body, signatures }) => ({ body, signatures })), receipts: [b64(second.receipt(space, device, 5, 4, previous, deviceSeed))],
  };
  const file = second.canonical({ ...bundle, signature: second.evidenceSeal(bundle, deviceSeed) });
  return [{ root: known[0]!.id, deviceSeed: deviceSeed.toString('hex'), shown: [{ seq: 2, content: second.content(said[0]!) }, { seq: 5, content: second.content(said[2]!) }], file }];
}

const receipts = () => [[0, 0], [7, 3], [2 ** 40 + 1, 2 ** 40]].map(([delivered, read]) => ({
  space, device, delivered: delivered!, read: read!, link: bytes(11).toString('hex'), deviceSeed: deviceSeed.toString('hex'), devicePublicKey: second.publicKeyOf(deviceSeed).toString('hex'),
  receipt: second.receipt(space, device, delivered!, read!, bytes(11), deviceSeed).toString('hex'),
}));

function vault() {
  const passphrase = 'Cafe\u0301 au\u00a0lait, s’il vous plaît';
  const kdf = { algorithm: 'argon2id13', salt: b64(bytes(12, 16)), ops: 3, mem: 67_108_864 };
  const [authKey, wrapKey] = second.passphraseKeys(passphrase, kdf);
  const [vaultKey, recoverySecret, passkeyOutput] = [bytes(13), bytes(14), bytes(15)];
  const passkey = b64(bytes(4, 24));
  const record = (name: string, version: number, content: string) => ({ name, version, content, sealed: b64(second.vaultRecord(vaultKey, name, version, Buffer.from(content), bytes(version, 24))) });
  return {
    passphrase, kdf, authKey: authKey.toString('hex'), wrapKey: wrapKey.toString('hex'), recoverySecret: recoverySecret.toString('hex'), passkeyOutput: passkeyOutput.toString('hex'), vaultKey: vaultKey.toString('hex'),
    wraps: { passphrase: { kdf, sealed: b64(second.wrapForPassphrase(vaultKey, wrapKey, kdf, bytes(1, 24))) }, recovery: { sealed: b64(second.wrapForRecovery(vaultKey, recoverySecret, bytes(2, 24))) }, passkeys: [{ passkey, sealed: b64(second.wrapForPasskey(vaultKey, passkey, passkeyOutput, bytes(3, 24))) }] },
    records: [record('main', 1, ''), record('main', 2, 'settings'), record(`space:${space}`, 9, 'k'.repeat(600))],
  };
}

function keyrings() {
  const rings: second.KeyringFields[] = [
    { space, since: 1, destroyedBefore: 0, anchorSeq: 0, anchorLink: '00'.repeat(32), epochs: [] },
    { space, since: 12, destroyedBefore: 0, anchorSeq: 11, anchorLink: bytes(15).toString('hex'), epochs: [0, 1, 300].map((epoch) => ({ epoch, key: bytes(epoch).toString('hex'), tag: bytes(epoch + 1).toString('hex') })) },
    { space, since: 12, destroyedBefore: 300, anchorSeq: 11, anchorLink: bytes(15).toString('hex'), epochs: [{ epoch: 300, key: bytes(300).toString('hex'), tag: bytes(301).toString('hex') }] },
  ];
  return rings.map((fields) => ({ ...fields, keyring: second.keyring(fields).toString('hex') }));
}

function invitations() {
  const [token, secret, pin] = [bytes(1), bytes(2), b64(bytes(3))];
  const claims = [{ id: id(4), name: 'Дарья "D" Практик', title: 'Judge \\ juge', key: person(4, '').key }, { id: id(5), name: 'Eve € 😀', title: null, key: person(5, '').key }];
  return {
    origin: 'https://comity.example', token: token.toString('hex'), tokenHash: second.invitationTokenHash(token).toString('hex'), secret: secret.toString('hex'), pin,
    link: `https://comity.example/enrol#1.${b64(token)}.${b64(secret)}.${pin}`,
    proofs: claims.map((claim) => ({ claim, proof: second.enrolmentProof(secret, claim).toString('hex') })),
  };
}

const deviceLinks = () => ['Laptop', 'حاسوب المكتب'].map((deviceName, i) => {
  const [seed, linkNonce, answerSeed, vaultKey] = [bytes(0x20 + i), bytes(0x22 + i), bytes(0x24 + i), bytes(13)];
  const fields = { pin: b64(bytes(3)), practitioner: id(4), link: id(0x90 + i), deviceName };
  const [key, answer] = [second.x25519PublicOf(seed), second.x25519PublicOf(answerSeed)];
  const transcript = second.linkTranscript(fields, key, linkNonce, answer);
  return {
    ...fields, secretKey: seed.toString('hex'), key: key.toString('hex'), nonce: linkNonce.toString('hex'), commitment: second.linkCommitment(key, linkNonce).toString('hex'),
    answerSecret: answerSeed.toString('hex'), answer: answer.toString('hex'), transcript: transcript.toString('hex'), words: second.linkWords(transcript),
    vaultKey: vaultKey.toString('hex'), sealed: second.sealLinked(vaultKey, answerSeed, key, linkNonce, transcript, bytes(i, 24)).toString('hex'), code: second.linkCode(fields.link, key, linkNonce),
  };
});

function contents() {
  const sentAt = instant(9);
  const on = { seq: 41, id: id(0x70) };
  const mention = (at: number, length: number, who: object) => ({ length, at, ...who });
  const offered = (marks: object) => ({ to: id(0x42), basis: ['uncac'], nature: 'Payments through a bank', conditions: ['Not in court without our consent', 'لا تُنقل إلى دول ثالثة'], ...marks, sealed: b64(bytes(16, 64)), hash: b64(second.sha256(bytes(17))) });
  const given: Record<string, unknown>[] = [
    { type: 'text', text: 'hello' },
    { type: 'text', text: 'Zoë said:\n"yes" \\ مرحبا 😀 </script>', topic: id(0x71), reply: on, mentions: [], alert: false, files: [] },
    { type: 'text', text: '@Zoë and @CA, @all', mentions: [mention(0, 4, { type: 'person', id: id(4) }), mention(9, 3, { type: 'authority', id: id(0x42) }), mention(14, 4, { type: 'all' })], alert: true },
    { type: 'text', text: 'When?', poll: { multiple: true, options: ['now', 'later'] }, restriction: 'not before the hearing', evaluation: { information: 3, source: 'X' }, tlp: 'amber-strict' },
    { type: 'text', text: 'passed on', forwarded: { from: null, sentAt: instant(8), authority: id(0x42), sender: id(5) } },
    { type: 'edit', on, text: 'hello again', mentions: [mention(0, 5, { type: 'all' })] }, { type: 'edit', on, text: 'hello', mentions: [] },
    { type: 'withdraw', on }, { type: 'close-poll', on }, { type: 'acknowledge', on }, { type: 'remind', on },
    { type: 'reaction', on, emoji: '👩🏻‍❤️‍💋‍👨🏼', set: true }, { type: 'pin', on, set: false }, { type: 'vote', on, choices: [0, 1] }, { type: 'vote', on, choices: [] },
    { type: 'topic', title: 'Freezing orders' }, { type: 'rename-topic', on, title: 'أوامر التجميد' }, { type: 'typing', topic: null }, { type: 'typing', topic: id(0x71) },
    { type: 'offer', said: offered({}) }, { type: 'offer', said: offered({ evaluation: { source: 'B', information: 2 }, tlp: 'amber' }) },
  ];
  return given.map((fields) => ({ ...fields, v: 1, sentAt })).map((fields) => ({ fields, text: second.content(fields) }));
}

function requests() {
  const [requesting, requested, executing, first, second_, elsewhere] = [id(0x42), id(0x43), id(0x44), id(0xa1), id(0xa2), id(0xa3)];
  const [sentAt, by] = [instant(9), id(4)];
  const word = { member: 'reasons', salt: b64(bytes(14, 16)), text: 'Zoë said:\n"no" \\ لا 😀' };
  const dossier = {
    requesting, requested, basis: { instruments: ['uncac', 'cets-198'], agreed: [], lawPermits: ['POLITICAL'], periods: { ZULU: 20, ALPHA: 'SHORT' } }, title: 'مدفوعات', urgent: false,
    sections: [{ part: 'FACTS_SUMMARY', text: 'Three payments,\none vessel' }], measures: [{ id: first, assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search' }, { id: second_, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }],
  };
  const after = second.requestHash(space, by, second.requestContent({ v: 1, type: 'dossier', after: null, dossier, sentAt }));
  const step = { type: 'case-step', words: [] as object[], executing: null as string | null, shared: null as object | null };
  const sought = { ...dossier, kind: 'extradition', measures: [{ id: first, assistance: null, sought: 'Jean Martin, born 1970' }] };
  const given: Record<string, unknown>[] = [
    { type: 'dossier', after: null, dossier }, { type: 'dossier', after, dossier }, { type: 'dossier', after: null, dossier: sought }, { type: 'dossier', after: null, dossier: { ...sought, kind: 'asset' } },
    { type: 'dossier', after, dossier, source: { kind: 'message', space: elsewhere, on: { id: id(0xb3), seq: 7 }, use: 'intelligence', by: id(5), at: instant(7), words: 'Zoë said:\n"no" \\ لا 😀', handling: 'H1', evaluation: { source: 'B', information: 2 }, tlp: 'amber' } },
    { type: 'dossier', after: null, dossier, source: { kind: 'meeting', space: elsewhere, entry: after, session: id(0xa4), use: 'evidence', by: id(5), at: instant(7), words: 'Send the statements' } },
    { ...step, action: 'request-provisional-arrest', measures: [{ id: first, after, carries: { content: ['FACTS_SUMMARY'] } }], shared: { space: elsewhere, addressees: [id(5)] } },
    { ...step, action: 'draft', measures: [{ id: first, after, carries: { assistance: 'SEARCH_SEIZE_FREEZE' } }] },
    { ...step, action: 'transmit', measures: [{ id: first, after, carries: { deadline: instant(20), content: ['FACTS_SUMMARY'] } }], shared: { space: elsewhere, addressees: [id(5), id(6)] } },
    { ...step, action: 'complete', measures: [{ id: first, after, carries: {} }], shared: { space: elsewhere, addressees: [id(6)] } },
    { type: 'transmission', dossier, words: [word], before: [{ action: 'draft', by, at: instant(8), measures: [{ id: first, carries: { assistance: 'SEARCH_SEIZE_FREEZE' } }] }, { action: 'transmit', by: id(5), at: instant(9), measures: [{ id: first, carries: { reasons: second.wordsHash(word), deadline: instant(20) } }] }] },
    { ...step, action: 'refuse', measures: [{ id: second_, after, carries: { reasons: second.wordsHash(word), grounds: ['NON_CONFORMING'] } }], words: [word] },
    { ...step, action: 'forward', measures: [{ id: first, after, carries: {} }], executing },
    { type: 'dossier', after: null, dossier: { ...dossier, basis: { ...dossier.basis, edition: 2 } } },
    { type: 'dossier', after: null, dossier, source: { kind: 'offer', space: elsewhere, on: { id: id(0xb3), seq: 7 }, use: 'intelligence', by: id(5), at: instant(7), words: 'Payments through a bank\nslips.txt', conditions: ['Not in court without our consent', 'لا تُنقل إلى دول ثالثة'], handling: 'H1', tlp: 'amber' } },
  ];
  return given.map((fields) => ({ ...fields, v: 1, sentAt })).map((fields) => {
    const text = second.requestContent(fields);
    return { space, by, fields, text, hash: second.requestHash(space, by, text), words: (('words' in fields ? fields['words'] : []) as (typeof word)[]).map(second.wordsHash) };
  });
}

function registers() {
  const [space, by, item, sentAt] = [id(0x21), id(4), id(0xb1), instant(9)];
  const on = { id: id(0xb3), seq: 7 };
  const nothing = { links: [] as object[], settled: [] as string[], source: null as object | null, restriction: null as string | null, evaluation: null as object | null, tlp: null as string | null };
  const account = { ...nothing, type: 'entry', kind: 'account', title: 'حساب', fields: { number: 'PE-4471', country: 'PE', balance: { amount: '120000.5', currency: 'USD' }, date: '2026-11-03', details: 'Zoë said:\n"no" \\ لا 😀' } };
  const first = second.entryHash(space, by, item, second.registerContent({ ...account, v: 1, sentAt }));
  const other = second.entryId(space, account, first);
  const [draft, final] = [{ on, file: id(0xb5), name: 'draft.docx', size: 30, sha256: second.sha256(bytes(6)).toString('hex') }, { on, file: id(0xb6), name: 'final.pdf', size: 31, sha256: second.sha256(bytes(7)).toString('hex') }];
  const paper = { ...nothing, type: 'entry', kind: 'document', title: 'Report', fields: { file: draft } };
  const began = second.entryHash(space, by, item, second.registerContent({ ...paper, v: 1, sentAt }));
  const given: Record<string, unknown>[] = [
    account, { ...account, first, after: first, links: [{ to: other, label: 'held by' }], settled: [second.entryHash(space, by, id(0xb2), 'another')], source: on, restriction: 'Not without consent', evaluation: { source: 'B', information: 2 }, tlp: 'amber' },
    { ...nothing, type: 'entry', kind: 'exhibit', title: 'Ledger', fields: { file: { on, file: id(0xb4), name: 'ledger.pdf', size: 12, sha256: second.sha256(bytes(5)).toString('hex') }, reference: 'K-7' } },
    { ...nothing, type: 'entry', kind: 'task', title: 'Ask the bank', fields: { owner: by, due: '2026-12-01', done: true } },
    { type: 'entry-custody', id: other, holder: 'Evidence room 2', from: instant(5), reason: 'Handed over\nsealed' }, { type: 'entry-strike', id: other, reason: 'Somebody else’s' },
    paper, { ...paper, first: began, after: began, fields: { file: final }, original: draft },
  ];
  return given.map((each): Record<string, unknown> => ({ ...(each['type'] === 'entry' && { first: null, after: null }), ...each, v: 1, sentAt })).map((fields) => {
    const text = second.registerContent(fields);
    const hash = second.entryHash(space, by, item, text);
    return { space, by, item, fields, text, hash, entry: fields['type'] === 'entry' ? second.entryId(space, fields, hash) : String(fields['id']) };
  });
}

const safetyNumbers = () => [[1, 2], [2, 1], [3, 4]].map(([a, b]) => {
  const party = (label: number) => ({ id: id(label), key: second.publicKeyOf(bytes(label)).toString('hex') });
  const [first, last] = [party(a!), party(b!)];
  return { a: first, b: last, number: second.safetyNumber({ id: first.id, key: hex(first.key) }, { id: last.id, key: hex(last.key) }) };
});

/** The encapsulations are the draft's own, because Node makes them at random only. */
const encapsulations = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../vectors/x-wing/draft.json'), 'utf8')) as { seed: string; encapsulation: string }[];

function hybridSuite() {
  return encapsulations.map(({ seed, encapsulation }, i) => {
    const material = bytes(i + 1, 16 * (i + 1));
    const [info, associated, plaintext] = [Buffer.from(`info ${i}`), bytes(5, i * 20), bytes(6, 32 + i)];
    const shared = second.xwingOpen(hex(seed), hex(encapsulation));
    return {
      material: material.toString('hex'), derivedSeed: second.xwingSeed(material).toString('hex'), derivedPublicKey: second.xwingPublicKey(second.xwingSeed(material)).toString('hex'),
      seed, publicKey: second.xwingPublicKey(hex(seed)).toString('hex'), encapsulation, shared: shared.toString('hex'),
      info: info.toString('hex'), associated: associated.toString('hex'), plaintext: plaintext.toString('hex'), sealed: second.hpkeSeal(shared, info, associated, plaintext).toString('hex'),
    };
  });
}
/** Content by rule (byte i is i × 31 modulo 251), so that long files can be published; of their chunks stands the hash alone. */
export const fileContent = (size: number): Buffer => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 31) % 251));
const files = () => [0, 5, 300, 1_048_576, 1_300_000].map((size, i) => {
  const [file, key, header] = [id(0x80 + i), bytes(16 + i), (chunk: number) => bytes(20 + chunk, 24)];
  const { chunks, index, hash } = sealFile(file, key, fileContent(size), header);
  return {
    file, size, key: key.toString('hex'), headers: [...chunks, index].map((_, chunk) => header(chunk).toString('hex')), hash: hash.toString('hex'), index: index.toString('hex'),
    chunks: chunks.map((chunk) => ({ length: chunk.length, sha256: second.sha256(chunk).toString('hex'), ...(chunk.length < 1_000 ? { bytes: chunk.toString('hex') } : {}) })),
  };
});

/** One entry for each file of libs/e2ee/vectors/comity. */
export const vectors = () => ({
  'ids': [id(1), '0f8fad5b-d9cb-469f-a165-70867728950e', 'ffffffff-ffff-4fff-bfff-ffffffffffff'].map((uuid) => ({ uuid, bytes: second.uuid(uuid).toString('hex') })),
  'statements': statements(),
  'items': items(),
  'contents': contents(),
  'requests': requests(),
  'registers': registers(),
  'transcript': transcript(),
  'receipts': receipts(),
  'evidence': evidence(),
  'attach': [{ challenge: bytes(3).toString('hex'), device, deviceSeed: deviceSeed.toString('hex'), devicePublicKey: second.publicKeyOf(deviceSeed).toString('hex'), signature: second.attach(bytes(3), device, deviceSeed).toString('hex') }],
  'vault': vault(),
  'keyrings': keyrings(),
  'recovery-codes': [Buffer.alloc(32), Buffer.alloc(32, 255), bytes(5)].map((secret) => ({ secret: secret.toString('hex'), code: second.recoveryCode(secret) })),
  'invitations': invitations(),
  'device-links': deviceLinks(),
  'safety-numbers': safetyNumbers(),
  'hybrid-suite': hybridSuite(),
  'files': files(),
});
export type Vectors = ReturnType<typeof vectors>;
