/**
 * How those who are elsewhere join a meeting: free words in its case file, an entry of the register by a fixed title, so that neither service nor secretariat reads them. What was written last
 * stands, whatever it was written over.
 * Trust: the words are anybody's who is inside; only addresses over https become links.
 */
import type { EntryInput, EntrySummary, EntryView, VersionView } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { linkTarget, runsOf } from '../messaging/words.js';

/** The entry's title, in every language the same. */
const joinTitle = 'Join details';
export const isJoinEntry = ({ kind, title, struck }: Pick<EntrySummary, 'kind' | 'title' | 'struck'>): boolean => kind === 'note' && title === joinTitle && !struck;

type Written = Pick<EntryView, 'id' | 'versions'>;
export interface JoinDetails extends Pick<VersionView, 'by' | 'at'> { text: string; entry: Written }

/** Null: nobody wrote any, or took them back. */
export function detailsOf(entry: Written): JoinDetails | null {
  const last = entry.versions.at(-1), text = last?.fields['text'];
  return last === undefined || typeof text !== 'string' ? null : { text, by: last.by, at: last.at, entry };
}

/** What is to be said in place of the one that stands, and of all that were written beside it. */
export function joinInput(text: string, entry: Written | null): EntryInput {
  const standing = entry?.versions.findLast(({ state }) => state === 'current')?.key ?? null;
  return { after: standing, kind: 'note', title: joinTitle, fields: { text }, links: [], marking: plain, source: null, settles: (entry?.versions ?? []).filter(({ state }) => state === 'proposed').map(({ key }) => key) };
}

/** `host`: as the browser understands it, which stands before the address. */
export type JoinRun = { type: 'text'; text: string } | { type: 'link'; text: string; href: string; host: string };
export const joinRuns = (text: string): JoinRun[] => runsOf({ text, mentions: [] }).map((run) => {
  const href = run.type === 'link' ? linkTarget(run.text) : null;
  return href === null || !href.startsWith('https:') ? { type: 'text', text: run.text } : { type: 'link', text: run.text, href, host: new URL(href).host };
});
