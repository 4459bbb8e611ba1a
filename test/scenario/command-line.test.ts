import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
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
