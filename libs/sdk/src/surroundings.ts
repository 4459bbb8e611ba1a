/** What every part of a signed-in client shares. */
import type { DeviceId, NetworkId, PractitionerId, SpaceId, StatementId } from '@comity/contracts';
import type { DeviceKeys } from '@comity/e2ee';
import type { Alarms } from './alarms.js';
import type { ComityEvent, SpaceSettings } from './api.js';
import type { Directory } from './directory/directory.js';
import type { SealedStore } from './store/sealed.js';
import type { News } from './space/news.js';
import type { Link } from './transport/link.js';
import type { Pace } from './transport/pace.js';
import type { Rest } from './transport/rest.js';

/** The secrets of a person on an unlocked device. */
export interface Secrets {
  practitioner: PractitionerId;
  network: { id: NetworkId; name: string; pin: StatementId };
  identity: { publicKey: Uint8Array; secretKey: Uint8Array };
  vaultKey: Uint8Array;
  device: DeviceKeys;
}

export interface Surroundings {
  rest: Rest;
  link: Link;
  store: SealedStore;
  secrets: Secrets;
  directory: Directory;
  alarms: Alarms;
  pace: Pace;
  news: News;
  now(): Date;
  settingsOf(space: SpaceId): SpaceSettings;
  emit(event: ComityEvent): void;
  /** This device, for short. */
  device: DeviceId;
}
