/** What is to be read before a meeting: who looks at the list, and what is put on it. */
import { preReading, type MessageEntry, type EntryId, type EntryInput, type Marking, type PreReading, type Ref } from '@comity/sdk';
import type { SpaceId } from '@comity/contracts';
import type { Client } from '../client/client.js';
import { useClient } from '../client/hooks.js';
import type { Watch } from '../client/watch.js';
import { markingOf, plain } from '../messaging/marking.js';
import { promotedDraft } from '../register/draft.js';
import { importerOf } from '../register/importing.js';
import { meetings } from './hooks.js';

export const usePreReadingWatch = (space: SpaceId): Watch<PreReading[]> => useClient().watch(`pre-reading ${space}`, (remote) => meetings(remote).preReading(space), (event) => (event.type === 'register' || event.type === 'timeline') && event.space === space);

/** What leads to an entry or a message: a note of the same title, with the same codes. */
export const leadInput = (title: string, marking: Marking, lead: { entry: EntryId } | { message: Ref }): EntryInput =>
  ({ after: null, kind: 'note', title, fields: { text: preReading }, links: 'entry' in lead ? [{ to: lead.entry, label: preReading }] : [], marking, source: 'message' in lead ? lead.message : null });

/** What a message is called on the list: its first words, or else its file. */
export const titleOfMessage = (message: MessageEntry, on: Ref): string => promotedDraft(message, on).draft.title || (message.files[0]?.name ?? '');
export const messageInput = (message: MessageEntry, on: Ref): EntryInput => leadInput(titleOfMessage(message, on), markingOf(message), { message: on });

/** Sends files that were chosen and puts each on the list; one that the register has already is led to, and not sent again. What did not go stays where it is shown, to be tried again. */
export async function putFiles(client: Client, space: SpaceId, files: readonly File[], words: (count: number) => string): Promise<void> {
  const importer = importerOf(client, space, 'reading');
  importer.add(files.map((file) => ({ file, folder: preReading })));
  // Whoever began takes these as well.
  if (importer.snapshot().running) return;
  await importer.start({ kind: 'document', clean: true, marking: plain, words });
  const { items } = importer.snapshot();
  const listed = await meetings(client.remote).preReading(space);
  for (const { key, state, entry } of items) {
    if (entry === null || (state !== 'done' && state !== 'duplicate')) continue;
    if (state === 'duplicate' && !listed.some(({ id, lead }) => id === entry || ('entry' in lead && lead.entry === entry))) {
      const { title, bears } = await client.remote.entry(space, entry);
      await client.remote.writeEntry(space, leadInput(title, bears, { entry }));
    }
    importer.remove(key);
  }
}
