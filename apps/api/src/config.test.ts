import { describe, expect, it } from '@jest/globals';
import { BadConfiguration, readConfig } from './config.js';

const good = { NODE_ENV: 'test', DATABASE_URL: 'postgres://localhost/comity' };
const faultOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return error instanceof BadConfiguration ? error.message : 'another error';
  }
};

describe('configuration', () => {
  it('has defaults for everything but what only the operator can know', () => {
    expect(readConfig(good)).toMatchObject({ port: 3000, host: '127.0.0.1', origin: 'http://localhost:3000', allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'], demo: false, session: { idle: 1800, absolute: 43_200, fresh: 900 } });
  });

  it.each([
    ['PORT', 'eighty'], ['PORT', '70000'], ['DATABASE_URL', 'mysql://canary'], ['ORIGIN', 'ftp://canary'], ['ORIGIN', 'https://host/canary'], ['DEMO', 'canary'], ['NODE_ENV', 'canary'], ['SESSION_IDLE_SECONDS', '0'],
    ['SESSION_FRESH_SECONDS', 'canary'], ['LOG_LEVEL', 'canary'], ['SECRET_KEY', 'canary'], ['SET_UP_TOKEN', 'canary'], ['TRUST_PROXY', 'canary!'],
    ['FILES_STORE', 'canary'], ['FILES_LARGEST_BYTES', '99999999999999'], ['FILES_PRACTITIONER_BYTES', 'canary'], ['FILES_SPACE_BYTES', '-1'], ['FILES_TOTAL_BYTES', '0'], ['S3_ENDPOINT', 'canary'], ['S3_BUCKET', 'Canary_'], ['S3_REGION', 'canary!'],
    ['SMTP_URL', 'https://canary'], ['SMTP_URL', 'smtp://host/canary'], ['SMTP_URL', 'smtp://host?canary=1'], ['SMTP_URL', 'smtp://canary%zz@host'], ['MAIL_FROM', 'canary'], ['MAIL_FROM', 'a@b.example\nBcc: canary@b.example'],
  ])('stops the start over a bad %s, naming the variable and not its value', (name, value) => {
    const fault = faultOf({ ...good, [name]: value });
    expect(fault).toContain(name);
    expect(fault).not.toContain('canary');
  });

  it('refuses demo mode and a guessed origin in production', () => {
    const production = { ...good, NODE_ENV: 'production', ORIGIN: 'https://comity.example' };
    expect(faultOf({ ...production, DEMO: 'on' })).toContain('DEMO');
    expect(faultOf({ ...good, NODE_ENV: 'production' })).toContain('ORIGIN');
    expect(readConfig(production).allowedOrigins).toEqual(['https://comity.example']);
  });

  it('asks for everything an object store needs, and for an encrypted way there in production', () => {
    const store = { S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'comity', S3_ACCESS_KEY_ID: 'canary-id', S3_SECRET_ACCESS_KEY: 'canary-secret' };
    for (const name of Object.keys(store)) expect(faultOf({ ...good, ...store, FILES_STORE: 's3', [name]: '' })).toBe(`Bad configuration: ${name} is required when FILES_STORE is s3`);
    expect(readConfig({ ...good, ...store, FILES_STORE: 's3' }).files.s3).toEqual({ endpoint: 'https://s3.example', region: 'us-east-1', bucket: 'comity', accessKeyId: 'canary-id', secretAccessKey: 'canary-secret' });
    expect(readConfig({ ...good, ...store }).files.s3).toBeUndefined();
    expect(faultOf({ ...good, ...store, FILES_STORE: 's3', NODE_ENV: 'production', ORIGIN: 'https://comity.example', S3_ENDPOINT: 'http://s3.example' })).toContain('S3_ENDPOINT');
  });

  it('sends mail over an encrypted way, unless the server is on this machine, and from an address', () => {
    const mail = (SMTP_URL: string) => readConfig({ ...good, SMTP_URL, MAIL_FROM: 'meetings@comity.example' }).mail;
    const from = 'meetings@comity.example';
    expect(readConfig(good).mail).toBeUndefined();
    expect(mail('smtp://me:p%40ss@mail.example')).toEqual({ host: 'mail.example', port: 587, tls: 'start', user: 'me', password: 'p@ss', from });
    expect(mail('smtps://mail.example/')).toEqual({ host: 'mail.example', port: 465, tls: 'first', user: '', password: '', from });
    expect([mail('smtp://localhost:25')?.tls, mail('smtp://[::1]:25')?.host, mail('smtp://localhost.example')?.tls]).toEqual(['none', '::1', 'start']);
    expect([faultOf({ ...good, SMTP_URL: 'smtp://mail.example' }), faultOf({ ...good, MAIL_FROM: from })]).toEqual(Array(2).fill('Bad configuration: SMTP_URL and MAIL_FROM are given both or neither'));
  });

  it('takes an empty variable as unset and ignores those of others', () => {
    expect(readConfig({ ...good, PORT: '', PATH: '/bin' }).port).toBe(3000);
  });

  it('refuses an idle time longer than the session', () => {
    expect(faultOf({ ...good, SESSION_IDLE_SECONDS: '100', SESSION_ABSOLUTE_SECONDS: '50' })).toContain('SESSION_IDLE_SECONDS');
  });
});
