import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceLinkId, PractitionerId, StatementId } from '@comity/contracts';
import { formatLinkCode, linkCommitment, linkWords, linkTranscript, newLinkKey, newLinkNonce, openLinked, parseLinkCode, randomBytes, ready, sealLinked, toBase64Url, type LinkContext } from '@comity/e2ee';

beforeAll(ready);

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const context = (): LinkContext => ({ pin: toBase64Url(randomBytes(32)) as StatementId, practitioner: uuid(1) as PractitionerId, link: uuid(2) as DeviceLinkId, deviceName: 'Laptop' });

function linked() {
  const [fresh, inUse, of] = [newLinkKey(), newLinkKey(), context()];
  const reveal = { key: fresh.publicKey, nonce: newLinkNonce() };
  const transcript = linkTranscript(of, reveal, inUse.publicKey);
  const vaultKey = randomBytes(32);
  return { fresh, inUse, of, reveal, transcript, vaultKey, sealed: sealLinked(vaultKey, inUse.secretKey, reveal, transcript)! };
}

describe('linking a device', () => {
  it('hands the vault key over', () => {
    const { fresh, inUse, reveal, transcript, vaultKey, sealed } = linked();
    expect(openLinked(sealed, fresh.secretKey, inUse.publicKey, reveal.nonce, transcript)).toEqual(vaultKey);
  });

  it('opens for nobody else, from nobody else, and for nothing else', () => {
    const { fresh, inUse, of, reveal, transcript, sealed } = linked();
    const other = newLinkKey();
    expect(openLinked(sealed, other.secretKey, inUse.publicKey, reveal.nonce, transcript)).toBeUndefined();
    expect(openLinked(sealed, fresh.secretKey, other.publicKey, reveal.nonce, transcript)).toBeUndefined();
    expect(openLinked(sealed, fresh.secretKey, inUse.publicKey, newLinkNonce(), transcript)).toBeUndefined();
    const changes: Partial<LinkContext>[] = [{ pin: toBase64Url(randomBytes(32)) as StatementId }, { practitioner: uuid(9) as PractitionerId }, { link: uuid(9) as DeviceLinkId }, { deviceName: 'laptop' }];
    for (const change of changes) {
      const elsewhere = linkTranscript({ ...of, ...change }, reveal, inUse.publicKey);
      expect(openLinked(sealed, fresh.secretKey, inUse.publicKey, reveal.nonce, elsewhere)).toBeUndefined();
      expect(linkWords(elsewhere)).not.toEqual(linkWords(transcript));
    }
  });

  it('opens nothing after any single byte was changed', () => {
    const { fresh, inUse, reveal, transcript, sealed } = linked();
    for (let i = 0; i < sealed.length; i++) expect(openLinked(sealed.with(i, sealed[i]! ^ 1), fresh.secretKey, inUse.publicKey, reveal.nonce, transcript)).toBeUndefined();
    expect(openLinked(new Uint8Array(), fresh.secretKey, inUse.publicKey, reveal.nonce, transcript)).toBeUndefined();
  });

  it('takes no vault key of another length', () => {
    const { fresh, inUse, reveal, transcript } = linked();
    expect(openLinked(sealLinked(randomBytes(31), inUse.secretKey, reveal, transcript)!, fresh.secretKey, inUse.publicKey, reveal.nonce, transcript)).toBeUndefined();
  });

  it('agrees on nothing with a key of low order', () => {
    const { inUse, reveal, transcript, fresh, sealed } = linked();
    expect(sealLinked(randomBytes(32), inUse.secretKey, { ...reveal, key: new Uint8Array(32) }, transcript)).toBeUndefined();
    expect(openLinked(sealed, fresh.secretKey, new Uint8Array(32), reveal.nonce, transcript)).toBeUndefined();
  });

  it('commits to key and nonce', () => {
    const { reveal } = linked();
    expect(linkCommitment({ ...reveal, nonce: newLinkNonce() })).not.toEqual(linkCommitment(reveal));
    expect(linkCommitment({ ...reveal, key: newLinkNonce() })).not.toEqual(linkCommitment(reveal));
  });

  it('shows seven of sixty-four words, which follow from every bit of what was seen', () => {
    const { transcript } = linked();
    const shown = linkWords(transcript);
    expect(shown).toHaveLength(7);
    for (const word of Array.from({ length: 200 }, () => linkWords(randomBytes(32))).flat()) expect(word >= 1 && word <= 64).toBe(true);
    for (let bit = 0; bit < 256; bit += 1) expect(linkWords(transcript.with(bit >> 3, transcript[bit >> 3]! ^ (1 << (bit & 7))))).not.toEqual(shown);
  });

  it('reads codes of its own making, and nothing else', () => {
    const { reveal, of } = linked();
    const code = formatLinkCode({ link: of.link, ...reveal });
    expect(parseLinkCode(code)).toEqual({ link: of.link, ...reveal });
    for (const wrong of ['', code.slice(0, -1), `${code}A`, code.replace(':1.', ':2.'), `https://comity.example/#${code}`, ` ${code}`]) expect(parseLinkCode(wrong)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => parseLinkCode(text) === undefined));
  });
});
