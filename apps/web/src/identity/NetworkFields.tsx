import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Failure } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useClient } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { StateChoice } from '../states/StateChoice.js';

export interface NetworkEntry { token: string; name: string; secretariat: string; state: string }

/** The network and its secretariat; the token is tried before two officers type everything else. */
export function NetworkFields({ before, onDone }: { before: NetworkEntry; onDone(entry: NetworkEntry): void }) {
  const t = useText();
  const client = useClient();
  const [entry, setEntry] = useState(before);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<'set-up.token-wrong' | 'set-up.token-late' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const type = (part: keyof NetworkEntry) => (value: string): void => {
    if (part === 'token') setWrong(null);
    setEntry((all) => ({ ...all, [part]: value }));
  };
  const check = async (): Promise<void> => {
    const trimmed = { token: entry.token.trim(), name: entry.name.trim(), secretariat: entry.secretariat.trim(), state: entry.state };
    setBusy(true);
    setFailure(null);
    try {
      await client.remote.checkSetUpToken(trimmed.token);
      onDone(trimmed);
    } catch (thrown) {
      const refused = thrown as Failure;
      const code = refused.kind === 'problem' ? refused.problem.code : null;
      if (code === 'sign-in-refused' || code === 'invalid-input') setWrong('set-up.token-wrong');
      else if (code === 'already-exists') setWrong('set-up.token-late');
      else setFailure(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); void check(); }}>
      <Field label={t('set-up.token')} hint={t('set-up.token-hint')} value={entry.token} onChange={type('token')} dir="ltr" mono isRequired autoComplete="off" error={wrong === null ? undefined : t(wrong)} />
      <Field label={t('set-up.network-name')} value={entry.name} onChange={type('name')} isRequired maxLength={120} autoComplete="off" />
      <Field label={t('set-up.secretariat')} value={entry.secretariat} onChange={type('secretariat')} isRequired maxLength={200} autoComplete="off" />
      <StateChoice label={t('set-up.secretariat-state')} value={entry.state} onChange={type('state')} />
      <FailureNotice failure={failure} />
      <Button look="primary" type="submit" wide isPending={busy}>{t('action.next')}</Button>
    </Form>
  );
}
