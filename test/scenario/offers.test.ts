import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, Instant, ItemId, SpaceId } from '@comity/contracts';
import { decodeBase64Url, encodeMessage, fromUtf8, offerHash, sealOffer, toBase64Url, utf8, writeOfferContent, type Offer, type OfferContent, type OfferStep } from '@comity/e2ee';
import { ComityFailure, plain, verifyEvidence, type DossierInput, type Failure, type OfferInput, type OfferView } from '@comity/sdk';
import { Forger } from './forger.js';
import { valuesOf } from './insider.js';
import { People, texts, until, type Person } from './people.js';
import { Switch } from './switch.js';

const words = 'Account 77 received three payments of the vessel';

describe('information offered under conditions', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person, jules: Person;
  let nairobi: AuthorityId, paris: AuthorityId;
  let space: SpaceId;
  let folder: string;
  const [ours, theirs] = [new Switch(), new Switch()];
  /** While it is set, what Wanjiru posts does not reach the service; the rest does. */
  let unposted = false;
  const between: typeof ours.between = (transport) => ({
    ...ours.between(transport),
    link: () => {
      const line = ours.between(transport).link();
      const ask = line.ask.bind(line);
      line.ask = (event, ...rest) => (unposted && event === 'messaging:post' ? Promise.reject(new ComityFailure({ kind: 'offline' })) : ask(event, ...rest));
      return line;
    },
  });
  const now = () => people.clock.now().toISOString() as Instant;
  const everybody = () => [wanjiru, otieno, claire, marc];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };
  const input = (more: Partial<OfferInput> = {}): OfferInput => ({
    to: paris, basis: ['uncac'], nature: 'Payments through a bank in Paris', conditions: ['Not in court without our consent', 'Not to third States'], text: words, files: [],
    marking: { handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber' }, ...more,
  });
  const view = (person: Person, offer: ItemId, of = space): Promise<OfferView> => person.client.offer(of, offer);
  const offerIn = async (more: Partial<OfferInput> = {}) => {
    const offer = await wanjiru.client.makeOffer(space, input(more));
    await settled();
    return offer;
  };
  /** Everybody has it: who offered it releases the key by itself. */
  const delivered = async (offer: ItemId) => {
    for (const each of everybody()) await until(each.client, async () => (await view(each, offer)).state === 'DELIVERED');
  };
  const deliveredIn = async () => {
    const offer = await offerIn();
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await delivered(offer);
    return offer;
  };
  /** The key that the offering device keeps. */
  const keyOf = async (offer: ItemId, of = space): Promise<string | undefined> => {
    const kept = (await valuesOf(wanjiru, (name) => name === `space/${of}/offer/${offer}`)).values().next().value;
    return kept && (JSON.parse(fromUtf8(kept)!) as { key: string }).key;
  };
  /** What a bundle of the case shows in words. */
  const shownIn = async ({ client }: Person, of: SpaceId) => {
    const result = await verifyEvidence(await client.bundle(of, 'case'));
    if (!result.ok) throw new Error(result.fault.rule);
    return result.report.entries.flatMap((entry) => (entry.type === 'item' && entry.content !== null ? [entry.content.type] : []));
  };
  const holds = (bytes: Uint8Array, part: Uint8Array): boolean => Buffer.from(bytes).includes(Buffer.from(part));

  /** Everything the service stores, as it is written to a dump. */
  async function stored(): Promise<Buffer> {
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    try {
      const { rows: tables } = await database.query<{ name: string }>("select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
      const parts: Buffer[] = [];
      for (const { name } of tables) {
        const { rows } = await database.query<Record<string, unknown>>(`select * from ${name}`);
        for (const row of rows) for (const value of Object.values(row)) parts.push(Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value) ?? ''));
      }
      return Buffer.concat(parts);
    } finally {
      await database.end();
    }
  }

  /** As a member's client that keeps no rules posts it: the same refusal at everybody's, and nothing has changed. */
  async function refusal(person: Person, offer: ItemId, step: Partial<OfferStep> & { action: string }): Promise<{ code: string; entry: string; article: string }> {
    const { hash, after } = await lastOf(offer);
    const written = writeOfferContent({ type: 'offer-step', on: hash, use: null, after, carries: {}, words: [], key: null, request: null, sentAt: now(), ...step });
    if (!written.ok) throw new Error(written.rule);
    const standing = async (each: Person) => ({ ...(await view(each, offer)), refused: [] });
    const before = await Promise.all(everybody().map(standing));
    const forger = await Forger.of(person, space);
    const { seq } = await forger.post(written.content);
    forger.close();
    await settled();
    expect(await Promise.all(everybody().map(standing))).toEqual(before);
    const told = await Promise.all(everybody().map(async (each) => (await view(each, offer)).refused.find((refused) => refused.seq === seq)));
    for (const each of told) expect(each).toEqual(told[0]);
    expect(told[0]).toMatchObject({ by: person.id, action: step.action });
    return told[0]!.refusal;
  }
  /** What a client that keeps no rules knows of an offer: its hash, and that of the last item on it. */
  async function lastOf(offer: ItemId): Promise<{ hash: string; after: string; content: OfferContent }> {
    const pages = await valuesOf(claire, (name) => name.startsWith(`space/${space}/page/`));
    const entries = [...pages.values()].flatMap((page) => JSON.parse(fromUtf8(page)!) as { type: string; id: ItemId; on: ItemId; by: Person['id']; handling: 'none'; refused: unknown; content: OfferContent | null }[])
      .filter(({ type, on, refused }) => type === 'offer' && on === offer && refused === null);
    const hashes = entries.map(({ by, handling, content }) => { const encoded = encodeMessage(content!); return encoded.ok ? offerHash(space, by, handling, encoded.bytes) : ''; });
    return { hash: hashes[0]!, after: hashes.at(-1)!, content: entries[0]!.content! };
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-offers-'));
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: '2592000', SESSION_ABSOLUTE_SECONDS: '2592000' } });
    nairobi = await people.admit('Asset Recovery Office', 'KE');
    paris = await people.admit('Parquet financier', 'FR');
    await people.admit('Tribunal de Lyon', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point', between);
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru, 'practitioner');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire, 'practitioner', theirs.between);
    jules = await people.enrol('Jules Roux', 'Tribunal de Lyon', people.officers[0], 'focal-point');
    space = await wanjiru.client.createChannel({ title: 'Lighthouse', purpose: null, members: [otieno.id, claire.id, marc.id] });
    await settled();
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('shows its conditions first; its content opens once they were accepted, and no key of it is anywhere else before', async () => {
    const at = path.join(folder, 'ledger.txt');
    await writeFile(at, 'Three payments, one by one');
    const file = await wanjiru.client.upload(space, { path: at });
    await people.settled(wanjiru);
    const offer = await offerIn({ files: [file] });
    for (const each of everybody()) {
      expect(await view(each, offer)).toMatchObject({ state: 'OFFERED', nature: 'Payments through a bank in Paris', conditions: ['Not in court without our consent', 'Not to third States'], handling: 'H1', evaluation: { source: 'B', information: 2 }, tlp: 'amber', from: nairobi, to: paris, waiting: each === claire || each === marc });
      expect((await view(each, offer)).content?.text ?? null).toBe(each === wanjiru ? words : null);
      const { entries } = await each.client.timeline(space, -1, 1);
      expect(entries[0]).toMatchObject({ type: 'offer', on: offer, action: 'offer', refused: null, offer: { state: 'OFFERED' } });
    }
    const key = (await keyOf(offer))!;
    const bytes = decodeBase64Url(key)!;
    expect(bytes.length).toBe(32);
    // It is kept by nobody else in any form, nor are the words; the device that offered holds both, sealed.
    for (const each of [otieno, claire, marc]) {
      for (const [name, value] of await valuesOf(each)) for (const part of [bytes, utf8(key), utf8(words), utf8('ledger.txt')]) expect([name, holds(value, part)]).toEqual([name, false]);
    }
    for (const part of [bytes, utf8(key), Buffer.from(key), utf8(words), utf8('ledger.txt')]) expect(holds(await stored(), part)).toBe(false);
    for (const [name, value] of await wanjiru.device.store.list('')) for (const part of [bytes, utf8(key), utf8(words)]) expect([name, holds(value, part)]).toEqual([name, false]);

    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await delivered(offer);
    await settled();
    for (const each of everybody()) {
      const { state, content, steps, duties, held } = await view(each, offer);
      expect([state, content?.text, content?.files.map(({ name }) => name), held]).toEqual(['DELIVERED', words, ['ledger.txt'], null]);
      expect(steps.map(({ action, by, seq }) => [action, by, seq !== null])).toEqual([['offer', wanjiru.id, true], ['accept', claire.id, true], ['deliver', wanjiru.id, true]]);
      expect(duties.map(({ id }) => id)).toEqual(['CONFIDENTIALITY', 'USE_RESTRICTIONS']);
    }
    const { content } = await view(marc, offer);
    expect(fromUtf8(await marc.client.readFile(space, content!.on!, content!.files[0]!.id, 0, 100))).toBe('Three payments, one by one');
    // What is in the log is kept nowhere beside it.
    expect(await keyOf(offer)).toBeUndefined();
    expect(holds(await stored(), bytes)).toBe(false);
  });

  it('is released by the device that offered it when that is next there, also after a start', async () => {
    const offer = await offerIn();
    ours.cut();
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await people.settled(claire, marc);
    expect(await view(marc, offer)).toMatchObject({ state: 'ACCEPTED', content: null, held: { why: 'soon' } });
    await wanjiru.client.close();
    ours.mend();
    await people.restart(wanjiru, between);
    await until(wanjiru.client, async () => (await view(wanjiru, offer)).state === 'DELIVERED');
    await settled();
    expect((await view(marc, offer)).content?.text).toBe(words);
  });

  it('waits in the outbox, as everything that is written', async () => {
    ours.cut();
    const offer = await wanjiru.client.makeOffer(space, input());
    expect(await view(wanjiru, offer)).toMatchObject({ seq: null, state: 'OFFERED', content: { text: words } });
    expect((await wanjiru.client.offers()).map(({ id }) => id)).toContain(offer);
    ours.mend();
    await settled();
    expect(await view(claire, offer)).toMatchObject({ state: 'OFFERED', content: null });
  });

  it('begins a draft once it was delivered, which has its conditions and its codes; the other side reads nothing of that', async () => {
    const lena = await people.enrol('Lena Weiss', 'Parquet financier', claire, 'practitioner');
    const at = path.join(folder, 'slips.txt');
    await writeFile(at, 'Deposit slips');
    const file = await wanjiru.client.upload(space, { path: at });
    await people.settled(wanjiru);
    const offer = await offerIn({ text: '', files: [file], marking: { handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber' } });
    const place = { kind: 'offer' as const, space, on: { id: offer, seq: (await view(claire, offer)).seq! } };
    const measure = randomUUID();
    const dossier = (more: Partial<DossierInput> = {}): DossierInput => ({
      requested: nairobi, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Statements of account 77', urgent: false,
      sections: ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'].map((part) => ({ part, text: `What there is to say of ${part}` })),
      measures: [{ id: measure, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }], source: { place, use: 'intelligence' }, ...more,
    });
    const why = (doing: Promise<unknown>) => doing.then(() => null, (failure: Failure) => (failure.kind === 'problem' ? failure.problem.detail : failure.kind));
    const notThere = 'there is no such information, or it was not delivered';
    // Not before it opens, not even to whoever can show it.
    for (const each of [wanjiru, claire, marc]) expect(await why(each.client.draftMatter(dossier({ requested: each === wanjiru ? paris : nairobi })))).toBe(notThere);
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await delivered(offer);
    expect(await why(lena.client.draftMatter(dossier()))).not.toBeNull();
    for (const seq of [place.on.seq + 1, (await view(claire, offer)).steps.at(-1)!.seq!]) expect(await why(claire.client.draftMatter(dossier({ source: { place: { ...place, on: { id: offer, seq } }, use: 'evidence' } })))).toBe(notThere);
    const draft = await claire.client.draftMatter(dossier());
    await people.settled(claire);
    const { at: offeredAt, conditions } = await view(claire, offer);
    const source = { place, use: 'intelligence', by: wanjiru.id, at: offeredAt, words: 'Payments through a bank in Paris\nslips.txt', conditions, handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber' };
    expect(conditions).toEqual(['Not in court without our consent', 'Not to third States']);
    const codes = { handling: 'H1', restriction: null, evaluation: null, tlp: 'amber' };
    expect(await claire.client.matter(draft)).toMatchObject({ source, origin: offer, marking: codes, floor: codes });
    // A colleague who is not in the conversation reads the conditions, and cannot weaken the codes.
    await claire.client.takeStep(draft, [measure], { action: 'submit', addressees: [lena.id] });
    await people.settled(claire, lena);
    await lena.client.takeStep(draft, [measure], { action: 'return' });
    const { source: _, ...silent } = dossier();
    await lena.client.reviseMatter(draft, { ...silent, marking: { handling: 'none', restriction: null, evaluation: null, tlp: null } });
    await people.settled(lena, claire);
    for (const each of [claire, lena]) expect(await each.client.matter(draft)).toMatchObject({ source, marking: codes });
    // As of the conversation itself a bundle shows none of it, nor what stands only with it.
    for (const each of [claire, lena]) expect(await shownIn(each, draft)).toEqual([]);
    await claire.client.takeStep(draft, [measure], { action: 'submit', addressees: [lena.id] });
    await people.settled(claire, lena);
    await lena.client.takeStep(draft, [measure], { action: 'transmit', addressees: [wanjiru.id] });
    await people.settled(lena, claire, wanjiru);
    await people.settled(lena, claire, wanjiru);
    const sent = (await wanjiru.client.matters()).find(({ title }) => title === 'Statements of account 77')!;
    expect(await wanjiru.client.matter(sent.space)).toMatchObject({ source: null, origin: null, marking: codes });
    await claire.client.takeOfferStep(space, offer, { action: 'link-request', words: { request: sent.title }, request: sent.space });
    await settled();
    expect((await view(wanjiru, offer)).requests).toEqual([sent.space]);
    // What may not be sent on begins no draft but of whoever offered it; what binds the others does not bind them less for that.
    const closed = await offerIn({ marking: { handling: 'H2', restriction: null, evaluation: null, tlp: null } });
    await claire.client.takeOfferStep(space, closed, { action: 'accept' });
    await delivered(closed);
    const from = { place: { ...place, on: { id: closed, seq: (await view(claire, closed)).seq! } }, use: 'evidence' as const };
    expect(await why(claire.client.draftMatter(dossier({ source: from })))).toBe('H2');
    const own = await wanjiru.client.draftMatter(dossier({ requested: paris, source: from }));
    expect((await wanjiru.client.matter(own)).source).toMatchObject({ by: wanjiru.id, conditions, words: `Payments through a bank in Paris\n${words}`, handling: 'H2' });
    await people.settled(wanjiru);
    expect(await shownIn(wanjiru, own)).toEqual(['dossier', 'case-step']);
    for (const each of [...everybody(), lena]) expect(await each.client.alarms()).toEqual([]);
  });

  it('is found by what it says where it was delivered, and by nothing before', async () => {
    const at = path.join(folder, 'moorings.txt');
    await writeFile(at, 'Berth 12');
    const file = await wanjiru.client.upload(space, { path: at });
    await people.settled(wanjiru);
    const more = { nature: 'A yacht bought in Antibes', text: 'Paid by way of Bellinzona' };
    const [offer, refused] = [await offerIn({ ...more, files: [file] }), await offerIn(more)];
    const found = async (person: Person, text: string) => (await person.client.search({ text, offset: 0, limit: 10 })).hits;
    const asked = ['antibes', 'bellinzona', 'moorings'];
    for (const each of everybody()) for (const text of asked) expect([text, await found(each, text)]).toEqual([text, []]);
    await marc.client.takeOfferStep(space, refused, { action: 'decline', words: { reasons: 'Not ours' } });
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await delivered(offer);
    await settled();
    await people.restart(marc, theirs.between);
    for (const each of everybody()) {
      const { seq } = (await view(each, offer)).steps.at(-1)!;
      for (const text of asked) {
        await until(each.client, async () => (await found(each, text)).length > 0);
        expect(await found(each, text)).toMatchObject([{ space, on: { seq }, offer: { id: offer }, entry: null, request: null, note: null, topic: null, sender: wanjiru.id, excerpt: expect.stringContaining('Bellinzona') }]);
      }
      await until(each.client, async () => (await each.client.search({ text: 'antibes', hasFile: true, offset: 0, limit: 10 })).total === 1);
      expect((await each.client.search({ text: 'antibes', hasFile: true, offset: 0, limit: 10 })).total).toBe(1);
      expect((await each.client.search({ text: 'antibes', topic: 'main', offset: 0, limit: 10 })).total).toBe(0);
    }
  });

  it('is declined with reasons; its key is destroyed then, and nobody can read it any more', async () => {
    const offer = await offerIn();
    await marc.client.takeOfferStep(space, offer, { action: 'decline', words: { reasons: 'We cannot keep that secret' } });
    await settled();
    await until(wanjiru.client, async () => (await keyOf(offer)) === undefined);
    for (const each of everybody()) {
      const { state, content, steps } = await view(each, offer);
      expect([state, content, steps.at(-1)!.words]).toEqual(['DECLINED', null, { reasons: 'We cannot keep that secret' }]);
    }
    await expect(claire.client.takeOfferStep(space, offer, { action: 'accept' })).rejects.toMatchObject({ kind: 'law', refusal: { code: 'not-in-this-state', article: 'UNCAC 46(5); Budapest 26(2)' } });
  });

  it('is answered by one of two officers, and the other sees why theirs does not stand', async () => {
    const offer = await offerIn();
    theirs.cut();
    await marc.client.takeOfferStep(space, offer, { action: 'decline', words: { reasons: 'Not ours' } });
    expect(await view(marc, offer)).toMatchObject({ state: 'DECLINED', steps: [{ action: 'offer' }, { action: 'decline', seq: null }] });
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await until(claire.client, async () => (await view(claire, offer)).state === 'DELIVERED');
    theirs.mend();
    await settled();
    for (const each of everybody()) expect(await view(each, offer)).toMatchObject({ state: 'DELIVERED', refused: [{ by: marc.id, action: 'decline', refusal: { code: 'overtaken', entry: 'deliver' } }] });
  });

  it('may be used further by consent, one purpose at a time; notices go their way, and all of it stands in the ledger', async () => {
    const offer = await deliveredIn();
    const say = (person: Person, action: string, said: Record<string, string>, use?: string) => person.client.takeOfferStep(space, offer, { action, words: said, ...(use !== undefined && { use }) });
    await say(claire, 'request-consent', { purpose: 'A civil claim' });
    await say(claire, 'request-consent', { purpose: 'A tax matter' });
    await settled();
    const [civil, tax] = (await view(wanjiru, offer)).useViews;
    expect([civil, tax]).toMatchObject([{ purpose: 'A civil claim', state: 'CONSENT_REQUESTED' }, { purpose: 'A tax matter', state: 'CONSENT_REQUESTED' }]);
    expect((await view(otieno, offer)).useViews[0]!.open.map(({ action }) => action)).toEqual(['grant', 'refuse']);
    await say(wanjiru, 'grant', { conditions: 'Under seal' }, civil!.key);
    await say(wanjiru, 'refuse', { reasons: 'Not for taxes' }, tax!.key);
    await say(marc, 'give-exculpatory-notice', { reasons: 'To the defence of Mr X' });
    await settled();
    await expect(say(wanjiru, 'inform-of-disclosure', { reasons: 'x' })).rejects.toMatchObject({ kind: 'law', refusal: { code: 'not-your-step', article: 'UNCAC 46(5)' } });
    await say(wanjiru, 'consult-on-disclosure', { reasons: 'Not before the arrest' });
    await settled();
    for (const each of everybody()) expect((await view(each, offer)).steps.at(-1)).toMatchObject({ action: 'consult-on-disclosure', by: wanjiru.id, words: { reasons: 'Not before the arrest' } });
    await say(marc, 'inform-of-disclosure', { reasons: 'Disclosed on Monday' });
    await settled();
    for (const each of everybody()) {
      const { useViews } = await view(each, offer);
      expect(useViews).toMatchObject([{ state: 'GRANTED', steps: [{}, { words: { conditions: 'Under seal' } }] }, { state: 'REFUSED', steps: [{}, { words: { reasons: 'Not for taxes' } }] }]);
      expect((await each.client.offers()).find(({ id }) => id === offer)).toMatchObject({ uses: { asked: 0, granted: 1, refused: 1, consented: 0 }, notices: 2, state: 'EXCULPATORY_NOTICE', waiting: false });
    }
    await expect(say(claire, 'grant', {}, civil!.key)).rejects.toMatchObject({ kind: 'law', refusal: { code: 'not-in-this-state', article: 'UNCAC 46(19)' } });
    await expect(claire.client.takeOfferStep(space, offer, { action: 'link-request', words: { request: 'x' }, request: space })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('is linked to a request that both sides read', async () => {
    const offer = await deliveredIn();
    const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
    const [measure] = [crypto.randomUUID()];
    const draft = await claire.client.draftMatter({ requested: nairobi, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Vessel payments', urgent: false, sections: parts.map((part) => ({ part, text: part })), measures: [{ id: measure, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements' }] });
    // A draft is nothing that the other side knows of.
    await expect(claire.client.takeOfferStep(space, offer, { action: 'link-request', words: { request: 'Vessel payments' }, request: draft })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await claire.client.takeStep(draft, [measure], { action: 'submit', addressees: [marc.id] });
    await settled();
    await marc.client.takeStep(draft, [measure], { action: 'transmit', addressees: [wanjiru.id] });
    await settled();
    const { space: request } = await claire.client.matter(draft);
    await claire.client.takeOfferStep(space, offer, { action: 'link-request', words: { request: 'Vessel payments' }, request });
    await settled();
    expect(await view(wanjiru, offer)).toMatchObject({ state: 'LINKED_REQUEST', requests: [request] });
    await wanjiru.client.takeOfferStep(space, offer, { action: 'consent-to-use', words: { purpose: 'In court' } });
    await settled();
    expect(await view(claire, offer)).toMatchObject({ state: 'LINKED_REQUEST', uses: { consented: 1 } });
  });

  it('is refused everywhere, by article and reason, where somebody keeps no rules', async () => {
    const offer = await offerIn();
    const { hash, content } = await lastOf(offer);
    const key = (await keyOf(offer))!;
    expect(await refusal(otieno, offer, { action: 'accept', carries: { conditions: hash } })).toMatchObject({ code: 'not-your-step', article: 'UNCAC 46(5); Budapest 26(2)' });
    expect(await refusal(claire, offer, { action: 'accept', carries: { conditions: 'B'.repeat(43) } })).toMatchObject({ code: 'other-conditions' });
    expect(await refusal(claire, offer, { action: 'accept', carries: {} })).toMatchObject({ code: 'other-conditions' });
    expect(await refusal(wanjiru, offer, { action: 'deliver', key })).toMatchObject({ code: 'not-in-this-state', article: 'UNCAC 46(4)–(5), 56' });
    // The same offer, on conditions that its author never wrote, is another's and under no key that this one releases.
    const forger = await Forger.of(otieno, space);
    const forged = await forger.post({ ...content, said: { ...content.said, conditions: ['None'] } }, { handling: 'H1' });
    forger.close();
    await settled();
    await claire.client.takeOfferStep(space, forged.id, { action: 'accept' });
    await claire.client.takeOfferStep(space, offer, { action: 'accept' });
    await delivered(offer);
    await settled();
    for (const each of everybody()) {
      expect(await view(each, offer)).toMatchObject({ state: 'DELIVERED', by: wanjiru.id, content: { text: words } });
      expect(await view(each, forged.id)).toMatchObject({ state: 'ACCEPTED', by: otieno.id, content: null });
    }
    expect(await refusal(otieno, forged.id, { action: 'deliver', key })).toMatchObject({ code: 'other-content' });
    expect(await refusal(marc, offer, { action: 'accept', carries: { conditions: hash } })).toMatchObject({ code: 'not-in-this-state', entry: 'accept', article: 'UNCAC 46(5); Budapest 26(2)' });
    expect(await refusal(wanjiru, offer, { action: 'deliver', key: 'A'.repeat(43) })).toMatchObject({ code: 'not-in-this-state' });
    for (const each of everybody()) expect(await each.client.alarms()).toEqual([]);
  });

  it('shows nothing else than was offered, whatever its author delivers', async () => {
    const offered = sealOffer(space, otieno.id, { text: 'What was offered', files: [] });
    const other = sealOffer(space, otieno.id, { text: 'Something else', files: [] });
    const lying: Offer = { type: 'offer', to: paris, basis: ['uncac'], nature: 'n', conditions: ['c'], restriction: null, evaluation: null, tlp: null, sealed: other.sealed, hash: offered.hash, sentAt: now() };
    const written = writeOfferContent(lying);
    if (!written.ok) throw new Error(written.rule);
    const forger = await Forger.of(otieno, space);
    const { id } = await forger.post(written.content);
    forger.close();
    await settled();
    await claire.client.takeOfferStep(space, id, { action: 'accept' });
    await settled();
    for (const { key } of [offered, other]) expect(await refusal(otieno, id, { action: 'deliver', key: toBase64Url(key) })).toMatchObject({ code: 'other-content' });
    expect(await view(claire, id)).toMatchObject({ state: 'ACCEPTED', content: null });
  });

  it('is not offered, nor released, where people of a third authority are inside', async () => {
    const wide = await wanjiru.client.createChannel({ title: 'Wide', purpose: null, members: [claire.id] });
    const offer = await wanjiru.client.makeOffer(wide, input());
    await people.settled(wanjiru, claire, wanjiru);
    await wanjiru.client.addMembers(wide, [jules.id]);
    await people.settled(wanjiru, claire, jules);
    await claire.client.takeOfferStep(wide, offer, { action: 'accept' });
    await people.settled(claire, wanjiru, jules);
    for (const each of [wanjiru, claire]) expect(await view(each, offer, wide)).toMatchObject({ state: 'ACCEPTED', held: { why: 'strangers', people: [jules.id] } });
    await expect(wanjiru.client.makeOffer(wide, input())).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await wanjiru.client.removeMember(wide, jules.id);
    await people.settled(wanjiru, claire);
    await people.restart(wanjiru, between);
    await until(wanjiru.client, async () => (await view(wanjiru, offer, wide)).state === 'DELIVERED');
    await people.settled(wanjiru, claire);
    expect((await view(claire, offer, wide)).content?.text).toBe(words);
    // Whoever was inside before it was released holds nothing that opens it.
    for (const value of (await valuesOf(jules)).values()) expect(holds(value, utf8(words))).toBe(false);
    expect(await jules.client.offers()).toEqual([]);
    await expect(wanjiru.client.makeOffer(wide, input({ to: nairobi }))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await expect(wanjiru.client.makeOffer(wide, input({ conditions: [] }))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('is not released to whoever came while that waited to be sent', async () => {
    const wide = await wanjiru.client.createChannel({ title: 'Widened', purpose: null, members: [claire.id] });
    const offer = await wanjiru.client.makeOffer(wide, input());
    await people.settled(wanjiru, claire, wanjiru);
    unposted = true;
    await claire.client.takeOfferStep(wide, offer, { action: 'accept' });
    await until(wanjiru.client, async () => (await view(wanjiru, offer, wide)).state === 'DELIVERED');
    expect((await view(wanjiru, offer, wide)).held).toEqual({ why: 'soon' });
    await wanjiru.client.addMembers(wide, [jules.id]);
    unposted = false;
    await wanjiru.client.send(wide, plain('What follows is not held up'));
    await until(claire.client, async () => (await texts(claire.client, wide)).at(-1) === 'What follows is not held up');
    await people.settled(wanjiru, claire, jules);
    for (const each of [wanjiru, claire]) expect(await view(each, offer, wide)).toMatchObject({ held: { why: 'strangers', people: [jules.id] } });
    expect(await view(claire, offer, wide)).toMatchObject({ state: 'ACCEPTED', content: null });
    expect((await texts(claire.client, wide)).at(-1)).toBe('What follows is not held up');
    await wanjiru.client.removeMember(wide, jules.id);
    await until(claire.client, async () => (await view(claire, offer, wide)).state === 'DELIVERED');
    expect((await view(claire, offer, wide)).content?.text).toBe(words);
  });

  it('opens on another device of a person, once it was delivered', async () => {
    const waiting = await offerIn();
    const second = await people.another(wanjiru);
    await until(second.client, async () => (await second.client.offers()).some(({ id }) => id === waiting));
    expect(await second.client.offer(space, waiting)).toMatchObject({ state: 'OFFERED', content: null });
    await claire.client.takeOfferStep(space, waiting, { action: 'accept' });
    await settled();
    await until(second.client, async () => (await second.client.offer(space, waiting)).state === 'DELIVERED');
    expect((await second.client.offer(space, waiting)).content?.text).toBe(words);
  });

  it('stays with who wrote it where the service cannot take it, also after a start, until it is given up with its uploads', async () => {
    const at = path.join(folder, 'statement.txt');
    await writeFile(at, 'One statement');
    const [lost, other] = [await wanjiru.client.upload(space, { path: at }), await wanjiru.client.upload(space, { path: at })];
    await people.settled(wanjiru);
    ours.cut();
    const offer = await wanjiru.client.makeOffer(space, input({ files: [lost, other] }));
    await wanjiru.client.cancelTransfer(lost).catch(() => undefined);
    ours.mend();
    await until(wanjiru.client, async () => (await wanjiru.client.offer(space, offer)).refusal !== null);
    await wanjiru.client.resend(space, offer);
    await wanjiru.client.close();
    await people.restart(wanjiru, between);
    await settled();
    const kept = await view(wanjiru, offer);
    expect(kept).toMatchObject({ seq: null, state: 'OFFERED', refusal: { code: 'not-found' }, nature: input().nature, content: { text: words }, open: [] });
    expect((await wanjiru.client.offers()).find(({ id }) => id === offer)?.refusal?.code).toBe('not-found');
    expect((await claire.client.offers()).some(({ id }) => id === offer)).toBe(false);
    await wanjiru.client.discard(space, offer);
    await until(wanjiru.client, async () => (await wanjiru.client.transfers()).length === 0);
    expect([await keyOf(offer), (await wanjiru.client.offers()).some(({ id }) => id === offer)]).toEqual([undefined, false]);
  });

  it('is over with the offer: its files, what opens them, and the key that was not released', async () => {
    const [at, minutes] = [path.join(folder, 'receipts.txt'), 60_000];
    await writeFile(at, 'One receipt');
    const brief = await wanjiru.client.createChannel({ title: 'Brief', purpose: null, members: [claire.id], retention: { hours: 1 } });
    const file = await wanjiru.client.upload(brief, { path: at });
    await people.settled(wanjiru, claire, wanjiru);
    const [offer, unanswered] = [await wanjiru.client.makeOffer(brief, input({ files: [file] })), await wanjiru.client.makeOffer(brief, input())];
    await people.settled(wanjiru, claire);
    await people.pass(40 * minutes);
    await claire.client.takeOfferStep(brief, offer, { action: 'accept' });
    await until(claire.client, async () => (await view(claire, offer, brief)).state === 'DELIVERED');
    await people.settled(claire, wanjiru, claire);
    const named = async (person: Person) => [...await valuesOf(person)].filter(([, value]) => holds(value, utf8('receipts.txt'))).map(([name]) => name);
    const { content } = await view(claire, offer, brief);
    const searched = async ({ client }: Person) => (await client.search({ text: 'receipts', space: brief, offset: 0, limit: 10 })).total;
    await until(claire.client, async () => (await searched(claire)) === 1);
    expect([content!.files.map(({ name }) => name), (await named(claire)).length, await keyOf(unanswered, brief) === undefined]).toEqual([['receipts.txt'], 1, false]);

    await people.pass(25 * minutes);
    for (const each of [wanjiru, claire]) await people.restart(each, each === wanjiru ? between : undefined);
    await people.settled(wanjiru, claire);
    for (const each of [wanjiru, claire]) {
      // The acceptance is younger, and stays as a line.
      expect((await each.client.timeline(brief, 0, 100)).entries).toContainEqual(expect.objectContaining({ type: 'offer', action: 'deliver' }));
      await expect(view(each, offer, brief)).rejects.toMatchObject({ problem: { code: 'not-found' } });
      await expect(each.client.readFile(brief, content!.on!, file, 0, 5)).rejects.toMatchObject({ problem: { code: 'not-found' } });
      expect([await named(each), await searched(each)]).toEqual([[], 0]);
    }
    expect(await keyOf(unanswered, brief)).toBeUndefined();
  });
});
