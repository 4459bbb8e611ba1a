import { useId, useState } from 'react';
import type { FiguresView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** An officer signs what the service is told, and who sees what it counts. */
export function SettingSheet({ setting, onSet, onClose }: { setting: FiguresView; onSet(): Promise<void>; onClose(): void }) {
  const t = useText();
  const id = useId();
  const { run, busy, failure } = useAction();
  const [chosen, setChosen] = useState({ told: setting.since !== null, offences: setting.offences, assets: setting.assets !== null, open: setting.open });
  const sign = async (): Promise<void> => {
    const done = await run(async (client) => { await client.act((remote) => remote.setFigures(chosen)); return true; });
    if (!done) return;
    await onSet();
    onClose();
  };
  const box = (name: keyof typeof chosen, label: string, hint?: string) => (
    <label className="check-line" htmlFor={`${id}-${name}`}>
      <input id={`${id}-${name}`} type="checkbox" checked={chosen[name]} onChange={({ target }) => setChosen({ ...chosen, [name]: target.checked })} />
      <span>{label}{hint !== undefined && <span className="hint">{hint}</span>}</span>
    </label>
  );
  return (
    <Sheet title={t('figures.set')} onClose={onClose}>
      <div className="stack figures-set">
        <p className="muted">{t('figures.set-explain')}</p>
        {box('told', t('figures.set-told'), t('figures.set-told-hint'))}
        {box('offences', t('figures.set-offences'))}
        {box('assets', t('figures.set-assets'), t('figures.set-assets-hint'))}
        {box('open', t('figures.set-open'))}
        <FailureNotice failure={failure} />
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" icon="seal" isPending={busy} onPress={() => void sign()}>{t('figures.set-do')}</Button>
      </div>
    </Sheet>
  );
}
