import { useState } from 'react';
import { useLocation } from 'wouter';
import { noteLimits } from '@comity/contracts';
import type { NoteSummary, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Field } from '../design/Field.js';
import { FormSheet } from '../design/FormSheet.js';
import { useText } from '../i18n/text.js';
import { notePath } from '../register/place.js';

/** Begins a note, or gives one another title. */
export function TitleSheet({ space, note, onClose }: { space: SpaceView; note: Pick<NoteSummary, 'id' | 'title'> | null; onClose(): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [title, setTitle] = useState(note?.title ?? '');
  const clean = title.trim();
  const submit = async (): Promise<void> => {
    if (note) {
      if (await run(({ remote }) => remote.renameNote(space.id, note.id, clean).then(() => true))) onClose();
      return;
    }
    const id = await run(({ remote }) => remote.newNote(space.id, clean));
    if (id !== undefined) navigate(notePath(space.id, id));
  };
  return (
    <FormSheet title={note ? t('note.rename') : t('note.new')} submit={note ? t('note.rename') : t('note.begin')} ready={clean !== ''} busy={busy} failure={failure} onSubmit={() => void submit()} onClose={onClose}>
      {!note && <p className="muted">{t('note.new-hint')}</p>}
      <Field label={t('note.name')} value={title} onChange={setTitle} isRequired autoFocus maxLength={noteLimits.title} autoComplete="off" />
    </FormSheet>
  );
}
