/**
 * How a commit changes who sits where (RFC 9420 sections 7.7, 7.8 and 12.3): first what it removes turns blank, then each newcomer
 * takes the leftmost blank leaf. Pure; the service keeps its list of leaves with it, clients check ts-mls against it.
 */
import type { LeafIdentity } from './leaf-node.js';

/** What {@link applyCommitToLeaves} needs of a `ParsedCommit`. */
export interface LeafChanges<L> {
  readonly sender: { readonly leaf: number } | 'external';
  readonly adds: readonly L[];
  readonly removes: readonly number[];
  readonly joiner?: L;
}

/**
 * The leaves after a commit, without blanks at the end; undefined if it cannot apply: its sender or a leaf it removes is blank, it
 * removes one twice, or its sender. Whether it may is not asked here.
 */
export function applyCommitToLeaves<L extends LeafIdentity>(leaves: readonly (L | null)[], commit: LeafChanges<L>): (L | null)[] | undefined {
  const after = [...leaves];
  if (commit.sender !== 'external' && (after[commit.sender.leaf] ?? null) === null) return undefined;
  for (const removed of commit.removes) {
    if ((after[removed] ?? null) === null || (commit.sender !== 'external' && removed === commit.sender.leaf)) return undefined;
    after[removed] = null;
  }
  const newcomers = commit.joiner === undefined ? commit.adds : [...commit.adds, commit.joiner];
  for (const newcomer of newcomers) {
    const blank = after.indexOf(null);
    after[blank < 0 ? after.length : blank] = newcomer;
  }
  while (after.at(-1) === null) after.pop();
  return after;
}

/**
 * Who made a commit: the leaf of its sender, or whoever joins with it. Undefined if that leaf is blank, or if the commit's path would
 * put somebody else in its place.
 */
export function commitAuthor<L extends LeafIdentity>(leaves: readonly (L | null)[], commit: LeafChanges<L> & { readonly path?: LeafIdentity }): L | undefined {
  if (commit.sender === 'external') return commit.joiner;
  const author = leaves[commit.sender.leaf];
  if (author == null) return undefined;
  const { path } = commit;
  return path === undefined || (path.practitioner === author.practitioner && path.device === author.device) ? author : undefined;
}
