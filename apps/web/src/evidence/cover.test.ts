import { setupI18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../../build/po.js';
import { lawWords } from '../casework/words.js';
import { formatOf } from '../i18n/format.js';
import type { Text } from '../i18n/text.js';
import type { Block, Letter } from '../letter/letter.js';
import { coverOf, type Speech } from './cover.js';
import { report } from './sample.js';
import { plain } from '../messaging/marking.js';
import { pinGroups } from '../identity/pin-groups.js';

const file = { name: 'evidence-00000000.comity', size: 1_234, sha256: '0123456789abcdef'.repeat(4) };
const now = new Date('2026-03-07T08:00:00.000Z');

async function speech(language: 'en' | 'ar'): Promise<Speech> {
  const messages = await readCatalogue(language);
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } });
  const t = ((id: string, values?: Record<string, unknown>) => {
    if (!(id in messages)) throw new Error(`no such message: ${id}`);
    return i18n._(id, values);
  }) as Text;
  return { language, t, format: formatOf(language), words: lawWords((id, values) => (id in messages ? i18n._(id, values) : null), language), state: (code) => ({ ES: 'Spain', JO: 'Jordan' })[code] ?? null };
}

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'facts': return block.rows.map(({ label, value }) => `${label}: ${value?.map(({ text }) => text).join('') ?? ''}`).join('\n');
    case 'list': return block.items.map(({ line, articles }) => `${line.map(({ text }) => text).join('')} ${articles.join()}`.trim()).join('\n');
    case 'said': return block.paragraphs.join('\n');
    case 'letterhead': return block.lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
    case 'closing': case 'text': return block.line.map(({ text }) => text).join('');
    default: return block.text;
  }
};
const whole = ({ blocks }: Letter): string => blocks.map(textOf).join('\n');

describe('the cover page of a bundle', () => {
  let english: Speech;
  beforeAll(async () => { english = await speech('en'); });

  it('is bound to one file, its log and the root of its network', () => {
    const cover = coverOf(report, file, english, now);
    expect(whole(cover)).toContain('evidence-00000000.comity · 1,234 bytes');
    expect(whole(cover)).toContain('0123 4567 89ab cdef');
    expect(whole(cover)).toContain(`Root of the network: ${report.root}`);
    expect(whole(cover)).toContain(`The network’s pin: ${pinGroups(report.root).join(' ')}`);
    expect(whole(cover)).toContain('Entries of the log: 1 to 4');
    expect(whole(cover)).toContain('Made: 6 March 2026 at 09:30:00 UTC · Ana Ruiz · Fiscalía Especial (Spain)');
    expect(whole(cover)).toContain(`comity verify evidence-00000000.comity --root ${report.root}`);
    expect(cover.fileName).toBe('evidence-00000000-cover');
  });

  it('says of each step whether it is signed or only stated, by its article', () => {
    const text = whole(coverOf(report, file, english, now));
    expect(text).toMatch(/1 March 2026 at 09:30:00 UTC: .+ · Ana Ruiz · Fiscalía Especial \(Spain\) · only stated, on the word of whoever transmitted it$/m);
    expect(text).toMatch(/2 March 2026 .+ · signed, entry 2 · H1 · certificate\.pdf · SHA-256 (abab ?){16} UNCAC 46\(13\)–\(15\)$/m);
    expect(text).toMatch(/Files of the request\ncontract\.pdf · SHA-256 (cdcd ?){16}$/m);
    expect(text).toContain('1. Originals or certified copies of documents and records');
  });

  it.each(['en', 'ar'] as const)('says how the request and each step is marked, with the words of H3, in %s', async (language) => {
    const [measure] = report.request!.measures;
    const [submitted, sent] = measure!.steps;
    const request = { ...report.request!, marking: { ...plain, handling: 'H3' as const, restriction: 'Not for the press', tlp: 'amber' as const }, measures: [{ ...measure!, steps: [{ ...submitted!, marking: { ...plain, tlp: 'red' as const } }, { ...sent!, marking: { ...plain, handling: 'H3' as const, restriction: 'For the judge' } }] }] };
    const text = whole(coverOf({ ...report, request }, file, await speech(language), now));
    expect(text).toMatch(/^(?:Marking|[^:\n]+): H3 · TLP:AMBER: Not for the press$/m);
    expect(text).toMatch(/ · TLP:RED domestic$|^[^\n]* · TLP:RED$/m);
    expect(text).toContain(' · H3: For the judge · certificate.pdf');
  });

  it('says who was there, who confirms what, and whose access ended', () => {
    const text = whole(coverOf(report, file, english, now));
    expect(text).toMatch(/^Ana Ruiz · .+ · signed that the log is as it stands here up to entry 4$/m);
    expect(text).toMatch(/^Salma Haddad · النيابة العامة \(Jordan\) · .+ · ended 5 March 2026 at 09:30:00 UTC$/m);
  });

  it('counts what is shown, closed and left out', () => {
    expect(whole(coverOf(report, file, english, now))).toMatch(/in words: 1\n.+: 1\n.+: 1\n.+: 1\n/);
  });

  it('does not vouch for another network’s root, and says nothing of a request where none is shown', () => {
    const other = whole(coverOf({ ...report, expected: false, request: null }, file, english, now));
    expect(other).toContain('It is of another network');
    expect(other).not.toContain('Where the request stands');
    expect(whole(coverOf(report, file, english, now))).not.toContain('It is of another network');
  });

  it('says how a register stands, with the hash of each exhibit', () => {
    const [made, changed] = [{ by: report.madeBy, at: report.madeAt, seq: 2 }, { by: report.madeBy, at: report.madeAt, seq: 3 }];
    const exhibit = { on: { id: 'm' as never, seq: 1 }, file: 'f' as never, name: 'ledger.pdf', size: 9, sha256: 'ab'.repeat(32) };
    const text = whole(coverOf({ ...report, request: null, register: [
      { id: 'e' as never, kind: 'exhibit', title: 'Ledger', fields: { file: exhibit }, marking: plain, files: [{ ...made, key: 'k', state: 'current', file: exhibit }], links: [], made, changed, versions: 2, proposals: 0, doubtful: true, custody: [{ ...made, holder: 'Registry', from: report.madeAt, reason: 'Seized' }], struck: null },
    ] }, file, english, now));
    expect(text).toMatch(/^Exhibit: Ledger · made 6 March .+, entry 2 · Ana Ruiz · .+ · last changed .+, entry 3 · .+ · 2 versions · ledger\.pdf · SHA-256 abab abab .+ · another version may stand/m);
    expect(text).toContain('Which version of each entry');
    const draft = { ...exhibit, file: 'g' as never, name: 'draft.docx', sha256: 'cd'.repeat(32) };
    const marking = { handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber' } as const;
    const versions = whole(coverOf({ ...report, request: null, register: [
      { id: 'e' as never, kind: 'document', title: 'Report', fields: { file: exhibit }, marking, files: [{ ...made, key: 'k', state: 'former', file: draft }, { ...changed, key: 'l', state: 'current', file: exhibit }], links: [], made, changed, versions: 2, proposals: 0, doubtful: false, custody: [], struck: null },
    ] }, file, english, now));
    expect(versions).toMatch(/^Document: Report · .+ · H1 · B2 · TLP:AMBER · 2 versions · Earlier: draft\.docx · SHA-256 cdcd .+ · made .+, entry 2 · .+ · In force: ledger\.pdf · SHA-256 abab .+ · made .+, entry 3 · /m);
  });

  it.each([
    ['en', /^Chain of custody: Registry · from 6 March .+ · stated 6 March .+, entry 2 · Ana Ruiz · .+: Seized$/m, /^Chain of custody: Laboratory · .+, entry 3 · .+: Examined$/m],
    ['ar', /^سلسلة الحيازة: Registry · ابتداءً من 6 مارس .+ · ذُكرت في 6 مارس .+، القيد 2 · Ana Ruiz · .+: Seized$/m, /^سلسلة الحيازة: Laboratory · .+، القيد 3 · .+: Examined$/m],
  ] as const)('has the chain of custody under each exhibit that has one, in %s', async (language, first, second) => {
    const [made, changed] = [{ by: report.madeBy, at: report.madeAt, seq: 2 }, { by: report.madeBy, at: report.madeAt, seq: 3 }];
    const exhibit = (title: string, custody: NonNullable<typeof report.register>[number]['custody']) => ({ id: title as never, kind: 'exhibit' as const, title, fields: {}, marking: plain, files: [], links: [], made, changed: made, versions: 1, proposals: 0, doubtful: false, custody, struck: null });
    const text = whole(coverOf({ ...report, request: null, register: [exhibit('Ledger', [{ ...made, holder: 'Registry', from: report.madeAt, reason: 'Seized' }, { ...changed, holder: 'Laboratory', from: report.madeAt, reason: 'Examined' }]), exhibit('Knife', [])] }, file, await speech(language), now));
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('Ledger'));
    expect(lines.slice(at + 1, at + 4)).toEqual([expect.stringMatching(first), expect.stringMatching(second), expect.stringContaining('Knife')]);
  });

  it('speaks Arabic from right to left', async () => {
    const cover = coverOf(report, file, await speech('ar'), now);
    expect([cover.language, cover.direction]).toEqual(['ar', 'rtl']);
    expect(whole(cover)).toContain('6 مارس 2026');
  });
});
