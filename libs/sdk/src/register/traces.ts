/** What is kept of a case file itself, as its log has it, with what waits in the outbox at the end. What is not of its one encoding has no effect. */
import type { DeviceId, Instant, ItemId, PractitionerId } from '@comity/contracts';
import { readTrace, type TraceContent } from '@comity/e2ee';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';

export interface Trace { id: ItemId; seq: number | null; by: PractitionerId; device: DeviceId; at: Instant; content: TraceContent }

/** `scope`: all of it, or only what was announced. */
export async function tracesOf(space: Space, env: Pick<Surroundings, 'secrets' | 'device'>, scope: 'traces' | 'announced' = 'traces'): Promise<Trace[]> {
  // Looked at first: what comes into the log meanwhile is then there twice, and counts once.
  const queued = space.outbox.traces();
  const view = space.history.scope(scope);
  const traces: Trace[] = [];
  for (const entry of await space.history.at(await view.read(0, view.total))) {
    const content = entry.type === 'trace' ? readTrace(entry.content) : undefined;
    if (entry.type === 'trace' && content !== undefined) traces.push({ id: entry.id, seq: entry.seq, by: entry.by, device: entry.device, at: entry.at, content });
  }
  const known = new Set(traces.map(({ id }) => id));
  for (const { id, seq, content: item } of queued) {
    const content = known.has(id) ? undefined : readTrace(item);
    if (content !== undefined) traces.push({ id, seq, by: env.secrets.practitioner, device: env.device, at: content.sentAt, content });
  }
  return traces;
}
