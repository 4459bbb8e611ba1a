/** Memory of idle connections, and how soon all are back after everybody's was dropped. */
import { runIdle } from './child.js';
import type { IdleStep } from './idle.js';
import { figure, ratio, type Table } from './report.js';
import type { Contestant, Entrant } from './speed.js';

export type Idle = Partial<Record<Contestant, IdleStep[]>>;

export async function measureIdle(entrants: Entrant[], counts: number[], progress: (line: string) => void): Promise<Idle> {
  const idle: Idle = {};
  for (const { name, running, address } of entrants) {
    const steps = await runIdle({ target: address, counts, servicePid: running.pid });
    idle[name] = steps;
    for (const step of steps) progress(`${step.connections} idle connections, ${name}: ${figure(step.kibPerConnection)} KiB each; all back after ${figure(step.storm.milliseconds)} ms, ${step.storm.failed} failed`);
  }
  return idle;
}

export function idleTable(idle: Idle): Table {
  const floor = idle.floor ?? [];
  return {
    title: 'Idle connections',
    note: 'Growth of the service\'s proportional set size per connection (the bar is 36 KiB), 15 seconds after the last one opened: as it stands, which is mostly a matter of when V8 cares to collect, and with the garbage collected, which is what a connection holds. And a storm: every connection dropped and opened again at once, by one process.',
    columns: ['connections', 'measure', 'product', 'floor', 'to floor'],
    rows: (idle.product ?? []).flatMap((step, i) => {
      const other = floor[i];
      const row = (measure: string, value: (of: IdleStep) => number): string[] => [step.connections.toLocaleString('en-US'), measure, figure(value(step)), figure(other && value(other)), ratio(value(step), other && value(other))];
      return [row('KiB each', (of) => of.kibPerConnection), row('KiB each, garbage collected', (of) => of.kibCollected), row('all back, ms', (of) => of.storm.milliseconds), row('failed', (of) => of.storm.failed)];
    }),
  };
}
