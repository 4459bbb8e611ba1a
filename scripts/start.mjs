// `npm start`: installs and builds what is missing, then runs the service until it is told to stop.
//
// The service starts its embedded PostgreSQL itself and heals it; this process only prepares, watches and passes
// signals on, so that killing it or the service at any moment leaves nothing that the next start cannot take up.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { clearHalfSeeded, keepDesks, seed, signInsOf } from './demo.mjs';
import { followLog } from './log.mjs';
import { prepare } from './prepare.mjs';
import { endOf, environment, root, runtime, say } from './process.mjs';
import { readSettings } from './settings.mjs';

/** The exit code of a service whose settings have to be corrected first. */
const badConfiguration = 78;

export async function start() {
  const settings = readSettings(process.env);
  await prepare();
  await build(settings.demo ? ['api', 'web', 'cli'] : ['api', 'web']);
  if (settings.demo) await clearHalfSeeded(settings);

  const token = randomBytes(32).toString('base64url');
  const log = openLog(path.join(settings.dataDir, 'service.log'));
  const service = spawn(runtime, ['--enable-source-maps', 'dist/apps/api/src/main.js'], {
    cwd: root,
    env: environment(serviceEnvironment(settings, token)),
    stdio: ['ignore', log.descriptor, 'inherit'],
  });
  closeSync(log.descriptor);
  const ended = endOf(service);
  const following = followLog(log.file, log.from);

  let endDesks = () => undefined;
  const listening = await Promise.race([following.heard('listening'), ended.then(() => undefined)]);
  if (listening !== undefined) {
    const seeded = settings.demo ? await Promise.race([seed(settings, token), ended.then(() => false)]) : false;
    if (seeded) endDesks = keepDesks(settings);
    announce(settings, seeded);
  }
  const code = await ended;
  endDesks();
  following.stop();
  if (code === badConfiguration) return 1;
  if (code !== 0) say('The service has ended. Start it again with npm start; nothing that was acknowledged is lost.', process.stderr);
  return code;
}

function serviceEnvironment(settings, token) {
  return {
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    DEMO: settings.demo ? 'on' : 'off',
    WEB_ROOT: path.join(root, 'dist', 'web'),
    // The demo founds its network itself. Otherwise the service makes a token and prints it for the set-up page.
    ...(settings.demo ? { SET_UP_TOKEN: token, DEMO_SIGN_INS: signInsOf(settings) } : {}),
  };
}

function announce(settings, seeded) {
  say('');
  say(`  Comity is ready:  ${process.env.ORIGIN || `http://localhost:${settings.port}`}`);
  if (seeded) say('  A demo network is open; its sign-ins stand on the sign-in page.');
  say(`  Log: ${path.relative(process.cwd(), path.join(settings.dataDir, 'service.log'))}   Stop: Ctrl-C`);
  say('');
}

const logLimit = 20 * 1024 * 1024;

function openLog(file) {
  if (existsSync(file) && statSync(file).size > logLimit) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  return { file, descriptor, from: statSync(file).size };
}
