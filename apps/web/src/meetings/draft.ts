/**
 * The draft of a timetable as one secretary edits it: their own edits are shown at once and sent one after another, those of colleagues come in between.
 * Nothing is overwritten: an edit counts only while the meeting still lies where it was seen; otherwise both are shown, and the person decides.
 */
import { meetingLimits, type DraftPlacement, type Placement, type ProblemCode, type TimetableDraft } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { isProblem } from '../failure/is-problem.js';

export interface Wanted { request: Placement['request']; place: Placement['place']; pinned: boolean; waiver?: Placement['waiver'] }
/** `by`: the colleague, unless the request itself ended. */
export interface Conflict { request: Placement['request']; mine: Wanted; theirs: Wanted; by: DraftPlacement['by'] }
export interface DraftPort {
  load(since: number): Promise<TimetableDraft>;
  edit(edits: Placement[]): Promise<TimetableDraft>;
  lock(lockVersion: number, locked: string[]): Promise<TimetableDraft>;
}
export interface DraftView {
  ready: boolean; version: number; placements: ReadonlyMap<string, Placement>; locked: readonly string[];
  saving: boolean; canUndo: boolean; canRedo: boolean; conflicts: readonly Conflict[]; failure: Failure | null;
}
/** `step`: in which order the person did it; what is too much for one call goes in several, and is one step. */
interface Edit { before: Wanted[]; after: Wanted[]; way: Way; step: number }
interface Lock { date: string; lock: boolean; step: number }
type Way = 'do' | 'undo' | 'redo';

export const sameWish = (a: Wanted, b: Wanted): boolean => a.pinned === b.pinned && (a.waiver ?? null) === (b.waiver ?? null) && (a.place === null || b.place === null ? a.place === b.place
  : a.place.at.date === b.place.at.date && a.place.at.time === b.place.at.time && a.place.room === b.place.room && a.place.interpreter === b.place.interpreter);
export const nowhere = (request: Placement['request']): DraftPlacement => ({ request, version: 0, place: null, pinned: false, by: null });
const isStale = (failure: Failure): boolean => isProblem(failure, 'stale-version');
/** Whether the service said no to it: what it will say again. */
const isRefused = (failure: Failure): boolean => failure.kind === 'problem' && !(['unavailable', 'slow-down', 'too-many-requests', 'unexpected', 'not-signed-in', 'device-required'] as ProblemCode[]).includes(failure.problem.code);

export class Draft {
  private held = new Map<string, DraftPlacement>();
  private version = 0;
  private lockVersion = 0;
  private locked: readonly string[] = [];
  private waiting: Edit[] = [];
  private done: (Edit | Lock)[] = [];
  private undone: (Edit | Lock)[] = [];
  private conflicts: Conflict[] = [];
  private steps = 0;
  private failure: Failure | null = null;
  private ready = false;
  private sending: Promise<void> | undefined;
  /** Turns that wait for what is on its way. */
  private turning = 0;
  private readonly listeners = new Set<() => void>();
  private view: DraftView;

  constructor(private readonly port: DraftPort) { this.view = this.look(); }

  readonly subscribe = (listener: () => void): (() => void) => { this.listeners.add(listener); return () => { this.listeners.delete(listener); }; };
  readonly snapshot = (): DraftView => this.view;

  /** What changed since it was last asked. */
  async refresh(): Promise<void> {
    try {
      this.take(await this.port.load(this.version));
      this.ready = true;
    } catch (thrown) { this.failure = thrown as Failure; }
    this.tell();
  }

  /** `seen`: as meetings lay when they were taken in hand; the others as they are shown. */
  edit(after: readonly Wanted[], seen: readonly Wanted[] = []): Promise<void> {
    if (this.turning > 0 && this.sending !== undefined) return this.sending.then(() => this.edit(after, seen));
    const shown = this.view.placements, taken = new Map(seen.map((each) => [each.request, each]));
    const changes = after.filter((each) => !sameWish(each, shown.get(each.request) ?? nowhere(each.request)));
    if (changes.length === 0) return Promise.resolve();
    return this.queue({ before: changes.map(({ request }) => taken.get(request) ?? wishOf(shown.get(request) ?? nowhere(request))), after: changes, step: this.nextStep() }, 'do');
  }
  undo(): Promise<void> { return this.turn(this.done, 'undo'); }
  redo(): Promise<void> { return this.turn(this.undone, 'redo'); }

  /** Of a conflict: what this person wanted goes in the place of what the colleague did, or not. */
  settle(conflict: Conflict, mine: boolean): Promise<void> {
    this.conflicts = this.conflicts.filter((each) => each !== conflict);
    this.tell();
    return mine ? this.edit([conflict.mine]) : Promise.resolve();
  }

  /** Both secretaries' locks stay: one day is locked or opened in what stands now. */
  lock(date: string, lock: boolean): Promise<void> { return this.setLock({ date, lock, step: this.nextStep() }, 'do'); }

  private async setLock(step: Lock, way: Way): Promise<void> {
    const { date, lock } = step;
    this.failure = null;
    // A colleague did it already: there is nothing left to do, or to take back.
    if (this.locked.includes(date) === lock) return this.tell();
    const wanted = (): string[] => [...this.locked.filter((each) => each !== date), ...(lock ? [date] : [])].sort();
    try {
      this.take(await this.port.lock(this.lockVersion, wanted()).catch(async (thrown: unknown) => {
        if (!isStale(thrown as Failure)) throw thrown;
        this.take(await this.port.load(this.version));
        return this.port.lock(this.lockVersion, wanted());
      }));
      this.remember(asDone(step, way), way);
    } catch (thrown) {
      this.failure = thrown as Failure;
      if (!isRefused(this.failure)) this.putBack(asDone(step, way), way);
    }
    this.tell();
  }

  /** What a plan that was approved made of it: one step, which is taken back as a set of moves. */
  replaced(draft: TimetableDraft): void {
    const after = draft.placements.map(wishOf), before = after.map(({ request }) => wishOf(this.held.get(request) ?? nowhere(request)));
    this.take(draft);
    this.remember({ before, after, way: 'do', step: this.nextStep() }, 'do');
    this.tell();
  }
  forgetFailure(): void { this.failure = null; this.tell(); }

  /** What is still on its way is the first to be turned: it is waited for, and so is the turn by what is done then; where it does not get through, nothing else is turned in its place. */
  private turn(from: (Edit | Lock)[], way: 'undo' | 'redo'): Promise<void> {
    if (this.sending !== undefined && this.hasUnderway(way)) {
      const { conflicts } = this;
      this.turning += 1;
      return this.sending.then(() => {
        this.turning -= 1;
        return this.failure === null && this.conflicts === conflicts ? this.turn(from, way) : undefined;
      });
    }
    const last = from.pop();
    if (last === undefined) return Promise.resolve();
    if ('date' in last) return this.setLock({ ...last, lock: last.lock === (way === 'redo') }, way);
    return this.queue(way === 'redo' ? last : { ...last, before: last.after, after: last.before }, way);
  }

  /** Whether something is on its way that an undo takes back, or a redo does again. */
  private hasUnderway(by: 'undo' | 'redo'): boolean { return this.waiting.some(({ way }) => (way === 'undo') === (by === 'redo')); }

  private nextStep(): number { return (this.steps += 1); }

  private queue({ before, after, step }: Omit<Edit, 'way'>, way: Way): Promise<void> {
    this.failure = null;
    for (let from = 0; from < after.length; from += meetingLimits.rows) this.waiting.push({ before: before.slice(from, from + meetingLimits.rows), after: after.slice(from, from + meetingLimits.rows), way, step });
    this.tell();
    return (this.sending ??= this.send().finally(() => { this.sending = undefined; this.tell(); }));
  }

  private async send(): Promise<void> {
    for (let edit = this.waiting[0]; edit !== undefined; edit = this.waiting[0]) {
      const lies = (request: string) => this.held.get(request) ?? nowhere(request as Placement['request']);
      const asSeen = edit.before.map((before) => sameWish(before, wishOf(lies(before.request))));
      if (asSeen.includes(false)) {
        const { before, after } = edit;
        this.conflicts = [...this.conflicts, ...after.flatMap((mine, i) => (asSeen[i] || sameWish(mine, wishOf(lies(mine.request))) ? [] : [{ request: mine.request, mine, theirs: wishOf(lies(mine.request)), by: lies(mine.request).by }]))];
        this.waiting[0] = { ...edit, before: before.filter((_, i) => asSeen[i]), after: after.filter((_, i) => asSeen[i]) };
        if (this.waiting[0].after.length === 0) this.waiting.shift();
        this.tell();
        continue;
      }
      try {
        const draft = await this.port.edit(edit.after.map((wish) => ({ ...wish, version: lies(wish.request).version })));
        this.waiting.shift();
        this.take(draft);
        this.remember(asDone(edit, edit.way), edit.way);
      } catch (thrown) {
        if (!isStale(thrown as Failure)) return this.giveUp(thrown as Failure);
        try { this.take(await this.port.load(this.version)); } catch (again) { return this.giveUp(again as Failure); }
      }
      this.tell();
    }
  }

  /** What was done, as it was done at first, to be taken back or done again. */
  private remember(done: Edit | Lock, way: Way): void {
    this.keep(way !== 'undo', done);
    if (way === 'do') this.undone = [];
  }
  /** What could not be taken back, or done again, may be tried once more; what was refused may not: it would stand before the steps under it for good. */
  private putBack(done: Edit | Lock, way: Way): void { if (way !== 'do') this.keep(way === 'undo', done); }
  /** In its place, whatever was done while it was on its way: the last one that was done, and the first one that was taken back, lie on top. */
  private keep(done: boolean, step: Edit | Lock): void {
    const steps = done ? this.done : this.undone, at = steps.findIndex((each) => each.step === step.step || each.step > step.step === done), there = steps[at];
    if (there?.step === step.step && 'before' in there && 'before' in step) steps[at] = { ...there, before: [...there.before, ...step.before], after: [...there.after, ...step.after] };
    else steps.splice(at === -1 ? steps.length : at, 0, step);
  }
  private giveUp(failure: Failure): void {
    for (const edit of this.waiting.slice(isRefused(failure) ? 1 : 0)) this.putBack(asDone(edit, edit.way), edit.way);
    this.waiting = [];
    this.failure = failure;
  }

  private take({ version, placements, locked, lockVersion }: TimetableDraft): void {
    for (const placement of placements) if (placement.version >= (this.held.get(placement.request)?.version ?? 0)) this.held.set(placement.request, placement);
    this.version = Math.max(this.version, version);
    if (lockVersion >= this.lockVersion) { this.locked = locked; this.lockVersion = lockVersion; }
  }

  private look(): DraftView {
    const placements = new Map<string, Placement>(this.held);
    for (const { after } of this.waiting) for (const wish of after) placements.set(wish.request, { ...wish, version: placements.get(wish.request)?.version ?? 0 });
    return { ready: this.ready, version: this.version, placements, locked: this.locked, saving: this.waiting.length > 0, canUndo: this.done.length > 0 || this.hasUnderway('undo'), canRedo: this.undone.length > 0 || this.hasUnderway('redo'), conflicts: this.conflicts, failure: this.failure };
  }
  private tell(): void {
    this.view = this.look();
    for (const listener of this.listeners) listener();
  }
}

export const wishOf = ({ request, place, pinned, waiver }: Placement): Wanted => ({ request, place, pinned, ...(waiver && { waiver }) });
/** A step as it was done at first. */
function asDone<T extends Edit | Lock>(step: T, way: Way): T {
  if (way !== 'undo') return step;
  return 'date' in step ? { ...step, lock: !step.lock } : { ...step, before: step.after, after: step.before };
}
