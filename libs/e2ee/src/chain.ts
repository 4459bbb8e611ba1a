/**
 * The chain network → authority → focal point → practitioner → device, built from signed statements in log order.
 * The same code runs in the service and in every client. Trust: the pin alone; statements may come from anybody, and a
 * service without an issuer's key cannot make one that is accepted. What it can do is withhold the newest ones.
 */
import { SignedStatement, StatementBody, type AuthorityId, type DeviceId, type Instant, type PractitionerId, type StatementId } from '@comity/contracts';
import { decodeBase64Url, toBase64Url } from './bytes.js';
import { effects, withoutLimit } from './chain-effects.js';
import type { ChainRule } from './chain-rule.js';
import { clockSkew, endOf, lapsedWithin, later, shifted, validAt, type ChainAuthority, type ChainDevice, type ChainNetwork, type ChainPerson, type ChainState } from './chain-state.js';
import { foundingState } from './chain-founding.js';
import { sha256 } from './hash.js';
import { verifySignature } from './signature.js';
import { statementMessage } from './statement.js';

export type ChainResult = { ok: true; chain: Chain } | { ok: false; rule: ChainRule };
const refuse = (rule: ChainRule): ChainResult => ({ ok: false, rule });

/** An immutable value: applying a statement gives another chain, or names the rule that refuses it. */
export class Chain {
  private constructor(private readonly state: ChainState) {}

  /** Founds the chain on the network's first statement, which must be the one that `pin` names. `verify`: as `verifySignature` does, or knows that it did. */
  static found(statement: SignedStatement, pin: StatementId, now: Date, verify = verifySignature): ChainResult {
    const parsed = SignedStatement.safeParse(statement);
    if (!parsed.success) return refuse('malformed');
    const { body, signatures } = parsed.data;
    if (body.kind !== 'network-founded') return refuse('not-a-founding');
    const message = messageOf(body);
    if (message === undefined) return refuse('malformed');
    if (toBase64Url(sha256(message)) !== pin) return refuse('pin-mismatch');
    const window = windowRule(body, now);
    if (window !== null) return refuse(window);
    const state = foundingState(body, pin);
    if (typeof state === 'string') return refuse(state);
    const issuers = body.officers.map((officer) => state.persons.get(officer.id)!);
    const rule = signatureRule(message, signatures, issuers, verify);
    return rule === null ? { ok: true, chain: new Chain(state) } : refuse(rule);
  }

  /** Applies the next statement of the log. `now` bounds how far ahead it may claim to have been issued. */
  apply(statement: SignedStatement, now: Date, verify = verifySignature): ChainResult {
    const parsed = SignedStatement.safeParse(statement);
    if (!parsed.success) return refuse('malformed');
    return this.judge(parsed.data.body, parsed.data.signatures, now, verify);
  }

  /** Applies statements in order up to the first that is refused; `applied` counts those that are in `chain`. */
  applyAll(statements: Iterable<SignedStatement>, now: Date): { chain: Chain; applied: number; refused: ChainRule | null } {
    let chain = new Chain(this.state);
    let applied = 0;
    for (const statement of statements) {
      const result = chain.apply(statement, now);
      if (!result.ok) return { chain, applied, refused: result.rule };
      chain = result.chain;
      applied += 1;
    }
    return { chain, applied, refused: null };
  }

  /** The rule that would refuse this body if its issuers signed it now, or null: for drafts and for proposals that await a signature. */
  review(body: StatementBody, now: Date): ChainRule | null {
    const parsed = StatementBody.safeParse(body);
    if (!parsed.success) return 'malformed';
    const result = this.judge(parsed.data, null, now);
    return result.ok ? null : result.rule;
  }

  private judge(body: StatementBody, signatures: readonly string[] | null, now: Date, verify = verifySignature): ChainResult {
    const { state } = this;
    if (body.kind === 'network-founded') return refuse('already-founded');
    if (body.network !== state.network.id) return refuse('wrong-network');
    const window = windowRule(body, now);
    if (window !== null) return refuse(window);
    const message = messageOf(body);
    if (message === undefined) return refuse('malformed');
    const id = toBase64Url(sha256(message)) as StatementId;
    if (state.statements.has(id)) return refuse('duplicate-statement');
    const issuers = this.issuersOf(body);
    if (typeof issuers === 'string') return refuse(issuers);
    const signature = signatures === null ? null : signatureRule(message, signatures, issuers, verify);
    if (signature !== null) return refuse(signature);
    // The table is keyed by kind: each effect receives the body of its own kind.
    const effect = (effects[body.kind] as (s: ChainState, b: StatementBody, i: readonly ChainPerson[]) => Partial<ChainState> | ChainRule)(state, body, issuers);
    if (typeof effect === 'string') return refuse(effect);
    return { ok: true, chain: new Chain({ ...state, ...effect, statements: state.statements.with(id, state.statements.size + 1), horizon: later(state.horizon, body.issuedAt) }) };
  }

  /** The issuers, each valid when the statement claims to have been issued and not ended by anything earlier in the log. */
  private issuersOf(body: StatementBody): ChainPerson[] | ChainRule {
    if (new Set(body.issuers).size !== body.issuers.length) return 'issuers-not-distinct';
    const issuers: ChainPerson[] = [];
    for (const id of body.issuers) {
      const issuer = this.state.persons.get(id);
      if (issuer === undefined) return 'unknown-issuer';
      if (body.issuedAt < shifted(issuer.from, -clockSkew)) return 'issuer-not-yet-valid';
      const end = endOf(issuer);
      if (end !== null && later(body.issuedAt, this.state.horizon) >= end) return 'issuer-ended';
      issuers.push(issuer);
    }
    return issuers;
  }

  get network(): ChainNetwork { return this.state.network; }
  get authorities(): ReadonlyMap<AuthorityId, ChainAuthority> { return this.state.authorities; }
  get persons(): ReadonlyMap<PractitionerId, ChainPerson> { return this.state.persons; }
  get devices(): ReadonlyMap<DeviceId, ChainDevice> { return this.state.devices; }
  /** When the latest statement was issued: so late it is at least, whatever the clock of a device says. */
  get horizon(): Instant { return this.state.horizon; }
  /** How many statements led here, the founding one included. */
  get length(): number { return this.state.statements.size; }

  /** Whether a statement of this id was applied. */
  has(id: StatementId): boolean { return this.state.statements.has(id); }

  /** The person, if valid at that time. */
  person(id: PractitionerId, at: Date): ChainPerson | undefined {
    const person = this.state.persons.get(id);
    return person !== undefined && validAt(person, instant(at)) ? person : undefined;
  }

  /** Whether a person's access had run out at some moment of that time, though it was renewed since. */
  lapsed(id: PractitionerId, from: Date, to: Date): boolean {
    const person = this.state.persons.get(id);
    return person !== undefined && lapsedWithin(person, instant(from), instant(to));
  }

  /** The device, if it and its person are valid at that time. */
  device(id: DeviceId, at: Date): ChainDevice | undefined {
    const device = this.state.devices.get(id);
    if (device === undefined || !validAt(device, instant(at))) return undefined;
    return this.person(device.practitioner, at) === undefined ? undefined : device;
  }

  /** The devices of a person that are valid at that time. */
  devicesOf(practitioner: PractitionerId, at: Date): ChainDevice[] {
    if (this.person(practitioner, at) === undefined) return [];
    const devices: ChainDevice[] = [];
    for (const device of this.state.devices.values()) {
      if (device.practitioner === practitioner && validAt(device, instant(at))) devices.push(device);
    }
    return devices;
  }
}

const instant = (at: Date): Instant => at.toISOString() as Instant;

function messageOf(body: StatementBody): Uint8Array | undefined {
  try {
    return statementMessage(body);
  } catch {
    return undefined;
  }
}

function windowRule(body: StatementBody, now: Date): ChainRule | null {
  if (body.notAfter !== null && withoutLimit.has(body.kind)) return 'window-not-allowed';
  if (body.notAfter !== null && (body.notAfter <= body.notBefore || body.notAfter <= body.issuedAt)) return 'window-inverted';
  return body.issuedAt > shifted(now, clockSkew) ? 'issued-in-the-future' : null;
}

function signatureRule(message: Uint8Array, signatures: readonly string[], issuers: readonly ChainPerson[], verify: typeof verifySignature): ChainRule | null {
  if (signatures.length !== issuers.length) return 'wrong-number-of-signatures';
  for (const [i, issuer] of issuers.entries()) {
    const signature = decodeBase64Url(signatures[i]!);
    if (signature === undefined || !verify(signature, message, issuer.key)) return 'bad-signature';
  }
  return null;
}
