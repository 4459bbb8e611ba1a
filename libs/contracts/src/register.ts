/**
 * The register of a case file: what kinds of entry there are, and which fields each has. Plain data, written once; names and help texts stand in
 * the clients' catalogues. Entries travel sealed: the service never meets one.
 */

/**
 * What a field holds. `line` and `text`: words of one line, of several. `date`: a day (`2026-11-03`). `money`: an amount with its currency. `country`:
 * ISO 3166-1, two letters. `practitioner`: a person of the network. `file`: a file of the space's conversation. `flag`: set, or absent.
 */
export type FieldShape = 'line' | 'text' | 'date' | 'money' | 'country' | 'practitioner' | 'file' | 'flag';
export interface FieldOfEntry { id: string; shape: FieldShape; required: boolean }

const field = (id: string, shape: FieldShape = 'line'): FieldOfEntry => ({ id, shape, required: false });
const required = (id: string, shape: FieldShape = 'line'): FieldOfEntry => ({ id, shape, required: true });

/** In the order in which they are asked for. Every entry has a title beside: of a person their name. */
export const entryFields = {
  note: [required('text', 'text'), field('date', 'date'), field('owner', 'practitioner')],
  person: [field('alias'), field('born', 'date'), field('birthplace'), field('citizenship', 'country'), field('document'), field('address', 'text'), field('role'), field('details', 'text')],
  organisation: [field('form'), field('number'), field('country', 'country'), field('address', 'text'), field('founded', 'date'), field('details', 'text')],
  account: [required('number'), field('institution'), field('country', 'country'), field('holder'), field('balance', 'money'), field('date', 'date'), field('details', 'text')],
  asset: [field('type'), field('value', 'money'), field('country', 'country'), field('place'), field('holder'), field('date', 'date'), field('origin', 'country'), field('transit'), field('cluster'), field('details', 'text')],
  vehicle: [field('plate'), field('identification'), field('make'), field('country', 'country'), field('keeper'), field('details', 'text')],
  phone: [required('number'), field('equipment'), field('provider'), field('country', 'country'), field('user'), field('details', 'text')],
  document: [required('file', 'file'), field('reference'), field('date', 'date'), field('folder'), field('details', 'text')],
  exhibit: [required('file', 'file'), field('reference'), field('obtained', 'date'), field('place'), field('folder'), field('details', 'text')],
  event: [required('date', 'date'), field('until', 'date'), field('place'), field('country', 'country'), field('details', 'text')],
  task: [field('owner', 'practitioner'), field('due', 'date'), field('done', 'flag'), field('details', 'text')],
} as const satisfies Record<string, readonly FieldOfEntry[]>;

export type EntryKind = keyof typeof entryFields;
export const entryKinds = Object.keys(entryFields) as readonly EntryKind[];
export const fieldsOf = (kind: EntryKind): readonly FieldOfEntry[] => entryFields[kind];

/**
 * Lengths in UTF-16 units. `entries`: of one case file, and `custody`: of one person for one entry, as a client makes them. `taken`: what a client takes of one person
 * at most: twice as much, as one who has not read all of a case file may make more. `versions`: of one person, for one entry.
 */
export const registerLimits = {
  title: 200, line: 300, text: 8_000, reason: 1_000, holder: 200, label: 100, links: 50, settled: 50, entryBytes: 24_000,
  entries: 5_000, versions: 200, custody: 200, taken: { entries: 10_000, custody: 400 },
} as const;
