/** The façade: `Comity` over the parts of a client. */
import { ready, safetyNumber, toBase64Url } from '@comity/e2ee';
import { problem, type PractitionerId } from '@comity/contracts';
import { askingForPrf, unlockOptions, withoutExtensions } from './account/passkey-options.js';
import { renameDevice } from './account/main.js';
import { issue } from './account/statements.js';
import { newTotp } from './account/totp.js';
import { readLink } from './account/enrolment.js';
import type { Comity, Platform } from './api.js';
import { Client } from './client.js';
import { instant } from './clock.js';
import { viewAuthorities, viewPeople } from './directory/views.js';
import { refused } from './failure.js';
import { readTimeline, viewSpace } from './space/views.js';
import { networkTransport, type Transport } from './transport/transport.js';

/** A client on its surroundings; it starts at once, and says by `phase` where it stands. */
export function createComity(platform: Platform, transport: Transport = networkTransport(platform)): Comity {
  const client = new Client(platform, transport);
  const { rest } = transport;
  const space = (id: Parameters<Comity['space']>[0]) => client.need().spaces.get(id);

  return {
    phase: () => client.phase,
    status: () => rest.call('status'),

    setUp: (input) => client.setUp(input),
    newTotp: async (login) => {
      await ready();
      return newTotp(login);
    },
    viewInvitation: async (link) => {
      await ready();
      const { network, authority, state, role, expiresAt, person } = await rest.call('viewInvitation', { body: { token: toBase64Url(readLink(link).token) } });
      return { network, authority, state, role, expiresAt, person };
    },
    enrol: (input) => client.enrol(input),
    checkRecoveryCode: (code, login) => client.checkRecoveryCode(code, login),
    newRecoveryCode: async () => ({ recoveryCode: client.unlocked().wrapping.draft() }),
    replaceRecoveryCode: (code) => client.replaceRecoveryCode(code),
    changePassphrase: (current, next) => client.changePassphrase(current, next),

    signInWithPassphrase: (login, passphrase, code) => client.signInWithPassphrase(login, passphrase, code),
    passkeySignInOptions: async () => askingForPrf(await rest.call('passkeySignInOptions')),
    signInWithPasskey: (response, prf) => client.signInWithPasskey(response, prf),
    passkeyUnlockOptions: async (passkeys) => unlockOptions(platform.origin, passkeys),
    openVault: (secret, deviceName) => client.openVault(secret, deviceName),
    stepUpWithPassphrase: (passphrase, code) => client.stepUpWithPassphrase(passphrase, code),
    passkeyStepUpOptions: () => rest.call('passkeyStepUpOptions'),
    stepUpWithPasskey: async (response) => { await client.steppedUp(await rest.call('stepUpPasskey', { body: { response: withoutExtensions(response) } })); },
    signOut: (options) => client.signOut(options),
    lock: () => client.lock(),
    unlock: (secret) => client.unlock(secret),
    passkeys: () => rest.call('passkeys'),
    passkeyOptions: async () => askingForPrf(await rest.call('passkeyOptions')),
    addPasskey: (response, name) => rest.call('addPasskey', { body: { response: withoutExtensions(response), name } }),
    wrapForPasskey: (id, prf) => client.wrapForPasskey(id, prf),
    removePasskey: (id) => client.removePasskey(id),
    sessions: () => rest.call('sessions'),
    endSession: async (id) => { await rest.call('endSession', { params: { id } }); },

    authorities: async () => viewAuthorities(client.need().env),
    people: async () => viewPeople(client.need().env, client.need().main.record),
    myDevices: async () => {
      const { env, main } = client.need();
      return viewPeople(env, main.record).find((person) => person.id === env.secrets.practitioner)?.devices ?? [];
    },
    endDevice: async (id, reason) => {
      const { env } = client.need();
      await issue(env, 'revoked', { subject: { type: 'device', id }, reason });
    },
    renameDevice: async (id, name) => {
      const { env, main } = client.need();
      await renameDevice(main, id, name);
      env.emit({ type: 'directory' });
    },
    endAccess: (person, end) => client.need().governance.access.end(person, end),
    renewAccess: (person, until) => client.need().governance.access.renew(person, until),
    safetyNumber: async (person) => {
      const { env } = client.need();
      return safetyNumber({ id: env.secrets.practitioner, key: env.secrets.identity.publicKey }, { id: person, key: keyOf(client, person) });
    },
    markVerified: async (person, verified) => {
      const { env, main } = client.need();
      const key = toBase64Url(keyOf(client, person));
      await main.update((record) => ({ ...record, verified: verified ? { ...record.verified, [person]: key } : without(record.verified, person) }));
      env.emit({ type: 'directory' });
    },
    invite: (input) => client.need().governance.invite(input),
    inviteAnew: (person, validDays) => client.need().governance.inviteAnew(person, validDays),
    invitations: () => client.need().governance.invitations(),
    withdrawInvitation: (id) => client.need().governance.withdraw(id),
    vouch: (id) => client.need().governance.vouch(id),
    admitAuthority: (input) => client.need().governance.admitAuthority(input),
    pendingStatements: () => client.need().governance.pending(),
    coSign: (id) => client.need().governance.coSign(id),

    spaces: async () => client.need().spaces.all().map((each) => viewSpace(each, client.need().env)).sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1)),
    space: async (id) => viewSpace(space(id), client.need().env),
    createChannel: async ({ title, purpose, members }) => {
      const { env, spaces } = client.need();
      const self = env.secrets.practitioner;
      return spaces.create({ kind: 'channel', owners: [self], title, purpose }, [...new Set(members)].filter((person) => person !== self));
    },
    openDirect: (person) => client.need().spaces.direct(person),
    addMembers: async (id, people) => { await client.need().spaces.membership.add(space(id), people); },
    removeMember: async (id, person) => { await client.need().spaces.membership.remove(space(id), person); },
    send: async (id, text, handling) => space(id).outbox.add({ kind: 'message', text, handling, sentAt: instant(platform.now()) }),
    resend: async (id, item) => { await space(id).outbox.again(item); },
    discard: async (id, item) => { await space(id).outbox.drop(item); },
    timeline: async (id, from, count) => readTimeline(space(id), client.need().env, from, count),
    markRead: async (id, seq) => { await space(id).markRead(seq); },
    draft: async (id) => space(id).record.draft,
    saveDraft: async (id, text) => { await space(id).saveDraft(text); },
    alarms: async () => client.need().env.alarms.all(),
    acknowledgeAlarm: async (id) => { await client.need().env.alarms.acknowledge(id); },
    settled: () => client.settled(),

    on: (listener) => client.listen(listener),
    close: () => client.close(),
  };
}

function keyOf(client: Client, person: PractitionerId): Uint8Array {
  const key = client.need().env.directory.chain.persons.get(person)?.key;
  if (key === undefined) throw refused(problem('not-found'));
  return key;
}

const without = <V>(record: Record<string, V>, key: string): Record<string, V> => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
