/**
 * The settings of the service, read once from the environment: the only reader of `process.env`.
 * A setting that is missing or wrong stops the start and names the variable, never its value.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const seconds = (fallback: number) => z.coerce.number().int().min(1).max(30 * 86_400).default(fallback);
const flag = z.enum(['on', 'off', 'true', 'false', '1', '0', '']).default('off').transform((value) => value === 'on' || value === 'true' || value === '1');
const origin = z.url({ protocol: /^https?$/ }).refine((value) => new URL(value).origin === value.replace(/\/$/, ''), 'must be an origin: scheme, host and port only');

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  ORIGIN: origin.optional(),
  DEMO: flag,
  DEMO_SIGN_INS: z.string().min(1).optional(),
  SESSION_IDLE_SECONDS: seconds(1800),
  SESSION_ABSOLUTE_SECONDS: seconds(43_200),
  SESSION_FRESH_SECONDS: seconds(900),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  WEB_ROOT: z.string().min(1).optional(),
  SECRET_KEY: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url').optional(),
  SET_UP_TOKEN: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url').optional(),
  TRUST_PROXY: z.string().regex(/^[0-9a-fA-F.:/, ]+$|^loopback$/, 'must be `loopback` or addresses').optional(),
});

/** Settings as the rest of the service uses them; durations in seconds. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** Empty until the embedded PostgreSQL of `dataDir` runs, when DATABASE_URL does not name a server. */
  databaseUrl: string;
  /** Where the service keeps files of its own; without DATABASE_URL the embedded PostgreSQL lives there. */
  dataDir: string;
  /** Connections of each of the two pools (MikroORM's, and the one of the batched statements). */
  databaseConnections: number;
  /** The origin browsers see; passkeys and cookies are bound to it. */
  origin: string;
  /** Every origin that may write, `origin` included. */
  allowedOrigins: readonly string[];
  demo: boolean;
  /** File with the demo sign-ins that `GET /api/status` shows in demo mode. */
  demoSignIns: string | undefined;
  session: { idle: number; absolute: number; fresh: number };
  logLevel: string;
  webRoot: string | undefined;
  /** Seals what the service must be able to open (TOTP secrets), when the operator keeps a key outside the database. */
  secretKey: Buffer | undefined;
  /** Given by a launcher that sets the network up itself; otherwise made and printed at first start. */
  setUpToken: string | undefined;
  trustProxy: string | undefined;
}

/** Injection token of `Config`. */
export const CONFIG = Symbol('Config');

/** Thrown at start; its message names variables and rules, never values. */
export class BadConfiguration extends Error {
  constructor(faults: readonly string[]) {
    super(`Bad configuration: ${faults.join('; ')}`);
    this.name = 'BadConfiguration';
  }
}

/** Reads and checks the environment; throws `BadConfiguration`. An empty variable counts as unset. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name in Environment.shape && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new BadConfiguration(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code === 'invalid_type' ? 'is missing or of the wrong type' : issue.message}`));
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const faults: string[] = [];
  if (production && env.DEMO) faults.push('DEMO must be off when NODE_ENV is production');
  if (production && env.ORIGIN === undefined) faults.push('ORIGIN is required when NODE_ENV is production');
  if (env.SESSION_IDLE_SECONDS > env.SESSION_ABSOLUTE_SECONDS) faults.push('SESSION_IDLE_SECONDS must not exceed SESSION_ABSOLUTE_SECONDS');
  if (faults.length > 0) throw new BadConfiguration(faults);
  const ownOrigin = (env.ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  return {
    production, port: env.PORT, host: env.HOST, databaseUrl: env.DATABASE_URL ?? '', dataDir: env.DATA_DIR, databaseConnections: env.DATABASE_CONNECTIONS,
    origin: ownOrigin,
    allowedOrigins: production ? [ownOrigin] : [...new Set([ownOrigin, `http://127.0.0.1:${env.PORT}`])],
    demo: env.DEMO, demoSignIns: env.DEMO_SIGN_INS,
    session: { idle: env.SESSION_IDLE_SECONDS, absolute: env.SESSION_ABSOLUTE_SECONDS, fresh: env.SESSION_FRESH_SECONDS },
    logLevel: env.LOG_LEVEL, webRoot: env.WEB_ROOT,
    secretKey: env.SECRET_KEY === undefined ? undefined : createHash('sha256').update('comity secret key v1').update(env.SECRET_KEY, 'base64url').digest(),
    setUpToken: env.SET_UP_TOKEN, trustProxy: env.TRUST_PROXY,
  };
}
