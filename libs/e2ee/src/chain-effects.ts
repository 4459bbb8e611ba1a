/**
 * What each kind of statement changes, and the rules particular to it.
 * Trust: issuers, window and signatures have been checked by chain.ts; here it is decided whether these issuers may do this.
 */
import type { AuthorityId, Instant, PractitionerId, StatementKind, StatementOf } from '@comity/contracts';
import { areTwoOfficers, isFocalPointOf, isFocalPointOrOfficerOf, mayEnd, type Issuers } from './chain-issuers.js';
import type { ChainRule } from './chain-rule.js';
import { endOf, later, shifted, validAt, clockSkew, type ChainDevice, type ChainPerson, type ChainRole, type ChainState, type Ended } from './chain-state.js';
import { decodeBase64Url, toBase64Url } from './bytes.js';

type Effect<K extends StatementKind> = (state: ChainState, body: StatementOf<K>, issuers: Issuers) => Partial<ChainState> | ChainRule;

/** A statement takes effect when it was issued or when it says, whichever is later: never backwards. */
export const effectiveAt = (body: { issuedAt: Instant; notBefore: Instant }): Instant => later(body.issuedAt, body.notBefore);

function currentAuthority(state: ChainState, id: AuthorityId): ChainRule | null {
  const authority = state.authorities.get(id);
  if (authority === undefined) return 'unknown-authority';
  return authority.ended === null ? null : 'authority-ended';
}

/** Vouching and appointing admit a new person, or renew or promote a known one under the same key. */
function admitPerson(state: ChainState, body: StatementOf<'practitioner-vouched' | 'focal-point-appointed'>, role: ChainRole, issuers: Issuers): Partial<ChainState> | ChainRule {
  const { person, authority } = body;
  const key = decodeBase64Url(person.key);
  if (key === undefined) return 'malformed';
  const owner = state.keys.get(person.key);
  const known = state.persons.get(person.id);
  if (known !== undefined) {
    if (owner !== person.id || known.authority !== authority || (known.role !== 'practitioner' && known.role !== role)) return 'person-id-taken';
    if (known.ended !== null && known.ended.reason !== 'expired') return 'subject-ended';
  } else if (owner !== undefined) return 'key-taken';
  const admitted: ChainPerson = {
    id: person.id, authority, name: person.name, title: person.title, key, role,
    from: known?.from ?? effectiveAt(body), until: body.notAfter, ended: null, lapses: lapsesOf(known, effectiveAt(body)),
    supersedes: known?.supersedes ?? null, successor: null,
  };
  if (body.supersedes !== undefined) return supersede(state, body, admitted, body.supersedes, issuers);
  return { persons: state.persons.with(person.id, admitted), keys: state.keys.with(person.key, person.id) };
}

/**
 * One statement ends an identity and puts another in its place: whoever reads the log sees both or neither. Authority and
 * role stay; an officer's seat is part of the root and passes by handing over alone.
 */
function supersede(state: ChainState, body: { issuedAt: Instant; notBefore: Instant }, admitted: ChainPerson, earlier: PractitionerId, issuers: Issuers): Partial<ChainState> | ChainRule {
  const former = state.persons.get(earlier);
  if (former === undefined) return 'unknown-person';
  if (state.persons.has(admitted.id)) return 'person-id-taken';
  if (former.authority !== admitted.authority || former.role !== admitted.role) return 'successor-mismatch';
  if (!mayEnd(issuers, former, state.network)) return 'issuer-not-allowed';
  if (former.successor !== null) return 'subject-ended';
  // Who was revoked already stays so, for the reason given then.
  const ended: Ended = former.ended !== null && former.ended.reason !== 'expired' ? former.ended : { at: earliestEnd(former, effectiveAt(body)), reason: 'superseded' };
  const persons = state.persons.with(former.id, { ...former, ended, successor: admitted.id }).with(admitted.id, { ...admitted, supersedes: former.id });
  return { persons, keys: state.keys.with(toBase64Url(admitted.key), admitted.id) };
}

/** An end never reaches further back, or further on, than one that was there already. */
function earliestEnd(subject: Pick<ChainPerson, 'until' | 'ended'>, at: Instant): Instant {
  const end = endOf(subject);
  return end !== null && end < at ? end : at;
}

/** The gap a renewal leaves behind it: what happened meanwhile is judged as it was. */
function lapsesOf(known: ChainPerson | undefined, renewed: Instant): ChainPerson['lapses'] {
  if (known === undefined) return [];
  const end = endOf(known);
  return end === null || end >= renewed ? known.lapses : [...known.lapses, { from: end, to: renewed }];
}

const admitAuthority: Effect<'authority-admitted'> = (state, body, issuers) => {
  if (!areTwoOfficers(issuers)) return 'issuer-not-allowed';
  if (body.authority.kind === 'secretariat') return 'secretariat-required';
  if (state.authorities.has(body.authority.id)) return 'authority-id-taken';
  return { authorities: state.authorities.with(body.authority.id, { ...body.authority, from: effectiveAt(body), ended: null }) };
};

const appointFocalPoint: Effect<'focal-point-appointed'> = (state, body, issuers) => {
  const refusal = currentAuthority(state, body.authority);
  if (refusal !== null) return refusal;
  if (!areTwoOfficers(issuers) && !isFocalPointOf(issuers, body.authority)) return 'issuer-not-allowed';
  return admitPerson(state, body, 'focal-point', issuers);
};

const vouch: Effect<'practitioner-vouched'> = (state, body, issuers) => {
  const refusal = currentAuthority(state, body.authority);
  if (refusal !== null) return refusal;
  if (!isFocalPointOrOfficerOf(issuers, body.authority, state.network)) return 'issuer-not-allowed';
  return admitPerson(state, body, 'practitioner', issuers);
};

const certifyDevice: Effect<'device-certified'> = (state, body, issuers) => {
  if (issuers.length !== 1 || issuers[0]!.id !== body.practitioner) return 'issuer-not-allowed';
  const { device } = body;
  const key = decodeBase64Url(device.key);
  if (key === undefined) return 'malformed';
  const known = state.devices.get(device.id);
  if (known !== undefined) return renewDevice(state, body, known);
  if (state.keys.has(device.key)) return 'key-taken';
  const from = effectiveAt(body);
  const certified: ChainDevice = { id: device.id, practitioner: body.practitioner, name: device.name, key, from, renewed: from, until: body.notAfter, ended: null };
  return { devices: state.devices.with(device.id, certified), keys: state.keys.with(device.key, device.id) };
};

/**
 * Certified once more, a device goes on longer. Only while it still counts: renewing never bridges a time in which it did
 * not, so that what others judged meanwhile stays true.
 */
function renewDevice(state: ChainState, body: StatementOf<'device-certified'>, known: ChainDevice): Partial<ChainState> | ChainRule {
  if (known.practitioner !== body.practitioner || state.keys.get(body.device.key) !== known.id) return 'device-id-taken';
  const renewed = effectiveAt(body);
  const end = endOf(known);
  if (known.ended !== null || (end !== null && later(renewed, state.horizon) >= end)) return 'subject-ended';
  if (body.notAfter === null || end === null || body.notAfter <= end) return 'device-not-extended';
  return { devices: state.devices.with(known.id, { ...known, name: body.device.name, renewed, until: body.notAfter }) };
}

const expireAccess: Effect<'access-expires'> = (state, body, issuers) => {
  const person = state.persons.get(body.practitioner);
  if (person === undefined) return 'unknown-person';
  if (!mayEnd(issuers, person, state.network)) return 'issuer-not-allowed';
  const end = endOf(person);
  if (end !== null && end <= body.issuedAt) return 'subject-ended';
  if (body.at <= body.issuedAt) return 'expiry-in-the-past';
  if (end !== null && body.at > end) return 'access-would-be-extended';
  return { persons: state.persons.with(person.id, { ...person, ended: { at: body.at, reason: 'expired' } }) };
};

const revoke: Effect<'revoked'> = (state, body, issuers) => {
  const { subject, reason } = body;
  const at = effectiveAt(body);
  const isOver = (s: { ended: ChainPerson['ended'] }) => s.ended !== null && s.ended.reason !== 'expired';
  const earliest = (s: Pick<ChainPerson, 'until' | 'ended'>) => earliestEnd(s, at);
  switch (subject.type) {
    case 'device': {
      const device = state.devices.get(subject.id);
      if (device === undefined) return 'unknown-device';
      const owner = state.persons.get(device.practitioner)!;
      const own = issuers.length === 1 && issuers[0]!.id === owner.id;
      if (!own && !mayEnd(issuers, owner, state.network)) return 'issuer-not-allowed';
      if (isOver(device)) return 'subject-ended';
      return { devices: state.devices.with(device.id, { ...device, ended: { at: earliest(device), reason } }) };
    }
    case 'practitioner': {
      const person = state.persons.get(subject.id);
      if (person === undefined) return 'unknown-person';
      if (!mayEnd(issuers, person, state.network)) return 'issuer-not-allowed';
      if (isOver(person)) return 'subject-ended';
      return { persons: state.persons.with(person.id, { ...person, ended: { at: earliest(person), reason } }) };
    }
    case 'authority': {
      const authority = state.authorities.get(subject.id);
      if (authority === undefined) return 'unknown-authority';
      if (!areTwoOfficers(issuers)) return 'issuer-not-allowed';
      if (authority.id === state.network.secretariat) return 'secretariat-cannot-end';
      if (authority.ended !== null) return 'subject-ended';
      let { persons } = state;
      for (const person of state.persons.values()) {
        if (person.authority !== authority.id || isOver(person)) continue;
        persons = persons.with(person.id, { ...person, ended: { at: earliest(person), reason: 'authority-ended' } });
      }
      return { persons, authorities: state.authorities.with(authority.id, { ...authority, ended: { at, reason } }) };
    }
  }
};

const handOver: Effect<'handed-over'> = (state, body, issuers) => {
  const refusal = currentAuthority(state, body.authority);
  if (refusal !== null) return refusal;
  const from = issuers.find((issuer) => issuer.id === body.from);
  if (from === undefined || from.authority !== body.authority) return 'issuer-not-allowed';
  // An officer's seat is part of the root: the other officer must agree.
  if (!(from.role === 'officer' ? areTwoOfficers(issuers) : isFocalPointOf(issuers, body.authority))) return 'issuer-not-allowed';
  const to = state.persons.get(body.to);
  if (to === undefined || to.authority !== body.authority) return 'hand-over-to-non-member';
  if (!validAt(to, body.issuedAt) && !validAt(to, shifted(body.issuedAt, clockSkew))) return 'subject-ended';
  if (to.role !== 'practitioner') return 'hand-over-to-non-practitioner';
  return { persons: state.persons.with(from.id, { ...from, role: 'practitioner' }).with(to.id, { ...to, role: from.role }) };
};

/** The kinds that end or found something: a limit in time of their own would make no sense. */
export const withoutLimit: ReadonlySet<StatementKind> = new Set(['network-founded', 'authority-admitted', 'access-expires', 'revoked', 'handed-over']);

export const effects: { [K in StatementKind]: Effect<K> } = {
  'network-founded': () => 'already-founded',
  'authority-admitted': admitAuthority,
  'focal-point-appointed': appointFocalPoint,
  'practitioner-vouched': vouch,
  'device-certified': certifyDevice,
  'access-expires': expireAccess,
  'revoked': revoke,
  'handed-over': handOver,
};
