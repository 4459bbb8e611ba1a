import type { Ref, SpaceView } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { promotedDraft } from './draft.js';
import { EntryForm } from './EntryForm.js';
import { useMessage } from './hooks.js';

/** A message on its way to the register: begins with what the message says, and names it. */
export function PromotedEntry({ space, on }: { space: SpaceView; on: Ref }) {
  const message = useMessage(space.id, on);
  if (message === undefined) return <Busy />;
  if (message === null) return <EntryForm space={space} kind="note" missing />;
  const { kind, draft } = promotedDraft(message, on);
  return <EntryForm space={space} kind={kind} draft={draft} source={on} />;
}
