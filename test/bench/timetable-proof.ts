/** Proves one published instance by one strategy, in a process of its own: `timetable-proof.ts NAME STRATEGY SECONDS`. Says what came of it as a line of JSON. */
import { check, prove, type Strategy } from '@comity/timetable';
import { publishedInstance } from '../../libs/timetable/test/published.js';
import { coreTime } from './machine.js';

const [name, strategy, seconds] = process.argv.slice(2) as [string, Strategy, string];
const began = coreTime();
const instance = publishedInstance(name);
const proof = await prove(instance, { strategy, over: () => coreTime() - began > Number(seconds) * 1000 });
if (proof.status === 'optimal' && check(instance, proof.timetable).length > 0) throw new Error('the timetable of a proof does not keep what is hard');
process.stdout.write(`${JSON.stringify({ strategy, idle: proof.status === 'optimal' ? proof.value.idle : undefined, least: proof.status === 'impossible' ? undefined : proof.bound.idle, milliseconds: coreTime() - began, memory: process.resourceUsage().maxRSS / 1024 })}\n`);
