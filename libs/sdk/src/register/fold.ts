/**
 * What items of the log, one after another, make of an entry of the register: a pure function, the same for what the log brings and for what waits
 * in the outbox. Versions follow one another by their hashes; the one that the log brought first stands, and what was made from an earlier one is kept as a proposal.
 * Trust: members sent them, who may be hostile. An item that may not be has no effect, and is no reason for an alarm, as for acts on messages.
 * The rules are the same whether this client had read all there was before or not, and nothing that one person does uses up what another may do:
 * otherwise those who read a part would take what the others refuse, for good.
 */
import { registerLimits, type FileId, type HandlingCode, type Instant, type PractitionerId } from '@comity/contracts';
import type { CustodyContent, EntryContent, EntryId, RegisterContent } from '@comity/e2ee';
import type { EntryChange } from '../api.js';
import type { VersionState } from '../register.js';

/** Where an item stands: in the history, or (`place` null) in the outbox, with what it says. `seq` is the service's, once it has it. */
export interface Mark<C> { place: number | null; seq: number | null; by: PractitionerId; at: Instant; content: C | null }
/** `file`: of a document, whose versions may have different ones; not of what was kept before they did. */
export interface VersionMark extends Mark<EntryContent> { hash: string; after: string | null; state: VersionState; handling: HandlingCode; file?: FileId }
export interface CustodyMark extends Mark<CustodyContent> { hash: string }
/** The version that stands. */
export interface Head { content: EntryContent; handling: HandlingCode }
/** What is known of the erased part of an entry: the version that stood, whether for sure, how far the log is accounted for, and that it was struck out. */
export interface Base { stood: string | null; known: boolean; upTo: number; changed: Mark<null>; struck: Kept['struck'] }
/** All that is kept of an entry; no `head`: none of its versions can be read here. `doubt`: the place from which on it is not known which version stands, for want of what came before; null while it is known. `instead`: the erased version in whose place another one stands. */
export interface Kept {
  id: EntryId; doubt: number | null; head: Head | null; made: Mark<null> | null; changed: Mark<null>;
  versions: VersionMark[]; custody: CustodyMark[]; struck: (Mark<null> & { reason: string }) | null; base: Base | null; instead: string | null;
}

/** `entry`: what it is about. `hash`: what the item is named by; see `entryHash`. */
export interface RegisterItem { place: number | null; seq: number | null; by: PractitionerId; at: Instant; entry: EntryId; hash: string; handling: HandlingCode; content: RegisterContent }
/** `room`: whether the register takes one entry more of this person. `unread`: the last item of the log that could not be read, by its number; 0 if there is none. */
export interface Scene { room: boolean; unread: number }

/**
 * `taken`: the very item came before. `wrong-reference`: it names something of the space that comes after it, or itself. `no-exhibit`: nobody has custody of anything else.
 * `struck`: it was struck out already. `too-many`: see `registerLimits`.
 */
export type RegisterRule = 'taken' | 'wrong-reference' | 'no-exhibit' | 'struck' | 'too-many';
export type Followed = { ok: true; entry: Kept; change: EntryChange } | { ok: false; rule: RegisterRule };

const no = (rule: RegisterRule): Followed => ({ ok: false, rule });
const markOf = ({ place, seq, by, at }: Mark<unknown> | RegisterItem): Mark<null> => ({ place, seq, by, at, content: null });
/** What waits in the outbox comes after everything. */
const placeOf = ({ place }: RegisterItem): number => place ?? Number.MAX_SAFE_INTEGER;
/** What the history holds is not kept twice. */
const marked = <C>(item: RegisterItem, content: C): Mark<C> => ({ ...markOf(item), content: item.place === null ? content : null });

export function follow(before: Kept | undefined, item: RegisterItem, scene: Scene): Followed {
  const { content, entry: id } = item;
  if (before?.base != null && item.seq !== null && item.seq <= before.base.upTo) return no('taken');
  if (before?.head == null && !scene.room) return no('too-many');
  if (content.type === 'entry') {
    if (content.links.some(({ to }) => to === id)) return no('wrong-reference');
    return content.after === null || before?.head == null ? begin(before, item, content) : revise(before, item, content, scene);
  }
  const entry: Kept = { ...(before ?? { id, doubt: null, head: null, made: null, versions: [], custody: [], struck: null, base: null, instead: null }), changed: markOf(item) };
  if (content.type === 'entry-strike') return entry.struck !== null ? no('struck') : { ok: true, change: 'struck', entry: { ...entry, struck: { ...markOf(item), reason: content.reason } } };
  if (entry.head !== null && entry.head.content.kind !== 'exhibit') return no('no-exhibit');
  if (entry.custody.some(({ hash }) => hash === item.hash)) return no('taken');
  if (entry.custody.filter(({ by }) => by === item.by).length >= registerLimits.taken.custody) return no('too-many');
  return { ok: true, change: 'custody', entry: { ...entry, custody: [...entry.custody, { ...marked(item, content), hash: item.hash }] } };
}

/** The first version, or the first that this client can read: then it is not known what stands. */
function begin(before: Kept | undefined, item: RegisterItem, content: EntryContent): Followed {
  const { doubt = null, head = null, versions = [], custody = [], struck = null, base = null } = before ?? {};
  const stood = base?.stood ?? null;
  const first = content.after === null;
  if ((first && doubt === null && (head !== null || stood !== null)) || versions.some(({ hash }) => hash === item.hash)) return no('taken');
  if (pointsAhead(content, item.seq)) return no('wrong-reference');
  // Whoever reads the first version and nothing before it sees it stand, and not struck out: so does who read what somebody said of it in advance.
  const ahead = versions.map((version): VersionMark => (version.state === 'settled' ? version : { ...version, state: 'proposed' }));
  const entry: Kept = {
    id: item.entry, doubt: first ? null : stood === null ? placeOf(item) : doubt, head: { content, handling: item.handling }, made: markOf(item), changed: markOf(item), versions: withRoom([...ahead, versionOf(item, content, 'current')], item.by),
    custody: content.kind === 'exhibit' ? custody : [], struck: first ? null : struck,
    base, instead: first || stood === content.after ? null : stood,
  };
  return { ok: true, change: first ? 'made' : 'revised', entry };
}

function revise(before: Kept, item: RegisterItem, content: EntryContent, { unread }: Scene): Followed {
  const { versions, instead } = before;
  if (versions.some(({ hash }) => hash === item.hash)) return no('taken');
  if (pointsAhead(content, item.seq)) return no('wrong-reference');
  const doubt = before.doubt ?? (unread > (before.made?.seq ?? unread) ? placeOf(item) : null);
  const standing = versions.find(({ state }) => state === 'current');
  const follows = standing?.hash === content.after;
  // It follows what stood and was erased: what stands in its place was a proposal.
  const resumes = instead !== null && content.after === instead;
  // Whoever says that what seems to stand here was a proposal has read what this client could not.
  const corrects = (doubt !== null || instead !== null) && standing !== undefined && content.settled.includes(standing.hash);
  if (before.struck !== null || !(follows || resumes || corrects)) {
    return { ok: true, change: 'proposed', entry: { ...before, doubt, versions: withRoom([...versions, versionOf(item, content, 'proposed')], item.by) } };
  }
  const led = ancestors(versions, content.after);
  const earlier = versions.map((version): VersionMark => {
    if (led.has(version.hash)) return { ...version, state: 'former' };
    if ((resumes || version.state !== 'former') && content.settled.includes(version.hash)) return { ...version, state: 'settled' };
    return resumes && version.state !== 'settled' ? { ...version, state: 'proposed' } : version;
  });
  const kept = withRoom([...earlier, versionOf(item, content, 'current')], item.by);
  return { ok: true, change: 'revised', entry: { ...before, doubt, head: { content, handling: item.handling }, changed: markOf(item), versions: kept, instead: resumes || corrects ? null : instead } };
}

/** The versions that led to one, and itself. */
function ancestors(versions: readonly VersionMark[], hash: string | null): ReadonlySet<string> {
  const led = new Set<string>();
  for (let at = hash; at !== null && !led.has(at); at = versions.find((version) => version.hash === at)?.after ?? null) led.add(at);
  return led;
}

/** Of one person's versions the newest are kept: none is refused for their number, or those who read a part would differ from the others in what stands. */
function withRoom(versions: readonly VersionMark[], person: PractitionerId): VersionMark[] {
  const over = versions.filter(({ by, state }) => by === person && state !== 'current');
  if (over.length <= registerLimits.versions) return [...versions];
  const oldest = over.find(({ state }) => state !== 'proposed') ?? over[0];
  return versions.filter((version) => version !== oldest);
}

function versionOf(item: RegisterItem, content: EntryContent, state: VersionState): VersionMark {
  const { kind, after, fields: { file } } = content;
  return { ...marked(item, content), hash: item.hash, after, state, handling: item.handling, ...(kind === 'document' && typeof file === 'object' && 'file' in file && { file: file.file }) };
}

/** The log has only what was before. */
function pointsAhead({ source, fields, original }: EntryContent, seq: number | null): boolean {
  const file = fields['file'];
  const names = [source, original?.on ?? null, typeof file === 'object' && 'on' in file ? file.on : null].filter((ref) => ref !== null);
  return seq !== null && names.some((ref) => ref.seq >= seq);
}

/** What stays known of what is erased; `until`: the entry as it was up to there. */
export function baseOf({ doubt, changed, versions, custody, struck, base, instead }: Kept): Base {
  const stood = instead ?? versions.find(({ state }) => state === 'current')?.hash ?? base?.stood ?? null;
  const upTo = Math.max(base?.upTo ?? 0, ...[...versions, ...custody, ...(struck === null ? [] : [struck])].map(({ seq }) => seq ?? 0));
  return { stood, known: doubt === null, upTo, changed: { ...changed, place: null }, struck: struck && { ...struck, place: null, reason: '' } };
}

/** An entry of which the log has to be read from there on. */
export const begunFrom = (id: EntryId, base: Base): Kept =>
  ({ id, doubt: base.known ? null : 0, head: null, made: null, changed: base.changed, versions: [], custody: [], struck: base.struck, base, instead: null });
