/** The thread in which a timetable is searched for. It knows an instance and nothing else, and says how far it is. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { bound, plan, replan, settle, type Instance, type Progress, type SearchOptions, type Timetable } from '@comity/timetable/engine';

export interface Search { mode: 'plan' | 'replan'; instance: Instance; timetable: Timetable; seed: number; milliseconds: number; /** The first slot that is still to come. */ from: number }
/** `bound`: the most weight that any timetable can hold, as far as that is known. */
export interface Found { placed: number; weight: number; bound: number; idle: number }
/** Seconds that each program of the closer bound takes at most. */
const patience = 5;
/** Milliseconds after which a better timetable is told of again: to say what one is worth, its meetings have to be given their places. */
const between = 500;
/** `done`: once and, with a closer bound, once more: nobody waits for that. */
export type FromThread = { type: 'better'; found: Found } | { type: 'done'; found: Found; timetable: Timetable };

/**
 * Iterations that a millisecond of an order stands for, about what a core does in it. A search is as long as so many, not as a clock says: the same order leads to the same
 * timetable, at whichever process, and once more after a crash. Only where they take far longer than that the clock ends it.
 */
const roundsIn = (milliseconds: number, meetings: number): number => Math.ceil((milliseconds * 9_000) / Math.sqrt(Math.max(64, meetings)));
const latest = (milliseconds: number): number => Math.max(30_000, 4 * milliseconds);

const foundOf = ({ timetable, value }: Pick<Progress, 'timetable' | 'value'>, most: number): Found => ({ placed: timetable.length, weight: value.weight, bound: most, idle: value.idle });
const say = (message: FromThread): void => parentPort?.postMessage(message);

const [{ mode, instance: given, timetable, seed, milliseconds, from }] = await once(parentPort!, 'message') as [Search];
const instance = settle(given, timetable, from);
// Until it is known better: all that is asked for. Mostly it is what is placed, and then nobody needs a program to know that there is nothing better.
let most = instance.meetings.reduce((sum, { weight }) => sum + weight, 0), known = false;
let told: Found | undefined, tellAgain = 0;
const tell = (found: Found): void => {
  told = found;
  tellAgain = performance.now() + between;
  say({ type: 'better', found });
};
const quickBound = async (reached: number): Promise<void> => {
  if (known || reached === most) return;
  most = (await bound(instance, { quick: true, seconds: patience })).weight;
  known = true;
};
const pause = async (): Promise<void> => {
  if (told !== undefined && !known && told.weight < most) {
    await quickBound(told.weight);
    tell({ ...told, bound: most });
  }
  await setImmediate();
};
const options: SearchOptions = { seed, budget: { iterations: roundsIn(milliseconds, instance.meetings.length) }, signal: AbortSignal.timeout(latest(milliseconds)), pause, onProgress: (progress) => { if (performance.now() >= tellAgain) tell(foundOf(progress, most)); } };
const result = mode === 'plan' ? await plan(instance, options) : await replan(instance, timetable, [], { ...options, from });
const done = (bettered: number): void => { say({ type: 'done', found: foundOf(result, bettered), timetable: result.timetable }); };
await quickBound(result.value.weight);
done(most);
// The closer bound may take more than the thread has: what was found stands without it.
if (result.value.weight < most) done((await bound(instance, { seconds: patience, reached: result.value.weight })).weight);
