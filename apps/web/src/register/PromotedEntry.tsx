import { useState } from 'react';
import type { Ref, SpaceView } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { promotedDraft } from './draft.js';
import { EntryForm } from './EntryForm.js';
import { useMessage } from './hooks.js';

/** A message on its way to the register: begins with what the message says, and names it. */
export function PromotedEntry({ space, on }: { space: SpaceView; on: Ref }) {
  const message = useMessage(space.id, on);
  const [begun, setBegun] = useState<ReturnType<typeof promotedDraft> | null>(null);
  if (message && begun === null) setBegun(promotedDraft(message, on));
  if (begun) return <EntryForm space={space} kind={begun.kind} draft={begun.draft} source={on} cut={begun.cut} gone={message === null} />;
  return message === null ? <EntryForm space={space} kind="note" missing /> : <Busy />;
}
