/** `comity`: the client without a screen. `npm run cli -- help` lists what it does. */
import { failureOf } from '@comity/sdk';
import { lock, signIn, signOut, status, unlock, whoami } from './commands/account.js';
import { alarms, devices, people, safetyNumber } from './commands/directory.js';
import { exportEvidence, verify } from './commands/evidence.js';
import { getFile, sendFile } from './commands/files.js';
import { link } from './commands/linking.js';
import { addSession, agenda, importSession, sessionFacts, sessions } from './commands/meetings.js';
import { read, send, spaces, tail } from './commands/messages.js';
import { told } from './commands/told.js';
import { checkTreaty } from './commands/treaty.js';
import { keepDesks, type Desks } from './demo/desks.js';
import { atDesk, type Desk } from './desk.js';
import { Output } from './output.js';
import { inWords } from './failure-words.js';
import { Misuse, readSettings, type Settings } from './settings.js';

const commands: Record<string, { does: string; run: (desk: Desk) => Promise<void> }> = {
  status: { does: 'what the service says of itself', run: status },
  'sign-in': { does: '--login NAME [--device NAME] [--link | --recovery]: passphrase and code are asked for, or taken from COMITY_PASSPHRASE, COMITY_CODE or COMITY_TOTP_SECRET; --link: a device that you use opens the vault here', run: signIn },
  link: { does: 'lets a new device in, which was signed in with --link: compare the words on both', run: link },
  whoami: { does: 'who is signed in here', run: whoami },
  spaces: { does: 'the spaces, newest activity first', run: spaces },
  read: { does: 'SPACE [--count N]: the newest entries', run: read },
  send: { does: 'SPACE [TEXT] [--handling H1] [--restriction WORDS] [--topic TITLE] [--reply NUMBER] [--alert]: sends a text, or standard input', run: send },
  'send-file': { does: 'SPACE FILE... [--text TEXT] [--handling H1]: sends files, of any size; run again after an interruption, it goes on', run: sendFile },
  'get-file': { does: 'SPACE FILE [--to PATH]: fetches a file by its id or name; run again after an interruption, it goes on', run: getFile },
  'export-evidence': { does: 'SPACE FILE [--words none|case|all]: one file that shows to others what is signed in a space; with the words of the request or register, or with all', run: exportEvidence },
  told: { does: '[--kind mla|extradition|asset] [--stage STAGE] [--year YEAR] [--count N]: all that the service was told of the requests that you are inside of, the last that moved first', run: told },
  sessions: { does: 'the sessions at which one meets', run: sessions },
  session: { does: 'SESSION: what is decided of it, as session-add takes it', run: sessionFacts },
  'session-add': { does: 'FILE [--write]: says what session a file (JSON: title, zone, slotMinutes, days and what else “session” prints) would make, and prepares it with --write', run: addSession },
  'session-import': { does: 'SESSION [--folder FOLDER] [--offices FILE] [--rooms FILE] [--interpreters FILE] [--delegates FILE] [--write]: says what CSV files would write, and writes all of it with --write; a folder has offices.csv, rooms.csv, interpreters.csv, delegates.csv', run: importSession },
  agenda: { does: 'SESSION: the meetings as they are published', run: agenda },
  tail: { does: '[SPACE]: shows what comes, until interrupted', run: tail },
  people: { does: 'who is in the network', run: people },
  devices: { does: 'the own devices', run: devices },
  'safety-number': { does: 'PERSON: the number to compare', run: safetyNumber },
  alarms: { does: 'what this client refused', run: alarms },
  lock: { does: 'makes the store unreadable without the passphrase', run: lock },
  unlock: { does: 'the opposite', run: unlock },
  'sign-out': { does: '[--everywhere] [--forget]', run: signOut },
};

async function run(settings: Settings, output: Output): Promise<void> {
  const { command, options } = settings;
  const { 'sign-ins': signInsFile, desks: desksFolder } = options;
  if (command === 'demo-desks') {
    if (signInsFile === undefined || desksFolder === undefined) throw new Misuse('demo-desks needs --sign-ins FILE and --desks FOLDER');
    await untilTold(await keepDesks({ origin: settings.origin, signInsFile, desksFolder }));
    return;
  }
  if (command === 'verify' && options.help !== true) {
    if (!(await verify(settings, output))) process.exitCode = 1;
    return;
  }
  if (command === 'check-treaty' && options.help !== true) {
    if (!(await checkTreaty(settings.rest[0], output))) process.exitCode = 1;
    return;
  }
  const known = command === undefined || options.help === true ? undefined : commands[command];
  if (known !== undefined) {
    await atDesk(settings, output, known.run);
    return;
  }
  output.show(Object.fromEntries(Object.entries(commands).map(([name, { does }]) => [name, does])), [
    'comity COMMAND [--origin http://localhost:3000] [--store FOLDER] [--json]', '', ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(15)} ${does}`), '',
    `  ${'verify'.padEnd(15)} FILE [ENCLOSED …] [--root ROOT or the network’s pin]: checks an evidence bundle, without service or account, and says what it proves; and whether the files named after it are the ones that were enclosed`,
    `  ${'check-treaty'.padEnd(15)} FILE: checks the file of a treaty before it is added, without service or account, and names what is wrong or has no words`,
    `  ${'demo-desks'.padEnd(15)} --sign-ins FILE --desks FOLDER: keeps the first device of everybody in the demo online, until interrupted`,
  ]);
  if (command !== undefined && command !== 'help') throw new Misuse(`There is no command ${command}.`);
}

async function untilTold(desks: Desks): Promise<void> {
  await new Promise<void>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { resolve(); }); });
  await desks.close();
}

// Whoever reads along has seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? 0 : 1); });

let output = new Output(false);
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  output = new Output(settings.options.json === true);
  await run(settings, output);
} catch (error) {
  const failure = failureOf(error);
  if (failure === undefined && !(error instanceof Misuse)) throw error;
  output.progress(failure === undefined ? (error as Misuse).message : inWords(failure));
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
