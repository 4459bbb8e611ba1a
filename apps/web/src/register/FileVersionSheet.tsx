import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { EntryView, SpaceView } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { inShort, isPlain } from '../messaging/marking.js';
import { useToast } from '../messaging/toast.js';
import { revisionOf } from './draft.js';
import { FilePicker } from './FilePicker.js';
import { importerOf } from './importing.js';
import { ImportRow } from './ImportRow.js';

/** A file of this device as the next version of a document: sent in a message with the codes that the document bears, then registered. Once the message is sent it goes on to its end, and says so to whoever looks elsewhere in the register meanwhile. */
export function FileVersionSheet({ space, entry, onClose }: { space: SpaceView; entry: EntryView; onClose(): void }) {
  const t = useText();
  const toast = useToast();
  const importer = importerOf(useClient(), space.id, entry.id);
  const { items, running } = useSyncExternalStore(importer.subscribe, importer.snapshot);
  const [clean, setClean] = useState(true);
  // Whoever is overtaken from here on proposes it.
  const [input] = useState(() => revisionOf(entry));
  const { handling, restriction, tlp } = entry.bears;
  const marking = { ...input.marking, handling, restriction, tlp };
  const [item] = items;
  const going = running && item?.out === true;
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => { shown.current = false; };
  }, []);
  const close = (): void => {
    if (!going) importer.clear();
    onClose();
  };
  const start = async (): Promise<void> => {
    await importer.start({ kind: 'document', clean, marking, words: () => t('register.file-words', { title: input.title }), onto: { entry: entry.id, input } });
    const [ended] = importer.snapshot().items;
    if (ended?.state === 'done') {
      importer.clear();
      toast({ text: t('register.file-added') });
      onClose();
    } else if (ended !== undefined && !shown.current) toast({ text: t('register.file-not-added', { title: input.title }) });
  };
  return (
    <Sheet title={t('register.file-new')} onClose={close}>
      <div className="stack">
        <p className="muted">{t('register.file-new-hint')}</p>
        {!isPlain(marking) && <p>{t('register.marking', { marking: inShort(marking) })}</p>}
        <label className="register-check"><input type="checkbox" checked={clean} disabled={running || item?.out === true} onChange={({ target }) => setClean(target.checked)} /><span>{t('register.import-clean')}</span></label>
        {item === undefined ? <FilePicker label={t('register.file-choose')} folder={false} multiple={false} onFiles={(chosen) => importer.add(chosen.slice(0, 1))} />
          : <ul className="import-list"><ImportRow space={space.id} item={item} running={running} onRemove={() => importer.remove(item.key)} /></ul>}
        <div className="row row-end">
          <Button onPress={close}>{t(going ? 'action.close' : 'action.cancel')}</Button>
          <Button look="primary" isDisabled={item === undefined || item.state === 'duplicate'} isPending={running} onPress={() => void start()}>{t('register.file-add')}</Button>
        </div>
      </div>
    </Sheet>
  );
}
