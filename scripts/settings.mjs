// The settings of `npm start`, checked before anything is installed or built. The service checks its own again.
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal, root } from './process.mjs';

const on = ['on', 'true', '1'];
const off = ['off', 'false', '0'];

/** @throws {Refusal} that names each wrong variable and the rule, never its value. */
export function readSettings(env) {
  const faults = [];
  const given = (name) => (env[name] === undefined || env[name] === '' ? undefined : env[name]);
  const check = (name, rule, holds) => {
    if (!holds) faults.push(`${name} ${rule}`);
  };

  const port = given('PORT') ?? '3000';
  check('PORT', 'must be a whole number from 1 to 65535', /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535);

  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== undefined) check('DATABASE_URL', 'must be an address like postgresql://user:password@host:5432/database', isPostgresUrl(databaseUrl));

  const demoWord = given('DEMO')?.toLowerCase();
  check('DEMO', 'must be on or off', demoWord === undefined || on.includes(demoWord) || off.includes(demoWord));
  const production = env.NODE_ENV === 'production';
  const demo = demoWord === undefined ? databaseUrl === undefined && !production : on.includes(demoWord);
  check('DEMO', 'must be off when NODE_ENV is production', !(demo && production));

  check('ORIGIN', 'is required when NODE_ENV is production: the address that browsers see, like https://comity.example', !production || given('ORIGIN') !== undefined);
  check('ORIGIN', 'must be an origin: scheme, host and port only, like https://comity.example', given('ORIGIN') === undefined || isOrigin(given('ORIGIN')));

  const dataDir = path.resolve(root, given('DATA_DIR') ?? '.data');
  const complaint = directoryFault(dataDir);
  if (complaint !== undefined) faults.push(`DATA_DIR ${complaint}`);

  if (faults.length > 0) throw new Refusal(`These settings need a correction:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return { port: Number(port), dataDir, databaseUrl, demo, production };
}

function isPostgresUrl(text) {
  try {
    const { protocol, hostname, pathname, searchParams } = new URL(text);
    return ['postgres:', 'postgresql:'].includes(protocol) && (hostname !== '' || searchParams.has('host')) && pathname.length > 1;
  } catch {
    return false;
  }
}

function isOrigin(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text.replace(/\/$/, '');
}

function directoryFault(directory) {
  if (directory === root || directory === path.parse(directory).root) return 'must be a directory for the data alone';
  try {
    makeDirectory(directory);
    if (!statSync(directory).isDirectory()) return 'must be a directory';
    accessSync(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `must be a directory that can be written to (${error.code})`;
  }
}

/** Not mkdir's own `recursive`: below file systems that refuse, such as /proc, that never returns. */
function makeDirectory(directory) {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  mkdirSync(directory);
}
