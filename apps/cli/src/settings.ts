/** What the command line was asked: arguments first, then the environment. */
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const options = {
  origin: { type: 'string' }, store: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
  login: { type: 'string' }, device: { type: 'string' }, recovery: { type: 'boolean' }, link: { type: 'boolean' },
  title: { type: 'string' }, purpose: { type: 'string' }, handling: { type: 'string' }, text: { type: 'string' }, to: { type: 'string' }, restriction: { type: 'string' }, topic: { type: 'string' }, reply: { type: 'string' }, alert: { type: 'boolean' }, count: { type: 'string' }, words: { type: 'string' }, root: { type: 'string' }, folder: { type: 'string' }, offices: { type: 'string' }, rooms: { type: 'string' }, interpreters: { type: 'string' }, delegates: { type: 'string' }, write: { type: 'boolean' }, kind: { type: 'string' }, stage: { type: 'string' }, year: { type: 'string' },
  everywhere: { type: 'boolean' }, forget: { type: 'boolean' }, 'sign-ins': { type: 'string' }, desks: { type: 'string' },
} as const;

export type Options = { [K in keyof typeof options]?: ((typeof options)[K]['type'] extends 'boolean' ? boolean : string) | undefined };
export interface Settings { command: string | undefined; rest: string[]; options: Options; origin: string; folder: string; secrets: { passphrase?: string | undefined; code?: string | undefined; totpSecret?: string | undefined; recoveryCode?: string | undefined } }

export class Misuse extends Error {}

const isOption = (arg: string): boolean => arg === '-h' || (arg.startsWith('--') && Object.hasOwn(options, arg.slice(2).split('=', 1)[0]!));

/** What follows an option that wants a value is its value, unless it is an option: a hash may begin with a dash. */
function valued(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]!, next = args[i + 1], name = arg.slice(2) as keyof typeof options;
    const wants = isOption(arg) && !arg.includes('=') && options[name]?.type === 'string';
    if (wants && next?.startsWith('-') === true && !isOption(next)) joined.push(`${arg}=${args[(i += 1)]!}`);
    else joined.push(arg);
  }
  return joined;
}

export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  let parsed: { values: Options; positionals: string[] };
  try {
    parsed = parseArgs({ args: valued(args), options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : 'unreadable arguments');
  }
  const { values, positionals: [command, ...rest] } = parsed;
  const origin = values.origin ?? env['COMITY_ORIGIN'] ?? 'http://localhost:3000';
  if (!URL.canParse(origin) || new URL(origin).origin !== origin.replace(/\/$/, '')) throw new Misuse('--origin must be scheme, host and port only');
  return {
    command, rest, options: values, origin: origin.replace(/\/$/, ''), folder: values.store ?? env['COMITY_STORE'] ?? path.join(homedir(), '.comity'),
    secrets: { passphrase: env['COMITY_PASSPHRASE'], code: env['COMITY_CODE'], totpSecret: env['COMITY_TOTP_SECRET'], recoveryCode: env['COMITY_RECOVERY_CODE'] },
  };
}
