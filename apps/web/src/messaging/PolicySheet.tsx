import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { HistoryField } from './PolicyFields.js';

/** Changes a channel's rule about its past: one commit, which every member sees. */
export function PolicySheet({ space, onClose }: { space: SpaceView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const { policy } = space;
  const [history, setHistory] = useState(policy.history);
  const save = async (): Promise<void> => {
    const done = await run(async (client) => { await client.act((remote) => remote.setPolicy(space.id, { history })); return true; });
    if (done) onClose();
  };
  return (
    <Sheet title={t('policy.change-title')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <HistoryField value={history} onChange={setHistory} dated />
        <p className="muted">{t('policy.visible')}</p>
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{t('policy.save')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
