/**
 * Measures the product beside the floor in one run and prints the tables; `npm run bench -- --help` names the options.
 * Everything happens on this machine: an embedded PostgreSQL with fsync on, a database for each contestant, the built
 * service as a child process, the load generator as another.
 */
import { parseArgs } from 'node:util';
import { measureClient } from './client.js';
import { measureColdStart } from './cold.js';
import { startFloor } from './child.js';
import { openCluster } from './cluster.js';
import { idleTable, measureIdle } from './connections.js';
import { machineTable, measureMachine } from './machine.js';
import { startProduct } from './product.js';
import { plain, writeBlock, type Table } from './report.js';
import { loads, measureSpeed, nameOf, speedTables, type Entrant } from './speed.js';

const { values: options } = parseArgs({ options: {
  help: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false },
  only: { type: 'string', default: '' }, rounds: { type: 'string', default: '1' }, part: { type: 'string', multiple: true, default: ['speed', 'idle', 'cold', 'client'] },
} });

const print = (text: string): void => { process.stdout.write(`${text}\n`); };
const progress = (text: string): void => { process.stderr.write(`${text}\n`); };

if (options.help) {
  print(`npm run bench -- [options]
  --quick          seconds instead of minutes: to see that it works, not to quote
  --rounds N       every load N times, the least disturbed counts (1)
  --only TEXT      only the loads whose name contains TEXT (${loads.map(nameOf).join('; ')})
  --part PART      speed, idle, cold or client; may be repeated
  --write          put the tables into docs/PERFORMANCE.md`);
  process.exit(0);
}

const parts = new Set(options.part);
const cluster = await openCluster();
const tables: Table[] = [];
try {
  tables.push(machineTable(await cluster.superuser((client) => measureMachine(client, cluster.directory))));
  if (parts.has('speed') || parts.has('idle')) {
    const product = await startProduct(await cluster.database('comity_bench'), parts.has('idle') && !options.quick ? 5_000 : 200);
    try {
      const entrants: Entrant[] = [
        { name: 'product', running: product, address: product.address },
        ...await Promise.all(([['floor', 'group', 'text'], ['floor, binary', 'group', 'binary'], ['floor, a transaction a message', 'single', 'text']] as const).map(async ([name, mode, wire], i): Promise<Entrant> => {
          const running = await startFloor(await cluster.database(`comity_bench_floor_${i}`), mode, wire);
          return { name, running, address: { kind: 'floor', url: running.url, wire } };
        })),
      ];
      if (parts.has('speed')) {
        const chosen = loads.filter((load) => nameOf(load).includes(options.only));
        const times = options.quick ? { warm: 1, seconds: 2, rounds: 1 } : { warm: 2, seconds: 6, rounds: Number(options.rounds) };
        tables.push(...speedTables(await measureSpeed(entrants, chosen, times, () => cluster.pid(), progress)));
      }
      if (parts.has('idle')) tables.push(idleTable(await measureIdle(entrants.slice(0, 2), options.quick ? [200] : [1_000, 5_000], progress)));
      for (const { name, running } of entrants) if (name !== 'product') await running.stop();
    } finally {
      await product.stop();
    }
  }
  if (parts.has('cold')) tables.push(await measureColdStart(progress));
  if (parts.has('client')) {
    const product = await startProduct(await cluster.database('comity_bench_client'), 150);
    try { tables.push(...await measureClient(product, options.quick, progress)); } finally { await product.stop(); }
  }
} finally {
  await cluster.close();
}
for (const table of tables) print(plain(table));
if (options.write) writeBlock(new URL('../../docs/PERFORMANCE.md', import.meta.url), tables);
