/**
 * An embedded PostgreSQL for machines that have none: the real server, from npm, on the loopback address only.
 *
 * Trust: everything in the data directory, and whoever can read it. The service's connection is an ordinary role that
 * owns one database; only this launcher is superuser.
 */
import { Client } from 'pg';
import { urlOn } from './address.js';
import { binariesFor } from './binaries.js';
import { EmbeddedPostgresError } from './failure.js';
import { initialise } from './initialisation.js';
import { host, superuserOn } from './probe.js';
import { lower, postmasterOf, raise, type Raised, type ServerSettings } from './postmaster.js';
import { residenceIn, type Residence } from './residence.js';
import { Tether } from './tether.js';

export { EmbeddedPostgresError } from './failure.js';

/** What happened to the server, for the log. Carries nothing but ids, ports and durations. */
export type EmbeddedPostgresEvent =
  | { readonly kind: 'initialised'; readonly directory: string }
  | { readonly kind: 'started' | 'adopted'; readonly port: number; readonly milliseconds: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'healed'; readonly port: number; readonly milliseconds: number }
  | { readonly kind: 'heal-failed'; readonly reason: string };

export interface EmbeddedPostgresOptions {
  /** Where the database lives; created when missing. One service at a time. */
  readonly dataDir: string;
  /** Absent or 0: a free port. */
  readonly port?: number;
  /** False lets a power cut lose data, for speed; only for clusters that tests throw away. Default true. */
  readonly durable?: boolean;
  /** Default 100. */
  readonly maxConnections?: number;
  readonly report?: (event: EmbeddedPostgresEvent) => void;
}

export interface EmbeddedPostgres {
  /** Of the service's own database, as its owner. It stays the same when the server is restarted. */
  readonly url: string;
  /** As superuser on the database `postgres`: for tests and for maintenance. */
  readonly superuserUrl: string;
  readonly port: number;
  /** The postmaster's process id at this moment. */
  readonly pid: () => number | undefined;
  /** Fast shutdown. Idempotent. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server, or adopts the one that a killed service left behind, and keeps it alive until `stop`.
 * @throws EmbeddedPostgresError with a message for the operator.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const report = options.report ?? (() => undefined);
  const began = performance.now();
  const residence = residenceIn(options.dataDir);
  const binaries = await binariesFor(residence.account);
  if (initialise(residence, binaries)) report({ kind: 'initialised', directory: residence.cluster });

  const settings = { port: options.port ?? 0, durable: options.durable ?? true, maxConnections: options.maxConnections ?? 100 };
  const raised = await raise(residence, binaries, settings);
  // From now on the port is fixed: the service's connections rely on it.
  const fixed: ServerSettings = { ...settings, port: raised.port };
  const tether = await hold(residence, raised, {
    report,
    raiseAgain: async () => await raise(residence, binaries, fixed),
  });
  await prepareDatabase(residence, raised.port);
  report({ kind: raised.how, port: raised.port, milliseconds: Math.round(performance.now() - began) });

  let stopped: Promise<void> | undefined;
  return {
    url: urlOn(residence, raised.port),
    superuserUrl: `postgresql://postgres:${residence.passwords.superuser}@${host}:${raised.port}/postgres`,
    port: raised.port,
    pid: () => postmasterOf(residence),
    stop: async () => await (stopped ??= tether.release().then(async () => await lower(residence))),
  };
}

interface Hold {
  readonly report: (event: EmbeddedPostgresEvent) => void;
  readonly raiseAgain: () => Promise<Raised>;
}

async function hold(residence: Residence, raised: Raised, { report, raiseAgain }: Hold): Promise<Tether> {
  const tether = new Tether(superuserOn(residence, raised.port), {
    raiseAgain,
    lost: () => {
      report({ kind: 'lost' });
    },
    healed: (milliseconds) => {
      report({ kind: 'healed', port: raised.port, milliseconds });
    },
    healFailed: (reason) => {
      report({ kind: 'heal-failed', reason });
    },
  });
  if (!(await tether.take())) {
    throw new EmbeddedPostgresError('in-use', `Another running service already uses the database in ${residence.directory}. Stop it, or set DATA_DIR to another directory.`);
  }
  return tether;
}

/** The service's role and database; harmless when they exist. */
async function prepareDatabase(residence: Residence, port: number): Promise<void> {
  const client = new Client(superuserOn(residence, port));
  await client.connect();
  try {
    const { rowCount: roles } = await client.query("select 1 from pg_roles where rolname = 'comity'");
    if (roles === 0) await client.query(`create role comity login password '${residence.passwords.service}'`);
    const { rowCount: databases } = await client.query("select 1 from pg_database where datname = 'comity'");
    if (databases === 0) await client.query('create database comity owner comity');
  } finally {
    await client.end();
  }
}
