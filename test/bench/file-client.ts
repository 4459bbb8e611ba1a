/** A client that sends one large file and fetches it again, watching its own memory and the service's. Takes one plan by IPC, answers one result. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Secret, TOTP } from 'otpauth';
import type { SpaceId } from '@comity/contracts';
import { plain, type Comity } from '@comity/sdk';
import { clientOf, passphrase, ready, until } from '../scenario/people.js';
import { vouch, type Founded } from '../support/community.js';
import { answerPlan } from './answer.js';
import { rssKiB } from './processes.js';

export interface FilePlan { url: string; link: string; founded: Founded; officerCookie: string; servicePid: number; bytes: number }
/** MiB before the transfer, at most during it, and at its end. */
export interface Memory { before: number; most: number; after: number }
export interface FileResult { same: boolean; up: { seconds: number; client: Memory; service: Memory }; down: { seconds: number; client: Memory; service: Memory } }

const mebibyte = 1_048_576;

async function measure(plan: FilePlan): Promise<FileResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  try {
    const from = path.join(folder, 'from'), to = path.join(folder, 'to');
    await fill(from, plan.bytes);
    const client = await enrolled(plan);
    const space = await client.createChannel({ title: 'Measured', purpose: null, members: [] });
    await client.settled();
    const up = await watched(plan.servicePid, () => send(client, space, from));
    const down = await watched(plan.servicePid, () => fetch(client, space, to));
    await client.close();
    return { same: await digest(from) === await digest(to), up, down };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function send(client: Comity, space: SpaceId, at: string): Promise<void> {
  const file = await client.upload(space, { path: at });
  await client.send(space, plain('', 'none', { files: [file] }));
  await client.settled();
}

async function fetch(client: Comity, space: SpaceId, to: string): Promise<void> {
  const { entries: [entry] } = await client.timeline(space, -1, 1);
  const file = entry?.type === 'message' ? entry.files[0] : undefined;
  if (entry?.type !== 'message' || file === undefined || entry.seq === null) throw new Error('the file was not sent');
  const transfer = await client.download(space, { id: entry.id, seq: entry.seq }, file.id, to);
  await until(client, async () => {
    const now = (await client.transfers()).find(({ id }) => id === transfer);
    if (now?.state === 'failed') throw new Error(`the download failed: ${JSON.stringify(now.failure)}`);
    return now?.state === 'done';
  });
}

async function watched(service: number, work: () => Promise<void>): Promise<{ seconds: number; client: Memory; service: Memory }> {
  const now = () => ({ client: rssKiB(process.pid) / 1_024, service: rssKiB(service) / 1_024 });
  const before = now(), most = { ...before };
  const timer = setInterval(() => {
    const { client, service: other } = now();
    most.client = Math.max(most.client, client);
    most.service = Math.max(most.service, other);
  }, 100);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(timer);
  const after = now();
  const memory = (who: 'client' | 'service'): Memory => ({ before: before[who], most: most[who], after: after[who] });
  return { seconds, client: memory('client'), service: memory('service') };
}

async function enrolled({ url, link, founded, officerCookie }: FilePlan): Promise<Comity> {
  const { client } = clientOf(url);
  const { secret } = await client.newTotp('carrier');
  await client.enrol({ link, name: 'Carrier', title: null, login: 'carrier', passphrase, totp: { secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, deviceName: 'Bench' });
  await vouch(url, founded, officerCookie);
  await ready(client);
  await client.settled();
  return client;
}

async function fill(at: string, bytes: number): Promise<void> {
  const file = await open(at, 'w');
  for (let done = 0; done < bytes; done += 8 * mebibyte) await file.write(randomBytes(Math.min(8 * mebibyte, bytes - done)));
  await file.close();
}

async function digest(at: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(at), hash);
  return hash.digest('hex');
}

answerPlan(measure);
