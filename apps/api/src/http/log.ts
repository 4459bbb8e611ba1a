/**
 * Structured logs: one JSON object a line, with allow-listed fields only. Never bodies, names, tokens, addresses of
 * requests with their parameters, or messages of errors (they quote values); an error gives its class, code and frames.
 */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';

export interface LogFields {
  reference?: string; method?: string; route?: string; status?: number; ms?: number; code?: string;
  practitioner?: string; device?: string; space?: string; session?: string; kind?: string; rule?: string;
  count?: number; position?: number; address?: string; context?: string; error?: unknown;
}
type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const allowed = new Set<keyof LogFields>(['reference', 'method', 'route', 'status', 'ms', 'code', 'practitioner', 'device', 'space', 'session', 'kind', 'rule', 'count', 'position', 'address', 'context']);

/** What may be said of an error: class, code, and where it was thrown. */
function describe(error: unknown): { name: string; code?: string; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)).slice(0, 12).map((row) => row.trim());
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, ...code, frames };
}

export class Log {
  private constructor(private readonly pino: Logger) {}

  /** `destination` lets tests read what would be written to standard output. */
  static create(level: string, destination?: DestinationStream): Log {
    const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label: string) => ({ level: label }) } };
    return new Log(destination ? pino(options, destination) : pino(options));
  }

  debug(event: string, fields?: LogFields): void { this.write('debug', event, fields); }
  info(event: string, fields?: LogFields): void { this.write('info', event, fields); }
  warn(event: string, fields?: LogFields): void { this.write('warn', event, fields); }
  error(event: string, fields?: LogFields): void { this.write('error', event, fields); }
  fatal(event: string, fields?: LogFields): void { this.write('fatal', event, fields); }

  private write(level: Level, event: string, fields: LogFields = {}): void {
    const record: Record<string, unknown> = { event };
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'error') record['error'] = describe(value);
      else if (allowed.has(name as keyof LogFields) && value !== undefined) record[name] = value;
    }
    this.pino[level](record);
  }
}

/** Nest passes the component's name last. */
const speaker = (rest: readonly unknown[]): LogFields => { const last = rest.at(-1); return typeof last === 'string' ? { context: last.slice(0, 60) } : {}; };

/** Nest's own words, reduced to the component that spoke: their text may quote what a client sent. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}
  log(): void { /* the start is reported by `listening` */ }
  debug(): void { /* not ours */ }
  verbose(): void { /* not ours */ }
  warn(_message: unknown, ...rest: unknown[]): void { this.out.warn('framework', speaker(rest)); }
  error(message: unknown, ...rest: unknown[]): void { this.out.error('framework', { ...speaker(rest), ...(message instanceof Error ? { error: message } : {}) }); }
  fatal(message: unknown, ...rest: unknown[]): void { this.error(message, ...rest); }
}
