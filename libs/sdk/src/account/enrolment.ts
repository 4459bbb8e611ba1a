/** Enrolling by an invitation's link: the newcomer makes their keys here and proves with the link's secret that they are theirs. */
import { enrolmentProof, newDevice, parseInvitationLink, toBase64Url, type InvitationLink } from '@comity/e2ee';
import { problem, type DeviceId, type Session } from '@comity/contracts';
import type { EnrolmentInput, Store } from '../api.js';
import { alarmed, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Rest } from '../transport/rest.js';
import { keepKeys } from './kept-keys.js';
import { LocalAccount } from './local-account.js';
import { newAccount } from './new-account.js';

export function readLink(link: string): InvitationLink {
  const parsed = parseInvitationLink(link);
  if (parsed === undefined) throw refused(problem('invalid-input', { errors: [{ pointer: '/link', rule: 'must be an invitation link' }] }));
  return parsed;
}

export async function enrol(rest: Rest, raw: Store, input: EnrolmentInput): Promise<{ recoveryCode: string; session: Session }> {
  const link = readLink(input.link);
  const status = await rest.call('status');
  // The link came from a colleague and names the network's root: a service with another root is another network.
  if (status.network === null || status.network.pin !== link.pin) throw alarmed('pin-mismatch');
  const account = newAccount(input);
  const [name, title] = [input.name.trim(), input.title?.trim() === '' ? null : (input.title?.trim() ?? null)];
  const key = toBase64Url(account.identity.publicKey);
  const proof = enrolmentProof(link.secret, { id: account.practitioner, name, title, key });
  const session = await rest.call('enrol', { body: { token: toBase64Url(link.token), name, title, key, proof: toBase64Url(proof), account: account.forService(status.network) } });
  const local = await LocalAccount.create(raw, account.practitioner, { ...account.wraps, passkeys: [] }, account.vaultKey);
  const device = newDevice();
  await keepKeys(local, {
    network: status.network, identity: account.identity, vaultKey: account.vaultKey, deviceName: input.deviceName,
    device: { practitioner: account.practitioner, device: newId<DeviceId>(), ...device },
  });
  return { recoveryCode: account.recoveryCode, session };
}
