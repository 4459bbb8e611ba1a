/** Measures one plenary in a process of its own, so that its memory is its own: `timetable-plenary.ts NAME MILLISECONDS`. Says what it measured as a line of JSON. */
import { bound, changesBetween, check, compare, explain, gapTo, options, plan, replan, type Instance, type Plan, type SearchOptions } from '@comity/timetable';
import { plenaries, plenary, type PlenaryShape } from '../../libs/timetable/test/plenary.js';
import { coreTime } from './machine.js';

export interface PlenaryFigures {
  first: number; milliseconds: number; weight: number; asked: number; idle: number; bound: number; boundBy: string; boundMs: number; gap: number;
  /** When the weight of the bound was reached; undefined if it was not. */
  reached?: number | undefined;
  replanMs: number; changes: number; afresh: number; held: number; lostMs: number; lostChanges: number; lostHeld: number; options: number; explain: number; violations: number; memory: number;
}

const now = coreTime;
const late = 5;

async function measure(instance: Instance, milliseconds: number): Promise<PlenaryFigures> {
  const search = (budget: number): SearchOptions => ({ seed: 1, budget: { milliseconds: budget, now } });
  const began = now();
  const told: [at: number, weight: number][] = [];
  const planned = await plan(instance, { ...search(milliseconds), onProgress: ({ value }) => told.push([now() - began, value.weight]) });
  const spent = now() - began;
  const before = now();
  const most = await bound(instance, { seconds: 120, reached: planned.value.weight });
  const boundMs = now() - before;

  const office = busiest(instance, planned);
  const again = now();
  const replanned = await replan(instance, planned.timetable, [{ code: 'away', resource: office, slots: Array.from({ length: late }, (_, slot) => slot) }], search(300));
  const replanMs = now() - again;
  const lost = busiestPlace(planned), lostAt = now();
  const mended = await replan(instance, planned.timetable, [{ code: 'closed', place: lost }], search(300));
  const lostMs = now() - lostAt;
  const fresh = await plan(replanned.instance, search(milliseconds));
  if (compare(fresh.value, replanned.value) < 0 && fresh.value.weight > replanned.value.weight * 1.02) throw new Error('planning anew lost more than it should');

  // The clock of a core may tick no oftener than every four milliseconds.
  const mean = (work: (meeting: string) => unknown, meetings: readonly string[]): number => {
    const some = meetings.slice(0, 100);
    const start = now();
    for (const meeting of some) work(meeting);
    return (now() - start) / some.length;
  };
  return {
    first: told[0]![0], milliseconds: spent, weight: planned.value.weight, asked: instance.meetings.reduce((sum, { weight }) => sum + weight, 0), idle: planned.value.idle,
    bound: most.weight, boundBy: most.by, boundMs, gap: gapTo(most, planned.value.weight), reached: told.find(([, weight]) => weight >= most.weight)?.[0],
    replanMs, changes: replanned.changes.length, afresh: changesBetween({ instance, timetable: planned.timetable }, { instance: replanned.instance, timetable: fresh.timetable }).length, held: planned.timetable.length,
    lostMs, lostChanges: mended.changes.length, lostHeld: planned.timetable.filter(({ place }) => place === lost).length,
    options: mean((meeting) => options(instance, planned.timetable, meeting), instance.meetings.map(({ id }) => id)), explain: mean((meeting) => explain(instance, planned.timetable, meeting), planned.refused),
    violations: check(instance, planned.timetable).length + check(replanned.instance, replanned.timetable).length + check(mended.instance, mended.timetable).length, memory: process.resourceUsage().maxRSS / 1024,
  };
}

/** The office with most meetings in the slots in which it will be missing. */
function busiest(instance: Instance, { timetable }: Plan): string {
  const parties = new Map(instance.meetings.map((meeting) => [meeting.id, meeting.parties]));
  const counts = new Map<string, number>();
  for (const { meeting, slot } of timetable) if (slot < late) for (const party of parties.get(meeting)!) counts.set(party, (counts.get(party) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]![0];
}

/** The table or room with most meetings. */
const busiestPlace = ({ timetable }: Plan): string => [...Map.groupBy(timetable.filter(({ place }) => place !== null), ({ place }) => place!)].toSorted(([, a], [, b]) => b.length - a.length)[0]![0];

const [name, milliseconds] = process.argv.slice(2);
const shape: PlenaryShape = plenaries[name as keyof typeof plenaries];
process.stdout.write(`${JSON.stringify(await measure(plenary({ ...shape, named: true }), Number(milliseconds)))}\n`);
