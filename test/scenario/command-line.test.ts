import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import { plain, type EvidenceResult } from '@comity/sdk';
import { passphrase, People, texts, type Person } from './people.js';

const program = path.resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
const run = promisify(execFile);

// Runs the built program: the test command builds it first.
describe('the command line', () => {
  let people: People;
  let grace: Person;
  let hugo: Person;
  let space: SpaceId;
  let folder: string;
  const environment = () => ({ ...process.env, COMITY_ORIGIN: people.service.url, COMITY_STORE: folder, COMITY_PASSPHRASE: passphrase });
  const comity = async (...args: string[]): Promise<unknown> => JSON.parse((await run(process.execPath, [program, ...args, '--json'], { env: environment() })).stdout) as unknown;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-cli-'));
    people = await People.gather();
    await people.admit('Financial Intelligence Unit', 'GH');
    grace = await people.enrol('Grace Mensah', 'Financial Intelligence Unit', people.officers[0], 'focal-point');
    hugo = await people.enrol('Hugo Addo', 'Financial Intelligence Unit', grace);
    space = await grace.client.createChannel({ title: 'Tracing', purpose: null, members: [hugo.id] });
    await grace.client.send(space, plain('first'));
    await people.settled(grace, hugo);
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('signs in as a device of its own and reads the past', async () => {
    const code = hugo.codes.next();
    const { stdout } = await run(process.execPath, [program, 'sign-in', '--login', hugo.login, '--device', 'Terminal', '--json'], { env: { ...environment(), COMITY_CODE: code } });
    expect(JSON.parse(stdout)).toMatchObject({ phase: 'ready', practitioner: hugo.id });
    expect(await comity('spaces')).toMatchObject([{ id: space, title: 'Tracing' }]);
    expect(await comity('devices')).toHaveLength(2);
    const entries = await comity('read', 'Tracing') as { type: string; text?: string }[];
    expect(entries.filter(({ type }) => type === 'message').map(({ text }) => text)).toEqual(['first']);
  });

  it('sends', async () => {
    const sent = await comity('send', space.slice(0, 8), 'from', 'a', 'terminal', '--handling', 'H2') as { space: SpaceId; delivery: string };
    expect(sent.space).toBe(space);
    expect(['stored', 'delivered']).toContain(sent.delivery);
    await people.settled(grace, hugo);
    expect(await texts(grace.client, space)).toEqual(['first', 'from a terminal']);
  });

  it('ends in peace when whoever reads along has seen enough', async () => {
    const child = spawn(process.execPath, [program, 'help'], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.stdout.destroy();
    const [code] = await once(child, 'close') as [number | null];
    expect([code, said]).toEqual([0, '']);
  });

  it('says in sentences what went wrong', async () => {
    const failed = async (...args: string[]) => run(process.execPath, [program, ...args], { env: environment() }).then(() => '', (error: { stderr: string }) => error.stderr);
    expect(await failed('send', space, '  ')).toMatch(/^[A-Z].+\.\n$/);
    expect(await failed('whoami', '--origin', 'http://127.0.0.1:1')).toBe('The service cannot be reached. Check --origin and the connection; nothing here was lost.\n');
  });

  it('shows what comes', async () => {
    const tail = spawn(process.execPath, [program, 'tail', '--json'], { env: environment() });
    const lines = createInterface({ input: tail.stdout })[Symbol.asyncIterator]();
    // It says nothing before something comes, so something comes until it says something.
    const first = lines.next();
    let shown = false;
    void first.then(() => { shown = true; });
    while (!shown) {
      await grace.client.send(space, plain('are you there?'));
      await people.settled(grace, hugo);
    }
    expect(JSON.parse(String((await first).value))).toMatchObject({ space, type: 'message', text: 'are you there?' });
    const ended = new Promise((resolve) => { tail.once('exit', resolve); });
    tail.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('replies in a topic, raises an alert, and tells of acts in words', async () => {
    const topic = await grace.client.createTopic(space, 'Hearings');
    await grace.client.send(space, plain('on Monday?', 'none', { topic }));
    await people.settled(grace, hugo);
    const asked = (await grace.client.timeline(space, -1, 1)).entries[0]!;
    const sent = await comity('send', space, 'everybody', 'come', '--topic', 'hearings', '--reply', String(asked.seq), '--alert') as { id: ItemId; seq: number };
    await people.settled(grace, hugo);
    expect((await grace.client.timeline(space, -1, 1)).entries[0]).toMatchObject({ id: sent.id, topic, reply: { text: 'on Monday?' }, alert: { outstanding: [grace.id] } });
    await expect(comity('send', space, 'lost', '--topic', 'nowhere')).rejects.toMatchObject({ code: 2 });
    const tail = spawn(process.execPath, [program, 'tail'], { env: environment() });
    const lines = createInterface({ input: tail.stdout })[Symbol.asyncIterator]();
    const first = lines.next();
    let shown = false;
    void first.then(() => { shown = true; });
    for (let set = true; !shown; set = !set) {
      await grace.client.react(space, { id: sent.id, seq: sent.seq }, '👍', set);
      await people.settled(grace, hugo);
    }
    expect(String((await first).value)).toMatch(/^Grace \S+ (reacted 👍 to|took back 👍 from) “everybody come”$/);
    const ended = new Promise((resolve) => { tail.once('exit', resolve); });
    tail.kill('SIGINT');
    await ended;
  });

  it('writes an evidence bundle, never over a file, and checks it', async () => {
    const bundle = path.join(folder, 'tracing.comity');
    const { network: { pin } } = await comity('status') as { network: { pin: string } };
    expect(await comity('export-evidence', 'Tracing', bundle, '--words', 'all')).toMatchObject({ space, file: bundle, words: 'all' });
    const { ok, report } = await comity('verify', bundle, '--root', pin) as EvidenceResult & { ok: true };
    expect([ok, report.madeBy, report.expected]).toEqual([true, hugo.id, true]);
    expect(report.entries.flatMap((entry) => (entry.type === 'item' && entry.content?.type === 'text' ? [entry.content.text] : [])).slice(0, 2)).toEqual(['first', 'from a terminal']);
    await expect(comity('export-evidence', 'Tracing', bundle)).rejects.toMatchObject({ code: 2 });
    await expect(comity('export-evidence', 'Tracing', `${bundle}.other`, '--words', 'some')).rejects.toMatchObject({ code: 2 });
    await writeFile(bundle, (await readFile(bundle)).subarray(0, 5_000));
    await expect(comity('verify', bundle)).rejects.toMatchObject({ code: 1, stdout: '{"ok":false,"fault":{"part":"file","at":null,"rule":"not-json"}}\n' });
    await expect(comity('verify', path.join(folder, 'nothing'))).rejects.toMatchObject({ code: 2 });
  });

  it('sends files and fetches them, also when a first run was interrupted', async () => {
    const files = await mkdtemp(path.join(tmpdir(), 'comity-cli-files-'));
    const [from, to] = [path.join(files, 'evidence.bin'), path.join(files, 'fetched.bin')];
    await writeFile(from, randomBytes(40 * 1_048_576 + 3));
    try {
      const first = spawn(process.execPath, [program, 'send-file', 'Tracing', from, '--text', 'the ledger'], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
      // Killed once some of it is through; the next run finds what the first began.
      for await (const line of createInterface({ input: first.stderr })) if (/: [1-9]\d? %/.test(line)) break;
      const gone = new Promise((resolve) => { first.once('exit', resolve); });
      first.kill('SIGKILL');
      await gone;
      const sent = await comity('send-file', 'Tracing', from, '--text', 'the ledger') as { files: { id: string; name: string; size: number }[] };
      expect(sent.files).toMatchObject([{ name: 'evidence.bin', size: 40 * 1_048_576 + 3 }]);
      await people.settled(grace, hugo);
      expect((await texts(grace.client, space)).filter((text) => text === 'the ledger')).toHaveLength(1);
      expect(await comity('get-file', 'Tracing', 'evidence.bin', '--to', to)).toMatchObject({ name: 'evidence.bin' });
      expect((await readFile(to)).equals(await readFile(from))).toBe(true);
      await expect(comity('get-file', 'Tracing', 'evidence.bin', '--to', to)).rejects.toMatchObject({ code: 2 });
      await expect(comity('send-file', 'Tracing', path.join(files, 'nothing'))).rejects.toMatchObject({ code: 2 });
    } finally {
      await rm(files, { recursive: true });
    }
  });

  describe('links a device', () => {
    /** A program that asks: each of its results is a line, and each answer of the person's one to it. */
    const asking = (at: string, ...args: string[]) => {
      const child = spawn(process.execPath, [program, ...args, '--json'], { env: { ...environment(), COMITY_STORE: at, ...(args[0] === 'sign-in' ? { COMITY_CODE: hugo.codes.next() } : {}) } });
      const results = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
      return {
        next: async () => JSON.parse(String((await results.next()).value)) as { words: number[] } & Record<string, unknown>,
        questions: async (text: string) => { while (!said.includes(text)) await once(child.stderr, 'data'); },
        answer: (text: string) => { child.stdin.write(`${text}\n`); },
        ended: once(child, 'close').then(([code]) => code as number),
      };
    };
    let other: string;
    beforeAll(async () => { other = await mkdtemp(path.join(tmpdir(), 'comity-cli-other-')); });
    afterAll(() => rm(other, { recursive: true }));

    it('whose words are the same, and not one whose words the person finds others', async () => {
      for (const answer of ['no', 'yes']) {
        const fresh = asking(other, 'sign-in', '--login', hugo.login, '--device', 'Laptop', '--link');
        await fresh.questions('comity link');
        const inUse = asking(folder, 'link');
        await inUse.questions('“Laptop”');
        inUse.answer('yes');
        const [here, there] = await Promise.all([inUse.next(), fresh.next()]);
        expect(here.words).toHaveLength(7);
        expect(there.words).toEqual(here.words);
        fresh.answer('yes');
        inUse.answer(answer);
        expect(await Promise.all([fresh.ended, inUse.ended])).toEqual(answer === 'yes' ? [0, 0] : [1, 2]);
        if (answer === 'yes') expect([await fresh.next(), await inUse.next()]).toMatchObject([{ phase: 'ready', practitioner: hugo.id }, { linked: 'Laptop' }]);
      }
      expect(await comity('devices')).toContainEqual(expect.objectContaining({ name: 'Laptop', current: true }));
    });

    it('that the person knows nothing of: it is told that it is over', async () => {
      const third = await mkdtemp(path.join(tmpdir(), 'comity-cli-third-'));
      const fresh = asking(third, 'sign-in', '--login', hugo.login, '--device', 'Unknown', '--link');
      await fresh.questions('comity link');
      const inUse = asking(folder, 'link');
      await inUse.questions('“Unknown”');
      inUse.answer('no');
      expect(await Promise.all([fresh.ended, inUse.ended])).toEqual([1, 2]);
      await fresh.questions('is over');
      await rm(third, { recursive: true });
    });
  });

  it('opens nothing while locked', async () => {
    await comity('lock');
    await expect(comity('spaces')).rejects.toMatchObject({ code: 2 });
    expect(await comity('unlock')).toMatchObject({ phase: 'ready' });
    expect(await comity('spaces')).toHaveLength(1);
  });

  it('forgets when asked to', async () => {
    await comity('sign-out', '--forget');
    expect(await comity('whoami')).toEqual({ phase: 'signed-out' });
  });
});
