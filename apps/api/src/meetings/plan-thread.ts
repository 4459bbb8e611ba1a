/** The thread in which a timetable is searched for. It knows an instance and nothing else, and says how far it is. */
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { plan, replan, type Instance, type Progress, type SearchOptions, type Timetable } from '@comity/timetable';

export interface Search { mode: 'plan' | 'replan'; instance: Instance; timetable: Timetable; seed: number; milliseconds: number; /** The first slot that is still to come. */ from: number }
export interface Found { placed: number; weight: number; idle: number }
export type FromThread = { type: 'better'; found: Found } | { type: 'done'; found: Found; timetable: Timetable };

const foundOf = ({ timetable, value }: Pick<Progress, 'timetable' | 'value'>): Found => ({ placed: timetable.length, weight: value.weight, idle: value.idle });
const say = (message: FromThread): void => parentPort?.postMessage(message);

const { mode, instance, timetable, seed, milliseconds, from } = workerData as Search;
const options: SearchOptions = { seed, budget: { milliseconds, now: () => performance.now() }, onProgress: (progress) => { say({ type: 'better', found: foundOf(progress) }); } };
const result = mode === 'plan' ? await plan(instance, options) : await replan(instance, timetable, [], { ...options, from });
say({ type: 'done', found: foundOf(result), timetable: result.timetable });
