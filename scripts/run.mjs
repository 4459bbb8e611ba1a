// What `npm start`, `npm test` and the other scripts of package.json run. Plain JavaScript without dependencies: it has
// to work from a fresh clone, on whatever Node 20 or later the machine has. The product itself runs on the Node that
// npm installs with it.
import process from 'node:process';
import { build, buildTargets } from './build.mjs';
import { start } from './start.mjs';
import { prepare } from './prepare.mjs';
import { Refusal, root, runToEnd, runtime, say } from './process.mjs';

const [command = 'start', ...rest] = process.argv.slice(2);

const commands = {
  start,
  build: async () => {
    await prepare();
    await build(buildTargets);
  },
  test: async (args) => {
    await prepare();
    return await runToEnd(runtime, ['scripts/gate.mjs', ...args]);
  },
  bench: async (args) => {
    await prepare();
    await build(['api', 'web']);
    return await runToEnd(runtime, ['--import', './test/support/typescript.ts', 'test/bench/main.ts', ...args]);
  },
  'bench:timetable': async (args) => {
    await prepare();
    return await runToEnd(runtime, ['--import', './test/support/typescript.ts', 'test/bench/timetable.ts', ...args]);
  },
  cli: async (args) => {
    await prepare({ quiet: true });
    await build(['cli'], { quiet: true });
    return await runToEnd(runtime, ['dist/apps/cli/src/main.js', ...args]);
  },
  contract: async () => {
    await prepare();
    return await runToEnd(runtime, ['--import', './test/support/typescript.ts', 'prisma/write.ts']);
  },
  dev: async () => {
    const { develop } = await import('./dev.mjs');
    return await develop();
  },
};

try {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Refusal(`Comity needs Node 20 or later to start; this is Node ${process.versions.node}.`);
  const run = commands[command];
  if (run === undefined) throw new Refusal(`There is no command "${command}". Commands: ${Object.keys(commands).join(', ')}.`);
  process.chdir(root);
  process.exitCode = (await run(rest)) ?? 0;
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message, process.stderr);
  process.exitCode = 1;
}
