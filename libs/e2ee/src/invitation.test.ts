import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PractitionerId, StatementId } from '@comity/contracts';
import { enrolmentProof, invitationTokenHash, newInvitationLink, parseInvitationLink, randomBytes, ready, verifyEnrolmentProof } from '@comity/e2ee';

beforeAll(ready);
const pin = 'A'.repeat(43) as StatementId;
const claim = { id: '33333333-3333-4333-8333-333333333333' as PractitionerId, name: 'Anna Berg', title: null, key: 'B'.repeat(43) };

describe('an invitation’s link', () => {
  it('carries token, secret and pin behind the number sign, where the service never looks', () => {
    const { link, token, tokenHash, secret } = newInvitationLink('https://comity.example', pin);
    expect(new URL(link).hash.length).toBe(1 + 2 + 3 * 43 + 2);
    expect(parseInvitationLink(` ${link}\n`)).toEqual({ origin: 'https://comity.example', token, secret, pin });
    expect(invitationTokenHash(token)).toEqual(tokenHash);
  });
  it('is refused with another version, path, part or form', () => {
    const { link } = newInvitationLink('http://127.0.0.1:3000', pin);
    expect(parseInvitationLink(link)?.origin).toBe('http://127.0.0.1:3000');
    for (const bad of [link.replace('#1', '#2'), link.replace('enrol', 'other'), `${link}A`, link.slice(0, -1), link.replace('http:', 'ftp:'), '', link.replace(/.$/, 'B')]) expect(parseInvitationLink(bad)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => { expect(parseInvitationLink(text)).toBeUndefined(); }));
  });
});

describe('an enrolment’s proof', () => {
  it('holds for the claim it was made for, under the link’s secret only', () => {
    const secret = randomBytes(32);
    const proof = enrolmentProof(secret, claim);
    expect(verifyEnrolmentProof(secret, claim, proof)).toBe(true);
    expect(verifyEnrolmentProof(randomBytes(32), claim, proof)).toBe(false);
    for (const other of [{ key: 'C'.repeat(43) }, { name: 'Other' }, { title: 'Judge' }, { id: '44444444-4444-4444-8444-444444444444' as PractitionerId }]) expect(verifyEnrolmentProof(secret, { ...claim, ...other }, proof)).toBe(false);
  });
  it('covers nothing the caller happens to carry beside the claim', () => {
    const secret = randomBytes(32);
    expect(enrolmentProof(secret, { ...claim, at: 'now' } as typeof claim)).toEqual(enrolmentProof(secret, claim));
  });
});
