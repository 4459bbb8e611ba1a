/** Measures timetables: generated plenaries, each in a process of its own, and the published instances, each proven by two strategies side by side. `npm run bench:timetable -- --help` names the options. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { published, publishedInstance } from '../../libs/timetable/test/published.js';
import { plenaries } from '../../libs/timetable/test/plenary.js';
import { plan, type Strategy } from '@comity/timetable';
import { coreTime, machineTable, measureProcessor } from './machine.js';
import { figure, plain, writeBlock, type Table } from './report.js';
import type { PlenaryFigures } from './timetable-plenary.js';

const { values: given } = parseArgs({ options: { help: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, seconds: { type: 'string', default: '60' } } });
if (given.help) {
  process.stdout.write(`npm run bench:timetable -- [options]
  --only TEXT      only plenaries and instances whose name contains TEXT
  --seconds N      how long a proof may take (60)
  --write          put the tables into docs/PERFORMANCE.md\n`);
  process.exit(0);
}
const progress = (text: string): void => { process.stderr.write(`${text}\n`); };
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const budgets = (name: string): number => (name.includes('2,000') ? 5_000 : 2_000);

async function measurePlenary(name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, here('timetable-plenary.ts'), name, String(budgets(name))]);
  const of = JSON.parse(stdout) as PlenaryFigures;
  progress(`${name}: ${stdout.trim()}`);
  return [
    name, figure(of.first), figure(of.milliseconds), `${of.weight.toLocaleString('en-US')} of ${of.asked.toLocaleString('en-US')}`, `${of.bound.toLocaleString('en-US')} (${of.boundBy})`, `${(of.gap * 100).toFixed(2)} %`, figure(of.reached), String(of.idle),
    figure(of.boundMs), `${of.changes} of ${of.held}`, String(of.afresh), figure(of.replanMs), `${of.lostChanges} for ${of.lostHeld}`, figure(of.lostMs), figure(of.options), figure(of.explain), figure(of.memory), String(of.violations),
  ];
}

interface Answer { strategy: Strategy; idle?: number; least?: number; milliseconds: number; memory: number }

/** The first of two proofs; what came nearest, if none ends in time. */
async function proveTwice(name: string): Promise<Answer> {
  const ended = new AbortController();
  const answers = (['counting', 'plain'] as const).map(async (strategy) => {
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, here('timetable-proof.ts'), name, strategy, given.seconds], { signal: ended.signal });
    return JSON.parse(stdout) as Answer;
  });
  const proven = answers.map(async (answer) => {
    const of = await answer;
    if (of.idle === undefined) throw new Error('not proven in time');
    return of;
  });
  try {
    return await Promise.any(proven);
  } catch {
    return (await Promise.all(answers)).toSorted((a, b) => (b.least ?? 0) - (a.least ?? 0))[0]!;
  } finally {
    ended.abort();
    await Promise.allSettled(answers);
  }
}

async function measureProof({ name, least }: (typeof published)[number]): Promise<string[]> {
  const instance = publishedInstance(name);
  const { strategy, idle, least: known, milliseconds, memory } = await proveTwice(name);
  const searched = await plan(instance, { seed: 1, budget: { milliseconds: 5_000, now: coreTime }, goal: { weight: instance.meetings.length, idle: least } });
  const row = [
    name, String(instance.meetings.length), String(least), idle === undefined ? `at least ${known ?? 0}` : String(idle), figure(milliseconds / 1000), strategy, figure(memory),
    searched.refused.length === 0 ? String(searched.value.idle) : `${searched.refused.length} refused`,
  ];
  progress(row.join('; '));
  return row;
}

const tables: Table[] = [machineTable(await measureProcessor(coreTime), 'The machine of the timetables')];
const plenaryRows: string[][] = [];
for (const name of Object.keys(plenaries).filter((one) => one.includes(given.only))) plenaryRows.push(await measurePlenary(name));
const proofRows: string[][] = [];
for (const instance of published.filter(({ name }) => name.includes(given.only))) proofRows.push(await measureProof(instance));
if (plenaryRows.length > 0) tables.push({
  title: 'Timetables of generated plenaries',
  note: 'Searched on one core for 2 s, those of 2,000 requests for 5 s, with places by name. Times in ms of that core (of the wall, on a machine that nobody else uses), memory of the whole process in MiB. The bound is by linear programs (`totals`: of all slots together; `slots`: of each slot). Bars: a first timetable within 500 ms; at 400 requests within 0.5 % of the bound, at 2,000 within 1 %; a plan anew within 1,000 ms; the options of a meeting that is dragged within 16 ms; 500 MiB. Planned anew after the busiest office misses its first five slots: changes, beside those of a new plan. Planned anew after the table or room with most meetings is lost: changes, beside the meetings that were there.',
  columns: ['what', 'first', 'search', 'weight held', 'bound', 'gap', 'bound reached after', 'idle', 'bound found in', 'changes', 'changes by a new plan', 'planned anew in', 'changes for a lost room', 'planned anew for it in', 'options', 'explain', 'memory', 'violations'],
  rows: plenaryRows,
});
if (proofRows.length > 0) tables.push({
  title: 'Published instances, proven',
  note: 'Idle periods, everything being held (Bofill et al., JAIR 2022). Two strategies side by side in two processes, the first proof counts, in seconds of its core and MiB of its whole process (bar: 500). Last column: what the search alone finds in 5 s.',
  columns: ['instance', 'meetings', 'published', 'proven', 's', 'by', 'memory', 'search'],
  rows: proofRows,
});
for (const table of tables) process.stdout.write(`${plain(table)}\n`);
if (given.write) writeBlock(new URL('../../docs/PERFORMANCE.md', import.meta.url), tables, 'bench:timetable');
