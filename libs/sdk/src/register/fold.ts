/**
 * What items of the log, one after another, make of an entry of the register: a pure function, the same for what the log brings and for what waits
 * in the outbox. Versions follow one another by their hashes; the one that the log brought first stands, and what was made from an earlier one is kept as a proposal.
 * Trust: members sent them, who may be hostile. An item that may not be has no effect, and is no reason for an alarm, as for acts on messages.
 * `whole`: this client had read all there was before; if not, it takes others' word for what it cannot read.
 */
import { registerLimits, type HandlingCode, type Instant, type PractitionerId } from '@comity/contracts';
import type { CustodyContent, EntryContent, EntryId, RegisterContent } from '@comity/e2ee';
import type { EntryChange } from '../api.js';
import type { VersionState } from '../register.js';

/** Where an item stands: in the history, or (`place` null) in the outbox, with what it says. `seq` is the service's, once it has it. */
export interface Mark<C> { place: number | null; seq: number | null; by: PractitionerId; at: Instant; content: C | null }
export interface VersionMark extends Mark<EntryContent> { hash: string; after: string | null; state: VersionState; handling: HandlingCode }
export interface CustodyMark extends Mark<CustodyContent> { hash: string }
/** The version that stands. */
export interface Head { content: EntryContent; handling: HandlingCode }
/** All that is kept of an entry; no `head`: none of its versions can be read here. */
export interface Kept {
  id: EntryId; head: Head | null; made: Mark<null> | null; changed: Mark<null>;
  versions: VersionMark[]; custody: CustodyMark[]; struck: (Mark<null> & { reason: string }) | null;
}

/** `hash`: of the item's content; see `entryHash`. */
export interface RegisterItem { place: number | null; seq: number | null; by: PractitionerId; at: Instant; hash: string; handling: HandlingCode; content: RegisterContent }
/** `room`: whether the register takes one entry more. */
export interface Scene { whole: boolean; room: boolean }

/**
 * `taken`: another entry has this id, or the very item came before. `unknown-entry`: it is of none. `wrong-predecessor`: it follows no version there was.
 * `wrong-reference`: it names something of the space that comes after it. `other-kind`, `other-file`, `other-source`: no revision changes that. `no-exhibit`: nobody has
 * custody of anything else. `struck`: it was struck out already. `too-many`: see `registerLimits`.
 */
export type RegisterRule = 'taken' | 'unknown-entry' | 'wrong-predecessor' | 'wrong-reference' | 'other-kind' | 'other-file' | 'other-source' | 'no-exhibit' | 'struck' | 'too-many';
export type Followed = { ok: true; entry: Kept; change: EntryChange } | { ok: false; rule: RegisterRule };

const no = (rule: RegisterRule): Followed => ({ ok: false, rule });
const markOf = ({ place, seq, by, at }: RegisterItem): Mark<null> => ({ place, seq, by, at, content: null });
/** What the history holds is not kept twice. */
const marked = <C>(item: RegisterItem, content: C): Mark<C> => ({ ...markOf(item), content: item.place === null ? content : null });

export function follow(before: Kept | undefined, item: RegisterItem, scene: Scene): Followed {
  const { content } = item;
  if (before === undefined && !scene.room) return no('too-many');
  if (content.type === 'entry') return before?.head == null ? begin(before, item, content, scene) : revise(before, before.head, item, content, scene);
  if (before?.head == null && scene.whole) return no('unknown-entry');
  const entry: Kept = { ...(before ?? { id: content.id, head: null, made: null, versions: [], custody: [], struck: null }), changed: markOf(item) };
  if (content.type === 'entry-strike') return entry.struck !== null ? no('struck') : { ok: true, change: 'struck', entry: { ...entry, struck: { ...markOf(item), reason: content.reason } } };
  if (entry.head !== null && entry.head.content.kind !== 'exhibit') return no('no-exhibit');
  if (entry.custody.some(({ hash }) => hash === item.hash)) return no('taken');
  if (entry.custody.length >= registerLimits.custody) return no('too-many');
  return { ok: true, change: 'custody', entry: { ...entry, custody: [...entry.custody, { ...marked(item, content), hash: item.hash }] } };
}

/** The first version that this client can read. */
function begin(before: Kept | undefined, item: RegisterItem, content: EntryContent, { whole }: Scene): Followed {
  if (content.after !== null && whole) return no('unknown-entry');
  if (pointsAhead(content, item.seq)) return no('wrong-reference');
  const { custody = [], struck = null } = before ?? {};
  const entry: Kept = {
    id: content.id, head: { content, handling: item.handling }, made: markOf(item), changed: markOf(item), versions: [versionOf(item, content, 'current')],
    custody: content.kind === 'exhibit' ? custody : [], struck,
  };
  return { ok: true, change: content.after === null ? 'made' : 'revised', entry };
}

function revise(before: Kept, head: Head, item: RegisterItem, content: EntryContent, { whole }: Scene): Followed {
  const { versions } = before;
  if (content.after === null || versions.some(({ hash }) => hash === item.hash)) return no('taken');
  if (content.kind !== head.content.kind) return no('other-kind');
  if (!same(content.fields['file'], head.content.fields['file'])) return no('other-file');
  if (!same(content.source, head.content.source)) return no('other-source');
  if (versions.length >= registerLimits.versions) return no('too-many');
  const stands = before.struck === null && versions.some(({ hash, state }) => state === 'current' && hash === content.after);
  if (!stands) {
    if (whole && !versions.some(({ hash }) => hash === content.after)) return no('wrong-predecessor');
    return { ok: true, change: 'proposed', entry: { ...before, versions: [...versions, versionOf(item, content, 'proposed')] } };
  }
  const earlier = versions.map((version): VersionMark => {
    if (version.state === 'current') return { ...version, state: 'former' };
    return version.state === 'proposed' && content.settled.includes(version.hash) ? { ...version, state: 'settled' } : version;
  });
  return { ok: true, change: 'revised', entry: { ...before, head: { content, handling: item.handling }, changed: markOf(item), versions: [...earlier, versionOf(item, content, 'current')] } };
}

const versionOf = (item: RegisterItem, content: EntryContent, state: VersionState): VersionMark => ({ ...marked(item, content), hash: item.hash, after: content.after, state, handling: item.handling });

/** The log has only what was before. */
function pointsAhead({ source, fields }: EntryContent, seq: number | null): boolean {
  const file = fields['file'];
  const names = [source, typeof file === 'object' && 'on' in file ? file.on : null].filter((ref) => ref !== null);
  return seq !== null && names.some((ref) => ref.seq >= seq);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
