/** Making a space: a group of this device alone, then one commit that adds everybody's devices, then its profile. */
import { contentKey, createGroup, encodeGroup, epochTag, firstLink, groupInfoOf, type SpacePolicy } from '@comity/e2ee';
import type { PractitionerId, SpaceId, Suite } from '@comity/contracts';
import { instant } from '../clock.js';
import { newId } from '../id.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { EpochKeys } from './epoch-keys.js';
import { EpochMarks } from './epoch-marks.js';
import { freshRecord, keys, type SpaceRecord } from './record.js';
import { seatsOf } from './seats.js';
import { Transcript } from './transcript.js';

/** `id`: where it was chosen before. */
export interface NewSpace { id?: SpaceId; kind: SpacePolicy['kind']; owners: PractitionerId[]; title: string | null; purpose: string | null; history: SpacePolicy['history']; retention: SpacePolicy['retention']; hold?: boolean; within?: SpaceId }

/** Makes the group and tells the service; answers the record of a space in which this device sits alone. */
export async function foundSpace(env: Surroundings, input: NewSpace, suite: Suite): Promise<SpaceRecord> {
  const { id = newId<SpaceId>() } = input;
  const policy: SpacePolicy = { v: 1, kind: input.kind, owners: input.owners, history: input.history, retention: input.retention, hold: input.hold ?? false, suite };
  const group = await createGroup({ space: id, policy, self: env.secrets.device });
  await env.link.ask('messaging:create', { space: id, kind: input.kind, suite, groupInfo: await groupInfoOf(group) });
  const now = instant(env.now());
  const record: SpaceRecord = { ...freshRecord({ id, kind: input.kind, suite, since: 1, joinedAt: 0, lastActivity: now }), founder: env.secrets.practitioner, epoch: 0, linkedFrom: 0, title: input.title, purpose: input.purpose, within: input.within ?? null };
  const batch = new Batch();
  const epochKeys = new EpochKeys(env.store, id);
  epochKeys.add({ epoch: 0, key: await contentKey(group), tag: epochTag(group) });
  epochKeys.flush(batch);
  const marks = new EpochMarks(env.store, id);
  marks.begin(0, 0, now, { seats: seatsOf(group), policy }, true);
  marks.flush(batch);
  const transcript = new Transcript(env.store, id, null, 0);
  transcript.anchor(0, firstLink());
  transcript.flush(batch);
  await batch.put(keys.group(id), encodeGroup(group)).putJson(keys.record(id), record).writeTo(env.store);
  return record;
}
