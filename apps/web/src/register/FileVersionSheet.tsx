import { useEffect, useState, useSyncExternalStore } from 'react';
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

/** A file of this device as the next version of a document: sent in a message with the codes that the document bears, then registered. */
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
  const done = item?.state === 'done';
  useEffect(() => {
    if (!done) return;
    importer.clear();
    toast({ text: t('register.file-added') });
    onClose();
  }, [done, importer, toast, t, onClose]);
  const close = (): void => { importer.clear(); onClose(); };
  const start = (): void => { void importer.start({ kind: 'document', clean, marking, words: () => t('register.file-words', { title: input.title }), onto: { entry: entry.id, input } }); };
  return (
    <Sheet title={t('register.file-new')} onClose={close}>
      <div className="stack">
        <p className="muted">{t('register.file-new-hint')}</p>
        {!isPlain(marking) && <p>{t('register.marking', { marking: inShort(marking) })}</p>}
        <label className="register-check"><input type="checkbox" checked={clean} disabled={running} onChange={({ target }) => setClean(target.checked)} /><span>{t('register.import-clean')}</span></label>
        {item === undefined ? <FilePicker label={t('register.file-choose')} folder={false} multiple={false} onFiles={(chosen) => importer.add(chosen.slice(0, 1))} />
          : <ul className="import-list"><ImportRow space={space.id} item={item} running={running} onRemove={() => importer.remove(item.key)} /></ul>}
        <div className="row row-end">
          <Button onPress={close}>{t('action.cancel')}</Button>
          <Button look="primary" isDisabled={item === undefined || item.state === 'duplicate'} isPending={running} onPress={start}>{t('register.file-add')}</Button>
        </div>
      </div>
    </Sheet>
  );
}
