/**
 * Measures the product beside the floor in one run and prints the tables; `npm run bench -- --help` names the options.
 * Everything happens on this machine: an embedded PostgreSQL with fsync on, a database for each contestant, the built
 * service as a child process, the load generator as another.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { MailHouse } from '../support/smtp.js';
import { clerks, fullCase, measureCaseFile, smallCase } from './case-file.js';
import { measureClient } from './client.js';
import { measureColdStart } from './cold.js';
import { startFloor } from './child.js';
import { openCluster } from './cluster.js';
import { Congress, fullCongress, smallCongress } from './congress.js';
import { measureFinding } from './find.js';
import { measureFiles } from './files.js';
import { measureHall } from './hall.js';
import { idleTable, measureIdle } from './connections.js';
import { machineTable, measureMachine } from './machine.js';
import { startProduct } from './product.js';
import { full, measureScale, others, small } from './scale.js';
import { fullMatters, measureMatters, readers } from './matters.js';
import { measureOwn } from './own.js';
import { fullRegister, measureRegister } from './register.js';
import { plain, writeBlock, type Table } from './report.js';
import { measureSessions } from './sessions.js';
import { loads, measureSpeed, nameOf, speedTables, type Contestant, type Entrant } from './speed.js';

const { values: options } = parseArgs({ options: {
  help: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false },
  only: { type: 'string', default: '' }, rounds: { type: 'string', default: '1' }, part: { type: 'string', multiple: true, default: ['speed', 'idle', 'cold', 'client', 'files', 'find', 'register', 'case-file', 'matters', 'own', 'scale', 'hall'] },
} });

const print = (text: string): void => { process.stdout.write(`${text}\n`); };
const progress = (text: string): void => { process.stderr.write(`${text}\n`); };

if (options.help) {
  print(`npm run bench -- [options]
  --quick          seconds instead of minutes: to see that it works, not to quote
  --rounds N       every load N times, the least disturbed counts (1)
  --only TEXT      only the loads whose name contains TEXT (${loads.map(nameOf).join('; ')})
  --part PART      speed, idle, cold, client, files, find, register, matters, own, or (in Chromium) case-file, scale or hall; may be repeated
  --write          put the tables into docs/PERFORMANCE.md`);
  process.exit(0);
}

const parts = new Set(options.part);
const cluster = await openCluster();
const tables: Table[] = [];

/** Runs the product and floors, each on a new database, for as long as `measure` takes. */
async function among(floors: [Contestant, 'group' | 'single', 'text' | 'binary'][], people: number, collectable: boolean, measure: (entrants: Entrant[]) => Promise<void>): Promise<void> {
  const name = (): string => `bench_${randomUUID().replaceAll('-', '')}`;
  const product = await startProduct(await cluster.database(name()), people, { collectable });
  const entrants: Entrant[] = [{ name: 'product', running: product, address: product.address }];
  try {
    for (const [floor, mode, wire] of floors) {
      const running = await startFloor(await cluster.database(name()), mode, wire, { collectable });
      entrants.push({ name: floor, running, address: { kind: 'floor', url: running.url, wire } });
    }
    await measure(entrants);
  } finally {
    await Promise.all(entrants.map(({ running }) => running.stop()));
  }
}
try {
  tables.push(machineTable(await cluster.superuser((client) => measureMachine(client, cluster.directory))));
  if (parts.has('speed')) await among([['floor', 'group', 'text'], ['floor, binary', 'group', 'binary'], ['floor, a transaction a message', 'single', 'text']], 200, false, async (entrants) => {
    const chosen = loads.filter((load) => nameOf(load).includes(options.only));
    const times = options.quick ? { warm: 1, seconds: 2, rounds: 1 } : { warm: 2, seconds: 6, rounds: Number(options.rounds) };
    tables.push(...speedTables(await measureSpeed(entrants, chosen, times, () => cluster.pid(), progress)));
  });
  // processes of their own: after a load, a heap has room for thousands of connections without growing
  if (parts.has('idle')) await among([['floor', 'group', 'text']], options.quick ? 200 : 5_000, true, async (entrants) => {
    tables.push(idleTable(await measureIdle(entrants, options.quick ? [200] : [1_000, 5_000], progress)));
  });
  if (parts.has('cold')) tables.push(await measureColdStart(progress));
  if (parts.has('client')) {
    const product = await startProduct(await cluster.database('comity_bench_client'), 150);
    try { tables.push(...await measureClient(product, options.quick, progress)); } finally { await product.stop(); }
  }
  if (parts.has('files')) {
    const product = await startProduct(await cluster.database('comity_bench_files'), 1);
    try { tables.push(await measureFiles(product, options.quick, progress)); } finally { await product.stop(); }
  }
  if (parts.has('scale')) {
    const product = await startProduct(await cluster.database('comity_bench_scale'), others);
    try { tables.push(await measureScale(product, options.quick ? small : full, progress)); } finally { await product.stop(); }
  }
  if (parts.has('case-file')) {
    const product = await startProduct(await cluster.database('comity_bench_case'), clerks);
    try { tables.push(await measureCaseFile(product, options.quick ? smallCase : fullCase, progress)); } finally { await product.stop(); }
  }
  if (parts.has('hall')) {
    const house = await MailHouse.open(), size = options.quick ? smallCongress : fullCongress;
    const product = await startProduct(await cluster.database('comity_bench_hall'), 1, { settings: { SMTP_URL: house.url, MAIL_FROM: 'meetings@comity.example' } });
    try {
      const congress = await Congress.agreed(product, size, progress);
      tables.push(...await measureSessions(congress, size.meetings, house, progress, () => measureHall(congress, size.meetings, progress)));
    } finally {
      await product.stop();
      await house.close();
    }
  }
  if (parts.has('find')) tables.push(await measureFinding(options.quick ? 10_000 : 100_000, progress));
  if (parts.has('matters')) {
    const product = await startProduct(await cluster.database('comity_bench_matters'), readers);
    try { tables.push(...await measureMatters(product, options.quick ? { requests: 20_000, steps: 20 } : fullMatters, progress)); } finally { await product.stop(); }
  }
  if (parts.has('own')) {
    const product = await startProduct(await cluster.database('comity_bench_own'), 1);
    try { tables.push(await measureOwn(product, options.quick ? 50 : 2_000, progress)); } finally { await product.stop(); }
  }
  if (parts.has('register')) tables.push(await measureRegister(options.quick ? 500 : fullRegister, progress));
} finally {
  await cluster.close();
}
for (const table of tables) print(plain(table));
if (options.write) writeBlock(new URL('../../docs/PERFORMANCE.md', import.meta.url), tables);
