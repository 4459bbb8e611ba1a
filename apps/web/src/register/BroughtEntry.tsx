import { useState } from 'react';
import type { BroughtFrom, SpaceView } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { broughtDraft, promotedDraft } from './draft.js';
import { EntryForm } from './EntryForm.js';
import { useEntry, useMessage } from './hooks.js';

/** What stands elsewhere, on its way to this register: nothing is sent before the form is saved. */
export function BroughtEntry({ space, from }: { space: SpaceView; from: BroughtFrom }) {
  return 'on' in from ? <OfMessage space={space} from={from} /> : <OfEntry space={space} from={from} />;
}

function OfMessage({ space, from }: { space: SpaceView; from: Extract<BroughtFrom, { on: unknown }> }) {
  const message = useMessage(from.space, from.on);
  const [begun, setBegun] = useState<ReturnType<typeof promotedDraft> | null>(null);
  if (message && begun === null) setBegun(promotedDraft(message, from.on));
  if (begun) return <EntryForm space={space} kind={begun.kind} draft={begun.draft} from={from} cut={begun.cut} gone={message === null} />;
  return message === null ? <EntryForm space={space} kind="note" missing /> : <Busy />;
}

function OfEntry({ space, from }: { space: SpaceView; from: Extract<BroughtFrom, { entry: unknown }> }) {
  const { value: entry, failure } = useEntry(from.space, from.entry);
  const [begun, setBegun] = useState<ReturnType<typeof broughtDraft> | null>(null);
  if (entry && begun === null) setBegun(broughtDraft(entry, space.members));
  if (begun) return <EntryForm space={space} kind={begun.kind} draft={begun.draft} from={from} gone={entry?.struck === true} />;
  return failure ? <EntryForm space={space} kind="note" missing /> : <Busy />;
}
