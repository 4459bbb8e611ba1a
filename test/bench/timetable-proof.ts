/** Proves one published instance by one strategy, in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { check, prove, type Strategy } from '@comity/timetable';
import { publishedInstance } from '../../libs/timetable/test/published.js';
import { coreTime } from './machine.js';

const { name, strategy, seconds } = workerData as { name: string; strategy: Strategy; seconds: number };
const began = coreTime();
const instance = publishedInstance(name);
const proof = await prove(instance, { strategy, over: () => coreTime() - began > seconds * 1000 });
if (proof.status === 'optimal' && check(instance, proof.timetable).length > 0) throw new Error('the timetable of a proof does not keep what is hard');
parentPort!.postMessage({ strategy, idle: proof.status === 'optimal' ? proof.value.idle : undefined, least: proof.status === 'impossible' ? undefined : proof.bound.idle, milliseconds: coreTime() - began });
