/** What an evidence bundle proves, and what it only says, in sentences for the terminal. */
import type { EvidenceEnclosure, EvidenceEntryView, EvidenceFault, EvidenceItem, EvidencePerson, EvidenceRegistered, EvidenceReport, EvidenceRequest, Marking } from '@comity/sdk';
import { marksOf } from './marks.js';
import { oneLine } from './output.js';

const parts: Record<EvidenceFault['part'], string> = { file: 'The file itself', root: 'The root of the network', statement: 'Statement', entry: 'Entry', receipt: 'Receipt', seal: 'The seal of whoever made the bundle' };

/** Rules that have the same words wherever they are broken; those of the chain of statements are named as docs/PROTOCOL.md section 3.1 does. */
const rules: Record<Exclude<EvidenceFault, { part: 'statement' }>['rule'], string> = {
  'too-large': 'it is larger than a bundle can be', 'not-json': 'it is no readable text, or is cut off', 'not-evidence': 'it is no evidence bundle', 'unknown-version': 'it is of a version that this program does not know',
  malformed: 'it is not in the form that it has to be in', 'not-canonical': 'it is written otherwise than the one way there is', 'another-root': 'it is not the one you gave',
  'out-of-order': 'it is not the one that comes here: an entry is missing, repeated or moved', 'wrong-space': 'it belongs to another space', 'unknown-device': 'no statement certifies the device that it names', 'bad-signature': 'the signature is not that device’s over these bytes',
  'device-ended': 'the device, or its person’s access, was over by then, or had not begun', 'not-inside': 'the device was not inside the space then', reordered: 'its sender had seen entries that stand after it here', 'transcript-fork': 'whoever signed it had seen another log before it',
  'wrong-epoch': 'it was made in another epoch than the log is in here', replayed: 'it was there before', 'commit-malformed': 'it is no commit', 'commit-refused': 'it cannot follow on who was inside before', 'foreign-leaf': 'a device in it is not the one the statements certify',
  'another-log': 'the log does not lead to the link that is stated here', 'does-not-open': 'the key beside it does not open it', illegible: 'what it says is not in any known form', 'not-in-this-log': 'it confirms a place that this log does not have', twice: 'the device has one already',
  'made-in-the-future': 'it is dated later than now',
};

export function faultInWords(fault: EvidenceFault): string[] {
  const where = fault.at === null ? parts[fault.part] : `${parts[fault.part]} ${fault.at}`;
  const why = fault.part === 'statement' ? `it does not follow from those before it (${fault.rule})` : rules[fault.rule];
  return ['This bundle proves nothing as it is.', `First broken link: ${where}: ${why}.`];
}

export function reportInWords(report: EvidenceReport): string[] {
  const { network, root, expected, space, from, to, link, madeAt, madeBy, madeOn } = report;
  const names = new Names(report);
  const maker = report.people.find(({ id }) => id === madeBy);
  return [
    'This bundle holds: every signature in it is valid, and everything follows on what is before it.', '',
    `Network      ${oneLine(network.name)}`,
    `Root         ${root}`,
    expected ? '             It is the root you gave.' : '             The bundle alone names it. Compare it with the root you know (comity status), or give that with --root: a network can be invented.',
    `             As screens show it, the network’s pin: ${pinOf(root)}`,
    `Made         ${madeAt} by ${names.of(madeBy)}, on the device “${oneLine(maker?.devices.find(({ id }) => id === madeOn)?.name ?? madeOn)}”`,
    `Space        ${space.id} (${space.kind}), entries ${from} to ${to}, last link ${link}`, '',
    'Authorities', ...report.authorities.map((authority) => `  ${oneLine(authority.name)} (${authority.state}), ${authority.kind}: admitted ${authority.from}${endOf(authority.ended)}`), '',
    'People', ...report.people.flatMap((person) => personLines(person, names)), '',
    ...requestLines(report, names), ...registerLines(report, names),
    'Log', ...report.entries.flatMap((entry) => entryLines(entry, names)), '',
    ...boundaries(report),
  ];
}

const pinOf = (root: string): string => Buffer.from(root, 'base64url').toString('hex').toUpperCase().match(/.{4}/g)?.join(' ') ?? '';

/** How people and authorities are called, for good: somebody's name alone may be somebody else's, too. */
class Names {
  private readonly people: ReadonlyMap<string, EvidencePerson>;
  private readonly authorities: ReadonlyMap<string, string>;
  constructor({ people, authorities }: EvidenceReport) {
    this.people = new Map(people.map((person) => [person.id, person]));
    this.authorities = new Map(authorities.map(({ id, name, state }) => [id, `${oneLine(name)} (${state})`]));
  }
  authority(id: string): string { return this.authorities.get(id) ?? id; }
  authorityOf(person: string): string { return this.authority(this.people.get(person)?.authority ?? person); }
  of(id: string): string {
    const person = this.people.get(id);
    return person === undefined ? id : `${oneLine(person.name)}, ${this.authority(person.authority)}`;
  }
}

const endOf = (ended: { at: string; reason: string } | null): string => (ended === null ? '' : `; ended ${ended.at} (${ended.reason})`);
const untilOf = (until: string | null): string => (until === null ? '' : ` until ${until}`);

function personLines(person: EvidencePerson, names: Names): string[] {
  const { id, role, title, from, until, ended, devices, confirms } = person;
  return [
    `  ${names.of(id)}: ${role}${title === null ? '' : `, ${oneLine(title)}`}, from ${from}${untilOf(until)}${endOf(ended)}`,
    ...devices.map((device) => `    device “${oneLine(device.name)}”, from ${device.from}${untilOf(device.until)}${endOf(device.ended)}`),
    ...(confirms === null ? [] : [`    signed that the log is as it stands here up to entry ${confirms}`]),
  ];
}

function requestLines({ request }: EvidenceReport, names: Names): string[] {
  if (request === null) return [];
  return [
    `Request      “${oneLine(request.title)}”: ${names.authority(request.requesting)} asks ${names.authority(request.requested)}; ${request.state}, as far as it is shown here`,
    ...markLines(request.marking, '  '), ...enclosed(request.enclosures, '  '),
    ...request.measures.flatMap(({ assistance, sought, facts, state, steps }) => [
      `  ${whatIs(assistance, request.kind)}: ${state ?? 'not drafted'}`, ...quoted(sought, '    '), ...Object.entries(facts).flatMap(([field, of]) => [`    ${field}:`, ...quoted(value(of), '    ')]),
      ...steps.flatMap(({ action, by, at, to, article, attested, seq, marking, enclosures }) => [`    ${at}  ${action} → ${to} (${article}), ${names.of(by)}: ${attested || seq === null ? 'only stated, on the word of whoever transmitted it' : `signed, entry ${seq}`}`, ...markLines(marking, '      '), ...enclosed(enclosures, '      ')]),
    ]), '',
  ];
}

/** Nothing where it is not marked. */
function markLines(marking: Marking, indent: string): string[] {
  const marks = marksOf(marking);
  return [...(marks.length === 0 ? [] : [`${indent}marked ${marks.join(', ')}`]), ...(marking.restriction === null ? [] : quoted(marking.restriction, indent))];
}

const enclosed = (files: readonly EvidenceEnclosure[], indent: string): string[] => files.map(({ name, size, sha256 }) => `${indent}with the file “${oneLine(name)}”, ${size} bytes, SHA-256 ${sha256}`);

/** A file that lies beside a bundle, and what it was enclosed with, or which entry of the register has it; null: nothing that the bundle shows. */
export interface BesideFile { file: string; sha256: string; is: (EvidenceEnclosure & { with: string; entry: number | null }) | null }
export function enclosedAs({ request, register }: EvidenceReport, sum: string): BesideFile['is'] {
  const steps = (request?.measures ?? []).flatMap((measure) => measure.steps.flatMap(({ action, seq, enclosures }) => enclosures.map((each) => ({ ...each, with: action, entry: seq }))));
  const dossier = (request?.enclosures ?? []).map((each) => ({ ...each, with: 'dossier', entry: null }));
  const registered = (register ?? []).flatMap(({ files }) => files.map(({ file: { name, size, sha256 }, seq, state }) => ({ name, size, sha256, with: state === 'current' ? 'register' : 'version', entry: seq })));
  const found = [...steps, ...dossier, ...registered].filter(({ sha256 }) => sha256 === sum);
  // Bytes that stand somewhere are not called a version of before.
  return found.find((each) => each.with !== 'version') ?? found[0] ?? null;
}
export function filesInWords(files: readonly BesideFile[], { request, register }: Pick<EvidenceReport, 'request' | 'register'>): string[] {
  // Where neither is shown, nothing follows for any file.
  const none = request === null && register === null ? 'not proven, this bundle shows no files' : 'none of those that this bundle shows';
  return files.length === 0 ? [] : ['', 'Files beside it', ...files.map(({ file, sha256, is }) => `  ${oneLine(file)}: ${is === null ? `${none}; SHA-256 ${sha256}` : `${held(is)}, every byte the same`}`)];
}
function held(is: NonNullable<BesideFile['is']>): string {
  const entry = `entry ${is.entry ?? '?'}`;
  if (is.with === 'register') return `in the register as “${oneLine(is.name)}”, ${entry}`;
  if (is.with === 'version') return `in the register as “${oneLine(is.name)}”, ${entry}, not the file that stands`;
  return `enclosed as “${oneLine(is.name)}” with ${is.with === 'dossier' ? 'the dossier' : `the step ${is.with}, ${entry}`}`;
}

const value = (field: EvidenceRegistered['fields'][string]): string => (typeof field === 'string' ? field : field === true ? 'yes' : 'amount' in field ? `${field.amount} ${field.currency}` : `${field.name}, ${field.size} bytes, SHA-256 ${field.sha256}`);

function registerLines({ register }: EvidenceReport, names: Names): string[] {
  if (register === null) return [];
  const said = ({ at, by, seq }: { at: string; by: string; seq: number | null }) => `${at} by ${names.of(by)}, entry ${seq ?? '?'}`;
  return [
    `Register     ${register.length} ${register.length === 1 ? 'entry' : 'entries'}, as far as ${register.length === 1 ? 'it is' : 'they are'} shown here`,
    ...register.flatMap(({ kind, title, fields, marking, files, links, made, changed, versions, proposals, doubtful, custody, struck }) => [
      `  ${kind} “${oneLine(title)}”: made ${said(made)}; last changed ${said(changed)}; ${versions} version${versions === 1 ? '' : 's'}${proposals === 0 ? '' : `, ${proposals} of them proposed and not settled`}${doubtful ? '; another version may stand, for want of what is not shown' : ''}`,
      ...markLines(marking, '    '),
      ...Object.entries(fields).flatMap(([field, of]) => [`    ${field}:`, ...quoted(value(of), '    ')]),
      ...(files.length < 2 ? [] : files.map(({ file, state, ...version }) => `    file ${state === 'current' ? 'that stands' : state === 'former' ? 'of before' : state}: “${oneLine(file.name)}”, ${file.size} bytes, SHA-256 ${file.sha256}; ${said(version)}`)),
      ...links.map(({ to, label, title: other }) => `    linked, “${oneLine(label)}”, with ${other === null ? to : `“${oneLine(other)}”`}`),
      ...custody.flatMap((each) => [`    custody of “${oneLine(each.holder)}” from ${each.from}, stated ${said(each)}:`, ...quoted(each.reason, '    ')]),
      ...(struck === null ? [] : [`    struck out ${said(struck)}:`, ...quoted(struck.reason, '    ')]),
    ]), '',
  ];
}

function entryLines(entry: EvidenceEntryView, names: Names): string[] {
  const authorities = [...new Set(entry.confirmedBy.map((person) => names.authorityOf(person)))];
  const confirmed = entry.confirmedBy.length === 0 ? 'confirmed by nobody else' : `confirmed by ${entry.confirmedBy.length} other${entry.confirmedBy.length === 1 ? '' : 's'} (${authorities.join('; ')})`;
  const head = `  ${String(entry.seq).padStart(4)}  ${entry.at}  `;
  const below = `        SHA-256 ${entry.hash}; ${confirmed}`;
  switch (entry.type) {
    case 'commit': {
      const people = (list: readonly string[]) => [...new Set(list)].map((id) => names.of(id)).join('; ');
      const changes = [...(entry.added.length > 0 ? [`brings in ${people(entry.added)}`] : []), ...(entry.removed.length > 0 ? [`takes out ${people(entry.removed)}`] : [])];
      return [`${head}${entry.by === null ? 'somebody' : names.of(entry.by)}: ${changes.length > 0 ? changes.join(', ') : 'new keys'}`, below];
    }
    case 'item': return [`${head}${names.of(entry.by)}: ${titleOf(entry)}`, ...contentLines(entry), ...(entry.refused === null ? [] : [`        Does not stand: ${entry.refused.code}, ${oneLine(entry.refused.entry)} (${entry.refused.article})`]), below];
    case 'destroyed': return [`${head}destroyed, as the rules of the space say; only its place is left`, below];
    default: return [`${head}not shown by whoever made the bundle: ${entry.type === 'withheld-commit' ? 'a change of who is inside, or of keys' : 'an item'}`, below];
  }
}

function titleOf({ content, kind, handling, bytes, inside }: EvidenceItem): string {
  const marks = [...(handling === 'none' ? [] : [handling]), ...(inside === null ? ['whether the sender was inside is not known'] : [])];
  const what = content === null ? `closed, ${kind === 'message' ? 'an item' : kind} of ${bytes} bytes` : `${content.type === 'case-step' ? `step ${content.action}` : content.type}, by their clock ${content.sentAt}`;
  return [what, ...marks].join('; ');
}

const whatIs = (assistance: string | null, kind: EvidenceRequest['kind'] = 'mla'): string => assistance ?? (kind === 'asset' ? 'asset' : 'person sought');

/** Words of others stand behind a bar, so that none of them passes for a line of the report. */
const quoted = (text: string, indent = '        '): string[] => text.split('\n').map((line) => `${indent}| ${oneLine(line)}`);

function contentLines({ content }: EvidenceItem): string[] {
  switch (content?.type) {
    case undefined: return [];
    case 'text': return [...quoted(content.text), ...(content.restriction === null ? [] : [`        restriction:`, ...quoted(content.restriction)]), ...content.files.map(({ name, size, hash }) => `        with the file “${oneLine(name)}”, ${size} bytes, sealed hash ${hash}`)];
    case 'edit': return [`        of entry ${content.on.seq}:`, ...quoted(content.text)];
    case 'case-step': return [...content.measures.map(({ id }) => `        for measure ${id}`), ...content.words.flatMap(({ member, text }) => [`        ${member}:`, ...quoted(text)])];
    case 'dossier': case 'transmission': return [
      ...quoted(content.dossier.title), ...content.dossier.sections.flatMap(({ part, text }) => [`        ${part}:`, ...quoted(text)]),
      ...content.dossier.measures.flatMap(({ id, assistance, sought }) => [`        measure ${id}, ${whatIs(assistance, content.dossier.kind)}:`, ...quoted(sought)]), ...(content.type === 'transmission' ? content.words.flatMap(({ member, text }) => [`        ${member}:`, ...quoted(text)]) : []),
    ];
    // Bundles of before had them; what is typed in one is no text by itself.
    case 'note': return ['        of a note, not put together here'];
    default: {
      const { v: _version, type: _type, sentAt: _time, ...said } = content as { v?: number } & typeof content;
      return quoted(JSON.stringify(said));
    }
  }
}

function boundaries({ space, entries, request, register }: EvidenceReport): string[] {
  const shown = entries.filter((entry) => entry.type === 'item' && entry.content !== null).length;
  const closed = entries.filter((entry) => entry.type === 'item' && entry.content === null).length;
  const absent = entries.filter(({ type }) => type !== 'item' && type !== 'commit').length;
  return [
    'Proven, if the root is the right one',
    '  - The authorities, people and devices above were admitted as it says, each by a signature of who may.',
    '  - Every item above was signed by the device of the person it names, for this space, with the words shown and no others.',
    '  - The order: each signature covers the log before it; who confirms an entry has signed what comes up to it.',
    ...(request === null ? [] : ['  - Where the request stands follows from the steps shown, by the rules of the instruments it names.']),
    ...(register === null ? [] : ['  - Which version of each entry of the register stands follows from the versions shown, by their order in the log.']),
    'Only stated',
    '  - Times. Those in words are of the sender’s clock; those of the log are of the service, as whoever made the bundle passes them on.',
    '  - That no later statement, such as a revocation, and no later entry was left out, unless somebody confirms it.',
    '  - Who is brought in and taken out: a signature that only those inside can check. Who confirms the entry had checked it.',
    '  - Steps marked as only stated; and everything that people write about the world.',
    `Shown in words: ${shown} items; closed: ${closed}; not in it: ${absent}.`,
    // Bundles of before had them.
    ...(space.kind !== 'case-file' ? [] : [
      entries.some((entry) => entry.type === 'item' && entry.content?.type === 'note') ? 'Notes in this bundle: their keys are in it, with what was taken out of them.' : 'Closed in every bundle: notes, of which what was frozen is shown as an entry of the register; and who opened what.',
    ]),
  ];
}
