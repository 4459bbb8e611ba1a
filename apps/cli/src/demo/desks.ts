/**
 * Keeps the first device of everybody in the demo online, as a colleague's desk is: it takes in what is written, brings the
 * keys to its person's vault, and says that it has received. So whoever signs in later, in a fresh browser, reads it all.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServiceStatus } from '@comity/contracts';
import { failureOf, type Comity, type Phase } from '@comity/sdk';
import { openDesk, type OpenDesk } from '../desk.js';
import { OneTimeCodes } from './one-time-codes.js';

type SignIn = NonNullable<ServiceStatus['demo']>[number];
export interface Desks { close(): Promise<void> }

export const deskOf = (folder: string, login: string): string => path.join(folder, login);

/** Opens every desk; they stay open until `close`. */
export async function keepDesks(input: { origin: string; signInsFile: string; desksFolder: string }): Promise<Desks> {
  const signIns = JSON.parse(await readFile(input.signInsFile, 'utf8')) as SignIn[];
  const desks: OpenDesk[] = [];
  for (const signIn of signIns) {
    const desk = await openDesk(deskOf(input.desksFolder, signIn.login), input.origin);
    desks.push(desk);
    attend(desk.client, signIn);
  }
  return { close: async () => { await Promise.all(desks.map((desk) => desk.close())); } };
}

/** Signs in again when the session ran out. A device that was ended is not replaced: somebody wanted it gone. */
function attend(client: Comity, { login, passphrase, totpSecret }: SignIn): void {
  const codes = new OneTimeCodes(totpSecret);
  const steps: Partial<Record<Phase['phase'], () => Promise<unknown>>> = {
    'signed-out': () => signIn(client, login, passphrase, codes),
    locked: () => client.unlock({ passphrase }),
    'vault-closed': () => client.close(),
  };
  let turn = Promise.resolve();
  const look = (): void => {
    turn = turn.then(async () => { await steps[client.phase().phase]?.(); }).catch((error: unknown) => {
      if (failureOf(error) === undefined) throw error;
    });
  };
  client.on((event) => { if (event.type === 'phase' || (event.type === 'connection' && event.online)) look(); });
  look();
}

/** Each code counts once, and a visitor may have used this half minute's. */
async function signIn(client: Comity, login: string, passphrase: string, codes: OneTimeCodes): Promise<void> {
  for (let tries = 3; ; tries -= 1) {
    try {
      await client.signInWithPassphrase(login, passphrase, await codes.next());
      return;
    } catch (error) {
      if (tries === 1 || failureOf(error)?.kind !== 'problem') throw error;
    }
  }
}
