import { describe, expect, it } from '@jest/globals';
import type { DraftPlacement, Placement, PractitionerId, TimetableDraft } from '@comity/contracts';
import { problem } from '@comity/contracts';
import { Draft } from './draft.js';
import { authorityId, placed, requestId, sampleHall } from './sample.js';

const rows = sampleHall({ days: 2, slots: 4, offices: [authorityId(0), authorityId(1)], rooms: 2, pairs: [[0, 1], [1, 0]] });
const at = (n: number, slot: number) => { const { request, place, pinned } = placed(rows, n, slot, 0); return { request, place, pinned }; };

const colleague = '00000000-0000-4000-8000-00000000c011' as PractitionerId;

/** The service, as far as a draft goes: versions, and refusals of what was seen otherwise. */
class Service {
  version = 0;
  lockVersion = 0;
  locked: string[] = [];
  readonly held = new Map<string, DraftPlacement & { since: number }>();
  calls = 0;
  answer = (since: number): TimetableDraft => ({ version: this.version, lockVersion: this.lockVersion, locked: this.locked, placements: [...this.held.values()].filter((each) => each.since > since).map(({ since: _since, ...placement }) => placement) });
  readonly port = {
    load: async (since: number) => this.answer(since),
    edit: async (edits: Placement[]) => {
      this.calls += 1;
      const before = this.version;
      if (edits.some(({ request, version }) => (this.held.get(request)?.version ?? 0) !== version)) throw Object.assign(new Error(), { kind: 'problem', problem: problem('stale-version') });
      this.version += 1;
      for (const edit of edits) this.held.set(edit.request, { ...edit, version: edit.version + 1, since: this.version, by: colleague });
      return this.answer(before);
    },
    lock: async (lockVersion: number, locked: string[]) => {
      if (lockVersion !== this.lockVersion) throw Object.assign(new Error(), { kind: 'problem', problem: problem('stale-version') });
      this.lockVersion += 1;
      this.locked = locked;
      return this.answer(this.version);
    },
  };
}
const slotOf = (draft: Draft, n: number) => draft.snapshot().placements.get(requestId(n))?.place?.at.time ?? null;

describe('a draft as one secretary edits it', () => {
  it('shows an edit at once, and takes it back and does it again', async () => {
    const draft = new Draft(new Service().port);
    await draft.refresh();
    const saved = draft.edit([at(0, 1)]);
    expect([slotOf(draft, 0), draft.snapshot().saving]).toEqual(['09:30', true]);
    await saved;
    await draft.edit([at(0, 2)]);
    await draft.undo();
    expect([slotOf(draft, 0), draft.snapshot().canUndo, draft.snapshot().canRedo]).toEqual(['09:30', true, true]);
    await draft.undo();
    expect([slotOf(draft, 0), draft.snapshot().canUndo]).toEqual([null, false]);
    await draft.redo();
    await draft.redo();
    expect([slotOf(draft, 0), draft.snapshot().canRedo]).toEqual(['10:00', false]);
    await draft.undo();
    await draft.edit([at(1, 3)]);
    expect(draft.snapshot().canRedo).toBe(false);
  });
  it('takes back what is still on its way, and does it again, however fast', async () => {
    const service = new Service(), draft = new Draft(service.port);
    await draft.refresh();
    await draft.edit([at(0, 1)]);
    void draft.edit([at(0, 2)]);
    await draft.undo();
    expect([slotOf(draft, 0), draft.snapshot().conflicts]).toEqual(['09:30', []]);
    void draft.redo();
    void draft.undo();
    await draft.undo();
    expect([slotOf(draft, 0), draft.snapshot().canUndo]).toEqual([null, false]);
    void draft.edit([at(1, 1)]);
    expect(draft.snapshot().canUndo).toBe(true);
    // What comes after the turn is none of it.
    void draft.undo();
    await draft.edit([at(1, 2)]);
    expect([slotOf(draft, 1), draft.snapshot().canRedo]).toEqual(['10:00', false]);
    await draft.undo();
    expect([slotOf(draft, 1), draft.snapshot().canUndo]).toEqual([null, false]);
  });
  it('turns nothing in the place of what did not get through', async () => {
    const service = new Service(), draft = new Draft(service.port);
    await draft.refresh();
    await draft.edit([at(0, 1)]);
    const { edit } = service.port;
    service.port.edit = () => Promise.reject(Object.assign(new Error(), { kind: 'offline' }));
    void draft.edit([at(1, 1)]);
    await draft.undo();
    expect([slotOf(draft, 0), draft.snapshot().failure]).toMatchObject(['09:30', { kind: 'offline' }]);
    service.port.edit = edit;
    draft.forgetFailure();
    await service.port.edit([{ ...at(1, 3), version: 0 }]);
    void draft.edit([at(1, 1)]);
    await draft.undo();
    expect([slotOf(draft, 0), slotOf(draft, 1), draft.snapshot().conflicts.length]).toEqual(['09:30', '10:30', 1]);
  });
  it('sends nothing where nothing changes', async () => {
    const service = new Service(), draft = new Draft(service.port);
    await draft.edit([at(0, 1)]);
    await draft.edit([at(0, 1)]);
    expect(service.calls).toBe(1);
  });
  it('keeps what a colleague did with a meeting that was in hand meanwhile', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await mine.edit([at(0, 0)]);
    const { place, pinned, request } = mine.snapshot().placements.get(requestId(0))!;
    await theirs.refresh();
    await theirs.edit([at(0, 2)]);
    await mine.refresh();
    await mine.edit([at(0, 1)], [{ request, place, pinned }]);
    expect([slotOf(mine, 0), mine.snapshot().conflicts.map(({ mine: wanted, theirs: lies }) => [wanted.place?.at.time, lies.place?.at.time])]).toEqual(['10:00', [['09:30', '10:00']]]);
    // What it is put to is the same: nobody is asked.
    await mine.settle(mine.snapshot().conflicts[0]!, false);
    await mine.edit([at(0, 2)], [{ request, place, pinned }]);
    expect(mine.snapshot().conflicts).toEqual([]);
  });
  it('keeps what a colleague did, and offers its own', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await Promise.all([mine.refresh(), theirs.refresh()]);
    await theirs.edit([at(0, 2)]);
    await mine.edit([at(0, 1), at(1, 3)]);
    expect([slotOf(mine, 0), slotOf(mine, 1)]).toEqual(['10:00', '10:30']);
    const [conflict] = mine.snapshot().conflicts;
    expect(conflict).toEqual({ request: requestId(0), mine: at(0, 1), theirs: at(0, 2), by: colleague });
    await mine.settle(conflict!, true);
    expect([slotOf(mine, 0), mine.snapshot().conflicts]).toEqual(['09:30', []]);
  });
  it('does not take back what a colleague moved since', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await mine.edit([at(0, 1)]);
    await theirs.refresh();
    await theirs.edit([at(0, 3)]);
    await mine.undo();
    expect([slotOf(mine, 0), mine.snapshot().conflicts.length]).toEqual(['10:30', 1]);
  });
  it('agrees without a question where both did the same', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await theirs.edit([at(0, 2)]);
    await mine.edit([at(0, 2)]);
    expect([slotOf(mine, 0), mine.snapshot().conflicts]).toEqual(['10:00', []]);
  });
  it('shows again what stands when an edit is refused, and says why', async () => {
    const service = new Service(), draft = new Draft({ ...service.port, edit: async () => { throw Object.assign(new Error(), { kind: 'offline' }); } });
    await draft.edit([at(0, 2)]);
    expect([slotOf(draft, 0), draft.snapshot().failure?.kind, draft.snapshot().canUndo]).toEqual([null, 'offline', false]);
  });
  it('takes back a plan that was approved in one step, and the steps before it, and leaves what a colleague moved since', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await mine.edit([at(0, 1)]);
    const approved = async () => { await service.port.edit([{ ...at(0, 2), version: service.held.get(requestId(0))!.version }, { ...at(1, 3), version: service.held.get(requestId(1))?.version ?? 0 }]); return service.answer(service.version - 1); };
    mine.replaced(await approved());
    expect([slotOf(mine, 0), slotOf(mine, 1)]).toEqual(['10:00', '10:30']);
    await mine.undo();
    expect([slotOf(mine, 0), slotOf(mine, 1), mine.snapshot().canUndo]).toEqual(['09:30', null, true]);
    await mine.redo();
    expect([slotOf(mine, 0), slotOf(mine, 1)]).toEqual(['10:00', '10:30']);
    await theirs.refresh();
    await theirs.edit([at(1, 0)]);
    await mine.undo();
    expect([slotOf(mine, 0), slotOf(mine, 1), mine.snapshot().conflicts.map(({ request }) => request)]).toEqual(['09:30', '09:00', [requestId(1)]]);
    await mine.undo();
    expect([slotOf(mine, 0), mine.snapshot().canUndo]).toEqual([null, false]);
  });
  it('sends what is too much for one call in several, and takes it back as one step', async () => {
    const many = sampleHall({ days: 2, slots: 4, offices: [authorityId(0), authorityId(1)], rooms: 2, pairs: Array.from({ length: 1_200 }, () => [0, 1] as const) });
    const all = many.requests.map((_, n) => { const { request, place, pinned } = placed(many, n, n % 8, 0); return { request, place, pinned }; });
    const service = new Service(), draft = new Draft(service.port);
    await draft.edit(all);
    expect([service.calls, draft.snapshot().placements.size, draft.snapshot().saving]).toEqual([3, 1_200, false]);
    await draft.undo();
    expect([service.calls, [...draft.snapshot().placements.values()].some(({ place }) => place !== null), draft.snapshot().canUndo]).toEqual([6, false, false]);
    await draft.redo();
    expect([slotOf(draft, 1), draft.snapshot().canRedo]).toEqual(['09:30', false]);
  });
  it('takes back a lock, in its turn', async () => {
    const service = new Service(), draft = new Draft(service.port);
    await draft.edit([at(0, 1)]);
    await draft.lock('2026-12-07', true);
    await draft.lock('2026-12-08', true);
    await draft.undo();
    expect([draft.snapshot().locked, draft.snapshot().canRedo]).toEqual([['2026-12-07'], true]);
    await draft.redo();
    expect(draft.snapshot().locked).toEqual(['2026-12-07', '2026-12-08']);
    await draft.undo();
    await draft.undo();
    await draft.undo();
    expect([draft.snapshot().locked, slotOf(draft, 0), draft.snapshot().canUndo]).toEqual([[], null, false]);
  });
  it('keeps a step that could not be taken back, and forgets one that a colleague took back', async () => {
    const service = new Service(), away = { on: false }, unless = <T>(act: () => Promise<T>): Promise<T> => (away.on ? Promise.reject(Object.assign(new Error(), { kind: 'offline' })) : act());
    const draft = new Draft({ load: service.port.load, edit: (edits) => unless(() => service.port.edit(edits)), lock: (version, locked) => unless(() => service.port.lock(version, locked)) });
    const steps = () => { const { canUndo, canRedo, failure } = draft.snapshot(); return [canUndo, canRedo, failure?.kind]; };
    await draft.edit([at(0, 1)]);
    away.on = true;
    await draft.undo();
    expect([slotOf(draft, 0), ...steps()]).toEqual(['09:30', true, false, 'offline']);
    away.on = false;
    await draft.undo();
    expect([slotOf(draft, 0), ...steps()]).toEqual([null, false, true, undefined]);
    away.on = true;
    await draft.redo();
    expect([slotOf(draft, 0), ...steps()]).toEqual([null, false, true, 'offline']);
    away.on = false;
    await draft.redo();
    await draft.undo();
    await draft.lock('2026-12-07', true);
    away.on = true;
    await draft.undo();
    expect([draft.snapshot().locked, ...steps()]).toEqual([['2026-12-07'], true, false, 'offline']);
    away.on = false;
    await service.port.lock(service.lockVersion, []);
    await draft.refresh();
    await draft.undo();
    expect([draft.snapshot().locked, ...steps()]).toEqual([[], false, false, undefined]);
  });
  it('puts a lock that could not be taken back into its place, under what was done meanwhile', async () => {
    const service = new Service(), away = { on: true }, answer = Promise.withResolvers<TimetableDraft>();
    const draft = new Draft({ ...service.port, lock: (version, locked) => (locked.length === 0 && away.on ? answer.promise : service.port.lock(version, locked)) });
    await draft.edit([at(0, 1)]);
    await draft.lock('2026-12-07', true);
    const undone = draft.undo();
    await draft.edit([at(1, 3)]);
    answer.reject(Object.assign(new Error(), { kind: 'offline' }));
    await undone;
    away.on = false;
    const stands = () => [slotOf(draft, 0), draft.snapshot().locked.length, slotOf(draft, 1)];
    expect(stands()).toEqual(['09:30', 1, '10:30']);
    await draft.undo();
    expect(stands()).toEqual(['09:30', 1, null]);
    await draft.undo();
    expect(stands()).toEqual(['09:30', 0, null]);
    await draft.undo();
    expect(stands()).toEqual([null, 0, null]);
    await draft.redo();
    await draft.redo();
    await draft.redo();
    expect(stands()).toEqual(['09:30', 1, '10:30']);
  });
  it('drops a step that the service refuses to take back or do again, and goes on with the one before', async () => {
    const service = new Service(), refusal = { of: null as string | null, lock: false };
    const no = () => Promise.reject(Object.assign(new Error(), { kind: 'problem', problem: problem('not-acceptable') }));
    const draft = new Draft({
      load: service.port.load, edit: (edits) => (edits.some(({ request }) => request === refusal.of) ? no() : service.port.edit(edits)),
      lock: (version, locked) => (refusal.lock ? no() : service.port.lock(version, locked)),
    });
    const steps = () => { const { canUndo, canRedo, failure } = draft.snapshot(); return [canUndo, canRedo, failure?.kind]; };
    await draft.edit([at(0, 1)]);
    await draft.lock('2026-12-07', true);
    await draft.edit([at(1, 3)]);
    refusal.of = requestId(1);
    refusal.lock = true;
    await draft.undo();
    expect([slotOf(draft, 1), ...steps()]).toEqual(['10:30', true, false, 'problem']);
    await draft.undo();
    expect([draft.snapshot().locked, ...steps()]).toEqual([['2026-12-07'], true, false, 'problem']);
    await draft.undo();
    expect([slotOf(draft, 0), ...steps()]).toEqual([null, false, true, undefined]);
    refusal.of = requestId(0);
    await draft.redo();
    expect(steps()).toEqual([false, false, 'problem']);
  });
  it('locks a day beside the one that a colleague locked', async () => {
    const service = new Service(), mine = new Draft(service.port), theirs = new Draft(service.port);
    await Promise.all([mine.refresh(), theirs.refresh()]);
    await theirs.lock('2026-12-08', true);
    await mine.lock('2026-12-07', true);
    expect(mine.snapshot().locked).toEqual(['2026-12-07', '2026-12-08']);
  });
});
