/** The speed of messages: every load on the product and on the floors, one after another in one run. */
import { runLoad, type Running } from './child.js';
import type { Result } from './load.js';
import { figure, ratio, type Table } from './report.js';
import { direct, rooms, type Shape } from './target.js';
import type { TargetAddress } from './targets.js';

export type Contestant = 'product' | 'floor' | 'floor, binary' | 'floor, a transaction a message';
export interface Entrant { name: Contestant; running: Running; address: TargetAddress }
export interface Load { shape: Shape; rate: number | null }

/** Messages each sender keeps on their way in the closed loop. */
const window = 8;
const clients = 100;

/** Writers in a room are few, as in life; enough of them that no one meets the rate limit of a connection. */
export const loads: Load[] = [direct(clients), rooms(clients, 10, 4), rooms(clients, 100, 10)].flatMap((shape) => [100, 500, null].map((rate) => ({ shape, rate })));
export const nameOf = ({ shape, rate }: Load): string => `${shape.name}, ${rate === null ? 'closed loop' : `${rate}/s`}`;

export interface Measured { load: Load; results: Partial<Record<Contestant, Result>> }

export async function measureSpeed(entrants: Entrant[], chosen: Load[], times: { warm: number; seconds: number; rounds: number }, database: () => number, progress: (line: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const load of chosen) {
    const results: Measured['results'] = {};
    // contestants take turns, and of several rounds each one's least disturbed counts
    for (const { name, running, address } of Array.from({ length: times.rounds }, () => entrants).flat()) {
      const result = await runLoad({
        target: address, shape: load.shape, rate: load.rate, window, warmSeconds: times.warm, seconds: times.seconds,
        messages: made(load, times), pids: { service: running.pid, database: database() },
      });
      const earlier = results[name];
      if (earlier === undefined || result.usage.foreignCores < earlier.usage.foreignCores) results[name] = result;
      progress(`${nameOf(load)}, ${name}: ${figure(result.acknowledgedPerSecond)} acknowledged/s, ${figure(result.deliveriesPerSecond)} deliveries/s, p99 ${figure(result.delivery.p99)} ms${complaints(result)}`);
    }
    measured.push({ load, results });
  }
  return measured;
}

/** Messages made beforehand: all of a fixed rate's; for the closed loop as many as the fastest service here could take. */
function made({ shape, rate }: Load, { warm, seconds }: { warm: number; seconds: number }): number {
  if (rate !== null) return Math.ceil(rate * (warm + seconds + 1));
  const fastest = shape.clients === shape.channels[0]?.length ? 5_000 : (shape.channels[0]?.length ?? 0) > 2 ? 20_000 : 30_000;
  return Math.ceil(fastest * (warm + seconds));
}

function complaints(result: Result): string {
  const said = [
    ...(result.lost === 0 ? [] : [`${result.lost} copies lost`]), ...(result.unacknowledged === 0 ? [] : [`${result.unacknowledged} unacknowledged`]),
    ...(result.disordered === 0 ? [] : [`${result.disordered} copies out of order`]), ...(result.closed === 0 ? [] : [`${result.closed} connections closed`]),
    ...Object.entries(result.refused).map(([code, count]) => `${count} refused: ${code}`),
  ];
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

export function speedTables(measured: Measured[]): Table[] {
  const of = (each: Measured, name: Contestant): Result | undefined => each.results[name];
  return [
    {
      title: 'Throughput, closed loop',
      note: '100 clients, 512 bytes of text, 8 messages on their way for each sender. Deliveries are copies at other members. Ratios are product to floor with group commit; the plain floor sends text bodies, an event each; the binary floor does on the wire exactly what the product does (MessagePack, byte bodies, one event for a channel and batch), so that ratio is the price of authentication, access control and ciphertext.',
      columns: ['load', 'measure', 'product', 'floor', 'floor, binary', 'floor, a transaction a message', 'to floor', 'to binary floor'],
      rows: measured.filter(({ load }) => load.rate === null).flatMap((each) => {
        const row = (measure: string, value: (result: Result) => number): string[] => {
          const [product, floor, binary, single] = (['product', 'floor', 'floor, binary', 'floor, a transaction a message'] as const).map((name) => { const found = of(each, name); return found === undefined ? undefined : value(found); });
          return [nameOf(each.load), measure, figure(product), figure(floor), figure(binary), figure(single), ratio(product, floor), ratio(product, binary)];
        };
        return [row('acknowledged/s', (r) => r.acknowledgedPerSecond), row('deliveries/s', (r) => r.deliveriesPerSecond), row('delivery p99, ms', (r) => r.delivery.p99)];
      }),
    },
    {
      title: 'Latency at a fixed rate',
      note: 'Milliseconds from the intended sending to the arrival at another member: p50 / p95 / p99, then the 99th percentile of acknowledgements.',
      columns: ['load', 'product', 'floor', 'floor, binary', 'floor, a transaction a message', 'product, acknowledged p99'],
      rows: measured.filter(({ load }) => load.rate !== null).map((each) => {
        const cell = (name: Contestant): string => { const found = of(each, name); return found === undefined ? '-' : [found.delivery.p50, found.delivery.p95, found.delivery.p99].map(figure).join(' / '); };
        return [nameOf(each.load), cell('product'), cell('floor'), cell('floor, binary'), cell('floor, a transaction a message'), figure(of(each, 'product')?.acknowledgement.p99)];
      }),
    },
    {
      title: 'CPU and integrity',
      note: 'Microseconds of CPU per acknowledged message, cores kept busy by others meanwhile, and what went wrong: copies lost / acknowledgements missing / copies out of order / refusals. The floor with a transaction a message delivers out of order by design.',
      columns: ['load', 'target', 'service, us', 'database, us', 'others, cores', 'generator delay p99, ms', 'wrong'],
      rows: measured.flatMap((each) => Object.entries(each.results).map(([name, result]) => [
        nameOf(each.load), name, figure(result.serviceMicrosPerMessage), figure(result.databaseMicrosPerMessage), figure(result.usage.foreignCores), figure(result.loopDelayP99),
        `${result.lost} / ${result.unacknowledged} / ${result.disordered} / ${Object.values(result.refused).reduce((sum, count) => sum + count, 0)}`,
      ])),
    },
  ];
}
