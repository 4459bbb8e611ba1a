import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AuthorityKind } from '@comity/contracts';
import { useAction, useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { StateChoice } from '../states/StateChoice.js';

const kinds = ['central-authority', 'prosecution', 'anti-corruption', 'police', 'fiu', 'asset-recovery', 'judiciary', 'other'] as const satisfies readonly AuthorityKind[];

/** An officer proposes an authority; the other officer's signature admits it. */
export function AdmitSheet({ onClose }: { onClose(): void }) {
  const t = useText();
  const client = useClient();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState('');
  const [state, setState] = useState('AF');
  const [kind, setKind] = useState<AuthorityKind>('central-authority');
  const admit = async (): Promise<void> => {
    const done = await run(async (c) => { await c.act((remote) => remote.admitAuthority({ name: name.trim(), state, kind })); return true; });
    if (!done) return;
    await client.pending().refresh();
    onClose();
  };
  return (
    <Sheet title={t('desk.admit')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void admit(); }}>
        <p className="muted">{t('admit.explain')}</p>
        <Field label={t('admit.name')} value={name} onChange={setName} isRequired maxLength={200} autoComplete="off" autoFocus />
        <StateChoice label={t('admit.state')} value={state} onChange={setState} />
        <Choice label={t('admit.kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(`authority-kind.${value}`) }))} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy} isDisabled={name.trim() === ''}>{t('admit.propose')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
