/** The fixture's register of a case file, as it stands after some weeks. */
import type { FileId, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { EntryId, EntrySummary, EntryTie, EntryView, FieldValue, LinkView, VersionView } from '@comity/sdk';
import { at, personAt, uuid } from './people.js';

const day = 24 * 60;
const plain = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;
const id = (n: number): EntryId => uuid(7000 + n) as EntryId;
const who = (n: number): PractitionerId => personAt(n).id;
const said = (by: number, ago: number, seq: number | null = 40) => ({ by: who(by), at: at(ago), seq });
/** A day so many days ago. */
const dayAgo = (days: number): string => at(days * day).slice(0, 10);
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

type Seed = Partial<EntryView> & Pick<EntryView, 'kind' | 'title'> & { by: number; ago: number };
const seeds: Seed[] = [
  { kind: 'account', title: 'Account of Meridian Shipping, Vienna', by: 2, ago: 30, marking: { ...plain, handling: 'H1', evaluation: { source: 'B', information: 2 } }, fields: { number: 'AT61 1904 3002 3457 3201', institution: 'Danubia Bank AG', country: 'AT', holder: 'Meridian Shipping Ltd', balance: { amount: '1204500.75', currency: 'EUR' }, date: '2026-02-28', details: 'Opened in 2019. Statements for 2019 to 2024 were asked for.\nTwo signatories.' } },
  { kind: 'person', title: 'Karim Vasquez', by: 7, ago: 400, marking: { ...plain, evaluation: { source: 'A', information: 1 } }, fields: { alias: 'K. Vasquez Moreno', born: '1971-04-16', birthplace: 'Mombasa', citizenship: 'KE', role: 'Director of Meridian Shipping' } },
  { kind: 'exhibit', title: 'Summary of statements, 2019 to 2024', by: 2, ago: 700, fields: { file: { on: { id: uuid(1_000_003) as ItemId, seq: 4 }, file: uuid(601) as FileId, name: 'Summary of statements.txt', size: 48_200, sha256 }, reference: 'EX-04', obtained: '2026-01-19' } },
  { kind: 'event', title: 'Transfer to the Vienna account', by: 7, ago: 900, fields: { date: '2024-11-05', place: 'Nairobi', country: 'KE', details: 'EUR 480,000 in three parts within one hour.' } },
  { kind: 'event', title: 'تأسيس شركة ميريديان للشحن', by: 14, ago: 1300, fields: { date: '2019-03-12', country: 'AE', details: 'سُجّلت الشركة لدى السلطة المختصة بثلاثة شركاء.' } },
  { kind: 'task', title: 'Ask Vienna to preserve the statements', by: 2, ago: 1500, fields: { owner: who(7), due: dayAgo(3) } },
  { kind: 'task', title: 'ترجمة الملحق الثالث', by: 14, ago: 2000, fields: { owner: who(14), due: dayAgo(-12) } },
  { kind: 'task', title: 'Check the vessel register', by: 11, ago: 2600, fields: { owner: who(2), due: dayAgo(20), done: true } },
  { kind: 'vehicle', title: 'MV Halcyon', by: 11, ago: 3000, fields: { plate: 'IMO 9319466', make: 'Bulk carrier', country: 'PA', keeper: 'Meridian Shipping Ltd' } },
  { kind: 'organisation', title: 'Meridian Shipping Ltd', by: 7, ago: 3600, fields: { form: 'Limited company', number: 'C.112233', country: 'KE', founded: '2019-03-12' } },
  { kind: 'phone', title: '+254 700 000 001', by: 7, ago: 4000, struckOut: { ...said(2, 60), reason: 'Belongs to somebody else: the number was transposed.' }, fields: { number: '+254 700 000 001', user: 'Karim Vasquez' } },
  { kind: 'note', title: 'The second signatory is not known yet', by: 14, ago: 30, changed: said(14, 2, null), fields: { text: 'Three sources name different people.' } },
];

/** The case file of the fixture. */
const caseFile = uuid(15) as SpaceId;
const version = (key: string, state: VersionView['state'], after: string | null, by: number, ago: number, entry: Pick<VersionView, 'title' | 'fields' | 'marking'>): VersionView =>
  ({ key, state, after, ...said(by, ago), title: entry.title, fields: entry.fields, marking: entry.marking, links: [] });

function versionsOf(n: number, seed: Seed): VersionView[] {
  const now = { title: seed.title, fields: seed.fields ?? {}, marking: seed.marking ?? plain };
  const without = (...names: string[]): Record<string, FieldValue> => Object.fromEntries(Object.entries(now.fields).filter(([name]) => !names.includes(name)));
  if (n === 0) {
    const first = version('a', 'former', null, 7, seed.ago + 3 * day, { ...now, title: 'Vienna account', fields: { ...without('balance', 'date', 'details'), institution: 'Danubia Bank' } });
    const other = version('c', 'proposed', 'a', 11, seed.ago - 1, { ...now, title: 'Vienna account', fields: { ...without('balance'), holder: 'Meridian Shipping & Trading Ltd', details: 'One signatory only, says the bank.' } });
    return [first, version('b', 'current', 'a', seed.by, seed.ago, now), other];
  }
  return [version('a', 'current', null, seed.by, seed.ago, now)];
}

const links: Record<number, LinkView[]> = {
  0: [{ to: id(9), space: caseFile, label: 'held by', direction: 'to', kind: 'organisation', title: 'Meridian Shipping Ltd', struck: false }, { to: id(3), space: caseFile, label: 'receives', direction: 'from', kind: 'event', title: 'Transfer to the Vienna account', struck: false }, { to: id(10), space: caseFile, label: 'named by the caller', direction: 'from', kind: 'phone', title: '+254 700 000 001', struck: true }],
};
const custody: Record<number, EntryView['custody']> = {
  2: [
    { ...said(2, 700), holder: 'Lucía Ferrer Ibáñez', from: at(701), reason: 'Received from the bank by courier.' },
    { ...said(7, 300), holder: 'Evidence store, Nairobi', from: at(320), reason: 'Original handed over for safekeeping; sealed bag 4411.' },
  ],
};
const dates = new Set(['date', 'born', 'founded', 'obtained', 'until', 'due']);

const views: EntryView[] = seeds.map((seed, n): EntryView => {
  const { by, ago, kind, title, fields = {}, marking = plain, struckOut = null } = seed;
  const versions = versionsOf(n, seed);
  const file = Object.values(fields).find((value) => typeof value === 'object' && 'sha256' in value);
  return {
    id: id(n), space: caseFile, kind, title, handling: marking.handling, evaluation: marking.evaluation, made: versions[0] ?? said(by, ago), changed: struckOut ?? seed.changed ?? said(by, ago), struck: struckOut !== null,
    dated: Object.entries(fields).flatMap(([field, value]) => (dates.has(field) && typeof value === 'string' ? [{ field, date: value }] : [])),
    owner: (fields['owner'] ?? null) as PractitionerId | null, task: kind === 'task' ? { due: (fields['due'] ?? null) as string | null, done: fields['done'] === true } : null,
    proposals: versions.filter(({ state }) => state === 'proposed').length, linked: links[n]?.length ?? 0, sha256: typeof file === 'object' && 'sha256' in file ? file.sha256 : null,
    fields, links: links[n] ?? [], marking, source: n === 3 ? { id: uuid(1_000_010) as ItemId, seq: 11 } : null, author: null, bears: marking, exhibit: typeof file === 'object' && 'sha256' in file ? { ...file, held: false } : null, files: [],
    versions, custody: custody[n] ?? [], struckOut, moved: null, movedTo: null, moving: null, doubtful: false, partial: n === 4,
  };
});

export const ties: EntryTie[] = views.flatMap(({ id: from, links: named }) => named.flatMap(({ to, label, direction }) => (direction === 'to' ? [{ from, to, label }] : [{ from: to, to: from, label }])));
export const entries: readonly EntrySummary[] = views;
export const entryAt = (wanted: EntryId): EntryView | undefined => views.find((each) => each.id === wanted);
export const firstEntry = id(0);

/** More than are drawn at once, each named by one before it; exactly five hundred of them are no notes. */
export const manyEntries: readonly EntrySummary[] = Array.from({ length: 700 }, (_, n) => ({ ...views[1]!, id: uuid(20_000 + n) as EntryId, kind: n < 500 ? (n % 3 === 0 ? 'person' as const : 'account' as const) : 'note' as const, title: `Entry ${n + 1}`, linked: 1 }));
export const manyTies: EntryTie[] = manyEntries.slice(1).map(({ id: to }, n) => ({ from: manyEntries[Math.floor(n / 4)]!.id, to, label: 'named by' }));
