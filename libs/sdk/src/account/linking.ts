/**
 * The steps by which a new device asks one in use to open the vault: one request at a time, of which the last one counts.
 * Trust: as `LinkAsker`; whether the words are the same is the person's to say.
 */
import { wipe } from '@comity/e2ee';
import type { Instant, Session } from '@comity/contracts';
import type { Phase } from '../api.js';
import { ComityFailure, isProblem } from '../failure.js';
import type { Rest } from '../transport/rest.js';
import { Part } from '../part.js';
import type { LinkAsker } from './device-link.js';

const linking = new Part(() => import('./device-link.js'));

/** The device that asks: signed in, and without keys. */
export interface Newcomer {
  readonly rest: Rest;
  readonly now: () => Date;
  /** The session of a person whose vault is closed here; throws where it is not. */
  session(): Session;
  /** Becomes a device of the person's with the vault key, if `wanted` still says so when it is this one's turn. */
  moveIn(vaultKey: Uint8Array, deviceName: string, wanted: () => boolean): Promise<Phase>;
  /** The sign-in is too old: the person signs in again. */
  leave(): Promise<void>;
}

export class Linking {
  private asker: LinkAsker | undefined;
  /** What was asked last; withdrawn while the service still takes the request in, it is over as soon as it stands. */
  private asking = 0;

  constructor(private readonly device: Newcomer) {}

  async request(deviceName: string): Promise<{ code: string; expiresAt: Instant }> {
    const { rest, now } = this.device;
    const session = this.device.session();
    this.asker?.forget();
    const asking = ++this.asking;
    try {
      const { LinkAsker: Asker } = await linking.get();
      const asker = await Asker.ask(rest, session, deviceName, now);
      if (asking !== this.asking) {
        await asker.end('withdrawn');
        throw over();
      }
      this.asker = asker;
      return { code: asker.code, expiresAt: asker.expiresAt };
    } catch (error) {
      // As for certifying it later: the person signs in again.
      if (isProblem(error, 'step-up-required')) await this.device.leave();
      throw error;
    }
  }

  async answered(): Promise<number[] | null> {
    const asker = this.need();
    const answered = await asker.answered();
    if ('words' in answered) return answered.words;
    await this.moveIn(asker, answered.vaultKey);
    return null;
  }

  async confirm(): Promise<Phase> {
    const asker = this.need();
    return this.moveIn(asker, await asker.given());
  }

  async withdraw(differs: boolean): Promise<void> {
    const { asker } = this;
    this.asking += 1;
    this.asker = undefined;
    await asker?.end(differs ? 'differs' : 'withdrawn');
  }

  forget(): void {
    this.asker?.forget();
    this.asker = undefined;
  }

  private need(): LinkAsker {
    if (this.asker === undefined) throw over();
    return this.asker;
  }

  private async moveIn(asker: LinkAsker, vaultKey: Uint8Array): Promise<Phase> {
    let because: 'done' | 'withdrawn' = 'withdrawn';
    try {
      const phase = await this.device.moveIn(vaultKey, asker.deviceName, () => this.asker === asker);
      because = 'done';
      return phase;
    } finally {
      wipe(vaultKey);
      await asker.end(because);
    }
  }
}

const over = () => new ComityFailure({ kind: 'link-ended' });
