import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SpaceId } from '@comity/contracts';
import type { MatterView } from '@comity/sdk';
import { useAction, useClient, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { trayOf } from '../files/tray.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { begun } from '../register/draft.js';
import { draftOf } from './draft.js';
import { longestName, templateFileName, templateOf, writeTemplate } from './template.js';

/** Puts a template, made of a request, into a conversation: sealed like every file there, and for its members alone. */
export function TemplateSave({ matter, onSaved, onClose }: { matter: MatterView; onSaved(): void; onClose(): void }) {
  const t = useText();
  const client = useClient();
  const titleOf = useSpaceTitle();
  const { value: spaces } = useSpaces();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState(() => begun(matter.title, longestName));
  const [space, setSpace] = useState('');
  const places = (spaces ?? []).filter(({ kind, left }) => !left && kind !== 'request');
  const save = async (): Promise<void> => {
    const file = new File([writeTemplate(templateOf(draftOf(matter), name))], templateFileName(name), { type: 'application/json' });
    const done = await run(async ({ remote }) => {
      const id = await remote.upload(space as SpaceId, file);
      // It is none of what somebody is writing there.
      trayOf(client, space as SpaceId).leave(id);
      await remote.send(space as SpaceId, { text: t('request.template-message', { name: name.trim() }), marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [id] });
      return true;
    });
    if (done) onSaved();
  };
  return (
    <Sheet title={t('request.template-save')} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p className="muted">{t('request.template-save-hint')}</p>
        <Field label={t('request.template-name')} value={name} onChange={setName} isRequired maxLength={longestName} autoComplete="off" />
        <Choice<string> label={t('request.template-where')} value={space} onChange={setSpace} options={[{ value: '', label: t('request.choose') }, ...places.map((each) => ({ value: each.id, label: titleOf(each) }))]} hint={places.length === 0 ? t('request.template-nowhere') : undefined} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === '' || space === ''} isPending={busy}>{busy ? t('request.saving') : t('request.template-save')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
