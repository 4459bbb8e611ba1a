import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** What `npm start` says of settings that it refuses before it installs, builds or starts anything. */
function refusal(settings: Record<string, string>): string {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'start'], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...settings } });
  expect(status).toBe(1);
  return stderr;
}

let directory: string;
beforeAll(() => { directory = mkdtempSync(path.join(tmpdir(), 'comity-settings-')); });
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

describe('the settings of npm start', () => {
  it.each(['abc', '0', '65536', '-1', '80 '])('refuses PORT=%j and names the rule', (value) => {
    expect(refusal({ PORT: value, DATA_DIR: directory })).toMatch(/^ {2}PORT must be a whole number from 1 to 65535$/m);
  });

  it.each(['mysql://user:secret@host/name', 'nonsense', 'postgresql://host'])('refuses DATABASE_URL=%j without repeating it', (value) => {
    const said = refusal({ DATABASE_URL: value, DATA_DIR: directory });
    expect(said).toMatch(/^ {2}DATABASE_URL must be an address like /m);
    expect(said).not.toContain('secret');
  });

  it('refuses a DATA_DIR that is a file, cannot be made, or is the repository itself', () => {
    const file = path.join(directory, 'file');
    writeFileSync(file, '');
    expect(refusal({ DATA_DIR: file })).toMatch(/^ {2}DATA_DIR must be a directory$/m);
    expect(refusal({ DATA_DIR: '/proc/nowhere' })).toMatch(/^ {2}DATA_DIR must be a directory that can be written to/m);
    expect(refusal({ DATA_DIR: root })).toMatch(/^ {2}DATA_DIR must be a directory for the data alone$/m);
  });

  it('refuses a DEMO that is neither on nor off, and any demo in production', () => {
    expect(refusal({ DEMO: 'maybe', DATA_DIR: directory })).toMatch(/^ {2}DEMO must be on or off$/m);
    expect(refusal({ DEMO: 'on', NODE_ENV: 'production', DATA_DIR: directory })).toMatch(/^ {2}DEMO must be off when NODE_ENV is production$/m);
  });

  it('refuses production without an ORIGIN, and an ORIGIN that is more or less than one', () => {
    expect(refusal({ NODE_ENV: 'production', DATA_DIR: directory })).toMatch(/^ {2}ORIGIN is required when NODE_ENV is production/m);
    for (const value of ['comity.example', 'ftp://comity.example', 'https://comity.example/app']) expect(refusal({ ORIGIN: value, DATA_DIR: directory })).toMatch(/^ {2}ORIGIN must be an origin/m);
  });

  it('names every wrong setting at once', () => {
    const said = refusal({ PORT: 'x', DEMO: 'x', DATABASE_URL: 'x', DATA_DIR: directory });
    for (const name of ['PORT', 'DEMO', 'DATABASE_URL']) expect(said).toContain(`  ${name} `);
  });
});
