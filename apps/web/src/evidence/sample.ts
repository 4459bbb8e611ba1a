/** A report for tests of covers, and for the in-memory client. */
import type { AuthorityId, DeviceId, Instant, NetworkId, PractitionerId, SpaceId, StatementId } from '@comity/contracts';
import type { EvidenceReport } from '@comity/sdk';
import { plain } from '../messaging/marking.js';

const [madrid, amman] = ['a'.repeat(43) as AuthorityId, 'b'.repeat(43) as AuthorityId];
const [ana, salma] = ['c'.repeat(43) as PractitionerId, 'd'.repeat(43) as PractitionerId];
const [laptop, phone] = ['e'.repeat(43) as DeviceId, 'f'.repeat(43) as DeviceId];
const at = (day: number): Instant => `2026-03-0${day}T09:30:00.000Z` as Instant;
const common = (seq: number, confirmedBy: PractitionerId[]) => ({ seq, at: at(seq), hash: `${seq}`.repeat(64), confirmedBy });

export const report: EvidenceReport = {
  root: 'R'.repeat(43) as StatementId, expected: true, network: { id: '00000000-0000-4000-8000-00000000000a' as NetworkId, name: 'GlobE' }, space: { id: '00000000-0000-4000-8000-000000000001' as SpaceId, kind: 'request' },
  madeAt: at(6), madeBy: ana, madeOn: laptop, statements: 9, from: 1, to: 4, link: 'L'.repeat(43),
  authorities: [
    { id: madrid, name: 'Fiscalía Especial', state: 'ES', kind: 'prosecution', from: at(1), ended: null }, { id: amman, name: 'النيابة العامة', state: 'JO', kind: 'prosecution', from: at(1), ended: null },
  ],
  people: [
    { id: ana, name: 'Ana Ruiz', title: 'Fiscal', authority: madrid, role: 'focal-point', from: at(1), until: null, ended: null, confirms: 4, devices: [{ id: laptop, name: 'Laptop', from: at(1), until: null, ended: null }] },
    { id: salma, name: 'Salma Haddad', title: null, authority: amman, role: 'practitioner', from: at(1), until: null, ended: { at: at(5), reason: 'left' }, confirms: null, devices: [{ id: phone, name: 'Phone', from: at(1), until: null, ended: null }] },
  ],
  entries: [
    { ...common(1, [salma]), type: 'commit', by: ana, added: [salma], removed: [] },
    { ...common(2, [salma]), type: 'item', by: ana, device: laptop, kind: 'message', handling: 'none', bytes: 900, inside: true, content: { v: 1, type: 'acknowledgement', on: { id: '00000000-0000-4000-8000-00000000000b', seq: 1 }, sentAt: at(2) } as never, refused: null },
    { ...common(3, []), type: 'item', by: salma, device: phone, kind: 'message', handling: 'H1', bytes: 700, inside: true, content: null, refused: null },
    { ...common(4, []), type: 'withheld-item' },
  ],
  register: null,
  request: {
    kind: 'mla', title: 'Port contract', requesting: madrid, requested: amman, state: 'TRANSMITTED', marking: plain, enclosures: [{ name: 'contract.pdf', size: 1_300_000, sha256: 'cd'.repeat(32) }],
    measures: [{ id: '1', assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of the account\n\n帐户对账单', facts: {}, state: 'TRANSMITTED', steps: [
      { action: 'submit', by: ana, at: at(1), article: 'domestic', to: 'INTERNAL_REVIEW', attested: true, seq: 2, marking: plain, enclosures: [] }, { action: 'transmit', by: ana, at: at(2), article: 'UNCAC 46(13)–(15)', to: 'TRANSMITTED', attested: false, seq: 2, marking: { ...plain, handling: 'H1' }, enclosures: [{ name: 'certificate.pdf', size: 70_000, sha256: 'ab'.repeat(32) }] },
    ] }],
  },
};
