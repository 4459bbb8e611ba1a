/**
 * WebAuthn challenges: each is given to one attempt or session, for a few minutes, and counts once, whatever comes of it
 * (ASVS 6.7.2). The table keeps hashes only.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Clock } from '../../clock.js';
import { POOL } from '../../database/pool.js';
import { run } from '../../database/run.js';

export type Purpose = 'sign-in' | 'step-up' | 'registration';

const lifetime = 300_000;
const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

@Injectable()
export class CeremonyService {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  /** A new challenge, base64url. `boundTo` is a secret of the attempt, or the id of a session. */
  async issue(purpose: Purpose, boundTo: string): Promise<string> {
    const now = this.clock.now(), challenge = randomBytes(32).toString('base64url');
    await run(this.pool, 'delete from passkey_ceremony where expires_at <= ?', [now]);
    await run(this.pool, 'insert into passkey_ceremony (challenge_hash, purpose, bound_to, expires_at) values (?, ?, ?, ?)', [hash(challenge), purpose, hash(boundTo), new Date(now.getTime() + lifetime)]);
    return challenge;
  }

  /** Uses a challenge up; false if it was never issued for this, is over, or was used before. */
  async consume(purpose: Purpose, boundTo: string, challenge: string): Promise<boolean> {
    const [used] = await run<{ fits: boolean }>(this.pool, 'delete from passkey_ceremony where challenge_hash = ? returning (purpose = ? and bound_to = ? and expires_at > ?) as fits', [hash(challenge), purpose, hash(boundTo), this.clock.now()]);
    return used?.fits ?? false;
  }
}
