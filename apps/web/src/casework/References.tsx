import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { MatterView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { StepFailure } from './StepFailure.js';

export const longestReference = 100;

/** How each side calls the request among its own files. One's own can be said anew once the request went out; before, it stands in the draft. */
export function References({ matter }: { matter: MatterView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { references: { ours, theirs }, side, transmittedAt, draft, space } = matter;
  const may = side !== null && transmittedAt !== null && draft !== space;
  return (
    <>
      {(ours !== null || may) && (
        <div><dt>{t('request.reference-ours')}</dt><dd className="reference-own">{ours === null ? <span className="muted">{t('request.reference-none')}</span> : <bdi>{ours}</bdi>}
          {may && <Button look="quiet" icon="edit" onPress={() => setOpen(true)}>{t('request.reference-edit')}</Button>}</dd></div>
      )}
      {theirs !== null && <div><dt>{t('request.reference-theirs')}</dt><dd><bdi>{theirs}</bdi></dd></div>}
      {open && <ReferenceSheet matter={matter} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReferenceSheet({ matter, onClose }: { matter: MatterView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [text, setText] = useState(matter.references.ours ?? '');
  const save = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.setReference(matter.space, text.trim() === '' ? null : text).then(() => true)));
    if (done) onClose();
  };
  return (
    <Sheet title={t('request.reference-edit')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('request.reference')} hint={t('request.reference-hint')} value={text} onChange={setText} maxLength={longestReference} autoComplete="off" />
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{busy ? t('request.saving') : t('request.reference-save')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
