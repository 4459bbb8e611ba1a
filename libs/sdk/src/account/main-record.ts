/**
 * The vault's main record: what all devices of a person share besides keyrings. Trust: sealed under the vault key; the
 * service may serve an older one, which shows by its version.
 */
import { fromBase64Url, toBase64Url } from '@comity/e2ee';
import type { AuthorityId, DeviceId, Instant, InvitationId, NetworkId, PractitionerId, Role, SpaceId, StatementId } from '@comity/contracts';
import type { NoticeSettings, SavedFilter, SavedSearch, SpaceSettings } from '../api.js';
import { decodeJson, encodeJson } from '../store/json.js';

export interface Invited { secret: string; authority: AuthorityId; role: Role; accessUntil: Instant | null; supersedes: PractitionerId | null }

export interface MainRecord {
  v: 1;
  practitioner: PractitionerId;
  network: { id: NetworkId; name: string; pin: StatementId };
  identity: { publicKey: Uint8Array; secretKey: Uint8Array };
  /** Links this person made. Whoever enrolled proved to know the secret; the rest is what was asked for, whatever the service says later. */
  invitations: Record<InvitationId, Invited>;
  /** Colleagues whose safety number was compared, with the identity key it was compared for (base64url). */
  verified: Record<PractitionerId, string>;
  /** What the person calls their devices. */
  deviceNames: Record<DeviceId, string>;
  /** Last statement any device of this person saw: the service must still have it. */
  head: { position: number; id: StatementId } | null;
  /** What this person wants of each space, where it is not the usual. */
  settings: Record<SpaceId, SpaceSettings>;
  /** Searches to come back to. */
  searches: SavedSearch[];
  /** Filters of requests to come back to. */
  filters: SavedFilter[];
  notices: NoticeSettings;
}

export const usualSettings: SpaceSettings = { receipts: true, typing: true, level: 'all' };
export const newMain = (person: Pick<MainRecord, 'practitioner' | 'network' | 'identity'>): MainRecord =>
  ({ v: 1, ...person, invitations: {}, verified: {}, deviceNames: {}, head: null, settings: {}, searches: [], filters: [], notices: { notify: true, quiet: null, remind: 'all' } });

export const encodeMain = (main: MainRecord): Uint8Array =>
  encodeJson({ ...main, identity: { publicKey: toBase64Url(main.identity.publicKey), secretKey: toBase64Url(main.identity.secretKey) } });

/** Those from before there were filters have none; those from before there were reminders want all. */
export function decodeMain(bytes: Uint8Array): MainRecord {
  const { filters = [], notices, ...main } = decodeJson<Omit<MainRecord, 'identity' | 'filters' | 'notices'> & { filters?: SavedFilter[]; notices: Omit<NoticeSettings, 'remind'> & Partial<NoticeSettings>; identity: { publicKey: string; secretKey: string } }>(bytes);
  return { ...main, filters, notices: { remind: 'all', ...notices }, identity: { publicKey: fromBase64Url(main.identity.publicKey), secretKey: fromBase64Url(main.identity.secretKey) } };
}
