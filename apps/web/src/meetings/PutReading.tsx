import '../register/register.css';
import { useState, useSyncExternalStore } from 'react';
import type { EntryInput, MessageEntry, PreReading, SpaceView } from '@comity/sdk';
import { useAction, useClient, usePerson, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { EntryPick } from '../register/EntryPick.js';
import { FilePicker } from '../register/FilePicker.js';
import { useAllEntries } from '../register/hooks.js';
import { importerOf } from '../register/importing.js';
import { ImportRow } from '../register/ImportRow.js';
import type { Remote } from '../worker/protocol.js';
import { isJoinEntry } from './join.js';
import { leadInput, messageInput, putFiles, titleOfMessage } from './pre-reading.js';

/** So many messages of the end of the conversation are offered. */
const newest = 200;
interface Props { space: SpaceView; listed: readonly PreReading[] }

/** Puts files of this device on the list, or what the case file has already. */
export function PutReading({ space, listed, onClose }: Props & { onClose(): void }) {
  const t = useText();
  const { run, failure } = useAction();
  const write = (make: (remote: Remote) => Promise<EntryInput>): Promise<unknown> => run((client) => client.act(async (remote) => remote.writeEntry(space.id, await make(remote))));
  return (
    <div className="stack-tight">
      <p className="muted">{t('talks.reading-hint')}</p>
      <Files space={space} />
      <Entries space={space} listed={listed} onPut={({ id, title }) => void write(async (remote) => leadInput(title, (await remote.entry(space.id, id)).bears, { entry: id }))} />
      <Messages space={space} listed={listed} onPut={(message) => void write(() => Promise.resolve(messageInput(message, { id: message.id, seq: message.seq ?? 0 })))} />
      <FailureNotice failure={failure} />
      <div><Button onPress={onClose}>{t('action.close')}</Button></div>
    </div>
  );
}

function Files({ space }: Pick<Props, 'space'>) {
  const t = useText();
  const client = useClient();
  const { run, failure } = useAction();
  const importer = importerOf(client, space.id, 'reading');
  const { items, running } = useSyncExternalStore(importer.subscribe, importer.snapshot);
  const put = (files: readonly File[]): void => { void run(() => putFiles(client, space.id, files, (count) => t('talks.reading-words', { count }))); };
  return (
    <>
      <div className="row">
        <FilePicker label={t('talks.reading-files')} folder={false} onFiles={(chosen) => put(chosen.map(({ file }) => file))} />
        {!running && items.some(({ state }) => state === 'failed' || state === 'stopped') && <Button onPress={() => put([])}>{t('register.import-retry')}</Button>}
      </div>
      {items.length > 0 && <ul className="import-list">{items.map((item) => <ImportRow key={item.key} space={space.id} item={item} running={running} onRemove={() => importer.remove(item.key)} />)}</ul>}
      <FailureNotice failure={failure} />
    </>
  );
}

function Entries({ space, listed, onPut }: Props & { onPut(entry: { id: PreReading['id']; title: string }): void }) {
  const t = useText();
  const { value } = useAllEntries(space.id);
  const known = new Set<string>(listed.flatMap(({ id, lead }) => ('entry' in lead ? [id, lead.entry] : [id])));
  const rest = (value ?? []).filter((entry) => entry.space === space.id && !entry.struck && !isJoinEntry(entry) && !known.has(entry.id));
  if (rest.length === 0) return null;
  return <EntryPick label={t('talks.reading-entry')} entries={rest}>{(chosen, taken) => <Button icon="plus" aria-label={t('talks.reading-put-entry')} isDisabled={chosen === undefined} onPress={() => { if (chosen) { taken(); onPut(chosen); } }}>{t('talks.reading-put')}</Button>}</EntryPick>;
}

function Messages({ space, listed, onPut }: Props & { onPut(message: MessageEntry): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { value: page } = useWatch(useClient().watch(`newest ${space.id}`, (remote) => remote.timeline(space.id, -newest, newest), (event) => event.type === 'timeline' && event.space === space.id));
  const [picked, setPicked] = useState('');
  const known = new Set<string>(listed.flatMap(({ lead }) => ('message' in lead ? [lead.message.id] : [])));
  const offered = (page?.entries ?? []).flatMap((entry) => {
    if (entry.type !== 'message' || entry.seq === null || entry.withdrawn !== null || known.has(entry.id)) return [];
    const title = titleOfMessage(entry, { id: entry.id, seq: entry.seq });
    return title === '' ? [] : [{ message: entry, label: t('talks.reading-message-choice', { who: person(entry.sender)?.name ?? t('person.unknown'), at: format.date(entry.sentAt), words: title }) }];
  }).reverse();
  const chosen = offered.find(({ message }) => message.id === picked)?.message;
  if (offered.length === 0) return null;
  return (
    <div className="register-link-add">
      <Choice<string> label={t('talks.reading-message')} value={chosen?.id ?? ''} onChange={setPicked} options={[{ value: '', label: t('register.choose') }, ...offered.map(({ message, label }) => ({ value: message.id as string, label }))]} />
      <Button icon="plus" aria-label={t('talks.reading-put-message')} isDisabled={chosen === undefined} onPress={() => { if (chosen) { setPicked(''); onPut(chosen); } }}>{t('talks.reading-put')}</Button>
    </div>
  );
}
