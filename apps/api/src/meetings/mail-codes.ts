/** Nobody's mailbox is filled from here: so many codes a day for each person, also where they delete the address in between, whichever process is asked. */
import type { PractitionerId } from '@comity/contracts';
import { run, type Transaction } from '../database/run.js';

const most = 5, day = 86_400_000;

/** Answers 0, or after how many seconds there is another one. */
export async function takeCode(transaction: Transaction, practitioner: PractitionerId, now: Date): Promise<number> {
  const since = new Date(now.getTime() - day);
  const taken = await run(transaction, `insert into meeting_mail_codes as c (practitioner, sent_at) values (?, array[?::timestamptz]) on conflict (practitioner)
    do update set sent_at = array(select at from unnest(c.sent_at) at where at > ?) || excluded.sent_at where (select count(*) from unnest(c.sent_at) at where at > ?) < ${most} returning practitioner`, [practitioner, now, since, since]);
  if (taken.length > 0) return 0;
  const [next] = await run<{ wait: number }>(transaction, 'select ceil(extract(epoch from min(at) - ?::timestamptz))::integer as wait from meeting_mail_codes, unnest(sent_at) at where practitioner = ? and at > ?', [since, practitioner, since]);
  return Math.max(1, next?.wait ?? 0);
}

export async function forgetCodes(transaction: Transaction, now: Date): Promise<void> {
  await run(transaction, 'delete from meeting_mail_codes where sent_at[cardinality(sent_at)] <= ?', [new Date(now.getTime() - day)]);
}
