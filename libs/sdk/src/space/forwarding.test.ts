import { describe, expect, it } from '@jest/globals';
import { handlingCodes, type AuthorityId, type HandlingCode } from '@comity/contracts';
import { tlps, type Tlp } from '@comity/e2ee';
import { forbids } from './forwarding.js';

const [own, other] = ['own', 'other'] as AuthorityId[] as [AuthorityId, AuthorityId];
const among = { inside: [own, own], across: [own, other], unknown: [own, null] } as const;
type Readers = keyof typeof among;
const verdict = (handling: HandlingCode, tlp: Tlp | null, readers: Readers, mine = false) => forbids({ marking: { handling, tlp }, own: mine, from: own, readers: among[readers] });

describe('forwarding', () => {
  // The table of docs/PROTOCOL.md, cell by cell.
  const byHandling: Record<HandlingCode, [Record<Readers, string | null>]> = {
    none: [{ inside: null, across: null, unknown: null }], H0: [{ inside: null, across: null, unknown: null }], H1: [{ inside: null, across: null, unknown: null }],
    H2: [{ inside: 'H2', across: 'H2', unknown: 'H2' }], H3: [{ inside: 'H3', across: 'H3', unknown: 'H3' }],
  };
  const byTlp: Record<Tlp, Record<Readers, string | null>> = {
    'red': { inside: 'TLP:RED', across: 'TLP:RED', unknown: 'TLP:RED' }, 'amber-strict': { inside: null, across: 'TLP:AMBER+STRICT', unknown: 'TLP:AMBER+STRICT' },
    'amber': { inside: null, across: null, unknown: null }, 'green': { inside: null, across: null, unknown: null }, 'clear': { inside: null, across: null, unknown: null },
  };
  const codes = Object.keys(handlingCodes) as HandlingCode[];
  const readers = Object.keys(among) as Readers[];

  it.each(codes.flatMap((code) => readers.map((who) => [code, who] as const)))('follows handling code %s, read %s', (code, who) => {
    expect(verdict(code, null, who)).toBe(byHandling[code][0][who]);
  });
  it.each(tlps.flatMap((tlp) => readers.map((who) => [tlp, who] as const)))('follows TLP %s, read %s', (tlp, who) => {
    expect(verdict('none', tlp, who)).toBe(byTlp[tlp][who]);
  });
  it('is forbidden by either code when a message has both', () => {
    for (const code of codes) for (const tlp of tlps) for (const who of readers) expect(verdict(code, tlp, who)).toBe(byHandling[code][0][who] ?? byTlp[tlp][who]);
  });
  it('is the provider’s own to decide', () => {
    for (const code of codes) for (const tlp of tlps) for (const who of readers) expect(verdict(code, tlp, who, true)).toBeNull();
  });
});
