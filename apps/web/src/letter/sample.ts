/** A request for tests of letters. */
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { MatterView, MeasureView, StepView } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import type { Names } from './letter.js';

const madrid = 'a'.repeat(43) as AuthorityId;
const amman = 'b'.repeat(43) as AuthorityId;
const ana = 'c'.repeat(43) as PractitionerId;
export const names: Names = {
  authority: (id) => ({ [madrid]: { name: 'Fiscalía Especial', state: 'ES' }, [amman]: { name: 'النيابة العامة', state: 'JO' } })[id],
  person: (id) => (id === ana ? { name: 'Ana Ruiz', title: 'Fiscal' } : undefined),
};
export const sections = [
  { part: 'REQUESTING_AUTHORITY', text: 'Fiscalía Especial, Madrid' }, { part: 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', text: 'Case 118/2026' }, { part: 'FACTS_SUMMARY', text: 'Three payments.\n\nأُودِعت في 3 دفعات.' },
  { part: 'ASSISTANCE_AND_PROCEDURE_SOUGHT', text: 'Certified copies' }, { part: 'IDENTITY_LOCATION_NATIONALITY', text: 'A <person> & “another”' }, { part: 'PURPOSE', text: 'Evidence' },
];
const transmit: StepView = {
  seq: 3, attested: false, action: 'transmit', actor: 'requesting', by: ana, at: '2026-03-04T23:30:00.000Z' as Instant, storedAt: '2026-03-04T23:30:01.000Z' as Instant, from: 'INTERNAL_REVIEW', to: 'TRANSMITTED', article: 'UNCAC 46(13)–(15)', verified: true,
  grounds: [], words: { reasons: 'A hearing is fixed' }, accepts: null, date: null, limit: null, deadline: '2026-05-01T12:00:00.000Z' as Instant, route: null, classification: null, record: null, enclosures: [], marking: plain, passed: [],
};
const measure = (id: string, assistance: string, sought: string, steps: StepView[]): MeasureView => ({ id, assistance, sought, facts: {}, state: null, steps, earlier: 0, open: [], clocks: [], duties: [] });

export const view = (given: Partial<MatterView> & { sent?: boolean } = {}): MatterView => {
  const { sent = true, ...rest } = given;
  return {
    space: '00000000-0000-4000-8000-000000000001' as SpaceId, draft: null, kind: 'mla', title: 'Port contract', requesting: madrid, requested: amman, side: 'requesting', state: 'TRANSMITTED', urgent: true, measures: 2, waitingFor: 'them',
    transmittedAt: sent ? transmit.at : null, lastStepAt: transmit.at, officer: ana, clocks: [], alarms: [], uses: [], unread: 0, references: { ours: null, theirs: null }, origin: null, source: null, enclosures: [], translations: [], basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, sections,
    measureViews: [measure('1', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'Statements of the account', sent ? [transmit] : []), measure('2', 'SEARCH_SEIZE_FREEZE', 'The balance', sent ? [transmit] : [])],
    missing: [], refused: [], canEdit: false, reopens: false, executing: [], guestsFrom: [], strangers: [], passage: null, transmission: sent ? transmit : null, marking: plain, floor: plain, within: plain, keptBack: null, keptFromAsked: null, ...rest,
  };
};
export const today = new Date('2026-03-01T10:00:00.000Z');
