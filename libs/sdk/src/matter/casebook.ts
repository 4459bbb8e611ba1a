/**
 * What a space's log says of its request, folded as items come in. The items that stand, and the last that do not, are listed by their place in the
 * history, so that after a start they are folded again without reading the conversation between them.
 */
import { caseHash, encodeMessage, type CaseContent } from '@comity/e2ee';
import type { AuthorityId, HandlingCode, PractitionerId } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import type { RefusedStep } from '../matters.js';
import { Part } from '../part.js';
import type { Ground } from '../space/ground.js';
import type { Opened, StoredCase, StoredStep } from '../space/entries.js';
import type { Outbox } from '../space/outbox.js';
import { keys } from '../space/record.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import type { Matter, Network, Verdict } from './law.js';
import { networkOf } from './network.js';

/** The law is large, and most people have no request. */
const law = new Part(() => import('./law.js'));
const input = new Part(() => import('./input.js'));

type Named = PractitionerId | AuthorityId;
/** Places of what stands, and of the newest that does not; and, by sender, who was named in what does not, and not known: nobody pushes out whom another named. */
interface Places { taken: number[]; refused: number[]; /** Of what this person wrote and does not stand. */ own: number[]; unknown: Record<PractitionerId, Named[]>; /** Read by a client that keeps the code of each; those of before did not. */ coded: boolean }
const mostRefused = 100;
const mostUnknown = 100;
const mostUnread = 200;

export class Casebook {
  private places: Places | undefined;
  private dirty = false;
  private changed = false;
  private readonly refusals: RefusedStep[] = [];
  private folded: Matter | null | undefined;
  readonly network: Network;

  constructor(private readonly space: Pick<Ground, 'id' | 'record' | 'history'> & { outbox: Pick<Outbox, 'cases'> }, private readonly env: Surroundings) { this.network = networkOf(env.directory); }

  /** Takes in an item of the log; answers the entry it becomes. `place` is where that will stand. Runs within the space's turn. */
  async take(opened: Opened & { content: CaseContent }, place: number): Promise<StoredCase> {
    const { content, seq, id, by, device, handling, at: storedAt } = opened;
    const strangers = await this.lookUp(content);
    const { deedOf, take } = await law.get();
    const before = await this.log();
    const verdict = take(before, { seq, by, device, at: storedAt, hash: this.hashOf(by, content), handling, content }, this.network, this.space.record.founder);
    const refused = verdict.ok ? null : verdict.refusal;
    const own = by === this.env.secrets.practitioner;
    const places = await this.open();
    if (verdict.ok) {
      this.folded = verdict.matter;
      places.taken.push(place);
    } else {
      const list = own ? 'own' : 'refused';
      places[list] = [...places[list], place].slice(-mostRefused);
      if (strangers.length > 0) places.unknown[by] = [...new Set([...(places.unknown[by] ?? []), ...strangers])].slice(-mostUnknown);
      // A clock runs ahead, or the service dates an entry for this client alone otherwise than for others, who judge otherwise then.
      if (verdict.refusal.code === 'ahead-of-its-time') await this.env.alarms.raise('request-misdated', this.space.id, seq);
    }
    this.dirty = this.changed = true;
    const common = { seq, id, by, device, handling, at: content.sentAt < storedAt ? content.sentAt : storedAt, storedAt, refused };
    // Of what does not stand only one's own words are kept: they are nowhere else.
    const kept = verdict.ok || own ? content : null;
    const entry: StoredCase = content.type === 'dossier'
      ? { type: 'dossier', ...common, title: content.dossier.title, content: kept }
      : { type: 'step', ...common, action: deedOf(content), measures: (content.type === 'case-step' ? content : content.dossier).measures.map((measure) => measure.id), content: kept };
    // Once: what is read anew waits for nothing.
    const awaited = device === this.env.device && this.space.outbox.cases().some((queued) => queued.id === id);
    if (awaited && !verdict.ok) this.refusals.push(...(await refusedOf([entry])));
    return entry;
  }

  /** The request as the log has it; null while there is none that this client can read. */
  async log(): Promise<Matter | null> {
    if (this.folded !== undefined) return this.folded;
    const places = await this.open();
    const { take } = await law.get();
    let matter: Matter | null = null;
    for (const entry of await this.items('taken')) {
      if (entry.content === null) continue;
      const verdict = take(matter, { seq: entry.seq, by: entry.by, device: entry.device, at: entry.storedAt, hash: this.hashOf(entry.by, entry.content), handling: entry.handling ?? 'none', content: entry.content }, this.network, this.space.record.founder);
      if (verdict.ok) ({ matter } = verdict);
    }
    // Unless the log was begun anew meanwhile, or went on.
    if (this.places === places) this.folded ??= matter;
    return this.folded ?? matter;
  }

  /** What stands, or what this person wrote and does not stand; oldest first. */
  async items(of: 'taken' | 'own'): Promise<StoredCase[]> { return this.entries((await this.open())[of]); }

  /** The request with what waits in the outbox on top. */
  async present(): Promise<Matter | null> {
    // Looked at first: what comes into the log meanwhile is then there twice, and stands once.
    const queued = this.space.outbox.cases();
    let matter = await this.log();
    for (const { content, handling } of queued) {
      const verdict = await this.judge(matter, content, handling);
      if (verdict.ok) ({ matter } = verdict);
    }
    return matter;
  }

  /** Whether an item of this person that is in no log yet could stand. */
  async judge(matter: Matter | null, content: CaseContent, handling: HandlingCode = 'none'): Promise<Verdict> {
    const { take } = await law.get();
    const by = this.env.secrets.practitioner;
    return take(matter, { seq: null, by, device: this.env.device, at: content.sentAt, hash: this.hashOf(by, content), handling, content }, this.network, this.space.record.founder);
  }

  /** Whether somebody is known by now who was named, and not known, when something was judged not to stand; or the codes of what was read were not kept. */
  async knowsMore(): Promise<boolean> {
    const { unknown, coded } = await this.open();
    return !coded || Object.values(unknown).some((named) => named.some((each) => this.knows(each)));
  }

  async refused(): Promise<RefusedStep[]> {
    const { refused, own } = await this.open();
    return refusedOf(await this.entries([...refused, ...own].sort((a, b) => a - b)));
  }

  /** The newest steps of others that stand, beyond what was read; oldest first. */
  async unread(isBeyond: (seq: number) => boolean): Promise<StoredStep[]> {
    if (!isBeyond(this.space.record.cursor)) return [];
    const newest = await this.entries((await this.open()).taken.slice(-mostUnread));
    // How others call it among their files is no news.
    return newest.filter((entry) => entry.type === 'step').filter(({ by, seq, action }) => action !== 'reference' && by !== this.env.secrets.practitioner && isBeyond(seq));
  }

  /** The log is read anew from a place on. */
  async rewind(place: number): Promise<void> {
    const { taken, refused, own } = await this.open();
    const before = (each: number) => each < place;
    this.places = { taken: taken.filter(before), refused: refused.filter(before), own: own.filter(before), unknown: {}, coded: true };
    this.folded = undefined;
    this.dirty = this.changed = true;
  }

  flush(batch: Batch): void {
    if (this.dirty) batch.putJson(keys.matter(this.space.id), this.places);
    this.dirty = false;
  }

  /** What there is to tell since this was last asked. */
  news(): ComityEvent[] {
    const { id: space } = this.space;
    const events: ComityEvent[] = this.refusals.splice(0).map((refused) => ({ type: 'step-refused', space, refused }));
    if (this.changed) events.push({ type: 'matters', space });
    this.changed = false;
    return events;
  }

  private async open(): Promise<Places> {
    const stored = this.places ?? (await this.env.store.getJson<Places>(keys.matter(this.space.id)));
    return (this.places ??= { taken: [], refused: [], own: [], unknown: {}, coded: stored === undefined, ...stored });
  }

  private async entries(places: readonly number[]): Promise<StoredCase[]> {
    return (await this.space.history.at(places)).filter((entry) => entry.type === 'step' || entry.type === 'dossier');
  }

  /** Whatever the chain has to say of those it names may be on its way; answers whom it does not know. */
  private async lookUp(content: CaseContent): Promise<Named[]> {
    const named = namedIn(content);
    if (!named.every((each) => this.knows(each))) await this.env.directory.askAround();
    return named.filter((each) => !this.knows(each));
  }

  private knows(named: Named): boolean {
    const { authorities, persons } = this.env.directory.chain;
    return authorities.has(named as AuthorityId) || persons.has(named as PractitionerId);
  }

  private hashOf(by: PractitionerId, content: CaseContent): string {
    const encoded = encodeMessage(content);
    return encoded.ok ? caseHash(this.space.id, by, encoded.bytes) : '';
  }
}

async function refusedOf(entries: readonly StoredCase[]): Promise<RefusedStep[]> {
  if (entries.length === 0) return [];
  const { wroteOf } = await input.get();
  return entries.flatMap((entry) => (entry.refused === null ? []
    : [{ seq: entry.seq, by: entry.by, at: entry.at, action: entry.type === 'step' ? entry.action : null, measures: entry.type === 'step' ? entry.measures : [], refusal: entry.refused, wrote: entry.content === null ? null : wroteOf(entry.content, entry.handling ?? 'none') }]));
}

function namedIn(content: CaseContent): Named[] {
  if (content.type === 'case-step') return [...(content.executing === null ? [] : [content.executing]), ...(content.shared?.addressees ?? [])];
  return [content.dossier.requesting, content.dossier.requested, ...(content.type === 'transmission' ? content.before.map(({ by }) => by) : [])];
}
