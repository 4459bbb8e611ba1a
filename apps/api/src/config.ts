/**
 * The settings of the service, read once from the environment: the only reader of `process.env`.
 * A setting that is missing or wrong stops the start and names the variable, never its value.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';

const seconds = (fallback: number) => z.coerce.number().int().min(1).max(30 * 86_400).default(fallback);
const bytes = (fallback: number) => z.coerce.number().int().min(1_048_576).max(2 ** 50).default(fallback);
const gibibyte = 2 ** 30;
const flag = z.enum(['on', 'off', 'true', 'false', '1', '0', '']).default('off').transform((value) => value === 'on' || value === 'true' || value === '1');
const origin = z.url({ protocol: /^https?$/ }).refine((value) => URL.canParse(value) && new URL(value).origin === value.replace(/\/$/, ''), 'must be an origin: scheme, host and port only');

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
  FILES_STORE: z.enum(['disk', 's3']).default('disk'),
  FILES_LARGEST_BYTES: bytes(2 * gibibyte).refine((value) => value <= 32 * gibibyte, 'must be at most 32 GiB'),
  FILES_PRACTITIONER_BYTES: bytes(50 * gibibyte),
  FILES_SPACE_BYTES: bytes(200 * gibibyte),
  FILES_TOTAL_BYTES: bytes(1_024 * gibibyte),
  S3_ENDPOINT: origin.optional(),
  S3_REGION: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a region').default('us-east-1'),
  S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket').optional(),
  S3_ACCESS_KEY_ID: z.string().regex(/^[\x21-\x7e]{3,128}$/, 'must be a key id').optional(),
  S3_SECRET_ACCESS_KEY: z.string().regex(/^[\x21-\x7e]{8,256}$/, 'must be a secret').optional(),
  SMTP_URL: z.string().max(500).refine((value) => smtpOf(value) !== undefined, 'must be smtp:// or smtps://, a host, and nothing behind it').optional(),
  MAIL_FROM: z.email('must be an e-mail address').max(254).optional(),
  TRUST_PROXY: z.string().regex(/^[0-9a-fA-F.:/, ]+$|^loopback$/, 'must be `loopback` or addresses').optional(),
});

/** `tls`: from the `first` byte, by STARTTLS before anything is given (`start`), or, to this machine alone, not at all. */
export interface MailSettings { host: string; port: number; tls: 'start' | 'first' | 'none'; user: string; password: string; from: string }
export interface S3Settings { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string }
export interface FileSettings {
  /** Where blobs lie when they are kept on disk, and uploads to an object store have nothing. */
  directory: string;
  /** The object store, or undefined for the disk. */
  s3: S3Settings | undefined;
  /** Bytes: content of one file; blobs of one practitioner, of one space, of the whole service. */
  largest: number; practitioner: number; space: number; total: number;
}

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
  files: FileSettings;
  /** Where mail is given to; undefined: the service sends none. */
  mail: MailSettings | undefined;
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
  for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
    if (env.FILES_STORE === 's3' && env[name] === undefined) faults.push(`${name} is required when FILES_STORE is s3`);
  }
  if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)) faults.push('SMTP_URL and MAIL_FROM are given both or neither');
  if (production && env.FILES_STORE === 's3' && env.S3_ENDPOINT?.startsWith('http:') === true) faults.push('S3_ENDPOINT must be https when NODE_ENV is production');
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
    files: {
      directory: join(env.DATA_DIR, 'files'), s3: s3Of(env),
      largest: env.FILES_LARGEST_BYTES, practitioner: env.FILES_PRACTITIONER_BYTES, space: env.FILES_SPACE_BYTES, total: env.FILES_TOTAL_BYTES,
    },
    mail: env.SMTP_URL === undefined || env.MAIL_FROM === undefined ? undefined : { ...smtpOf(env.SMTP_URL)!, from: env.MAIL_FROM },
  };
}

function s3Of(env: z.output<typeof Environment>): S3Settings | undefined {
  const { FILES_STORE, S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (FILES_STORE !== 's3' || endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { endpoint: endpoint.replace(/\/$/, ''), region, bucket, accessKeyId, secretAccessKey };
}

const ownMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Undefined for what is no address of a server for mail. */
function smtpOf(value: string): Omit<MailSettings, 'from'> | undefined {
  if (!URL.canParse(value)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(value);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '' || (pathname !== '' && pathname !== '/') || search !== '' || hash !== '') return undefined;
  const first = protocol === 'smtps:';
  try {
    return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (first ? 465 : 587) : Number(port), tls: first ? 'first' : ownMachine.has(hostname) ? 'none' : 'start', user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
