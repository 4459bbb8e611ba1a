/** The whole interface of the SDK, played from memory. */
import { stageOf } from '@comity/casework';
import { problem } from '@comity/contracts';
import type { DeviceLinkId, FileId, Instant, InvitationId, ItemId, NetworkId, PractitionerId, ServiceStatus, SpaceId, StatementBody, StatementId } from '@comity/contracts';
import type { Alarm, AmountBand, Comity, ComityEvent, DossierInput, DraftScope, EntryFilter, EntryId, EntrySummary, EntryTie, EntryView, EvidenceResult, Failure, Figures, FiguresView, InboxEntry, InvitationView, MatterStatistics, MatterSummary, MatterView, MeetingMethod, MentionAt, MessageInput, MyTask, NoteSummary, NoteView, NoticeSettings, OffenceCategory, OfferSummary, OfferView, PassphraseJudgement, Phase, PolicyView, Ref, SavedFilter, SavedSearch, SearchAnswer, SearchHit, SearchQuery, Self, SpaceSettings, SpaceView, StepInput, TimelineEntry, TimelinePage, TimelineScope, ToldQuery, ToldView, TransferView, VaultSecret, Writing } from '@comity/sdk';
import { report } from '../src/evidence/sample.js';
import { at, authorities, me, people, personAt, uuid } from './people.js';
import { contentOf, transfers } from './files.js';
import { manyTopics } from './said.js';
import { figuresOf, sessionFigures } from './figures.js';
import { Matters } from './matters.js';
import { manyAuthorities, playMeetings } from './meetings.js';
import { entries, entryAt, firstEntry, manyEntries, manyTies, ties } from './register.js';
import { said, waiting } from './said-everywhere.js';
import { signs } from './signs.js';
import { alarms, spaces } from './spaces.js';
import { Talk } from './talk.js';

export type Scene = 'files' | 'asking' | 'asked' | 'demo' | 'ending' | 'set-up' | 'anew' | 'vault' | 'expired' | 'awaiting' | 'locked' | 'ready' | 'offline' | 'empty' | 'topics' | 'unlisted' | 'overtaken' | 'requests' | 'many-requests' | 'empty-register' | 'large-register' | 'many-meetings' | 'signs' | 'held';
const recovery = 'A7KD-9FQ2-XM4T-PW8H-2CVR-6JNB-EZ3Y-K5SG-7T1M-QX0C-4DHN-R8WE-VJ2B-G6PA';
const network = { id: uuid(1) as NetworkId, name: 'Global Network of Practitioners', pin: 'Zb2u7bTqk0r9N1s5Yx3hQe8wVfLg4CmJdP6aKoTnUiE' as StatementId };

const linkRequest = { id: uuid(95) as DeviceLinkId, name: 'Firefox on Linux', expiresAt: at(-5), words: [1, 64, 21, 30, 54, 21, 47] };

function refuse(failure: Failure): never { throw Object.assign(new Error(failure.kind), failure); }

export class FixtureComity implements Comity {
  #listeners = new Set<(event: ComityEvent) => void>();
  #phase: Phase;
  #self: Self;
  #spaces: SpaceView[];
  #talk: Talk;
  #alarms: Alarm[] = [...alarms];
  #searches: SavedSearch[] = [{ name: 'Freezing orders from Kenya', conditions: { text: 'freezing order', sender: personAt(7).id } }];
  #filters: SavedFilter[] = [{ name: 'Urgent from Kenya', conditions: { text: '', urgent: true, authority: personAt(7).authority.id } }];
  #inbox: InboxEntry[];
  #notices: NoticeSettings = { notify: true, quiet: { from: '20:00', to: '07:00', days: [1, 2, 3, 4, 5] }, remind: 'all' };
  #transfers = transfers;
  #setting: Omit<FiguresView, 'mayRead' | 'maySet'> = { since: at(60 * 24 * 400), offences: true, assets: at(60 * 24 * 400), open: false, by: me.id, at: at(60 * 24 * 400) };
  #statistics = new Map<SpaceId, { offence?: OffenceCategory; amounts?: Record<string, AmountBand> }>();
  #matters: Matters | null;
  #meetings: Partial<ReturnType<typeof playMeetings>>;
  #people = people.map((person) => ({ ...person }));

  constructor(private readonly scene: Scene) {
    this.#self = { practitioner: me.id, login: 'lucia.ferrer', name: me.name, authority: scene === 'many-meetings' ? authorities[0]!.id : me.authority.id, network, role: 'officer', device: me.devices[0]?.id ?? null, method: 'passphrase' };
    this.#meetings = scene === 'many-meetings' ? playMeetings() : {};
    this.#talk = new Talk(scene === 'offline', (space) => { this.#tell({ type: 'timeline', space }); this.#tell({ type: 'spaces' }); });
    this.#matters = scene === 'requests' || scene === 'overtaken' || scene === 'many-requests' ? new Matters((space) => { this.#tell({ type: 'matters', space }); }, scene === 'many-requests' ? 2_000 : 0) : null;
    this.#spaces = this.#matters ? [...spaces, ...this.#matters.spaces()] : scene === 'empty' ? [] : scene === 'topics' ? spaces.map((space) => ({ ...space, topics: manyTopics })) : spaces;
    const elsewhere: Partial<Record<Scene, Phase>> = {
      'set-up': { phase: 'set-up-needed' }, demo: { phase: 'signed-out' }, ending: { phase: 'signed-out', ending: 'here' }, anew: { phase: 'signed-out' },
      vault: { phase: 'vault-closed', self: this.#self, passkeys: ['b25l'], signedIn: false, former: null }, expired: { phase: 'vault-closed', self: this.#self, passkeys: [], signedIn: true, former: 'expired' },
      asking: { phase: 'vault-closed', self: this.#self, passkeys: [], signedIn: false, former: null }, awaiting: { phase: 'awaiting-vouching', self: this.#self }, locked: { phase: 'locked', self: this.#self, passkeys: ['b25l'] },
    };
    this.#phase = elsewhere[scene] ?? { phase: 'ready', self: this.#self };
    if (scene === 'offline') setTimeout(() => this.#tell({ type: 'connection', online: false }), 50);
    if (scene === 'empty') this.#alarms = [];
    if (scene === 'requests') this.#alarms = [{ id: 'alarm-altered', rule: 'request-altered', space: uuid(30) as SpaceId, seq: null, at: at(20), acknowledged: false }, ...alarms];
    this.#inbox = scene === 'empty' || scene === 'signs' ? [] : [...(this.#matters?.waiting() ?? []), ...waiting];
  }

  phase(): Phase { return this.#phase; }
  async status(): Promise<ServiceStatus> {
    if (this.scene === 'ending') refuse({ kind: 'offline' });
    const demo = people.map((person) => ({ login: `p${person.id.slice(-4)}`, name: person.name, authority: person.authority.name, state: person.authority.state, role: person.role, passphrase: 'published', totpSecret: 'JBSWY3DPEHPK3PXP' }));
    return { version: '0.1.0', protocol: 1, setUp: this.scene !== 'set-up', network: { ...network, pin: 'A'.repeat(43) as StatementId }, demo: this.scene === 'demo' ? demo : null };
  }
  async checkSetUpToken(token: string): Promise<void> { if (token.length < 8) refuse({ kind: 'problem', problem: problem('sign-in-refused') }); }
  async setUp(): Promise<{ recoveryCodes: [string, string]; pin: StatementId }> { this.#move({ phase: 'signed-out' }); return { recoveryCodes: [recovery, recovery.replace('K5SG', 'Q8FM')], pin: network.pin }; }
  async judgePassphrase(passphrase: string): Promise<PassphraseJudgement> { return passphrase.length < 12 ? { ok: false, rule: 'too-short', shortest: 12 } : { ok: true, bits: passphrase.length * 2, shortest: 12 }; }
  async newTotp(login: string): Promise<{ secret: string; uri: string }> { const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'; return { secret, uri: `otpauth://totp/Comity:${login}?secret=${secret}&issuer=Comity` }; }
  async viewInvitation(): Promise<{ network: string; authority: string; state: string; role: 'practitioner'; expiresAt: Instant; pin: StatementId; person: { name: string; title: string | null } | null }> { return { pin: network.pin, network: network.name, authority: me.authority.name, state: me.authority.state, role: 'practitioner', expiresAt: at(-60 * 24 * 5), person: this.scene === 'anew' ? { name: personAt(3).name, title: personAt(3).title } : null }; }
  async enrol(): Promise<{ recoveryCode: string }> { this.#move({ phase: 'awaiting-vouching', self: this.#self }); return { recoveryCode: recovery }; }

  async signInWithPassphrase(_login: string, passphrase: string): Promise<Phase> {
    if (passphrase === 'wrong') refuse({ kind: 'problem', problem: problem('sign-in-refused', { reference: 'a1b2c3' }) });
    return this.#move({ phase: 'ready', self: this.#self });
  }
  async passkeySignInOptions(): Promise<Record<string, unknown>> { return {}; }
  async signInWithPasskey(): Promise<Phase> { return this.#move({ phase: 'ready', self: this.#self }); }
  async openVault(): Promise<Phase> { return this.#move({ phase: 'ready', self: this.#self }); }
  async requestLink() { return { code: `comity-link:1.${'A'.repeat(22)}.${'B'.repeat(43)}.${'C'.repeat(43)}`, expiresAt: at(-5) }; }
  linkAnswered(): Promise<number[] | null> { return this.scene === 'asking' ? Promise.resolve(linkRequest.words) : new Promise(() => undefined); }
  async confirmLink(): Promise<Phase> { return this.#move({ phase: 'ready', self: this.#self }); }
  async withdrawLink(): Promise<void> { return undefined; }
  async linkRequest() { return this.scene === 'asked' ? linkRequest : null; }
  async answerLink() { return linkRequest; }
  async readLinkCode() { return linkRequest; }
  async giveLink(): Promise<void> { return undefined; }
  async refuseLink(): Promise<void> { return undefined; }
  async stepUpWithPassphrase(): Promise<void> { return undefined; }
  async passkeyStepUpOptions(): Promise<Record<string, unknown>> { return {}; }
  async stepUpWithPasskey(): Promise<void> { return undefined; }
  async signOut(): Promise<void> { this.#move({ phase: 'signed-out' }); }
  async lock(): Promise<void> { this.#move({ phase: 'locked', self: this.#self, passkeys: ['b25l'] }); }
  async unlock(secret: VaultSecret): Promise<Phase> {
    if ('passphrase' in secret && secret.passphrase === 'wrong') refuse({ kind: 'wrong-passphrase' });
    return this.#move({ phase: 'ready', self: this.#self });
  }
  async passkeys() { return [{ id: 'b25l', name: 'YubiKey 5', createdAt: at(90_000), lastUsedAt: at(300), opensVault: true }, { id: 'dHdv', name: 'Office key ring', createdAt: at(40_000), lastUsedAt: null, opensVault: false }]; }
  async passkeyOptions(): Promise<Record<string, unknown>> { return {}; }
  async addPasskey() { return { id: 'dHdv', name: 'Office key ring', createdAt: at(0), lastUsedAt: null, opensVault: false }; }
  async wrapForPasskey(): Promise<void> { return undefined; }
  async passkeyUnlockOptions(): Promise<Record<string, unknown>> { return {}; }
  async removePasskey(): Promise<void> { return undefined; }
  async endSession(): Promise<void> { return undefined; }
  async checkRecoveryCode(code: string): Promise<void> { if (code.replace(/[^A-Z0-9]/gi, '').toUpperCase() !== recovery.replaceAll('-', '')) refuse({ kind: 'wrong-recovery-code', fault: 'checksum' }); }
  async newRecoveryCode(): Promise<{ recoveryCode: string }> { return { recoveryCode: recovery }; }
  async replaceRecoveryCode(code: string): Promise<void> { return this.checkRecoveryCode(code); }
  async changePassphrase(): Promise<void> { return undefined; }
  async sessions() { return [{ id: 's1', current: true, device: this.#self.device, method: 'passphrase' as const, signedInAt: at(90), lastSeenAt: at(0) }, { id: 's2', current: false, device: null, method: 'passkey' as const, signedInAt: at(900), lastSeenAt: at(300) }]; }

  async authorities() { return this.scene === 'many-meetings' ? [...authorities, ...manyAuthorities] : authorities; }
  async people() { return this.#people; }
  async myDevices() { return this.scene === 'unlisted' ? refuse({ kind: 'offline' }) : me.devices.map((device, i) => ({ ...device, thisOne: i === 0 })); }
  async endDevice(device: string): Promise<void> { me.devices.forEach((each) => { if (each.id === device) each.current = false; }); this.#tell({ type: 'directory' }); }
  async renameDevice(device: string, name: string): Promise<void> { me.devices.forEach((each) => { if (each.id === device) each.name = name; }); this.#tell({ type: 'directory' }); }
  async endAccess(person: string): Promise<{ complete: boolean }> { this.#people = this.#people.map((each) => (each.id === person ? { ...each, current: false, access: { ...each.access, ended: { at: at(0), reason: 'left' } } } : each)); this.#tell({ type: 'directory' }); return { complete: true }; }
  async renewAccess(): Promise<{ complete: boolean }> { return { complete: true }; }
  async safetyNumber(): Promise<string> { return '04829 17365 90021 55478 31906 22847 76103 48295 10384 66592 83710 29461'; }
  async markVerified(person: string, verified: boolean): Promise<void> { this.#people = this.#people.map((each) => (each.id === person ? { ...each, verified } : each)); this.#tell({ type: 'directory' }); }
  async invite(): Promise<{ id: InvitationId; link: string }> { return { id: uuid(70) as InvitationId, link: 'https://comity.example/enrol#1.q0J8Zz3b5pXrTn2fWm7cVh1dKs9aLg4eYu6iOo0pAbC.Rr5tGg7hJj9kLl1zXx3cVv5bNn7mQq9wWe1rTt3yUuI.Aa1Ss2Dd3Ff4Gg5Hh6Jj7Kk8Ll9Zz0Xx1Cc2Vv3Bb4N' }; }
  inviteAnew(): Promise<{ id: InvitationId; link: string }> { return this.invite(); }
  async invitations(): Promise<InvitationView[]> {
    const common = { authority: me.authority.id, role: 'practitioner' as const, invitedBy: me.id, createdAt: at(3000), expiresAt: at(-5000), accessUntil: null, supersedes: null };
    const enrolment = { person: personAt(3).id, name: 'Marta Vidal Soler', title: 'Fiscal adscrita', at: at(45), proved: true };
    return [
      { ...common, id: uuid(71) as InvitationId, state: 'enrolled', enrolment },
      { ...common, id: uuid(76) as InvitationId, state: 'enrolled', supersedes: personAt(3).id, enrolment: { ...enrolment, name: personAt(3).name, title: personAt(3).title } },
      { ...common, id: uuid(72) as InvitationId, state: 'enrolled', enrolment: { ...enrolment, name: 'Unknown Person', proved: false } },
      { ...common, id: uuid(73) as InvitationId, state: 'open', enrolment: null },
      { ...common, id: uuid(74) as InvitationId, state: 'vouched', enrolment: { ...enrolment, name: 'Javier Ortega Ruiz' } },
      { ...common, id: uuid(75) as InvitationId, state: 'withdrawn', enrolment: null },
    ];
  }
  async withdrawInvitation(): Promise<void> { return undefined; }
  async vouch(): Promise<{ complete: boolean }> { return { complete: true }; }
  async admitAuthority(): Promise<void> { refuse({ kind: 'problem', problem: problem('step-up-required') }); }
  async pendingStatements() {
    const body = { v: 1, network: network.id, issuers: [personAt(0).id, personAt(1).id], issuedAt: at(200), notBefore: at(200), notAfter: null, kind: 'authority-admitted', authority: { id: authorities[0]?.id, name: 'Ministry of Justice', state: 'TN', kind: 'central-authority' } } as unknown as StatementBody;
    return [{ id: 'B'.repeat(43) as StatementId, body, signedBy: [personAt(0).id], canSign: true }];
  }
  async coSign(): Promise<void> { return undefined; }

  async spaces(): Promise<SpaceView[]> { return this.#spaces.map((space) => this.#talk.view(space)); }
  async space(id: SpaceId): Promise<SpaceView> { const found = this.#spaces.find((space) => space.id === id); return found ? this.#talk.view(found) : refuse({ kind: 'problem', problem: problem('not-found') }); }
  async createChannel(): Promise<SpaceId> { return uuid(17) as SpaceId; }
  async openDirect(): Promise<SpaceId> { return uuid(11) as SpaceId; }
  async setPolicy(space: SpaceId, change: Partial<PolicyView>): Promise<void> {
    this.#spaces = this.#spaces.map((each) => (each.id === space ? { ...each, policy: { ...each.policy, ...change } } : each));
    this.#tell({ type: 'spaces' });
  }
  async setClosed(space: SpaceId, closed: boolean): Promise<void> {
    this.#spaces = this.#spaces.map((each) => (each.id === space ? { ...each, closed, readOnly: closed } : each));
    this.#tell({ type: 'spaces' });
  }
  async setOwner(space: SpaceId, person: PractitionerId, owner: boolean): Promise<void> {
    // Another owner was faster.
    const overtaken = this.scene === 'overtaken';
    const [who, owns] = overtaken ? [me.id, false] : [person, owner];
    this.#spaces = this.#spaces.map((each) => (each.id === space ? { ...each, owners: [...each.owners.filter((id) => id !== who), ...(owns ? [who] : [])], canManage: who === me.id ? owns : each.canManage } : each));
    this.#tell({ type: 'spaces' });
    if (overtaken) refuse({ kind: 'problem', problem: problem('not-allowed') });
  }
  async giveHistory(_space: SpaceId, given: PractitionerId[]): Promise<PractitionerId[]> { return given; }
  async addMembers(): Promise<void> { return undefined; }
  async removeMember(): Promise<void> { return undefined; }
  async send(space: SpaceId, input: MessageInput): Promise<ItemId> {
    const id = this.#talk.send(space, input);
    // In a direct conversation the other person takes up the pen.
    const other = this.#spaces.find((each) => each.id === space)?.other;
    if (other) this.#tell({ type: 'typing', space, topic: null, people: [other] });
    return id;
  }
  async edit(space: SpaceId, on: Ref, text: string, mentions: MentionAt[]): Promise<void> { this.#talk.edit(space, on, text, mentions); }
  async withdraw(space: SpaceId, on: Ref): Promise<void> { this.#talk.withdraw(space, on); }
  async react(space: SpaceId, on: Ref, emoji: string, set: boolean): Promise<void> { this.#talk.react(space, on, emoji, set); }
  async pin(space: SpaceId, on: Ref, set: boolean): Promise<void> { this.#talk.pin(space, on, set); }
  async pins(space: SpaceId): Promise<TimelineEntry[]> { return this.#talk.pins(space); }
  async vote(space: SpaceId, on: Ref, choices: number[]): Promise<void> { this.#talk.vote(space, on, choices); }
  async closePoll(space: SpaceId, on: Ref): Promise<void> { this.#talk.closePoll(space, on); }
  async acknowledge(space: SpaceId, on: Ref): Promise<void> { this.#talk.acknowledge(space, on); }
  async remind(space: SpaceId, on: Ref): Promise<void> { this.#talk.remind(space, on); }
  async createTopic(space: SpaceId, title: string): Promise<ItemId> { return this.#talk.createTopic(space, title); }
  async renameTopic(space: SpaceId, on: Ref, title: string): Promise<void> { this.#talk.renameTopic(space, on, title); }
  async forward(from: { space: SpaceId; on: Ref }, to: SpaceId, comment: string): Promise<ItemId> { return this.#talk.forward(from, to, comment); }
  async locate(space: SpaceId, on: Ref, topic?: TimelineScope): Promise<number | null> { return this.#talk.locate(space, on, topic); }
  async indexAt(space: SpaceId, instant: Instant, topic?: TimelineScope): Promise<number> { return this.#talk.indexAt(space, instant, topic); }
  async typing(): Promise<void> { return undefined; }
  async spaceSettings(space: SpaceId): Promise<SpaceSettings> { return (await this.space(space)).settings; }
  async setSpaceSettings(space: SpaceId, settings: SpaceSettings): Promise<void> { this.#tell({ type: 'spaces' }); await this.#held(); this.#talk.set(space, settings); this.#tell({ type: 'spaces' }); }
  async resend(): Promise<void> { return undefined; }
  async discard(): Promise<void> { return undefined; }
  async timeline(space: SpaceId, from: number, count: number, topic?: TimelineScope): Promise<TimelinePage> {
    const steps = this.#matters?.timeline(space);
    if (steps) return { total: steps.length, from: 0, entries: steps, firstUnread: null, erased: 0, anew: false };
    return this.#talk.timeline(space, from, count, topic);
  }
  async markRead(): Promise<void> { return undefined; }
  async draft(space: SpaceId | null, topic?: DraftScope): Promise<string> { return this.#talk.draft(space, topic); }
  async saveDraft(space: SpaceId | null, text: string, topic?: DraftScope): Promise<void> { this.#talk.saveDraft(space, text, topic); }
  async search({ text, space, sender, offset, limit }: SearchQuery): Promise<SearchAnswer> {
    const words = text.trim().toLocaleLowerCase().split(/\s+/);
    const found = said.filter((hit) => words.every((word) => hit.excerpt.toLocaleLowerCase().includes(word)) && (space === undefined || hit.space === space) && (sender === undefined || hit.sender === sender));
    const marked = found.slice(offset, offset + limit).map((hit): SearchHit => ({ ...hit, marks: words.flatMap((word): [number, number][] => { const at = hit.excerpt.toLocaleLowerCase().indexOf(word); return word === '' || at === -1 ? [] : [[at, at + word.length]]; }).sort(([a], [b]) => a - b) }));
    return { hits: marked, total: found.length, indexed: said.length, of: said.length, closed: 1 };
  }
  async savedSearches() { return this.#searches; }
  async saveSearch(search: SavedSearch): Promise<void> { this.#searches = [...this.#searches.filter(({ name }) => name !== search.name), search]; this.#tell({ type: 'saved-searches' }); }
  async savedFilters() { return this.#filters; }
  async saveFilter(filter: SavedFilter): Promise<void> { this.#filters = [...this.#filters.filter(({ name }) => name !== filter.name), filter]; this.#tell({ type: 'saved-filters' }); }
  async forgetFilter(name: string): Promise<void> { this.#filters = this.#filters.filter((each) => each.name !== name); this.#tell({ type: 'saved-filters' }); }
  async forgetSearch(name: string): Promise<void> { this.#searches = this.#searches.filter((each) => each.name !== name); this.#tell({ type: 'saved-searches' }); }
  async inbox() { return this.#inbox; }
  async noticeSettings() { return this.#notices; }
  async setNoticeSettings(settings: NoticeSettings): Promise<void> { this.#notices = settings; this.#tell({ type: 'notice-settings' }); }
  async upload(): Promise<FileId> { return crypto.randomUUID() as FileId; }
  async transfers(): Promise<TransferView[]> { return this.scene === 'files' ? this.#transfers : []; }
  async pauseTransfer(id: string): Promise<void> { this.#moveTransfer(id, 'paused'); }
  async resumeTransfer(id: string): Promise<void> { this.#moveTransfer(id, 'running'); }
  async cancelTransfer(id: string): Promise<void> { this.#transfers = this.#transfers.filter((transfer) => transfer.id !== id); this.#tell({ type: 'transfers' }); }
  async download(): Promise<string> { return crypto.randomUUID(); }
  async downloaded(): Promise<Blob | undefined> { return undefined; }
  async readFile(_space: SpaceId, _on: unknown, file: FileId, from: number, to: number): Promise<Uint8Array> { return contentOf(file).slice(from, to); }
  async fileAllowance() { return { largest: 2 ** 31, left: 2 ** 34 }; }
  async figuresSetting(): Promise<FiguresView> { return { ...this.#setting, mayRead: true, maySet: true }; }
  async setFigures({ told, offences, assets, open }: { told: boolean; offences: boolean; assets: boolean; open: boolean }): Promise<void> { this.#setting = { since: told ? this.#setting.since ?? at(0) : null, offences, assets: told && assets ? this.#setting.assets ?? at(0) : null, open, by: me.id, at: at(0) }; }
  /** Of what was acknowledged the service has not heard that. */
  async toldMatters({ only }: ToldQuery): Promise<ToldView[]> {
    if (only === undefined) return [];
    const { kind, requesting, requested, urgent, transmittedAt, side, state, measureViews: [measure] } = await this.matter(only);
    const stage = stageOf(kind, measure?.state ?? state);
    if (side === null || transmittedAt === null || stage === null || this.#setting.since === null) return [];
    const signed = { kind, requesting, requested, urgent, stage };
    const behind = stage === 'acknowledged';
    return [{ ...signed, space: only, facilitated: false, offence: this.#statistics.get(only)?.offence ?? null, ...(behind && { stage: 'transmitted' as const }), transmittedAt, acknowledgedAt: null, endedAt: null, lastAt: transmittedAt, signed, otherwise: behind ? ['stage'] : [] }];
  }
  async figures(year: number | null): Promise<Figures> { return figuresOf(year); }
  async matterStatistics(space: SpaceId): Promise<MatterStatistics> {
    const { offence = null, amounts = {} } = this.#statistics.get(space) ?? {};
    const { kind, measureViews } = await this.matter(space);
    return { offence, assets: (kind === 'asset' ? measureViews : []).map(({ id }) => ({ id, amount: amounts[id] ?? null })) };
  }
  async tellOffence(space: SpaceId, offence: OffenceCategory): Promise<void> { this.#statistics.set(space, { ...this.#statistics.get(space), offence }); }
  async tellAmount(space: SpaceId, asset: string, amount: AmountBand): Promise<void> { this.#statistics.set(space, { ...this.#statistics.get(space), amounts: { ...this.#statistics.get(space)?.amounts, [asset]: amount } }); }
  async meetings(method: MeetingMethod, args: unknown[]): Promise<unknown> {
    if (method === 'figures') return sessionFigures;
    if (method === 'days') return (args[0] as string[]).map((state) => ({ state, stated: null, mayState: true }));
    if (method === 'signs') {
      await this.#held();
      return this.scene === 'signs' || this.scene === 'held' ? signs : this.scene === 'unlisted' ? refuse({ kind: 'offline' }) : [];
    }
    const played = this.#meetings[method as keyof ReturnType<typeof playMeetings>] as ((...values: unknown[]) => Promise<unknown>) | undefined;
    return played ? played(...args) : method === 'sessions' ? [] : refuse({ kind: 'problem', problem: problem('not-found') });
  }
  async matters(): Promise<MatterSummary[]> { return this.#matters?.list() ?? []; }
  async matter(space: SpaceId): Promise<MatterView> { return this.#matters?.view(space) ?? refuse({ kind: 'problem', problem: problem('not-found') }); }
  async earlierSteps(): Promise<[]> { return []; }
  async draftMatter(input: DossierInput): Promise<SpaceId> { return this.#matters?.write(null, input) ?? refuse({ kind: 'offline' }); }
  async reviseMatter(space: SpaceId, input: DossierInput): Promise<void> { this.#matters?.write(space, input); }
  async setReference(): Promise<void> { await Promise.resolve(); }
  async takeStep(space: SpaceId, measures: string[], step: StepInput): Promise<void> {
    if (this.scene === 'overtaken') {
      // The other side was faster.
      this.#tell({ type: 'step-refused', space, refused: { seq: 41, by: me.id, at: at(0), action: step.action, measures, refusal: { code: 'overtaken', article: '—', verified: true, entry: 'withdraw' }, wrote: { step } } });
      return;
    }
    const refusal = this.#matters?.take(space, measures, step);
    if (refusal) refuse({ kind: 'law', refusal });
  }
  async offers(): Promise<OfferSummary[]> { return []; }
  async offer(): Promise<OfferView> { return refuse({ kind: 'problem', problem: problem('not-found') }); }
  async makeOffer(): Promise<ItemId> { return refuse({ kind: 'offline' }); }
  async takeOfferStep(): Promise<void> { return refuse({ kind: 'offline' }); }
  async entries(_space: SpaceId, { kinds = [], ids, text = '', open = false }: EntryFilter = {}): Promise<EntrySummary[]> {
    if (this.scene === 'empty-register') return [];
    const all = this.scene === 'large-register' ? manyEntries : entries;
    return all.filter(({ id, kind, title, task }) => ids?.includes(id) !== false && (kinds.length === 0 || kinds.includes(kind)) && title.toLocaleLowerCase().includes(text.toLocaleLowerCase()) && (!open || task?.done === false));
  }
  async entry(_space: SpaceId, id: EntryId): Promise<EntryView> { return entryAt(id) ?? refuse({ kind: 'problem', problem: problem('not-found') }); }
  async myTasks(): Promise<MyTask[]> { return this.scene === 'empty' ? [] : entries.flatMap((entry) => (entry.task && entry.owner === me.id ? [{ ...entry, task: entry.task }] : [])); }
  async fingerprint(): Promise<string> { return 'a'.repeat(64); }
  async entryTies(): Promise<EntryTie[]> { return this.scene === 'large-register' ? manyTies : ties; }
  async writeEntry(): Promise<EntryId> { return firstEntry; }
  async reviseEntry(): Promise<void> { return undefined; }
  async strikeEntry(): Promise<void> { return undefined; }
  async compartments(): Promise<never[]> { return []; }
  async accessLog(): Promise<never[]> { return []; }
  async tellAccess(): Promise<void> { return undefined; }
  async createCompartment(): Promise<SpaceId> { return uuid(15) as SpaceId; }
  async moveEntry(_from: SpaceId, entry: EntryId): Promise<EntryId> { return entry; }
  async unmoved(): Promise<never[]> { return []; }
  async dismissUnmoved(): Promise<void> { return undefined; }
  async moveNote(_from: SpaceId, note: ItemId): Promise<ItemId> { return note; }
  async addCustody(): Promise<void> { return undefined; }
  async notes(): Promise<NoteSummary[]> { return []; }
  async note(): Promise<NoteView> { return refuse({ kind: 'problem', problem: problem('not-found') }); }
  async newNote(): Promise<ItemId> { return refuse({ kind: 'problem', problem: problem('not-acceptable') }); }
  async renameNote(): Promise<void> { return undefined; }
  async beginWriting(): Promise<Writing> { return { n: 1, client: 1 }; }
  async writeNote(): Promise<void> { return undefined; }
  async freezeNote(): Promise<EntryId> { return firstEntry; }
  async bundle(): Promise<Uint8Array> { return new TextEncoder().encode('{}'); }
  async checkBundle(bundle: Uint8Array): Promise<EvidenceResult> {
    return bundle.length === 2 ? { ok: true, report: { ...report, expected: this.scene !== 'requests' } } : { ok: false, fault: { part: 'entry', at: 12, rule: 'bad-signature' } };
  }
  async alarms(): Promise<Alarm[]> { return this.#alarms; }
  async acknowledgeAlarm(id: string): Promise<void> { this.#alarms = this.#alarms.map((alarm) => (alarm.id === id ? { ...alarm, acknowledged: true } : alarm)); this.#tell({ type: 'alarm', alarm: this.#alarms[0] as Alarm }); }
  async settled(): Promise<void> { return undefined; }
  on(listener: (event: ComityEvent) => void): () => void { this.#listeners.add(listener); return () => { this.#listeners.delete(listener); }; }
  async close(): Promise<void> { this.#listeners.clear(); }

  #moveTransfer(id: string, state: 'paused' | 'running'): void {
    this.#transfers = this.#transfers.map((transfer) => (transfer.id === id ? { ...transfer, state, failure: null } : transfer));
    this.#tell({ type: 'transfers' });
  }
  /** In the scene `held`: until the test lets go. */
  async #held(): Promise<void> { if (this.scene === 'held') await fetch('/held'); }
  #tell(event: ComityEvent): void { for (const listener of this.#listeners) listener(event); }
  #move(phase: Phase): Phase { this.#phase = phase; this.#tell({ type: 'phase', phase }); return phase; }
}
