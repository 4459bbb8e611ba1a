import type { AuthorityId, MeetingSessionId, SpaceId } from '@comity/contracts';
import type { EntryId } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useEntry } from '../register/hooks.js';
import { assetOf } from './asset-of.js';
import { DraftFrom } from './DraftFrom.js';

/** Of a decision or an action point of a meeting, the first of which says its title once more; or of an asset or account of a case file. `parties`: of the meeting. */
export function DraftFromEntry({ id, space, session, parties, onClose }: { id: EntryId; space: SpaceId; session: MeetingSessionId | null; parties: readonly AuthorityId[]; onClose(): void }) {
  const t = useText();
  const self = useSelf();
  const { value: entry, failure } = useEntry(space, id);
  if (!entry) return <Sheet title={t('request.source-draft')} onClose={onClose}>{failure ? <FailureNotice failure={failure} /> : <Busy />}</Sheet>;
  const { by, at } = entry.versions.find(({ state }) => state === 'current') ?? entry.made;
  const others = parties.filter((each) => each !== self.authority);
  const { title, fields: { text, details } } = entry;
  const words = [title, text === title ? null : text, details].filter((each) => typeof each === 'string').join('\n');
  return <DraftFrom source={{ place: session === null ? { kind: 'entry', space: entry.space, entry: id } : { kind: 'meeting', space: entry.space, entry: id, session }, by, at, words, ...entry.bears }} requested={others.length === 1 ? others[0]! : null} asset={assetOf(entry)} own={entry.author === self.practitioner} onClose={onClose} />;
}
