/**
 * Starts the service: reads the settings, migrates, listens, and says where in one line of the log (`listening`).
 * SIGTERM and SIGINT end it in order: no new connections, running requests finish, sockets and pools close.
 */
import 'reflect-metadata';
import { createServer } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { SystemClock, type Clock } from './clock.js';
import { BadConfiguration, readConfig, type Config } from './config.js';
import { EmbeddedPostgresError } from './database/embedded/embedded-postgres.js';
import { openDatabase } from './database/embedded/service-database.js';
import { migrate } from './database/migrate.js';
import { securityHeaders } from './http/headers.js';
import { jsonBody } from './http/body.js';
import { isAppend } from './files/body.js';
import { Log, NestLog } from './http/log.js';
import { serveApiDescription } from './http/openapi.js';
import { closePromptly } from './http/closing.js';
import { sameOrigin } from './http/origin.js';
import { reference } from './http/reference.js';
import { serveWebClient } from './http/web-client.js';
import { SocketAdapter } from './realtime/socket-adapter.js';
import { NetworkService } from './identity/network.service.js';
import { SetUpService } from './identity/set-up/set-up.service.js';

/** The whole service on a migrated database, not yet listening. Tests pass their own clock and log. */
export async function createApp(config: Config, { clock = new SystemClock(), log = Log.create(config.logLevel) }: { clock?: Clock; log?: Log } = {}): Promise<NestExpressApplication> {
  const applied = await migrate(config);
  if (applied.length > 0) log.info('migrated', { count: applied.length });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, clock, log), { bodyParser: false, logger: new NestLog(log), abortOnError: false });
  if (config.trustProxy !== undefined) app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(reference(log), securityHeaders(config), sameOrigin(config.allowedOrigins), jsonBody(isAppend));
  serveApiDescription(app);
  if (config.webRoot !== undefined) serveWebClient(app, config.webRoot);
  app.useWebSocketAdapter(new SocketAdapter(app));
  const server = app.getHttpServer() as import('node:http').Server;
  server.headersTimeout = 10_000;
  // Longer than a client stands still over a passphrase, and than proxies keep an idle connection: who reuses one that is just being closed loses the request.
  server.keepAliveTimeout = 75_000;
  // An append may take long on a slow link; JSON bodies have their own, shorter patience.
  server.requestTimeout = 7_200_000;
  server.maxHeadersCount = 64;
  closePromptly(server);
  return app;
}

async function start(): Promise<void> {
  const settings = readConfig();
  const log = Log.create(settings.logLevel);
  // Before the database starts, which takes a while and has things of its own to say.
  await portMustBeFree(settings);
  const database = await openDatabase(settings, log);
  try {
    const config = { ...settings, databaseUrl: database.url };
    const app = await createApp(config, { log });
    let ending = false;
    const end = (signal: NodeJS.Signals) => {
      // Ctrl-C may arrive twice: from the terminal, and passed on by the launcher.
      if (ending) return;
      ending = true;
      log.info('stopping', { kind: signal });
      app.close().then(async () => database.close()).then(() => process.exit(0), (error: unknown) => {
        log.error('stop-failed', { error });
        process.exit(1);
      });
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    await app.listen(config.port, config.host);
    await invite(app, config);
    log.info('listening', { address: config.origin });
  } catch (error) {
    await database.close();
    throw isPortTaken(error) ? portTaken(settings) : error;
  }
}

/** Before the network exists, tells whoever reads this screen how to found it. Never a line of the log proper. */
async function invite(app: NestExpressApplication, config: Config): Promise<void> {
  if (config.setUpToken !== undefined || await app.get(NetworkService).find() !== undefined) return;
  process.stdout.write(`Found the network at ${config.origin}/set-up with this token, which counts once:\n${app.get(SetUpService).token}\n`);
}

const portTaken = ({ port }: Config) => new BadConfiguration([`PORT: ${port} is taken by another program`]);

function portMustBeFree(config: Config): Promise<void> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error) => { reject(isPortTaken(error) ? portTaken(config) : error); });
    probe.listen(config.port, config.host, () => { probe.close(() => { resolve(); }); });
  });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

if (import.meta.main) {
  try {
    await start();
  } catch (error) {
    const said = error instanceof BadConfiguration || error instanceof EmbeddedPostgresError ? error.message : `The service cannot start: ${error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : ''}` : 'unknown fault'}`;
    process.stderr.write(`${said}\n`);
    // Pools and timers of what did start would keep the process. 78 is what sysexits.h has for a configuration error: another start would end the same way.
    process.exit(error instanceof BadConfiguration ? 78 : 1);
  }
}
