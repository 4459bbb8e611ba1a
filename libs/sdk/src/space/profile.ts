/** The profile of a space, with which its sender states the transcript's link to those who joined, and which names the space and its topics. */
import type { Closing } from '@comity/e2ee';
import { instant } from '../clock.js';
import type { Surroundings } from '../surroundings.js';
import type { Ground } from './ground.js';
import type { Outbox } from './outbox.js';

export async function stateProfile({ record, outbox, retention }: Pick<Ground, 'record' | 'retention'> & { outbox: Outbox }, env: Pick<Surroundings, 'now'>, change: { title?: string; closing?: Closing } = {}): Promise<void> {
  const { purpose, topics, within } = record;
  const { title = record.title ?? record.kind, closing = outbox.closing ?? record.closing } = change;
  const living = await Promise.all(topics.map((topic) => retention.lives(topic)));
  const newest = topics.filter((_, i) => living[i]).sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1)).map(({ id, seq, title: name }) => ({ on: { id, seq }, title: name }));
  await outbox.add({ kind: 'profile', handling: 'none', content: { v: 1, title, purpose, sentAt: instant(env.now()), topics: newest, ...(within && { within }), ...(closing && { closing }) } });
}
