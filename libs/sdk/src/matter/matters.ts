/** Requests: what a person does about them. Every step is judged here as the log is, before it is sent. */
import { LegalBasis, lifeCycles, sendingOf } from '@comity/casework';
import { problem, suites, type AuthorityId, type FileId, type HandlingCode, type Instant, type ItemId, type PractitionerId, type Problem, type SpaceId } from '@comity/contracts';
import { encodeMessage, readAnnex, readStepAnnex, writeAnnex, writeSource, type Annex, type AttestedStep, type CaseContent, type Dossier, type DossierContent, type DossierSource, type Enclosure } from '@comity/e2ee';
import { clockSkew } from '../clock.js';
import { daysBookOf } from '../days/stated.js';
import { expectBorne, expectMarking, unmarked } from '../codes.js';
import { ComityFailure, isPassing, refused, unlawful } from '../failure.js';
import { newId } from '../id.js';
import type { SignedMatter } from '../figures.js';
import type { Marking } from '../marking.js';
import type { DossierInput, MatterSummary, MatterView, Passage, StepInput, StepView } from '../matters.js';
import { Serial } from '../serial.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Membership } from '../space/membership.js';
import { keys } from '../space/record.js';
import type { ForbiddingCode } from '../space/forwarding.js';
import { expectRoom } from '../space/room.js';
import { stateProfile } from '../space/profile.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { expectWritable } from '../space/writable.js';
import type { Part } from '../part.js';
import type { Surroundings } from '../surroundings.js';
import { advanceOf, type Advance } from './advance.js';
import { against } from './against.js';
import { annexFrom, enclosedFrom, enclosureViews, referenceFrom, stepEnclosures, translationViews, unread, type Summing } from './annex.js';
import { dossierMarking, keptBack, marked, markedBy, markingOf, outgoing, withSource } from './codes.js';
import { referenceOf, stepOf } from './compose.js';
import { cycleOf, guestsFor, owedWith, saysMore, take, tellsOf, transmissionOf, type Matter, type Sent, type Verdict } from './law.js';
import { networkOf } from './network.js';
import { sourceFrom } from './source.js';
import { signedOf, Telling } from './telling.js';
import { later, stepsOf, summaryOf, viewOf, type Enclosed, type Surrounding, type Viewer } from './view.js';

/** Who comes in once the forwarding that names their authority stands; kept beside what waits of it. */
interface Guests { executing: AuthorityId; people: readonly PractitionerId[]; /** Those of them who had left before they were asked in again. */ back: readonly PractitionerId[] }

/** What is said, with the handling code of its header. */
interface Said<Content extends CaseContent = CaseContent> { content: Content; handling: HandlingCode }

/** Milliseconds until what failed in passing, or was not certain yet, is tried again. */
const pause = 30_000;

export class Matters {
  /** One thing at a time: each follows what the one before left. */
  private readonly turns = new Serial();
  private tending = false;
  private stopped = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  /** Spaces that cannot be made as it was said, and why; the person was told. */
  private readonly hopeless = new Map<SpaceId, Problem>();
  /** Spaces in which this program said what it owes there: what was refused is not said again. */
  private readonly said = new Set<SpaceId>();
  /** Of whom the person was told that they cannot come in. */
  private readonly told = new Set<string>();
  /** Drafts that failed in passing, until the pause is over. */
  private readonly resting = new Set<SpaceId>();

  private readonly telling: Telling;

  constructor(private readonly spaces: Pick<Spaces, 'all' | 'get' | 'create' | 'current'> & { membership: Pick<Part<Membership>, 'get'> }, private readonly env: Surroundings) { this.telling = new Telling(env); }

  async all(): Promise<MatterSummary[]> {
    const summaries = await Promise.all(this.requests().map(async (space) => {
      const matter = await space.casebook.present();
      return matter === null || (await this.shared(matter)) !== undefined ? [] : [forWhoIsInside(space, summaryOf(matter, await this.surrounding(space, matter), await this.viewer(space, matter)))];
    }));
    return summaries.flat().sort((a, b) => (a.lastStepAt < b.lastStepAt ? 1 : -1));
  }

  async one(id: SpaceId): Promise<MatterView> {
    const space = await this.where(id);
    const matter = await this.present(space);
    const items = matter.annex.enclosures.length === 0 ? [] : await space.casebook.items('taken');
    const hanging = { enclosed: await this.enclosedOf(space, matter.measures), enclosures: enclosureViews(matter.annex, items, this.env.files), translations: translationViews(matter.annex, matter.dossier) };
    const view = viewOf(matter, await this.surrounding(space, matter), { refused: await space.casebook.refused(), ...hanging }, await this.viewer(space, matter));
    return this.mayDiscard(space) ? view : withoutDiscarding(view);
  }

  async earlier(id: SpaceId, measure: string, from: number, to: number): Promise<StepView[]> {
    const space = await this.where(id);
    const matter = await this.present(space);
    const found = matter.measures.find((each) => each.id === measure);
    return found === undefined ? [] : stepsOf(matter, found, from, to, await this.enclosedOf(space, [found]));
  }

  async draft(input: DossierInput): Promise<SpaceId> {
    const self = this.env.secrets.practitioner;
    const requesting = this.authorityOf(self);
    const { dossier } = await this.dossierOf(input, requesting);
    const source = await this.sourceOf(input, null);
    const said = this.revision(null, dossier, source, input.marking);
    this.judgeDraft(said);
    return this.turns.run(async () => {
      const id = await this.spaces.create({ kind: 'request', owners: [self], title: input.title, purpose: null, history: 'all', retention: null }, []);
      const space = this.spaces.get(id);
      await this.write(space, said);
      return id;
    });
  }

  revise(id: SpaceId, input: DossierInput): Promise<void> {
    return this.turns.run(async () => {
      const space = this.spaces.get(id);
      const matter = await this.present(space);
      const { dossier: { requesting }, annex, told } = matter;
      // What both sides read already is not said anew by it.
      const given = told === null ? input : { ...input, reference: annex.reference };
      const source = told === null ? await this.sourceOf(input, matter.source) : null;
      const said = (sum?: Summing) => this.dossierOf(given, requesting, space, sum);
      // What is refused anyway is refused before files are read, which may take long.
      if (given.enclosures?.length) await this.judge(space, matter, this.revision(matter, (await said(unread)).dossier, source, input.marking));
      const { dossier, uploads } = await said();
      await this.write(space, this.revision(matter, dossier, source, input.marking), uploads);
    });
  }

  /** How this person's authority calls it among its own files, where both sides read it. */
  setReference(id: SpaceId, reference: string | null): Promise<void> {
    return this.turns.run(async () => {
      const space = await this.where(id);
      await this.say(space, plain(referenceOf(await this.present(space), referenceFrom(reference), this.now)));
    });
  }

  step(id: SpaceId, measures: readonly string[], input: StepInput): Promise<void> {
    return this.turns.run(async () => {
      const space = await this.where(id);
      const people = [...new Set(input.addressees ?? [])];
      const { marking = unmarked } = input;
      expectMarking(marking);
      const matter = await this.present(space);
      const unknown = measures.find((measure) => !matter.measures.some((each) => each.id === measure));
      if (unknown !== undefined || measures.length === 0) throw unlawful(against('unknown-measure', input.action));
      const advance = this.advanceOf(matter, input);
      // What could not be noted is not sent.
      if (advance !== null) expectWritable(space);
      const taken = advance === null ? input : { ...input, words: { ...input.words, account: advance.reaches } };
      const executing = this.expectAddressees(matter, input.action, people);
      // They read all of it.
      const code = executing === null ? null : this.kept(matter);
      if (code !== null) throw refused(problem('not-allowed', { detail: code }));
      const shared = goesOut(matter.dossier, input.action) ? { space: newId<SpaceId>(), addressees: people } : null;
      const known = input.enclosures === undefined ? [] : await this.cameWith(space);
      const judged = async (before: Matter, sum?: Summing) => {
        const { enclosed, uploads } = await enclosedFrom(input.enclosures ?? [], known, { space: space.id, files: this.env.files, sum });
        const compose = (now: Matter) => stepOf(now, measures, taken, { executing, shared, enclosed }, this.now);
        const composed = compose(before);
        const after = await this.judge(space, before, { content: composed, handling: marking.handling });
        const owed = owedWith(before, composed, this.env.secrets.practitioner, space.casebook.network);
        if (owed !== null) throw unlawful(owed);
        return { compose, after, uploads };
      };
      // What is refused anyway is refused before files are read, which may take long.
      if (input.enclosures?.length) await judged(matter, unread);
      const { compose, after, uploads } = await judged(await this.present(space));
      if (advance?.send === null) return;
      if (input.action === 'discard' && !this.mayDiscard(space)) throw refused(problem('not-allowed', { detail: 'an owner discards a draft' }));
      const inside = space.members();
      const guests = executing === null ? [] : people.filter((person) => !inside.includes(person));
      // Nobody of others is brought in by it before it stands in the log: what is made then has to be possible.
      if (shared !== null) await this.expectPassage(after, people);
      else if (guests.length > 0) await (await this.spaces.membership.get()).expectAddition(space, guests);
      else if (executing === null) await this.bringIn(space, people, people);
      await advance?.send?.();
      const item = newId<ItemId>();
      const batch = new Batch();
      if (executing !== null && guests.length > 0) batch.putJson(keys.guest(space.id, item), { executing, people: guests, back: guests.filter((person) => space.record.departed.includes(person)) } satisfies Guests);
      await this.say(space, { content: compose(await this.present(space)), handling: marking.handling }, { item, batch, uploads });
    });
  }

  /** Refuses people whom this person may not bring in, as the log has it: what waits to be sent may not stand. */
  async expectGuests(space: Space, people: readonly PractitionerId[]): Promise<void> {
    const matter = await space.casebook.log();
    const self = this.env.secrets.practitioner;
    const welcome = matter === null ? [this.authorityOf(self)] : guestsFor(matter, self, space.casebook.network);
    if (people.some((person) => !welcome.includes(this.authorityOf(person)))) throw refused(problem('not-allowed', { detail: matter?.told == null ? 'a draft is for the requesting authority alone' : 'each side brings in its own' }));
    const code = matter !== null && people.some((person) => this.authorityOf(person) !== this.authorityOf(self)) ? this.kept(matter) : null;
    if (code !== null) throw refused(problem('not-allowed', { detail: code }));
  }

  /** What keeps this person from bringing in people of another authority. */
  private kept(matter: Matter): ForbiddingCode | null {
    const { practitioner: self } = this.env.secrets;
    return keptBack(matter, self, this.authorityOf(self));
  }

  /** Carries on what the log leaves to this device: what it transmitted goes to the other side; and compares what went with what it should be. */
  tend(): void {
    if (this.tending || this.stopped) return;
    this.tending = true;
    void this.turns.run(async () => {
      this.tending = false;
      const guests = await this.env.store.list(keys.guests);
      // One that fails in passing keeps no other waiting.
      for (const space of this.requests()) if (!this.resting.has(space.id)) await this.carry(space).then(() => this.letIn(space, guests.filter(([name]) => name.startsWith(keys.guestsOf(space.id))))).catch(() => { this.rest(space.id); });
      await this.compare();
      await this.tellOf();
    }).catch(() => { this.again(); });
  }

  private rest(space: SpaceId): void {
    if (this.env.link.online) this.resting.add(space);
    this.again();
  }

  private again(): void {
    if (this.stopped) return;
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.resting.clear();
      this.tend();
    }, pause);
  }

  idle(): Promise<void> { return this.turns.idle(); }
  get busy(): boolean { return this.turns.busy; }
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
  }

  private async carry(draft: Space): Promise<void> {
    const matter = await draft.casebook.log();
    const self = this.env.secrets.practitioner;
    if (matter?.sent == null || matter.sent.by !== self || matter.sent.device !== this.env.device || draft.record.left) return;
    const { dossier: { title, requesting }, sent: { space: id, addressees } } = matter;
    if (this.hopeless.has(id)) return;
    const there = await this.shared(matter);
    if (there !== undefined) return this.tellThrough(draft, there);
    try {
      // A colleague may have completed it meanwhile.
      await draft.catchUp();
      if ((await draft.casebook.log())?.sent?.space !== id) return;
      const known = this.spaces.all().find((each) => each.id === id);
      if (known !== undefined) {
        if (known.record.founder !== self || known.record.left || known.record.halted !== null) throw refused(problem('already-exists'));
        // Who is there, and what was said, is certain at the end of the log alone.
        await known.catchUp();
        if (isBehind(known)) return this.again();
        if ((await this.shared(matter)) !== undefined) return;
        if ((await known.casebook.log()) !== null) throw refused(problem('already-exists'));
        await this.expectUnsaid(known);
      }
      // Whom an owner took out there stays out.
      const isWelcome = (person: PractitionerId) => known?.record.departed.includes(person) !== true;
      const ours = draft.members().filter((person) => person !== self && this.env.directory.chain.persons.get(person)?.authority === requesting && isWelcome(person));
      const company = { along: ours, owners: [addressees[0]!, ...draft.owners().filter((owner) => ours.includes(owner))] };
      if (known === undefined) await this.spaces.create({ id, kind: 'request', owners: [self], title, purpose: null, history: 'all', retention: null }, addressees, company);
      else await (await this.spaces.membership.get()).add(known, addressees.filter(isWelcome), company);
      const space = this.spaces.get(id);
      // Another device of this person may have come in first: then others do not read from the beginning by themselves.
      if ((space.record.epoch ?? 0) > 1) await (await this.spaces.membership.get()).give(space, space.members());
      await this.say(space, transmitted(matter, this.now));
      this.said.add(id);
    } catch (error) {
      if (!(error instanceof ComityFailure) || isPassing(error)) throw error;
      const why = error.problem ?? problem('unexpected', { detail: error.message });
      this.hopeless.set(id, why);
      this.env.emit({ type: 'undone', space: draft.id, problem: why });
    }
    this.env.emit({ type: 'matters', space: draft.id });
  }

  /** Whoever is in the draft, and not there, learns that it came through: from the device that brought it there, once that stands in the log. */
  private async tellThrough(draft: Space, there: Space): Promise<void> {
    const matter = await this.present(draft);
    if (matter.sent?.through !== false || this.said.has(draft.id) || (await there.casebook.log())?.told == null) return;
    this.said.add(draft.id);
    await this.say(draft, plain(stepOf(matter, matter.measures.map(({ id }) => id), { action: 'through' }, {}, this.now)));
  }

  /** Those to whom this device forwarded a request, once their authority executes by what stands in the log; if it does not, nobody comes in. */
  private async letIn(space: Space, waiting: readonly (readonly [string, Uint8Array])[]): Promise<void> {
    if (waiting.length === 0 || isBehind(space) || space.record.left) return;
    for (const [name, value] of waiting) {
      const { executing, people, back } = decodeJson<Guests>(value);
      // It leaves the outbox once it is folded into what the log has.
      if (space.outbox.cases().some(({ id }) => name === keys.guest(space.id, id))) continue;
      const matter = await space.casebook.log();
      const stands = matter?.measures.some((measure) => measure.executing.includes(executing)) === true;
      // What came before it meanwhile, they would read as well.
      const code = stands ? this.kept(matter) : null;
      if (code !== null) this.env.emit({ type: 'undone', space: space.id, problem: problem('not-allowed', { detail: code }) });
      const left: PractitionerId[] = [];
      // Whom an owner took out meanwhile stays out.
      for (const person of stands && code === null ? people.filter((each) => !space.record.departed.includes(each) || back.includes(each)) : []) {
        try {
          await this.bringIn(space, [person]);
        } catch (error) {
          if (!(error instanceof ComityFailure) || error.problem === undefined || isPassing(error)) throw error;
          if (!this.told.has(name)) this.env.emit({ type: 'undone', space: space.id, problem: error.problem });
          this.told.add(name);
          // Whoever cannot be reached comes in once they were online.
          if (error.problem.code === 'not-acceptable') left.push(person);
        }
      }
      const batch = new Batch();
      await (left.length > 0 ? batch.putJson(name, { executing, people: left, back } satisfies Guests) : batch.delete(name)).writeTo(this.env.store);
      if (left.length > 0) this.rest(space.id);
    }
  }

  /** A transmission is said once: neither again where it does not stand in the log, nor where the service did not take it. */
  private async expectUnsaid({ id, casebook }: Space): Promise<void> {
    const turned = (await casebook.refused()).find(({ by, action }) => by === this.env.secrets.practitioner && isSending(action));
    if (turned !== undefined) throw unlawful(turned.refusal);
    if (this.said.has(id)) throw refused(problem('not-acceptable', { detail: 'the service refused the transmission' }));
  }

  /** Whoever was in the draft, or is said to have been, sees when something else went out than what stands there. */
  private async compare(): Promise<void> {
    const self = this.env.secrets.practitioner;
    const all = await Promise.all(this.requests().map(async (space) => ({ space, matter: await space.casebook.log() })));
    for (const { space: { id, record }, matter } of all) {
      if (matter?.told == null || this.authorityOf(self) !== matter.dossier.requesting || this.env.alarms.of(id).some(({ rule }) => rule === 'request-altered')) continue;
      const leading = all.flatMap((each) => (each.matter?.sent?.space === id ? [each.matter] : []));
      // Anybody can name a space that is somebody else's.
      const own = leading.filter(({ sent }) => sent?.by === record.founder);
      const { told, codes } = matter;
      const altered = leading.length === 0 ? await this.isInvented(matter, all) : !own.some((draft) => tellsOf(draft, told, codes[0]!.marking));
      // What was not read yet may say where it came from.
      if (altered && leading.length === 0 && (!this.spaces.current || all.some((each) => each.space.readsAnew))) this.again();
      else if (altered) await this.env.alarms.raise('request-altered', id);
    }
  }

  /** Of a request that no draft leads to: whether this person's own steps in it are none that they took, or a draft of it, read to its end, leads elsewhere. */
  private async isInvented(told: Matter, all: readonly { space: Space; matter: Matter | null }[]): Promise<boolean> {
    if (all.some(({ space: { record }, matter }) => matter !== null && isDraftOf(matter, told) && !record.left && record.halted === null && record.unopened.length === 0)) return true;
    const { device, directory, secrets: { practitioner: self } } = this.env;
    if (told.told!.before.every((step) => step.by !== self || all.some(({ matter }) => matter !== null && holds(matter, step)))) return false;
    // Of a draft that was left before, a later device knows nothing.
    const since = directory.chain.devices.get(device)?.from;
    if (since === undefined || Date.parse(since) > Date.parse(told.toldAt!) + clockSkew) return false;
    // What this person wrote in it may wait for its key; nobody else can have signed that.
    for (const { space: { history, record } } of all) {
      const entries = await history.at(await Promise.all(record.unopened.map((seq) => history.indexOf(seq))));
      if (entries.some((entry) => entry.type === 'unopened' && entry.lock?.by === self && entry.at <= told.toldAt!)) return false;
    }
    return true;
  }

  /** What of its own steps the network wants its service to know. */
  private async tellOf(): Promise<void> {
    const all = await Promise.all(this.requests().map(async (space) => ({ space, matter: await space.casebook.log() })));
    await this.telling.tell(all.flatMap(({ space, matter }) => (matter?.told == null ? [] : [{ space, matter }])));
  }

  /** What the log of a request that both sides share says of what the service is told; null: this device has not read all of it. */
  async signed(id: SpaceId): Promise<SignedMatter | null> {
    const space = this.requests().find((each) => each.id === id);
    const matter = space && this.spaces.current && !isBehind(space) && space.record.halted === null && space.record.unopened.length === 0 ? await space.casebook.log() : null;
    return matter?.told == null ? null : signedOf(space!, matter);
  }

  private requests(): Space[] { return this.spaces.all().filter(({ record }) => record.kind === 'request'); }

  /** Where a draft is, once it went and came through: there whoever sent it tells of it. */
  private async shared(draft: Matter): Promise<Space | undefined> {
    const { sent } = draft;
    const space = this.spaces.all().find((each) => leadsTo(sent, each));
    const there = await space?.casebook.present();
    return there?.told != null && isDraftOf(draft, there) ? space : undefined;
  }

  /** Where a request is taken further: from its draft, once it went, in the space of both sides. */
  private async where(id: SpaceId): Promise<Space> {
    const space = this.spaces.get(id);
    const matter = await space.casebook.present();
    return (matter === null ? undefined : await this.shared(matter)) ?? space;
  }

  private async surrounding(space: Space, matter: Matter): Promise<Surrounding> {
    let draft = matter.told === null ? space : undefined;
    for (const each of draft === undefined ? this.requests() : []) if (leadsTo((await each.casebook.log())?.sent, space)) draft = each;
    const strangers = (draft?.members() ?? []).filter((person) => this.env.directory.chain.persons.get(person)?.authority !== matter.dossier.requesting);
    const source = draft === undefined || draft === space ? matter.source : (await draft.casebook.log())?.source ?? null;
    return { space: space.id, draft: draft?.id ?? null, source, strangers, passage: this.passageOf(matter), unread: space.reading.total.unread, isBeyond: (seq) => space.reading.isBeyond(seq) };
  }

  private passageOf({ sent }: Matter): Passage | null {
    if (sent === null) return null;
    const { space, addressees, by, device, through } = sent;
    return { by, addressees: [...addressees], through, here: device === this.env.device, problem: this.hopeless.get(space) ?? null };
  }

  /** Posts a dossier, and drafts the measures of it that are not. */
  private async write(space: Space, said: Said<DossierContent>, uploads: FileId[] = []): Promise<void> {
    const before = await space.casebook.present();
    const { content, handling } = said;
    const { dossier } = content;
    // Where both sides read it nothing is said again.
    if (before?.told != null && !saysMore(before.dossier, dossier) && isAlike(markingOf(content, handling), dossierMarking(before))) {
      await this.judge(space, before, said);
      return;
    }
    await this.say(space, said, { uploads });
    if (before !== null && before.dossier.title !== dossier.title) await stateProfile(space, this.env, { title: dossier.title });
    const matter = await this.present(space);
    const fresh = matter.measures.filter(({ standing }) => standing.state === null).map(({ id }) => id);
    if (fresh.length > 0) await this.say(space, plain(stepOf(matter, fresh, { action: matter.rules.cycle.begin.action }, {}, this.now)));
  }

  private revision(before: Matter | null, dossier: Dossier, source: DossierSource | null, given?: Marking): Said<DossierContent> {
    const said = { sourced: withSource(before?.sourced ?? [], source), codes: before?.codes ?? [] };
    const marking = markedBy(said, this.env.secrets.practitioner, given ?? dossierMarking(said));
    expectMarking(marking);
    expectBorne(marking);
    return { content: marked({ v: 1, type: 'dossier', after: before?.dossiers.at(-1) ?? null, dossier, ...stated(source), sentAt: this.now }, marking), handling: marking.handling };
  }

  /** Whether this may be asked for at all, before a space is founded for it. */
  private judgeDraft({ content, handling }: Said<DossierContent>): void {
    encodable(content);
    const { practitioner: by } = this.env.secrets;
    const common = { seq: null, by, device: this.env.device, at: content.sentAt, hash: '' };
    const network = networkOf(this.env.directory);
    const begun = lawful(take(null, { ...common, handling, content }, network, by));
    lawful(take(begun, { ...common, content: stepOf(begun, begun.measures.map(({ id }) => id), { action: begun.rules.cycle.begin.action }, {}, content.sentAt) }, network, by));
  }

  /** The request after it. */
  private async judge(space: Space, matter: Matter | null, { content, handling }: Said): Promise<Matter> {
    encodable(content);
    return lawful(await space.casebook.judge(matter, content, handling));
  }

  /** Whether what was transmitted so can go to the other side. */
  private async expectPassage(sent: Matter, people: readonly PractitionerId[]): Promise<void> {
    const { practitioner: by } = this.env.secrets;
    expectBorne(outgoing(sent));
    const { content, handling } = transmitted(sent, this.now);
    encodable(content);
    lawful(take(null, { seq: null, by, device: this.env.device, at: content.sentAt, hash: '', handling, content }, networkOf(this.env.directory), by));
    const { theirs } = await (await this.spaces.membership.get()).devicesOf(people, null);
    expectRoom(suites.hybrid, 1, theirs.flat().length);
  }

  private async say(space: Space, said: Said, { uploads = [], item, batch }: { uploads?: FileId[]; item?: ItemId; batch?: Batch } = {}): Promise<void> {
    expectWritable(space);
    await this.judge(space, await space.casebook.present(), said);
    const { content, handling } = said;
    // Whoever may read the dossier, or the step, may read what is enclosed with it.
    const places = enclosedIn(content).filter((file) => !uploads.includes(file));
    await space.outbox.add({ kind: 'message', handling, content, ...(uploads.length > 0 && { uploads }), ...(places.length > 0 && { places }) }, item, batch);
  }

  /** Who may come in with a step; answers whose authority is to execute, of a step that says so. */
  private expectAddressees({ dossier }: Matter, action: string, people: readonly PractitionerId[]): AuthorityId | null {
    const authorities = [...new Set(people.map((person) => this.authorityOf(person)))];
    const only = (authority: AuthorityId) => authorities.every((each) => each === authority);
    const out = goesOut(dossier, action);
    if (out && (people.length === 0 || !only(dossier.requested))) throw addressees('must be people of the requested authority');
    if (action === 'submit' && !only(dossier.requesting)) throw addressees('must be colleagues');
    if (action === 'forward' && authorities.length !== 1) throw addressees('must be people of one authority');
    if (!out && action !== 'submit' && action !== 'forward' && people.length > 0) throw addressees('come in with a submission, a transmission or a forwarding');
    return action === 'forward' ? authorities[0]! : null;
  }

  private advanceOf(matter: Matter, { action, shares }: StepInput): Advance | null {
    if (shares === undefined) return null;
    if (action !== 'share-draft') throw refused(problem('invalid-input', { errors: [{ pointer: '/shares', rule: 'only a draft is shared in advance' }] }));
    return advanceOf(matter, shares, (space) => this.spaces.get(space), this.env);
  }

  /** Whoever is to review becomes an owner: anybody of them may have to bring in another. */
  private async bringIn(space: Space, people: readonly PractitionerId[], owners: readonly PractitionerId[] = []): Promise<void> {
    const [inside, owning] = [space.members(), space.owners()];
    if (people.every((person) => inside.includes(person)) && owners.every((person) => owning.includes(person))) return;
    await (await this.spaces.membership.get()).add(space, people, { owners });
  }

  private async present(space: Space): Promise<Matter> {
    const matter = await space.casebook.present();
    if (matter === null) throw refused(problem('not-found'));
    return matter;
  }

  /** What hung on the request before, as it stands or as this person wrote it and it does not; the latest first. */
  private async annexesOf({ casebook }: Space): Promise<Annex[]> {
    const own = (await casebook.items('own')).flatMap(({ content }) => (content?.type === 'dossier' ? readAnnex(content.dossier) ?? [] : []));
    const present = await casebook.present();
    return [...(present === null ? [] : [present.annex]), ...own.reverse()];
  }

  /** What came with steps of this person that do not stand: it can go with another one. */
  private async cameWith({ casebook }: Space): Promise<Enclosure[]> {
    return (await casebook.items('own')).flatMap(({ content }) => (content?.type === 'case-step' ? readStepAnnex(content) ?? [] : []));
  }

  /** Where the files of steps are read. */
  private async enclosedOf({ history }: Space, measures: Matter['measures']): Promise<Enclosed> {
    const seqs = new Set(measures.flatMap(({ taken }) => taken.flatMap(({ seq, enclosed }) => (seq !== null && enclosed.length > 0 ? [seq] : []))));
    const entries = seqs.size === 0 ? [] : await history.at(await Promise.all([...seqs].map((seq) => history.indexOf(seq))));
    return stepEnclosures(entries.filter((entry) => entry.type === 'step'), this.env.files);
  }

  private async dossierOf(input: DossierInput, requesting: AuthorityId, space?: Space, sum?: Summing): Promise<{ dossier: Dossier; uploads: FileId[] }> {
    const { kind = 'mla', requested, basis, title, urgent, sections, measures } = input;
    const parsed = LegalBasis.safeParse(basis);
    if (!parsed.success) throw refused(problem('invalid-input', { errors: [{ pointer: `/basis/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule: 'wrong-shape' }] }));
    const dossier: Dossier = { ...(kind !== 'mla' && { kind }), requesting, requested, basis: parsed.data, title, urgent, sections: sections.filter(({ text }) => text.trim() !== '').map(({ part, text }) => ({ part, text: text.replace(/\r\n?/g, '\n') })), measures: measures.map(({ id, assistance, sought }) => ({ id, assistance, sought: sought.replace(/\r\n?/g, '\n') })) };
    const { annex, uploads } = await annexFrom(input, dossier, space === undefined ? [] : await this.annexesOf(space), { self: this.env.secrets.practitioner, space: space?.id ?? null, files: this.env.files, sum });
    const fields = writeAnnex(annex);
    return { dossier: fields === undefined ? dossier : { ...dossier, annex: fields }, uploads };
  }

  private sourceOf({ source }: DossierInput, known: DossierSource | null): Promise<DossierSource | null> | DossierSource | null {
    return source === undefined ? known : source === null ? null : sourceFrom(source, known, (id) => this.spaces.get(id), this.env);
  }

  private authorityOf(person: PractitionerId): AuthorityId {
    const authority = this.env.directory.chain.persons.get(person)?.authority;
    if (authority === undefined) throw refused(problem('not-found', { detail: 'nobody vouched for this person' }));
    return authority;
  }

  private mayDiscard(space: Space): boolean { return space.owners().includes(this.env.secrets.practitioner); }
  private async viewer(space: Space, { rules: { states } }: Matter): Promise<Viewer> { return { person: this.env.secrets.practitioner, network: space.casebook.network, now: this.now, daysFor: await daysBookOf(this.env).daysFor(Object.values(states)) }; }
  private get now(): Instant { return this.env.now().toISOString() as Instant; }
}

const stated = (source: DossierSource | null): Pick<DossierContent, 'source'> => (source === null ? {} : { source: writeSource(source) });
const enclosedIn = (content: CaseContent): FileId[] => (content.type === 'case-step' ? readStepAnnex(content) : readAnnex(content.dossier)?.enclosures)?.map(({ file }) => file.id) ?? [];
const isAlike = (a: Marking | undefined, b: Marking): boolean => JSON.stringify(a) === JSON.stringify(b);
const plain = (content: CaseContent): Said => ({ content, handling: 'none' });
const transmitted = (matter: Matter, now: Instant): Said => ({ content: transmissionOf(matter, later(now, matter.transmittedAt)), handling: outgoing(matter).handling });
const goesOut = (dossier: Dossier, action: string): boolean => action === 'complete' || sendingOf(cycleOf(dossier), action) !== undefined;
/** Of whatever kind. */
const isSending = (action: string | null): boolean => action !== null && [...lifeCycles.values()].some((cycle) => sendingOf(cycle, action) !== undefined);
/** Whoever is not inside any more can do nothing about it: nothing of it is due or alarms. */
const forWhoIsInside = ({ record }: Space, summary: MatterSummary): MatterSummary => (record.left ? { ...summary, waitingFor: 'nobody', clocks: [], alarms: [] } : summary);
/** Nobody is offered what their own client refuses. */
const withoutDiscarding = (view: MatterView): MatterView => ({ ...view, measureViews: view.measureViews.map((measure) => ({ ...measure, open: measure.open.filter(({ action }) => action !== 'discard') })) });
/** Whether a step that is told stands in a draft. */
const holds = (draft: Matter, { action, by, at, measures }: AttestedStep): boolean => draft.told === null
  && measures.every(({ id }) => draft.measures.some(({ id: same, taken, standing: { events } }) => same === id && events.some((event, i) => taken[i]!.by === by && event.action === action && event.at === at)));
const isDraftOf = (draft: Matter, { measures }: Matter): boolean => draft.told === null && draft.measures.some(({ id }) => measures.some((each) => each.id === id));
const leadsTo = (sent: Sent | null | undefined, { id, record }: Space): boolean => sent?.space === id && sent.by === record.founder;
const isBehind = ({ readsAnew, record, head }: Space): boolean => readsAnew || record.cursor < head;
function encodable(content: CaseContent): void {
  const encoded = encodeMessage(content);
  if (!encoded.ok) throw refused(problem('invalid-input', { errors: [{ pointer: '/', rule: encoded.rule }] }));
}
function lawful(verdict: Verdict): Matter {
  if (!verdict.ok) throw unlawful(verdict.refusal);
  return verdict.matter;
}
const addressees = (rule: string) => refused(problem('invalid-input', { errors: [{ pointer: '/addressees', rule }] }));
