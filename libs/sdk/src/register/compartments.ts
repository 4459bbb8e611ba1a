/**
 * Compartments of case files: spaces of their own, each with a group, a log and a register, whose profile says of which case file they are. What keeps them to their case file
 * is done by the clients of their owners: whoever is not in the case file is taken out, and its retention and hold are theirs.
 */
import { problem, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { writeTrace, type EntryId } from '@comity/e2ee';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { Notes } from '../notes/notes.js';
import type { Part } from '../part.js';
import type { CompartmentInput, CompartmentView, Unmoved } from '../register.js';
import { Serial } from '../serial.js';
import { policyView } from '../space/space-view.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { expectWritable } from '../space/writable.js';
import type { Surroundings } from '../surroundings.js';
import type { AccessLog } from './access-log.js';
import { heirOf } from './heir.js';
import { Moves } from './moves.js';
import type { Registers } from './registers.js';
import { tracesOf } from './traces.js';

export class Compartments {
  private readonly turns = new Serial();
  private readonly moves: Moves;
  private tended = false;

  constructor(private readonly spaces: Spaces, registers: Part<Registers>, notes: Part<Notes>, private readonly accesses: Part<AccessLog>, private readonly env: Surroundings) { this.moves = new Moves(spaces, registers, notes, env); }

  /** Those that this person is in, and those that all of the case file were told of. */
  async all(id: SpaceId): Promise<CompartmentView[]> {
    const file = this.fileOf(id);
    const told = new Map<SpaceId, { title: string; by: PractitionerId; at: Instant }>();
    for (const { by, at, content } of await tracesOf(file, this.env, 'announced')) if (content.does === 'compartment' && !told.has(content.space)) told.set(content.space, { title: content.title, by, at });
    const views = this.of(file).map((space): CompartmentView => {
      const { id: own, record } = space;
      const announced = told.get(own);
      told.delete(own);
      return { space: own, title: record.title ?? '', members: space.members(), canManage: this.owns(space), led: space.owners().some((owner) => space.members().includes(owner)), announced: announced ? { by: announced.by, at: announced.at } : null };
    });
    return [...views, ...[...told].map(([space, { title, by, at }]): CompartmentView => ({ space, title, members: null, canManage: false, led: true, announced: { by, at } }))];
  }

  /** Who keeps a case file decides who need not know: only its owners make compartments of it. */
  async create(id: SpaceId, { title, members, announce }: CompartmentInput): Promise<SpaceId> {
    const file = this.fileOf(id);
    const self = this.env.secrets.practitioner;
    if (file.record.left || !this.owns(file)) throw refused(problem('not-allowed', { detail: 'only owners of a case file make compartments of it' }));
    expectWritable(file);
    const people = [...new Set(members)].filter((person) => person !== self);
    if (people.some((person) => !file.members().includes(person))) throw refused(problem('not-acceptable', { detail: 'only members of the case file come into a compartment' }));
    const policy = policyView(file.policy()!);
    const name = title.trim();
    const compartment = await this.spaces.create({ kind: 'case-file', owners: [self], title: name, purpose: null, within: id, ...policy }, people, { owners: people.filter((person) => file.owners().includes(person)) });
    if (announce) await file.outbox.add({ kind: 'message', handling: 'none', content: writeTrace({ does: 'compartment', space: compartment, title: name, sentAt: instant(this.env.now()) }) });
    return compartment;
  }

  /** What an entry says goes on there, and its former self is struck out. Who has read that keeps what they read. */
  move(id: SpaceId, entry: EntryId, to: SpaceId, reason: string): Promise<EntryId> {
    const [from, other] = this.way(id, to);
    return this.moves.entry(from, entry, other, reason);
  }

  moveNote(id: SpaceId, note: ItemId, to: SpaceId, reason: string): Promise<ItemId> {
    const [from, other] = this.way(id, to);
    return this.moves.note(from, note, other, reason);
  }

  unmoved(id: SpaceId): Promise<Unmoved[]> { return this.moves.failed(id); }
  dismissUnmoved(id: SpaceId, what: Unmoved['id']): Promise<void> { return this.moves.seen(id, what); }

  /** Between a case file and its compartments, in whichever direction. */
  private way(id: SpaceId, to: SpaceId): [from: Space, to: Space] {
    const from = this.spaces.get(id);
    const file = from.file() ?? from;
    const other = [file, ...this.of(file)].find((space) => space.id === to && space !== from);
    if (from.record.kind !== 'case-file' || other === undefined) throw refused(problem('not-found'));
    for (const space of [from, other]) expectWritable(space);
    return [from, other];
  }

  /** Runs after what came in: each client does its part, one after another; and tells what its person opened, if it is time. */
  tend(): void {
    const first = !this.tended;
    this.tended = true;
    this.moves.tend();
    void this.accesses.get().then((accesses) => { accesses.tend(first); }, () => undefined);
    void this.turns.run(async () => {
      for (const space of this.spaces.all()) {
        const file = space.file();
        if (file === undefined || space.record.left) continue;
        space.outbox.pump();
        if (this.owns(space)) await (file.record.left ? this.handOver(space, file) : this.keep(space, file)).catch(() => undefined);
      }
    }).catch(() => undefined);
  }

  stop(): void { this.moves.stop(); }

  /** Resolves when what was asked for so far is done. */
  async idle(): Promise<void> { await Promise.all([this.turns.idle(), this.moves.idle()]); }

  /** An owner's part: who is not in the case file goes, and its retention and hold hold here. */
  private async keep(space: Space, file: Space): Promise<void> {
    // Who is in the case file is known only where its log can be read.
    if (file.record.left || file.group === null || file.record.halted !== null) return;
    const due = (): boolean => space.strangers().length > 0 || !this.agrees(space, file);
    if (!due()) return;
    // Who was just taken into both is no stranger: into the case file they came first.
    await file.catchUp();
    if (file.trouble !== null) return;
    const membership = await this.spaces.membership.get();
    for (const person of space.strangers()) await membership.remove(space, person);
    const policy = file.policy();
    if (policy !== null && !this.agrees(space, file)) await membership.setPolicy(space, { retention: policy.retention, hold: policy.hold });
  }

  /** Whoever is not in the case file any more and alone keeps the compartment names another (`heirOf`). They take this person out. */
  private async handOver(space: Space, file: Space): Promise<void> {
    const self = this.env.secrets.practitioner;
    const heir = heirOf({ inside: space.members(), owners: space.owners(), keepers: file.policy()?.owners ?? [], gone: [self, ...file.record.departed], isThere: (person) => this.env.directory.currentDevices(person).length > 0 });
    if (heir !== undefined) await (await this.spaces.membership.get()).setOwner(space, heir, true);
  }

  private agrees(space: Space, file: Space): boolean {
    const [own, its] = [space.policy(), file.policy()];
    return own === null || its === null || (own.hold === its.hold && JSON.stringify(own.retention) === JSON.stringify(its.retention));
  }

  private of(file: Space): Space[] { return this.spaces.all().filter((space) => space !== file && space.file() === file && !space.record.left); }
  private owns(space: Space): boolean { return !space.record.left && space.owners().includes(this.env.secrets.practitioner); }

  private fileOf(id: SpaceId): Space {
    const file = this.spaces.get(id);
    if (file.record.kind !== 'case-file' || file.record.within != null) throw refused(problem('not-acceptable', { detail: 'only a case file has compartments' }));
    return file;
  }
}
