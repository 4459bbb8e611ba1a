/** The façade: `Comity` over the parts of a client. */
import { ready, toBase64Url } from '@comity/e2ee';
import { problem, type PractitionerId, type SpaceId } from '@comity/contracts';
import { askingForPrf, unlockOptions, withoutExtensions } from './account/passkey-options.js';
import { renameDevice } from './account/main.js';
import { issue } from './account/statements.js';
import { waitingLink } from './account/waiting-link.js';
import type { Comity, Platform } from './api.js';
import { Client, enrolling } from './client.js';
import { viewAuthorities, viewPeople } from './directory/views.js';
import { refused } from './failure.js';
import { Part } from './part.js';
import { Conversation } from './space/conversation.js';
import { readDraft, saveDraft } from './space/drafts.js';
import { fileOf } from './space/held-file.js';
import { viewSpace } from './space/space-view.js';
import { Timeline } from './space/timeline.js';
import { networkTransport, type Transport } from './transport/transport.js';

const figures = new Part(() => import('./matter/figures.js'));
const meetings = new Part(() => import('./meeting/desk.js'));
const inbox = new Part(() => import('./notices/inbox.js'));
const seldom = new Part(() => import('./account/seldom.js'));
const passphrases = new Part(() => import('./account/passphrase-verdict.js'));

/** A client on its surroundings; it starts at once, and says by `phase` where it stands. */
export function createComity(platform: Platform, transport: Transport = networkTransport(platform)): Comity {
  const client = new Client(platform, transport);
  const { rest } = transport;
  const space = (id: SpaceId) => client.need().spaces.get(id);
  const conversation = (id: SpaceId) => new Conversation(space(id), client.need().env);
  const timeline = (id: SpaceId) => new Timeline(space(id), client.need().env);
  const told: Comity['tellAccess'] = async (id, how, what) => { if (space(id).record.kind === 'case-file') (await client.need().accesses.get()).record(id, how, what); };
  const writtenNow = async () => {
    const { spaces, matters } = client.need();
    await spaces.expectClock();
    return matters.get();
  };

  return {
    phase: () => client.phase,
    status: () => rest.call('status'),

    checkSetUpToken: async (token) => { await rest.call('checkSetUp', { body: { token } }); },
    setUp: (input) => client.setUp(input),
    judgePassphrase: async (passphrase, context) => (await passphrases.get()).judgePassphrase(passphrase, context),
    newTotp: async (login) => {
      await ready();
      return (await seldom.get()).newTotp(login);
    },
    viewInvitation: async (link) => {
      await ready();
      const { token, pin } = (await enrolling.get()).readLink(link);
      const { network, authority, state, role, expiresAt, person } = await rest.call('viewInvitation', { body: { token: toBase64Url(token) } });
      return { network, authority, state, role, expiresAt, pin, person };
    },
    enrol: (input) => client.enrol(input),
    checkRecoveryCode: (code, login) => client.checkRecoveryCode(code, login),
    newRecoveryCode: async () => ({ recoveryCode: (await client.unlocked().wrapping.get()).draft() }),
    replaceRecoveryCode: (code) => client.replaceRecoveryCode(code),
    changePassphrase: (current, next) => client.changePassphrase(current, next),

    signInWithPassphrase: (login, passphrase, code) => client.signInWithPassphrase(login, passphrase, code),
    passkeySignInOptions: async () => askingForPrf(await rest.call('passkeySignInOptions')),
    signInWithPasskey: (response, prf) => client.signInWithPasskey(response, prf),
    passkeyUnlockOptions: async (passkeys) => unlockOptions(platform.origin, passkeys),
    openVault: (secret, deviceName) => client.openVault(secret, deviceName),
    requestLink: (deviceName) => client.linking.request(deviceName),
    linkAnswered: () => client.linking.answered(),
    confirmLink: () => client.linking.confirm(),
    withdrawLink: (differs) => client.linking.withdraw(differs),
    linkRequest: async () => waitingLink(client.need().env.rest),
    answerLink: async (id) => (await client.need().links.get()).answer(id),
    readLinkCode: async (code) => (await client.need().links.get()).read(code),
    giveLink: async () => (await client.need().links.get()).give(),
    refuseLink: async (id, differs) => (await client.need().links.get()).refuse(id, differs),
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
      const live = client.need();
      const { env } = live;
      if (id !== env.device) await live.comeIn();
      await issue(env, 'revoked', { subject: { type: 'device', id }, reason });
    },
    renameDevice: async (id, name) => {
      const { env, main } = client.need();
      await renameDevice(main, id, name);
      env.emit({ type: 'directory' });
    },
    endAccess: async (person, end) => (await client.need().governance.get()).access.end(person, end),
    renewAccess: async (person, until) => (await client.need().governance.get()).access.renew(person, until),
    safetyNumber: async (person) => {
      const { env } = client.need();
      return (await seldom.get()).safetyNumber({ id: env.secrets.practitioner, key: env.secrets.identity.publicKey }, { id: person, key: keyOf(client, person) });
    },
    markVerified: async (person, verified) => {
      const { env, main } = client.need();
      const key = toBase64Url(keyOf(client, person));
      await main.update((record) => ({ ...record, verified: verified ? { ...record.verified, [person]: key } : without(record.verified, person) }));
      env.emit({ type: 'directory' });
    },
    invite: async (input) => (await client.need().governance.get()).invite(input),
    inviteAnew: async (person, validDays) => (await client.need().governance.get()).inviteAnew(person, validDays),
    invitations: async () => (await client.need().governance.get()).invitations(),
    withdrawInvitation: async (id) => (await client.need().governance.get()).withdraw(id),
    vouch: async (id) => (await client.need().governance.get()).vouch(id),
    admitAuthority: async (input) => (await client.need().governance.get()).admitAuthority(input),
    pendingStatements: async () => (await client.need().governance.get()).pending(),
    coSign: async (id) => (await client.need().governance.get()).coSign(id),

    spaces: async () => client.need().spaces.all().map((each) => viewSpace(each, client.need().env)).sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1)),
    space: async (id) => viewSpace(space(id), client.need().env),
    createChannel: async ({ kind = 'channel', title, purpose, members, history = 'none', retention = null }) => {
      const { env, spaces } = client.need();
      const self = env.secrets.practitioner;
      return spaces.create({ kind, owners: [self], title, purpose, history, retention }, [...new Set(members)].filter((person) => person !== self));
    },
    openDirect: (person, retention = null) => client.need().spaces.direct(person, retention),
    setPolicy: async (id, change) => { await (await client.need().spaces.membership.get()).setPolicy(space(id), change); },
    setClosed: async (id, closed) => { await (await client.need().spaces.membership.get()).setClosed(space(id), closed); },
    setOwner: async (id, person, owner) => { await (await client.need().spaces.membership.get()).setOwner(space(id), person, owner); },
    giveHistory: async (id, people) => (await client.need().spaces.membership.get()).give(space(id), people),
    addMembers: async (id, people) => {
      const { matters, spaces } = client.need();
      if (space(id).record.kind === 'request') await (await matters.get()).expectGuests(space(id), people);
      await (await spaces.membership.get()).add(space(id), people);
    },
    removeMember: async (id, person) => { await (await client.need().spaces.membership.get()).remove(space(id), person); },
    send: async (id, input) => conversation(id).send(input),
    edit: async (id, on, text, mentions) => { await conversation(id).edit(on, text, mentions); },
    withdraw: async (id, on) => { await conversation(id).act({ type: 'withdraw', on }); },
    react: async (id, on, emoji, set) => { await conversation(id).act({ type: 'reaction', on, emoji, set }); },
    pin: async (id, on, set) => { await conversation(id).act({ type: 'pin', on, set }); },
    pins: async (id) => timeline(id).pins(),
    vote: async (id, on, choices) => { await conversation(id).act({ type: 'vote', on, choices: [...new Set(choices)].sort((a, b) => a - b) }); },
    closePoll: async (id, on) => { await conversation(id).act({ type: 'close-poll', on }); },
    acknowledge: async (id, on) => { await conversation(id).act({ type: 'acknowledge', on }); },
    remind: async (id, on) => { await conversation(id).act({ type: 'remind', on }); },
    createTopic: async (id, title) => conversation(id).createTopic(title),
    renameTopic: async (id, on, title) => { await conversation(id).renameTopic(on, title); },
    forward: async (from, to, comment) => conversation(from.space).forward(from.on, conversation(to), comment),
    resend: async (id, item) => { await space(id).outbox.again(item); },
    discard: async (id, item) => { await space(id).outbox.drop(item); },
    timeline: async (id, from, count, topic) => timeline(id).page(from, count, topic ?? 'all'),
    locate: async (id, on, topic) => timeline(id).locate(on, topic ?? 'all'),
    indexAt: async (id, instant, topic) => timeline(id).indexAt(instant, topic ?? 'all'),
    markRead: async (id, seq, topic) => { await space(id).markRead(seq, topic); },
    draft: async (id, scope = 'main') => readDraft(client.need().env.store, id === null ? null : space(id).id, scope),
    saveDraft: async (id, text, scope = 'main') => { await saveDraft(client.need().env.store, id === null ? null : space(id).id, text, scope); },
    typing: async (id, topic) => { await space(id).typing.tell(topic); },
    spaceSettings: async (id) => client.need().env.settingsOf(space(id).id),
    setSpaceSettings: async (id, settings) => {
      const { env, main } = client.need();
      const { record } = space(id);
      await main.update((held) => ({ ...held, settings: { ...held.settings, [record.id]: { receipts: settings.receipts, typing: settings.typing, level: settings.level } } }));
      env.emit({ type: 'spaces' });
      env.emit({ type: 'timeline', space: id });
    },
    search: async (query) => client.need().search.find(query),
    savedSearches: async () => client.need().searches.all(),
    saveSearch: async (search) => { await client.need().searches.save(search); },
    forgetSearch: async (name) => { await client.need().searches.forget(name); },
    savedFilters: async () => client.need().filters.all(),
    saveFilter: async (filter) => { await client.need().filters.save(filter); },
    forgetFilter: async (name) => { await client.need().filters.forget(name); },
    inbox: async () => (await inbox.get()).inboxOf(client.need().spaces.all(), client.need().env, client.need().noticeChoice.settings.remind),
    noticeSettings: async () => client.need().noticeChoice.settings,
    setNoticeSettings: async (settings) => { await client.need().noticeChoice.change(settings); },
    figuresSetting: async () => (await figures.get()).viewFigures(client.need().env),
    setFigures: async (setting) => (await figures.get()).setFigures(client.need().env, setting),
    toldMatters: async (query) => (await figures.get()).toldOf(client.need().env, await client.need().matters.get(), query),
    figures: async (year) => (await figures.get()).figuresOf(client.need().env, year),
    matterStatistics: async (id) => {
      // What this device has to tell of it comes first.
      await (await client.need().matters.get()).idle();
      return (await figures.get()).statisticsOf(client.need().env, id);
    },
    tellOffence: async (id, offence) => (await figures.get()).tellOffence(client.need().env, id, offence),
    tellAmount: async (id, asset, amount) => (await figures.get()).tellAmount(client.need().env, id, asset, amount),
    meetings: async (method, args) => {
      const { env, spaces } = client.need();
      return (await meetings.get()).callMeetings(env, spaces, platform.origin, method, args);
    },
    matters: async () => (await client.need().matters.get()).all(),
    matter: async (id) => (await client.need().matters.get()).one(id),
    earlierSteps: async (id, measure, from, to) => (await client.need().matters.get()).earlier(id, measure, from, to),
    draftMatter: async (input) => (await writtenNow()).draft(input),
    reviseMatter: async (id, input) => { await (await writtenNow()).revise(id, input); },
    setReference: async (id, reference) => { await (await writtenNow()).setReference(id, reference); },
    takeStep: async (id, measures, step) => { await (await writtenNow()).step(id, measures, step); },
    entries: async (id, filter) => (await client.need().registers.get()).all(id, filter),
    entry: async (id, entry) => (await client.need().registers.get()).opened(id, entry),
    myTasks: async () => (await client.need().registers.get()).tasks(),
    fingerprint: async (file) => (await client.need().registers.get()).fingerprint(file),
    entryTies: async (id) => (await client.need().registers.get()).ties(id),
    writeEntry: async (id, input, from) => (await client.need().registers.get()).make(id, input, from),
    reviseEntry: async (id, entry, input) => { await (await client.need().registers.get()).revise(id, entry, input); },
    strikeEntry: async (id, entry, reason) => { await (await client.need().registers.get()).strike(id, entry, reason); },
    accessLog: async (id) => (await client.need().accesses.get()).all(id),
    tellAccess: told,
    compartments: async (id) => (await client.need().compartments.get()).all(id),
    createCompartment: async (id, input) => (await client.need().compartments.get()).create(id, input),
    moveEntry: async (id, entry, to, reason) => (await client.need().compartments.get()).move(id, entry, to, reason),
    unmoved: async (id) => (await client.need().compartments.get()).unmoved(id),
    dismissUnmoved: async (id, what) => { await (await client.need().compartments.get()).dismissUnmoved(id, what); },
    moveNote: async (id, note, to, reason) => (await client.need().compartments.get()).moveNote(id, note, to, reason),
    notes: async (id) => (await client.need().notes.get()).all(id),
    note: async (id, note, have) => (await client.need().notes.get()).opened(id, note, have),
    newNote: async (id, title) => (await client.need().notes.get()).begin(id, title),
    renameNote: async (id, note, title) => { await (await client.need().notes.get()).rename(id, note, title); },
    beginWriting: async (id, note) => (await client.need().notes.get()).beginWriting(id, note),
    writeNote: async (id, note, n, update) => { await (await client.need().notes.get()).write(id, note, n, update); },
    freezeNote: async (id, note, marking) => (await client.need().notes.get()).freeze(id, note, marking),
    addCustody: async (id, entry, input) => { await (await client.need().registers.get()).addCustody(id, entry, input); },
    offers: async () => (client.need().holdsOffers ? (await client.need().offers.get()).all() : []),
    offer: async (id, offer) => (await client.need().offers.get()).one(id, offer),
    makeOffer: async (id, input) => (await client.need().offers.get()).offer(id, input),
    takeOfferStep: async (id, offer, step) => { await (await client.need().offers.get()).step(id, offer, step); },
    bundle: async (id, contents) => {
      const made = await (await import('./evidence/make.js')).makeEvidence(space(id), client.need().env, contents);
      await told(id, 'bundle', ['everything']);
      return made;
    },
    checkBundle: async (bundle) => (await import('./evidence/verify.js')).checkEvidence(bundle, client.need().env.secrets.network.pin),
    upload: (id, file, preview = null, purpose = 'message') => client.need().files.upload(space(id).id, file, preview, purpose),
    transfers: async () => client.need().files.views(),
    pauseTransfer: (id) => client.need().files.pause(id),
    resumeTransfer: (id, file) => client.need().files.resume(id, file),
    cancelTransfer: (id) => client.need().files.cancel(id),
    download: async (id, on, file, to) => {
      await told(id, 'download', [{ file, on }]);
      return client.need().files.download(id, await fileOf(space(id), on, file), to);
    },
    downloaded: (id) => client.need().files.downloaded(id),
    readFile: async (id, on, file, from, to) => {
      await told(id, 'open', [{ file, on }]);
      return client.need().files.read(id, await fileOf(space(id), on, file), from, to);
    },
    fileAllowance: (id) => client.need().files.allowance(space(id).id),
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
