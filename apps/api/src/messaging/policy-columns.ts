/** What the service goes by itself of a space's policy, read from the public group info whenever the policy changes. */
import type { PoolClient } from 'pg';
import { retentionHours } from '@comity/contracts';
import type { ParsedGroupInfo } from '@comity/e2ee/verify';

/** Runs in the transaction that stores the commit, under the space's lock: a hold counts from its commit on. */
export async function keepPolicy(client: PoolClient, { space, policy }: ParsedGroupInfo): Promise<void> {
  await client.query('update space set retention_hours = $2, hold = $3 where id = $1', [space, retentionHours(policy.retention), policy.hold]);
}
