/** A small network for tests: people with keys, statements signed in their name, a clock that stands still. */
import type { AuthorityId, DeviceId, Instant, NetworkId, PractitionerId, SignedStatement, StatementBody, StatementKind, StatementOf } from '@comity/contracts';
import { Chain, newDevice, newIdentity, signStatement, statementId, toBase64Url, type ChainRule, type KeyPair } from '@comity/e2ee';

export const now = new Date('2027-03-01T12:00:00.000Z');
export const minutes = (count: number): Instant => new Date(now.getTime() + count * 60_000).toISOString() as Instant;
let counter = 0;
/** Ids that differ and are the same in every run. */
export const id = <T extends string>(): T => `00000000-0000-4000-8000-${(++counter).toString(16).padStart(12, '0')}` as T;

export interface Person { id: PractitionerId; name: string; keys: KeyPair }
export const person = (name: string): Person => ({ id: id<PractitionerId>(), name, keys: newIdentity() });
export const wire = (p: Person) => ({ id: p.id, name: p.name, title: null, key: toBase64Url(p.keys.publicKey) });

type Particular<K extends StatementKind> = Omit<StatementOf<K>, 'v' | 'network' | 'issuers' | 'issuedAt' | 'notBefore' | 'notAfter' | 'kind'>;
export interface When { issuedAt?: Instant; notBefore?: Instant; notAfter?: Instant | null }

/** A network with two officers, one authority, its focal point and a practitioner; `chain` follows every accepted statement. */
export class Network {
  readonly id = id<NetworkId>();
  readonly secretariat = id<AuthorityId>();
  readonly authority = id<AuthorityId>();
  readonly officers: [Person, Person] = [person('First Officer'), person('Second Officer')];
  readonly focal = person('Focal Point');
  readonly practitioner = person('Practitioner');
  readonly device = { id: id<DeviceId>(), keys: newDevice() };
  readonly founding: SignedStatement;
  /** Everything accepted, in order. */
  readonly statements: SignedStatement[] = [];
  chain: Chain;

  constructor() {
    this.founding = this.sign('network-founded', this.officers, {
      name: 'Network', secretariat: { id: this.secretariat, name: 'Secretariat', state: 'UN', kind: 'secretariat' }, officers: [wire(this.officers[0]), wire(this.officers[1])],
    }, { issuedAt: minutes(-1_000) });
    const founded = Chain.found(this.founding, statementId(this.founding.body), now);
    if (!founded.ok) throw new Error(founded.rule);
    this.chain = founded.chain;
    this.statements.push(this.founding);
    this.accept(this.sign('authority-admitted', this.officers, { authority: { id: this.authority, name: 'Authority', state: 'FR', kind: 'central-authority' } }, { issuedAt: minutes(-900) }));
    this.accept(this.sign('focal-point-appointed', this.officers, { authority: this.authority, person: wire(this.focal) }, { issuedAt: minutes(-800) }));
    this.accept(this.sign('practitioner-vouched', [this.focal], { authority: this.authority, person: wire(this.practitioner) }, { issuedAt: minutes(-700) }));
    this.accept(this.certify(this.practitioner, this.device, { issuedAt: minutes(-600) }));
  }

  body<K extends StatementKind>(kind: K, issuers: Person[], particular: Particular<K>, when: When = {}): StatementBody {
    const issuedAt = when.issuedAt ?? minutes(0);
    return { v: 1, network: this.id, issuers: issuers.map((issuer) => issuer.id), issuedAt, notBefore: when.notBefore ?? issuedAt, notAfter: when.notAfter ?? null, kind, ...particular } as unknown as StatementBody;
  }

  sign<K extends StatementKind>(kind: K, issuers: Person[], particular: Particular<K>, when: When = {}): SignedStatement {
    return signStatement(this.body(kind, issuers, particular, when), issuers.map((issuer) => issuer.keys.secretKey));
  }

  vouch(who: Person, when: When = {}, by: Person = this.focal): SignedStatement {
    return this.sign('practitioner-vouched', [by], { authority: this.authority, person: wire(who) }, when);
  }

  certify(owner: Person, device: { id: DeviceId; keys: KeyPair }, when: When = {}): SignedStatement {
    return this.sign('device-certified', [owner], { practitioner: owner.id, device: { id: device.id, name: 'Laptop', key: toBase64Url(device.keys.publicKey) } }, when);
  }

  revoke(subject: StatementOf<'revoked'>['subject'], by: Person[], when: When = {}): SignedStatement {
    return this.sign('revoked', by, { subject, reason: 'lost' }, when);
  }

  accept(statement: SignedStatement): void {
    const result = this.chain.apply(statement, now);
    if (!result.ok) throw new Error(result.rule);
    this.chain = result.chain;
    this.statements.push(statement);
  }

  /** The rule that refuses the statement, or 'accepted'. */
  rule(statement: SignedStatement, at: Date = now): ChainRule | 'accepted' {
    const result = this.chain.apply(statement, at);
    return result.ok ? 'accepted' : result.rule;
  }
}
