import type { EntrySummary } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { BringSheet } from './BringSheet.js';
import { useEntry } from './hooks.js';

/** Of what a meeting decided, or what it left to be done. */
export function BringEntry({ id, space, onClose }: Pick<EntrySummary, 'id' | 'space'> & { onClose(): void }) {
  const t = useText();
  const self = useSelf();
  const { value: entry, failure } = useEntry(space, id);
  if (!entry) return <Sheet title={t('register.bring-title')} onClose={onClose}>{failure ? <FailureNotice failure={failure} /> : <Busy />}</Sheet>;
  return <BringSheet from={{ space, entry: id }} words={entry.title} marking={entry.bears} own={entry.author === self.practitioner} onClose={onClose} />;
}
