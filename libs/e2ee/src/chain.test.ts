import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId, DeviceId, PractitionerId, SignedStatement, StatementId } from '@comity/contracts';
import { Chain, chainRules, newDevice, newIdentity, ready, signStatement, statementId, statementSignature, toBase64Url, verifyStatementSignature } from '@comity/e2ee';
import { id, minutes, Network, now, person, wire, type Person } from '../test/network.js';

let network: Network;
beforeAll(ready);
beforeAll(() => { network = new Network(); });

const seen = new Set<string>();
const refused = (rule: string) => { seen.add(rule); return rule; };
const fresh = () => new Network();
const founding = (n: Network, change: (body: Record<string, unknown>) => void, secrets = n.officers.map((o) => o.keys.secretKey)): [SignedStatement, StatementId] => {
  const body = structuredClone(n.founding.body);
  change(body as unknown as Record<string, unknown>);
  return [signStatement(body, secrets), statementId(body)];
};
const found = (statement: SignedStatement, pin: StatementId, at = now) => {
  const result = Chain.found(statement, pin, at);
  return result.ok ? 'accepted' : result.rule;
};

describe('founding a network', () => {
  it('is accepted under its pin and names secretariat and officers', () => {
    const { chain } = network;
    expect(chain.network).toEqual({ id: network.id, name: 'Network', pin: statementId(network.founding.body), secretariat: network.secretariat, from: minutes(-1_000) });
    expect(chain.persons.get(network.officers[0].id)?.role).toBe('officer');
  });
  it('is refused under another pin', () => {
    expect(found(network.founding, 'A'.repeat(43) as StatementId)).toBe(refused('pin-mismatch'));
  });
  it('is refused when the first statement founds nothing', () => {
    const statement = network.vouch(person('Someone'));
    expect(found(statement, statementId(statement.body))).toBe(refused('not-a-founding'));
  });
  it('is refused a second time', () => {
    expect(network.rule(network.founding)).toBe(refused('already-founded'));
  });
  it('is refused without a secretariat', () => {
    expect(found(...founding(network, (body) => { (body['secretariat'] as { kind: string }).kind = 'police'; }))).toBe(refused('secretariat-required'));
  });
  it('is refused when the issuers are not the two officers in order', () => {
    expect(found(...founding(network, (body) => { (body['issuers'] as string[]).reverse(); }))).toBe(refused('issuer-not-allowed'));
  });
  it('is refused when both officers are one person or share a key', () => {
    const [first] = network.officers;
    const twice = founding(network, (body) => { body['officers'] = [wire(first), wire(first)]; body['issuers'] = [first.id, first.id]; }, [first.keys.secretKey, first.keys.secretKey]);
    expect(found(...twice)).toBe(refused('issuers-not-distinct'));
    const sharing = founding(network, (body) => { (body['officers'] as { key: string }[])[1]!.key = wire(first).key; });
    expect(found(...sharing)).toBe(refused('key-taken'));
  });
  it('is refused when either signature is missing or wrong', () => {
    const pin = statementId(network.founding.body);
    expect(found({ ...network.founding, signatures: [network.founding.signatures[0]!] }, pin)).toBe(refused('wrong-number-of-signatures'));
    expect(found({ ...network.founding, signatures: [network.founding.signatures[0]!, network.founding.signatures[0]!] }, pin)).toBe(refused('bad-signature'));
  });
  it('is refused from the future and with a limit in time', () => {
    expect(found(network.founding, statementId(network.founding.body), new Date(minutes(-2_000)))).toBe(refused('issued-in-the-future'));
    expect(found(...founding(network, (body) => { body['notAfter'] = minutes(9_000); }))).toBe(refused('window-not-allowed'));
  });
  it('is refused with keys that are not canonically encoded', () => {
    expect(found(...founding(network, (body) => { (body['officers'] as { key: string }[])[0]!.key = `${'A'.repeat(42)}B`; }))).toBe(refused('malformed'));
  });
});

describe('any statement', () => {
  const someone = () => network.vouch(person('Someone'));
  it('is refused when it does not follow its contract', () => {
    const statement = someone();
    expect(network.rule({ ...statement, body: { ...statement.body, kind: 'unheard-of' } } as unknown as SignedStatement)).toBe('malformed');
    expect(network.rule({ ...statement, body: { ...statement.body, extra: 1 } } as unknown as SignedStatement)).toBe('malformed');
    expect(network.rule(null as unknown as SignedStatement)).toBe('malformed');
  });
  it('is refused with text that has no canonical form', () => {
    const statement = someone();
    const body = { ...statement.body, person: { ...wire(person('x')), name: 'lone \ud800 surrogate' } } as SignedStatement['body'];
    expect(network.rule({ ...statement, body })).toBe('malformed');
  });
  it('is refused for another network', () => {
    expect(network.rule(fresh().vouch(person('Someone')))).toBe(refused('wrong-network'));
  });
  it('is refused when it ends before it begins', () => {
    expect(network.rule(network.vouch(person('x'), { notBefore: minutes(10), notAfter: minutes(10) }))).toBe(refused('window-inverted'));
    expect(network.rule(network.vouch(person('x'), { notBefore: minutes(-20), notAfter: minutes(-10) }))).toBe('window-inverted');
  });
  it('is refused with a limit in time where none makes sense', () => {
    expect(network.rule(network.revoke({ type: 'device', id: network.device.id }, [network.practitioner], { notAfter: minutes(10) }))).toBe('window-not-allowed');
  });
  it('is refused when issued further ahead than clocks differ', () => {
    expect(network.rule(network.vouch(person('x'), { issuedAt: minutes(4) }))).toBe('accepted');
    expect(network.rule(network.vouch(person('x'), { issuedAt: minutes(6) }))).toBe('issued-in-the-future');
  });
  it('is refused a second time', () => {
    const n = fresh();
    const statement = n.vouch(person('Someone'));
    n.accept(statement);
    expect(n.rule(statement)).toBe(refused('duplicate-statement'));
    expect(n.chain.has(statementId(statement.body))).toBe(true);
  });
  it('is refused from an issuer nobody knows', () => {
    expect(network.rule(network.vouch(person('x'), {}, person('Stranger')))).toBe(refused('unknown-issuer'));
  });
  it('is refused from the same issuer twice', () => {
    const [first] = network.officers;
    expect(network.rule(network.sign('authority-admitted', [first, first], { authority: { id: id<AuthorityId>(), name: 'New', state: 'DE', kind: 'police' } }))).toBe('issuers-not-distinct');
  });
  it('is refused when a signature is missing, another’s, not canonical, or over another body', () => {
    const statement = someone();
    const [first] = statement.signatures;
    expect(network.rule({ ...statement, signatures: [first!, first!] })).toBe('wrong-number-of-signatures');
    expect(network.rule({ ...statement, signatures: [statementSignature(statement.body, network.practitioner.keys.secretKey)] })).toBe('bad-signature');
    expect(network.rule({ ...statement, signatures: [`${first!.slice(0, -1)}${first!.endsWith('B') ? 'C' : 'B'}`] })).toBe('bad-signature');
    expect(network.rule({ ...statement, body: { ...statement.body, notAfter: minutes(60) } as SignedStatement['body'] })).toBe('bad-signature');
  });
  it('is refused from an issuer before their own access began', () => {
    const n = fresh();
    const newcomer = person('Newcomer');
    n.accept(n.vouch(newcomer, { notBefore: minutes(60) }));
    expect(n.rule(n.certify(newcomer, { id: id<DeviceId>(), keys: newDevice() }))).toBe(refused('issuer-not-yet-valid'));
  });
  it('is accepted from a newcomer whose clock is a little behind their focal point’s', () => {
    const n = fresh();
    const newcomer = person('Newcomer');
    n.accept(n.vouch(newcomer, { issuedAt: minutes(0) }));
    expect(n.rule(n.certify(newcomer, { id: id<DeviceId>(), keys: newDevice() }, { issuedAt: minutes(-3) }))).toBe('accepted');
  });
});

describe('issuers who have ended', () => {
  it('keep what they stated before and can state nothing afterwards, not even backdated', () => {
    const n = fresh();
    n.accept(n.revoke({ type: 'practitioner', id: n.focal.id }, n.officers, { issuedAt: minutes(-10) }));
    expect(n.chain.person(n.practitioner.id, now)?.name).toBe('Practitioner');
    expect(n.rule(n.vouch(person('x'), { issuedAt: minutes(-5) }))).toBe(refused('issuer-ended'));
    expect(n.rule(n.vouch(person('x'), { issuedAt: minutes(-500) }))).toBe('issuer-ended');
  });
  it('state until their access expires and not after it', () => {
    const n = fresh();
    const guest = person('Guest');
    n.accept(n.vouch(guest, { issuedAt: minutes(-100), notAfter: minutes(-10) }));
    const device = () => ({ id: id<DeviceId>(), keys: newDevice() });
    expect(n.rule(n.certify(guest, device(), { issuedAt: minutes(-50) }))).toBe('accepted');
    expect(n.rule(n.certify(guest, device(), { issuedAt: minutes(-10) }))).toBe('issuer-ended');
    // Once the log has moved past the expiry, a backdated statement is too late, too.
    n.accept(n.vouch(person('Somebody'), { issuedAt: minutes(-5) }));
    expect(n.rule(n.certify(guest, device(), { issuedAt: minutes(-50) }))).toBe('issuer-ended');
  });
});

describe('admitting an authority', () => {
  const admit = (n: Network, by: Person[], authority: Partial<{ id: AuthorityId; kind: 'police' | 'secretariat' }> = {}) =>
    n.rule(n.sign('authority-admitted', by, { authority: { id: id<AuthorityId>(), name: 'New', state: 'DE', kind: 'police', ...authority } }));
  it('takes two officers', () => {
    expect(admit(network, network.officers)).toBe('accepted');
    expect(admit(network, [network.officers[0]])).toBe('issuer-not-allowed');
    expect(admit(network, [network.officers[0], network.focal])).toBe('issuer-not-allowed');
    expect(admit(network, [network.focal])).toBe('issuer-not-allowed');
  });
  it('is refused for an id in use and for a second secretariat', () => {
    expect(admit(network, network.officers, { id: network.authority })).toBe(refused('authority-id-taken'));
    expect(admit(network, network.officers, { kind: 'secretariat' })).toBe('secretariat-required');
  });
});

describe('appointing a focal point', () => {
  const appoint = (n: Network, by: Person[], who: Person = person('New Focal'), authority = n.authority) => n.rule(n.sign('focal-point-appointed', by, { authority, person: wire(who) }));
  it('takes two officers or one focal point of the same authority', () => {
    expect(appoint(network, network.officers)).toBe('accepted');
    expect(appoint(network, [network.focal])).toBe('accepted');
    expect(appoint(network, [network.officers[0]])).toBe('issuer-not-allowed');
    expect(appoint(network, [network.practitioner])).toBe('issuer-not-allowed');
    expect(appoint(network, [network.focal], person('x'), network.secretariat)).toBe('issuer-not-allowed');
  });
  it('promotes a practitioner under the same key only', () => {
    expect(appoint(network, [network.focal], network.practitioner)).toBe('accepted');
    expect(appoint(network, [network.focal], { ...network.practitioner, keys: newIdentity() })).toBe(refused('person-id-taken'));
  });
  it('is refused for an unknown authority', () => {
    expect(appoint(network, network.officers, person('x'), id<AuthorityId>())).toBe(refused('unknown-authority'));
  });
});

describe('vouching for a practitioner', () => {
  it('takes a focal point of the authority; for the secretariat one officer', () => {
    const [officer] = network.officers;
    const forSecretariat = network.sign('practitioner-vouched', [officer], { authority: network.secretariat, person: wire(person('Clerk')) });
    expect(network.rule(forSecretariat)).toBe('accepted');
    expect(network.rule(network.vouch(person('x'), {}, officer))).toBe('issuer-not-allowed');
    expect(network.rule(network.vouch(person('x'), {}, network.practitioner))).toBe('issuer-not-allowed');
    expect(network.rule(network.sign('practitioner-vouched', network.officers, { authority: network.authority, person: wire(person('x')) }))).toBe('issuer-not-allowed');
    expect(network.rule(network.sign('practitioner-vouched', [network.focal], { authority: network.secretariat, person: wire(person('x')) }))).toBe('issuer-not-allowed');
  });
  it('is refused with a key that belongs to somebody or to a device', () => {
    expect(network.rule(network.vouch({ ...person('Twin'), keys: network.focal.keys }))).toBe('key-taken');
    expect(network.rule(network.vouch({ ...person('Twin'), keys: network.device.keys }))).toBe('key-taken');
  });
  it('is refused with the id of somebody else or another key for the same person', () => {
    expect(network.rule(network.vouch({ ...network.practitioner, keys: newIdentity() }))).toBe('person-id-taken');
    expect(network.rule(network.vouch(network.focal))).toBe('person-id-taken');
  });
  it('renews an access that expires, and never one that was revoked', () => {
    const n = fresh();
    const guest = person('Guest');
    n.accept(n.vouch(guest, { issuedAt: minutes(-100), notAfter: minutes(-10) }));
    expect(n.chain.person(guest.id, now)).toBeUndefined();
    n.accept(n.vouch(guest, { notAfter: minutes(100) }));
    expect(n.chain.person(guest.id, now)?.until).toBe(minutes(100));
    // Renewing makes nothing good that happened meanwhile.
    expect([-50, -11, -9, -6, -4].map((at) => n.chain.person(guest.id, new Date(minutes(at))) !== undefined)).toEqual([true, true, false, false, true]);
    n.accept(n.revoke({ type: 'practitioner', id: guest.id }, [n.focal]));
    expect(n.rule(n.vouch(guest, { issuedAt: minutes(1) }))).toBe(refused('subject-ended'));
  });
});

describe('vouching anew for somebody who lost everything', () => {
  const anew = (n: Network, who: Person, earlier: PractitionerId, by: Person[] = [n.focal], kind: 'practitioner-vouched' | 'focal-point-appointed' = 'practitioner-vouched', authority = n.authority, when = {}) =>
    n.sign(kind, by, { authority, person: wire(who), supersedes: earlier }, when);
  it('ends the earlier identity and its devices, and begins the new one, in one statement', () => {
    const n = fresh();
    const successor = person('Practitioner');
    n.accept(anew(n, successor, n.practitioner.id));
    expect(n.chain.persons.get(n.practitioner.id)).toMatchObject({ ended: { at: minutes(0), reason: 'superseded' }, successor: successor.id, supersedes: null });
    expect(n.chain.person(successor.id, now)).toMatchObject({ supersedes: n.practitioner.id, successor: null, role: 'practitioner' });
    expect(n.chain.device(n.device.id, now)).toBeUndefined();
    expect(n.chain.device(n.device.id, new Date(minutes(-1)))?.name).toBe('Laptop');
    expect(n.rule(n.vouch(n.practitioner, { issuedAt: minutes(1) }))).toBe('subject-ended');
    // Renewing the successor later keeps whose successor it is.
    n.accept(n.vouch(successor, { issuedAt: minutes(1), notAfter: minutes(900) }));
    expect(n.chain.persons.get(successor.id)?.supersedes).toBe(n.practitioner.id);
  });
  it('is up to who may both vouch and end', () => {
    const n = fresh();
    const [second, clerk] = [person('Second Focal Point'), person('Clerk')];
    n.accept(n.sign('focal-point-appointed', [n.focal], { authority: n.authority, person: wire(second) }));
    n.accept(n.sign('practitioner-vouched', [n.officers[0]], { authority: n.secretariat, person: wire(clerk) }));
    expect(n.rule(anew(n, person('x'), n.practitioner.id, [n.practitioner]))).toBe('issuer-not-allowed');
    expect(n.rule(anew(n, person('x'), n.practitioner.id, [n.officers[0]]))).toBe('issuer-not-allowed');
    expect(n.rule(anew(n, person('x'), second.id, [n.focal], 'focal-point-appointed'))).toBe('accepted');
    expect(n.rule(anew(n, person('x'), second.id, n.officers, 'focal-point-appointed'))).toBe('accepted');
    expect(n.rule(anew(n, person('x'), clerk.id, [n.officers[1]], 'practitioner-vouched', n.secretariat))).toBe('accepted');
  });
  it('keeps authority and role, and passes no officer’s seat', () => {
    const n = fresh();
    const elsewhere = id<AuthorityId>();
    n.accept(n.sign('authority-admitted', n.officers, { authority: { id: elsewhere, name: 'Elsewhere', state: 'KE', kind: 'police' } }));
    expect(n.rule(anew(n, person('x'), n.practitioner.id, [n.focal], 'focal-point-appointed'))).toBe(refused('successor-mismatch'));
    expect(n.rule(anew(n, person('x'), n.focal.id))).toBe('successor-mismatch');
    expect(n.rule(anew(n, person('x'), n.practitioner.id, n.officers, 'focal-point-appointed', elsewhere))).toBe('successor-mismatch');
    expect(n.rule(anew(n, person('x'), n.officers[1].id, [n.officers[0]], 'practitioner-vouched', n.secretariat))).toBe('successor-mismatch');
    expect(n.rule(anew(n, person('x'), n.officers[1].id, n.officers, 'focal-point-appointed', n.secretariat))).toBe('successor-mismatch');
  });
  it('is refused for a stranger, twice, and to somebody the network knows', () => {
    const n = fresh();
    const other = person('Other');
    n.accept(n.vouch(other));
    expect(n.rule(anew(n, person('x'), id<PractitionerId>()))).toBe('unknown-person');
    expect(n.rule(anew(n, other, n.practitioner.id))).toBe('person-id-taken');
    expect(n.rule(anew(n, n.practitioner, n.practitioner.id))).toBe('person-id-taken');
    expect(n.rule(anew(n, { ...person('x'), keys: n.practitioner.keys }, n.practitioner.id))).toBe('key-taken');
    n.accept(anew(n, person('Practitioner'), n.practitioner.id));
    expect(n.rule(anew(n, person('Practitioner'), n.practitioner.id))).toBe('subject-ended');
  });
  it('also follows an end that was there already, and leaves it as it was', () => {
    const n = fresh();
    const [guest, lost] = [person('Guest'), person('Lost')];
    n.accept(n.vouch(guest, { issuedAt: minutes(-100), notAfter: minutes(-50) }));
    n.accept(n.vouch(lost, { issuedAt: minutes(-100) }));
    n.accept(n.revoke({ type: 'practitioner', id: lost.id }, [n.focal], { issuedAt: minutes(-20) }));
    n.accept(anew(n, person('Guest'), guest.id));
    n.accept(anew(n, person('Lost'), lost.id));
    expect(n.chain.persons.get(guest.id)?.ended).toEqual({ at: minutes(-50), reason: 'superseded' });
    expect(n.chain.persons.get(lost.id)?.ended).toEqual({ at: minutes(-20), reason: 'lost' });
  });
});

describe('certifying a device', () => {
  const device = (change: Partial<{ id: DeviceId; keys: ReturnType<typeof newDevice> }> = {}) => ({ id: id<DeviceId>(), keys: newDevice(), ...change });
  it('is up to its person alone', () => {
    expect(network.rule(network.certify(network.practitioner, device()))).toBe('accepted');
    const d = device();
    const forged = network.sign('device-certified', [network.focal], { practitioner: network.practitioner.id, device: { id: d.id, name: 'Laptop', key: toBase64Url(d.keys.publicKey) } });
    expect(network.rule(forged)).toBe('issuer-not-allowed');
  });
  it('is refused with an id or a key in use', () => {
    expect(network.rule(network.certify(network.practitioner, device({ id: network.device.id })))).toBe(refused('device-id-taken'));
    expect(network.rule(network.certify(network.focal, { ...network.device }))).toBe('device-id-taken');
    expect(network.rule(network.certify(network.practitioner, device({ keys: network.device.keys })))).toBe('key-taken');
    expect(network.rule(network.certify(network.practitioner, device({ keys: network.practitioner.keys })))).toBe('key-taken');
  });
});

describe('renewing a device', () => {
  const days = 24 * 60;
  /** A practitioner's laptop, certified for ninety days. */
  const limited = () => {
    const n = fresh();
    const laptop = { id: id<DeviceId>(), keys: newDevice() };
    n.accept(n.certify(n.practitioner, laptop, { issuedAt: minutes(-400), notAfter: minutes(60) }));
    return { n, laptop };
  };
  it('extends it under the same id and key, without a gap', () => {
    const { n, laptop } = limited();
    expect(n.chain.device(laptop.id, new Date(minutes(60)))).toBeUndefined();
    n.accept(n.certify(n.practitioner, laptop, { notAfter: minutes(90 * days) }));
    expect(n.chain.devices.get(laptop.id)).toMatchObject({ from: minutes(-400), renewed: minutes(0), until: minutes(90 * days) });
    expect([-400, 0, 59, 60, 90 * days - 1, 90 * days].map((at) => n.chain.device(laptop.id, new Date(minutes(at))) !== undefined)).toEqual([true, true, true, true, true, false]);
    n.accept(n.certify(n.practitioner, laptop, { issuedAt: minutes(1), notAfter: minutes(91 * days) }));
    expect(n.chain.devices.get(laptop.id)?.until).toBe(minutes(91 * days));
  });
  it('is refused under another key, and to another person', () => {
    const { n, laptop } = limited();
    expect(n.rule(n.certify(n.practitioner, { ...laptop, keys: newDevice() }, { notAfter: minutes(90 * days) }))).toBe('device-id-taken');
    expect(n.rule(n.certify(n.practitioner, { ...laptop, keys: n.device.keys }, { notAfter: minutes(90 * days) }))).toBe('device-id-taken');
    expect(n.rule(n.certify(n.focal, laptop, { notAfter: minutes(90 * days) }))).toBe('device-id-taken');
    const forged = n.sign('device-certified', [n.focal], { practitioner: n.practitioner.id, device: { id: laptop.id, name: 'Laptop', key: toBase64Url(laptop.keys.publicKey) } }, { notAfter: minutes(90 * days) });
    expect(n.rule(forged)).toBe('issuer-not-allowed');
  });
  it('is refused once it was revoked', () => {
    const { n, laptop } = limited();
    n.accept(n.revoke({ type: 'device', id: laptop.id }, [n.practitioner]));
    expect(n.rule(n.certify(n.practitioner, laptop, { issuedAt: minutes(1), notAfter: minutes(90 * days) }))).toBe('subject-ended');
    expect(n.rule(n.certify(n.practitioner, laptop, { issuedAt: minutes(-1), notAfter: minutes(90 * days) }))).toBe('subject-ended');
  });
  it('is refused once it expired, also backdated and also for later', () => {
    const { n, laptop } = limited();
    const at = new Date(minutes(120));
    const renewal = (issuedAt: number, notBefore = issuedAt) => n.certify(n.practitioner, laptop, { issuedAt: minutes(issuedAt), notBefore: minutes(notBefore), notAfter: minutes(90 * days) });
    expect(n.rule(renewal(60), at)).toBe('subject-ended');
    // Still valid when it is issued, and no longer when it would begin: that would leave a gap.
    expect(n.rule(renewal(0, 60), at)).toBe('subject-ended');
    expect(n.rule(renewal(59), at)).toBe('accepted');
    const somebody = n.vouch(person('Somebody'), { issuedAt: minutes(61) });
    const later = n.chain.apply(somebody, at);
    if (!later.ok) throw new Error(later.rule);
    // The log has gone past its end: no backdating brings it back.
    expect(later.chain.apply(renewal(59), at)).toEqual({ ok: false, rule: 'subject-ended' });
  });
  it('is refused where it would shorten, or lift, a limit', () => {
    const { n, laptop } = limited();
    for (const notAfter of [minutes(60), minutes(30), null]) expect(n.rule(n.certify(n.practitioner, laptop, { notAfter }))).toBe(refused('device-not-extended'));
    // A device without a limit has nothing to extend, and stays valid.
    expect(n.rule(n.certify(n.practitioner, n.device, { notAfter: minutes(90 * days) }))).toBe('device-not-extended');
  });
});

describe('setting an end to access', () => {
  const expire = (n: Network, by: Person[], who: PractitionerId, at = minutes(60)) => n.sign('access-expires', by, { practitioner: who, at });
  it('is up to a focal point of the authority or two officers', () => {
    expect(network.rule(expire(network, [network.focal], network.practitioner.id))).toBe('accepted');
    expect(network.rule(expire(network, network.officers, network.practitioner.id))).toBe('accepted');
    expect(network.rule(expire(network, [network.officers[0]], network.practitioner.id))).toBe('issuer-not-allowed');
    expect(network.rule(expire(network, [network.practitioner], network.practitioner.id))).toBe('issuer-not-allowed');
    expect(network.rule(expire(network, [network.focal], network.officers[0].id))).toBe('issuer-not-allowed');
  });
  it('is refused for a stranger, in the past, to extend, and after the end', () => {
    expect(network.rule(expire(network, [network.focal], id<PractitionerId>()))).toBe(refused('unknown-person'));
    expect(network.rule(expire(network, [network.focal], network.practitioner.id, minutes(-1)))).toBe(refused('expiry-in-the-past'));
    const n = fresh();
    n.accept(expire(n, [n.focal], n.practitioner.id, minutes(60)));
    expect(n.rule(expire(n, [n.focal], n.practitioner.id, minutes(61)))).toBe(refused('access-would-be-extended'));
    n.accept(n.revoke({ type: 'practitioner', id: n.practitioner.id }, [n.focal], { issuedAt: minutes(1) }));
    expect(n.rule(n.sign('access-expires', [n.focal], { practitioner: n.practitioner.id, at: minutes(30) }, { issuedAt: minutes(2) }))).toBe('subject-ended');
  });
  it('ends the person and their devices at that instant', () => {
    const n = fresh();
    n.accept(expire(n, [n.focal], n.practitioner.id, minutes(60)));
    expect(n.chain.device(n.device.id, new Date(minutes(59)))?.name).toBe('Laptop');
    expect(n.chain.device(n.device.id, new Date(minutes(60)))).toBeUndefined();
    expect(n.chain.person(n.practitioner.id, new Date(minutes(60)))).toBeUndefined();
  });
});

describe('revoking', () => {
  it('a device is up to its person, a focal point of their authority, or two officers', () => {
    const subject = { type: 'device' as const, id: network.device.id };
    expect(network.rule(network.revoke(subject, [network.practitioner]))).toBe('accepted');
    expect(network.rule(network.revoke(subject, [network.focal]))).toBe('accepted');
    expect(network.rule(network.revoke(subject, network.officers))).toBe('accepted');
    expect(network.rule(network.revoke(subject, [network.officers[0]]))).toBe('issuer-not-allowed');
  });
  it('a device is refused when unknown or already revoked', () => {
    const n = fresh();
    expect(n.rule(n.revoke({ type: 'device', id: id<DeviceId>() }, [n.focal]))).toBe(refused('unknown-device'));
    n.accept(n.revoke({ type: 'device', id: n.device.id }, [n.practitioner]));
    expect(n.rule(n.revoke({ type: 'device', id: n.device.id }, [n.focal]))).toBe('subject-ended');
    expect(n.chain.device(n.device.id, now)).toBeUndefined();
    expect(n.chain.device(n.device.id, new Date(minutes(-1)))?.name).toBe('Laptop');
    expect(n.chain.devicesOf(n.practitioner.id, now)).toEqual([]);
  });
  it('a person is up to a focal point of their authority or two officers, and ends their devices', () => {
    const n = fresh();
    const subject = { type: 'practitioner' as const, id: n.practitioner.id };
    expect(n.rule(n.revoke(subject, [n.practitioner]))).toBe('issuer-not-allowed');
    expect(n.rule(n.revoke(subject, [n.officers[1]]))).toBe('issuer-not-allowed');
    expect(n.rule(n.revoke({ type: 'practitioner', id: n.officers[0].id }, [n.officers[1]]))).toBe('issuer-not-allowed');
    expect(n.rule(n.revoke({ type: 'practitioner', id: id<PractitionerId>() }, n.officers))).toBe('unknown-person');
    expect(n.chain.devicesOf(n.practitioner.id, now)).toHaveLength(1);
    n.accept(n.revoke(subject, [n.focal]));
    expect(n.chain.person(n.practitioner.id, now)).toBeUndefined();
    expect(n.chain.device(n.device.id, now)).toBeUndefined();
    expect(n.rule(n.revoke(subject, n.officers))).toBe('subject-ended');
  });
  it('never reaches further back than an end that was already there', () => {
    const n = fresh();
    const guest = person('Guest');
    n.accept(n.vouch(guest, { issuedAt: minutes(-100), notAfter: minutes(-50) }));
    n.accept(n.revoke({ type: 'practitioner', id: guest.id }, [n.focal]));
    expect(n.chain.persons.get(guest.id)?.ended).toEqual({ at: minutes(-50), reason: 'lost' });
  });
  it('an authority takes two officers and ends its people', () => {
    const n = fresh();
    const subject = { type: 'authority' as const, id: n.authority };
    expect(n.rule(n.revoke(subject, [n.focal]))).toBe('issuer-not-allowed');
    n.accept(n.revoke(subject, n.officers));
    expect(n.chain.authorities.get(n.authority)?.ended?.reason).toBe('lost');
    expect(n.chain.persons.get(n.focal.id)?.ended).toEqual({ at: minutes(0), reason: 'authority-ended' });
    expect(n.chain.device(n.device.id, now)).toBeUndefined();
    expect(n.rule(n.vouch(person('x'), { issuedAt: minutes(1) }))).toBe('issuer-ended');
    expect(n.rule(n.sign('focal-point-appointed', n.officers, { authority: n.authority, person: wire(person('x')) }))).toBe(refused('authority-ended'));
    expect(n.rule(n.revoke(subject, n.officers, { issuedAt: minutes(1) }))).toBe('subject-ended');
  });
  it('the secretariat is refused, and so is an unknown authority', () => {
    expect(network.rule(network.revoke({ type: 'authority', id: network.secretariat }, network.officers))).toBe(refused('secretariat-cannot-end'));
    expect(network.rule(network.revoke({ type: 'authority', id: id<AuthorityId>() }, network.officers))).toBe('unknown-authority');
  });
});

describe('handing over', () => {
  const handOver = (n: Network, by: Person[], from: Person, to: Person, authority = n.authority) => n.sign('handed-over', by, { authority, from: from.id, to: to.id });
  it('passes the function from a focal point to a practitioner of the same authority', () => {
    const n = fresh();
    n.accept(handOver(n, [n.focal], n.focal, n.practitioner));
    expect([n.chain.persons.get(n.focal.id)?.role, n.chain.persons.get(n.practitioner.id)?.role]).toEqual(['practitioner', 'focal-point']);
    expect(n.rule(n.vouch(person('x')))).toBe('issuer-not-allowed');
    expect(n.rule(n.vouch(person('x'), {}, n.practitioner))).toBe('accepted');
  });
  it('is refused to somebody outside, to a focal point, and to somebody whose access ended', () => {
    const n = fresh();
    const clerk = person('Clerk');
    n.accept(n.sign('practitioner-vouched', [n.officers[0]], { authority: n.secretariat, person: wire(clerk) }));
    expect(n.rule(handOver(n, [n.focal], n.focal, clerk))).toBe(refused('hand-over-to-non-member'));
    expect(n.rule(handOver(n, [n.focal], n.focal, person('Stranger')))).toBe('hand-over-to-non-member');
    expect(n.rule(handOver(n, [n.focal], n.focal, n.focal))).toBe(refused('hand-over-to-non-practitioner'));
    n.accept(n.revoke({ type: 'practitioner', id: n.practitioner.id }, [n.focal], { issuedAt: minutes(-1) }));
    expect(n.rule(handOver(n, [n.focal], n.focal, n.practitioner))).toBe('subject-ended');
  });
  it('is up to the one who leaves; an officer’s seat needs the other officer, too', () => {
    const n = fresh();
    const clerk = person('Clerk');
    const [first, second] = n.officers;
    n.accept(n.sign('practitioner-vouched', [first], { authority: n.secretariat, person: wire(clerk) }));
    expect(n.rule(handOver(n, [n.practitioner], n.focal, n.practitioner))).toBe('issuer-not-allowed');
    expect(n.rule(handOver(n, [n.focal], n.focal, n.practitioner, n.secretariat))).toBe('issuer-not-allowed');
    expect(n.rule(handOver(n, [first], first, clerk, n.secretariat))).toBe('issuer-not-allowed');
    n.accept(handOver(n, [first, second], first, clerk, n.secretariat));
    expect(n.chain.persons.get(clerk.id)?.role).toBe('officer');
    expect(n.rule(handOver(n, n.officers, second, person('x'), id<AuthorityId>()))).toBe('unknown-authority');
  });
});

describe('a chain', () => {
  it('is a value: applying leaves it as it was', () => {
    const n = fresh();
    const before = n.chain;
    n.accept(n.vouch(person('Someone')));
    expect([before.length, n.chain.length, before.persons.size, n.chain.persons.size]).toEqual([5, 6, 4, 5]);
  });
  it('applies a whole log in order and stops at the first refusal', () => {
    const n = fresh();
    const good = Array.from({ length: 200 }, (_, i) => n.vouch(person(`Person ${i}`)));
    const bad = n.vouch(person('x'), {}, n.practitioner);
    const { chain, applied, refused: rule } = n.chain.applyAll([...good, bad, n.vouch(person('y'))], now);
    expect([applied, rule, chain.persons.size, [...chain.persons.values()].length]).toEqual([200, 'issuer-not-allowed', 204, 204]);
  });
  it('reviews a body before anybody signed it', () => {
    const body = network.body('authority-admitted', network.officers, { authority: { id: id<AuthorityId>(), name: 'New', state: 'DE', kind: 'police' } });
    expect(network.chain.review(body, now)).toBeNull();
    expect(network.chain.review({ ...body, issuers: [network.focal.id] }, now)).toBe('issuer-not-allowed');
  });
  it('lets a single signature of a proposal be verified', () => {
    const body = network.body('authority-admitted', network.officers, { authority: { id: id<AuthorityId>(), name: 'New', state: 'DE', kind: 'police' } });
    const [first, second] = network.officers;
    const signature = statementSignature(body, first.keys.secretKey);
    expect(verifyStatementSignature(body, signature, first.keys.publicKey)).toBe(true);
    expect(verifyStatementSignature(body, signature, second.keys.publicKey)).toBe(false);
    expect(verifyStatementSignature(body, 'x', first.keys.publicKey)).toBe(false);
    expect(() => signStatement(body, [first.keys.secretKey])).toThrow(RangeError);
    expect(found({ body, signatures: [] } as SignedStatement, network.chain.network.pin)).toBe('malformed');
  });
  it('never throws on any JSON, nor on a true statement with anything put into it', () => {
    const statement = network.vouch(person('Someone'));
    const names = [...Object.keys(statement.body), 'person', 'authority', 'subject'];
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(...names), (value, name) => {
      fc.pre(JSON.stringify((statement.body as Record<string, unknown>)[name]) !== JSON.stringify(value));
      expect(network.rule(value as unknown as SignedStatement)).toBe('malformed');
      expect(network.rule({ ...statement, body: { ...statement.body, [name]: value } } as unknown as SignedStatement)).not.toBe('accepted');
      expect(network.chain.review(value as unknown as SignedStatement['body'], now)).toBe('malformed');
    }));
  });
  it('has met every one of its rules in these tests', () => {
    expect([...seen].sort()).toEqual([...chainRules].sort());
  });
});
