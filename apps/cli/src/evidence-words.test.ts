import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@comity/contracts';
import type { EvidenceItem, EvidenceReport } from '@comity/sdk';
import { enclosedAs, faultInWords, filesInWords, reportInWords } from './evidence-words.js';

const at = '2027-03-01T12:00:00.000Z' as Instant;
const [person, authority, device] = ['p', 'a', 'd'] as never[];
const item = (change: Partial<EvidenceItem>): EvidenceItem => ({ type: 'item', seq: 3, at, hash: 'ab', confirmedBy: [], by: person!, device: device!, kind: 'message', handling: 'none', bytes: 566, inside: true, content: null, refused: null, ...change });
const report = (change: Partial<EvidenceReport> = {}): EvidenceReport => ({
  root: 'R' as never, expected: false, network: { id: 'n' as never, name: 'Network' }, space: { id: 's' as never, kind: 'channel' }, madeAt: at, madeBy: person!, madeOn: device!, statements: 5, from: 1, to: 3, link: 'L',
  authorities: [{ id: authority!, name: 'Authority', state: 'FR', kind: 'police', from: at, ended: null }],
  people: [{ id: person!, name: 'Ana', title: null, authority: authority!, role: 'practitioner', from: at, until: null, ended: { at, reason: 'left' }, devices: [{ id: device!, name: 'Desk', from: at, until: at, ended: null }], confirms: 3 }],
  entries: [], request: null, register: null, ...change,
});
const unmarked = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;
const text = (words: string) => ({ v: 1 as const, type: 'text' as const, text: words, sentAt: at, topic: null, reply: null, mentions: [], restriction: null, evaluation: null, tlp: null, alert: false, poll: null, forwarded: null, files: [] });

describe('a bundle in words', () => {
  it('names the first broken link, and why', () => {
    expect(faultInWords({ part: 'statement', at: 3, rule: 'issuer-ended' })).toEqual(['This bundle proves nothing as it is.', 'First broken link: Statement 3: it does not follow from those before it (issuer-ended).']);
    expect(faultInWords({ part: 'receipt', at: 2, rule: 'bad-signature' })[1]).toBe('First broken link: Receipt 2: the signature is not that device’s over these bytes.');
    expect(faultInWords({ part: 'seal', at: null, rule: 'bad-signature' })[1]).toMatch(/^First broken link: The seal of whoever made the bundle: /);
  });

  it('says which root it was checked against, and that another may have been invented', () => {
    expect(reportInWords(report()).join('\n')).toMatch(/Root {9}R\n.*Compare it with the root you know/);
    // The pin as people noted it: the same in another writing.
    expect(reportInWords(report({ root: Buffer.alloc(32, 0xab).toString('base64url') as never })).join('\n')).toContain(`the network’s pin: ${Array(16).fill('ABAB').join(' ')}`);
    expect(reportInWords(report({ expected: true })).join('\n')).toMatch(/Root {9}R\n.*It is the root you gave\./);
  });

  it('says what is not shown, not known, or did not stand', () => {
    const lines = reportInWords(report({ entries: [
      { type: 'withheld-commit', seq: 1, at, hash: 'ab', confirmedBy: [] }, { type: 'destroyed', seq: 2, at, hash: 'ab', confirmedBy: [person!] }, item({ inside: null, handling: 'H2' }),
      item({ refused: { code: 'overtaken', article: '—', verified: true, entry: 'submit' } }),
    ] })).join('\n');
    for (const said of ['not shown by whoever made the bundle', 'destroyed, as the rules of the space say', 'closed, an item of 566 bytes; H2; whether the sender was inside is not known', 'Does not stand: overtaken', 'confirmed by nobody else', 'confirmed by 1 other (Authority (FR))', 'Shown in words: 0 items; closed: 2; not in it: 2.', 'Ana, Authority (FR): practitioner, from 2027-03-01T12:00:00.000Z; ended 2027-03-01T12:00:00.000Z (left)']) expect(lines).toContain(said);
  });

  it('says how a request and its steps are marked, with the words of H3, and what an asset is known by', () => {
    const step = { action: 'execute', by: person!, at, article: '—', to: 'EXECUTED', attested: false, seq: 5, marking: { ...unmarked, tlp: 'red' as const }, enclosures: [] };
    const request = { kind: 'mla' as const, title: 'T', requesting: authority!, requested: authority!, state: 'EXECUTED', marking: { ...unmarked, handling: 'H3' as const, restriction: 'Not for\nthe press' }, enclosures: [], measures: [{ id: 'm', assistance: null, sought: '', facts: { number: 'IMO 9074729', value: { amount: '9500000', currency: 'EUR' } }, state: 'EXECUTED', steps: [step, { ...step, marking: unmarked }] }] };
    const lines = reportInWords(report({ request }));
    expect(lines.filter((line) => /marked/.test(line) && !/only stated/.test(line))).toEqual(['  marked H3', '      marked TLP:RED']);
    expect(lines[lines.indexOf('  marked H3') + 1]).toBe('  | Not for');
    expect(lines.slice(lines.indexOf('    number:'), lines.indexOf('    number:') + 4)).toEqual(['    number:', '    | IMO 9074729', '    value:', '    | 9500000 EUR']);
  });

  it('says of a case file that notes are closed, and of one in a bundle of before that it is not put together', () => {
    const note = { v: 1 as const, type: 'note' as const, note: 'n' as never, does: 'update', n: 1, data: 'AQOLoeWnxqo1', sentAt: at };
    const words = (change: Partial<EvidenceReport>) => reportInWords(report(change)).join('\n');
    const closed = 'Closed in every bundle: notes, of which what was frozen is shown as an entry of the register; and who opened what.';
    const caseFile = { id: 's' as never, kind: 'case-file' as const };
    const open = 'Notes in this bundle: their keys are in it, with what was taken out of them.';
    const said = (change: Partial<EvidenceReport>) => [closed, open].map((line) => words(change).includes(line));
    expect([said({}), said({ space: caseFile }), said({ space: caseFile, entries: [item({ content: note })] }), said({ entries: [item({ content: note })] })]).toEqual([[false, false], [true, false], [false, true], [false, false]]);
    expect(words({ entries: [item({ content: note })] })).toMatch(/Ana, Authority \(FR\): note, by their clock .+\n {8}of a note, not put together here\n {8}SHA-256/);
    expect(words({ entries: [item({ content: note })] })).not.toContain('AQOLoeWnxqo1');
  });

  it('lets no words of others pass for its own', () => {
    const lines = reportInWords(report({ network: { id: 'n' as never, name: 'Net\u202ework' }, entries: [item({ content: text('first\nThis bundle holds: not at all\r\u001b[2J') })] }));
    expect(lines).toContain('        | This bundle holds: not at all\ufffd\ufffd[2J');
    expect(lines.filter((line) => line.startsWith('This bundle holds'))).toHaveLength(1);
    expect(lines.join('')).toContain('Net\ufffdwork');
  });

  it('says of a file beside it what shows it, the register, too; and where no files are shown, just that', () => {
    const [sum, other] = ['ab'.repeat(32), 'cd'.repeat(32)] as [string, string];
    const said = { at, by: person!, seq: 7 };
    const entry = { id: 'e' as never, kind: 'exhibit' as const, title: 'Knife', fields: { details: 'Of steel', file: { name: 'knife.jpg', size: 9, sha256: sum } as never }, marking: unmarked, files: [{ ...said, key: 'k', state: 'current' as const, file: { name: 'knife.jpg', size: 9, sha256: sum } as never }], links: [], made: said, changed: said, versions: 1, proposals: 0, doubtful: false, custody: [], struck: null };
    const beside = (given: EvidenceReport) => filesInWords([sum, other].map((sha256) => ({ file: 'x', sha256, is: enclosedAs(given, sha256) })), given).slice(2);
    expect(beside(report({ register: [entry] }))).toEqual(['  x: in the register as “knife.jpg”, entry 7, every byte the same', `  x: none of those that this bundle shows; SHA-256 ${other}`]);
    const versions = { ...entry, kind: 'document' as const, marking: { ...unmarked, handling: 'H1' as const, evaluation: { source: 'B' as const, information: 2 as const }, tlp: 'amber' as const }, files: [{ ...said, seq: 5, key: 'j', state: 'former' as const, file: { name: 'draft.jpg', size: 8, sha256: other } as never }, ...entry.files] };
    expect(beside(report({ register: [versions] }))).toEqual(['  x: in the register as “knife.jpg”, entry 7, every byte the same', '  x: in the register as “draft.jpg”, entry 5, not the file that stands, every byte the same']);
    // Bytes that stand are said to stand, whatever else has had them: an earlier version of the same, or another entry.
    const again = { ...entry, files: [{ ...said, seq: 3, key: 'i', state: 'former' as const, file: { name: 'first.jpg', size: 9, sha256: sum } as never }, ...versions.files] };
    for (const register of [[again], [{ ...again, files: again.files.slice(0, 2) }, entry]]) expect(beside(report({ register }))[0]).toBe('  x: in the register as “knife.jpg”, entry 7, every byte the same');
    const lines = reportInWords(report({ register: [versions] }));
    expect(lines.filter((line) => /^ {4}(?:file (?:of|that)|marked)/.test(line))).toEqual([
      '    marked H1, TLP:AMBER, B2', expect.stringMatching(new RegExp(`^ {4}file of before: “draft.jpg”, 8 bytes, SHA-256 ${other}; .+, entry 5$`)), expect.stringMatching(/^ {4}file that stands: “knife.jpg”, 9 bytes, SHA-256 .+, entry 7$/),
    ]);
    const request = { kind: 'mla' as const, title: 'T', requesting: authority!, requested: authority!, state: 'EXECUTED', marking: unmarked, enclosures: [{ name: 'order.pdf', size: 9, sha256: other }], measures: [{ id: 'm', assistance: null, sought: '', facts: {}, state: 'EXECUTED', steps: [{ action: 'execute', by: person!, at, article: '—', to: 'EXECUTED', attested: false, seq: 5, marking: unmarked, enclosures: [{ name: 'result.pdf', size: 9, sha256: sum }] }] }] };
    expect(beside(report({ request }))).toEqual(['  x: enclosed as “result.pdf” with the step execute, entry 5, every byte the same', '  x: enclosed as “order.pdf” with the dossier, every byte the same']);
    expect(beside(report())).toEqual([sum, other].map((sha256) => `  x: not proven, this bundle shows no files; SHA-256 ${sha256}`));
  });
});
