/**
 * What a space's log says of its request, folded as items come in. The items that stand, and the last that do not, are listed by their place in the
 * history, so that after a start they are folded again without reading the conversation between them.
 */
import { caseHash, encodeMessage, type CaseContent } from '@comity/e2ee';
import type { PractitionerId } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import type { RefusedStep } from '../matters.js';
import type { Ground } from '../space/ground.js';
import type { Opened, StoredCase } from '../space/entries.js';
import type { Outbox } from '../space/outbox.js';
import { keys } from '../space/record.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { take, type CaseItem, type Matter, type Network } from './law.js';
import { networkOf } from './network.js';

/** Places of what stands, and of the newest that does not. */
interface Places { taken: number[]; refused: number[] }
const mostRefused = 100;

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
    const { content, seq, id, by, device, at: storedAt } = opened;
    await this.lookUp(content);
    const before = await this.log();
    const item: CaseItem = { seq, by, at: storedAt, hash: this.hashOf(by, content), content };
    const whole = this.space.record.since <= 1 && this.space.record.unopened.length === 0;
    const verdict = take(before, item, this.network, whole);
    const refused = verdict.ok ? null : verdict.refusal;
    const places = await this.open();
    if (verdict.ok) {
      this.folded = verdict.matter;
      places.taken.push(place);
    } else places.refused = [...places.refused, place].slice(-mostRefused);
    this.dirty = this.changed = true;
    const common = { seq, id, by, at: content.sentAt < storedAt ? content.sentAt : storedAt, storedAt, whole, refused };
    // Of what does not stand its words are not kept.
    const entry: StoredCase = content.type === 'dossier'
      ? { type: 'dossier', ...common, title: content.dossier.title, content: verdict.ok ? content : null }
      : { type: 'step', ...common, action: content.action, measures: content.measures.map((measure) => measure.id), content: verdict.ok ? content : null };
    // Once: what is read anew waits for nothing.
    const awaited = device === this.env.device && this.space.outbox.cases().some((queued) => queued.id === id);
    if (awaited && !verdict.ok) this.refusals.push(refusedOf(entry)!);
    return entry;
  }

  /** The request as the log has it; null while there is none that this client can read. */
  async log(): Promise<Matter | null> {
    if (this.folded !== undefined) return this.folded;
    const places = await this.open();
    let matter: Matter | null = null;
    for (const entry of await this.entries(places.taken)) {
      if (entry.content === null) continue;
      const verdict = take(matter, { seq: entry.seq, by: entry.by, at: entry.storedAt, hash: this.hashOf(entry.by, entry.content), content: entry.content }, this.network, entry.whole);
      if (verdict.ok) ({ matter } = verdict);
    }
    // Unless the log was begun anew meanwhile, or went on.
    if (this.places === places) this.folded ??= matter;
    return this.folded ?? matter;
  }

  /** The same with what waits in the outbox on top. */
  async present(): Promise<Matter | null> {
    // Looked at first: what comes into the log meanwhile is then there twice, and stands once.
    const queued = this.space.outbox.cases();
    let matter = await this.log();
    for (const { content } of queued) {
      const verdict = take(matter, this.own(content), this.network, true);
      if (verdict.ok) ({ matter } = verdict);
    }
    return matter;
  }

  /** An item of this person that is in no log yet. */
  own(content: CaseContent): CaseItem {
    const by = this.env.secrets.practitioner;
    return { seq: null, by, at: content.sentAt, hash: this.hashOf(by, content), content };
  }

  async refused(): Promise<RefusedStep[]> {
    return (await this.entries((await this.open()).refused)).flatMap((entry) => refusedOf(entry) ?? []);
  }

  /** The log is read anew from a place on. */
  async rewind(place: number): Promise<void> {
    const { taken, refused } = await this.open();
    const before = (each: number) => each < place;
    this.places = { taken: taken.filter(before), refused: refused.filter(before) };
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
    return (this.places ??= stored ?? { taken: [], refused: [] });
  }

  private async entries(places: readonly number[]): Promise<StoredCase[]> {
    return (await this.space.history.at(places)).filter((entry) => entry.type === 'step' || entry.type === 'dossier');
  }

  /** Whatever the chain has to say of it may be on its way. */
  private async lookUp(content: CaseContent): Promise<void> {
    const named = content.type === 'dossier' ? content.dossier.requested : content.executing ?? content.transmitted?.dossier.requested;
    if (named != null) await this.env.directory.lookUpAuthority(named);
  }

  private hashOf(by: PractitionerId, content: CaseContent): string {
    const encoded = encodeMessage(content);
    return encoded.ok ? caseHash(this.space.id, by, encoded.bytes) : '';
  }
}

const refusedOf = (entry: StoredCase): RefusedStep | null => (entry.refused === null ? null
  : { seq: entry.seq, by: entry.by, at: entry.at, action: entry.type === 'step' ? entry.action : null, measures: entry.type === 'step' ? entry.measures : [], refusal: entry.refused });
