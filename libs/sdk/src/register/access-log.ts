/**
 * Who opened what of a case file: each client writes down what its person had before them, and tells it to all members in one item for a session, or for a quarter of an hour.
 * Trust: it is the word of the reader's own client. Whoever uses another one, or copies the store of a device, is not in it.
 */
import { problem, type EntryKind, type Instant, type SpaceId } from '@comity/contracts';
import { traceLimits, writeTrace, type Access, type Accessed, type AccessHow } from '@comity/e2ee';
import type { AccessRow } from '../register.js';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { Notes } from '../notes/notes.js';
import type { Part } from '../part.js';
import { Serial } from '../serial.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import type { Recorder } from './recorder.js';
import type { Registers } from './registers.js';
import { tracesOf } from './traces.js';
import { fileIdsOf } from './view.js';

/** Milliseconds that are told of in one item. */
const interval = 15 * 60_000;
/** What goes on without a longer pause is not written down again and again. */
const pause = 60_000;
/** Entries that are named one by one, of an export. */
const namedAtOnce = 100;

export class AccessLog implements Recorder {
  private readonly turns = new Serial();
  /** What is not told yet, as the store has it. */
  private readonly known = new Map<SpaceId, readonly Access[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(private readonly spaces: Pick<Spaces, 'get' | 'all'>, private readonly registers: Part<Registers>, private readonly notes: Part<Notes>, private readonly env: Surroundings) {}

  /** Writes down what this person has before them. Of another kind of space nothing is kept. */
  record(id: SpaceId, how: AccessHow, what: readonly Accessed[]): void {
    void this.turns.run(async () => {
      const space = this.spaces.get(id);
      if (space.record.kind !== 'case-file' || space.record.left) return;
      const now = instant(this.env.now());
      const many = what.length > namedAtOnce;
      const before = await this.held(space);
      let held = before;
      for (const each of many ? (['everything'] as const) : what) held = withAccess(held, { what: each, how, from: now, to: now, ...(many && { count: Math.min(what.length, traceLimits.count) }) });
      if (held === before) return;
      await new Batch().putJson(keys.accesses(id), held).writeTo(this.env.store);
      this.known.set(id, held);
      if (held.length + namedAtOnce > traceLimits.accesses) await this.say(space);
      else this.wake();
      this.env.emit({ type: 'traces', space: id });
    }).catch(() => undefined);
  }

  /** Tells what is due; `all`: whatever is left of an earlier session. */
  tend(all: boolean): void {
    void this.turns.run(async () => {
      const due = instant(new Date(this.env.now().getTime() - interval));
      for (const space of this.spaces.all()) {
        if (this.stopped || space.record.kind !== 'case-file') continue;
        const held = await this.held(space);
        if (held.length === 0) continue;
        if (all || held.some(({ from }) => from <= due)) await this.say(space);
        else this.wake();
      }
    }).catch(() => undefined);
  }

  /** What is known of a case file, and of the compartments that this person is in; the newest first. */
  async all(id: SpaceId): Promise<AccessRow[]> {
    const space = this.spaces.get(id);
    if (space.record.kind !== 'case-file') throw refused(problem('not-acceptable', { detail: 'only a case file has such a log' }));
    const of = [space, ...this.spaces.all().filter((each) => each !== space && each.file() === space && !each.record.left)];
    const entries = new Map((await (await this.registers.get()).all(id)).map((entry) => [entry.id as string, entry]));
    const rows: AccessRow[] = [];
    for (const each of of) {
      const notes = new Map((await (await this.notes.get()).all(each.id)).map((note) => [note.id as string, note.title]));
      const byFile = new Map([...(await each.register.present()).values()].flatMap((kept) => fileIdsOf(kept).map((file): [string, string] => [file, kept.id])));
      const row = async ({ what, how, from, to, count }: Access, by: AccessRow['by'], seq: number | null, at: Instant): Promise<AccessRow> => {
        // No later than the service had it: that date is the one that its author cannot choose.
        const said = { space: each.id, by, seq, how, count: count ?? null, from: from < at ? from : at, to: to < at ? to : at };
        if (what === 'everything') return { ...said, what: 'everything', id: null, title: null, kind: null };
        if ('note' in what) return { ...said, what: 'note', id: what.note, title: notes.get(what.note) ?? null, kind: null };
        const entry = entries.get('entry' in what ? what.entry : byFile.get(what.file) ?? '');
        const kind: EntryKind | null = entry?.kind ?? null;
        return 'entry' in what ? { ...said, what: 'entry', id: what.entry, title: entry?.title ?? null, kind } : { ...said, what: 'file', id: entry?.id ?? null, title: (await nameOf(each, what)) ?? null, kind };
      };
      for (const { by, seq, at, content } of await tracesOf(each, this.env)) if (content.does === 'accesses') for (const access of content.accesses) rows.push(await row(access, by, seq, at));
      const now = instant(this.env.now());
      for (const access of await this.held(each)) rows.push(await row(access, this.env.secrets.practitioner, null, now));
    }
    return rows.sort((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0));
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== undefined) clearTimeout(this.timer);
  }

  /** Resolves when what was asked for so far is done. */
  idle(): Promise<void> { return this.turns.idle(); }

  private wake(): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => { this.timer = undefined; this.tend(false); }, interval);
  }

  private async held({ id }: Space): Promise<readonly Access[]> {
    const held = this.known.get(id) ?? (await this.env.store.getJson<Access[]>(keys.accesses(id))) ?? [];
    this.known.set(id, held);
    return held;
  }

  /** Into the outbox, in the transaction that forgets it here. */
  private async say(space: Space): Promise<void> {
    const accesses = [...await this.held(space)];
    const batch = new Batch().delete(keys.accesses(space.id));
    if (space.record.left) await batch.writeTo(this.env.store);
    else await space.outbox.add({ kind: 'message', handling: 'none', content: writeTrace({ does: 'accesses', accesses, sentAt: instant(this.env.now()) }) }, undefined, batch);
    this.known.set(space.id, []);
  }
}

/** The same done to the same once more is one row, with its first and its last time. */
function withAccess(held: readonly Access[], access: Access): readonly Access[] {
  const same = held.findIndex(({ what, how, count }) => how === access.how && count === access.count && JSON.stringify(what) === JSON.stringify(access.what));
  const before = held[same];
  if (before === undefined) return [...held, access];
  return Date.parse(access.to) - Date.parse(before.to) < pause ? held : held.with(same, { ...before, to: access.to });
}

async function nameOf(space: Space, { file, on }: Extract<Accessed, { file: unknown }>): Promise<string | undefined> {
  const entry = (await space.history.find(on))?.entry;
  return entry?.type === 'message' ? entry.files?.find(({ id }) => id === file)?.name : undefined;
}
