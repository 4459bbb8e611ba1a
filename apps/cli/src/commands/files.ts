/** Files: sent with a message, fetched to a path; both go on where an earlier run was interrupted. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { plain, type Comity, type FileView, type TimelineEntry, type TransferView } from '@comity/sdk';
import { findSpace, ready, type Desk } from '../desk.js';
import type { Output } from '../output.js';
import { Misuse } from '../settings.js';
import { handlingOf } from './messages.js';

type Message = Extract<TimelineEntry, { type: 'message' }>;

export async function sendFile(desk: Desk): Promise<void> {
  await look(desk);
  const { client, output, settings } = desk;
  const [wanted, ...paths] = settings.rest;
  const space = await findSpace(desk, wanted);
  if (paths.length === 0) throw new Misuse('Name the files to send.');
  for (const each of paths) if (!existsSync(each)) throw new Misuse(`There is no file ${each}.`);
  const names = paths.map((each) => path.basename(each));
  const waiting = await messages(client, space.id).then((all) => all.find((message) => message.seq === null && message.delivery === 'queued' && sameNames(message.files, names)));
  const id = waiting?.id ?? await begin(desk, space.id, paths);
  for (const transfer of await client.transfers()) if (transfer.direction === 'up' && transfer.state !== 'running') await client.resumeTransfer(transfer.id);
  await follow(client, output, (transfers) => transfers.filter(({ direction, space: of }) => direction === 'up' && of === space.id));
  await client.settled();
  const sent = (await messages(client, space.id)).find((message) => message.id === id);
  if (sent === undefined || sent.seq === null) throw new Misuse(`Not sent: ${sent?.refusal?.code ?? 'the service holds it not yet'}`);
  output.show({ space: space.id, id, seq: sent.seq, files: sent.files.map(({ id: file, name, size }) => ({ id: file, name, size })) }, [`stored at ${sent.seq}`, ...sent.files.map((file) => `${file.id}  ${file.name}`)]);
}

export async function getFile(desk: Desk): Promise<void> {
  await look(desk);
  const { client, output, settings } = desk;
  const [wanted, named] = settings.rest;
  const space = await findSpace(desk, wanted);
  const found = (await messages(client, space.id)).reverse().flatMap((message) => message.files.map((file) => ({ message, file }))).find(({ file }) => file.id === named || file.name === named);
  if (found === undefined || found.message.seq === null) throw new Misuse('There is no such file.');
  const { file, message: { id, seq } } = found;
  const to = path.resolve(settings.options.to ?? file.name);
  const waiting = (await client.transfers()).find((transfer) => transfer.direction === 'down' && transfer.file === file.id && transfer.state !== 'done');
  if (waiting === undefined && existsSync(to)) throw new Misuse(`${to} is there already.`);
  const transfer = waiting?.id ?? await client.download(space.id, { id, seq }, file.id, to);
  if (waiting !== undefined && waiting.state !== 'running') await client.resumeTransfer(transfer);
  const ended = await follow(client, output, (transfers) => transfers.filter((each) => each.id === transfer));
  await client.cancelTransfer(transfer);
  output.show({ file: file.id, name: file.name, size: file.size }, [`${file.name}, ${ended[0]?.size ?? file.size} bytes`]);
}

/** Reads everything, unless an earlier run's transfer goes on meanwhile: that one is to be watched, not waited for. */
async function look(desk: Desk): Promise<void> {
  await ready(desk, false);
  if (!(await desk.client.transfers()).some(({ state }) => state === 'running' || state === 'waiting')) await desk.client.settled();
}

async function begin({ client, settings }: Desk, space: Parameters<Comity['send']>[0], paths: readonly string[]) {
  const files = [];
  for (const each of paths) files.push(await client.upload(space, { path: each }));
  return client.send(space, plain(settings.options.text ?? '', handlingOf(settings.options.handling), { files }));
}

const messages = async (client: Comity, space: Parameters<Comity['timeline']>[0]): Promise<Message[]> =>
  (await client.timeline(space, 0, Number.MAX_SAFE_INTEGER)).entries.filter((entry): entry is Message => entry.type === 'message');

const sameNames = (files: readonly FileView[], names: readonly string[]): boolean => files.length === names.length && files.every(({ name }) => names.includes(name));

/** Tells how far transfers are, until none of them runs any more; what stops one is thrown. */
function follow(client: Comity, output: Output, of: (transfers: TransferView[]) => TransferView[]): Promise<TransferView[]> {
  return new Promise((resolve, reject) => {
    let said = '';
    let asking = Promise.resolve();
    const look = () => {
      asking = asking.then(async () => {
        const mine = of(await client.transfers());
        const line = mine.filter(({ state }) => state === 'running' || state === 'waiting').map(lineOf).join('; ');
        if (line !== said) output.progress(said = line);
        const failed = mine.find(({ state }) => state === 'failed');
        if (failed !== undefined) throw new Misuse(`${failed.name}: ${reasonOf(failed)}`);
        if (mine.some(({ state }) => state === 'running' || state === 'waiting')) return;
        stop();
        resolve(mine);
      }).catch((error: unknown) => {
        stop();
        reject(error as Error);
      });
    };
    const stop = client.on((event) => { if (event.type === 'transfers') look(); });
    look();
  });
}

const lineOf = ({ name, done, size, bytesPerSecond, secondsLeft }: TransferView): string =>
  `${name}: ${size === 0 ? 100 : Math.floor((done * 100) / size)} %${bytesPerSecond === null ? '' : `, ${(bytesPerSecond / 1e6).toFixed(1)} MB/s`}${secondsLeft === null ? '' : `, ${secondsLeft} s left`}`;

function reasonOf({ failure }: TransferView): string {
  if (failure?.kind === 'file') return failure.chunk === null ? failure.file : `chunk ${failure.chunk} is ${failure.file}`;
  return failure?.kind === 'problem' ? failure.problem.code : failure?.kind ?? 'failed';
}
