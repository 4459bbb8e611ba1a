import './opened.css';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SpaceRetention } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { HistoryField, RetentionField } from './PolicyFields.js';
import { hoursOf } from './policy-words.js';

/** Closes the case file, or opens it again: a word of this person to all members, beside the rules and not one of them. */
function ClosingSection({ space, onDone }: { space: SpaceView; onDone(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const change = async (): Promise<void> => {
    if (await run(({ remote }) => remote.setClosed(space.id, !space.closed).then(() => true))) onDone();
  };
  return (
    <section className="stack closing">
      <h3>{t(space.closed ? 'closing.closed' : 'closing.title')}</h3>
      <p className="muted">{t(space.closed ? 'closing.hint-owner' : 'closing.explain')}</p>
      <FailureNotice failure={failure} />
      <div className="row"><Button isPending={busy} onPress={() => void change()}>{t(space.closed ? 'closing.open' : 'closing.close')}</Button></div>
    </section>
  );
}

/** Changes a space's rules about its past: one commit, which every member sees. */
export function PolicySheet({ space, onClose }: { space: SpaceView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const { policy } = space;
  const [history, setHistory] = useState(policy.history);
  const [retention, setRetention] = useState<SpaceRetention>(policy.retention);
  const [hold, setHold] = useState(policy.hold);
  const sooner = retention !== null && !hold && (policy.hold || (hoursOf(retention) ?? Infinity) < (hoursOf(policy.retention) ?? Infinity));
  const save = async (): Promise<void> => {
    const done = await run(async (client) => { await client.act((remote) => remote.setPolicy(space.id, space.within === null ? { history, retention, hold } : { history })); return true; });
    if (done) onClose();
  };
  return (
    <Sheet title={t('policy.change-title')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {space.within === null ? <RetentionField value={retention} onChange={setRetention} /> : <p>{t('register.compartment-policy')}</p>}
        <HistoryField value={history} onChange={setHistory} dated />
        {space.kind === 'case-file' && space.within === null && <label className="check-line"><input type="checkbox" checked={hold} onChange={(event) => setHold(event.target.checked)} /><span>{t('policy.hold-label')}</span></label>}
        {sooner && <Notice tone="warning" title={t('policy.sooner')}><p>{t('policy.sooner-text')}</p></Notice>}
        <p className="muted">{t('policy.visible')}</p>
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{t('policy.save')}</Button>
        </div>
      </Form>
      {space.kind === 'case-file' && space.within === null && <ClosingSection space={space} onDone={onClose} />}
    </Sheet>
  );
}
