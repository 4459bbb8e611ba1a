/** The client of the command line on its store, and what every command needs of it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createComity, type Comity, type Phase, type SpaceView } from '@comity/sdk';
import { FileStore } from './file-store.js';
import { NodeFiles } from './files.js';
import type { Output } from './output.js';
import { Misuse, type Settings } from './settings.js';

export interface Desk { client: Comity; output: Output; settings: Settings }

export interface OpenDesk { client: Comity; close(): Promise<void> }

/** A client on the store and the session that a folder keeps. Throws `StoreInUse` while another process has it open. */
export async function openDesk(folder: string, origin: string): Promise<OpenDesk> {
  const store = await FileStore.open(path.join(folder, 'store'));
  const cookieFile = path.join(folder, 'session');
  const client = createComity({
    origin, store, now: () => new Date(), files: new NodeFiles(store),
    cookies: { get: () => readText(cookieFile), set: (value) => { if (value === undefined) rmSync(cookieFile, { force: true }); else writeFileSync(cookieFile, value, { mode: 0o600 }); } },
  });
  return { client, close: async () => { await client.close(); await store.close(); } };
}

/** Runs a command with a client, and leaves the store in order however it ends. */
export async function atDesk(settings: Settings, output: Output, work: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await openDesk(settings.folder, settings.origin);
  const { client } = desk;
  try {
    // The command line has no use for a queue that nobody drains: without the service it says so and ends.
    await client.status();
    await work({ client, output, settings });
  } finally {
    await desk.close();
  }
}

/** Where the client stands once it has looked around. */
export function phaseOf(client: Comity): Promise<Phase> {
  return new Promise((resolve) => {
    const stop = client.on((event) => { if (event.type === 'phase') look(); });
    const look = () => {
      if (client.phase().phase === 'starting') return;
      stop();
      resolve(client.phase());
    };
    look();
  });
}

/** A ready client with everything read (`settle`: and sent); says what to do first otherwise. */
export async function ready({ client }: Desk, settle = true): Promise<void> {
  const { phase } = await phaseOf(client);
  if (phase === 'locked') throw new Misuse('The account is locked: unlock it first.');
  if (phase !== 'ready') throw new Misuse('Sign in first: comity sign-in --login NAME');
  if (settle) await client.settled();
}

/** A space by the beginning of its id, its title, or the name of the other person. */
export async function findSpace({ client }: Desk, wanted: string | undefined): Promise<SpaceView> {
  if (wanted === undefined) throw new Misuse('Name a space: its id, the beginning of it, or its title.');
  const people = new Map((await client.people()).map((person) => [person.id, person.name]));
  const fits = (space: SpaceView) => space.id.startsWith(wanted) || space.title?.toLowerCase() === wanted.toLowerCase() || (space.other !== null && people.get(space.other)?.toLowerCase() === wanted.toLowerCase());
  const found = (await client.spaces()).filter(fits);
  if (found.length !== 1 || found[0] === undefined) throw new Misuse(found.length === 0 ? 'There is no such space.' : 'Several spaces fit: give more of the id.');
  return found[0];
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
