/** Requests for mutual legal assistance: what a person does about them. Every step is judged here as the log is, before it is sent. */
import { LegalBasis } from '@comity/casework';
import { problem, type AuthorityId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { encodeMessage, type CaseContent, type Dossier, type DossierContent } from '@comity/e2ee';
import { refused, unlawful } from '../failure.js';
import type { DossierInput, MatterSummary, MatterView, StepInput } from '../matters.js';
import { Serial } from '../serial.js';
import type { Membership } from '../space/membership.js';
import { stateProfile } from '../space/profile.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';
import { stepOf } from './compose.js';
import { against, take, type Matter } from './law.js';
import { networkOf } from './network.js';
import { summaryOf, viewOf, type Surrounding, type Viewer } from './view.js';

export class Matters {
  /** One thing at a time: each follows what the one before left. */
  private readonly turns = new Serial();

  constructor(private readonly spaces: Pick<Spaces, 'all' | 'get' | 'create'> & { membership: Membership }, private readonly env: Surroundings) {}

  async all(): Promise<MatterSummary[]> {
    const known = this.spaces.all().filter(({ record }) => record.kind === 'request');
    const summaries = await Promise.all(known.map(async (space) => {
      const matter = await space.casebook.present();
      return matter === null ? [] : [summaryOf(matter, surroundingOf(space), this.viewer(space))];
    }));
    return summaries.flat().sort((a, b) => (a.lastStepAt < b.lastStepAt ? 1 : -1));
  }

  async one(id: SpaceId): Promise<MatterView> {
    const space = this.spaces.get(id);
    return viewOf(await this.present(space), surroundingOf(space), await space.casebook.refused(), this.viewer(space));
  }

  async draft(input: DossierInput): Promise<SpaceId> {
    const self = this.env.secrets.practitioner;
    const requesting = this.authorityOf(self);
    const dossier = this.dossierOf(input, requesting);
    this.judgeDraft({ v: 1, type: 'dossier', after: null, dossier, sentAt: this.now });
    return this.turns.run(async () => {
      const id = await this.spaces.create({ kind: 'request', owners: [self], title: input.title, purpose: null, history: 'all', retention: null }, []);
      const space = this.spaces.get(id);
      await this.write(space, dossier);
      return id;
    });
  }

  revise(id: SpaceId, input: DossierInput): Promise<void> {
    return this.turns.run(async () => {
      const space = this.spaces.get(id);
      const { dossier: { requesting } } = await this.present(space);
      await this.write(space, this.dossierOf(input, requesting));
    });
  }

  step(id: SpaceId, measures: readonly string[], input: StepInput): Promise<void> {
    return this.turns.run(async () => {
      const space = this.spaces.get(id);
      const people = [...new Set(input.addressees ?? [])];
      const matter = await this.present(space);
      const unknown = measures.find((measure) => !matter.measures.some((each) => each.id === measure));
      if (unknown !== undefined || measures.length === 0) throw unlawful(against('unknown-measure', input.action));
      const executing = this.expectAddressees(matter, input.action, people);
      const compose = (now: Matter) => stepOf(now, measures, input, executing, this.now);
      this.judge(space, matter, compose(matter));
      await this.bringIn(space, input.action, people);
      await this.say(space, compose(await this.present(space)));
    });
  }

  /** Refuses to bring people of others into a draft: they come in with the transmission. */
  async expectGuests(space: Space, people: readonly PractitionerId[]): Promise<void> {
    if (space.record.kind !== 'request') return;
    const matter = await space.casebook.present();
    const requesting = matter?.dossier.requesting ?? this.authorityOf(this.env.secrets.practitioner);
    if (matter?.transmittedAt == null && people.some((person) => this.authorityOf(person) !== requesting)) throw refused(problem('not-allowed', { detail: 'a draft is for the requesting authority alone' }));
  }

  /** Posts a dossier, and drafts the measures of it that are not. */
  private async write(space: Space, dossier: Dossier): Promise<void> {
    const before = await space.casebook.present();
    await this.say(space, { v: 1, type: 'dossier', after: before?.dossiers.at(-1) ?? null, dossier, sentAt: this.now });
    if (before !== null && before.dossier.title !== dossier.title) await stateProfile(space, this.env, dossier.title);
    const matter = await this.present(space);
    const fresh = matter.measures.filter(({ standing }) => standing.state === null).map(({ id }) => id);
    if (fresh.length > 0) await this.say(space, stepOf(matter, fresh, { action: matter.rules.cycle.begin.action }, null, this.now));
  }

  /** Whether this may be asked for at all, before a space is founded for it. */
  private judgeDraft(content: DossierContent): void {
    const encoded = encodeMessage(content);
    if (!encoded.ok) throw refused(problem('invalid-input', { errors: [{ pointer: '/', rule: encoded.rule }] }));
    const [by, network] = [this.env.secrets.practitioner, networkOf(this.env.directory)];
    const begun = take(null, { seq: null, by, at: content.sentAt, hash: '', content }, network, true);
    if (!begun.ok) throw unlawful(begun.refusal);
    const step = stepOf(begun.matter, begun.matter.measures.map(({ id }) => id), { action: begun.matter.rules.cycle.begin.action }, null, content.sentAt);
    const drafted = take(begun.matter, { seq: null, by, at: step.sentAt, hash: '', content: step }, network, true);
    if (!drafted.ok) throw unlawful(drafted.refusal);
  }

  private judge(space: Space, matter: Matter | null, content: CaseContent): void {
    const verdict = take(matter, space.casebook.own(content), space.casebook.network, true);
    if (!verdict.ok) throw unlawful(verdict.refusal);
  }

  private async say(space: Space, content: CaseContent): Promise<ItemId> {
    if (space.record.left) throw refused(problem('not-allowed', { detail: 'this person is not in the space any more' }));
    this.judge(space, await space.casebook.present(), content);
    return space.outbox.add({ kind: 'message', handling: 'none', content });
  }

  /** Who may come in with a step; answers whose authority is to execute, of a step that says so. */
  private expectAddressees({ dossier }: Matter, action: string, people: readonly PractitionerId[]): AuthorityId | null {
    const authorities = [...new Set(people.map((person) => this.authorityOf(person)))];
    const only = (authority: AuthorityId) => authorities.every((each) => each === authority);
    if (action === 'transmit' && (people.length === 0 || !only(dossier.requested))) throw addressees('must be people of the requested authority');
    if (action === 'submit' && !only(dossier.requesting)) throw addressees('must be colleagues');
    if (action === 'forward' && authorities.length !== 1) throw addressees('must be people of one authority');
    if (action !== 'transmit' && action !== 'submit' && action !== 'forward' && people.length > 0) throw addressees('come in with a submission, a transmission or a forwarding');
    return action === 'forward' ? authorities[0]! : null;
  }

  /** Whoever is to review, or is asked first, becomes an owner: each side brings in its own colleagues. */
  private async bringIn(space: Space, action: string, people: readonly PractitionerId[]): Promise<void> {
    const owners = action === 'transmit' ? people.slice(0, 1) : action === 'submit' ? people : [];
    const [inside, owning] = [space.members(), space.owners()];
    if (action !== 'transmit' && people.every((person) => inside.includes(person)) && owners.every((person) => owning.includes(person))) return;
    await this.spaces.membership.admit(space, people, { owners, fresh: action === 'transmit' });
  }

  private async present(space: Space): Promise<Matter> {
    const matter = await space.casebook.present();
    if (matter === null) throw refused(problem('not-found'));
    return matter;
  }

  private dossierOf({ requested, basis, title, urgent, sections, measures }: DossierInput, requesting: AuthorityId): Dossier {
    const parsed = LegalBasis.safeParse(basis);
    if (!parsed.success) throw refused(problem('invalid-input', { errors: [{ pointer: `/basis/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule: 'wrong-shape' }] }));
    return { requesting, requested, basis: parsed.data, title, urgent, sections: sections.filter(({ text }) => text.trim() !== '').map(({ part, text }) => ({ part, text: text.replace(/\r\n?/g, '\n') })), measures: measures.map(({ id, assistance, sought }) => ({ id, assistance, sought: sought.replace(/\r\n?/g, '\n') })) };
  }

  private authorityOf(person: PractitionerId): AuthorityId {
    const authority = this.env.directory.chain.persons.get(person)?.authority;
    if (authority === undefined) throw refused(problem('not-found', { detail: 'nobody vouched for this person' }));
    return authority;
  }

  private viewer(space: Space): Viewer { return { person: this.env.secrets.practitioner, network: space.casebook.network, now: this.now }; }
  private get now(): Instant { return this.env.now().toISOString() as Instant; }
}

const surroundingOf = ({ id, reading }: Space): Surrounding => ({ space: id, unread: reading.total.unread, isBeyond: (seq) => reading.isBeyond(seq) });
const addressees = (rule: string) => refused(problem('invalid-input', { errors: [{ pointer: '/addressees', rule }] }));
