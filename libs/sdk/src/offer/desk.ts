/**
 * Information under conditions: what a person does about it. Every step is judged here as the log is, before it is sent. The key of what this device offered stays here until
 * somebody of the receiving authority signed the acceptance; then it goes into the log by itself.
 */
import { problem, type AuthorityId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { encodeMessage, fromBase64Url, offerSecretRule, openOffer, randomBytes, sealOffer, toBase64Url, wipe, wordsHash, writeOfferContent, type Offer, type OfferStep, type StepWords } from '@comity/e2ee';
import { refused, unlawful } from '../failure.js';
import type { Files } from '../files/files.js';
import { newId } from '../id.js';
import type { Matters } from '../matter/matters.js';
import { later } from '../matter/view.js';
import type { Part } from '../part.js';
import type { OfferInput, OfferStepInput, OfferSummary, OfferView } from '../offers.js';
import { Serial } from '../serial.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { expectWritable } from '../space/writable.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import type { OfferBook } from './book.js';
import { consentRequest, lastOf, stateOf, type Line, type Offered, type Verdict } from './law.js';
import { summaryOf, viewOf, type Viewer } from './view.js';

/** A key that waits for an acceptance, in base64url. */
interface KeptKey { key: string }
const saltBytes = 16;
/** Milliseconds until what failed in passing is tried again. */
const pause = 30_000;

export class OfferDesk {
  /** One thing at a time: each follows what the one before left. */
  private readonly turns = new Serial();
  private tending = false;
  private stopped = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly spaces: Pick<Spaces, 'all' | 'get' | 'expectClock'>, private readonly files: Files, private readonly matters: Part<Matters>, private readonly env: Surroundings) {}

  /** What changed last comes first. */
  async all(): Promise<OfferSummary[]> {
    const found = await Promise.all(this.spaces.all().filter(holdsOffers).map(async (space) => {
      const book = await space.offers.get();
      return [...(await book.present()).offers.values()].map((offered) => ({ ...summaryOf(offered, space.id, this.viewer(book)), refusal: refusalOf(space, offered) }));
    }));
    return found.flat().sort((a, b) => (a.changed < b.changed ? 1 : -1));
  }

  async one(id: SpaceId, offer: ItemId): Promise<OfferView> {
    const space = this.spaces.get(id);
    const book = await space.offers.get();
    const { offers, refused: turned } = await book.present();
    const offered = find(offers.values(), offer);
    return viewOf(offered, id, { content: await this.contentOf(space, offered), held: await this.heldBy(space, offered), refusal: refusalOf(space, offered), refused: turned }, this.viewer(book));
  }

  offer(id: SpaceId, { to, basis, nature, conditions, marking: { handling, restriction, evaluation, tlp }, text, files }: OfferInput): Promise<ItemId> {
    return this.turns.run(async () => {
      const space = this.writable(id);
      const by = this.env.secrets.practitioner;
      this.expectTwoSides(space, this.authorityOf(by), to);
      const uploads = [...new Set(files)];
      const [said, contents] = [lines(text), this.files.contents(uploads, () => true)];
      // What is closed once cannot grow: it has to be there.
      if (contents === undefined || this.files.stateOf(uploads) !== 'stored') throw invalid('/files', 'must be stored uploads of this client to this space');
      for (let i = contents.length - 1; i >= 0 && offerSecretRule({ text: said, files: contents }) === 'too-long'; i -= 1) contents[i] = { ...contents[i]!, preview: null };
      const rule = offerSecretRule({ text: said, files: contents });
      if (rule !== null) throw invalid('/text', rule);
      const { key, sealed, hash } = sealOffer(id, by, { text: said, files: contents });
      const written = writeOfferContent({ type: 'offer', to, basis: [...new Set(basis)], nature: lines(nature), conditions: conditions.map(lines).filter((each) => each !== ''), restriction, evaluation, tlp, sealed, hash, sentAt: this.now } satisfies Offer);
      if (!written.ok) throw invalid('/', written.rule);
      const item = newId<ItemId>();
      const book = await space.offers.get();
      lawful(book.judge((await book.present()).offers, item, handling, written.content));
      const encoded = encodeMessage(written.content);
      if (!encoded.ok) throw invalid('/', encoded.rule);
      // Kept before anything is sent, in one transaction with what waits.
      await space.outbox.add({ kind: 'message', handling, content: written.content, uploads }, item, new Batch().putJson(keys.offerKey(id, item), { key: toBase64Url(key) } satisfies KeptKey));
      wipe(key);
      return item;
    });
  }

  step(id: SpaceId, offer: ItemId, { action, use, words = {}, request }: OfferStepInput): Promise<void> {
    return this.turns.run(async () => {
      const space = this.writable(id);
      const offered = find((await (await space.offers.get()).present()).offers.values(), offer);
      if (request !== undefined) await this.expectRequest(offered, request);
      const said = Object.entries(words).map(([member, text]): StepWords => ({ member, salt: toBase64Url(randomBytes(saltBytes)), text: lines(text) })).filter(({ text }) => text !== '');
      const carries = { ...(action === 'accept' && { conditions: offered.hash }), ...Object.fromEntries(said.map((each) => [each.member, wordsHash(each)])) };
      await this.say(space, offered, { action, use: use ?? null, carries, words: said, request: request ?? null });
    });
  }

  /** Carries on what the log leaves to this device: the key of what was accepted is released, and one that nobody waits for is destroyed. */
  tend(): void {
    if (this.tending || this.stopped) return;
    this.tending = true;
    void this.turns.run(async () => {
      this.tending = false;
      // One that fails in passing keeps no other waiting.
      for (const space of this.spaces.all().filter(holdsOffers)) await this.release(space).catch(() => { this.again(); });
    });
  }

  private again(): void {
    if (!this.stopped) this.retry ??= setTimeout(() => { this.retry = undefined; this.tend(); }, pause);
  }

  idle(): Promise<void> { return this.turns.idle(); }
  get busy(): boolean { return this.turns.busy; }
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
  }

  private async release(space: Space): Promise<void> {
    const held = await this.env.store.list(keys.offerKeys(space.id));
    if (held.length === 0) return;
    const book = await space.offers.get();
    const { offers, refused: turned } = await book.log();
    for (const [name] of held) {
      const item = name.slice(keys.offerKeys(space.id).length);
      const offered = [...offers.values()].find(({ id }) => id === item);
      const state = offered === undefined ? null : stateOf(offered);
      if (state === 'ACCEPTED') await this.deliver(space, book, offered!);
      // Declined, or delivered and in the log itself; or an offer that does not stand. What is not here may be on its way, or is being read anew.
      else if (state === null ? turned.some(({ on, action }) => on === item && action === 'offer') : state !== 'OFFERED') await new Batch().delete(name).writeTo(this.env.store);
    }
  }

  private async deliver(space: Space, book: OfferBook, offered: Offered): Promise<void> {
    // It is on its way, or did not stand since and would not now.
    const { refused: turned } = await book.log();
    const accepted = offered.line.taken.at(-1)!.seq ?? 0;
    if (stateOf(find((await book.present()).offers.values(), offered.id)) !== 'ACCEPTED' || turned.some(({ on, by, action, seq }) => on === offered.id && by === offered.by && action === 'deliver' && seq > accepted)) return;
    await this.spaces.expectClock();
    // Who is inside is known at the end of the log alone.
    await space.catchUp();
    if (space.readOnly || this.strangersIn(space, offered).length > 0) return this.again();
    const kept = await this.env.store.getJson<KeptKey>(keys.offerKey(space.id, offered.id));
    if (kept !== undefined) await this.say(space, offered, { action: 'deliver', use: null, carries: {}, words: [], request: null }, kept.key);
  }

  private async say(space: Space, offered: Offered, what: Pick<OfferStep, 'action' | 'use' | 'carries' | 'words' | 'request'>, key: string | null = null): Promise<void> {
    const line: Line | undefined = what.use === null ? offered.line : offered.uses.get(what.use);
    if (line === undefined) throw refused(problem('not-found', { detail: 'nobody asked for such a use' }));
    // A clock that is slow must not put a step before the one it follows.
    const sentAt = what.action === consentRequest.action ? this.now : later(this.now, line.standing.events.at(-1)?.at);
    const written = writeOfferContent({ type: 'offer-step', on: offered.hash, after: lastOf(line), key, sentAt, ...what });
    if (!written.ok) throw invalid('/words', written.rule);
    const item = newId<ItemId>();
    const book = await space.offers.get();
    lawful(book.judge((await book.present()).offers, item, 'none', written.content));
    // What waits is sealed for whoever is inside then.
    await space.outbox.add({ kind: 'message', handling: 'none', content: written.content, ...(key !== null && { only: [offered.providing, offered.offer.to] }) }, item);
  }

  /** What was offered, for whoever may read it here: what was delivered; and for who offered it, on this device, until it was declined. */
  private async contentOf(space: Space, offered: Offered): Promise<OfferView['content']> {
    const kept = offered.content === null ? await this.env.store.getJson<KeptKey>(keys.offerKey(space.id, offered.id)) : undefined;
    const content = offered.content ?? (kept === undefined ? undefined : openOffer(space.id, offered.by, offered.offer, fromBase64Url(kept.key)));
    if (content === undefined) return null;
    const delivered = offered.line.taken[offered.line.standing.events.findIndex(({ action }) => action === 'deliver')];
    return { text: content.text, files: this.files.viewsOf(content.files), on: delivered?.seq == null ? null : { id: delivered.id, seq: delivered.seq } };
  }

  private async heldBy(space: Space, offered: Offered): Promise<OfferView['held']> {
    const { line: { standing: { events }, taken } } = offered;
    // Accepted, or released and still on its way.
    if (stateOf(offered) !== 'ACCEPTED' && !events.some(({ action }, i) => action === 'deliver' && taken[i]!.seq === null)) return null;
    const people = this.strangersIn(space, offered);
    if (people.length > 0) return { why: 'strangers', people };
    if (stateOf(offered) !== 'ACCEPTED') return { why: 'soon' };
    const here = (await this.env.store.get(keys.offerKey(space.id, offered.id))) !== undefined;
    return { why: here || offered.by !== this.env.secrets.practitioner ? 'soon' : 'elsewhere' };
  }

  /** Whoever is inside and of neither side would read what is released. */
  private strangersIn(space: Space, { providing, offer: { to } }: Offered): PractitionerId[] {
    return space.members().filter((person) => { const authority = this.env.directory.chain.persons.get(person)?.authority; return authority !== providing && authority !== to; });
  }

  private expectTwoSides(space: Space, own: AuthorityId, to: AuthorityId): void {
    const inside = new Set(space.members().map((person) => this.authorityOf(person)));
    if (to === own || !inside.has(to)) throw invalid('/to', 'must be the other authority of the space');
    if (inside.size > 2) throw refused(problem('not-acceptable', { detail: 'people of a third authority are in the space, and would read what is released there' }));
  }

  /** A request is linked that both sides read: its name would tell the other of what it does not know. */
  private async expectRequest({ providing, offer: { to } }: Offered, request: SpaceId): Promise<void> {
    const found = (await (await this.matters.get()).all()).find(({ space }) => space === request);
    const sides = [found?.requesting, found?.requested];
    if (found === undefined || found.transmittedAt === null || found.draft === found.space || !sides.includes(providing) || !sides.includes(to)) throw invalid('/request', 'must be a request between the two authorities that both read');
  }

  private writable(id: SpaceId): Space {
    const space = this.spaces.get(id);
    expectWritable(space);
    return space;
  }

  private authorityOf(person: PractitionerId): AuthorityId {
    const authority = this.env.directory.chain.persons.get(person)?.authority;
    if (authority === undefined) throw refused(problem('not-found', { detail: 'nobody vouched for this person' }));
    return authority;
  }

  private viewer(book: OfferBook): Viewer { return { person: this.env.secrets.practitioner, network: book.network, now: this.now }; }
  private get now(): Instant { return this.env.now().toISOString() as Instant; }
}

const refusalOf = ({ outbox }: Space, { id }: Offered): OfferSummary['refusal'] => outbox.offers().find((queued) => queued.id === id)?.refusal ?? null;
const holdsOffers = (space: Space): boolean => space.holdsOffers;
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));
function find(offers: Iterable<Offered>, id: ItemId): Offered {
  const offered = [...offers].find((each) => each.id === id);
  if (offered === undefined) throw refused(problem('not-found', { detail: 'there is no such offer' }));
  return offered;
}
function lawful(verdict: Verdict): void {
  if (!verdict.ok) throw unlawful(verdict.refusal);
}
