import { useId, useRef } from 'react';
import type { SpaceId } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { later, Later } from '../failure/Later.js';
import type { Attachments } from '../files/attachments.js';
import { chosen } from '../files/input.js';
import { useText } from '../i18n/text.js';
import { mostEnclosures } from './EnclosureFields.js';

const TrayList = later(() => import('../files/TrayList.js').then((m) => ({ default: m.TrayList })));

/** Files that come with a step, each on its way at once. `again`: how many of one that did not stand go with it. */
export function StepFiles({ space, attachments, again, onDrop }: { space: SpaceId; attachments: Attachments; again: number; onDrop(): void }) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { rows, preparing } = attachments;
  const over = again + rows.length > mostEnclosures;
  return (
    <fieldset className="choices step-files" aria-describedby={id}>
      <legend>{t('request.enclosures')}</legend>
      <p id={id} className="hint">{t('request.step-files-hint')}</p>
      {again > 0 && <div className="row"><span>{t('request.step-files-again', { count: again })}</span><Button look="quiet" onPress={onDrop}>{t('request.step-files-drop')}</Button></div>}
      {rows.length > 0 && <Later><TrayList space={space} rows={rows} /></Later>}
      <div className="row">
        <Button icon="attach" onPress={() => input.current?.click()}>{t('request.enclosure-add')}</Button>
        <input ref={input} type="file" multiple hidden aria-label={t('request.enclosure-add')} onChange={({ target }) => { attachments.add(chosen(target.files ?? [])); target.value = ''; }} />
      </div>
      {over && <p className="field-error" role="alert">{t('request.step-files-over', { count: mostEnclosures })}</p>}
      {(preparing || rows.some(({ transfer }) => transfer?.state !== 'done')) && <p className="muted" role="status">{t('request.uploading')}</p>}
    </fieldset>
  );
}
