import { describe, expect, it } from '@jest/globals';
import { Log, NestLog } from './log.js';

function recorded(write: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(Log.create('debug', { write: (line: string) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('writes the fields it knows and drops every other', () => {
    const [record] = recorded((log) => log.info('request', { reference: 'r', status: 200, body: 'canary', token: 'canary' } as never));
    expect(record).toEqual({ level: 'info', time: expect.any(String), event: 'request', reference: 'r', status: 200 });
  });

  it('says of an error its class, code and frames, never its message', () => {
    const [record] = recorded((log) => log.error('request-failed', { error: Object.assign(new Error('Key (login)=(canary) already exists\n    canary'), { code: '23505', detail: 'canary' }) }));
    expect(record?.['error']).toMatchObject({ name: 'Error', code: '23505' });
    expect(JSON.stringify(record)).not.toContain('canary');
  });

  it('keeps the framework\'s words to itself', () => {
    const records = recorded((log) => {
      const nest = new NestLog(log);
      nest.warn('canary', 'Router');
      nest.error(new Error('canary'), 'stack', 'Injector');
      nest.log();
    });
    expect(records.map(({ level, context }) => [level, context])).toEqual([['warn', 'Router'], ['error', 'Injector']]);
    expect(JSON.stringify(records)).not.toContain('canary');
  });

  it('survives what is no error', () => {
    expect(recorded((log) => log.error('x', { error: 'canary' }))[0]?.['error']).toEqual({ name: 'string', frames: [] });
  });
});
