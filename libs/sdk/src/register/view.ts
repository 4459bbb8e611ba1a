/** What is kept of the entries of a register, as callers see it. */
import { fieldsOf, type FileId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { fileKey, type CustodyContent, type EntryContent, type EntryId, type ExhibitFile, type FieldValue } from '@comity/e2ee';
import type { Marking } from '../marking.js';
import type { CustodyView, EntrySummary, EntryView, FileVersion, LinkView, Said, VersionState, VersionView } from '../register.js';
import type { Head, Kept, Mark, VersionMark } from './fold.js';

/** An entry that can be read here. */
export type Readable = Kept & { head: Head; made: Mark<null> };
export const isReadable = (kept: Kept | undefined): kept is Readable => kept?.head != null && kept.made !== null;

export const isExhibit = (value: FieldValue | undefined): value is ExhibitFile => typeof value === 'object' && 'sha256' in value;
export const saidOf = ({ by, at, seq }: Mark<unknown>): Said => ({ by, at, seq });
export const markingOf = ({ restriction, evaluation, tlp }: EntryContent, handling: Head['handling']): Marking => ({ handling, restriction, evaluation, tlp });

/** By entry, the others that it is linked with, either way. */
export function linksOf(register: ReadonlyMap<EntryId, Kept>): ReadonlyMap<EntryId, ReadonlySet<EntryId>> {
  const linked = new Map<EntryId, Set<EntryId>>();
  const add = (from: EntryId, to: EntryId): void => { linked.set(from, (linked.get(from) ?? new Set<EntryId>()).add(to)); };
  for (const { id, head } of register.values()) {
    for (const { to } of head?.content.links ?? []) {
      add(id, to);
      add(to, id);
    }
  }
  return linked;
}

export function summaryOf({ id, head: { content, handling }, made, changed, struck, versions }: Readable, space: SpaceId, linked: ReadonlySet<EntryId> | undefined): EntrySummary {
  const { kind, title, fields, evaluation } = content;
  const [owner, due, file] = [fields['owner'], fields['due'], fields['file']];
  return {
    id, space, kind, title, handling, evaluation, made: saidOf(made), changed: saidOf(changed), struck: struck !== null,
    dated: fieldsOf(kind).flatMap(({ id: field, shape }) => { const date = fields[field]; return shape === 'date' && typeof date === 'string' ? [{ field, date }] : []; }),
    owner: typeof owner === 'string' ? (owner as EntrySummary['owner']) : null, task: kind === 'task' ? { due: typeof due === 'string' ? due : null, done: fields['done'] === true } : null,
    proposals: versions.filter(({ state }) => state === 'proposed').length, linked: linked?.size ?? 0, sha256: isExhibit(file) ? file.sha256 : null,
  };
}

/** What of an entry is not here, and what therefore is not known. */
export function gapsOf({ versions, made, doubt, instead }: Readable, unopened: readonly number[]): Pick<EntryView, 'partial' | 'doubtful'> {
  const known = new Set<string | null>([null, ...versions.map(({ hash }) => hash)]);
  const unread = unopened.some((seq) => seq > (made.seq ?? seq));
  return { partial: unread || versions.some(({ after }) => !known.has(after)), doubtful: doubt !== null || instead !== null || unread };
}

/** Who wrote all of it, and may give it away; null where there are several, or it says what was said elsewhere. */
export function authorOf(kept: Readable, unopened: readonly number[]): PractitionerId | null {
  const { source, moved } = kept.head.content;
  const { by } = kept.made;
  return source === null && moved === undefined && kept.versions.every((version) => version.by === by) && !gapsOf(kept, unopened).partial ? by : null;
}

export const versionView = (mark: VersionMark, content: EntryContent): VersionView => {
  const { title, fields, links } = content;
  return { ...saidOf(mark), key: mark.hash, state: mark.state, after: mark.after, title, fields, links, marking: markingOf(content, mark.handling) };
};
/** The files that versions say, each once, where it was said first. */
export function filesOf(versions: readonly VersionView[]): FileVersion[] {
  const files = new Map<string, FileVersion>();
  for (const { by, at, seq, key, state, fields: { file } } of versions) {
    if (!isExhibit(file)) continue;
    const said = fileKey(file), known = files.get(said);
    if (known === undefined) files.set(said, { by, at, seq, key, state, file });
    else if (counts.indexOf(state) < counts.indexOf(known.state)) known.state = state;
  }
  return [...files.values()];
}
/** The files of an entry, whichever version says them. Versions that were kept before there could be several name none; all that follow name the first. */
export const fileIdsOf = ({ head, versions }: Pick<Kept, 'head' | 'versions'>): FileId[] =>
  [...new Set([head?.content.fields['file'], head?.content.original, ...versions].flatMap((of) => (typeof of === 'object' && 'file' in of && of.file !== undefined ? [of.file] : [])))];
const counts: readonly VersionState[] = ['current', 'former', 'proposed', 'settled'];

export const custodyView = (mark: Mark<CustodyContent>, { holder, from, reason }: CustodyContent): CustodyView => ({ ...saidOf(mark), holder, from, reason });

export function linkViews({ id, head }: Readable, register: ReadonlyMap<EntryId, Kept>, spaceOf: (entry: EntryId) => SpaceId | null): LinkView[] {
  const end = (to: EntryId, label: string, direction: LinkView['direction']): LinkView => {
    const other = register.get(to);
    return { to, space: spaceOf(to), label, direction, kind: other?.head?.content.kind ?? null, title: other?.head?.content.title ?? null, struck: other?.struck != null };
  };
  const back = [...register.values()].flatMap((other) => (other.head?.content.links ?? []).filter(({ to }) => to === id).map(({ label }) => end(other.id, label, 'from')));
  return [...head.content.links.map(({ to, label }) => end(to, label, 'to')), ...back];
}

/** The words of an entry: its title, and whatever its fields say. */
export function wordsOf(content: EntryContent): string {
  const said = (value: FieldValue): string => (typeof value === 'string' ? value : value === true ? '' : 'amount' in value ? `${value.amount} ${value.currency}` : value.name);
  return [content.title, ...Object.values(content.fields).map(said)].join('\n');
}
